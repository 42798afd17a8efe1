"""Puts the numbers of a block onto a table place by place, as both are printed.

Knows no labels of the block and nothing of what the numbers are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from nianbao.core.form import CellId, Field, GridCell, Table
from nianbao.core.pasting import Piece
from nianbao.io.locate.labels import label
from nianbao.io.locate.words import ValueWords
from nianbao.io.pasting.block import Copied
from nianbao.io.pasting.labels import Frame
from nianbao.io.pasting.values import WHERE_IT_LANDS, read_cell, words_for
from nianbao.io.workbook import Merge, Position, SheetCell


class Ground:
    """A printed table, asked by position."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._cells = {
            (row, column): cell
            for cell in table.cells
            for row in range(cell.top, cell.top + cell.height)
            for column in range(cell.left, cell.left + cell.width)
        }
        self._starts = {
            cell.field.id: (cell.top, cell.left) for cell in table.cells if cell.field is not None
        }

    @property
    def height(self) -> int:
        """Count the rows from the first number on."""
        return self.table.height - self.start(self.table.fields[0].id)[0]

    def widths(self, computed: Collection[CellId]) -> tuple[int, int]:
        """Count the columns from the first number on, with the computed ones and without."""
        row = [field.id for field in self.table.fields if self._in_first_row(field)]
        return len(row), sum(cell not in computed for cell in row)

    def _in_first_row(self, field: Field) -> bool:
        return self.start(field.id)[0] == self.start(self.table.fields[0].id)[0]

    def start(self, cell: CellId) -> Position:
        """Tell where a field stands. Raises KeyError for one of another table."""
        return self._starts[cell]

    def at(self, row: int, column: int) -> GridCell | None:
        """Find what is printed at a position; None beyond the table."""
        return self._cells.get((row, column))

    def field(self, row: int, column: int) -> Field | None:
        """Find the field that begins at a position."""
        cell = self.at(row, column)
        return cell.field if cell is not None and (cell.top, cell.left) == (row, column) else None


@dataclass(frozen=True)
class ByPlace:
    """The numbers of a block from one cell of the table onwards: row `top`, column `left`."""

    copied: Copied
    frame: Frame
    ground: Ground
    words: ValueWords
    top: int
    left: int

    def moved(self, down: int, right: int) -> "ByPlace":
        """Give the same from another cell onwards."""
        return ByPlace(
            self.copied, self.frame, self.ground, self.words, self.top + down, self.left + right
        )

    def pieces(self) -> Iterator[Piece]:
        """Say for each place of the block what lands where; blanks land too."""
        sheet = self.copied.sheet
        merges = {(merge.top, merge.left): merge for merge in sheet.merges}
        for row in range(self.frame.top, self.frame.height):
            for column in range(self.frame.left, self.frame.width):
                at = row, column
                if at not in self.copied.covered:
                    yield from self._piece(at, sheet.cells.get(at), merges.get(at))

    def _piece(self, at: Position, cell: SheetCell | None, merge: Merge | None) -> Iterator[Piece]:
        row, column = self._target(*at)
        field = self.ground.field(row, column)
        place = self.copied.sheet.place(*at)
        if cell is None:
            if field is not None:
                yield Piece(place, "", field.id, None)
            return
        as_read = as_read_of(cell)
        if merge is not None and self._fields_under(merge) > 1:
            yield Piece(place, as_read, None, None, words_for("merged_value", as_read))
        elif field is not None:
            entry, remark = read_cell(field, cell, WHERE_IT_LANDS, self.words)
            yield Piece(place, as_read, field.id, entry, remark)
        elif not self._is_same_label(row, column, as_read):
            yield Piece(place, as_read, None, None, self._why_not(row, column))

    def _target(self, row: int, column: int) -> Position:
        return self.top + row - self.frame.top, self.left + column - self.frame.left

    def _fields_under(self, merge: Merge) -> int:
        """Count the number cells that a merged cell would lie over."""
        return sum(
            self.ground.field(*self._target(row, column)) is not None
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        )

    def _is_same_label(self, row: int, column: int, text: str) -> bool:
        cell = self.ground.at(row, column)
        return cell is not None and bool(cell.label) and label(cell.label) == label(text)

    def _why_not(self, row: int, column: int) -> str:
        cell = self.ground.at(row, column)
        if cell is None:
            return "超出了表格，没有地方放。"
        if cell.field is None:
            return f"会落在表里印好的“{cell.label}”上，没有采用。"
        return f"会落在“{cell.field.row_name}”合并格的中间，没有采用。"


def as_read_of(cell: SheetCell) -> str:
    """Give what the clerk saw in a cell."""
    return cell.shown if cell.shown is not None else str(cell.value).strip()
