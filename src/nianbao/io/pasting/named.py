"""Puts the numbers of a block onto a table by the labels that were copied along.

Where labels run one way only, the other way goes by place: from the first line if the block
is as long as the table, else from the current cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.form import CellId, Field, Kind, Table
from nianbao.core.pasting import Piece
from nianbao.core.report import Entry
from nianbao.io.locate.stacks import Match
from nianbao.io.locate.words import ValueWords
from nianbao.io.pasting.block import Copied
from nianbao.io.pasting.labels import Frame, Labelled, doubt_words
from nianbao.io.pasting.places import as_read_of
from nianbao.io.pasting.values import read_cell, words_for
from nianbao.io.workbook import SheetCell

NO_ROW = "这一行的名称认不出来，没有采用。"
NO_COLUMN = "这一列的名称认不出来，没有采用。"
NO_CELL = "表里这一行没有这一列，没有采用。"
BEYOND = "超出了表格，没有地方放。"


@dataclass(frozen=True)
class ByLabels:
    """A block whose labels were recognised, on the table they are of."""

    copied: Copied
    frame: Frame
    labelled: Labelled
    table: Table
    current: Field
    computed: frozenset[CellId]
    words: ValueWords

    @property
    def remark(self) -> str:
        """Say from where the numbers are counted the way that has no labels."""
        if self.labelled.listed or (self.labelled.rows and self.labelled.columns):
            return ""
        if self.labelled.rows:
            counted = any(not self._is_whole(match) for match in self.labelled.rows.values())
            name = self.current.column_name
            return f"没有复制列名，数字从当前的“{name}”列放起，请核对。" if counted else ""
        if not self._is_whole_height and len(self.table.rows) > 1:
            return f"没有复制行名，数字从当前的“{self.current.row_name}”行放起，请核对。"
        return ""

    def pieces(self) -> Iterator[Piece]:
        """Say for each place of the block what lands where."""
        for row in range(self.frame.top, self.frame.height):
            for column in range(self.frame.left, self.frame.width):
                if (row, column) not in self.copied.covered:
                    yield from self._piece(row, column)

    def _piece(self, row: int, column: int) -> Iterator[Piece]:
        cell = self.copied.sheet.cells.get((row, column))
        if (row, column) in self.frame.plane.readings:
            return  # a heading within the table
        across, down = self.labelled.columns.get(column), self.labelled.rows.get(row)
        field, why = self._target(row, column, down, across)
        place = self.copied.sheet.place(row, column)
        if cell is None:
            if field is not None:
                yield Piece(place, "", field.id, None)
            return
        as_read = as_read_of(cell)
        if field is None or self._is_merged(row, column):
            words = why or words_for("merged_value", as_read)
            yield Piece(place, as_read, None, None, words)
            return
        entry, remark = self._read(field, cell, row, column)
        doubts = "".join(map(words_for, doubt_words(down, across)))
        yield Piece(place, as_read, field.id, entry, doubts + remark)

    def _read(self, field: Field, cell: SheetCell, row: int, column: int) -> tuple[Entry, str]:
        heading = ""
        if field.kind is Kind.MONEY:
            heading = self.frame.words_over(column) + self.frame.words_before(row)
        return read_cell(field, cell, heading, self.words)

    def _is_merged(self, row: int, column: int) -> bool:
        """Tell whether a cell is merged over several lines that have labels of their own."""
        merge = next(
            (m for m in self.copied.sheet.merges if (m.top, m.left) == (row, column)), None
        )
        if merge is None:
            return False
        targets = {
            field.id
            for r in range(merge.top, merge.bottom + 1)
            for c in range(merge.left, merge.right + 1)
            if (
                field := self._target(
                    r, c, self.labelled.rows.get(r), self.labelled.columns.get(c)
                )[0]
            )
        }
        return len(targets) > 1

    def _target(
        self, row: int, column: int, down: Match | None, across: Match | None
    ) -> tuple[Field | None, str]:
        """Find the field for a place of the block, or say why there is none."""
        said = self.labelled
        if (said.columns and across is None) or (said.rows and down is None):
            return None, NO_COLUMN if said.columns and across is None else NO_ROW
        if said.listed:
            first = row == self.frame.top
            return (self._field(across.key), "") if across and first else (None, BEYOND)
        if across is None:
            step = column - self.frame.left
            return self._along(down, step) if down else (None, BEYOND)
        rows = self.table.rows
        number = self._first_row() + row - self.frame.top
        if down is None and number >= len(rows):
            return None, BEYOND
        return self._meeting(down.key if down else rows[number], across.key)

    def _meeting(self, row: str, column: str) -> tuple[Field | None, str]:
        cell = self.labelled.layout.cells.get((row, column))
        return (None, NO_CELL) if cell is None else (self._field(cell), "")

    def _along(self, down: Match, step: int) -> tuple[Field | None, str]:
        """Count along the fields of a row, each as wide as it is printed."""
        fields = self._fields(down)
        number = self._start(down) + step
        return (fields[number], "") if number < len(fields) else (None, BEYOND)

    def _start(self, down: Match) -> int:
        """Tell with which field of a row its numbers begin."""
        columns = [field.column for field in self._fields(down)]
        if self._is_whole(down) or self.current.column not in columns:
            return 0
        return columns.index(self.current.column)

    def _is_whole(self, down: Match) -> bool:
        """Tell whether as many numbers were copied as a row has, with its total or without."""
        fields = self._fields(down)
        typed = sum(field.id not in self.computed for field in fields)
        return len(fields) == 1 or self.frame.width - self.frame.left in (len(fields), typed)

    def _first_row(self) -> int:
        """Tell with which row of the table the numbers begin."""
        return 0 if self._is_whole_height else self.table.rows.index(self.current.row)

    @property
    def _is_whole_height(self) -> bool:
        return self.frame.height - self.frame.top == len(self.table.rows)

    def _fields(self, down: Match) -> Sequence[Field]:
        return [field for field in self.table.fields if field.row == down.key]

    def _field(self, cell: CellId) -> Field:
        return next(field for field in self.table.fields if field.id == cell)
