"""About where on its page each piece comes to stand, so that a table can use the room left.

Line spacing is exact, so the places hold whatever fonts the reader has; only where lines
break is guessed. A wrong guess costs white paper, never a torn table: Word itself keeps
tables whole. Knows no XML.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from nianbao.io.word.fit import FULL_LINE, PAGE, FittedTable
from nianbao.io.word.paragraph import Paragraph
from nianbao.io.word.styles import HEADINGS, Style
from nianbao.io.word.text import width

Piece: TypeAlias = Paragraph | FittedTable

_LINES = PAGE // FULL_LINE  # 22
_CHARACTERS = 28  # a line, GB/T 9704-2012 5.2.3
_INDENT = 2
_TITLE_LINE = 700
_HEAD = (Style.NUMBER, Style.TITLE, Style.UNDER_TITLE)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the heights of its rows, in twentieths of a point."""

    fitted: FittedTable
    heights: tuple[int, ...]


def in_flow(pieces: Iterable[Piece]) -> Iterator[Paragraph | PlacedTable]:
    """Give the pieces in order, each table fitted to the page it comes to stand on."""
    used = 0
    for piece in pieces:
        if isinstance(piece, Paragraph):
            used = _after(piece, used)
            yield piece
            continue
        heights = piece.row_heights(PAGE - used)
        end = used + piece.height(heights)
        # A table that goes to the next page takes its heading along.
        used = end if end <= PAGE else FULL_LINE + piece.height(heights)
        yield PlacedTable(piece, heights)


def _after(paragraph: Paragraph, used: int) -> int:
    """Say how much of the page is used after a paragraph that begins where `used` ends."""
    if paragraph.style in _HEAD:
        leading = _TITLE_LINE if paragraph.style is Style.TITLE else FULL_LINE
        apart = FULL_LINE if paragraph.after is None else paragraph.after
        return used + leading * len(paragraph.lines) + apart
    lines = sum(math.ceil((_INDENT + width(line)) / _CHARACTERS) for line in paragraph.lines)
    free = max(0, (PAGE - used) // FULL_LINE)
    if paragraph.new_page or (paragraph.style in HEADINGS and lines + 1 > free):
        used, free = 0, _LINES
    if lines <= free:
        return used + lines * FULL_LINE
    return ((lines - free - 1) % _LINES + 1) * FULL_LINE
