"""How a number is drawn and typed."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nianbao.ui import theme
from nianbao.ui.grid.model import CELL_ID, LAST_YEAR, Index
from nianbao.ui.session import Session

LONGEST: Final = 40
"""Characters one can type into a cell: enough for any number and for a slip to be seen."""

SMALL: Final = 0.75
BESIDE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
"""Where last year's number stands in a cell, and how large against this year's."""

OUTLINE: Final = QPen(theme.BROKEN_INK, 2)
ARROWS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class NumberEdit(QLineEdit):
    """A line for a number, with the input method switched off.

    Otherwise a Chinese input method swallows the digits into its composition. What is typed
    is not filtered: a slip is kept and reported in words, never dropped.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.caret_mode = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(LONGEST)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None, /) -> Any:  # noqa: ANN401  as Qt has it
        """Answer that there is nothing to compose here."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query, argument)


class NumberDelegate(QStyledItemDelegate):
    """Edits counts and amounts; outlines the cells of the finding the clerk looks at.

    `left` tells the view that an arrow key ended the editing, and which way it went.
    """

    left = Signal(int, int)

    def __init__(self, session: Session, parent: QTableView) -> None:
        super().__init__(parent)
        self._session = session

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Give the line in which the number is typed."""
        return NumberEdit(parent)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Enter what was typed."""
        if isinstance(editor, NumberEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let arrow keys end the editing as in a spreadsheet; after F2 they move the caret."""
        if (
            isinstance(editor, NumberEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            step = ARROWS.get(Qt.Key(event.key()))
            sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if step and not (editor.caret_mode and sideways):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.left.emit(*step)
                return True
        return super().eventFilter(editor, event)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw as the style does, then last year's number, small, and the finding's outline."""
        super().paint(painter, option, index)
        pointed = self._session.pointed_at
        view = self.parent()
        last = index.data(LAST_YEAR)
        if last and isinstance(view, QTableView):
            painter.save()
            small = QFont(view.font())
            small.setPointSizeF(small.pointSizeF() * SMALL)
            painter.setFont(small)
            painter.setPen(theme.FAINT)
            place = view.visualRect(view.model().index(index.row(), index.column()))
            painter.drawText(place.adjusted(2, 0, -2, 0), BESIDE, last)
            painter.restore()
        if pointed and index.data(CELL_ID) in pointed.cells and isinstance(view, QTableView):
            painter.save()
            painter.setPen(OUTLINE)
            painter.drawRect(
                view.visualRect(view.model().index(index.row(), index.column())).adjusted(
                    1, 1, -2, -2
                )
            )
            painter.restore()
