"""Brings the rows of a table that goes on without its heading under those of the table above.

Where a page break or a copier tears a table in two, the labels that reached down from the
first part are missing in the second, and its rows end too far left. Values are counted from
the right; a row that does not end like those above must not be read as if it did. Knows
nothing of what labels say.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from nianbao.io.documents.flow import Cell

_LEAST = 3
"""So many values at the end of a row make it one of a wide table."""

_HEADINGS = 3
"""So many words side by side, before any values, are a heading."""

_SHORT_WORDS = 3
"""A value has no more letters than this: 12件次, 不涉及."""

Cells: TypeAlias = Sequence[tuple[int, Cell]]
"""The cells of a row with their columns."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table end: before which column, with how many values."""

    edge: int
    values: int

    def ends(self, cells: Cells) -> bool:
        """Tell whether a row ends with as many values."""
        return _values(cells) >= self.values

    def goes_on(self, rows: Sequence[Cells]) -> bool:
        """Tell whether rows go on with a table of this shape: values without a heading."""
        for cells in rows:
            if self.ends(cells):
                return True
            if sum(not _is_value(cell) for _, cell in cells) >= _HEADINGS:
                return False
        return False

    def missing(self, cells: Cells) -> int | None:
        """Tell how many columns a row lacks at its left; None if that cannot be told."""
        lacking = self.edge - right_of(cells)
        if lacking <= 0:
            return 0
        return lacking if self.ends(cells) else None


def shape_of(rows: Sequence[Cells]) -> Shape | None:
    """Tell how most rows of a table end; None if it is not one of values."""
    shapes = Counter((right_of(cells), _values(cells)) for cells in rows)
    wide = [(times, shape) for shape, times in shapes.items() if shape[1] >= _LEAST]
    return Shape(*max(wide)[1]) if wide else None


def right_of(cells: Cells) -> int:
    """Tell the column behind the last cell."""
    return max((column + cell.columns for column, cell in cells), default=0)


def _values(cells: Cells) -> int:
    """Count the values at the end of a row."""
    count = 0
    for _, cell in reversed(cells):
        if cell.columns > 1 or not _is_value(cell):
            break
        count += 1
    return count


def _is_value(cell: Cell) -> bool:
    return sum(map(str.isalpha, cell.text)) <= _SHORT_WORDS
