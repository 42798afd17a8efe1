"""Lays a document out as one sheet: a row for each paragraph, the tables below each other.

Tables that only hold a page in shape are taken apart: what stands in them is laid out in its
own right. Knows nothing of what the words mean.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from nianbao.io.documents.continued import Cells, Shape, right_of, shape_of
from nianbao.io.documents.flow import Cell, Flow, Paragraph, Row, Table, texts_of
from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Block, Merge, Position, Sheet, SheetCell

ROW_LIMIT = 20_000
COLUMN_LIMIT = 400
COVERED_LIMIT = 300_000
"""Places that merged cells reach over, altogether."""

_LABEL = 60
"""A cell alone in its row with several paragraphs beyond this length altogether is prose."""

_SpannedRow: TypeAlias = tuple[Row, Cells]


def lay_out(flow: Flow, name: str, file: str, *, hidden: bool = False) -> Sheet:
    """Lay out a document. Raise `Refused`: TOO_BIG."""
    canvas = _Canvas(file)
    canvas.flow(flow)
    return Sheet(
        name=name,
        cells=canvas.cells,
        merges=tuple(canvas.merges),
        hidden=hidden,
        hidden_rows=frozenset(canvas.hidden_rows),
        blocks=tuple(canvas.blocks),
    )


class _Canvas:
    """The sheet as it fills from the top."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.cells: dict[Position, SheetCell] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.blocks: list[Block] = []
        self._row = 0
        self._paragraphs = 0
        self._tables = 0
        # How the rows of the last table with a heading of its own end.
        self._shape: Shape | None = None
        self._covered = 0

    def flow(self, flow: Flow) -> None:
        """Lay out blocks one below the other."""
        for block in flow:
            if isinstance(block, Table):
                self._table(block)
            elif not block.aside:
                self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if not text:
            return
        self._paragraphs += 1
        self.blocks.append(Block(self._row, f"第{self._paragraphs}段"))
        self.cells[self._row, 0] = SheetCell(text)
        self._advance()

    def _table(self, table: Table) -> None:
        if not any(text.strip() for text in texts_of([table])):
            return
        rows = list(_in_columns(table))
        if max(right_of(cells) for _, cells in rows) <= 1:
            for _, cells in rows:
                self._apart(cells)
            return
        goes_on = self._goes_on([cells for _, cells in rows])
        number = 0
        for apart, group in groupby(enumerate(rows, 1), key=lambda it: _is_apart(it[1][1])):
            piece = list(group)
            if apart:
                for _, (_, cells) in piece:
                    self._apart(cells)
                continue
            if not number and len(rows) > 1:
                number = self._tables = self._tables + 1
            self._grid([row for _, row in piece], number, piece[0][0], goes_on=goes_on)

    def _goes_on(self, rows: Sequence[Cells]) -> bool:
        """Tell whether a table goes on with the last one; if not, it is the last one now."""
        if self._shape is not None and self._shape.goes_on(rows):
            return True
        if len(rows) > 1:
            self._shape = shape_of(rows)
        return False

    def _apart(self, cells: Cells) -> None:
        for _, cell in cells:
            self.flow(cell.flow)

    def _grid(self, rows: Sequence[_SpannedRow], number: int, first: int, *, goes_on: bool) -> None:
        """Lay out rows of a table, a free row above and below.

        A table of one row has no number: nobody counts a menu as a table.
        """
        self._advance()
        bottom = self._row + len(rows) - 1
        left = -1
        if not number:
            self._paragraphs += 1
            self.blocks.append(Block(self._row, f"第{self._paragraphs}段"))
        for count, (row, cells) in enumerate(rows, first):
            if row.hidden:
                self.hidden_rows.add(self._row)
            missing = self._shape.missing(cells) if goes_on and self._shape else 0
            if number and left != (missing or 0):
                left = missing or 0
                self.blocks.append(Block(self._row, f"表格{number}", count, left))
            if missing is None:
                self._as_words(cells)
            else:
                for column, cell in cells:
                    self._cell(cell, column + missing, bottom)
            self._advance()
        self._advance()

    def _as_words(self, cells: Cells) -> None:
        """Keep a row of which nobody knows what stands under which heading, as mere words."""
        text = " ".join(cell.text for _, cell in cells if cell.text)
        if text:
            self.cells[self._row, 0] = SheetCell(text)

    def _cell(self, cell: Cell, column: int, bottom: int) -> None:
        text = cell.text
        if cell.number is not None:
            shown = None if text == str(cell.number) else text
            self.cells[self._row, column] = SheetCell(cell.number, shown=shown)
        elif text:
            self.cells[self._row, column] = SheetCell(text)
        if cell.rows > 1 or cell.columns > 1:
            last = min(self._row + cell.rows - 1, bottom)
            self.merges.append(Merge(self._row, column, last, column + cell.columns - 1))
            self._covered += (last - self._row + 1) * cell.columns
            if self._covered > COVERED_LIMIT:
                raise Refused(Refusal.TOO_BIG, self._file, "合并的格子太多")

    def _advance(self) -> None:
        self._row += 1
        if self._row > ROW_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, f"超过 {ROW_LIMIT} 行")


def _in_columns(table: Table) -> Iterator[_SpannedRow]:
    """Give each row's cells with their columns; what reaches too far is cut."""
    taken: dict[int, int] = {}
    for row in table.rows:
        cells: list[tuple[int, Cell]] = []
        begun: dict[int, int] = {}
        column = 0
        for cell in row.cells:
            column = column if cell.column is None else max(column, cell.column)
            while column in taken:
                column += 1
            if column >= COLUMN_LIMIT:
                break
            cell.columns = _fitting(cell.columns, column, taken)
            cells.append((column, cell))
            begun |= dict.fromkeys(range(column, column + cell.columns), cell.rows)
            column += cell.columns
        yield row, cells
        taken = {at: left - 1 for at, left in (taken | begun).items() if left > 1}


def _fitting(columns: int, start: int, taken: dict[int, int]) -> int:
    """Cut a cell where another reaches into its row from above, and at the limit."""
    end = min(start + columns, COLUMN_LIMIT)
    if taken:
        end = next((column for column in range(start, end) if column in taken), end)
    return end - start


def _is_apart(cells: Cells) -> bool:
    """Tell whether a row holds whole tables or prose, not values."""
    held = [cell for _, cell in cells if cell.flow]
    if any(cell.holds_table for cell in held):
        return True
    return len(held) == 1 and len(held[0].flow) > 1 and len(held[0].text) > _LABEL
