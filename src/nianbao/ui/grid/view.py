"""A statutory table to fill in, with the keys of a spreadsheet.

Typing overwrites, F2 edits, Enter goes down, Tab right, arrows anywhere; labels and computed
cells are stepped over. Knows nothing of rules.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from nianbao.core.form import CellId, Table
from nianbao.ui.grid.delegate import NumberDelegate, NumberEdit
from nianbao.ui.grid.header import LabelHeader
from nianbao.ui.grid.model import DISPLAY, GridModel
from nianbao.ui.session import Session

TIGHT, LOOSE = 3, 18
"""Pixels a row is higher than its text: at least, so that table three fits 1366×768; at most."""

NARROWEST = 44
"""Pixels a column needs to show a number of six digits."""

Trigger = QAbstractItemView.EditTrigger
CursorAction = QAbstractItemView.CursorAction
STEPS = {
    CursorAction.MoveUp: (-1, 0),
    CursorAction.MoveDown: (1, 0),
    CursorAction.MoveLeft: (0, -1),
    CursorAction.MoveRight: (0, 1),
}
Hint = QAbstractItemDelegate.EndEditHint


class GridView(QTableView):
    """One table of the report at hand.

    `moved` tells that another cell is current, or none (None).
    """

    moved = Signal(object)

    def __init__(self, table: Table, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"grid_{table.id}")
        self.setAccessibleName(f"{table.name} {table.title}")
        self._session = session
        self.grid = GridModel(table, session, self)
        self.setModel(self.grid)
        delegate = NumberDelegate(session, self)
        delegate.left.connect(self._go)
        self.setItemDelegate(delegate)
        self._corner = QLabel(self)
        self._corner.setObjectName("corner")
        self._corner.setWordWrap(True)
        self._corner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set_headers(table)
        self._set_spans()
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setWordWrap(True)
        self.selectionModel().currentChanged.connect(self._on_moved)
        self.setCurrentIndex(self._first())

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # noqa: ANN401  as Qt has it
        """Answer that there is nothing to compose here: digits must arrive as they are typed."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query)

    def show_cells(self, cells: tuple[CellId, ...]) -> None:
        """Go to the first of these cells that stands in this table."""
        for cell in cells:
            place = self.grid.place(cell)
            if place.isValid():
                self.setCurrentIndex(place)
                self.scrollTo(place)
                return

    def chosen(self) -> tuple[CellId, ...]:
        """Give the selected fields, in reading order."""
        indexes = sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column()))
        fields = [self.grid.field(index) for index in indexes]
        return tuple(field.id for field in fields if field is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning in a spreadsheet."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # on its way up from the editor, which deals with it
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(-1 if back else 1, 0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._as_text())
        elif event.key() == Qt.Key.Key_Space:
            event.accept()
        else:
            super().keyPressEvent(event)
            editor = self.indexWidget(self.currentIndex())
            if isinstance(editor, NumberEdit) and event.key() != Qt.Key.Key_F2:
                editor.caret_mode = False  # the arrows leave a cell that was typed over

    def moveCursor(
        self,
        cursorAction: CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Step over labels; Tab goes from one cell to fill in to the next, on to the next row."""
        if cursorAction in (CursorAction.MoveNext, CursorAction.MovePrevious):
            return self._along(1 if cursorAction == CursorAction.MoveNext else -1)
        if cursorAction in STEPS:
            return self._beside(*STEPS[cursorAction], typed=False)
        return super().moveCursor(cursorAction, modifiers)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """After Enter go down, after Tab right, without opening the next cell."""
        super().closeEditor(editor, Hint.NoHint)
        keys = QGuiApplication.keyboardModifiers()
        if hint == Hint.SubmitModelCache:
            self._go(-1 if keys & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif hint in (Hint.EditNextItem, Hint.EditPreviousItem):
            self.setCurrentIndex(self._along(1 if hint == Hint.EditNextItem else -1))

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
            side.fit_into(self.width() - 2 * self.frameWidth() - sum(needed))
        spare = max(0, self.viewport().width() - sum(needed))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, needed[column] + spare * width // sum(widths))

    def _share_height(self) -> None:
        """Let the rows use the room there is; where it is short they are as low as their text."""
        text = self.fontMetrics().height()
        share = self.viewport().height() // max(1, self.grid.rowCount())
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(min(max(share, text + TIGHT), text + LOOSE))

    def _place_corner(self) -> None:
        """Put the printed corner over the place where the headers meet."""
        side, head = self.verticalHeader(), self.horizontalHeader()
        both = side.isVisibleTo(self) and head.isVisibleTo(self)
        self._corner.setVisible(both)
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, side.width(), head.height())

    def _first(self) -> QModelIndex:
        """Find the first cell to fill in."""
        return self._seek(-1, 1)

    def _along(self, way: int) -> QModelIndex:
        """Find the next cell to fill in, row by row; stay where there is none."""
        current = self.currentIndex()
        at = current.row() * self.grid.columnCount() + current.column()
        found = self._seek(at, way)
        return found if found.isValid() else current

    def _seek(self, at: int, way: int) -> QModelIndex:
        """Look for a cell to fill in, counting places in reading order from `at`."""
        columns = self.grid.columnCount()
        places = range(at + way, self.grid.rowCount() * columns if way > 0 else -1, way)
        for place in places:
            index = self.grid.index(*divmod(place, columns))
            if self.grid.is_typed(index):
                return index
        return QModelIndex()

    def _go(self, down: int, right: int) -> None:
        """Go to the next cell to fill in, down or sideways."""
        self.setCurrentIndex(self._beside(down, right, typed=True))

    def _beside(self, down: int, right: int, *, typed: bool) -> QModelIndex:
        """Find the next field down or sideways, over labels; stay where there is none."""
        current = self.currentIndex()
        here = self.grid.covering(current.row(), current.column())
        row, column = current.row(), current.column()
        while self.grid.has(row := row + down, column := column + right):
            cell = self.grid.covering(row, column)
            index = self.grid.place(cell.field.id) if cell and cell.field else QModelIndex()
            wanted = self.grid.is_typed(index) if typed else index.isValid()
            if wanted and cell is not here:
                return index
        return current

    def _clear(self) -> None:
        """Empty what is selected, as one step; computed cells are not touched."""
        cells = {cell: "" for cell in self.chosen() if cell not in self._session.book.computed}
        if cells:
            self._session.type(cells)

    def _as_text(self) -> str:
        """Give the selection as other programs paste it: a line a row, tabs between."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column())):
            rows.setdefault(index.row(), []).append(str(index.data(DISPLAY) or ""))
        return "\n".join("\t".join(row) for row in rows.values())

    def _on_moved(self, current: QModelIndex) -> None:
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.moved.emit(self.grid.field(current))
