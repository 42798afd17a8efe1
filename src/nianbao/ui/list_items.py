"""How the lines of the two lists at the left are drawn: whole sentences, wrapped, none cut off.

A line may begin a group: then the heading of the group (`GROUP`) stands above its words.
"""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from nianbao.ui import theme
from nianbao.ui.grid.model import DISPLAY, FOREGROUND, Index

GROUP: Final = int(Qt.ItemDataRole.UserRole) + 2
"""The heading above a line; nothing for a line that begins no group."""

MEASURED = 2000
"""Heights of lines that are remembered."""

SIDE, ABOVE = 8, 5
"""Pixels between a line's words and its edges."""

WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)


class WrappedLines(QStyledItemDelegate):
    """Draws each item with its own ink on a calm ground, as high as its words need.

    Qt's own way leaves the padding of a style sheet out of account and cuts the last words.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure the words, wrapped to the width of the list."""
        width = max(self._view.viewport().width(), 4 * SIDE)
        height = _height(str(index.data(DISPLAY)), width, self._view.font().key())
        return QSize(width, height + (self._group_height() if index.data(GROUP) else 0))

    def paint(self, painter: QPainter, _option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the heading of the group, the ground of the current line, then the words."""
        place = self._view.visualRect(self._view.model().index(index.row(), index.column()))
        painter.save()
        if group := index.data(GROUP):
            self._draw_group(painter, place, str(group), first=index.row() == 0)
            place = place.adjusted(0, self._group_height(), 0, 0)
        if index.row() == self._view.currentIndex().row():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.SELECTED)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        ink = index.data(FOREGROUND)
        painter.setPen(ink.color() if ink is not None else theme.INK)
        words = str(index.data(DISPLAY))
        painter.drawText(place.adjusted(SIDE, 0, -SIDE, 0), WRAPPED, words)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(theme.ACCENT)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _group_height(self) -> int:
        return self._view.fontMetrics().height() + 2 * ABOVE

    def _draw_group(self, painter: QPainter, place: QRect, words: str, *, first: bool) -> None:
        """Draw a heading, parted by a line from the group before."""
        top = QRect(place.left(), place.top(), place.width(), self._group_height())
        if not first:
            painter.setPen(theme.LINE)
            painter.drawLine(top.left() + SIDE, top.top(), top.right() - SIDE, top.top())
        font = QFont(self._view.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.INK)
        room = top.adjusted(SIDE, ABOVE, -SIDE, 0)
        short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)
        painter.setFont(self._view.font())


@lru_cache(maxsize=MEASURED)
def _height(words: str, width: int, font: str) -> int:
    """Measure an item; lists ask for every line again after each change."""
    room = QRect(0, 0, width - 2 * SIDE, 10_000)
    measured = QFont()
    measured.fromString(font)
    return QFontMetrics(measured).boundingRect(room, WRAPPED, words).height() + 2 * ABOVE
