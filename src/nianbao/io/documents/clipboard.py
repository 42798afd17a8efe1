"""Reads what was copied elsewhere: HTML as Excel, WPS, Word and browsers leave it, or text.

Knows nothing of any window system; it is handed what the clipboard holds.
"""

import re
from collections.abc import Iterator

from nianbao.io.documents.html import read_markup
from nianbao.io.problems import Refusal, Refused
from nianbao.io.source import FILE_LIMIT
from nianbao.io.workbook import Sheet, SheetCell, Workbook

NAME = "剪贴板"

TEXT_LIMIT = 2_000_000
"""Characters; a report has some ten thousand."""

_ROW_LIMIT = 5_000
_COLUMN_LIMIT = 400

_DESCRIPTION = re.compile(r"\s*Version:[0-9.]+\s.*?(?=<)", re.DOTALL)
_TABLE = re.compile(r"<(table|tr|td)\b", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def read_clip(html: str | None, text: str | None) -> Workbook:
    """Read a table, or a whole report, that was copied; HTML is preferred if it has a table.

    Raise `Refused`: EMPTY, TOO_BIG, UNSAFE.
    """
    html, text = (html or "").strip("\0 \r\n"), (text or "").strip("\0")
    if len(html) > FILE_LIMIT or len(text) > TEXT_LIMIT:
        raise Refused(Refusal.TOO_BIG, NAME, "复制的内容太多")
    if html and (_TABLE.search(html) or not text.strip()):
        book = read_markup(completed(html), NAME)
        if book.sheets[0].cells:
            return book
    if not text.strip():
        raise Refused(Refusal.EMPTY, NAME)
    return Workbook((_sheet(text),), (), {})


def completed(html: str) -> str:
    """Take off the description that Windows puts before HTML, and complete a torn-out table."""
    markup = html[found.end() :] if (found := _DESCRIPTION.match(html)) else html
    first = _TABLE.search(markup)
    return f"<table>{markup}" if first and first[1].lower() != "table" else markup


def _sheet(text: str) -> Sheet:
    """Lay out lines of words parted by tabs."""
    cells = {
        (row, column): SheetCell(value)
        for row, values in enumerate(text_rows(text))
        for column, value in enumerate(values)
        if value.strip()
    }
    return Sheet(NAME, cells)


def text_rows(text: str) -> Iterator[list[str]]:
    """Part text as Excel puts it on the clipboard. Raise `Refused`: TOO_BIG.

    A cell with a line break, a tab or a quote is in quotes, and its own quotes are doubled.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    at = 0
    row: list[str] = []
    for _ in range(_ROW_LIMIT * _COLUMN_LIMIT):
        value, at = _cell(text, at)
        row.append(value)
        if len(row) > _COLUMN_LIMIT:
            raise Refused(Refusal.TOO_BIG, NAME, "列太多")
        if at >= len(text) or text[at] == "\n":
            yield row
            row = []
        if at >= len(text):
            return
        at += 1


def _cell(text: str, at: int) -> tuple[str, int]:
    """Read one cell and where it ends; quotes that Excel would not have written are words."""
    quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
    if quoted and any(sign in quoted[1] for sign in '\t\n"'):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    end = plain.end() if plain else at
    return text[at:end], end
