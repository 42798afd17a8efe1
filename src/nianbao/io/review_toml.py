"""Reads `review.toml`: which figures the 核对说明 sets beside last year's, and which it draws.

All mistakes at once. Knows nothing of how they are set.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.form import CellId, Form, Table
from nianbao.io.declared import Declaration
from nianbao.io.form_toml import FormError
from nianbao.io.paths import data

_FILE = "review.toml"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one table; each is the sum of its cells.

    A change of `least` or more that is also `percent` of last year's number or more is large.
    """

    table: str
    figures: tuple[tuple[CellId, ...], ...]
    least: int
    percent: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands under a pair of bars, and the cells whose sum they show."""

    words: str
    cells: tuple[CellId, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """All figures to be set beside last year's, and the chart; no bars where none is drawn."""

    groups: tuple[FigureGroup, ...] = ()
    chart_title: str = ""
    chart_unit: str = ""
    bars: tuple[Bar, ...] = ()


def declared_compared(form: Form) -> Compared:
    """Read the figures of a form; none where it declares none. Raises FormError."""
    path = data("forms") / form.id / _FILE
    if not path.is_file():
        return Compared()
    problems: list[str] = []
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(form.id, [f"{_FILE}: {error}"]) from error
    compared = compared_in(Declaration(raw, _FILE, problems), form)
    if problems:
        raise FormError(form.id, problems)
    return compared


def compared_in(declared: Declaration, form: Form) -> Compared:
    """Read what a file declares; every mistake is noted in the declaration."""
    groups = tuple(_group(each, form) for each in _finished(declared, "figures"))
    bars = tuple(
        Bar(each.text("words"), _cells(each, _table(each, form), each.texts("cells")))
        for each in _finished(declared, "bar")
    )
    chart = declared.texts_by_key("chart")
    if set(chart) != ({"title", "unit"} if bars else set()):
        declared.note("'chart' has 'title' and 'unit' and nothing else, where bars are declared")
    declared.finish()
    return Compared(groups, chart.get("title", ""), chart.get("unit", ""), bars)


def _group(declared: Declaration, form: Form) -> FigureGroup:
    declared.text("id")
    table = _table(declared, form)
    group = FigureGroup(
        table=declared.text("table"),
        figures=tuple(_cells(declared, table, line) for line in declared.drawing("lines")),
        least=declared.number("least"),
        percent=declared.number("percent"),
    )
    if min(group.least, group.percent) < 1:
        declared.note("a change that is large is 1 or more")
    return group


def _table(declared: Declaration, form: Form) -> Table | None:
    name = declared.text("table")
    table = next((known for known in form.tables if known.id == name), None)
    if table is None:
        declared.note(f"there is no table {name!r}")
    return table


def _cells(declared: Declaration, table: Table | None, names: Sequence[str]) -> tuple[CellId, ...]:
    """Spell out the cells of one figure; what is added up must be of one kind."""
    if table is None:
        return ()
    known = {field.id: field.kind for field in table.fields}
    cells = tuple(f"{table.id}.{name}" for name in names)
    if not cells:
        declared.note("a figure has no cell")
    for cell in cells:
        if cell not in known:
            declared.note(f"there is no cell {cell}")
    if len({known[cell] for cell in cells if cell in known}) > 1:
        declared.note(f"{', '.join(names)} cannot be added up")
    return cells


def _finished(declared: Declaration, key: str) -> Iterator[Declaration]:
    for each in declared.each(key):
        yield each
        if key == "bar":
            each.text("id")
        each.finish()
