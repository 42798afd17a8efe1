"""How the lines of the two lists at the left are drawn: whole sentences, wrapped, none cut off.

Each has the icon of its sign before it. A line may begin a group: then the heading of the group
(`GROUP`) stands above its words.
"""

from functools import lru_cache
from math import ceil
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from nianbao.ui import theme
from nianbao.ui.grid.model import Index
from nianbao.ui.theme.line_drawing import draw
from nianbao.ui.theme.signs import SIGNS

GROUP: Final = int(Qt.ItemDataRole.UserRole) + 2
"""The heading above a line; nothing for a line that begins no group."""

LINE: Final = int(Qt.ItemDataRole.UserRole) + 3
"""What is drawn, a Line."""

MEASURED = 2000
"""Heights of lines that are remembered."""

SIDE, ABOVE = 8, 6
"""Pixels between a line's words and its edges."""

ICON, BESIDE = 16, 8
"""Pixels of the icon's side, and between it and the words."""

QUIET: Final = ("done_ink", "accent", "faint")
"""Tones whose icon says enough: the words aside stay faint."""

LEFT: Final = SIDE + ICON + BESIDE
BAR: Final = 3
"""Pixels of the bar that marks the current line."""


PARTED: Final = 12
"""Pixels at least between the words and those that stand aside."""


class Line(NamedTuple):
    """A line's sign and its words.

    `head` stands before the words in the colour of the sign; `aside` at the right, where there
    is room, else below them.
    """

    sign: str
    words: str
    head: str = ""
    aside: str = ""


class WrappedLines(QStyledItemDelegate):
    """Draws each item on a calm ground, as high as its words need.

    Qt's own way leaves the padding of a style sheet out of account and cuts the last words.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure the words, wrapped to the width of the list."""
        width = max(self._view.viewport().width(), 2 * LEFT)
        height = _height(index.data(LINE), width - LEFT - SIDE, self._view.font().key())
        return QSize(width, height + (self._group_height() if index.data(GROUP) else 0))

    def paint(self, painter: QPainter, _option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the heading of the group, the ground of the current line, icon and words."""
        place = self._view.visualRect(self._view.model().index(index.row(), index.column()))
        painter.save()
        if group := index.data(GROUP):
            self._draw_group(painter, place, str(group), first=index.row() == 0)
            place = place.adjusted(0, self._group_height(), 0, 0)
        if index.row() == self._view.currentIndex().row():
            self._draw_ground(painter, place)
        self._draw_line(painter, place, index.data(LINE))
        painter.restore()

    def _draw_ground(self, painter: QPainter, place: QRect) -> None:
        """Mark the current line: a ground, a bar before it, a frame while the keys go there."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.brushes.selected)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
        painter.setBrush(theme.brushes.accent)
        bar = QRect(place.left() + 1, place.top() + ABOVE, BAR, place.height() - 2 * ABOVE)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        if self._view.hasFocus():
            painter.setPen(theme.colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)

    def _draw_line(self, painter: QPainter, place: QRect, line: Line) -> None:
        sign = SIGNS[line.sign]
        colour = getattr(theme.colours, sign.tone)
        font = self._view.font()
        top = place.top() + ABOVE
        middle = top + QFontMetrics(font).height() / 2
        draw(
            painter,
            sign.icon,
            QRectF(place.left() + SIDE, round(middle - ICON / 2), ICON, ICON),
            colour,
        )
        layout = _laid_out(line, place.width() - LEFT - SIDE, font)
        tone: Any = QTextLayout.FormatRange()  # whose parts the type hints leave out
        tone.start, tone.length = 0, len(line.head)
        look = QTextCharFormat()
        look.setForeground(colour)
        tone.format = look
        painter.setPen(theme.colours.ink)
        layout.draw(painter, QPointF(place.left() + LEFT, top), [tone])
        if line.aside:
            quiet = sign.tone in QUIET
            painter.setPen(theme.colours.faint if quiet else colour)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            if not _fits(line, place.width() - LEFT - SIDE, font):
                where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place.adjusted(LEFT, ABOVE, -SIDE, -ABOVE), where, line.aside)

    def _group_height(self) -> int:
        return self._view.fontMetrics().height() + 2 * ABOVE

    def _draw_group(self, painter: QPainter, place: QRect, words: str, *, first: bool) -> None:
        """Draw a heading, parted by a line from the group before."""
        top = QRect(place.left(), place.top(), place.width(), self._group_height())
        if not first:
            painter.setPen(theme.colours.line)
            painter.drawLine(top.left() + SIDE, top.top(), top.right() - SIDE, top.top())
        font = QFont(self._view.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colours.ink)
        room = top.adjusted(SIDE, ABOVE, -SIDE, 0)
        short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)
        painter.setFont(self._view.font())


def _fits(line: Line, width: int, font: QFont) -> bool:
    """Tell whether the words that stand aside have room beside the others."""
    measure = QFontMetrics(font).horizontalAdvance
    return measure(line.words) + PARTED + measure(line.aside) <= width


def _laid_out(said: Line, width: int, font: QFont) -> QTextLayout:
    """Break words into lines."""
    layout = QTextLayout(f"{said.head}{said.words}", font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


@lru_cache(maxsize=MEASURED)
def _height(line: Line, width: int, font: str) -> int:
    """Measure an item; lists ask for every line again after each change."""
    measured = QFont()
    measured.fromString(font)
    layout = _laid_out(line, width, measured)
    last = layout.lineAt(layout.lineCount() - 1)
    height = ceil(last.y() + last.height()) + 2 * ABOVE
    below = line.aside and not _fits(line, width, measured)
    return height + (QFontMetrics(measured).height() if below else 0)
