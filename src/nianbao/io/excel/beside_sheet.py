"""Last year's numbers beside this year's, cell by cell, with the difference.

For people to look through and filter; this year's numbers are looked up on the sheets of the
tables, so they follow what is typed there. `without_beside` leaves the sheet out when a
workbook is read. Knows nothing of rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nianbao.core.form import Field, Form
from nianbao.core.numbers import write_number
from nianbao.core.report import Entry, PreviousReport, Report, Unread, Value
from nianbao.io.excel.cells import clean, in_cell, is_exact
from nianbao.io.excel.looks import TABLE_SIZE, Look, Styles
from nianbao.io.excel.measure import block_height, line_room, lines
from nianbao.io.excel.paper import Paper
from nianbao.io.excel.sheet import SheetXml
from nianbao.io.excel.strings import Strings
from nianbao.io.excel.table_sheet import places
from nianbao.io.excel.wording import BESIDE_HEADER, BESIDE_SHEET, key
from nianbao.io.workbook import Sheet, Workbook, address

_PAPER = Paper()
_WIDTHS = (36.0, 220.0, 90.0, 55.0, 55.0, 54.0)
_HEIGHT = 21.0
_NOW, _THEN, _MORE = 3, 4, 5
_FILTERABLE = {"formatColumns": 0, "formatRows": 0, "sort": 0, "autoFilter": 0}


def beside_sheet(form: Form, report: Report, shared: tuple[Styles, Strings]) -> SheetXml | None:
    """Write the comparison; None where no last year's report on the same form is known."""
    previous = report.particulars.previous
    if previous is None or previous.form != form.id or not previous.cells:
        return None
    sheet = SheetXml(BESIDE_SHEET, _PAPER, *shared, widths=_WIDTHS, locked=_FILTERABLE)
    for column, words in enumerate(_heads(report, previous)):
        sheet.label(0, column, Look.HEAD, words)
    sheet.heights[0] = _HEIGHT
    for row, line in enumerate(_lines(form, report, previous), 1):
        _write(sheet, row, line)
    sheet.frozen, sheet.start, sheet.repeated_rows = (1, 0), (1, _NOW), 1
    sheet.filtered = f"A1:{address(len(form.fields), _MORE)}"
    return sheet


def without_beside(workbook: Workbook) -> Workbook:
    """Leave out our comparison: every number on it stands elsewhere, or is last year's."""
    sheets = tuple(sheet for sheet in workbook.sheets if not _is_ours(sheet))
    return workbook if len(sheets) == len(workbook.sheets) else replace(workbook, sheets=sheets)


def _is_ours(sheet: Sheet) -> bool:
    cells = (sheet.cells.get((0, column)) for column in range(len(BESIDE_HEADER)))
    head = [key(str(cell.value)) if cell else "" for cell in cells]
    return sheet.name.strip() == BESIDE_SHEET and all(
        words.startswith(begin) for words, begin in zip(head, BESIDE_HEADER, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One cell of the form: its names, where it stands, and both its values."""

    table: str
    field: Field
    address: str
    now: Entry
    then: Value | None


def _heads(report: Report, previous: PreviousReport) -> Iterator[str]:
    years = {_NOW: report.particulars.year, _THEN: previous.year}
    for column, words in enumerate(BESIDE_HEADER):
        year = years.get(column)
        yield words if year is None else f"{words}{year}"


def _lines(form: Form, report: Report, previous: PreviousReport) -> Iterator[_Line]:
    for table in form.tables:
        where = places(table)
        for field in table.fields:
            now, then = report.entry(field.id), previous.cells.get(field.id)
            yield _Line(table.name, field, address(*where[field.id]), now, then)


def _write(sheet: SheetXml, row: int, line: _Line) -> None:
    sheet.label(row, 0, Look.LABEL, line.table)
    sheet.label(row, 1, Look.LABEL_LEFT, line.field.row_name)
    sheet.label(row, 2, Look.LABEL, line.field.column_name)
    there = f"'{line.table}'!{line.address}"
    # A blank looked up would be a zero.
    sheet.formula(row, _NOW, Look.BESIDE, f'IF({there}="","",{there})', _seen(line.now))
    sheet.entry(row, _THEN, Look.BESIDE, line.then)
    now, then = address(row, _NOW), address(row, _THEN)
    more = f'IF(COUNT({now}:{then})=2,{now}-{then},"")'
    sheet.formula(row, _MORE, Look.BESIDE, more, _difference(line))
    rooms = [line_room(width, TABLE_SIZE) for width in _WIDTHS]
    words = (line.field.row_name, rooms[1]), (line.field.column_name, rooms[2])
    high = max(block_height(lines(*each), TABLE_SIZE) for each in words)
    sheet.heights[row] = max(_HEIGHT, high)


def _seen(entry: Entry) -> Value | str:
    """Tell what the formula that looks an entry up comes to."""
    if entry is None or isinstance(entry, Unread) or not is_exact(entry):
        return in_cell(clean(write_number(entry)))
    return entry


def _difference(line: _Line) -> Value | str:
    now = _seen(line.now)
    if isinstance(now, str) or line.then is None or not is_exact(line.then):
        return ""
    return now - line.then
