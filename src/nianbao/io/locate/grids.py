"""Finds tables that stand as a grid: headings over the columns, labels before the rows.

A table may be a stack of small ones under headings of their own, go on after a repeated
heading, and stand beside another. Knows nothing of values.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nianbao.io.locate.align import Alignment, Doubt, Match, fill_gaps
from nianbao.io.locate.headings import (
    Band,
    best_label,
    column_stacks,
    find_heaps,
    heading_cells,
    reach,
    split_beside,
)
from nianbao.io.locate.layouts import Axis, Layout
from nianbao.io.locate.located import Located, Spot
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.rows import row_stacks, row_words, unread_rows
from nianbao.io.workbook import Position

_NEAR = 2
"""A line told by its place alone is at most so far from one that was read."""

_FEW = 6
_LEAST_FEW, _LEAST = 2, 4
"""So many rows must be read to believe in a table, of a few or of many."""

_NO_FLOOR = 1 << 30
_GUESSED_WIDTH = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """One heading with the rows below it, as far as they were recognised."""

    band: Band
    columns: tuple[Match, ...]
    rows: tuple[Match, ...]
    unread: tuple[int, ...] = ()
    doubt: Doubt = Doubt.NONE


def find_bands(plane: Plane, layout: Layout) -> Iterator[Band]:
    """Find the headings of a table."""
    names = layout.across.leaves | layout.older
    groups = layout.across.groups
    if layout.table.head_rows:
        groups |= layout.marks
    else:
        names |= layout.marks
    for heap in find_heaps(plane, names, groups):
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
        if other.top > band.bottom and _overlap(band, other):
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
        bottom=max(at[0] for at in heap),
        left=left,
        right=right,
        names=frozenset(best_label(plane.readings[at]) for at in cells),
        alone=alone,
    )


def find_grids(
    plane: Plane, layout: Layout, bands: Iterable[Band], others: Sequence[Band]
) -> Iterator[Located]:
    """Find every copy of a table that stands as a grid; `others` are the headings of all tables."""
    parts = [_part(plane, layout, within(band, others)) for band in bands]
    for table in _joined(layout, _with_doubt(parts)):
        located = _located(plane, layout, _rows_by_place(layout, table))
        if located is not None:
            yield located


def _part(plane: Plane, layout: Layout, band: Band) -> _Part:
    stacks = row_stacks(plane, band)
    rows = Alignment(layout.down, stacks).matches()
    headings = column_stacks(plane, band, band.left, band.right)
    columns = Alignment(layout.across, headings).matches()
    columns += _columns_by_place(plane, layout, band, columns, rows)
    unread = unread_rows(stacks, frozenset(match.index for match in rows))
    return _Part(band, columns, rows, tuple(unread))


def _columns_by_place(
    plane: Plane, layout: Layout, band: Band, columns: Sequence[Match], rows: Sequence[Match]
) -> tuple[Match, ...]:
    """Name columns without a readable heading, where just as many are missing."""
    if not rows or band.names & layout.older:
        return ()
    used = {key for row in rows for at, key in layout.cells if at == row.key}
    axis = Axis(tuple(line for line in layout.across.lines if line.key in used))
    known = [match for match in columns if match.key in used]
    taken = {
        column
        for match in columns
        for column in range(match.index, reach(plane, band, match.index) + 1)
    }
    unread = [
        column
        for column in range(max(band.left - 1, band.before), band.right + 2)
        if column not in taken and _holds_values(plane, band, column, rows)
    ]
    return fill_gaps(axis, known, unread)


def _holds_values(plane: Plane, band: Band, column: int, rows: Sequence[Match]) -> bool:
    """Tell whether a column without a readable heading is one of the table all the same."""
    cells = heading_cells(plane, band, column)
    if cells and cells[-1] in plane.readings and cells[-1][1] == column:
        return False
    if column > band.right and not cells:
        # Numbers to the right of a table, under no heading, are side notes.
        return False
    held = [row for row in rows if (row.index, column) in plane.cells]
    return 2 * len(held) >= len(rows) and not any(
        (row.index, column) in plane.words for row in held
    )


def _with_doubt(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Doubt a heading whose rows serve a second one beside it too: which of them is meant?"""
    for part in parts:
        bare = any(
            other.band.top == part.band.top and not other.rows
            for other in parts
            if other is not part
        )
        yield replace(part, doubt=Doubt.TWICE) if bare and not part.band.alone else part


def _joined(layout: Layout, parts: Iterator[_Part]) -> list[list[_Part]]:
    """Put together what one heading begins and another goes on with, in official order."""
    order = {line.key: number for number, line in enumerate(layout.down.lines)}
    tables: list[list[_Part]] = []
    for part in parts:
        if not part.rows:
            continue
        first = min(order[match.key] for match in part.rows)
        for table in tables:
            last = max(order[match.key] for each in table for match in each.rows)
            if last < first and _overlap(table[-1].band, part.band):
                table.append(part)
                break
        else:
            tables.append([part])
    return tables


def _overlap(one: Band, other: Band) -> bool:
    return one.left <= other.right and other.left <= one.right


def _rows_by_place(layout: Layout, table: Sequence[_Part]) -> list[_Part]:
    """Name rows without a readable label, where just as many are missing."""
    known = [match for part in table for match in part.rows]
    unread = [
        row
        for part in table
        for row in part.unread
        if any(abs(row - match.index) <= _NEAR for match in known)
    ]
    told = fill_gaps(layout.down, known, unread)
    return [
        replace(part, rows=part.rows + tuple(match for match in told if match.index in part.unread))
        for part in table
    ]


def _located(plane: Plane, layout: Layout, table: Sequence[_Part]) -> Located | None:
    rows = sum(len(part.rows) for part in table)
    if rows < (_LEAST_FEW if len(layout.down.lines) <= _FEW else _LEAST):
        return None
    spots: dict[str, Spot] = {}
    older: list[tuple[Position, str]] = []
    for part in table:
        spots |= _spots(plane, layout, part)
        older += _older(plane, layout, part)
    return Located(layout.table.id, plane.sheet, spots, _area(plane, table), tuple(older))


def _spots(
    plane: Plane, layout: Layout, part: _Part
) -> Iterator[tuple[str, Spot]] | dict[str, Spot]:
    spots: dict[str, Spot] = {}
    starts = sorted({match.index for match in part.columns} | _headed(plane, part.band))
    for column in part.columns:
        last = reach(plane, part.band, column.index)
        after = next((start for start in starts if start > last), last + 1)
        for row in part.rows:
            cell = layout.cells.get((row.key, column.key))
            if cell is None:
                continue
            spots[cell] = Spot(
                places=_places(plane, row.index, column.index, last),
                beside=_places(plane, row.index, last + 1, after - 1),
                heading=_heading(plane, layout, part.band, cell, row.index, column.index),
                doubt=row.doubt or column.doubt or part.doubt,
            )
    return spots


def _headed(plane: Plane, band: Band) -> set[int]:
    """List the columns that begin a heading of whatever kind."""
    return {
        column
        for column in range(band.left, band.right + 1)
        if any(at[1] == column for at in heading_cells(plane, band, column))
    }


def _places(plane: Plane, row: int, first: int, last: int) -> tuple[Position, ...]:
    origins = (plane.origin((row, column)) for column in range(first, last + 1))
    return tuple(plane.place(at) for at in dict.fromkeys(origins))


def _heading(plane: Plane, layout: Layout, band: Band, cell: str, row: int, column: int) -> str:
    """Give the words that may name the unit of an amount."""
    if cell not in layout.amounts:
        return ""
    over = "".join(plane.words[at] for at in heading_cells(plane, band, column))
    return over + row_words(plane, band, row)


def _older(plane: Plane, layout: Layout, part: _Part) -> Iterator[tuple[Position, str]]:
    """List what stands under headings of an earlier form."""
    for column in range(part.band.left, part.band.right + 1):
        cells = heading_cells(plane, part.band, column)
        if not cells or cells[-1][1] != column:
            continue
        if best_label(plane.readings.get(cells[-1], {})) in layout.older:
            for row in part.rows:
                for at in plane.numbers(row.index, column, reach(plane, part.band, column)):
                    yield plane.place(at), plane.words[cells[-1]]


def _area(plane: Plane, table: Sequence[_Part]) -> tuple[int, int, int, int]:
    """Measure the table in the sheet."""
    labels = min(
        (at[1] for part in table for row in part.rows for at in _row_cells(plane, part, row.index)),
        default=min(part.band.left for part in table),
    )
    top = min(part.band.top for part in table)
    bottom = max(match.index for part in table for match in part.rows)
    right = max(part.band.right for part in table)
    first, last = plane.place((top, labels)), plane.place((bottom, right))
    return *first, *last


def _row_cells(plane: Plane, part: _Part, row: int) -> Iterator[Position]:
    for column in range(part.band.before, part.band.left):
        at = plane.origin((row, column))
        if at in plane.words:
            yield at
