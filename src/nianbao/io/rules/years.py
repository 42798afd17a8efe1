"""Declared rules that tie this year's numbers to last year's."""

from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.rules.tables.stocks import RolledOn, StockCovers
from nianbao.core.rules.tables.years import CarriedOver, Jump, Reappears
from nianbao.io.declared import Declaration
from nianbao.io.rules.cells import declared_cell, declared_cells


def carried_over(declared: Declaration, form: Form) -> Iterable[CarriedOver]:
    """Read the rule on what `carry.toml` says is carried over."""
    yield CarriedOver(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "where", "now", "source", "last", "file"),
        form=form,
    )


def rolled_on(declared: Declaration, form: Form) -> Iterable[RolledOn]:
    """Read the rule on the stocks that `carry.toml` says roll on."""
    yield RolledOn(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern(
            "message", "where", "now", "last", "plus", "minus", "right", "difference", "file"
        ),
        form=form,
    )


def stock_covers(declared: Declaration, form: Form) -> Iterable[StockCovers]:
    """Read the rule on stocks that are too small."""
    places = ("where", "now", "plus", "minus", "right")
    yield StockCovers(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_less=declared.pattern("message_less", *places),
        message_new=declared.pattern("message_new", *places),
        form=form,
    )


def reappears(declared: Declaration, form: Form) -> Iterable[Reappears]:
    """Read a rule on cases pending last year."""
    yield Reappears(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "pending", "last", "counted", "now"),
        pending=declared_cell(declared, "pending", form),
        counted=declared_cells(declared, "counted", form),
        form=form,
    )


def jump(declared: Declaration, form: Form) -> Iterable[Jump]:
    """Read a rule on numbers that jump."""
    places = ("where", "now", "last", "times")
    times, apart = declared.number("times"), declared.number("apart")
    if times < 1:
        declared.note("'times' is less than 1")
    yield Jump(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_more=declared.pattern("message_more", *places),
        message_less=declared.pattern("message_less", *places),
        cells=declared_cells(declared, "cells", form),
        times=times,
        apart=apart,
        form=form,
    )
