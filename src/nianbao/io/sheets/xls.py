"""Reads .xls workbooks (Excel 5.0 to 2003) and WPS's .et, which are the same, through xlrd.

Not seen: comments, and the text of formulas that are more than plain sums within their sheet
(`?` stands for them). Never follows or runs anything. Knows nothing of the annual report.
"""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Sheet as XlsSheet

from nianbao.io.number_format import NumberFormat, number_format
from nianbao.io.ole import root_streams
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets.biff import BiffBook, BiffSheet, look_through
from nianbao.io.sheets.gathering import LINK_REMARK, MACRO_REMARK, Gathering, near
from nianbao.io.sheets.ole_stream import root_stream
from nianbao.io.source import read_whole
from nianbao.io.workbook import CellError, CellValue, Sheet, SheetCell, Workbook
from nianbao.io.xlsx.layout import COLUMN_LIMIT, ROW_LIMIT
from nianbao.io.xlsx.reader import CELL_LIMIT, SHEET_LIMIT
from nianbao.io.xlsx.styles import BUILT_IN_FORMATS
from nianbao.io.xlsx.values import CellContext

_STREAMS = ("Workbook", "Book")
_MACROS = "_VBA_PROJECT_CUR"
_CHINESE = "gb18030"
"""What Excel 5.0 and 95 wrote in China, should the file not say it."""

_FAILURES = (
    *(XLRDError, struct.error, ArithmeticError, AssertionError, AttributeError),
    *(LookupError, TypeError, ValueError),
)
"""All that xlrd has been seen to raise over damaged files."""


def read_xls(path: Path) -> Workbook:
    """Read every cell that holds something, on every sheet, the hidden ones too.

    Raise `Refused`: CORRUPT, PASSWORD, TOO_BIG, and all of `read_whole`.
    """
    data = read_whole(path)
    stream = root_stream(data, _STREAMS, path.name)
    facts = look_through(stream, path.name, CELL_LIMIT, SHEET_LIMIT)
    has_macros = _MACROS in root_streams(data, path.name)
    remarks = list(_remarks(facts, has_macros=has_macros))
    try:
        sheets = _read_sheets(_opened(facts), facts, path.name, remarks)
    except _FAILURES as error:
        raise Refused(Refusal.CORRUPT, path.name, "内部格式有误") from error
    return Workbook(tuple(sheets), tuple(remarks), {})


class _Silence:
    """Takes what xlrd has to say, which is nothing to the clerk."""

    def write(self, _text: str, /) -> None:
        """Pass over it."""


def _opened(facts: BiffBook) -> Book:
    """Let xlrd read what all sheets share."""
    return xlrd.open_workbook(
        file_contents=bytes(facts.stream),
        logfile=_Silence(),
        encoding_override=None if facts.encoding_is_known else _CHINESE,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
    )


def _read_sheets(book: Book, facts: BiffBook, file: str, remarks: list[str]) -> list[Sheet]:
    """Read one sheet after the other; only one of them at a time is held by xlrd."""
    context = CellContext(file, formats=_formats(book), from_1904=book.datemode == 1)
    sheets: list[Sheet] = []
    for number, seen in enumerate(facts.sheets):
        reading = _Reading(book.sheet_by_index(number), seen, context)
        sheets.append(reading.sheet())
        remarks += reading.remarks()
        book.unload_sheet(number)
    return sheets


class _Reading:
    """One sheet on its way from xlrd to the neutral model."""

    def __init__(self, source: XlsSheet, seen: BiffSheet, context: CellContext) -> None:
        self._source = source
        self._seen = seen
        self._context = context
        self._gathering = Gathering(context.file, CELL_LIMIT)
        self._gathering.far_cell = seen.far_cell

    def sheet(self) -> Sheet:
        """Read cells, merges and what is hidden."""
        for row in range(self._source.nrows):
            self._read_row(row)
        for top, bottom, left, right in self._source.merged_cells:
            self._gathering.merge(top, left, bottom - 1, right - 1)
        self._gathering.hide_rows(self._hidden_rows())
        self._gathering.hide_columns(
            column
            for column, facts in self._source.colinfo_map.items()
            if column < COLUMN_LIMIT and (facts.hidden or facts.width == 0)
        )
        return self._gathering.sheet(self._source.name, hidden=self._source.visibility != 0)

    def remarks(self) -> tuple[str, ...]:
        """Say what was too far out."""
        return self._gathering.remarks(self._source.name)

    def _read_row(self, row: int) -> None:
        types, values = self._source.row_types(row), self._source.row_values(row)
        for column, (kind, value) in enumerate(zip(types, values, strict=True)):
            if kind not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                style = self._source.cell_xf_index(row, column)
                read, shown = self._value(kind, value, style)
                formula = self._seen.formulas.get((row, column), "")
                if read == "" and formula not in {"", "?"}:
                    # A sum is never empty words: its result was not saved.
                    read = None
                self._gathering.keep((row, column), SheetCell(read, formula, shown=shown))

    def _value(
        self, kind: int, value: str | float, style: int
    ) -> tuple[CellValue | None, str | None]:
        """Turn a value of xlrd's kinds into one of ours."""
        if kind == xlrd.XL_CELL_TEXT:
            return str(value).replace("\r\n", "\n").replace("\r", "\n"), None
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value), None
        if kind == xlrd.XL_CELL_ERROR:
            return CellError(error_text_from_code.get(int(value), "#ERROR!")), None
        return self._context.read("n", repr(value), str(style))

    def _hidden_rows(self) -> Iterator[int]:
        """List rows hidden outright, drawn down to nothing, or hidden unless said otherwise."""
        told = self._source.rowinfo_map
        for row, facts in told.items():
            drawn_down = facts.height == 0 and not facts.has_default_height
            if row < ROW_LIMIT and (facts.hidden or drawn_down):
                yield row
        if self._source.default_row_hidden:
            yield from (row for row in near(0, self._source.nrows, ROW_LIMIT) if row not in told)


def _formats(book: Book) -> Sequence[NumberFormat]:
    """List the number format of every cell style; the file's own go before the usual ones."""
    codes = dict(BUILT_IN_FORMATS)
    codes |= {each.format_key: each.format_str for each in book.format_list}
    return [number_format(codes.get(style.format_key, "General")) for style in book.xf_list]


def _remarks(facts: BiffBook, *, has_macros: bool) -> Iterator[str]:
    """Say what the workbook holds that is never used."""
    if has_macros:
        yield MACRO_REMARK
    if facts.has_links:
        yield LINK_REMARK
    if facts.others:
        yield f"文件里有 {facts.others} 张图表或宏表，不是普通的工作表，没有读取。"
