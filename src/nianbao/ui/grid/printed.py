"""A statutory table as it is printed: frozen heads, merged cells, columns that share the room.

Knows neither keys nor what is typed.
"""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from nianbao.core.form import Table
from nianbao.ui.grid.header import LabelHeader
from nianbao.ui.grid.model import GridModel

TIGHT, LOOSE = 2, 14
"""Pixels a row is higher than its text: at least, so that table three fits 1366×768; at most."""

NARROWEST = 44
"""Pixels a column needs to show a number of six digits."""


class PrintedView(QTableView):
    """Shows a table with its official labels and merges."""

    def __init__(self, grid: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = grid
        grid.setParent(self)
        self.setModel(grid)
        self._corner = QLabel(self)
        self._corner.setObjectName("corner")
        self._corner.setWordWrap(True)
        self._corner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set_headers(grid.table)
        self._set_spans()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()
        self._share_height()
        self._place_corner()

    def _set_headers(self, table: Table) -> None:
        """Put the printed labels above and beside the body, or nothing where there are none."""
        columns = self.grid.label_columns
        if table.head_rows:
            self.setHorizontalHeader(LabelHeader(Qt.Orientation.Horizontal, table, columns, self))
        else:
            self.horizontalHeader().hide()
        if columns:
            self.setVerticalHeader(LabelHeader(Qt.Orientation.Vertical, table, columns, self))
        else:
            self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(NARROWEST)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines = self.grid.rowCount() * (self.fontMetrics().height() + LOOSE)
        head = self.horizontalHeader().sizeHint().height() if table.head_rows else 0
        self.setMaximumHeight(lines + head + 2 * self.frameWidth() + 2)
        self.setCornerButtonEnabled(False)
        first = table.cells[0]
        if table.head_rows and columns:
            self._corner.setText(first.label)

    def _set_spans(self) -> None:
        """Merge what is printed merged in the body."""
        for row in range(self.grid.rowCount()):
            for column in range(self.grid.columnCount()):
                cell = self.grid.cell(row, column)
                if cell is not None and (cell.height, cell.width) != (1, 1):
                    self.setSpan(row, column, cell.height, cell.width)

    def _share_width(self) -> None:
        """Give each column its share of the room, but never less than its own words need."""
        head, side = self.horizontalHeader(), self.verticalHeader()
        widths = self.grid.table.widths[self.grid.label_columns :]
        needed = [NARROWEST] * len(widths)
        if isinstance(head, LabelHeader):
            needed = [max(NARROWEST, head.widest_word(column)) for column in range(len(widths))]
        if isinstance(side, LabelHeader):
            side.fit_into(self.width() - 2 * self.frameWidth() - self._bar() - sum(needed))
            self.updateGeometries()  # now, so that the corner and the columns go by it
        spare = max(0, self.viewport().width() - sum(needed))
        ends = [spare * sum(widths[: column + 1]) // sum(widths) for column in range(len(widths))]
        for column, (begin, end) in enumerate(pairwise([0, *ends])):
            self.setColumnWidth(column, needed[column] + end - begin)

    def _bar(self) -> int:
        """Measure the scroll bar that stands beside rows too many for the height there is."""
        lowest = self.grid.rowCount() * (self.fontMetrics().height() + TIGHT)
        there = lowest > self.viewport().height()
        return self.verticalScrollBar().sizeHint().width() if there else 0

    def _share_height(self) -> None:
        """Let the rows use the room there is; where it is short they are as low as their text."""
        text = self.fontMetrics().height()
        count = max(1, self.grid.rowCount())
        share, left = divmod(self.viewport().height(), count)
        height = min(max(share, text + TIGHT), text + LOOSE)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(height)
        for row in range(count):  # what is left is shared too: no strip of nothing below
            rows.resizeSection(row, height + (height == share and row < left))

    def _place_corner(self) -> None:
        """Put the printed corner over the place where the headers meet."""
        side, head = self.verticalHeader(), self.horizontalHeader()
        both = side.isVisibleTo(self) and head.isVisibleTo(self)
        self._corner.setVisible(both)
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, side.width(), head.height())
