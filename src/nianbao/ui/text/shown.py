"""A stored text and the editor that shows it: where a place of the one is in the other.

The editor shows a linked number (`{{t3.1.total}}`) as one sign and counts in UTF-16 units;
the report counts characters. Knows nothing of Qt.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from nianbao.core.form import CellId
from nianbao.core.links import LINK

SIGN = "\ufffc"
"""The character that stands in an editor for one linked number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a stored text, or the cell that a linked number follows."""

    words: str
    cell: CellId | None = None


class Shown:
    """One stored text as an editor shows it; only links to `known` cells are shown as signs."""

    def __init__(self, stored: str, known: Container[CellId]) -> None:
        self.stored = stored
        self._links = _links(stored, known)
        self._wide = not stored.isascii() and max(stored) > "\uffff"

    def place(self, at: int, *, end: bool = False) -> int:
        """Find the place in the editor; of a link its beginning, or its `end`."""
        moved = 0
        for first, last in self._links:
            if first < at < last:
                at = last if end else first
            if last <= at:
                moved += len(SIGN) - (last - first)
        if self._wide:
            moved += sum(character > "\uffff" for character in self.stored[:at])
        return at + moved


def pieces(stored: str, known: Container[CellId]) -> Iterator[Piece]:
    """Part a stored text into words and links."""
    at = 0
    for first, last in _links(stored, known):
        if first > at:
            yield Piece(stored[at:first])
        yield Piece(stored[first:last], stored[first + 2 : last - 2])
        at = last
    if at < len(stored):
        yield Piece(stored[at:])


def difference(old: str, new: str, known: Container[CellId]) -> tuple[int, int, int]:
    """Find the one stretch in which two stored texts differ: begin, end in old, end in new.

    It never begins or ends inside a link, nor between a base and what is joined to it.
    """
    begin = 0
    shorter = min(len(old), len(new))
    while begin < shorter and old[begin] == new[begin]:
        begin += 1
    for first, last in (*_links(old, known), *_links(new, known)):
        if first < begin < last:
            begin = first
    tail = 0
    while tail < shorter - begin and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    for text in (old, new):
        for first, last in _links(text, known):
            if first < len(text) - tail < last:
                tail = len(text) - last
    return begin, len(old) - tail, len(new) - tail


def _links(text: str, known: Container[CellId]) -> tuple[tuple[int, int], ...]:
    if "{{" not in text:
        return ()
    return tuple(match.span() for match in LINK.finditer(text) if match[1] in known)
