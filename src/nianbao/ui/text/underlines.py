"""The lines under marked words, each gravity with a shape of its own.

Drawn here because Qt's own underlines are one pixel thin, and their dashes, dots and waves all
look the same at the size of running text.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTextBlock, QTextLine

from nianbao.core.finding import Severity
from nianbao.core.stale import StaleKind
from nianbao.ui import theme

EXPLAINED: Final = "explained"
"""The kind of a mark whose finding was given a reason."""


Run: TypeAlias = tuple[int, int, str]
"""Where a line begins and ends in its paragraph, and the kind of mark."""


@dataclass(frozen=True)
class Line:
    """A shape, its colour, and the ground of the words above it: names in `Palette`."""

    shape: Qt.PenStyle | None
    """None for a wave."""

    ink: str
    ground: str = ""


LINES: Final = {
    StaleKind.SENTENCE: Line(None, "warn_ink"),
    StaleKind.NUMBER: Line(None, "warn_ink", "doubtful"),
    StaleKind.YEAR: Line(None, "warn_ink", "doubtful"),
    EXPLAINED: Line(Qt.PenStyle.DotLine, "done_ink"),
    Severity.HINT: Line(Qt.PenStyle.DotLine, "accent"),
    Severity.EXPLAIN: Line(Qt.PenStyle.DashLine, "warn_ink", "doubtful"),
    Severity.MUST_FIX: Line(Qt.PenStyle.SolidLine, "broken_ink", "broken"),
}
"""By kind of mark, in the order of drawing: the gravest finding lies over the rest."""

WIDTH: Final = 2.0
BELOW: Final = 2.5
"""Pixels from the base of the letters to the middle of the line."""

WAVE: Final = 2.0
"""Pixels a wave goes along for each step up or down."""


def draw_run(painter: QPainter, block: QTextBlock, origin: QPointF, run: Run) -> None:
    """Draw the line of one mark under each line of text it reaches over."""
    begin, end, kind = run
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(begin, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = (origin.x() + _x(line, place) for place in (first, last))
            _draw(painter, kind, left, right, origin.y() + line.y() + line.ascent())


def _x(line: QTextLine, place: int) -> float:
    """Find how far to the right a place of a line of text is; Qt gives the place back too."""
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def _draw(painter: QPainter, kind: str, begin: float, end: float, base: float) -> None:
    """Draw one line from `begin` to `end` under words whose letters stand on `base`."""
    line = LINES[kind]
    middle = base + BELOW
    ink = getattr(theme.colours, line.ink)
    if line.shape is None:
        wave = _wave(ink.name(), painter.device().devicePixelRatio())
        painter.drawTiledPixmap(QRectF(begin, middle - WAVE, end - begin, 2 * WAVE), wave)
        return
    pen = QPen(ink, WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if line.shape is Qt.PenStyle.DashLine:
        pen.setDashPattern([2.5, 1.5])
    elif line.shape is Qt.PenStyle.DotLine:
        pen.setDashPattern([1, 1])
    painter.setPen(pen)
    painter.drawLine(QLineF(begin, middle, end, middle))


@lru_cache(maxsize=8)
def _wave(ink: str, ratio: float) -> QPixmap:
    """Draw one turn of a wave, once: a page of last year's text shows thousands."""
    side = 2 * WAVE
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ink), 1))
    steps = (QPointF(at * WAVE, WAVE + (1 if at % 2 else -1)) for at in range(-1, 4))
    painter.drawPolyline(QPolygonF(list(steps)))
    painter.end()
    return picture
