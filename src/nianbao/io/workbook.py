"""The neutral model that every reader of tables fills: cells with their places, nothing more.

Knows nothing of file formats, of the annual report's form or of what a value means.
"""

import datetime as dt
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


@dataclass(frozen=True)
class Sheet:
    """One sheet, or one table of a document; only cells that hold something are there."""

    name: str
    cells: Mapping[Position, SheetCell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


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
