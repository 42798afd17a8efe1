"""Reads a sheet of two columns, label and content, as we write it.

Joins what was continued over several rows. Knows nothing of what the labels mean.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.io.excel.wording import CONTINUED, HEADER, LINKED, PRINTED, key
from nianbao.io.workbook import Sheet, SheetCell, Workbook, address

_CONTINUED = key(CONTINUED)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One row: its label as it is compared, its content as text, and where it stands.

    `day` is there if the content is a date for the spreadsheet, too.
    """

    label: str
    text: str
    place: str
    day: dt.date | None = None


def label_rows(workbook: Workbook, name: str) -> Sequence[LabelRow] | None:
    """Read the rows of a sheet that hold anything; None if there is no such sheet of ours."""
    for sheet in workbook.sheets:
        head = tuple(key(_text(sheet.cells.get((0, column)))) for column in range(2))
        if sheet.name.strip() == name and head == HEADER:
            return _joined(sheet)
    return None


def _joined(sheet: Sheet) -> list[LabelRow]:
    rows: list[LabelRow] = []
    for number in sorted({row for row, column in sheet.cells if column < len(HEADER)} - {0}):
        row = _row(sheet, number)
        if row.label.endswith(_CONTINUED) and rows:
            rows[-1] = replace(rows[-1], text=rows[-1].text + row.text)
        elif row.label or row.text:
            rows.append(row)
    return rows


def _row(sheet: Sheet, number: int) -> LabelRow:
    content = sheet.cells.get((number, 1))
    value = None if content is None else content.value
    day = value.date() if isinstance(value, dt.datetime) else value
    text, linked, printed = (_text(sheet.cells.get((number, at))) for at in (1, LINKED, PRINTED))
    return LabelRow(
        label=key(_text(sheet.cells.get((number, 0)))),
        text=linked if linked and text == printed else text,
        place=f"{sheet.name}!{address(number, 1)}",
        day=day if isinstance(day, dt.date) else None,
    )


def _text(cell: SheetCell | None) -> str:
    """Give what stands in a cell as the clerk sees it, but a number with all its digits."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, Decimal) and cell.shown != _plain(cell.value):
        return _plain(cell.value)
    return str(cell.value) if cell.shown is None else cell.shown


def _plain(number: Decimal) -> str:
    return f"{number:f}"
