"""What a 核对说明 consists of: headings, words, tables, a chart, boxes to tick. No XML.

Lengths are in twentieths of a point. Knows nothing of the report.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

TYPE_WIDTH = 8845
"""The width of the type area: 156 mm."""


class Side(Enum):
    """Where the words of a column stand."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class Role(Enum):
    """What a paragraph is for."""

    TEXT = auto()

    VERDICT = auto()
    """Must not be overlooked."""

    LEAD = auto()
    """Says what the table below it is."""

    NOTE = auto()
    """Explains the table above it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its number is put before it when the document is put together."""

    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, set as what it is."""

    words: str
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width and where its words stand."""

    head: str
    width: int
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """A row: words for each column (line feeds part paragraphs), or one text across all."""

    cells: tuple[str, ...]
    across: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `name` and `shape` are read to those who do not see it.

    Without `headed` the columns show no heads and the first column says what each row is;
    a `whole` table is kept on one page; `room` is the least height of a row, for what is
    written by hand.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True
    whole: bool = False
    room: int = 0

    @property
    def shape(self) -> str:
        """Say how large the table is, and what its columns hold."""
        heads = "、".join(column.head for column in self.columns)
        return f"{self.name}，{len(self.rows)}行，各列是：{heads}。"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars: its name and its numbers as written, None where one is not known."""

    name: str
    numbers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side; every series has one number for each category."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    @property
    def spoken(self) -> str:
        """Tell the numbers to those who do not see the chart."""
        told = "；".join(
            f"{words}："
            + "，".join(
                f"{each.name}{number + self.unit if number else '没有数字'}"
                for each in self.series
                for number in (each.numbers[at],)
            )
            for at, words in enumerate(self.categories)
        )
        return f"柱状图。{told}。"


@dataclass(frozen=True, slots=True)
class Boxes:
    """Things to do, each with a box to tick."""

    items: tuple[str, ...]


Block: TypeAlias = Heading | Words | Grid | Chart | Boxes


@dataclass(frozen=True, slots=True)
class Said:
    """The whole document: its title, the organ in the title, the line on top, what follows."""

    title: str
    organ: str
    notice: str
    blocks: tuple[Block, ...]
