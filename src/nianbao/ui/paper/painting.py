"""A page drawn with any painter: on the screen, on a printer, into a PDF."""

from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGlyphRun, QPainter, QPen, QRawFont

from nianbao.io.paper.document import Watermark
from nianbao.ui.paper.faces import TWIPS, Faces
from nianbao.ui.paper.sheets import Piece, Rule, Sheet, Type

INK: Final = QColor(Qt.GlobalColor.black)
QUARTER: Final = 90


class PagePainter:
    """Draws pages; one twip is one unit of the painter, which is scaled by whoever asks."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._fonts: dict[Type, QFont] = {}
        self._glyphs: dict[tuple[str, Type], QGlyphRun | None] = {}

    def draw(self, painter: QPainter, sheet: Sheet) -> None:
        """Draw a page on white paper, which is there already."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if sheet.watermark is not None:
            self._watermark(painter, sheet.watermark, QRectF(*sheet.type_area))
        _rule(painter, sheet.rules)
        painter.setPen(INK)
        for line in (*sheet.lines, *sheet.around):
            for piece in line.pieces:
                if piece.turned:
                    painter.save()
                    painter.translate(piece.x, piece.y)
                    painter.rotate(QUARTER)
                    self._draw(painter, piece, QPointF())
                    painter.restore()
                else:
                    self._draw(painter, piece, QPointF(piece.x, piece.y))
        painter.restore()

    def _draw(self, painter: QPainter, piece: Piece, place: QPointF) -> None:
        """Draw letters, each where it belongs, whatever the resolution of the device."""
        key = (piece.text, piece.type)
        if key not in self._glyphs:
            self._glyphs[key] = self._glyphs_of(piece)
        glyphs = self._glyphs[key]
        if glyphs is not None:
            painter.drawGlyphRun(place, glyphs)
            return
        # Something the font does not hold: Qt finds another font for it.
        painter.setFont(self._font(piece.type))
        for character, x in zip(piece.text, self._places(piece), strict=True):
            painter.drawText(QPointF(place.x() + x, place.y()), character)

    def _glyphs_of(self, piece: Piece) -> QGlyphRun | None:
        """Find the glyphs of a piece and their places; None where the font lacks one."""
        font = QRawFont.fromFont(self._font(piece.type))
        found = font.glyphIndexesForString(piece.text)
        if len(found) != len(piece.text) or not all(found):
            return None
        glyphs = QGlyphRun()
        glyphs.setRawFont(font)
        glyphs.setGlyphIndexes(found)
        glyphs.setPositions([QPointF(x, 0) for x in self._places(piece)])
        return glyphs

    def _places(self, piece: Piece) -> list[float]:
        """Say how far from the beginning of a piece each of its characters stands."""
        family, bold, size = piece.type.family, piece.type.bold, piece.type.half_points * TWIPS
        widths = (self._faces.width(family, each, bold=bold) * size for each in piece.text[:-1])
        return list(accumulate((width + piece.type.apart for width in widths), initial=0.0))

    def _font(self, type_: Type) -> QFont:
        if type_ not in self._fonts:
            self._fonts[type_] = self._faces.font(type_)
        return self._fonts[type_]

    def _watermark(self, painter: QPainter, mark: Watermark, area: QRectF) -> None:
        """Draw the words behind the text in the middle of the type area, filling their frame."""
        font = self._font(Type(mark.font, mark.height // TWIPS, bold=False, apart=0))
        ink = QFontMetricsF(font).tightBoundingRect(mark.text)
        if ink.isEmpty():
            return
        colour = QColor(mark.colour)
        colour.setAlphaF(mark.opacity)
        painter.save()
        painter.setPen(colour)
        painter.setFont(font)
        painter.translate(area.center())
        painter.rotate(mark.turned)
        painter.scale(mark.width / ink.width(), mark.height / ink.height())
        painter.drawText(-ink.center(), mark.text)
        painter.restore()


def _rule(painter: QPainter, rules: Iterable[Rule]) -> None:
    """Draw rules; those thinner than a dot of the screen are a dot wide, or they would be grey."""
    painter.save()
    dots = painter.transform().m11()
    pen = QPen(INK)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    for rule in rules:
        fine = rule.thickness * dots < 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not fine)
        pen.setCosmetic(fine)
        pen.setWidthF(1 if fine else rule.thickness)
        painter.setPen(pen)
        painter.drawLine(QLineF(rule.x1, rule.y1, rule.x2, rule.y2))
    painter.restore()
