"""The small workbook inside the document that holds a chart's numbers.

Written by hand, so that the same numbers make the same bytes and nothing heavy is loaded.
"""

from nianbao.io.review.said import Chart
from nianbao.io.word.package import pack
from nianbao.io.xml_text import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COLUMNS = "ABC"


def chart_book(chart: Chart) -> bytes:
    """Write the workbook: categories down the first column, one series a column beside it."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml"'
            f' ContentType="{_TYPE}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _pointer("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _pointer("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": _sheet(chart),
    }
    return pack({name: (_DECLARATION + text).encode() for name, text in parts.items()})


def _pointer(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_R}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(chart: Chart) -> str:
    rows = ["".join(map(_words, "BC", (1, 1), (series.name for series in chart.series)))]
    for at, category in enumerate(chart.categories):
        numbers = "".join(
            f'<c r="{column}{at + 2}"><v>{value}</v></c>'
            for column, series in zip(_COLUMNS[1:], chart.series, strict=True)
            for value in (series.numbers[at],)
            if value is not None
        )
        rows.append(_words("A", at + 2, category) + numbers)
    written = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _words(column: str, row: int, words: str) -> str:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
