"""Reads .csv and .txt as one sheet: a table if it is one, else one line a row.

How a table's cells are parted is decided by what they hold. Of lines that are no table (out
of a PDF, or of a web page) each is the first cell of its row, blank lines included, so that
whoever looks for numbers by their labels finds them as they stood. All values are text.
Knows nothing of labels or of the annual report.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets.gathering import Gathering
from nianbao.io.sniff_text import decoded
from nianbao.io.source import read_whole
from nianbao.io.workbook import SheetCell, Workbook
from nianbao.io.xlsx.layout import COLUMN_LIMIT, ROW_LIMIT
from nianbao.io.xlsx.reader import CELL_LIMIT

Rows: TypeAlias = Sequence[Sequence[str]]

SHEET_NAME = "文本"

TEXT_LIMIT = 8 * 1024 * 1024
"""Bytes; a whole report has some thirty thousand."""

_TAB = "\t"
_DELIMITERS = (",", ";", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What some programs write on top so that Excel knows the delimiter."""
_HEADING_MARK = re.compile(r"\s{0,3}#{1,6}\s+(?=\S)")
_GROUPED_NUMBER = re.compile(r"\s*-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\s*")
_FIGURE_OR_NOTHING = re.compile(r"\s*(?:[-+]?[0-9０-９][0-9０-９,.，．]*)?\s*|\s*[-－—–/／无]\s*")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
"""What parts a heading from its rows in Markdown."""
_FEWEST_ROWS = 3
_SHARE_OF_FIGURES = 0.3


def read_text_table(path: Path) -> Workbook:
    """Read a text file. Raise `Refused`: CORRUPT, TOO_BIG, and all of `read_whole`."""
    data = read_whole(path)
    if len(data) > TEXT_LIMIT:
        raise Refused(Refusal.TOO_BIG, path.name, f"文本超过 {TEXT_LIMIT // 1024**2} 兆")
    text = decoded(_with_mark(data))
    if text is None:
        raise Refused(Refusal.CORRUPT, path.name, "文字编码不认识")
    gathering = Gathering(path.name, CELL_LIMIT)
    for row, fields in enumerate(_rows(text)):
        for column, field in enumerate(fields):
            if field.strip():
                gathering.keep((row, column), SheetCell(_plain(field)))
    remarks = list(gathering.remarks(SHEET_NAME))
    if "\ufffd" in text:
        remarks.append("文件里有几个字认不出来，可能是文字编码混乱，请核对导入的文字。")
    return Workbook((gathering.sheet(SHEET_NAME, hidden=False),), tuple(remarks), {})


def _with_mark(data: bytes) -> bytes:
    """Say of a text in two bytes a character which of them comes first, if it does not itself.

    Either way most characters exist; but those of a table's frame have one byte of zero.
    """
    if b"\x00" not in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    is_big_endian = data[::2].count(0) > data[1::2].count(0)
    return (codecs.BOM_UTF16_BE if is_big_endian else codecs.BOM_UTF16_LE) + data


def _rows(text: str) -> Rows:
    """Part a text into rows and fields."""
    text = text.replace("\x00", "").replace("\f", "\n")
    told = _SEPARATOR_LINE.match(text)
    if told:
        return _parted(text[told.end() :], told[1])
    candidates = [(each, _parted(text, each)) for each in _DELIMITERS if each in text]
    candidates = [(each, rows) for each, rows in candidates if _is_table(rows)]
    if _TAB in text:
        candidates.append((_TAB, _parted(text, _TAB)))
    if not candidates:
        return [_without_mark([line]) for line in text.splitlines()]
    best, rows = max(candidates, key=lambda candidate: len(_parted_rows(candidate[1])))
    if best == "|":
        return [_without_rule(fields) for fields in rows]
    if best == _TAB:
        return [_without_mark(fields) for fields in rows]
    return rows


def _parted(text: str, delimiter: str) -> Rows:
    """Part by a delimiter, minding quotes as far as they are in order throughout.

    What is far beyond the limits is left out already here.
    """
    try:
        lines = io.StringIO(text, newline="")
        return _bounded(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        # A quotation mark is a mere character here; or a field is longer than any cell.
        return _bounded(line.split(delimiter) for line in text.splitlines())


def _bounded(rows: Iterable[Sequence[str]]) -> Rows:
    return [row[: COLUMN_LIMIT + 1] for row in islice(rows, ROW_LIMIT + 1)]


def _is_table(rows: Rows) -> bool:
    """Tell a table from prose: a good part of its fields are figures or empty."""
    parted = _parted_rows(rows)
    fields = [field for row in parted for field in row]
    figures = sum(_FIGURE_OR_NOTHING.fullmatch(field) is not None for field in fields)
    return len(parted) >= _FEWEST_ROWS and figures >= _SHARE_OF_FIGURES * len(fields)


def _parted_rows(rows: Rows) -> Rows:
    """Leave out rows of one field, and numbers whose thousands a comma parts."""
    return [row for row in rows if len(row) > 1 and not _GROUPED_NUMBER.fullmatch(",".join(row))]


def _without_rule(fields: Sequence[str]) -> Sequence[str]:
    """Empty a line that only parts rows: `|---|---|`. The frame itself stays as empty fields.

    To take it off row by row would shift those rows that begin with an empty cell.
    """
    is_rule = len(fields) > 1 and any(map(_RULE.fullmatch, fields))
    if is_rule and all(_RULE.fullmatch(field) or not field.strip() for field in fields):
        return ()
    return [field.strip() for field in _without_mark(fields)]


def _without_mark(fields: Sequence[str]) -> Sequence[str]:
    """Strip the marks of a Markdown heading."""
    if not fields:
        return fields
    found = _HEADING_MARK.match(fields[0])
    return [fields[0][found.end() :], *fields[1:]] if found else fields


def _plain(field: str) -> str:
    """Bring line ends to one form; blanks at the end of a line say nothing."""
    return "\n".join(line.rstrip() for line in field.splitlines())
