"""Says where the values of a grid stand, once its columns and rows are known.

Knows nothing of how they were recognised.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.form import CellId
from nianbao.io.locate.headings import Band, best_label, heading_cells, reach
from nianbao.io.locate.layouts import Layout
from nianbao.io.locate.located import Spot
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.rows import row_cells, row_words
from nianbao.io.locate.stacks import Doubt, Match
from nianbao.io.workbook import Position


@dataclass(frozen=True, slots=True)
class Part:
    """One heading with the columns and rows that were recognised; `unread` rows have values."""

    band: Band
    columns: tuple[Match, ...]
    rows: tuple[Match, ...]
    unread: tuple[int, ...] = ()
    doubt: Doubt = Doubt.NONE


def spots_of(plane: Plane, layout: Layout, part: Part, right: int) -> Iterator[tuple[CellId, Spot]]:
    """Find the place of every field where a row and a column of the part meet.

    `right` is the last column of the table, whose parts may differ in width.
    """
    starts = sorted(_headed(plane, part.band))
    for column in part.columns:
        last = reach(plane, part.band, column.index)
        after = next((start for start in starts if start > last), right + 1)
        over = "".join(plane.words[at] for at in heading_cells(plane, part.band, column.index))
        for row in part.rows:
            cell = layout.cells.get((row.key, column.key))
            if cell is None:
                continue
            amount = cell in layout.amounts
            spot = Spot(
                places=places(plane, row.index, column.index, last),
                beside=places(plane, row.index, last + 1, after - 1),
                heading=over + row_words(plane, part.band, row.index) if amount else "",
                doubt=part.doubt or row.doubt or column.doubt,
            )
            yield cell, spot


def places(plane: Plane, row: int, first: int, last: int) -> tuple[Position, ...]:
    """Give the cells that show in a stretch of a row, in positions of the sheet."""
    origins = (plane.origin((row, column)) for column in range(first, last + 1))
    return tuple(plane.place(at) for at in dict.fromkeys(origins))


def given_up(plane: Plane, layout: Layout, part: Part) -> Iterator[tuple[Position, str]]:
    """List what stands under headings of an earlier form, with the heading."""
    for column in range(part.band.left, part.band.right + 1):
        cells = heading_cells(plane, part.band, column)
        if not cells or cells[-1][1] != column:
            continue
        if best_label(plane.readings.get(cells[-1], {})) in layout.older:
            last = reach(plane, part.band, column)
            for row in part.rows:
                for at in plane.numbers(row.index, column, last):
                    yield plane.place(at), plane.words[cells[-1]]


def area_of(plane: Plane, parts: Sequence[Part]) -> tuple[int, int, int, int]:
    """Measure a table in the sheet, its labels included: top, left, bottom, right."""
    labels = [
        at[1]
        for part in parts
        for row in part.rows
        for at in row_cells(plane, part.band, row.index)
    ]
    left = min([*labels, *(part.band.left for part in parts)])
    top = min(part.band.top for part in parts)
    bottom = max(row.index for part in parts for row in part.rows)
    right = max(part.band.right for part in parts)
    return *plane.place((top, left)), *plane.place((bottom, right))


def _headed(plane: Plane, band: Band) -> set[int]:
    """List the columns that begin a heading of whatever kind."""
    columns = range(band.left, band.right + 1)
    return {at[1] for column in columns for at in heading_cells(plane, band, column)}
