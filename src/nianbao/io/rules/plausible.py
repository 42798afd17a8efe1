"""Declared rules on what numbers are likely beside one another."""

from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.rules.tables.applications import NothingFromNothing, WithinNotices, Years
from nianbao.core.rules.tables.proportions import Share
from nianbao.io.declared import Declaration
from nianbao.io.rules.cells import declared_cell, declared_cells


def share(declared: Declaration, form: Form) -> Iterable[Share]:
    """Read a rule on how large a part may be."""
    yield Share(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "where", "part", "whole", "share", "limit"),
        part=declared_cell(declared, "part", form),
        whole=declared_cells(declared, "whole", form),
        limit=declared.number("limit"),
        form=form,
    )


def nothing_from_nothing(declared: Declaration, form: Form) -> Iterable[NothingFromNothing]:
    """Read a rule on what must be nothing where there was nothing."""
    yield NothingFromNothing(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "table", "names"),
        given=declared_cells(declared, "given", form),
        then=declared_cells(declared, "then", form),
        years=declared.choice("years", Years),
        form=form,
    )


def within_notices(declared: Declaration, form: Form) -> Iterable[WithinNotices]:
    """Read the rule on what needs a notice of the fee."""
    yield WithinNotices(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "where", "now", "notices"),
        cell=declared_cell(declared, "cell", form),
        form=form,
    )
