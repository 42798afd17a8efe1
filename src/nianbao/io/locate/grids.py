"""Finds tables that stand as a grid: headings over the columns, labels before the rows.

A table may be a stack of small ones under headings of their own, go on after a repeated
heading, and stand beside another. Knows nothing of values.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nianbao.io.locate.align import Alignment, fill_gaps
from nianbao.io.locate.bands import overlap, within
from nianbao.io.locate.headings import Band, column_stacks, heading_cells, reach
from nianbao.io.locate.layouts import Axis, Layout
from nianbao.io.locate.located import Located
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.rows import row_stacks
from nianbao.io.locate.shifts import has_labels_inside, shifted_rows, uneven_rows
from nianbao.io.locate.spots import Part, area_of, given_up, spots_of
from nianbao.io.locate.stacks import Doubt, Match

_NEAR = 2
"""A line told by its place alone is at most so far from one that was read."""

_FEW = 6
_LEAST_FEW, _LEAST = 2, 4
"""So many rows must be read to believe in a table, of a few or of many."""


def find_grids(
    plane: Plane, layout: Layout, bands: Iterable[Band], others: Sequence[Band]
) -> Iterator[Located]:
    """Find every copy of a table that stands as a grid; `others` are the headings of all tables."""
    parts = [_part(plane, layout, within(band, others)) for band in bands]
    for table in _joined(layout, _with_doubt(parts)):
        located = _located(plane, layout, _rows_by_place(layout, table))
        if located is not None:
            yield located


def _part(plane: Plane, layout: Layout, band: Band) -> Part:
    stacks = row_stacks(plane, band, layout.labels, layout.foreign)
    rows = Alignment(layout.down, stacks).matches()
    headings = column_stacks(plane, band, band.left, band.right)
    columns = Alignment(layout.across, headings).matches()
    columns += _columns_by_place(plane, layout, band, columns, rows)
    read = {match.index for match in rows}
    unread = [row.index for row in stacks if row.unread and row.index not in read]
    shifted = shifted_rows(plane, band, rows)
    doubt = Doubt.SHIFTED if shifted or has_labels_inside(plane, band, layout.down) else Doubt.NONE
    kept = _doubted(plane, band, [row for row in rows if row.index not in shifted])
    return Part(band, columns, kept, tuple(unread), doubt)


def _doubted(plane: Plane, band: Band, rows: Sequence[Match]) -> tuple[Match, ...]:
    """Doubt the rows that may have lost a cell."""
    uneven = uneven_rows(plane, band, [row.index for row in rows])
    return tuple(
        replace(row, doubt=row.doubt or Doubt.UNEVEN) if row.index in uneven else row
        for row in rows
    )


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


def _with_doubt(parts: Sequence[Part]) -> Iterator[Part]:
    """Doubt a heading whose rows serve a second one beside it too."""
    for part in parts:
        bare = any(
            other.band.top == part.band.top and not other.rows
            for other in parts
            if other is not part
        )
        yield replace(part, doubt=Doubt.TWICE) if bare and not part.band.alone else part


def _joined(layout: Layout, parts: Iterator[Part]) -> list[list[Part]]:
    """Put together what one heading begins and another goes on with, in official order."""
    order = {line.key: number for number, line in enumerate(layout.down.lines)}
    tables: list[list[Part]] = []
    for part in parts:
        if not part.rows:
            continue
        first = min(order[match.key] for match in part.rows)
        for table in tables:
            last = max(order[match.key] for each in table for match in each.rows)
            if last < first and overlap(table[-1].band, part.band):
                table.append(part)
                break
        else:
            tables.append([part])
    return tables


def _rows_by_place(layout: Layout, table: Sequence[Part]) -> list[Part]:
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


def _located(plane: Plane, layout: Layout, parts: Sequence[Part]) -> Located | None:
    rows = sum(len(part.rows) for part in parts)
    if rows < (_LEAST_FEW if len(layout.down.lines) <= _FEW else _LEAST):
        return None
    right = max(part.band.right for part in parts)
    return Located(
        table=layout.table.id,
        sheet=plane.sheet,
        spots={cell: spot for part in parts for cell, spot in spots_of(plane, layout, part, right)},
        area=area_of(plane, parts),
        older=tuple(each for part in parts for each in given_up(plane, layout, part)),
    )
