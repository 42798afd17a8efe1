"""Finds heading rows on a plane, and tells which column stands under which heading.

A heading may be broken over rows, merged over columns, or stand beside that of another table.
Knows nothing of the rows below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nianbao.io.locate.labels import ALIKE, SHORT
from nianbao.io.locate.lexicon import Reading
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.stacks import Stack
from nianbao.io.workbook import Position

_APART = 2
"""Heading rows of one table are at most this far from each other."""

_HEIGHT = 4
"""A table's heading has no more rows than this."""

_GAP, _SHORT_GAP = 5, 2
"""Two headings of one table are at most so many columns apart; 其他 and 总计 stand close."""

_OVER = 3
"""Group labels stand at most so many rows above the headings."""


@dataclass(frozen=True, slots=True)
class Band:
    """The heading of a table: rows `top` to `bottom`, columns `left` to `right`.

    `names` are the labels that were recognised, `before` is the first column that may hold
    labels of its rows, `floor` the last row that may belong to it; `alone` tells that no
    second heading of the same kind stands beside it.
    """

    top: int
    bottom: int
    left: int
    right: int
    names: frozenset[str]
    before: int = 0
    floor: int = 0
    alone: bool = True


def best_label(reading: Reading) -> str:
    """Name the label that a text says best."""
    return max(reading, key=lambda name: reading[name], default="")


def says(reading: Reading, names: frozenset[str]) -> bool:
    """Tell whether a text says one of the labels, and none outside them better."""
    if names.isdisjoint(reading):
        return False
    best = max(reading.values())
    return best >= ALIKE and any(reading.get(name) == best for name in names & reading.keys())


def find_heaps(
    plane: Plane,
    names: frozenset[str],
    groups: frozenset[str],
    rows: frozenset[str] = frozenset(),
) -> Iterator[list[Position]]:
    """Gather the labels that stand together in neighbouring rows, nothing of a table between.

    Labels of groups are taken where they stand over the others; `rows` are labels of rows.
    """
    heap: list[Position] = []
    data = {at[0] for at, reading in plane.readings.items() if says(reading, rows)}
    for at in sorted(at for at, reading in plane.readings.items() if says(reading, names)):
        if heap and not _continues(plane, heap, at, data):
            yield [*_over(plane, heap, groups), *heap]
            heap = []
        heap.append(at)
    if heap:
        yield [*_over(plane, heap, groups), *heap]


def split_beside(
    plane: Plane, heap: Sequence[Position], names: frozenset[str], foreign: frozenset[str]
) -> list[list[Position]]:
    """Part the headings of tables that stand side by side.

    A label that comes again begins a new one, and so does a label of another table
    (`foreign`) or a wide gap between.
    """
    rows = range(heap[0][0], heap[-1][0] + 1)
    strange = [at for at in plane.labels_in(rows) if says(plane.readings[at], foreign)]
    parts: list[list[Position]] = [[]]
    seen: dict[str, int] = {}
    for at in sorted([*heap, *strange], key=lambda at: (at[1], at[0])):
        name = best_label(plane.readings[at])
        new = name in foreign or name in seen or (name in names and _is_apart(at, name, seen))
        if new and parts[-1]:
            parts.append([])
            seen = {}
        if name in names:
            seen[name] = plane.spread(at)[1]
        if name not in foreign:
            parts[-1].append(at)
    return [part for part in parts if part]


def _is_apart(at: Position, name: str, seen: Mapping[str, int]) -> bool:
    """Tell whether a heading is too far from those before it; short ones stand close."""
    if not seen:
        return False
    last = max(seen, key=lambda other: seen[other])
    gap = _GAP if min(len(name), len(last)) > SHORT else _SHORT_GAP
    return at[1] - seen[last] > gap


def column_stacks(plane: Plane, band: Band, first: int, last: int) -> list[Stack]:
    """Read the headings over each column; one that only continues another is left out."""
    stacks = []
    for column in range(first, last + 1):
        origins = heading_cells(plane, band, column)
        if origins and (origins[-1][1] == column or column == first):
            texts = {row: plane.readings.get((row, start), {}) for row, start in origins}
            stacks.append(Stack(column, texts, filled=True))
    return stacks


def heading_cells(plane: Plane, band: Band, column: int) -> list[Position]:
    """Find the cells with words over a column, from the top."""
    rows = range(band.top, band.bottom + 1)
    origins = dict.fromkeys(plane.origin((row, column)) for row in rows)
    return [at for at in origins if at in plane.words]


def reach(plane: Plane, band: Band, column: int) -> int:
    """Tell the last column that the lowest heading over a column is merged over."""
    origins = heading_cells(plane, band, column)
    return max(column, plane.spread(origins[-1])[1]) if origins else column


def _continues(plane: Plane, heap: Sequence[Position], at: Position, data: set[int]) -> bool:
    row, last = at[0], heap[-1][0]
    if row == last:
        return True
    if row - last > _APART or row - heap[0][0] >= _HEIGHT:
        return False
    between = range(last + 1, row)
    values = any(_has_values(plane, each, [*heap, at]) for each in between)
    return not values and data.isdisjoint(between) and not _same_below(plane, heap, at)


def _has_values(plane: Plane, row: int, heap: Sequence[Position]) -> bool:
    columns = [column for _, column in heap]
    return any(plane.numbers(row, min(columns), max(columns)))


def _same_below(plane: Plane, heap: Sequence[Position], at: Position) -> bool:
    """Tell whether a label stands again under itself: then a new heading begins."""
    name = best_label(plane.readings[at])
    return any(other[1] == at[1] and best_label(plane.readings[other]) == name for other in heap)


def _over(plane: Plane, heap: Sequence[Position], groups: frozenset[str]) -> list[Position]:
    """Find the labels of groups that stand over a heading."""
    top = heap[0][0]
    while top > heap[0][0] - _OVER and not _has_values(plane, top - 1, heap):
        top -= 1
    rows = range(top, heap[0][0])
    return [at for at in plane.labels_in(rows) if says(plane.readings[at], groups)]
