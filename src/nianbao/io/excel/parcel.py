"""Puts sheets together into the bytes of a workbook: the same sheets always into the same bytes.

Knows nothing of the annual report.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from nianbao.io.excel.looks import Styles
from nianbao.io.excel.sheet import SheetXml
from nianbao.io.excel.strings import Strings
from nianbao.io.word.package import CORE, core_properties, pack
from nianbao.io.xml_text import escape, quoteattr

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def parcel(
    sheets: Sequence[SheetXml], *, title: str, author: str, day: date, draft: bool = False
) -> bytes:
    """Write a workbook of sheets that share their styles and strings."""
    pages = [sheet.xml(title, draft=draft, shown_first=sheet is sheets[0]) for sheet in sheets]
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(
            (f"{_R}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_R}/worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
            (f"{_R}/styles", "styles.xml"),
            (f"{_R}/sharedStrings", "sharedStrings.xml"),
        ),
        **{f"xl/worksheets/sheet{n}.xml": page for n, page in enumerate(pages, 1)},
        "xl/styles.xml": sheets[0].styles.xml(),
        "xl/sharedStrings.xml": sheets[0].strings.xml(),
    }
    written = {name: (_DECLARATION + part).encode() for name, part in parts.items()}
    return pack({**written, CORE: core_properties(title, author, day)})


def shared() -> tuple[Styles, Strings]:
    """Give what all sheets of one workbook share."""
    return Styles(), Strings()


def _types(sheets: int) -> str:
    pages = (f"worksheets/sheet{n}" for n in range(1, sheets + 1))
    overrides = {
        "xl/workbook": "sheet.main",
        "xl/styles": "styles",
        "xl/sharedStrings": "sharedStrings",
        **{f"xl/{page}": "worksheet" for page in pages},
    }
    written = "".join(
        f'<Override PartName="/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}'
        f'<Override PartName="/{CORE}"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _workbook(sheets: Sequence[SheetXml]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    names = "".join(_names(sheets))
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><workbookPr/><bookViews>'
        f'<workbookView activeTab="0"/></bookViews><sheets>{listed}</sheets>'
        f"{f'<definedNames>{names}</definedNames>' if names else ''}"
        '<calcPr calcId="191029"/></workbook>'
    )


def _names(sheets: Sequence[SheetXml]) -> Iterator[str]:
    """Name the rows repeated on each page and the ranges that are filtered."""
    for n, sheet in enumerate(sheets):
        place = escape(sheet.name.replace("'", "''"))
        if sheet.filtered:
            first, last = (_absolute(end) for end in sheet.filtered.split(":"))
            yield (
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
                f"'{place}'!{first}:{last}</definedName>"
            )
        if sheet.repeated_rows:
            yield (
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">'
                f"'{place}'!$1:${sheet.repeated_rows}</definedName>"
            )


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell.removeprefix(letters)}"
