"""Reads one sheet of an .xlsb: cells with their saved results, merges, what is hidden.

Knows nothing of the workbook around the sheet.
"""

from nianbao.io.sheets.gathering import Gathering, is_near, near
from nianbao.io.sheets.tokens import BIFF12, SHARED, UNKNOWN, spelled_out
from nianbao.io.sheets.xlsb_records import double, packed_number, records, short, wide_text, word
from nianbao.io.workbook import CellValue, Position, SheetCell
from nianbao.io.xlsx.layout import COLUMN_LIMIT, ROW_LIMIT
from nianbao.io.xlsx.values import CellContext

_ROW, _BLANK, _PACKED, _ERROR, _BOOL, _REAL, _TEXT, _SHARED_TEXT = range(8)
_SUM_TEXT, _SUM_REAL, _SUM_BOOL, _SUM_ERROR = range(8, 12)
_COLUMNS, _RICH_TEXT, _MERGE, _SHARED_FORMULA = 60, 62, 176, 427
_FORMULAS = {_SUM_TEXT, _SUM_REAL, _SUM_BOOL, _SUM_ERROR}
_CELLS = {_PACKED, _ERROR, _BOOL, _REAL, _TEXT, _SHARED_TEXT, _RICH_TEXT, *_FORMULAS}
_CONTENT = 8
"""Where a cell's content begins, behind its column and style."""

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def read_sheet(data: bytes, context: CellContext, room: int) -> Gathering:
    """Read a sheet's part. Raise `Refused`: CORRUPT, TOO_BIG."""
    reading = _Reading(context, room)
    for kind, content in records(data, context.file):
        reading.take(kind, content)
    reading.spell_out_shared()
    return reading.gathering


class _Reading:
    """One sheet while its records come by."""

    def __init__(self, context: CellContext, room: int) -> None:
        self.gathering = Gathering(context.file, room)
        self._context = context
        self._row = -1
        self._formula_at: Position = (-1, -1)
        self._shared: dict[Position, bytes] = {}
        self._sharing: dict[Position, Position] = {}

    def take(self, kind: int, data: bytes) -> None:
        """Take one record."""
        if kind in _CELLS:
            self._cell(kind, data)
        elif kind == _ROW:
            self._row = word(data, 0)
            if self._row < ROW_LIMIT and (data[11] & 0x10 or short(data, 8) == 0):
                self.gathering.hide_rows([self._row])
        elif kind == _COLUMNS:
            if short(data, 16) & 1 or word(data, 8) == 0:
                self.gathering.hide_columns(near(word(data, 0), word(data, 4), COLUMN_LIMIT))
        elif kind == _MERGE:
            top, bottom, left, right = (word(data, at) for at in (0, 4, 8, 12))
            self.gathering.merge(top, left, bottom, right)
        elif kind == _SHARED_FORMULA:
            self._shared[self._formula_at] = data[20 : 20 + word(data, 16)]

    def spell_out_shared(self) -> None:
        """Give every cell that shares a formula its own text of it."""
        cells = self.gathering.cells
        for at, kept_at in self._sharing.items():
            tokens = self._shared.get(kept_at)
            if tokens and at in cells:
                formula = spelled_out(tokens, BIFF12, at)
                cells[at] = _with_formula(cells[at], formula)

    def _cell(self, kind: int, data: bytes) -> None:
        place = self._row, word(data, 0)
        if not is_near(*place):
            self.gathering.keep(place, SheetCell(UNKNOWN))
            return
        (value, shown), end = self._content(kind, data)
        cell = SheetCell(value, shown=shown)
        if kind in _FORMULAS:
            cell = _with_formula(cell, self._formula(place, data, end + 2))
        self.gathering.keep(place, cell)

    def _content(self, kind: int, data: bytes) -> tuple[tuple[CellValue | None, str | None], int]:
        """Read a cell's value and what is seen of it, and tell where the formula begins."""
        style = str(word(data, 4) & 0xFFFFFF)
        if kind in {_REAL, _SUM_REAL}:
            return self._context.read("n", repr(double(data, 8)), style), 16
        if kind == _PACKED:
            return self._context.read("n", repr(packed_number(data, 8)), style), 12
        if kind == _SHARED_TEXT:
            return self._context.read("s", str(word(data, _CONTENT)), style), 12
        if kind in {_BOOL, _SUM_BOOL}:
            return (data[_CONTENT] != 0, None), 9
        if kind in {_ERROR, _SUM_ERROR}:
            return self._context.read("e", _ERRORS.get(data[_CONTENT], "#ERROR!"), style), 9
        text, end = wide_text(data, _CONTENT + (kind == _RICH_TEXT))
        return (text.replace("\r\n", "\n").replace("\r", "\n"), None), end

    def _formula(self, place: Position, data: bytes, at: int) -> str:
        """Spell a formula out, or remember with which cell it is kept."""
        self._formula_at = place
        size = word(data, at)
        tokens = data[at + 4 : at + 4 + size]
        if tokens[:1] == bytes([SHARED]):
            self._sharing[place] = word(tokens, 1), word(data, at + 4 + size + 4)
            return UNKNOWN
        return spelled_out(tokens, BIFF12)


def _with_formula(cell: SheetCell, formula: str) -> SheetCell:
    """Add a formula; a sum is never empty words: its result was not saved."""
    is_unsaved = cell.value == "" and formula != UNKNOWN
    return SheetCell(None if is_unsaved else cell.value, formula, shown=cell.shown)
