"""A sheet seen one way or turned over, with merged cells spread out and its labels read.

The tables are looked for on planes, so that nothing else knows of orientations. Knows no
table.
"""

from collections.abc import Iterator
from functools import cached_property

from nianbao.io.locate.labels import forms_of
from nianbao.io.locate.lexicon import Lexicon, Reading
from nianbao.io.workbook import Position, Sheet, SheetCell

_MERGE_LIMIT = 3_000
"""A merged rectangle larger than this is decoration, not a heading."""

_PIECE = 6
"""A heading broken over rows has pieces up to this length."""


class Plane:
    """What stands where, in rows and columns of the plane."""

    def __init__(self, sheet: Sheet, lexicon: Lexicon, *, turned: bool = False) -> None:
        self.sheet = sheet
        self.turned = turned
        self._lexicon = lexicon
        self.cells: dict[Position, SheetCell] = {
            self.place(at): cell for at, cell in sheet.cells.items() if not is_empty(cell)
        }
        self.covers = dict(self._spread())

    def place(self, at: Position) -> Position:
        """Turn a position of the sheet into one of the plane, and back."""
        return (at[1], at[0]) if self.turned else at

    def origin(self, at: Position) -> Position:
        """Find the cell that shows at a position: itself, or the first of its merged cells."""
        return self.covers.get(at, at)

    @cached_property
    def columns(self) -> int:
        """How many columns there are."""
        return 1 + max((column for _, column in self.cells), default=-1)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold something, from the top."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def words(self) -> dict[Position, str]:
        """The texts that may be labels."""
        return {
            at: cell.value
            for at, cell in self.cells.items()
            if isinstance(cell.value, str)
            and not cell.value.isascii()
            and any(map(str.isalpha, cell.value))
        }

    @cached_property
    def readings(self) -> dict[Position, Reading]:
        """Which labels the texts say; a heading broken over rows is read where it ends."""
        found = {at: self._lexicon.read(text) for at, text in self.words.items()}
        for at, text in self.words.items():
            if len(text) <= 2 * _PIECE and not self._lexicon.read_exactly(text):
                self._join_upwards(at, found)
        return {at: reading for at, reading in found.items() if reading}

    def labels_in(self, rows: range) -> Iterator[Position]:
        """Find the cells of some rows that say a label."""
        for row in rows:
            yield from self._labels.get(row, ())

    @cached_property
    def _labels(self) -> dict[int, list[Position]]:
        labels: dict[int, list[Position]] = {}
        for at in sorted(self.readings):
            labels.setdefault(at[0], []).append(at)
        return labels

    def spread(self, at: Position) -> tuple[int, int]:
        """Tell the first and the last column a cell reaches over."""
        return self._reaches.get(at, (at[1], at[1]))

    def numbers(self, row: int, first: int, last: int) -> Iterator[Position]:
        """Find the cells of a row that hold a value, not a label."""
        for column in range(first, last + 1):
            at = row, column
            if at in self.cells and at not in self.readings:
                yield at

    @cached_property
    def _reaches(self) -> dict[Position, tuple[int, int]]:
        reaches: dict[Position, tuple[int, int]] = {}
        for (_, column), origin in self.covers.items():
            first, last = reaches.get(origin, (origin[1], origin[1]))
            reaches[origin] = min(first, column), max(last, column)
        return reaches

    def _spread(self) -> Iterator[tuple[Position, Position]]:
        """Say for each covered position whose cell shows there."""
        for merge in self.sheet.merges:
            area = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
            if area > _MERGE_LIMIT:
                continue
            origin = self.place((merge.top, merge.left))
            for row in range(merge.top, merge.bottom + 1):
                for column in range(merge.left, merge.right + 1):
                    yield self.place((row, column)), origin

    def _join_upwards(self, at: Position, found: dict[Position, Reading]) -> None:
        """Read 结果 over 维持 as one label, at the lower of the two."""
        row, column = at
        text = self.words[at]
        for above in (1, 2):
            upper = row - above, column
            piece = self.words.get(upper)
            if piece is None or len(forms_of(piece)[0]) > _PIECE:
                return
            text = piece + text
            reading = self._lexicon.read_exactly(text)
            if reading:
                found[at] = reading
                for step in range(1, above + 1):
                    found[row - step, column] = {}
                return


def is_empty(cell: SheetCell) -> bool:
    """Tell whether nothing at all stands in a cell; an unsaved result is something."""
    if cell.value is None:
        return not cell.formula
    return isinstance(cell.value, str) and not cell.value.strip() and not cell.formula
