"""Finds tables whose fields stand one after the other: each under the labels that lead to it.

The official table of reconsiderations and lawsuits is one, on one row of values; turned over
it is a list of labels with the values beside them. Knows nothing of values.
"""

from collections.abc import Iterator, Sequence

from nianbao.io.locate.align import Alignment, fill_gaps
from nianbao.io.locate.headings import (
    Band,
    best_label,
    column_stacks,
    find_heaps,
    heading_cells,
    reach,
    says,
)
from nianbao.io.locate.labels import SHORT
from nianbao.io.locate.layouts import Axis, Layout
from nianbao.io.locate.located import Located, Spot
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.shifts import uneven_rows
from nianbao.io.locate.spots import places
from nianbao.io.locate.stacks import Doubt, Match
from nianbao.io.workbook import Position

_LEAST = 4
"""So many fields must be read to believe in a list."""

_CLOSE = 2

_TWO_ROWS = 3
"""So many values in the next row make it a second row of values."""


def find_lists(plane: Plane, layout: Layout) -> Iterator[Located]:
    """Find every copy of a table that stands as a list of fields."""
    axis = layout.listed
    if axis is None:
        return
    names = axis.leaves | axis.groups
    for heap in find_heaps(plane, axis.leaves, axis.groups):
        cells = _together(plane, [at for at in heap if says(plane.readings[at], names)])
        if cells:
            located = _located(plane, layout, axis, _band(plane, cells))
            if located is not None:
                yield located


def _together(plane: Plane, cells: Sequence[Position]) -> list[Position]:
    """Leave out short labels away from the others: they stand in every table."""
    telling = [at for at in cells if len(best_label(plane.readings[at])) > SHORT]
    rows = range(
        min((at[0] for at in telling), default=0), max((at[0] for at in telling), default=-1) + 1
    )
    return [
        at
        for at in cells
        if at[0] in rows and any(abs(at[1] - other[1]) <= _CLOSE for other in telling)
    ]


def _band(plane: Plane, cells: Sequence[Position]) -> Band:
    return Band(
        top=min(at[0] for at in cells),
        bottom=max(at[0] for at in cells),
        left=min(at[1] for at in cells),
        right=max(plane.spread(at)[1] for at in cells),
        names=frozenset(),
    )


def _located(plane: Plane, layout: Layout, axis: Axis, band: Band) -> Located | None:
    stacks = column_stacks(plane, band, band.left, band.right)
    matches = Alignment(axis, stacks).matches()
    if len(matches) < _LEAST:
        return None
    row, doubt = _value_row(plane, band, matches)
    if not doubt and uneven_rows(plane, band, [row]):
        doubt = Doubt.UNEVEN
    if not _filled(plane, row, matches) and any(match.doubt for match in matches):
        # Neither its labels nor any value speak for it.
        return None
    told = fill_gaps(axis, matches, _unread(plane, band, matches, row))
    spots: dict[str, Spot] = {}
    for match in (*matches, *told):
        last = reach(plane, band, match.index)
        spots[match.key] = Spot(
            places=places(plane, row, match.index, last),
            heading=_heading(plane, band, match.index) if match.key in layout.amounts else "",
            doubt=match.doubt or doubt,
        )
    area = *plane.place((band.top, band.left)), *plane.place((row, band.right))
    return Located(layout.table.id, plane.sheet, spots, area)


def _value_row(plane: Plane, band: Band, matches: Sequence[Match]) -> tuple[int, Doubt]:
    """Find the row of the values: the one below, unless the clerk left a row free."""
    row = band.bottom + 1
    if _worded(plane, row, matches):
        # The rest of a heading that is broken over rows.
        return row + 1, Doubt.PLACE
    if _filled(plane, row + 1, matches) < _TWO_ROWS:
        return row, Doubt.NONE
    return (row, Doubt.TWICE) if _filled(plane, row, matches) else (row + 1, Doubt.PLACE)


def _worded(plane: Plane, row: int, matches: Sequence[Match]) -> bool:
    """Tell whether words stand where values should."""
    places = [(row, match.index) for match in matches]
    words = (plane.words.get(at, "") for at in places)
    return any(at in plane.readings for at in places) or any(
        len(text) > 1 and not any(map(str.isdigit, text)) for text in words
    )


def _filled(plane: Plane, row: int, matches: Sequence[Match]) -> int:
    """Count the values in a row."""
    cells = {(row, match.index) for match in matches}
    return sum(at in plane.cells and at not in plane.words for at in cells)


def _unread(plane: Plane, band: Band, matches: Sequence[Match], row: int) -> list[int]:
    """List the columns with a value and a heading that cannot be read."""
    taken = {
        column
        for match in matches
        for column in range(match.index, reach(plane, band, match.index) + 1)
    }
    found = []
    for column in range(band.left - 1, band.right + 2):
        cells = heading_cells(plane, band, column)
        if column in taken or not cells or cells[-1][1] != column:
            continue
        if cells[-1] not in plane.readings and (row, column) in plane.cells:
            found.append(column)
    return found


def _heading(plane: Plane, band: Band, column: int) -> str:
    return "".join(plane.words[at] for at in heading_cells(plane, band, column))
