"""Reads the number formats of an .xlsx workbook's styles; colours and borders are nothing to us."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from nianbao.io.number_format import NumberFormat, number_format
from nianbao.io.ooxml import Package
from nianbao.io.safe_xml import Attributes

BUILT_IN_FORMATS: Mapping[int, str] = MappingProxyType(
    {
        0: "General",
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        9: "0%",
        10: "0.00%",
        11: "0.00E+00",
        12: "# ?/?",
        13: "# ??/??",
        14: "yyyy/m/d",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM",
        20: "h:mm",
        21: "h:mm:ss",
        22: "yyyy/m/d h:mm",
        27: 'yyyy"年"m"月"',
        28: 'm"月"d"日"',
        29: 'm"月"d"日"',
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"',
        34: '上午/下午h"时"mm"分"',
        35: '上午/下午h"时"mm"分"ss"秒"',
        36: 'yyyy"年"m"月"',
        37: "#,##0;-#,##0",
        38: "#,##0;-#,##0",
        39: "#,##0.00;-#,##0.00",
        40: "#,##0.00;-#,##0.00",
        41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
        42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
        43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
        45: "mm:ss",
        46: "[h]:mm:ss",
        47: "mm:ss.0",
        48: "##0.0E+0",
        49: "@",
        50: 'yyyy"年"m"月"',
        51: 'm"月"d"日"',
        52: 'yyyy"年"m"月"',
        53: 'm"月"d"日"',
        54: 'm"月"d"日"',
        55: '上午/下午h"时"mm"分"',
        56: '上午/下午h"时"mm"分"ss"秒"',
        57: 'yyyy"年"m"月"',
        58: 'm"月"d"日"',
    }
)
"""Formats that files name by number only, as Chinese Excel shows them; .xls uses the same."""


def read_formats(package: Package, part: str) -> Sequence[NumberFormat]:
    """List the number format of every cell style, in the order cells refer to them.

    Raise `Refused` as `Package.parse` does.
    """
    codes = dict(BUILT_IN_FORMATS)
    styles: list[int] = []
    in_cell_styles = False

    def custom(attributes: Attributes) -> None:
        codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "General")

    def begin(_attributes: Attributes) -> None:
        nonlocal in_cell_styles
        in_cell_styles = True

    def end(_text: str) -> None:
        nonlocal in_cell_styles
        in_cell_styles = False

    def style(attributes: Attributes) -> None:
        if in_cell_styles:
            styles.append(_number(attributes.get("numFmtId")))

    package.parse(part, {"numFmt": custom, "cellXfs": begin, "xf": style}, {"cellXfs": end})
    return [number_format(codes.get(style, "General")) for style in styles]


def _number(text: str | None) -> int:
    """Read a format's number; General where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0
