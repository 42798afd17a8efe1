"""Lines set: where each character of a broken paragraph stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nianbao.io.paper.document import Align, Leading, Paragraph
from nianbao.ui.paper.breaking import Line, Sign, Signs, broken, spaced
from nianbao.ui.paper.faces import TWIPS
from nianbao.ui.paper.sheets import Piece, Type

_BASELINE = 0.8
_BASELINE_ON_GRID = 0.757
"""Of the height of a line, as measured in LibreOffice's pages: there letters stand."""

AIR = 0.25
_ONE_LINE = 240
_NATURAL = 1.3
"""Height of a line of a Chinese font, in sizes of its type."""


class Broken(NamedTuple):
    """A line of a paragraph, and where it begins and how much room it has."""

    line: Line
    left: float
    room: float


@dataclass(frozen=True, slots=True)
class Setter:
    """Breaks and sets paragraphs.

    `pitch` is the distance of the grid's lines; `air`, in sizes of type, stands between Chinese
    and Latin words where a paragraph wants it.
    """

    signs: Signs
    pitch: int
    air: float = AIR

    def lines(self, paragraph: Paragraph, width: float, page: str = "") -> list[Broken]:
        """Break a paragraph to a width."""
        left = float(paragraph.left)
        room = width - left - paragraph.right
        found: list[Broken] = []
        for part in self.signs.of(paragraph.runs, page):
            indent = 0 if found else paragraph.first
            signs = spaced(part, self.air) if paragraph.spaced else part
            for line in broken(signs, room - indent, room, hanging=paragraph.hanging):
                indent = 0 if found else paragraph.first
                found.append(Broken(line, left + indent, room - indent))
        return found

    def height(self, paragraph: Paragraph) -> float:
        """Say how high each line of a paragraph is."""
        if paragraph.leading is Leading.EXACT:
            return paragraph.line
        sizes = [run.face.half_points for run in paragraph.runs] or [0]
        natural = max(sizes) * TWIPS * _NATURAL
        if paragraph.snapped and self.pitch:
            natural = -(-natural // self.pitch) * self.pitch
        if paragraph.leading is Leading.AT_LEAST:
            return max(natural, paragraph.line)
        return natural * paragraph.line / _ONE_LINE

    def baseline(self, paragraph: Paragraph) -> float:
        """Say how far below the top of a line its letters stand."""
        on_grid = paragraph.snapped and self.pitch
        return self.height(paragraph) * (_BASELINE_ON_GRID if on_grid else _BASELINE)

    def pieces(self, paragraph: Paragraph, set_: Broken, x: float, baseline: float) -> list[Piece]:
        """Put a line into its place: `x` is the left edge of the paragraph's room."""
        line = set_.line
        left = x + set_.left
        spare = set_.room - line.width
        if paragraph.align is Align.BOTH and not line.last and spare > 0:
            return list(_spread(line.signs, left, baseline, spare))
        if paragraph.align is Align.CENTRE:
            left += spare / 2
        elif paragraph.align is Align.RIGHT:
            left += spare
        return list(_spread(line.signs, left, baseline, 0))


def _spread(signs: Sequence[Sign], x: float, y: float, spare: float) -> Iterator[Piece]:
    """Gather signs into pieces; what is spare goes between Chinese characters and words."""
    gaps = sum(map(_is_gap, signs[:-1], signs[1:]))
    extra = spare / gaps if gaps else 0.0
    gathered: list[Sign] = []
    begin = x
    for at, sign in enumerate(signs):
        if gathered and not _together(gathered[-1], sign):
            yield _piece(gathered, begin, y, extra)
            gathered, begin = [], x
        gathered.append(sign)
        x += sign.width
        if at + 1 < len(signs) and _is_gap(sign, signs[at + 1]):
            x += extra
    if gathered:
        yield _piece(gathered, begin, y, extra)


def _is_gap(sign: Sign, following: Sign) -> bool:
    return sign.wide or following.wide or sign.text == " "


def _together(sign: Sign, following: Sign) -> bool:
    """Tell whether two signs can be drawn in one go, evenly spaced."""
    return (
        sign.exact
        and following.exact
        and sign.wide is following.wide
        and (sign.face is following.face or sign.face == following.face)
        and " " not in (sign.text, following.text)
    )


def _piece(signs: Sequence[Sign], x: float, y: float, extra: float) -> Piece:
    sign = signs[0]
    face = sign.face
    family = face.chinese if sign.wide else face.latin
    apart = face.apart + (extra if sign.wide else 0)
    text = "".join(each.text for each in signs)
    return Piece(text, Type(family, face.half_points, face.bold, apart), x, y)
