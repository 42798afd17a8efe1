"""One statutory table as a sheet of a workbook: printed as the form draws it, ready to fill in.

Drawn from the form's grid, so a form of another year needs no code. Knows nothing of files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nianbao.core.form import CellId, GridCell, Kind, Table
from nianbao.core.numbers import LARGEST
from nianbao.core.report import Report
from nianbao.io.excel.choice import Choice
from nianbao.io.excel.looks import TABLE_SIZE, Look, Styles
from nianbao.io.excel.measure import Measure
from nianbao.io.excel.paper import Paper
from nianbao.io.excel.sheet import SheetXml
from nianbao.io.excel.strings import Strings
from nianbao.io.excel.totals import LiveTotal, formula, ranges
from nianbao.io.workbook import Position, address

FIRST_ROW = 1
"""Where the table begins, counted from 0; its caption stands above."""

_CAPTION_HEIGHT = 33.0
_LEAST_HEIGHT = 22.5
_RESIZABLE = {"formatColumns": 0, "formatRows": 0}
_BOUNDS = ("0", str(LARGEST))
_CHOICES = {
    Kind.COUNT: Choice(
        "whole", _BOUNDS, "填整数；没有的填 0，不要留空。", f"这里只能填 0 至 {LARGEST} 的整数。"
    ),
    Kind.MONEY: Choice(
        "decimal",
        _BOUNDS,
        "填金额，可以有小数；没有的填 0，不要留空。",
        f"这里只能填 0 至 {LARGEST} 的数。",
    ),
}
"""What may be typed for each kind of field."""


def table_sheet(
    table: Table,
    caption: str,
    report: Report,
    live: Mapping[CellId, LiveTotal],
    shared: tuple[Styles, Strings],
) -> SheetXml:
    """Draw a table; `live` are the totals that become formulas."""
    paper = Paper(landscape=table.width > table.height, one_page=True)
    drawing = _Drawing(SheetXml(table.name, paper, *shared), table, report, live)
    drawing.set_sizes()
    drawing.set_caption(caption)
    drawing.fill()
    drawing.restrict()
    return drawing.sheet


@dataclass(frozen=True)
class _Drawing:
    """A table being drawn."""

    sheet: SheetXml
    table: Table
    report: Report
    live: Mapping[CellId, LiveTotal]

    @cached_property
    def measure(self) -> Measure:
        """The columns as on paper, stretched to its width."""
        scale = self.sheet.paper.width / sum(self.table.widths)
        return Measure([width * scale for width in self.table.widths], TABLE_SIZE, _LEAST_HEIGHT)

    @cached_property
    def places(self) -> dict[CellId, Position]:
        """Where each field stands on the sheet."""
        return places(self.table)

    @cached_property
    def _ragged(self) -> bool:
        """Whether some label beside the numbers needs more than one line."""
        return any(self._beside(cell) and not self.measure.fits(cell) for cell in self.table.cells)

    def set_sizes(self) -> None:
        """Fill the width of the paper, and make the rows high enough."""
        self.sheet.widths = tuple(self.measure.columns)
        self.sheet.heights = dict(enumerate(self.measure.heights(self.table), FIRST_ROW))
        self.sheet.heights[0] = _CAPTION_HEIGHT

    def set_caption(self, caption: str) -> None:
        """Write what the table is called; centred over it without merging any cells."""
        self.sheet.label(0, 0, Look.CAPTION, caption)
        for column in range(1, self.table.width):
            self.sheet.blank(0, column, Look.CAPTION)

    def fill(self) -> None:
        """Write labels, numbers and formulas, each printed cell framed all around."""
        for cell in self.table.cells:
            top, look = cell.top + FIRST_ROW, self._look(cell)
            if cell.height * cell.width > 1:
                self._reach(cell, look)
            if cell.field is None:
                self.sheet.label(top, cell.left, look, cell.label)
            elif cell.field.id in self.live:
                self._add_up(top, cell.left, self.live[cell.field.id])
            else:
                self.sheet.entry(top, cell.left, look, self.report.entry(cell.field.id))

    def restrict(self) -> None:
        """Lock all that is not for typing, and let only numbers of the right kind be typed."""
        for kind, choice in _CHOICES.items():
            fields = [f.id for f in self.table.fields if f.kind is kind and f.id not in self.live]
            if fields:
                where = ranges(self.places[field] for field in fields)
                self.sheet.choices.append(choice.xml(where))
        self.sheet.locked = _RESIZABLE
        self.sheet.start = min(self.places.values())
        if self.table.head_rows and self.table.label_columns:
            self.sheet.frozen = (self.table.head_rows + FIRST_ROW, self.table.label_columns)

    def _add_up(self, row: int, column: int, total: LiveTotal) -> None:
        """Write a total as a formula; the spreadsheet's advice to add up more cells is unwanted."""
        blank = total.value is None
        written = formula((self.places[part] for part in total.parts), blank=blank)
        result = "" if total.value is None else total.value
        self.sheet.formula(row, column, Look.TOTAL, written, result)
        self.sheet.calm.append(address(row, column))

    def _reach(self, cell: GridCell, look: Look) -> None:
        """Merge the positions of a printed cell, and give each of them its look."""
        top, bottom = cell.top + FIRST_ROW, cell.top + FIRST_ROW + cell.height - 1
        right = cell.left + cell.width - 1
        self.sheet.merges.append(f"{address(top, cell.left)}:{address(bottom, right)}")
        for row in range(top, bottom + 1):
            for column in range(cell.left, right + 1):
                self.sheet.blank(row, column, look)

    def _look(self, cell: GridCell) -> Look:
        if cell.field is not None:
            return Look.TOTAL if cell.field.id in self.live else Look.NUMBER
        if cell.label in self.table.vertical:
            return Look.LABEL_VERTICAL
        return Look.LABEL_LEFT if self._ragged and self._beside(cell) else Look.LABEL

    def _beside(self, cell: GridCell) -> bool:
        """Tell whether a cell is a label at the left of numbers, below the head."""
        left = cell.left + cell.width <= self.table.label_columns
        upright = cell.label not in self.table.vertical
        return left and upright and cell.top >= self.table.head_rows


def places(table: Table) -> dict[CellId, Position]:
    """Tell where each field of a table stands on its sheet."""
    return {
        cell.field.id: (cell.top + FIRST_ROW, cell.left)
        for cell in table.cells
        if cell.field is not None
    }
