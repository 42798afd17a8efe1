"""What a Word document says of how it looks, in plain values.

Lengths are in twips (twentieths of a point), sizes of type in half-points, as Word has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Align(StrEnum):
    """Where a line of text stands; the values are those of `w:jc`."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


class Leading(StrEnum):
    """How the height of a line is meant; the values are those of `w:lineRule`."""

    AUTO = "auto"
    AT_LEAST = "atLeast"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Face:
    """How characters are set: Chinese ones in one font, all others in another.

    `apart` is added after every character.
    """

    chinese: str
    latin: str
    half_points: int
    bold: bool
    apart: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face. A line end in `text` is a break within the paragraph.

    Where `numbers_page` is set, the number of the page stands in place of the text.
    """

    text: str
    face: Face
    numbers_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with everything its style says of it.

    `hanging` punctuation may stand outside the line; `spaced` words have air where Chinese and
    Latin ones meet; `outline` is 0 for a heading of the first level.
    """

    runs: tuple[Run, ...]
    align: Align
    first: int
    left: int
    right: int
    before: int
    after: int
    line: int
    leading: Leading
    snapped: bool
    keep_next: bool
    keep_lines: bool
    new_page: bool
    widow_control: bool
    hanging: bool
    spaced: bool
    outline: int | None

    @property
    def text(self) -> str:
        """All that is to be read in it, page numbers apart."""
        return "".join(run.text for run in self.runs if not run.numbers_page)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its rows and columns; `vertical` text is read downwards."""

    row: int
    column: int
    rows: int
    columns: int
    vertical: bool
    align: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of at least, or exactly, a height; `head` is repeated where the table goes on."""

    height: int
    exact: bool
    whole: bool
    head: bool
    keep_next: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """A length for each side."""

    top: int
    right: int
    bottom: int
    left: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rule` is the thickness of its rules."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    margins: Sides
    align: Align
    rule: int
    caption: str


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Watermark:
    """Large words behind the text, `turned` clockwise by degrees, the colour as `#rrggbb`."""

    text: str
    font: str
    width: int
    height: int
    turned: int
    colour: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands above or below the text of the pages of one kind."""

    paragraphs: tuple[Paragraph, ...] = ()
    watermark: Watermark | None = None


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands above or below the text; a page asks by its number."""

    odd: Margin
    even: Margin | None
    first: Margin | None

    def on(self, page: int) -> Margin:
        """Give what stands on a page, counted from 1."""
        if page == 1 and self.first is not None:
            return self.first
        return self.even if page % 2 == 0 and self.even is not None else self.odd


@dataclass(frozen=True, slots=True)
class Geometry:
    """The sheet and its type area; `header` and `footer` are distances from the sheet's edge.

    `pitch` is the distance of the lines of the grid, 0 without one. `mirrored` pages have the
    margins of the sides exchanged when their number is even.
    """

    width: int
    height: int
    margins: Sides
    header: int
    footer: int
    pitch: int
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document.

    `instead` names the font that may stand in for another. `unknown` lists what the document
    says and this reading does not understand: what is seen may differ from Word there.
    """

    title: str
    geometry: Geometry
    blocks: tuple[Block, ...]
    heads: Margins
    feet: Margins
    instead: Mapping[str, str]
    unknown: tuple[str, ...]
