"""Pages with everything in its place. Lengths are in twips from the sheet's upper left corner."""

from dataclasses import dataclass

from nianbao.io.paper.document import Sides, Watermark


@dataclass(frozen=True, slots=True)
class Type:
    """A font as it is set: the name the document gives it, half-points, twips between letters."""

    family: str
    half_points: int
    bold: bool
    apart: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters drawn at once; `x` and `y` are where their baseline begins.

    A `turned` piece is drawn a quarter clockwise around that place.
    """

    text: str
    type: Type
    x: float
    y: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text in its place; `block` counts the paragraphs and tables it comes from."""

    text: str
    pieces: tuple[Piece, ...]
    left: float
    top: float
    width: float
    height: float
    block: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule from one place to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its text, its rules, what stands above and below, what lies behind."""

    number: int
    type_area: tuple[float, float, float, float]
    lines: tuple[SetLine, ...]
    rules: tuple[Rule, ...]
    around: tuple[SetLine, ...]
    watermark: Watermark | None


@dataclass(frozen=True, slots=True)
class Landmark:
    """Where a heading of the first level stands: the page counted from 0, and the height on it."""

    words: str
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Sheets:
    """A document laid out. `replaced` are the fonts this machine lacks, with what stands in."""

    title: str
    width: int
    height: int
    pages: tuple[Sheet, ...]
    landmarks: tuple[Landmark, ...]
    both_sides: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The room for text on a page; the sides are those of that very page."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def on(cls, sheet: tuple[int, int], margins: Sides, *, mirrored: bool) -> "Room":
        """Take the margins off a sheet; on a mirrored page the binding is at the right."""
        width, height = sheet
        left = margins.right if mirrored else margins.left
        return cls(
            left,
            margins.top,
            width - margins.left - margins.right,
            height - margins.top - margins.bottom,
        )
