"""Finds the headings of a table on a plane, and how far the rows below each may reach.

Knows nothing of the rows themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nianbao.io.locate.headings import Band, best_label, find_heaps, split_beside
from nianbao.io.locate.layouts import Layout
from nianbao.io.locate.plane import Plane
from nianbao.io.workbook import Position

_NO_FLOOR = 1 << 30
_GUESSED_WIDTH = 3
"""The usual width of a table none of whose headings could be read."""


def find_bands(plane: Plane, layout: Layout) -> Iterator[Band]:
    """Find the headings of a table."""
    names = layout.across.leaves | layout.older
    groups = layout.across.groups
    if layout.table.head_rows:
        groups |= layout.marks
    else:
        names |= layout.marks
    rows = layout.down.leaves - names - groups
    for heap in find_heaps(plane, names, groups, rows):
        beside = split_beside(plane, heap, layout.across.leaves, layout.foreign)
        for cells in beside:
            own = [at for at in cells if best_label(plane.readings[at]) in names - layout.marks]
            labels = {best_label(plane.readings[at]) for at in own}
            # Labels one under the other are a list, no heading.
            if len({at[1] for at in own}) < len(labels):
                continue
            if len(labels) >= layout.least_headings or not layout.table.head_rows:
                yield _band(plane, cells, own, heap, alone=len(beside) == 1)


def within(band: Band, others: Iterable[Band]) -> Band:
    """Bound a heading's table by the headings below it and at its left."""
    floor, before = _NO_FLOOR, 0
    for other in others:
        if other.top > band.bottom and overlap(band, other):
            floor = min(floor, other.top - 1)
    for other in others:
        if other.right < band.left and band.top - 1 <= other.bottom and other.top <= floor:
            before = max(before, other.right + 1)
    return replace(band, floor=floor, before=before)


def _band(
    plane: Plane,
    cells: Sequence[Position],
    own: Sequence[Position],
    heap: Sequence[Position],
    *,
    alone: bool,
) -> Band:
    """Measure a heading; one of which no column was read is as wide as it usually is."""
    left = min((at[1] for at in own), default=1 + max(at[1] for at in cells))
    right = max((plane.spread(at)[1] for at in own), default=left + _GUESSED_WIDTH - 1)
    return Band(
        top=heap[0][0],
        bottom=max(at[0] for at in cells),
        left=left,
        right=right,
        names=frozenset(best_label(plane.readings[at]) for at in cells),
        alone=alone,
    )


def overlap(one: Band, other: Band) -> bool:
    """Tell whether two headings share a column."""
    return one.left <= other.right and other.left <= one.right
