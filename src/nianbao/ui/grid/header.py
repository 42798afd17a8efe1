"""The printed head and label columns of a table, frozen beside the body.

A QHeaderView on either side that paints the official labels with all their merges: each label
once, in one piece, however the view scrolls.
"""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from nianbao.core.form import GridCell, Table
from nianbao.ui import theme

PADDING = 4
BAND_PADDING = 2
NARROWEST_BAND = 120


class LabelHeader(QHeaderView):
    """The labels above (horizontal) or to the left (vertical) of a table's body."""

    def __init__(
        self, orientation: Qt.Orientation, table: Table, label_columns: int, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._across = orientation == Qt.Orientation.Horizontal
        self._vertical_labels = table.vertical
        self._first = label_columns if self._across else table.head_rows
        self._labels = [cell for cell in table.cells if self._is_mine(cell, table, label_columns)]
        self._bands = self._band_sizes(table.head_rows if self._across else label_columns)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _is_mine(self, cell: GridCell, table: Table, label_columns: int) -> bool:
        """Tell the labels of this side; the corner belongs to neither."""
        if self._across:
            return cell.top < table.head_rows and cell.left >= label_columns
        return cell.left < label_columns and cell.top >= table.head_rows

    def fit_into(self, room: int) -> None:
        """Give up width, the widest band first, to stay within `room` pixels; words get elided."""
        wanted = self._band_sizes(len(self._bands))
        widest = wanted.index(max(wanted))
        wanted[widest] = max(wanted[widest] - max(0, sum(wanted) - room), NARROWEST_BAND)
        if wanted != self._bands:
            self._bands = wanted
            self.updateGeometry()

    def widest_word(self, section: int) -> int:
        """Measure, in pixels, what one section needs for the labels it has to itself."""
        alone = [
            label for label in self._labels if self._sections(label) == range(section, section + 1)
        ]
        widths = [self.fontMetrics().horizontalAdvance(label.label) for label in alone]
        return max(widths, default=0) + 2 * PADDING + 2

    def mark_line(self, before: int, now: int) -> None:
        """Paint anew the labels of the line left and of the one come to, and no others."""
        for label in self._labels:
            sections = self._sections(label)
            if (before in sections) != (now in sections):
                self.viewport().update(self._place(label))

    def sizeHint(self) -> QSize:
        """Take as much room as the bands of labels need."""
        return QSize(0, sum(self._bands)) if self._across else QSize(sum(self._bands), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every label that reaches into what is to be painted anew."""
        painter = QPainter(self.viewport())
        for label in self._labels:
            place = self._place(label)
            if place.intersects(event.rect()):
                self._paint_label(painter, label, place)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole label where it does not fit."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            label = self._label_at(event.pos())
            QToolTip.showText(event.globalPos(), label.label if label else "", self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select all rows or columns under a merged label."""
        label = self._label_at(event.position().toPoint())
        view = self.parentWidget()
        if label is None or not isinstance(view, QTableView):
            super().mousePressEvent(event)
            return
        select_lines(view, self._sections(label), across=self._across)

    def _label_at(self, point: QPoint) -> GridCell | None:
        return next((label for label in self._labels if self._place(label).contains(point)), None)

    def _sections(self, label: GridCell) -> range:
        begin, reach = (label.left, label.width) if self._across else (label.top, label.height)
        return range(begin - self._first, begin - self._first + reach)

    def _place(self, label: GridCell) -> QRect:
        """Find where a label lies in the header, in pixels."""
        sections = self._sections(label)
        start = self.sectionViewportPosition(sections[0])
        length = sum(self.sectionSize(section) for section in sections)
        first_band, bands = (label.top, label.height) if self._across else (label.left, label.width)
        offset = sum(self._bands[:first_band])
        depth = sum(self._bands[first_band : first_band + bands])
        if self._across:
            return QRect(start, offset, length, depth)
        return QRect(offset, start, depth, length)

    def _paint_label(self, painter: QPainter, label: GridCell, place: QRect) -> None:
        """Paint one label: ground, rule on the right and below, words."""
        colours = theme.colours
        painter.fillRect(place, colours.selected if self._is_current(label) else colours.label)
        painter.setPen(colours.line)
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.setPen(colours.ink)
        option = QTextOption(self._alignment(label))
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        room = place.adjusted(PADDING, 0, -PADDING, 0)
        words = label.label
        if not self._across and label.label not in self._vertical_labels:
            words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, words, option)

    def _alignment(self, label: GridCell) -> Qt.AlignmentFlag:
        """Centre what heads others, left-align what names a single row."""
        if self._across or label.height > 1:
            return Qt.AlignmentFlag.AlignCenter
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _is_current(self, label: GridCell) -> bool:
        """Tell whether the current cell is on this label's lines."""
        view = self.parentWidget()
        if not isinstance(view, QTableView):
            return False
        current = view.currentIndex()
        line = current.column() if self._across else current.row()
        return current.isValid() and line in self._sections(label)

    def _band_sizes(self, bands: int) -> list[int]:
        """Measure each band: rows of head by the height of two lines at most, columns by words."""
        metrics = self.fontMetrics()
        if self._across:
            return [metrics.height() + 2 * BAND_PADDING] * bands
        sizes = []
        for band in range(bands):
            alone = [cell for cell in self._labels if cell.left == band and cell.width == 1]
            widths = [
                2 * metrics.horizontalAdvance("办")
                if cell.label in self._vertical_labels
                else metrics.horizontalAdvance(cell.label)
                for cell in alone
            ]
            sizes.append(max(widths, default=0) + 2 * PADDING + 2)
        return sizes


def select_lines(view: QTableView, lines: range, *, across: bool) -> None:
    """Select whole columns (`across`) or rows of a table."""
    model = view.model()
    if across:
        first, last = model.index(0, lines[0]), model.index(model.rowCount() - 1, lines[-1])
    else:
        first, last = model.index(lines[0], 0), model.index(lines[-1], model.columnCount() - 1)
    selection = QItemSelection(first, last)
    view.setCurrentIndex(first)
    view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
