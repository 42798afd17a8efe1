"""Reads an .xlsx or .xlsm workbook: which sheets there are, and what was left aside.

Never computes, follows or runs anything. Knows nothing of the annual report.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.io.archive import open_archive
from nianbao.io.ooxml import Package, Relationship, properties
from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, is_true, local
from nianbao.io.workbook import Sheet, Workbook
from nianbao.io.xlsx.layout import COLUMN_LIMIT, ROW_LIMIT
from nianbao.io.xlsx.sheet import SheetBuilder
from nianbao.io.xlsx.skim import Skimmer
from nianbao.io.xlsx.styles import read_formats
from nianbao.io.xlsx.text import read_notes, read_shared_strings
from nianbao.io.xlsx.values import CellContext

CELL_LIMIT = 200_000
"""Cells that hold something, all sheets together; a report has some four hundred."""

SHEET_LIMIT = 500

_REMARKS = {
    "vbaProject": "文件里有宏，没有运行，已忽略。",
    "externalLink": "文件里有指向其他文件的链接，没有跟随，只用了文件里保存的结果。",
    "connections": "文件里有外部数据连接，没有跟随，只用了文件里保存的结果。",
}


def read_xlsx(path: Path) -> Workbook:
    """Read every cell that holds something, on every sheet, the hidden ones too.

    Raise `Refused`: CORRUPT, PASSWORD, TOO_BIG, UNSAFE, and all of `open_archive`.
    """
    package = Package(open_archive(path))
    book = _read_structure(package)
    context = _read_context(package, book)
    remarks = list(_remarks(package, book))
    sheets: list[Sheet] = []
    room = CELL_LIMIT
    for entry in book.sheets:
        pointer = book.pointers.get(entry.pointer)
        if pointer is None or pointer.external or pointer.kind != "worksheet":
            remarks.append(f"“{entry.name}”不是普通的工作表，没有读取。")
            continue
        sheet, remark = _read_sheet(package, pointer.part, entry, context, room)
        room -= len(sheet.cells)
        sheets.append(sheet)
        remarks.extend(remark)
    return Workbook(tuple(sheets), tuple(remarks), properties(package))


@dataclass(frozen=True, slots=True)
class _SheetEntry:
    """A sheet as the workbook announces it."""

    name: str
    pointer: str
    hidden: bool


@dataclass
class _Structure:
    """What the workbook's main part says."""

    pointers: dict[str, Relationship]
    sheets: list[_SheetEntry] = field(default_factory=list)
    from_1904: bool = False

    def part(self, kind: str, package: Package) -> str | None:
        """Name the one part of a kind, if the workbook has it."""
        for pointer in self.pointers.values():
            if pointer.kind == kind and pointer.part in package:
                return pointer.part
        return None


def _read_structure(package: Package) -> _Structure:
    """Read the list of sheets. Raise `Refused`: CORRUPT, TOO_BIG."""
    main = package.main_part()
    book = _Structure({it.id: it for it in package.relationships(main)})

    def settings(attributes: Attributes) -> None:
        book.from_1904 = is_true(attributes.get("date1904"))

    def sheet(attributes: Attributes) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        name, pointer = attributes.get("name", ""), local(attributes, "id") or ""
        book.sheets.append(_SheetEntry(name, pointer, hidden))

    package.parse(main, {"workbookPr": settings, "sheet": sheet}, {})
    if not book.sheets:
        raise Refused(Refusal.CORRUPT, package.file, "没有工作表")
    if len(book.sheets) > SHEET_LIMIT:
        raise Refused(Refusal.TOO_BIG, package.file, "工作表太多")
    return book


def _read_context(package: Package, book: _Structure) -> CellContext:
    """Read what all sheets share: texts and number formats."""
    strings = book.part("sharedStrings", package)
    styles = book.part("styles", package)
    return CellContext(
        file=package.file,
        strings=read_shared_strings(package, strings) if strings else (),
        formats=read_formats(package, styles) if styles else (),
        from_1904=book.from_1904,
    )


def _read_sheet(
    package: Package, part: str, entry: _SheetEntry, context: CellContext, room: int
) -> tuple[Sheet, tuple[str, ...]]:
    """Read one sheet with its comments, and say if cells stood too far out."""
    builder = SheetBuilder(context, room)
    skimmer = Skimmer(ROW_LIMIT)
    package.parse(part, builder.starts, builder.ends, skimmer.skim)
    notes: dict[str, str] = {}
    for pointer in package.relationships(part):
        if pointer.kind == "comments" and pointer.part in package:
            notes |= read_notes(package, pointer.part)
    sheet = builder.sheet(entry.name, hidden=entry.hidden, notes=notes)
    far_cell = builder.far_cell or skimmer.far_cell
    if not far_cell:
        return sheet, ()
    remark = (
        f"工作表“{entry.name}”第 {ROW_LIMIT} 行以下或第 {COLUMN_LIMIT} 列以右还有内容"
        f"（如 {far_cell}），离得太远，没有读取。"
    )
    return sheet, (remark,)


def _remarks(package: Package, book: _Structure) -> Iterator[str]:
    """Say what the workbook holds that is never used."""
    kinds = {pointer.kind for pointer in book.pointers.values()}
    for kind, remark in _REMARKS.items():
        if kind in kinds:
            yield remark
    if package.odd_names:
        yield f"文件里有 {len(package.odd_names)} 个名称不正常的内部文件，已忽略。"
