"""A document as it is read: paragraphs and tables one after the other, tables within tables.

Knows neither where it comes from nor how it is laid out as a sheet.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from nianbao.io.problems import Refusal, Refused

CELL_LIMIT = 50_000
"""Cells of tables, the empty ones too; a report has some four hundred."""

LINE_LIMIT = 60_000
"""Paragraphs and lines, those in cells too; a long report has a thousand."""

_HEADING = 60
"""Lines that are longer altogether were not parted for their looks."""

_OF_ITS_OWN = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}\s*年.{2,10}日"  # the date below a signature
    r"|[（(]?[一二三四五六七八九十0-9]{1,3}[、.．）)].*"
    r"|.*[。；：:].*"
    r"|[\W\d_]*\w?[\W\d_]*"  # numbers one above the other are two numbers
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words between two ends of paragraphs.

    What is `aside` belongs to the page around the document: menus, counters, links.
    """

    text: str
    aside: bool = False


@dataclass(slots=True)
class Cell:
    """A cell of a table with all that stands in it.

    `column` is its place where the document says so; else it takes the first free one.
    `number` is the exact value of a number that is shown otherwise.
    """

    flow: "Flow" = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    column: int | None = None
    number: Decimal | None = None

    @property
    def text(self) -> str:
        """All words in the cell, a line for each paragraph."""
        return "\n".join(text for text in map(str.strip, texts_of(self.flow)) if text)

    @property
    def holds_table(self) -> bool:
        """Tell whether a table stands in the cell that is more than a frame around words."""
        return any(isinstance(block, Table) and block.is_grid for block in self.flow)


@dataclass(slots=True)
class Row:
    """A row of a table."""

    cells: list[Cell] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class Table:
    """A table."""

    rows: list[Row] = field(default_factory=list)

    @property
    def is_grid(self) -> bool:
        """Tell whether more than one of its cells holds something, or one holds a grid."""
        cells = [cell for row in self.rows for cell in row.cells if cell.flow]
        held = [cell for cell in cells if cell.text]
        return len(held) > 1 or any(cell.holds_table for cell in held)


Block: TypeAlias = Paragraph | Table
Flow: TypeAlias = list[Block]


class Room:
    """Counts the cells and the lines of a document that is being read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells = 0
        self._lines = 0

    def cell(self) -> None:
        """Take one more cell. Raise `Refused`: TOO_BIG."""
        self._cells += 1
        if self._cells > CELL_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "表格里的格子太多")

    def lines(self, count: int) -> None:
        """Take more lines. Raise `Refused`: TOO_BIG."""
        self._lines += count
        if self._lines > LINE_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "文字太多")


def texts_of(flow: Iterable[Block]) -> Iterator[str]:
    """Give every paragraph, those inside tables too."""
    for block in flow:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from texts_of(cell.flow)


def rejoined(text: str) -> str:
    """Put a heading that was parted for its looks together again; nothing else is touched."""
    lines = [line.strip() for line in text.split("\n")]
    if len(text) > _HEADING or any(map(_OF_ITS_OWN.fullmatch, lines)):
        return text
    return "".join(lines)
