"""Our icons: line drawings kept as SVG, painted in a colour of the palette at hand.

Qt's own SVG reader would cost start-up time, and a picture would keep its colour when the
palette changes. So the few shapes our icons are made of are read here, when an icon is first
painted, and drawn anew each time: sharp at every scale.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from nianbao.io.paths import data
from nianbao.ui import theme

GRID: Final = 16
"""Every icon is drawn on so many units a side."""

STROKE: Final = 1.3
DIMMED: Final = 0.45
"""How much of its colour an icon keeps that cannot be used now."""


def icon(name: str, tone: str = "ink") -> QIcon:
    """Make an icon for a button or a menu; `tone` is a name in `Palette`."""
    return QIcon(_Engine(name, tone))


def draw(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    """Paint an icon into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / GRID, place.height() / GRID)
    pen = QPen(colour, STROKE)  # naming the rest at once would load Qt's signatures: 10 ms
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for path, filled in shapes(name):
        if filled:
            painter.fillPath(path, colour)
        else:
            painter.strokePath(path, pen)
    painter.restore()


@lru_cache(maxsize=64)
def shapes(name: str) -> tuple[tuple[QPainterPath, bool], ...]:
    """Read an icon: its shapes, and of each whether it is filled.

    Raises FileNotFoundError where there is no such icon.
    """
    words = (data("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    lines = (line.strip() for line in words.splitlines())
    return tuple(_shape(line) for line in lines if line.startswith(("<path ", "<circle ")))


def _shape(line: str) -> tuple[QPainterPath, bool]:
    parts = line.split('"')  # <path d=, M 1 2, fill=, ...
    names = (part.split()[-1].rstrip("=") for part in parts[:-1:2])
    said = dict(zip(names, parts[1::2], strict=True))
    if line.startswith("<circle "):
        path = QPainterPath()
        radius = float(said["r"])
        path.addEllipse(QPointF(float(said["cx"]), float(said["cy"])), radius, radius)
    else:
        path = _path(said["d"])
    return path, said.get("fill") == "currentColor"


def _path(steps: str) -> QPainterPath:
    """Follow the steps of a path; they are absolute, one letter for each."""
    path = QPainterPath()
    words = steps.split()
    begins = [at for at, word in enumerate(words) if word.isalpha()]
    for begin, end in pairwise([*begins, len(words)]):
        letter, at = words[begin], [float(figure) for figure in words[begin + 1 : end]]
        here = path.currentPosition()
        if letter == "M":
            path.moveTo(*at)
        elif letter == "L":
            path.lineTo(*at)
        elif letter == "H":
            path.lineTo(at[0], here.y())
        elif letter == "V":
            path.lineTo(here.x(), at[0])
        elif letter == "C":
            path.cubicTo(*at)
        else:
            path.closeSubpath()
    return path


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
