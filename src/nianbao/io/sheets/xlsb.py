"""Reads .xlsb workbooks: which sheets there are, their shared texts and number formats.

Not seen: comments, and the text of formulas that are more than plain sums within their sheet
(`?` stands for them). Never follows or runs anything. Knows nothing of the annual report.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.io.archive import Archive, open_archive
from nianbao.io.number_format import NumberFormat, number_format
from nianbao.io.ooxml import Package, Relationship, properties
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets.gathering import LINK_REMARK, MACRO_REMARK
from nianbao.io.sheets.xlsb_records import records, short, wide_text, word
from nianbao.io.sheets.xlsb_sheet import read_sheet
from nianbao.io.workbook import Sheet, Workbook
from nianbao.io.xlsx.reader import CELL_LIMIT, SHEET_LIMIT
from nianbao.io.xlsx.styles import BUILT_IN_FORMATS
from nianbao.io.xlsx.values import CellContext

_MAIN = "xl/workbook.bin"
_BOOK_SETTINGS, _SHEET = 153, 156
_SHARED_TEXT = 19
_FORMAT, _STYLE, _BEGIN_STYLES, _END_STYLES = 44, 47, 617, 618
_REMARKS = {"vbaProject": MACRO_REMARK, "externalLink": LINK_REMARK}


def read_xlsb(path: Path) -> Workbook:
    """Read every cell that holds something, on every sheet, the hidden ones too.

    Raise `Refused`: CORRUPT, PASSWORD, TOO_BIG, UNSAFE, and all of `open_archive`.
    """
    archive = open_archive(path)
    try:
        return _read(archive, Package(archive))
    except (IndexError, struct.error) as error:
        raise Refused(Refusal.CORRUPT, archive.file, "有的记录不完整") from error


@dataclass
class _Structure:
    """What the workbook's main part says; a sheet is its name, its pointer, if it is hidden."""

    pointers: dict[str, Relationship]
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False


def _read(archive: Archive, package: Package) -> Workbook:
    book = _read_structure(archive, package)
    context = CellContext(
        file=archive.file,
        strings=_read_strings(archive, book),
        formats=_read_formats(archive, book),
        from_1904=book.from_1904,
    )
    remarks = list(_remarks(archive, book))
    sheets: list[Sheet] = []
    room = CELL_LIMIT
    for name, pointer_name, hidden in book.sheets:
        pointer = book.pointers.get(pointer_name)
        if pointer is None or pointer.external or pointer.kind != "worksheet":
            remarks.append(f"“{name}”不是普通的工作表，没有读取。")
            continue
        gathering = read_sheet(archive.read(pointer.part), context, room)
        room -= len(gathering.cells)
        sheets.append(gathering.sheet(name, hidden=hidden))
        remarks += gathering.remarks(name)
    return Workbook(tuple(sheets), tuple(remarks), properties(package))


def _read_structure(archive: Archive, package: Package) -> _Structure:
    """Read the list of sheets. Raise `Refused`: CORRUPT, TOO_BIG."""
    main = _MAIN if _MAIN in archive else package.main_part()
    book = _Structure({it.id: it for it in package.relationships(main)})
    for kind, data in records(archive.read(main), archive.file):
        if kind == _BOOK_SETTINGS:
            book.from_1904 = bool(word(data, 0) & 1)
        elif kind == _SHEET:
            pointer, end = wide_text(data, 8)
            name, _ = wide_text(data, end)
            book.sheets.append((name, pointer, word(data, 0) != 0))
    if not book.sheets:
        raise Refused(Refusal.CORRUPT, archive.file, "没有工作表")
    if len(book.sheets) > SHEET_LIMIT:
        raise Refused(Refusal.TOO_BIG, archive.file, "工作表太多")
    return book


def _part(archive: Archive, book: _Structure, kind: str) -> bytes:
    """Read the one part of a kind, if the workbook has it."""
    for pointer in book.pointers.values():
        if pointer.kind == kind and pointer.part in archive:
            return archive.read(pointer.part)
    return b""


def _read_strings(archive: Archive, book: _Structure) -> Sequence[str]:
    """List the texts that cells refer to by number."""
    texts = (
        wide_text(data, 1)[0]
        for kind, data in records(_part(archive, book, "sharedStrings"), archive.file)
        if kind == _SHARED_TEXT
    )
    return [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]


def _read_formats(archive: Archive, book: _Structure) -> Sequence[NumberFormat]:
    """List the number format of every cell style, in the order cells refer to them."""
    codes = dict(BUILT_IN_FORMATS)
    styles: list[int] = []
    in_cell_styles = False
    for kind, data in records(_part(archive, book, "styles"), archive.file):
        if kind == _FORMAT:
            codes[short(data, 0)] = wide_text(data, 2)[0]
        elif kind in {_BEGIN_STYLES, _END_STYLES}:
            in_cell_styles = kind == _BEGIN_STYLES
        elif kind == _STYLE and in_cell_styles:
            styles.append(short(data, 2))
    return [number_format(codes.get(style, "General")) for style in styles]


def _remarks(archive: Archive, book: _Structure) -> Iterator[str]:
    """Say what the workbook holds that is never used."""
    kinds = {pointer.kind for pointer in book.pointers.values()}
    for kind, remark in _REMARKS.items():
        if kind in kinds:
            yield remark
    if archive.odd_names:
        yield f"文件里有 {len(archive.odd_names)} 个名称不正常的内部文件，已忽略。"
