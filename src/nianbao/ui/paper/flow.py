"""Pages filled: which line and which row of a table comes to stand on which page, and how high.

Knows only heights and what must stay together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CLOSE = 1.0
"""Twips by which a page may be too full: less than rounding in any program."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that is never torn: a line, lines that stay together, or a row of a table.

    `before` is white space above, left out at the top of a page. A `glued` unit stands on the
    page of the next one; `repeated` is the height of what is shown again above it where it
    begins a page.
    """

    block: int
    part: int
    height: float
    before: float = 0
    glued: bool = False
    new_page: bool = False
    repeated: float = 0


@dataclass(frozen=True, slots=True)
class Put:
    """A unit on its page, counted from 0, and how far below the top of the type area."""

    unit: Unit
    page: int
    top: float
    begins: bool


def put_on_pages(units: Sequence[Unit], room: float) -> Iterator[Put]:
    """Put units on pages with so much room, as Word does.

    What is glued together goes to the next page as a whole. What no page could hold is torn
    where the page ends.
    """
    page, used, begins = 0, 0.0, True
    for at, unit in enumerate(units):
        if begins:
            before = unit.before if at == 0 else 0.0
        else:
            before = unit.before
            together = unit.height if units[at - 1].glued else _chain(units, at)
            if together > room + _CLOSE:
                together = unit.height
            if unit.new_page or used + before + together > room + _CLOSE:
                page, used, begins, before = page + 1, 0.0, True, 0.0
        if begins and at:
            used += unit.repeated
        yield Put(unit, page, used + before, begins)
        used += before + unit.height
        begins = False


def _chain(units: Sequence[Unit], at: int) -> float:
    """Add up what stands together from a unit on, without the space above it."""
    height = units[at].height
    while units[at].glued and at + 1 < len(units) and not units[at + 1].new_page:
        at += 1
        height += units[at].before + units[at].height
    return height
