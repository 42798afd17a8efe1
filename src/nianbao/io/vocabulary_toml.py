"""The declared words of a form's narrative → the vocabulary it is read with."""

import re

from nianbao.core.form import Form
from nianbao.core.narrative.vocabulary import (
    Axis,
    Domain,
    Lines,
    Rate,
    Term,
    Vocabulary,
    Whole,
)
from nianbao.io.declared import Declaration

FEE = "processing_fee"
"""Stands for a table that is none: the three figures of the processing fee."""

FEE_LINES = {Axis.ROW: ("fee",), Axis.COLUMN: ("notices", "amount_notified", "amount_collected")}


def declared_vocabulary(declared: Declaration, form: Form) -> Vocabulary:
    """Read the words; each mistake is noted in the declaration."""
    domains = tuple(_domain(each, form) for each in declared.each("domain"))
    vocabulary = Vocabulary(
        domains=domains,
        denial=expression(declared, "denial"),
        elsewhere=expression(declared, "elsewhere"),
        period=expression(declared, "period"),
        others=expression(declared, "others"),
        bodies=expression(declared, "bodies"),
        together=expression(declared, "together"),
        neutral=expression(declared, "neutral"),
    )
    declared.finish()
    return vocabulary


def expression(declared: Declaration, key: str, default: str | None = None) -> str:
    """Read a regular expression; one that cannot be compiled is a mistake."""
    words = declared.text(key, default)
    try:
        re.compile(words)
    except re.error as error:
        declared.note(f"{key!r} is no expression: {error}")
        return r"(?!)"
    return words or r"(?!)"


def _domain(declared: Declaration, form: Form) -> Domain:
    table = declared.text("table")
    known = _known_lines(declared, form, table)
    domain = Domain(
        id=declared.text("id"),
        table=table,
        subject=expression(declared, "subject"),
        heading=expression(declared, "heading"),
        anchors=declared.texts("anchors"),
        terms=tuple(_term(each, known) for each in declared.each("term")),
        wholes=tuple(_whole(each, known) for each in declared.each("whole")),
        rates=tuple(_rate(each, known) for each in declared.each("rate")),
        default_rows=_lines(declared, "rows", known[Axis.ROW]),
        default_columns=_lines(declared, "columns", known[Axis.COLUMN]),
        units=frozenset(declared.texts("units")),
        foreign=expression(declared, "foreign", ""),
        channels=expression(declared, "channels", ""),
        never=expression(declared, "never", ""),
        tolerance=declared.number("tolerance", 3),
        undenied=expression(declared, "undenied", ""),
        bases=_lines(declared, "bases", known[Axis.ROW]),
        yuan=declared.number("yuan", 1),
    )
    declared.finish()
    return domain


def _known_lines(declared: Declaration, form: Form, name: str) -> dict[Axis, tuple[str, ...]]:
    """Give the rows and columns there are."""
    if name == FEE:
        return FEE_LINES
    for table in form.tables:
        if table.id == name:
            return {Axis.ROW: table.rows, Axis.COLUMN: table.columns}
    declared.note(f"there is no table {name!r}")
    return {Axis.ROW: (), Axis.COLUMN: ()}


def _term(declared: Declaration, known: dict[Axis, tuple[str, ...]]) -> Term:
    axis = declared.choice("axis", Axis)
    term = Term(
        axis=axis,
        words=expression(declared, "words"),
        lines=_lines(declared, "lines", known[axis]),
        weak=declared.flag("weak"),
        subject=declared.flag("subject"),
        general=declared.flag("general"),
        denied=declared.pattern("denied", "value", default=""),
        units=frozenset(declared.texts("units", ())),
    )
    declared.finish()
    return term


def _whole(declared: Declaration, known: dict[Axis, tuple[str, ...]]) -> Whole:
    axis = declared.choice("axis", Axis)
    whole = Whole(
        words=expression(declared, "words"),
        axis=axis,
        lines=declared.texts("lines"),
        all_of=declared.texts("all_of", ()),
    )
    _note_strangers(declared, (*whole.lines, *whole.all_of), known[axis])
    declared.finish()
    return whole


def _rate(declared: Declaration, known: dict[Axis, tuple[str, ...]]) -> Rate:
    axis = declared.choice("axis", Axis)
    rate = Rate(
        words=expression(declared, "words"),
        axis=axis,
        part=declared.texts("part"),
        wholes=_lines(declared, "wholes", known[axis]),
    )
    _note_strangers(declared, rate.part, known[axis])
    declared.finish()
    return rate


def _lines(declared: Declaration, key: str, known: tuple[str, ...]) -> tuple[Lines, ...]:
    readings = declared.drawing(key)
    _note_strangers(declared, [line for reading in readings for line in reading], known)
    return readings


def _note_strangers(
    declared: Declaration, lines: tuple[str, ...] | list[str], known: tuple[str, ...]
) -> None:
    for line in lines:
        if line not in known:
            declared.note(f"there is no line {line!r}")
