"""Which labels of a table head which cells, so that a table can be listened to.

A screen reader names the row and the column of every number; where heads are merged it has to
be told which they are. Knows no markup.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from nianbao.core.form import GridCell, Table


class Scope(StrEnum):
    """What a label is the head of."""

    COLUMN = "col"
    COLUMNS = "colgroup"
    ROW = "row"
    ROWS = "rowgroup"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: from `first` up to but not including `last`."""

    first: int
    last: int
    head: bool

    def __contains__(self, row: int) -> bool:
        return self.first <= row < self.last


class Heads:
    """The heads of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._at = {
            (row, column): cell
            for cell in table.cells
            for row in range(cell.top, cell.top + cell.height)
            for column in range(cell.left, cell.left + cell.width)
        }
        self.groups = _groups(table)

    def of(self, cell: GridCell) -> tuple[GridCell, ...]:
        """List the labels that head a field: those of its row, then those of its column."""
        return (*self._beside(cell), *self._above(cell))

    def scope(self, label: GridCell) -> Scope:
        """Tell what a label is the head of."""
        (group,) = (group for group in self.groups if label.top in group)
        if not group.head:
            if label.width == self._table.width:
                return Scope.ROWS
            if self._heads_rows(label):
                whole = label.height > 1 and label.height == group.last - group.first
                return Scope.ROWS if whole else Scope.ROW
        return Scope.COLUMNS if label.width > 1 else Scope.COLUMN

    def _heads_rows(self, label: GridCell) -> bool:
        right = range(label.left + label.width, self._table.width)
        return any(self._at[label.top, column].field is not None for column in right)

    def _beside(self, cell: GridCell) -> tuple[GridCell, ...]:
        row = dict.fromkeys(self._at[cell.top, column] for column in range(cell.left))
        return tuple(label for label in row if label.field is None)

    def _above(self, cell: GridCell) -> tuple[GridCell, ...]:
        """Find the nearest block of labels upwards, outermost first."""
        block: dict[GridCell, None] = {}
        for row in reversed(range(cell.top)):
            other = self._at[row, cell.left]
            if other.field is None:
                block[other] = None
            elif block:
                break
        return tuple(reversed(block))


def _groups(table: Table) -> tuple[Group, ...]:
    """Part the rows: those of the head, then wherever the form begins something new.

    That is at a label across the whole width, and around a label that stands beside several
    rows; never through a merged cell.
    """
    crossed = {row for c in table.cells for row in range(c.top + 1, c.top + c.height)}
    tall = [c for c in table.cells if c.height > 1 and c.top >= table.head_rows]
    wanted = {c.top for c in table.cells if c.width == table.width and c.field is None}
    wanted |= {c.top for c in tall} | {c.top + c.height for c in tall}
    starts = sorted({row for row in wanted - crossed if table.head_rows < row < table.height})
    ends = [table.head_rows, *starts, table.height]
    body = [Group(first, last, head=False) for first, last in pairwise(ends)]
    head = [Group(0, table.head_rows, head=True)] if table.head_rows else []
    return (*head, *body)
