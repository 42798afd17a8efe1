"""How cells of our workbooks look, as named styles that the spreadsheet program lists too.

One style a role, set once: assigning fonts and borders cell by cell takes most of the time.
Knows nothing of what stands in the cells.
"""

from enum import StrEnum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TABLE_SIZE = 10.5
TEXT_SIZE = 12.0


MARGIN = 15 / 25.4 * 72
"""At the left and right of the paper, in points."""


class Look(StrEnum):
    """What a cell is there for."""

    CAPTION = "年报表题"
    LABEL = "年报项目"
    LABEL_LEFT = "年报项目（左）"
    LABEL_VERTICAL = "年报项目（竖）"
    NUMBER = "年报数字"
    TOTAL = "年报合计"
    HEAD = "年报栏目"
    PART = "年报部分"
    MARK = "年报标记"
    TEXT = "年报文字"
    HEADING = "年报小标题"
    FACT = "年报信息"


def add_looks(workbook: Workbook) -> None:
    """Give a workbook all the styles."""
    for look, style in _styles().items():
        style.name = str(look)
        workbook.add_named_style(style)


def set_up_page(sheet: Worksheet, *, landscape: bool, one_page: bool) -> None:
    """Set a sheet up for A4, as wide as the paper; page numbers below."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = MARGIN / 72
    margins.top = margins.bottom = 2 * MARGIN / 72
    margins.header = margins.footer = MARGIN / 72
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.HeaderFooter.oddFooter = footer


def paper_width(*, landscape: bool) -> float:
    """Give what is left of A4 between the margins, in points."""
    return (297 if landscape else 210) / 25.4 * 72 - 2 * MARGIN


def set_width(sheet: Worksheet, column: int, points: float) -> None:
    """Make a column so wide: the file counts in digits of the standard font, 7 pixels each."""
    sheet.column_dimensions[get_column_letter(column + 1)].width = round(points / 72 * 96 / 7, 2)


def _styles() -> dict[Look, NamedStyle]:
    return {
        Look.CAPTION: _style(_hei(14), Alignment("centerContinuous", "center"), framed=False),
        Look.LABEL: _style(_song(TABLE_SIZE), _wrapped("center")),
        Look.LABEL_LEFT: _style(_song(TABLE_SIZE), _wrapped("left")),
        Look.LABEL_VERTICAL: _style(
            _song(TABLE_SIZE), Alignment("center", "center", textRotation=255)
        ),
        Look.NUMBER: _style(_song(TABLE_SIZE), _shrunk(), locked=False),
        Look.TOTAL: _style(_song(TABLE_SIZE), _shrunk()),
        Look.HEAD: _style(_hei(11), Alignment("center", "center"), shaded=True),
        Look.PART: _style(_hei(TEXT_SIZE), Alignment("left", "center"), framed=False, shaded=True),
        Look.MARK: _style(_song(TABLE_SIZE, grey=True), Alignment("left", "top")),
        Look.TEXT: _style(_song(TEXT_SIZE), _wrapped("left", "top"), locked=False),
        Look.HEADING: _style(_hei(TEXT_SIZE), _wrapped("left", "top"), locked=False),
        Look.FACT: _style(_song(TEXT_SIZE), _wrapped("left"), locked=False),
    }


def _style(
    font: Font,
    alignment: Alignment,
    *,
    locked: bool = True,
    framed: bool = True,
    shaded: bool = False,
) -> NamedStyle:
    line = Side(style="thin", color="FF000000")
    return NamedStyle(
        font=font,
        alignment=alignment,
        border=Border(left=line, right=line, top=line, bottom=line) if framed else Border(),
        fill=PatternFill("solid", fgColor="FFEDEDED") if shaded else PatternFill(),
        protection=Protection(locked=locked),
    )


def _song(size: float, *, grey: bool = False) -> Font:
    return Font(name="宋体", charset=134, sz=size, color="FF595959" if grey else "FF000000")


def _hei(size: float) -> Font:
    return Font(name="黑体", charset=134, sz=size, color="FF000000")


def _wrapped(horizontal: str, vertical: str = "center") -> Alignment:
    return Alignment(horizontal, vertical, wrapText=True)


def _shrunk() -> Alignment:
    # A number too long for its cell becomes smaller, never ####.
    return Alignment("center", "center", shrinkToFit=True)
