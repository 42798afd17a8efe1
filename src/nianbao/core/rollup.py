"""Sums the reports of subordinate units (汇总), and says of every number what it is made of.

Nothing is left out in silence: blanks, entries that are no number and tables that contradict
themselves are named with the unit they are of. Knows no files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nianbao.core.checker import RuleBook
from nianbao.core.finding import Severity
from nianbao.core.form import CellId
from nianbao.core.numbers import write_number
from nianbao.core.report import Change, Particulars, Report, Scope, Source, Unread, Value


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A unit's report on the form that is summed.

    `name` is how the clerk knows the unit, `file` where its report was read from.
    """

    name: str
    file: str
    report: Report


class Remark(NamedTuple):
    """What is to be known of a unit's part in the sum.

    `code` is `unit_blank`, `unit_unread` or `unit_contradicts`; `cell` is the cell concerned, or
    the first of several.
    """

    code: str
    unit: UnitReport
    cell: CellId
    message: str


def roll_up(book: RuleBook, units: Sequence[UnitReport], year: int | None) -> Change:
    """Add up every cell that is typed; totals follow from the sums as they do from typing.

    Blank is not zero: a sum is of the units that have a number there, and blank where none has.
    The source of each sum names the units that add to it.
    """
    sums: dict[CellId, Value] = {}
    sources: dict[CellId, Source | None] = {}
    whence = f"{len(units)} 个单位汇总"
    for cell, field in book.form.fields.items():
        if cell in book.computed:
            continue
        addends = [(unit.name, unit.report.value(cell)) for unit in units]
        numbers = [(name, value) for name, value in addends if value is not None]
        if numbers:
            sums[cell] = sum((value for _, value in numbers), start=field.zero)
            parts = "、".join(f"{name} {write_number(value)}" for name, value in numbers if value)
            sources[cell] = Source(whence, "", parts or "都是 0")
    change = book.edit(Report(book.form.id), sums)
    told = Particulars(year=year, scope=Scope.GOVERNMENT)
    return Change(cells=change.cells, sources=sources, particulars=told)


def remarks_on(book: RuleBook, units: Iterable[UnitReport]) -> Iterator[Remark]:
    """Say what each unit's report lacks, unit by unit in the order given."""
    for unit in units:
        yield from _blanks(book, unit)
        yield from _unread(book, unit)
        yield from _contradictions(book, unit)


def _blanks(book: RuleBook, unit: UnitReport) -> Iterator[Remark]:
    for table in book.form.tables:
        typed = [field for field in table.fields if field.id not in book.computed]
        blank = [field for field in typed if unit.report.entry(field.id) is None]
        if blank:
            where = (
                f"有 {len(blank)} 格空着，第一处是{blank[0].name}"
                if len(blank) < len(typed)
                else "一格也没有填"
            )
            message = f"{unit.name}：{table.name}{where}；空白没有当作 0。"
            yield Remark("unit_blank", unit, blank[0].id, message)


def _unread(book: RuleBook, unit: UnitReport) -> Iterator[Remark]:
    for table in book.form.tables:
        for field in table.fields:
            entry = unit.report.entry(field.id)
            if isinstance(entry, Unread):
                words = f"{table.name}{field.name}写的是“{entry.text}”，不是能用的数，没有加进去"
                yield Remark("unit_unread", unit, field.id, f"{unit.name}：{words}。")


def _contradictions(book: RuleBook, unit: UnitReport) -> Iterator[Remark]:
    """Name what the unit must put right itself: the sum holds its numbers as they stand."""
    numbers = Report(book.form.id)  # the words are no part of the sum, and take the longest
    numbers.apply(Change(cells=dict(unit.report.entries)))
    for finding in book.check(numbers):
        whole = finding.cells and all(numbers.value(cell) is not None for cell in finding.cells)
        if finding.severity is Severity.MUST_FIX and whole:
            message = f"{unit.name}：{finding.message}（数照原样加进去了，请该单位核对）"
            yield Remark("unit_contradicts", unit, finding.cells[0], message)
