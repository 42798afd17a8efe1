"""Reads an XML spreadsheet of 2003, as reporting systems write it under the name of .xls.

Knows nothing of the annual report. Number formats are read by `xml2003_formats`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from nianbao.io.documents.xml2003_cells import SheetBuilder
from nianbao.io.documents.xml2003_formats import Formats
from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, OnEnd, OnStart, local, parse
from nianbao.io.source import read_whole
from nianbao.io.workbook import Sheet, Workbook

CELL_LIMIT = 200_000
SHEET_LIMIT = 500

_CHINESE = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']gb""", re.IGNORECASE)
_DECLARATION = re.compile(r"^<\?xml[^>]{0,300}\?>")
_RICH = re.compile(
    rb"""</?(?:[\w.-]{1,20}:)?(?:B|I|U|S|Font|Sub|Sup|Span)"""
    rb"""(?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)?/?>"""
)
_PROPERTIES = ("Title", "Subject", "Author", "Company", "Keywords", "Description")


def read_xml2003(path: Path) -> Workbook:
    """Read every sheet.

    Raise `Refused`: CORRUPT, TOO_BIG, UNSAFE, and all of `read_whole`.
    """
    reading = _Reading(path.name)
    reading.read(_as_utf8(read_whole(path).lstrip(), path.name))
    if not reading.sheets:
        raise Refused(Refusal.CORRUPT, path.name, "没有工作表")
    return Workbook(tuple(reading.sheets), tuple(reading.remarks), reading.properties)


def _as_utf8(data: bytes, file: str) -> bytes:
    """Bring the Chinese encodings, which the parser does not know, to one it does."""
    if not _CHINESE.match(data):
        return data
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Refused(Refusal.CORRUPT, file, "文字编码不对") from error
    return _DECLARATION.sub("", text, count=1).encode()


class _Reading:
    """One workbook being read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._formats = Formats(file)
        # What stands outside all sheets goes into one that nobody keeps.
        self._sheet = SheetBuilder(self._formats, "", CELL_LIMIT)
        self._room = CELL_LIMIT
        self.sheets: list[Sheet] = []
        self.remarks: list[str] = []
        self.properties: dict[str, str] = {}

    def read(self, data: bytes) -> None:
        """Go through the whole file."""
        starts: dict[str, OnStart] = {
            "Style": self._formats.begin,
            "NumberFormat": self._formats.take,
            "Worksheet": self._begin_sheet,
            "Column": self._start(SheetBuilder.column),
            "Row": self._start(SheetBuilder.begin_row),
            "Cell": self._start(SheetBuilder.begin_cell),
            "Comment": self._start(SheetBuilder.begin_comment),
            "Data": self._start(SheetBuilder.begin_data),
        }
        ends: dict[str, OnEnd] = {
            "Worksheet": self._end_sheet,
            "Visible": self._end(SheetBuilder.show),
            "Row": self._end(SheetBuilder.end_row),
            "Cell": self._end(SheetBuilder.end_cell),
            "Comment": self._end(SheetBuilder.end_comment),
            "Data": self._end(SheetBuilder.end_data),
        }
        ends |= {name: self._property(name) for name in _PROPERTIES}
        parse(_plain(data), self._file, starts, ends)

    def _start(self, call: Callable[[SheetBuilder, Attributes], None]) -> OnStart:
        """Hand what begins to the sheet being read at that time."""
        return lambda attributes: call(self._sheet, attributes)

    def _end(self, call: Callable[[SheetBuilder, str], None]) -> OnEnd:
        return lambda text: call(self._sheet, text)

    def _begin_sheet(self, attributes: Attributes) -> None:
        if len(self.sheets) >= SHEET_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "工作表太多")
        name = local(attributes, "Name") or f"工作表{len(self.sheets) + 1}"
        self._sheet = SheetBuilder(self._formats, name, self._room)

    def _end_sheet(self, _text: str) -> None:
        sheet = self._sheet.sheet()
        self._room -= len(sheet.cells)
        self.sheets.append(sheet)
        if self._sheet.far:
            self.remarks.append(f"工作表“{sheet.name}”里有离得太远的内容，没有读取。")

    def _property(self, name: str) -> OnEnd:
        def keep(text: str) -> None:
            if text.strip() and not self.sheets:
                self.properties.setdefault(name.lower(), text.strip())

        return keep


def _plain(data: bytes) -> Iterator[bytes]:
    """Take the tags of rich text out, for the walk hears only words between two tags."""
    for line in data.splitlines(keepends=True):
        yield _RICH.sub(b"", line)
