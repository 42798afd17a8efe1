"""Our icons as line drawings: kept as SVG, painted in a colour of the palette at hand.

Qt's own SVG reader would cost start-up time, and a picture would keep its colour when the
palette changes. So the few shapes our icons are made of are read here, when an icon is first
painted, and drawn anew each time: sharp at every scale. Loaded for the first picture of the
window: keep it light.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from nianbao.io.paths import data

GRID: Final = 16
"""Every icon is drawn on so many units a side."""

STROKE: Final = 1.3


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
