"""A statutory table to fill in, with the keys of a spreadsheet.

Typing overwrites, F2 edits, Enter goes down or right, Tab right, arrows anywhere, with Ctrl to
the edge of what is filled; labels and computed cells are stepped over. Knows nothing of rules.
"""

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QWidget,
)

from nianbao.core.form import CellId, Table
from nianbao.core.numbers import read_number
from nianbao.ui.grid import clipping, moving
from nianbao.ui.grid.delegate import NumberDelegate, NumberEdit
from nianbao.ui.grid.header import LabelHeader
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.printed import PrintedView
from nianbao.ui.session import Session

Trigger = QAbstractItemView.EditTrigger
CursorAction = QAbstractItemView.CursorAction
STEPS = {
    CursorAction.MoveUp: (-1, 0),
    CursorAction.MoveDown: (1, 0),
    CursorAction.MoveLeft: (0, -1),
    CursorAction.MoveRight: (0, 1),
}
Hint = QAbstractItemDelegate.EndEditHint
CONTROL = Qt.KeyboardModifier.ControlModifier


class GridView(PrintedView):
    """One table of the report at hand.

    `moved` tells that another cell is current, or none (None); `selected` which are chosen.
    """

    moved = Signal(object)
    selected = Signal(object)

    def __init__(self, table: Table, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(GridModel(table, session), parent)
        self.setObjectName(f"grid_{table.id}")
        self.setAccessibleName(f"{table.name} {table.title}")
        self._session = session
        self._tabbed_from: int | None = None
        self._passing_on = False
        self._typing = False
        delegate = NumberDelegate(session, self)
        delegate.left.connect(self._go)
        self.setItemDelegate(delegate)
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.selectionModel().currentChanged.connect(self._on_moved)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit(self.chosen()))
        self.setCurrentIndex(moving.first_typed(self.grid))

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

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let an input method that composes all the same type into the cell; nothing is lost."""
        editor = self._editor()
        if editor is None and event.commitString():
            # Qt would open the editor and let the words of this first commit go.
            if self.grid.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
            editor = self._editor()
            if editor is not None:
                editor.caret_mode = False
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning in a spreadsheet."""
        editor = self._editor()
        if editor is not None:
            # On its way up from the editor, which deals with it; while an input method composes
            # the first word the focus is still here.
            if QApplication.focusWidget() is self and not self._passing_on:
                self._passing_on = True
                QApplication.sendEvent(editor, event)
                self._passing_on = False
            return
        if not (self._moved_by(event) or self._edited_by(event)):
            super().keyPressEvent(event)
            editor = self._editor()
            if editor is not None and event.key() != Qt.Key.Key_F2:
                editor.caret_mode = False  # the arrows leave a cell that was typed over

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paint the one cell that was typed into; Qt would paint the whole table."""
        if self._typing:
            self._typing = False
            self.update(self.currentIndex())
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what an input method is still composing before the focus is elsewhere."""
        editor = self._editor()
        self._typing = editor is not None and QApplication.focusWidget() is editor
        if self._typing:
            return
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, Hint.NoHint)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Forget where Tab set out from."""
        self._tabbed_from = None
        super().mousePressEvent(event)

    def copy(self) -> None:
        """Put the selection on the clipboard."""
        QGuiApplication.clipboard().setMimeData(clipping.clip_of(self.grid, self._block()))

    def cut(self) -> None:
        """Put the selection on the clipboard and empty it."""
        self.copy()
        self._clear("剪切")

    def paste(self) -> None:
        """Paste what the clipboard holds, from the current cell or the selection's corner on."""
        field = self.grid.field(self.currentIndex())
        if field is not None:
            clipping.paste(self, self._session, self.grid.table, field.id, self.chosen())

    def fill_down(self) -> None:
        """Enter the selection's top row, or the cell above, in all the rest of the selection."""
        self._enter(clipping.filled_down(self.grid, self._block()), "向下填充")

    def moveCursor(
        self,
        cursorAction: CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Step over labels; Tab goes from one cell to fill in to the next, on to the next row."""
        if cursorAction in (CursorAction.MoveNext, CursorAction.MovePrevious):
            return self._tab(1 if cursorAction == CursorAction.MoveNext else -1)
        if cursorAction in STEPS:
            return moving.beside(self.grid, self.currentIndex(), *STEPS[cursorAction])
        return super().moveCursor(cursorAction, modifiers)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """After Enter go down or right, after Tab right, without opening the next cell."""
        super().closeEditor(editor, Hint.NoHint)
        keys = QGuiApplication.keyboardModifiers()
        if hint == Hint.SubmitModelCache:
            self._enter_from_here(-1 if keys & Qt.KeyboardModifier.ShiftModifier else 1)
        elif hint in (Hint.EditNextItem, Hint.EditPreviousItem):
            self.setCurrentIndex(self._tab(1 if hint == Hint.EditNextItem else -1))

    def _editor(self) -> NumberEdit | None:
        """Find the line that is open in the current cell."""
        editor = self.indexWidget(self.currentIndex())
        return editor if isinstance(editor, NumberEdit) else None

    def _moved_by(self, event: QKeyEvent) -> bool:
        """Move as a key says, and extend the selection with Shift; tell whether it did."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if control and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._leave(onwards=event.key() == Qt.Key.Key_Tab and not shift)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter_from_here(-1 if shift else 1)
            return True
        target = moving.target_of(self.grid, self.currentIndex(), event.key(), control=control)
        if target is None:
            return False
        self._tabbed_from = None
        if shift:
            self._select_to(target)
        else:
            self.setCurrentIndex(target)
        return True

    def _edited_by(self, event: QKeyEvent) -> bool:
        """Do what a key does to the selection as a whole; tell whether it did."""
        for sequence, act in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            if event.matches(sequence):
                act()
                return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear("清除")
        elif (event.key(), event.modifiers()) == (Qt.Key.Key_D, CONTROL):
            self.fill_down()
        elif event.key() != Qt.Key.Key_Space:  # typed by itself it would be kept as no number
            return False
        return True

    def _leave(self, *, onwards: bool) -> None:
        """Let the focus go on to the next widget: Tab itself stays in the table."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(onwards)
        self.setTabKeyNavigation(True)

    def _tab(self, way: int) -> QModelIndex:
        """Find where Tab leads; Enter will come back under the first cell of the row."""
        if self._tabbed_from is None:
            self._tabbed_from = self.currentIndex().column()
        return moving.along(self.grid, self.currentIndex(), way)

    def _enter_from_here(self, way: int) -> None:
        """Go where Enter leads, or back (way -1)."""
        if self._session.manners.enter_right:
            self.setCurrentIndex(moving.along(self.grid, self.currentIndex(), way))
            return
        start = self.currentIndex()
        if self._tabbed_from is not None and way > 0:
            start = self.grid.index(start.row(), self._tabbed_from)
        self._tabbed_from = None
        self.setCurrentIndex(moving.beside(self.grid, start, way, 0, typed=True))

    def _go(self, down: int, right: int) -> None:
        """Go to the next cell to fill in, down or sideways."""
        self._tabbed_from = None
        at = self.currentIndex()
        self.setCurrentIndex(moving.beside(self.grid, at, down, right, typed=True))

    def _block(self) -> QItemSelectionRange:
        """Give the selection as one block; the current cell where nothing is selected."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        rows, columns = [i.row() for i in indexes], [i.column() for i in indexes]
        return QItemSelectionRange(
            self.grid.index(min(rows), min(columns)), self.grid.index(max(rows), max(columns))
        )

    def _select_to(self, target: QModelIndex) -> None:
        """Stretch the selection to a cell; its far corner stays where it was set down."""
        block, at = self._block(), self.currentIndex()
        row = block.bottom() if at.row() == block.top() else block.top()
        column = block.right() if at.column() == block.left() else block.left()
        stretched = QItemSelection(
            self.grid.index(min(row, target.row()), min(column, target.column())),
            self.grid.index(max(row, target.row()), max(column, target.column())),
        )
        chosen = self.selectionModel()
        chosen.setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(stretched, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _clear(self, words: str) -> None:
        """Empty what is selected, as one step; computed cells are not touched."""
        self._enter(dict.fromkeys(self.chosen(), ""), words)

    def _enter(self, texts: dict[CellId, str], words: str) -> None:
        """Enter texts into cells that may be typed into, as one step."""
        session = self._session
        fields, locked = session.form.fields, session.report.is_locked
        entries = {
            cell: read_number(fields[cell].kind, text)
            for cell, text in texts.items()
            if cell not in session.book.computed and not locked(cell)
        }
        if entries:
            change = session.book.edit(session.report, entries)
            session.do(change, f"{words} {len(entries)} 格")

    def _on_moved(self, current: QModelIndex, before: QModelIndex) -> None:
        for header, was, now in (
            (self.horizontalHeader(), before.column(), current.column()),
            (self.verticalHeader(), before.row(), current.row()),
        ):
            if isinstance(header, LabelHeader):
                header.mark_line(was, now)
        self.moved.emit(self.grid.field(current))
