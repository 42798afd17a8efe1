"""Tells whether the rows of a grid stand under its headings, or whether cells were lost or added.

Out of scanned or copied text rows come with too many or too few cells in front. Knows nothing
of what the values are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from nianbao.io.locate.headings import Band, heading_cells, says
from nianbao.io.locate.labels import SHORT
from nianbao.io.locate.layouts import Axis
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.rows import row_cells
from nianbao.io.locate.stacks import Match
from nianbao.io.locate.values import plain_number
from nianbao.io.workbook import Position


def shifted_rows(plane: Plane, band: Band, rows: Sequence[Match]) -> set[int]:
    """Find the rows that have a cell too few or too many."""
    return {
        *_early_rows(plane, band, rows),
        *_late_rows(plane, band, rows),
        *(row.index for row in rows if _ends_early(plane, band, row.index, rows)),
    }


def uneven_rows(plane: Plane, band: Band, rows: Iterable[int]) -> set[int]:
    """Find the rows of a table of plain text that end before its last heading, or behind it.

    Where a program wrote the cells a blank at the end is just a blank; out of a text file it
    may be what is left of a cell that was lost before.
    """
    rows = tuple(rows)
    if any(
        isinstance(plane.cells[at].value, Decimal)
        for row in rows
        for at in plane.numbers(row, band.left, band.right)
    ):
        return set()
    return {
        row
        for row in rows
        if any(plane.numbers(row, band.left, band.right))
        and (not _at(plane, row, band.right) or any(_outside(plane, band, row)))
    }


def has_labels_inside(plane: Plane, band: Band, down: Axis) -> bool:
    """Tell whether labels of rows stand under the headings, values behind them."""
    names = frozenset(name for name in down.leaves if len(name) > SHORT)
    rows = range(band.bottom + 1, min(band.floor, max(plane.rows, default=0)) + 1)
    return any(
        band.left <= at[1] <= band.right
        and says(plane.readings[at], names)
        and any(plane.numbers(at[0], at[1] + 1, at[1] + 1))
        for at in plane.labels_in(rows)
    )


def _early_rows(plane: Plane, band: Band, rows: Sequence[Match]) -> set[int]:
    """Find rows whose values begin before the first heading, where the others' do not."""
    early = {row.index: _early(plane, band, row.index) for row in rows}
    usual = Counter(column for columns in early.values() for column in columns)
    return {
        row
        for row, columns in early.items()
        if any(2 * usual[column] < len(rows) for column in columns)
    }


def _early(plane: Plane, band: Band, row: int) -> set[int]:
    """Find the columns between a row's label and the first heading that hold a value."""
    labels = [plane.spread(at)[1] for at in row_cells(plane, band, row)]
    first = max(labels, default=band.left) + 1
    return {column for _, column in plane.numbers(row, first, band.left - 1)}


def _late_rows(plane: Plane, band: Band, rows: Sequence[Match]) -> set[int]:
    """Find rows whose first column is free, and that alone go on behind the last heading."""
    longer = {row.index for row in rows if _at(plane, row.index, band.right + 1)}
    if band.left == band.right or 2 * len(longer) >= len(rows):
        return set()
    return {row for row in longer if not _at(plane, row, band.left)}


def _ends_early(plane: Plane, band: Band, row: int, rows: Sequence[Match]) -> bool:
    """Tell whether a row's last value is the sum of the others, but not under the last heading.

    Where the last column is blank in most rows that says nothing.
    """
    filled = sum(_at(plane, other.index, band.right) for other in rows)
    if _at(plane, row, band.right) or 2 * filled < len(rows):
        return False
    values = [plane.cells[at].value for at in plane.numbers(row, band.left, band.right)]
    numbers = [number for value in values if (number := plain_number(value)) is not None]
    return len(numbers) > 1 and 0 < numbers[-1] == sum(numbers[:-1])


def _outside(plane: Plane, band: Band, row: int) -> Iterator[Position]:
    """Find the values of a row that stand beside the headings, or between them, under none.

    A column more that has a heading of its own (小计) is no such value.
    """
    first = band.left if row_cells(plane, band, row) else band.left - 1
    for at in plane.numbers(row, first, band.right + 1):
        if at[1] < band.left or not heading_cells(plane, band, at[1]):
            yield at


def _at(plane: Plane, row: int, column: int) -> bool:
    return plane.origin((row, column)) in plane.cells
