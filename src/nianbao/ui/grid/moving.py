"""Where the keys of a spreadsheet lead from a cell: over labels, to the edge of what is filled.

Knows the model alone; nothing moves here.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt

from nianbao.ui.grid.model import DISPLAY, ROOT, GridModel

Key = Qt.Key
ARROWS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}


def along(grid: GridModel, at: QModelIndex, way: int) -> QModelIndex:
    """Find the next cell to fill in, row by row; stay where there is none."""
    number = at.row() * grid.columnCount() + at.column()
    found = first_typed(grid, number, way)
    return found if found.isValid() else at


def first_typed(grid: GridModel, after: int = -1, way: int = 1) -> QModelIndex:
    """Look for a cell to fill in, counting places in reading order from `after`."""
    columns = grid.columnCount()
    places = range(after + way, grid.rowCount() * columns if way > 0 else -1, way)
    for place in places:
        index = grid.index(*divmod(place, columns))
        if grid.is_typed(index):
            return index
    return ROOT


def beside(
    grid: GridModel, at: QModelIndex, down: int, right: int, *, typed: bool = False
) -> QModelIndex:
    """Find the next field down or sideways, over labels; stay where there is none."""
    for index in _fields(grid, at, down, right):
        if grid.is_typed(index) or not typed:
            return index
    return at


def edge(grid: GridModel, at: QModelIndex, down: int, right: int) -> QModelIndex:
    """Find the edge of what is filled, as Ctrl and an arrow do: before or behind a gap."""
    way = [at, *_fields(grid, at, down, right)]
    held = [bool(index.data(DISPLAY)) for index in way]
    for number, (here, there) in enumerate(pairwise(held)):
        leaves = number > 0 and here and not there
        enters = not here and there
        if leaves:
            return way[number]
        if enters or (number == 0 and not there and True in held[1:]):
            return way[held.index(True, number + 1)]
    return way[-1]


def end_of_row(grid: GridModel, at: QModelIndex, way: int) -> QModelIndex:
    """Find the first (way -1) or the last field of a row."""
    return ([at, *_fields(grid, at, 0, way)])[-1]


def end_of_table(grid: GridModel, way: int) -> QModelIndex:
    """Find the first (way -1) or the last field of the table."""
    fields = grid.table.fields
    return grid.place(fields[0 if way < 0 else -1].id)


def target_of(grid: GridModel, at: QModelIndex, key: int, *, control: bool) -> QModelIndex | None:
    """Tell where a key leads; None for one that leads nowhere."""
    step = ARROWS.get(Key(key))
    if step is not None:
        return edge(grid, at, *step) if control else beside(grid, at, *step)
    if key in (Key.Key_Home, Key.Key_End):
        way = -1 if key == Key.Key_Home else 1
        return end_of_table(grid, way) if control else end_of_row(grid, at, way)
    return None


def _fields(grid: GridModel, at: QModelIndex, down: int, right: int) -> Iterator[QModelIndex]:
    """Go through the other fields that lie in one direction, each once."""
    here = grid.covering(at.row(), at.column())
    row, column = at.row(), at.column()
    while grid.has(row := row + down, column := column + right):
        cell = grid.covering(row, column)
        if cell is not None and cell.field is not None and cell is not here:
            here = cell
            yield grid.place(cell.field.id)
