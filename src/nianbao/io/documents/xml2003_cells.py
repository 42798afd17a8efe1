"""Gathers one sheet of an XML spreadsheet of 2003: where each cell stands, and its formula.

Knows nothing of the file around it.
"""

import re
from dataclasses import replace

from nianbao.io.documents.xml2003_formats import Formats
from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, is_true, local
from nianbao.io.workbook import Merge, Position, Sheet, SheetCell, address

ROW_LIMIT = 5_000
COLUMN_LIMIT = 400
_MERGE_LIMIT = 20_000

_NUMBER = re.compile("[0-9]{1,7}")
_OFFSET = r"(\[-?[0-9]{1,7}\]|[0-9]{1,7})?"
_REFERENCE = re.compile(
    rf"""("[^"]*"|'[^']*')|(?<![A-Za-z0-9_.])R{_OFFSET}C{_OFFSET}(?![A-Za-z0-9_(\[])"""
)


class SheetBuilder:
    """Gathers a sheet; `far` tells that something stood too far out, `room` limits the cells."""

    def __init__(self, formats: Formats, name: str, room: int) -> None:
        self._formats = formats
        self._name = name
        self._room = room
        self._cells: dict[Position, SheetCell] = {}
        self._merges: list[Merge] = []
        self._hidden = False
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._next_column = 0
        self._next_row = 0
        self._at = (0, -1)
        self._across = 0
        self._cell = SheetCell(None)
        self._style = ""
        self._kind = ""
        self._in_comment = False
        self.far = False

    def sheet(self) -> Sheet:
        """Give what was gathered."""
        return Sheet(
            name=self._name,
            cells=self._cells,
            merges=tuple(self._merges),
            hidden=self._hidden,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
        )

    def show(self, text: str) -> None:
        """Take whether the sheet can be seen."""
        self._hidden = text.strip() in {"SheetHidden", "SheetVeryHidden"}

    def column(self, attributes: Attributes) -> None:
        """Take what is said of one column, or of several alike."""
        start = _index(attributes, self._next_column)
        self._next_column = start + 1 + _count(attributes, "Span")
        if is_true(local(attributes, "Hidden")):
            self._hidden_columns |= set(range(start, min(self._next_column, COLUMN_LIMIT)))

    def begin_row(self, attributes: Attributes) -> None:
        """Begin a row; one that says `Span` stands for several empty ones."""
        row = _index(attributes, self._next_row)
        self._next_row = row + 1 + _count(attributes, "Span")
        self._at = row, -1
        if is_true(local(attributes, "Hidden")):
            self._hidden_rows |= set(range(row, min(self._next_row, ROW_LIMIT)))

    def end_row(self, _text: str) -> None:
        """End a row."""
        self._at = self._next_row, -1

    def begin_cell(self, attributes: Attributes) -> None:
        """Begin a cell: after the last one and all that it is merged over, or where it says."""
        row, last = self._at
        column = _index(attributes, last + 1)
        across, down = _count(attributes, "MergeAcross"), _count(attributes, "MergeDown")
        self._at = row, column
        self._style = local(attributes, "StyleID") or ""
        formula = (local(attributes, "Formula") or "").strip().removeprefix("=")
        self._cell = SheetCell(None, _in_letters(formula, row, column) if formula else "")
        if (across or down) and row < ROW_LIMIT and column < COLUMN_LIMIT:
            bottom, right = min(row + down, ROW_LIMIT - 1), min(column + across, COLUMN_LIMIT - 1)
            if len(self._merges) >= _MERGE_LIMIT:
                raise Refused(Refusal.TOO_BIG, self._formats.file, "合并的格子太多")
            self._merges.append(Merge(row, column, bottom, right))
        self._across = across

    def begin_comment(self, _attributes: Attributes) -> None:
        """Begin a comment: the words that follow are not the cell's."""
        self._in_comment = True

    def end_comment(self, _text: str) -> None:
        """End a comment."""
        self._in_comment = False

    def begin_data(self, attributes: Attributes) -> None:
        """Take the type of what follows."""
        self._kind = local(attributes, "Type") or "String"

    def end_data(self, text: str) -> None:
        """Take the value of the cell, or the words of its comment."""
        if self._in_comment:
            self._cell = replace(self._cell, note=text.strip())
            return
        value, shown = self._formats.read(self._kind, text, self._style)
        self._cell = replace(self._cell, value=value, shown=shown)

    def end_cell(self, _text: str) -> None:
        """Keep a cell that holds something."""
        (row, column), cell = self._at, self._cell
        self._at = row, column + self._across
        if not (cell.formula or cell.note) and cell.value in (None, ""):
            return
        if row >= ROW_LIMIT or column >= COLUMN_LIMIT:
            self.far = True
            return
        self._cells[row, column] = cell
        if len(self._cells) > self._room:
            raise Refused(Refusal.TOO_BIG, self._formats.file, "填了内容的格子太多")


def _index(attributes: Attributes, otherwise: int) -> int:
    """Read where something says it stands, counted from 0."""
    index = _count(attributes, "Index")
    return index - 1 if index else otherwise


def _count(attributes: Attributes, name: str) -> int:
    text = local(attributes, name) or ""
    return int(text) if _NUMBER.fullmatch(text) else 0


def _in_letters(formula: str, row: int, column: int) -> str:
    """Rewrite a formula's references by row and column (RC[-1]) as D7."""

    def rewritten(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]
        to_row, to_column = _moved(found[2], row), _moved(found[3], column)
        return address(to_row, to_column) if min(to_row, to_column) >= 0 else "#REF!"

    return _REFERENCE.sub(rewritten, formula)


def _moved(offset: str | None, here: int) -> int:
    if offset is None:
        return here
    return here + int(offset[1:-1]) if offset.startswith("[") else int(offset) - 1
