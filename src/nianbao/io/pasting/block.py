"""Reads what was copied as one block of cells in which everything keeps its place.

Blank cells, blank rows and merged cells stand where they stood; a whole page with several
tables is read as `io.documents.clipboard` does. Knows no labels and no numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nianbao.io.documents.clipboard import NAME, TEXT_LIMIT, completed, read_clip, text_rows
from nianbao.io.documents.elements import Effect
from nianbao.io.documents.flow import Cell, Flow, Row, Table
from nianbao.io.documents.layout import COLUMN_LIMIT, COVERED_LIMIT, ROW_LIMIT
from nianbao.io.documents.markup import tokens
from nianbao.io.documents.page import read_page
from nianbao.io.problems import Refusal, Refused
from nianbao.io.source import FILE_LIMIT
from nianbao.io.workbook import Block, Merge, Position, Sheet, SheetCell

_TABLE = re.compile(r"<(?:table|tr|td)\b", re.IGNORECASE)
_DECLARES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_RAISED = re.compile(r"(?<=[0-9])<sup\b[^>]*>", re.IGNORECASE)
"""A raised digit behind a digit: 10⁹ must become neither 10 nor 109."""

_REMARKS = {
    Effect.STRUCK: "复制的内容里有加了删除线的文字，没有读取，请核对。",
    Effect.RAISED: "复制的内容里有上标，没有读取，请核对。",
}
_HIDDEN = "复制的内容里有隐藏的行或列，它们也占着位置，请核对。"


@dataclass(frozen=True)
class Copied:
    """A block of `height` × `width` cells; `covered` are places under merged cells.

    `sure` tells that the cells were parted by the program that wrote them. With several
    tables there is no one block: then `height` is 0, and only labels can tell what is what.
    """

    sheet: Sheet
    height: int
    width: int
    covered: frozenset[Position] = frozenset()
    remarks: tuple[str, ...] = ()
    sure: bool = False

    @property
    def single(self) -> SheetCell | None:
        """The one cell of the block, if it has no more."""
        held = list(self.sheet.cells.values())
        return held[0] if len(held) == 1 and (self.height, self.width) == (1, 1) else None


def read_block(html: str | None, text: str | None) -> Copied:
    """Read what the clipboard holds; HTML is preferred if it has a table.

    Raise `Refused`: EMPTY, TOO_BIG, UNSAFE.
    """
    html, text = (html or "").strip("\0 \r\n"), (text or "").strip("\0")
    if len(html) > FILE_LIMIT or len(text) > TEXT_LIMIT:
        raise Refused(Refusal.TOO_BIG, NAME, "复制的内容太多")
    if _TABLE.search(html):
        if _DECLARES.search(html):
            raise Refused(Refusal.UNSAFE, NAME)
        copied = _from_markup(completed(html))
        if copied is not None:
            return copied
    if html and not text.strip():
        return Copied(read_clip(html, text).sheets[0], 0, 0)
    if not text.strip():
        raise Refused(Refusal.EMPTY, NAME)
    return _from_text(text)


def _from_text(text: str) -> Copied:
    rows = list(text_rows(text))
    # The end of the last line begins no new one.
    rows = rows[:-1] if rows[-1] == [""] and len(rows) > 1 else rows
    cells = {
        (row, column): SheetCell(value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value.strip()
    }
    return Copied(_sheet(cells, ()), len(rows), max(map(len, rows)))


def _from_markup(markup: str) -> Copied | None:
    """Read the one table of a clipping; None where there is none that holds anything."""
    page = read_page(tokens(markup, NAME), NAME)
    # Once more with all that is not shown: left out, it would shift what stands behind it.
    whole = read_page(tokens(_RAISED.sub("^", markup), NAME), NAME, hidden_too=True)
    tables = list(_tables(whole.flow))
    if not tables:
        return None
    if len(tables) > 1:
        return Copied(read_clip(markup, None).sheets[0], 0, 0, sure=True)
    copied = _laid_out(tables[0])
    hidden = page.hidden_cells or any(_hidden_rows(page.flow))
    remarks = [words for effect, words in _REMARKS.items() if effect in whole.left_out]
    return replace(copied, remarks=(*([_HIDDEN] if hidden else []), *remarks))


def _tables(flow: Flow) -> Iterator[Table]:
    """Find the tables that hold something; one that only frames others is taken apart."""
    for block in flow:
        if not isinstance(block, Table):
            continue
        cells = [cell for row in block.rows for cell in row.cells]
        if any(cell.holds_table for cell in cells):
            for cell in cells:
                yield from _tables(cell.flow)
        elif any(cell.text for cell in cells):
            yield block


def _hidden_rows(flow: Flow) -> Iterator[bool]:
    return (row.hidden for table in _tables(flow) for row in table.rows)


def _laid_out(table: Table) -> Copied:
    """Put every cell in its place, as a browser would. Raise `Refused`: TOO_BIG."""
    cells: dict[Position, SheetCell] = {}
    merges: list[Merge] = []
    covered: set[Position] = set()
    width = 0
    if len(table.rows) > ROW_LIMIT:
        raise Refused(Refusal.TOO_BIG, NAME, "行太多")
    for number, row in enumerate(table.rows):
        for column, cell in _in_columns(number, row, covered):
            last = min(number + cell.rows, len(table.rows)) - 1
            end = column + cell.columns - 1
            width = max(width, end + 1)
            if width > COLUMN_LIMIT:
                raise Refused(Refusal.TOO_BIG, NAME, "列太多")
            held = _held(cell)
            if held is not None:
                cells[number, column] = held
            if (last - number) * cell.columns + len(covered) > COVERED_LIMIT:
                raise Refused(Refusal.TOO_BIG, NAME, "合并的格子太多")
            if (last, end) != (number, column):
                merges.append(Merge(number, column, last, end))
                covered |= {
                    (r, c) for r in range(number, last + 1) for c in range(column, end + 1)
                } - {(number, column)}
    return Copied(
        _sheet(cells, tuple(merges)), len(table.rows), width, frozenset(covered), sure=True
    )


def _in_columns(number: int, row: Row, covered: set[Position]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row.cells:
        while (number, column) in covered:
            column += 1
        yield column, cell
        column += cell.columns


def _held(cell: Cell) -> SheetCell | None:
    text = cell.text
    if cell.number is not None:
        return SheetCell(cell.number, shown=None if text == str(cell.number) else text)
    return SheetCell(text) if text else None


def _sheet(cells: dict[Position, SheetCell], merges: tuple[Merge, ...]) -> Sheet:
    # Places are named as the clerk counts them in what was copied: 第2行第3列.
    return Sheet(NAME, cells, merges, blocks=(Block(0, "", 1, 0),))
