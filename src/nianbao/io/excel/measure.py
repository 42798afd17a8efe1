"""How much room text takes in a cell, and how high rows must be so that nothing is cut.

Lengths are in points. Knows no spreadsheet file: a program that reads one takes row heights
as they stand and never mends them where cells are merged.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.core.form import GridCell, Table

LEADING = 1.35
"""Height of a line, in font sizes; Chinese fonts need more than Latin ones."""

MOST_HEIGHT = 409.0
"""No spreadsheet shows a row higher than this."""

_PADDING = 6.0  # left and right together
_AIR = 7.0  # above and below together
_WIDTHS = {"W": 1.0, "F": 1.0, "A": 1.0}


def width(text: str) -> float:
    """Measure text on one line, in font sizes: Chinese characters are 1 wide, Latin ones a half."""
    return sum(_WIDTHS.get(unicodedata.east_asian_width(character), 0.5) for character in text)


def line_room(cell_width: float, size: float) -> int:
    """Count the whole characters that fit on one line of a cell."""
    return max(1, math.floor((cell_width - _PADDING) / size))


def lines(text: str, room: int) -> int:
    """Count the lines of wrapped text with `room` characters to a line.

    Now and then a line ends one character early, because no line may begin with a comma.
    """
    early = max(1.0, room - 0.5)
    return sum(
        1 if width(part) <= room else math.ceil(width(part) / early) for part in text.split("\n")
    )


def block_height(count: int, size: float) -> float:
    """Give the height of a cell with that many lines."""
    return min(MOST_HEIGHT, count * size * LEADING + _AIR)


def most_lines(size: float) -> int:
    """Count the lines the highest row can show."""
    return math.floor((MOST_HEIGHT - _AIR) / (size * LEADING))


@dataclass(frozen=True, slots=True)
class Measure:
    """A table on a sheet: how wide its columns are and how big its letters."""

    columns: Sequence[float]
    size: float
    least: float
    """Height of a row with nothing in it."""

    def cell_width(self, cell: GridCell) -> float:
        """Add up the columns a cell reaches over."""
        return sum(self.columns[cell.left : cell.left + cell.width])

    def fits(self, cell: GridCell) -> bool:
        """Tell whether a label stands on one line."""
        return lines(cell.label, line_room(self.cell_width(cell), self.size)) == 1

    def heights(self, table: Table) -> list[float]:
        """Find the height of each row; what a tall cell lacks is spread over its rows."""
        heights = [self.least] * table.height
        for cell in sorted(table.cells, key=lambda cell: cell.height):
            needed = self._needed(cell, upright=cell.label not in table.vertical)
            reach = range(cell.top, cell.top + cell.height)
            lacking = needed - sum(heights[row] for row in reach)
            for row in reach:
                heights[row] += max(0.0, lacking) / cell.height
        return [round(height, 2) for height in heights]

    def _needed(self, cell: GridCell, *, upright: bool) -> float:
        """Give the height a cell asks for; a vertical label has one character to a line."""
        if not upright:
            return block_height(len(cell.label), self.size)
        room = line_room(self.cell_width(cell), self.size)
        return block_height(lines(cell.label, room), self.size)
