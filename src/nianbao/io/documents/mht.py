"""Reads a web page that was saved into one file (.mht), by browsers, Word or Excel.

Every page in it becomes a sheet; pictures and scripts are left alone. Knows nothing of markup.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

from nianbao.io.documents.html import markup_of, read_markup
from nianbao.io.problems import Refusal, Refused
from nianbao.io.source import read_whole
from nianbao.io.workbook import Sheet, Workbook

PART_LIMIT = 2_000
NESTED_LIMIT = 20
PAGE_LIMIT = 100

_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_NESTED = re.compile(rb"multipart/", re.IGNORECASE)


def read_mht(path: Path) -> Workbook:
    """Read every page in the file that holds something.

    Raise `Refused`: CORRUPT, TOO_BIG, UNSAFE, and all of `read_whole`.
    """
    data = read_whole(path)
    if len(_NESTED.findall(data)) > NESTED_LIMIT or len(_PART.findall(data)) > PART_LIMIT:
        raise Refused(Refusal.TOO_BIG, path.name, "内部文件太多")
    books = [read_markup(markup, path.name) for markup in _pages(data, path.name)]
    sheets = tuple(_named(sheet for book in books for sheet in book.sheets if sheet.cells))
    if not sheets:
        raise Refused(Refusal.NO_TABLES, path.name)
    remarks = dict.fromkeys(remark for book in books for remark in book.remarks)
    return Workbook(sheets, tuple(remarks), books[0].properties)


def _pages(data: bytes, file: str) -> Iterator[str]:
    """Give the text of every page, the main one first."""
    from email import message_from_bytes  # noqa: PLC0415  loaded only when wanted

    pages = 0
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            pages += 1
            if pages > PAGE_LIMIT:
                raise Refused(Refusal.TOO_BIG, file, "网页太多")
            content = _content(part)
            if content.strip():
                yield markup_of(content, file)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _named(sheets: Iterator[Sheet]) -> Iterator[Sheet]:
    """Tell the sheets from each other by number where there are several."""
    for number, sheet in enumerate(sheets, 1):
        yield sheet if number == 1 else replace(sheet, name=f"{sheet.name}{number}")
