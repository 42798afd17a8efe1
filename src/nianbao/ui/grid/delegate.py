"""How a number is drawn and typed."""

from functools import lru_cache
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
from PySide6.QtGui import QFont, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nianbao.ui import theme
from nianbao.ui.grid.model import Index
from nianbao.ui.grid.printed import PrintedView
from nianbao.ui.grid.signs import draw_outline, draw_sign, draw_solid
from nianbao.ui.session import Session

LONGEST: Final = 40
"""Characters one can type into a cell: enough for any number and for a slip to be seen."""

SMALL: Final = 0.75
BESIDE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
OPPOSITE: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
"""Where last year's number and the difference to it stand in a cell, and how large."""

ARROWS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class NumberEdit(QLineEdit):
    """A line for a number, with the input method switched off.

    Otherwise a Chinese input method swallows the digits into its composition. One that
    composes all the same loses nothing: what it has not committed yet counts as typed. What is
    typed is not filtered: a slip is kept and reported in words, never dropped.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.caret_mode = True  # until something is typed over what stands there
        self._composing = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(LONGEST)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None, /) -> Any:  # noqa: ANN401  as Qt has it
        """Answer that there is nothing to compose here."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query, argument)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember what is being composed; it is no part of the text yet."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)

    @property
    def typed(self) -> str:
        """Everything typed so far, with what is still being composed where it shows."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._composing + text[at:]


class NumberDelegate(QStyledItemDelegate):
    """Edits counts and amounts; outlines the cells of the finding the clerk looks at.

    `left` tells the view that an arrow key ended the editing, and which way it went.
    """

    left = Signal(int, int)

    def __init__(self, session: Session, view: PrintedView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Give the line in which the number is typed."""
        return NumberEdit(parent)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Enter what was typed."""
        if isinstance(editor, NumberEdit):
            model.setData(index, editor.typed)

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
        """Draw as the style does, then last year's number, small, and the signs of findings."""
        super().paint(painter, option, index)
        view = self._view
        field = view.grid.field(index)
        if field is None:
            return
        last, difference = view.grid.beside(field.id)
        findings = self._session.findings_at(field.id)
        pointed = self._session.pointed_at
        outlined = pointed is not None and field.id in pointed.cells
        if not (last or difference or findings or outlined):
            return
        place = view.visualRect(view.grid.index(index.row(), index.column()))
        painter.save()
        if pointed is not None and outlined:
            here = view.currentIndex()
            solid = (here.row(), here.column()) == (index.row(), index.column())
            if solid:
                draw_solid(painter, place, pointed.severity, str(index.data()))
                painter.restore()
                return
            draw_outline(painter, place, pointed.severity)
        if findings:
            draw_sign(painter, place, findings[0].severity)
        if last or difference:
            painter.setFont(_small(view.font()))
            painter.setPen(theme.colours.faint)
            room = place.adjusted(2, 0, -2, 0)
            for words, corner in ((last, BESIDE), (difference, OPPOSITE)):
                if words:
                    painter.drawText(room, corner, words)
        painter.restore()


@lru_cache(maxsize=4)
def _small(font: QFont) -> QFont:
    """Give the font of what stands beside a number."""
    small = QFont(font)
    if small.pointSizeF() > 0:
        small.setPointSizeF(small.pointSizeF() * SMALL)
    else:  # a font set in pixels
        small.setPixelSize(max(1, round(small.pixelSize() * SMALL)))
    return small
