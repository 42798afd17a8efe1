"""What is painted on a cell that a finding speaks of: a sign in its corner, an outline.

Each gravity has a shape of its own besides its colour: a full corner must be fixed, a full dot
wants a reason, a ring is worth a look.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from nianbao.core.finding import Severity
from nianbao.ui import theme
from nianbao.ui.findings import TONES

CORNER: Final = 7
"""Pixels of the sides of a full corner."""

RADIUS: Final = 2.5
INSET: Final = 3.0
"""Pixels of a dot's radius, and from its edge to those of the cell."""

OUTLINE: Final = 2


def draw_sign(painter: QPainter, place: QRect, severity: Severity) -> None:
    """Paint the sign of a gravity into the upper right corner of a cell."""
    colour = getattr(theme.colours, TONES[severity])
    corner = QPointF(place.right() + 1, place.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    if severity is Severity.MUST_FIX:
        left, below = corner - QPointF(CORNER, 0), corner + QPointF(0, CORNER)
        painter.drawPolygon(QPolygonF([left, corner, below]))
    else:
        if severity is Severity.HINT:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1.2))
        centre = corner + QPointF(-INSET - RADIUS, INSET + RADIUS)
        painter.drawEllipse(centre, RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_outline(painter: QPainter, place: QRect, severity: Severity) -> None:
    """Paint the outline of a cell that the finding at hand speaks of."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pen = QPen(getattr(theme.colours, TONES[severity]), OUTLINE)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(QRectF(place).adjusted(1, 1, -1, -1))


def draw_solid(painter: QPainter, place: QRect, severity: Severity, words: str) -> None:
    """Paint the one of those cells the clerk stands on: its words on a full ground."""
    painter.fillRect(place, getattr(theme.colours, TONES[severity]))
    painter.setPen(theme.colours.paper)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
