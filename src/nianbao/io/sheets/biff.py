"""Looks through the records of an .xls before xlrd does, and lays aside what is of no use.

Drawings, names, fonts, conditional formats and the like are where xlrd stumbles over files of
WPS and of reporting systems, and where a hostile file has room; their codes are overwritten
with one that nobody knows. So is every cell that is empty or too far out. On the way the
formulas are spelled out, which xlrd does not do. Values are not looked at.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets.gathering import is_near
from nianbao.io.sheets.tokens import BIFF5, BIFF8, SHARED, UNKNOWN, TokenLayout, spelled_out
from nianbao.io.workbook import Position, address

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_BOUNDSHEET, _CODEPAGE, _FILEPASS, _SUPBOOK = 0x0085, 0x0042, 0x002F, 0x01AE
_SST, _FORMAT, _XF, _DATEMODE = 0x00FC, 0x041E, 0x00E0, 0x0022
_NUMBER, _RK, _MULRK, _LABEL, _LABELSST = 0x0203, 0x027E, 0x00BD, 0x0204, 0x00FD
_RSTRING, _BOOLERR, _STRING = 0x00D6, 0x0205, 0x0207
_FORMULAS = {0x0006, 0x0206, 0x0406}
_SHRFMLA, _ARRAY, _TABLE = 0x04BC, 0x0221, 0x0236
_ROW, _COLINFO, _DEFAULT_ROW, _MERGED = 0x0208, 0x007D, 0x0225, 0x00E5
_UNKNOWN = 0x0FFF

_OF_BOOK = {_BOF, _EOF, _CONTINUE, _BOUNDSHEET, _CODEPAGE, _SST, _FORMAT, _XF, _DATEMODE}
_CELLS = {_NUMBER, _RK, _MULRK, _LABEL, _LABELSST, _RSTRING, _BOOLERR, *_FORMULAS}
_OF_SHEET = {
    *{_BOF, _EOF, _CONTINUE, _STRING, _SHRFMLA, _ARRAY, _TABLE},
    *{_ROW, _COLINFO, _DEFAULT_ROW, _MERGED},
}
_VERSION_8, _VERSION_5 = 0x0600, 0x0500
_WORKSHEET = 0
_INSIDE, _ADD_INS = b"\x01\x04", b"\x01\x3a"
_RK_SIZE = 6


@dataclass
class BiffSheet:
    """What was seen of a sheet: its formulas, and the first filled cell beyond the limits."""

    offset: int
    formulas: dict[Position, str] = field(default_factory=dict)
    far_cell: str = ""


@dataclass
class BiffBook:
    """A stream fit for xlrd, and what xlrd would not tell of it.

    `sheets` are the worksheets alone, `others` says how many sheets are something else.
    """

    stream: bytearray
    layout: TokenLayout
    sheets: list[BiffSheet] = field(default_factory=list)
    others: int = 0
    has_links: bool = False
    encoding_is_known: bool = False


def look_through(stream: bytes, file: str, cell_limit: int, sheet_limit: int) -> BiffBook:
    """Make a stream ready. Raise `Refused`: CORRUPT, PASSWORD, TOO_BIG."""
    try:
        book = _globals(stream, file)
        if len(book.sheets) > sheet_limit:
            raise Refused(Refusal.TOO_BIG, file, "工作表太多")
        if not book.sheets:
            raise Refused(Refusal.CORRUPT, file, "没有工作表")
        if len({sheet.offset for sheet in book.sheets}) < len(book.sheets):
            raise Refused(Refusal.CORRUPT, file, "工作表重叠")
        scan = _Scan(book, file, cell_limit)
        for sheet in book.sheets:
            scan.look_at(sheet)
    except struct.error as error:
        raise Refused(Refusal.CORRUPT, file, "有的记录不完整") from error
    return book


def _globals(stream: bytes, file: str) -> BiffBook:
    """Read what stands before the sheets."""
    code, first_length, version = struct.unpack_from("<HHH", stream)
    if code != _BOF or version not in {_VERSION_8, _VERSION_5}:
        raise Refused(Refusal.CORRUPT, file, "不是 Excel 5.0 以后的格式")
    is_unicode = version == _VERSION_8
    layout = BIFF8 if is_unicode else BIFF5
    book = BiffBook(bytearray(stream), layout, encoding_is_known=is_unicode)
    for offset, code, length in _records(stream, 4 + first_length, file):
        data = stream[offset + 4 : offset + 4 + length]
        if code == _EOF:
            return book
        if code == _FILEPASS:
            raise Refused(Refusal.PASSWORD, file)
        if code == _BOUNDSHEET:
            start, _, kind = struct.unpack_from("<IBB", data)
            if kind == _WORKSHEET:
                book.sheets.append(BiffSheet(start))
            book.others += kind != _WORKSHEET
        elif code == _SUPBOOK:
            book.has_links |= data[2:4] not in {_INSIDE, _ADD_INS}
        elif code == _CODEPAGE:
            book.encoding_is_known = True
        if code not in _OF_BOOK or (code == _CODEPAGE and is_unicode):
            # BIFF8 is Unicode, but WPS writes its own code page, and xlrd believes it.
            _lay_aside(book.stream, offset)
    raise Refused(Refusal.CORRUPT, file, "文件不完整")


class _Scan:
    """The way through the sheets; `_cells` counts what they hold, all together."""

    def __init__(self, book: BiffBook, file: str, cell_limit: int) -> None:
        self._book = book
        self._file = file
        self._cells = 0
        self._cell_limit = cell_limit
        self._length = 0
        self._shared: dict[Position, bytes] = {}
        self._sharing: dict[Position, Position] = {}

    def look_at(self, sheet: BiffSheet) -> None:
        """Go through one sheet's records to its end."""
        self._shared, self._sharing = {}, {}
        formula_at: Position | None = None
        inside_chart = False
        for offset, code, length in self._records_of(sheet):
            if inside_chart or code == _BOF:
                inside_chart = code != _EOF
                continue
            if code == _EOF:
                self._spell_out_shared(sheet)
                return
            data = self._book.stream[offset + 4 : offset + 4 + length]
            if code in _CELLS:
                if not self._is_kept(sheet, code, data):
                    _lay_aside(self._book.stream, offset)
                elif code in _FORMULAS:
                    formula_at = self._formula(sheet, bytes(data))
            elif code == _SHRFMLA and formula_at is not None:
                size = struct.unpack_from("<H", data, 8)[0]
                self._shared[formula_at] = bytes(data[10 : 10 + size])
            elif code not in _OF_SHEET:
                _lay_aside(self._book.stream, offset)
        raise Refused(Refusal.CORRUPT, self._file, "文件不完整")

    def _records_of(self, sheet: BiffSheet) -> Iterator[tuple[int, int, int]]:
        """List a sheet's records behind its first; no byte may belong to two sheets."""
        stream = self._book.stream
        code, length = struct.unpack_from("<HH", stream, sheet.offset)
        if code != _BOF:
            raise Refused(Refusal.CORRUPT, self._file, "找不到工作表")
        for record in _records(stream, sheet.offset + 4 + length, self._file):
            self._length += 4 + record[2]
            if self._length > len(stream):
                raise Refused(Refusal.CORRUPT, self._file, "工作表重叠")
            yield record

    def _is_kept(self, sheet: BiffSheet, code: int, data: bytearray) -> bool:
        """Tell whether a cell stands within the limits, and count it."""
        row, column = struct.unpack_from("<HH", data)
        if not is_near(row, column):
            sheet.far_cell = sheet.far_cell or address(row, column)
            return False
        self._cells += (len(data) - _RK_SIZE) // _RK_SIZE if code == _MULRK else 1
        if self._cells > self._cell_limit:
            raise Refused(Refusal.TOO_BIG, self._file, "填了内容的格子太多")
        return True

    def _formula(self, sheet: BiffSheet, data: bytes) -> Position:
        """Spell a formula out, or remember with which cell it is kept."""
        row, column = struct.unpack_from("<HH", data)
        size = struct.unpack_from("<H", data, 20)[0]
        tokens = data[22 : 22 + size]
        sheet.formulas[row, column] = spelled_out(tokens, self._book.layout)
        if tokens[:1] == bytes([SHARED]):
            self._sharing[row, column] = struct.unpack_from("<HH", tokens, 1)
        return row, column

    def _spell_out_shared(self, sheet: BiffSheet) -> None:
        for at, kept_at in self._sharing.items():
            tokens = self._shared.get(kept_at)
            text = spelled_out(tokens, self._book.layout, at) if tokens else UNKNOWN
            sheet.formulas[at] = text


def _records(stream: bytes | bytearray, start: int, file: str) -> Iterator[tuple[int, int, int]]:
    """List offset, code and length of records that are whole."""
    offset = start
    while offset + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, offset)
        if offset + 4 + length > len(stream):
            raise Refused(Refusal.CORRUPT, file, "文件不完整")
        yield offset, code, length
        offset += 4 + length


def _lay_aside(stream: bytearray, offset: int) -> None:
    struct.pack_into("<H", stream, offset, _UNKNOWN)
