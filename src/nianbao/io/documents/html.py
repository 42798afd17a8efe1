"""Reads a web page, whatever its ending: one sheet of paragraphs and tables.

Knows encodings and what is told of a page; the markup itself is read by `page`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from nianbao.io.documents.elements import Effect
from nianbao.io.documents.flow import Flow, Table
from nianbao.io.documents.furniture import headed
from nianbao.io.documents.layout import lay_out
from nianbao.io.documents.markup import tokens
from nianbao.io.documents.page import Page, read_page
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sniff_text import decoded
from nianbao.io.source import read_whole
from nianbao.io.workbook import Sheet, Workbook

NAME = "正文"

_HEAD = 64 * 1024
_DECLARES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_REAL_TABLE = 20
"""A table of a report has at least so many cells; menus and frames have fewer."""

_REMARKS = {
    Effect.HIDDEN: "网页里有不显示的内容，没有读取。",
    Effect.STRUCK: "网页里有加了删除线的文字，没有读取。",
    Effect.RAISED: "网页表格里的上标（如注释号）没有读取。",
}


def read_html(path: Path) -> Workbook:
    """Read a web page.

    Raise `Refused`: CORRUPT, TOO_BIG, UNSAFE, and all of `read_whole`.
    """
    return read_markup(markup_of(read_whole(path), path.name), path.name)


def markup_of(data: bytes, file: str) -> str:
    """Decode a page by what its bytes are, for what it declares is wrong too often.

    Raise `Refused`: CORRUPT.
    """
    text = decoded(data)
    if text is None:
        raise Refused(Refusal.CORRUPT, file, "文字编码不认识")
    return text


def read_markup(markup: str, file: str) -> Workbook:
    """Read the text of a page. Raise `Refused`: TOO_BIG, UNSAFE."""
    if _DECLARES.search(markup, 0, _HEAD):
        raise Refused(Refusal.UNSAFE, file)
    page = read_page(tokens(markup, file), file)
    hidden = page.hidden_cells >= _REAL_TABLE and not _has_table(page.flow)
    if hidden:
        # What a script would show: better than nothing, and the clerk is told.
        page = read_page(tokens(markup, file), file, hidden_too=True)
    properties = {"title": page.title} if page.title else {}
    return Workbook((_sheet(page, file, hidden=hidden),), tuple(_remarks(page)), properties)


def _sheet(page: Page, file: str, *, hidden: bool) -> Sheet:
    return lay_out(headed(page.flow, page.title), NAME, file, hidden=hidden)


def _has_table(flow: Flow) -> bool:
    """Tell whether there is a table of some size."""
    for block in flow:
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row.cells]
            if sum(bool(cell.text) for cell in cells) >= _REAL_TABLE or any(
                _has_table(cell.flow) for cell in cells
            ):
                return True
    return False


def _remarks(page: Page) -> Iterator[str]:
    for effect, remark in _REMARKS.items():
        if effect in page.left_out and (effect is not Effect.HIDDEN or page.hidden_cells):
            yield remark
