"""The neutral model that every reader of tables fills: cells with their places, nothing more.

Knows nothing of file formats, of the annual report's form or of what a value means.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error of the spreadsheet program, for example `#REF!`."""

    text: str


CellValue: TypeAlias = str | Decimal | bool | dt.datetime | dt.date | dt.time | CellError

Position: TypeAlias = tuple[int, int]
"""Row and column, both counted from 0."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What one cell holds.

    `formula` is without its `=`. A formula whose result was not saved has `value` None, and
    `?` is a formula whose text the file does not hold. `shown` is what the clerk saw on the
    screen where that is known and is not simply `str(value)`: `1月2日` for a date, `25元` for
    the number 25; an empty string where the number format hides the value.
    """

    value: CellValue | None
    formula: str = ""
    note: str = ""
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of cells shown as one; counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Block:
    """A table or a paragraph of a document, from row `top` of its sheet to the next block.

    `words` name it as the clerk would: 表格3, 第12段. Row `top` is the table's row `first`, and
    its columns begin at `left`; a paragraph has no rows, `first` is None.
    """

    top: int
    words: str
    first: int | None = None
    left: int = 0

    def place(self, row: int, column: int) -> str:
        """Name a place in it: 表格3第5行第4列."""
        if self.first is None:
            return self.words
        return f"{self.words}第{row - self.top + self.first}行第{column - self.left + 1}列"


@dataclass(frozen=True)
class Sheet:
    """One sheet, or a whole document laid out as one; only cells that hold something are there.

    A document has `blocks`, from the top; a sheet of a workbook has none.
    """

    name: str
    cells: Mapping[Position, SheetCell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    blocks: tuple[Block, ...] = ()

    def place(self, row: int, column: int) -> str:
        """Name a cell so that the clerk finds it: `表三!D7`, or 表格3第5行第4列 in a document."""
        block = self._block(row)
        return block.place(row, column) if block else f"{self.name}!{address(row, column)}"

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """Name a rectangle: `表三!A3:J29`, or 表格3 in a document, 表格3至表格4 if it spans two."""
        first, last = self._block(top), self._block(bottom)
        if first is None or last is None:
            return f"{self.place(top, left)}:{address(bottom, right)}"
        return first.words if first.words == last.words else f"{first.words}至{last.words}"

    def _block(self, row: int) -> Block | None:
        index = bisect_right(self.blocks, row, key=lambda block: block.top) - 1
        return self.blocks[index] if index >= 0 else None


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file, in their order.

    `remarks` are Chinese sentences for the clerk on what was left aside (macros, links to
    other files, cells too far out); `properties` are the file's own title, author and so on.
    """

    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...]
    properties: Mapping[str, str]


def address(row: int, column: int) -> str:
    """Name a cell as the clerk knows it: row 6, column 3 is `D7`."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
