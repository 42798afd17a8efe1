"""What a file holds beside what the report holds, cell by cell, the doubtful first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from nianbao.core.form import CellId, Field, Form
from nianbao.core.numbers import write_number
from nianbao.core.report import Change, Report
from nianbao.io.imported import Imported

NOT_FOUND = "not_found"
"""The code of a cell for which the file has no place."""


class Standing(IntEnum):
    """How a found value stands to the report, the most urgent first."""

    DOUBTFUL = 0
    MISSING = 1
    OTHER = 2
    NEW = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of the form: its name, both values as printed, and where the new one stood.

    `found` is what would be taken over; `as_read` what stood there, if that is something else.
    """

    cell: CellId
    table: str
    name: str
    now: str
    found: str
    as_read: str
    place: str
    remark: str
    standing: Standing


def preview(form: Form, report: Report, imported: Imported) -> list[Line]:
    """Compare all cells of the form; within a standing they keep the official order."""
    lines = [_line(form, field, report, imported) for field in form.fields.values()]
    return sorted(lines, key=lambda line: line.standing)


def _line(form: Form, field: Field, report: Report, imported: Imported) -> Line:
    problems = [problem for problem in imported.problems if problem.cell == field.id]
    source = imported.change.sources.get(field.id)
    now, found = report.entry(field.id), imported.change.cells.get(field.id)
    if any(problem.code != NOT_FOUND for problem in problems):
        standing = Standing.DOUBTFUL
    elif found is None:
        standing = Standing.MISSING
    elif now is None:
        standing = Standing.NEW
    else:
        standing = Standing.SAME if now == found else Standing.OTHER
    name = form.table(field.table).name + field.name
    return Line(
        cell=field.id,
        table=field.table,
        name=name,
        now=write_number(now),
        found=write_number(found),
        as_read=problems[0].as_read if problems else "",
        place=source.place if source else problems[0].place if problems else "",
        remark=" ".join(problem.message.removeprefix(f"{name}：") for problem in problems),
        standing=standing,
    )


def only(change: Change, cells: Iterable[CellId], *, words: bool) -> Change:
    """Keep of a change these cells, and the words (text and particulars) if they are wanted."""
    wanted = set(cells)
    return replace(
        change,
        cells={cell: entry for cell, entry in change.cells.items() if cell in wanted},
        sources={cell: source for cell, source in change.sources.items() if cell in wanted},
        text=change.text if words else {},
        particulars=change.particulars if words else None,
    )
