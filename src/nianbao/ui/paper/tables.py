"""A table laid out: how high its rows are, what stands in its cells, where its rules run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from nianbao.io.paper.document import Align, Cell, Paragraph, Table
from nianbao.ui.paper.characters import is_wide
from nianbao.ui.paper.faces import TWIPS
from nianbao.ui.paper.setting import Broken, Setter
from nianbao.ui.paper.sheets import Piece, Rule, SetLine, Type

_BRACKETS = frozenset("（）〔〕《》〈〉—…()“”‘’")
"""Lie on their side in vertical text."""

_CORNER = frozenset("、，。；：")
"""Stand in the upper right corner of their square in vertical text."""

_ASCENT = 0.88
_CORNER_SHIFT = 0.55


@dataclass(frozen=True)
class LaidTable:
    """A table with its measures; `block` counts it among the paragraphs and tables."""

    table: Table
    block: int
    setter: Setter

    @cached_property
    def columns(self) -> tuple[float, ...]:
        """Where the rules between the columns stand, from the left edge of the table."""
        return tuple(accumulate(self.table.widths, initial=0.0))

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """How high each row is; what a tall cell lacks goes to its last row."""
        table = self.table
        heights = [float(row.height) for row in table.rows]
        for cell in sorted(table.cells, key=lambda cell: cell.rows):
            last = cell.row + cell.rows - 1
            if cell.vertical or table.rows[last].exact:
                continue
            needed = sum(height for *_, height in self._lines(cell)) + table.rule
            needed += table.margins.top + table.margins.bottom
            heights[last] += max(0.0, needed - sum(heights[cell.row : last + 1]))
        return tuple(heights)

    def head(self) -> int:
        """Count the rows that are repeated where the table goes on."""
        rows = self.table.rows
        return next((at for at, row in enumerate(rows) if not row.head), 0)

    def left(self, x: float, room: float) -> float:
        """Find the left edge of the table in the room it has from `x` on."""
        spare = room - self.columns[-1]
        return x + spare / 2 if self.table.align is Align.CENTRE else x

    def lines(self, rows: range, x: float, y: float) -> Iterator[SetLine]:
        """Set what stands in the rows that come one below the other from `y` on."""
        for cell in self.table.cells:
            shown = range(max(cell.row, rows.start), min(cell.row + cell.rows, rows.stop))
            if cell.row not in rows:
                continue
            top = y + sum(self.heights[rows.start : cell.row])
            height = sum(self.heights[shown.start : shown.stop])
            yield from self._cell(cell, x + self.columns[cell.column], top, height)

    def rules(self, rows: range, x: float, y: float) -> Iterator[Rule]:
        """Give the rules around the cells in these rows."""
        tops = tuple(accumulate(self.heights[rows.start : rows.stop], initial=y))
        across: set[tuple[float, float, float]] = set()
        down: set[tuple[float, float, float]] = set()
        for cell in self.table.cells:
            first = max(cell.row, rows.start) - rows.start
            end = min(cell.row + cell.rows, rows.stop) - rows.start
            if first >= end:
                continue
            left, right = x + self.columns[cell.column], x + self._right(cell)
            across |= {(tops[first], left, right), (tops[end], left, right)}
            down |= {(side, tops[first], tops[end]) for side in (left, right)}
        thick = self.table.rule
        for level, begin, end_ in _joined(across):
            yield Rule(begin, level, end_, level, thick)
        for level, begin, end_ in _joined(down):
            yield Rule(level, begin, level, end_, thick)

    def _right(self, cell: Cell) -> float:
        return self.columns[cell.column + cell.columns]

    def _lines(self, cell: Cell) -> list[tuple[Paragraph, Broken, float]]:
        """Break the text of a cell that is read from left to right."""
        margins = self.table.margins
        room = self._right(cell) - self.columns[cell.column] - margins.left - margins.right
        return [
            (paragraph, line, self.setter.height(paragraph))
            for paragraph in cell.paragraphs
            for line in self.setter.lines(paragraph, room)
        ]

    def _cell(self, cell: Cell, x: float, top: float, height: float) -> Iterator[SetLine]:
        width = self._right(cell) - self.columns[cell.column]
        if cell.vertical:
            yield from self._downwards(cell, x + width / 2, top, height)
            return
        lines = self._lines(cell)
        spare = height - sum(line_height for *_, line_height in lines)
        y = top + {"center": spare / 2, "bottom": spare}.get(cell.align, 0)
        left = x + self.table.margins.left
        for paragraph, line, line_height in lines:
            baseline = y + self.setter.baseline(paragraph)
            pieces = tuple(self.setter.pieces(paragraph, line, left, baseline))
            if pieces:
                place = (left + line.left, y, line.line.width, line_height)
                yield SetLine(line.line.text, pieces, *place, self.block)
            y += line_height

    def _downwards(self, cell: Cell, middle: float, top: float, height: float) -> Iterator[SetLine]:
        """Set vertical text: columns from right to left, centred in the cell."""
        columns = [
            (paragraph, line, self.setter.height(paragraph))
            for paragraph in cell.paragraphs
            for line in self.setter.lines(paragraph, height)
        ]
        x = middle + sum(pitch for *_, pitch in columns) / 2
        for _, line, pitch in columns:
            x -= pitch
            y = top + (height - line.line.width) / 2
            pieces = tuple(_stacked(line, x + pitch / 2, y))
            if pieces:
                place = (x, y, pitch, line.line.width)
                yield SetLine(line.line.text, pieces, *place, self.block)


def _stacked(broken: Broken, middle: float, y: float) -> Iterator[Piece]:
    """Stack the signs of a line, upright or on their side, one below the other."""
    for sign in broken.line.signs:
        face = sign.face
        size = face.half_points * TWIPS
        character = sign.text[0]
        family = face.chinese if sign.wide else face.latin
        type_ = Type(family, face.half_points, face.bold, 0)
        if character in _BRACKETS or not is_wide(character):
            yield Piece(sign.text, type_, middle - (_ASCENT - 0.5) * size, y, turned=True)
        elif character in _CORNER:
            shift = _CORNER_SHIFT * size
            yield Piece(sign.text, type_, middle - size / 2 + shift, y + _ASCENT * size - shift)
        else:
            yield Piece(sign.text, type_, middle - size / 2, y + _ASCENT * size)
        y += sign.width


def _joined(parts: Iterable[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Join parts of rules on one level that touch or overlap."""
    at: tuple[float, float, float] | None = None
    for level, begin, end in sorted(parts):
        if at is not None and level == at[0] and begin <= at[2]:
            at = (level, at[1], max(at[2], end))
        else:
            if at is not None:
                yield at
            at = (level, begin, end)
    if at is not None:
        yield at
