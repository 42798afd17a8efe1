"""Puts one answer into one cell of a workbook so that it is read as what it is.

Text stays text whatever it begins with, a number keeps all its digits. Knows nothing of
where on the sheet the cell stands.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.core.numbers import write_number
from nianbao.core.report import Entry, Unread, Value
from nianbao.io.excel.looks import Look
from nianbao.io.excel.measure import width

CELL_LIMIT = 32_767
"""Characters a cell holds; a spreadsheet takes anything longer for a damaged file."""

CUT = "……（原文太长，没有写完）"

_LINE_END = re.compile("\r\n|[\r\v\f]")
_NEVER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STOP = re.compile("[。；！？]")
_MOST_DIGITS = 15  # of a number; a spreadsheet makes the rest zeros


def cell_of(sheet: Worksheet, row: int, column: int, look: Look) -> Cell:
    """Give the cell at a place, rows and columns counted from 1, dressed for its part."""
    # Merges are set for the whole sheet at once, so no cell is merged when it is asked for.
    cell = cast("Cell", sheet.cell(row, column))
    cell.style = str(look)
    return cell


def clean(text: str) -> str:
    """Bring line ends to one form and take out what no workbook can hold."""
    return _NEVER.sub("", _LINE_END.sub("\n", text))


def put_text(cell: Cell, text: str) -> None:
    """Put cleaned text into a cell: `=1+1` is text too, and stays so when it is edited."""
    if len(text.encode("utf-16-le")) // 2 > CELL_LIMIT:
        text = text[: CELL_LIMIT // 2 - len(CUT)] + CUT
    if text:
        # `_x0041_` would come back as the letter A.
        cell.value = _LOOKS_ESCAPED.sub("_x005F_", text)
        cell.data_type = "s"
        cell.quotePrefix = True


def put_entry(cell: Cell, entry: Entry) -> None:
    """Put what a field holds into a cell; blank stays blank."""
    match entry:
        case None:
            return
        case Unread(text):
            put_text(cell, clean(text))
        case _ if is_exact(entry):
            cell.value = entry
            if isinstance(entry, Decimal):
                cell.number_format = number_format(entry)
        case _:
            put_text(cell, write_number(entry))


def is_exact(value: Value) -> bool:
    """Tell whether a spreadsheet keeps all the digits."""
    return len(Decimal(value).as_tuple().digits) <= _MOST_DIGITS


def number_format(value: Decimal) -> str:
    """Choose a format that hides no digit, neither of this value nor of one typed over it."""
    places = -int(value.as_tuple().exponent)
    if places <= 0:
        return "General"
    return "0." + "0" * places + "#" * (_MOST_DIGITS - places)


def pieces(text: str, most: int) -> Iterator[str]:
    """Cut text into pieces at most so many characters wide, behind a full stop where one is near.

    Joined they are the text again.
    """
    end = _fitting(text, most)
    while end < len(text):
        stops = [found.end() for found in _STOP.finditer(text, end // 2, end)]
        cut = stops[-1] if stops else end
        yield text[:cut]
        text = text[cut:]
        end = _fitting(text, most)
    yield text


def _fitting(text: str, most: int) -> int:
    """Count the characters from the beginning that are not too wide together."""
    taken = 0.0
    for number, character in enumerate(text):
        taken += width(character)
        if taken > most:
            return max(1, number)
    return len(text)
