"""Linked numbers in an editor: each is drawn as the number its cell holds now, in one piece."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit

from nianbao.core.form import CellId
from nianbao.core.links import UNFILLED
from nianbao.core.numbers import write_number
from nianbao.ui import theme
from nianbao.ui.session import Session

CHIP: Final = QTextFormat.ObjectTypes.UserObject.value + 1
CELL: Final = QTextFormat.Property.UserProperty.value + 1

SIDE: Final = 4
"""Pixels between the number and the edge of its chip."""


class Chips(QPyTextObject):
    """Measures and draws the linked numbers of one editor."""

    def __init__(self, session: Session, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._session = session
        self._editor = editor
        editor.document().documentLayout().registerHandler(CHIP, self)

    def number(self, cell: CellId) -> str:
        """Give what a linked number is printed as."""
        return write_number(self._session.report.entry(cell)) or UNFILLED

    def intrinsicSize(  # noqa: N802  Qt's name
        self,
        doc: QTextDocument,
        _place: int,
        format: QTextFormat,  # noqa: A002
    ) -> QSizeF:
        """Measure: as wide as the number, as high as the text."""
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(self.number(str(format.property(CELL))))
        return QSizeF(width + 2 * SIDE, metrics.ascent())

    def drawObject(  # noqa: N802  Qt's name
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        _place: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        """Draw the number on its own ground; selected as the text around it."""
        look = format.toCharFormat()
        rect = QRectF(rect)
        base = rect.bottom()
        chosen = self._editor.palette().color(QPalette.ColorRole.HighlightedText)
        plain = look.foreground().style() == Qt.BrushStyle.NoBrush
        selected = not plain and look.foreground().color() == chosen
        # Qt lays half of the selection's colour over a selected sign: bright below, dark above.
        colours = theme.colours
        paper, ink = colours.selected, colours.accent
        if selected:
            paper, ink = colours.paper, colours.ink
        below = 0 if selected else QFontMetricsF(doc.defaultFont()).descent()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent, 0.8))
        painter.setBrush(paper)
        painter.drawRoundedRect(rect.adjusted(1, -1, -1, below), 3, 3)
        painter.setFont(doc.defaultFont())
        painter.setPen(ink)
        number = self.number(str(format.property(CELL)))
        painter.drawText(QPointF(rect.left() + SIDE, base), number)
        painter.restore()


def chip(cell: CellId) -> QTextCharFormat:
    """Make the format of the sign that stands for a linked number."""
    look = QTextCharFormat()
    look.setObjectType(CHIP)
    look.setProperty(CELL, cell)
    return look


def cell_of(look: QTextCharFormat) -> CellId | None:
    """Find the cell a sign stands for; None for other text."""
    return str(look.property(CELL)) if look.objectType() == CHIP else None
