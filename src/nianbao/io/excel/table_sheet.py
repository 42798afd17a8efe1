"""One statutory table as a sheet of a workbook: printed as the form draws it, ready to fill in.

Drawn from the form's grid, so a form of another year needs no code. Knows nothing of files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.core.form import CellId, GridCell, Kind, Table
from nianbao.core.numbers import LARGEST, write_number
from nianbao.core.report import Report
from nianbao.io.excel.cells import cell_of, put_entry
from nianbao.io.excel.looks import TABLE_SIZE, Look, paper_width, set_up_page, set_width
from nianbao.io.excel.measure import Measure
from nianbao.io.excel.totals import LiveTotal, formula, ranges
from nianbao.io.workbook import Position, address

FIRST_ROW = 1
"""Where the table begins, counted from 0; its caption stands above."""

_CAPTION_HEIGHT = 33.0
_LEAST_HEIGHT = 22.5


def draw_table(
    sheet: Worksheet, table: Table, caption: str, report: Report, live: Mapping[CellId, LiveTotal]
) -> dict[str, str]:
    """Draw a table; give the result of each formula by its address.

    `live` are the totals that become formulas.
    """
    drawing = _Drawing(sheet, table, report, live)
    set_up_page(sheet, landscape=drawing.landscape, one_page=True)
    drawing.set_caption(caption)
    drawing.set_sizes()
    results = drawing.fill()
    drawing.restrict()
    return results


@dataclass(frozen=True)
class _Drawing:
    """A table being drawn."""

    sheet: Worksheet
    table: Table
    report: Report
    live: Mapping[CellId, LiveTotal]

    @property
    def landscape(self) -> bool:
        """Whether the paper lies on its side."""
        return self.table.width > self.table.height

    @cached_property
    def measure(self) -> Measure:
        """The columns as on paper, stretched to its width."""
        scale = paper_width(landscape=self.landscape) / sum(self.table.widths)
        return Measure([width * scale for width in self.table.widths], TABLE_SIZE, _LEAST_HEIGHT)

    @cached_property
    def places(self) -> dict[CellId, Position]:
        """Where each field stands on the sheet."""
        return {
            cell.field.id: (cell.top + FIRST_ROW, cell.left)
            for cell in self.table.cells
            if cell.field is not None
        }

    @cached_property
    def _ragged(self) -> bool:
        """Whether some label beside the numbers needs more than one line."""
        return any(self._beside(cell) and not self.measure.fits(cell) for cell in self.table.cells)

    def set_caption(self, caption: str) -> None:
        """Write what the table is called; centred over it without merging any cells."""
        cells = [cell_of(self.sheet, 1, n + 1, Look.CAPTION) for n in range(self.table.width)]
        cells[0].value = caption
        self.sheet.row_dimensions[1].height = _CAPTION_HEIGHT

    def set_sizes(self) -> None:
        """Fill the width of the paper, and make the rows high enough."""
        for column, points in enumerate(self.measure.columns):
            set_width(self.sheet, column, points)
        for row, height in enumerate(self.measure.heights(self.table), FIRST_ROW + 1):
            self.sheet.row_dimensions[row].height = height

    def fill(self) -> dict[str, str]:
        """Write labels, numbers and formulas; give the formulas' results."""
        self.sheet.merged_cells = MultiCellRange(
            [_reach(cell) for cell in self.table.cells if cell.height * cell.width > 1]
        )
        results: dict[str, str] = {}
        for cell in self.table.cells:
            top = self._framed(cell)
            total = self.live.get(cell.field.id) if cell.field else None
            if total is not None:
                top.value = formula(self.places[part] for part in total.parts)
                results[top.coordinate] = write_number(total.value)
            elif cell.field is not None:
                put_entry(top, self.report.entry(cell.field.id))
            else:
                top.value = cell.label
        return results

    def restrict(self) -> None:
        """Lock all that is not for typing, and let only numbers of the right kind be typed."""
        for kind, validation in _validations().items():
            fields = [f.id for f in self.table.fields if f.kind is kind and f.id not in self.live]
            if fields:
                where = " ".join(ranges(self.places[field] for field in fields))
                validation.sqref = MultiCellRange(where)
                self.sheet.add_data_validation(validation)
        self.sheet.protection.sheet = True
        self.sheet.protection.formatColumns = self.sheet.protection.formatRows = False
        if self.table.head_rows and self.table.label_columns:
            corner = address(self.table.head_rows + FIRST_ROW, self.table.label_columns)
            self.sheet.freeze_panes = corner

    def _framed(self, cell: GridCell) -> Cell:
        """Give every position of a printed cell its look; hand back the one that shows."""
        look = self._look(cell)
        rows = range(cell.top + FIRST_ROW + 1, cell.top + FIRST_ROW + 1 + cell.height)
        columns = range(cell.left + 1, cell.left + 1 + cell.width)
        first, *_ = [cell_of(self.sheet, row, column, look) for row in rows for column in columns]
        return first

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


def _reach(cell: GridCell) -> CellRange:
    top, left = cell.top + FIRST_ROW + 1, cell.left + 1
    return CellRange(
        min_row=top, min_col=left, max_row=top + cell.height - 1, max_col=left + cell.width - 1
    )


def _validations() -> dict[Kind, DataValidation]:
    """Say what may be typed for each kind of field, and in what words that is told."""
    count = DataValidation("whole", prompt="填整数；没有的填 0，不要留空。")
    count.error = f"这里只能填 0 至 {LARGEST} 的整数。"
    money = DataValidation("decimal", prompt="填金额，可以有小数；没有的填 0，不要留空。")
    money.error = f"这里只能填 0 至 {LARGEST} 的数。"
    for validation in (count, money):
        validation.operator, validation.formula1, validation.formula2 = "between", "0", str(LARGEST)
        validation.allowBlank = validation.showErrorMessage = validation.showInputMessage = True
    return {Kind.COUNT: count, Kind.MONEY: money}
