"""Our icons for Qt's buttons and menus, in the colours there are when they are painted."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from nianbao.ui import theme
from nianbao.ui.theme.line_drawing import draw

DIMMED: Final = 0.45
"""How much of its colour an icon keeps that cannot be used now."""


def icon(name: str, tone: str = "ink") -> QIcon:
    """Make an icon for a button or a menu; `tone` is a name in `Palette`."""
    return QIcon(_Engine(name, tone))


class _Engine(QIconEngine):
    """Paints an icon whenever Qt wants it, in the colours there are then."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint into the largest square that fits."""
        side = min(rect.width(), rect.height())
        place = QRectF(0, 0, side, side)
        place.moveCenter(QRectF(rect).center())
        colour = QColor(getattr(theme.colours, self._tone))
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(DIMMED)
        draw(painter, self._name, place, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Paint a picture for a screen without scale."""
        return self.scaledPixmap(size, mode, state, 1)

    def scaledPixmap(  # noqa: N802  Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Paint a picture with all the pixels the screen has for it."""
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Make another one."""
        return _Engine(self._name, self._tone)
