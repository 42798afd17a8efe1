"""How high the rows of a table are and how small its numbers, so that nothing is torn.

Lengths are in twentieths of a point, font sizes in half-points. Knows no XML.
"""

import math
from dataclasses import dataclass
from functools import cached_property

from nianbao.core.form import GridCell, Table
from nianbao.io.word.measures import USUAL, Measures
from nianbao.io.word.styles import Style
from nianbao.io.word.text import width

PAGE = 16838 - 2098 - 1985
"""The height of the type area (GB/T 9704-2012 5.2.1)."""

WIDTH = 11906 - 1588 - 1474
"""Its width."""

FULL_LINE = 579
"""A line of the text (5.2.3): 22 fill the type area."""

LEAST_SIZE = 10
"""What a number may shrink to: 5 pt is the least that can be read in print."""

_ROOM = PAGE - FULL_LINE
"""What a page has for a table under its heading."""

_LABEL_INDENT = 40  # of the small labels, from the rule at their left
_BESIDE = 56  # the cell's margins, left and right together
_RULE = 10  # half a point of rule for each row

_LEAST_AIR, _MOST_AIR = 32, 160
_SPARE = 240  # one more line of a label, should another program break one elsewhere
_DIGIT = 0.64  # of the font size: 宋体 has 0.5, what stands in for it up to that
_PAGEFUL = 0.75


def number_size(text: str, cell_width: int, largest: int = USUAL.sizes[Style.TABLE_NUMBER]) -> int:
    """Find the largest size at which the number stands on one line, or the least there is."""
    inner = cell_width - _BESIDE
    for size in range(largest, LEAST_SIZE, -1):
        if width(text) * 2 * _DIGIT * size * 10 <= inner:
            return size
    return min(largest, LEAST_SIZE)


@dataclass(frozen=True)
class FittedTable:
    """A table with what its labels need."""

    table: Table
    measures: Measures = USUAL

    def number_size(self, text: str, cell: GridCell) -> int | None:
        """Find the size a number needs; None where that of the style will do."""
        largest = self.measures.sizes[Style.TABLE_NUMBER]
        size = number_size(text, self.width(cell), largest)
        return None if size == largest else size

    def width(self, cell: GridCell) -> int:
        """Add up the columns a cell reaches over."""
        return sum(self.table.widths[cell.left : cell.left + cell.width])

    def style(self, cell: GridCell) -> Style:
        """Say how a cell is set: a number, a label beside numbers, or a head."""
        if cell.field is not None:
            return Style.TABLE_NUMBER
        return Style.TABLE_LABEL if self._small_labels and self._beside(cell) else Style.TABLE_HEAD

    @cached_property
    def fills_page(self) -> bool:
        """Whether the table takes most of a page: then it begins one and gets all of it."""
        return self.height(self._with_air(_LEAST_AIR)) > _PAGEFUL * _ROOM

    @property
    def fits_page(self) -> bool:
        """Whether a page holds the table at all: it may not, where an office set it larger."""
        return self.height(self._needs) <= _ROOM

    def row_heights(self, room: int) -> tuple[int, ...]:
        """Find the heights of the rows where about `room` is left on the page.

        There is as much air as the room allows, up to what looks well. Where not even the
        least will do, the table goes to the next page, and has air there.
        """
        if self.fills_page:
            air = self._air_in(_ROOM - _SPARE)
            tight = max(0, min(_LEAST_AIR, self._air_in(_ROOM)))
            return self._with_air(air if air > _LEAST_AIR else tight)
        if self.height(self._with_air(_LEAST_AIR)) > room:
            return self._with_air(_MOST_AIR)
        return self._with_air(min(max(_LEAST_AIR, self._air_in(room - FULL_LINE)), _MOST_AIR))

    def height(self, heights: tuple[int, ...]) -> int:
        """Add up what the table takes of a page: its rows, and their rules besides in Word."""
        return sum(heights) + _RULE * self.table.height

    def _air_in(self, room: int) -> int:
        return (room - self.height(self._needs)) // self.table.height

    def _with_air(self, air: int) -> tuple[int, ...]:
        return tuple(need + air for need in self._needs)

    @cached_property
    def _small_labels(self) -> bool:
        """Whether a label is too long for one line; all labels of a table are of one size."""
        return any(
            self._beside(cell) and self._lines(cell, Style.TABLE_HEAD) > 1
            for cell in self.table.cells
        )

    def _beside(self, cell: GridCell) -> bool:
        """Tell whether a label stands beside its numbers and is read from left to right."""
        return (
            cell.left + cell.width <= self.table.label_columns
            and cell.label not in self.table.vertical
        )

    @cached_property
    def _needs(self) -> tuple[int, ...]:
        """The least height of each row; what a tall cell lacks goes to its last row."""
        needs = [0] * self.table.height
        for cell in sorted(self.table.cells, key=lambda cell: cell.height):
            if cell.label in self.table.vertical:
                continue
            style = self.style(cell)
            lines = 1 if cell.field else self._lines(cell, style)
            rows = slice(cell.top, cell.top + cell.height)
            needs[rows.stop - 1] += max(0, lines * self.measures.lines[style] - sum(needs[rows]))
        return tuple(needs)

    def _lines(self, cell: GridCell, style: Style) -> int:
        """Count the lines a label takes: only whole characters stand on a line."""
        indent = _LABEL_INDENT if style is Style.TABLE_LABEL else 0
        halves = (self.width(cell) - _BESIDE - indent) // (self.measures.sizes[style] * 5)
        return max(1, math.ceil(width(cell.label) * 2 / halves))
