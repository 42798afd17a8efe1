"""How cells of our workbooks look, as named styles that the spreadsheet program lists too.

One style a role; a cell may vary it by a number format of its own or by being text whatever it
begins with. Knows nothing of what stands in the cells.
"""

from dataclasses import dataclass
from enum import StrEnum

from nianbao.io.xml_text import quoteattr

TABLE_SIZE = 10.5
TEXT_SIZE = 12.0

GENERAL = "General"
"""The number format that shows a number as it is."""

_NUMBER = "FF000000"
_GREY = "FF595959"
_SHADE = "FFEDEDED"
_FIRST_FORMAT = 164  # lower ids are the spreadsheet's own
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


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
    BESIDE = "年报对照"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A look in detail; `font` counts the fonts below."""

    font: int
    alignment: str
    locked: bool = True
    framed: bool = True
    shaded: bool = False

    def xf(self, style: int, number_format: int = 0, *, quoted: bool = False) -> str:
        """Write the formatting; `style` is the named style it belongs to."""
        protection = "" if self.locked else '<protection locked="0"/>'
        prefix = ' quotePrefix="1"' if quoted else ""
        return (
            f'<xf numFmtId="{number_format}" fontId="{self.font}" fillId="{2 * self.shaded}"'
            f' borderId="{int(self.framed)}" xfId="{style}" applyNumberFormat="1" applyFont="1"'
            f' applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"'
            f"{prefix}>{self.alignment}{protection}</xf>"
        )


def _font(name: str, size: float, colour: str = _NUMBER) -> str:
    return (
        f'<font><sz val="{size:g}"/><color rgb="{colour}"/><name val="{name}"/>'
        '<charset val="134"/></font>'
    )


_FONTS = (
    # The first is the standard font, in whose digits the file counts column widths.
    '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    _font("宋体", TABLE_SIZE),
    _font("宋体", TABLE_SIZE, _GREY),
    _font("宋体", TEXT_SIZE),
    _font("黑体", 11),
    _font("黑体", TEXT_SIZE),
    _font("黑体", 14),
)
_SMALL, _GREYED, _BODY, _HEI, _HEI_BODY, _HEI_LARGE = range(1, 7)


def _aligned(horizontal: str, vertical: str = "center", more: str = "") -> str:
    return f'<alignment horizontal="{horizontal}" vertical="{vertical}"{more}/>'


_WRAP = ' wrapText="1"'
_SHRUNK = _aligned("center", more=' shrinkToFit="1"')
"""A number too long for its cell becomes smaller, never ####."""

_DRAWN = {
    Look.CAPTION: _Drawn(_HEI_LARGE, _aligned("centerContinuous"), framed=False),
    Look.LABEL: _Drawn(_SMALL, _aligned("center", more=_WRAP)),
    Look.LABEL_LEFT: _Drawn(_SMALL, _aligned("left", more=_WRAP)),
    Look.LABEL_VERTICAL: _Drawn(_SMALL, _aligned("center", more=' textRotation="255"')),
    Look.NUMBER: _Drawn(_SMALL, _SHRUNK, locked=False),
    Look.TOTAL: _Drawn(_SMALL, _SHRUNK),
    Look.HEAD: _Drawn(_HEI, _aligned("center"), shaded=True),
    Look.PART: _Drawn(_HEI_BODY, _aligned("left"), framed=False, shaded=True),
    Look.MARK: _Drawn(_GREYED, _aligned("left", "top")),
    Look.TEXT: _Drawn(_BODY, _aligned("left", "top", _WRAP), locked=False),
    Look.HEADING: _Drawn(_HEI_BODY, _aligned("left", "top", _WRAP), locked=False),
    Look.FACT: _Drawn(_BODY, _aligned("left", more=_WRAP), locked=False),
    Look.BESIDE: _Drawn(_SMALL, _SHRUNK),
}
_STYLES = {look: number for number, look in enumerate(_DRAWN, 1)}
"""The named styles by their number; 0 is the spreadsheet's own."""


class Styles:
    """The formattings one workbook uses, numbered as its cells name them."""

    def __init__(self) -> None:
        self._used: dict[tuple[Look, str, bool], int] = {}
        self._formats: dict[str, int] = {GENERAL: 0}

    def number(self, look: Look, number_format: str = GENERAL, *, quoted: bool = False) -> int:
        """Give the number of a formatting; `quoted` text stays text when it is edited."""
        return self._used.setdefault((look, number_format, quoted), len(self._used) + 1)

    def xml(self) -> str:
        """Write `styles.xml`."""
        used = "".join(
            _DRAWN[look].xf(_STYLES[look], self._format(wanted), quoted=quoted)
            for look, wanted, quoted in self._used
        )
        named = "".join(
            f"<cellStyle name={quoteattr(look)} xfId={quoteattr(str(number))}/>"
            for look, number in _STYLES.items()
        )
        own = "".join(_DRAWN[look].xf(0).replace(' xfId="0"', "") for look in _STYLES)
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for code, number in self._formats.items()
            if number
        )
        plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
        line = '<{0} style="thin"><color rgb="FF000000"/></{0}>'
        frame = "".join(line.format(side) for side in ("left", "right", "top", "bottom"))
        count = len(_STYLES) + 1
        return (
            f'<styleSheet xmlns="{_MAIN}">'
            + (f'<numFmts count="{len(self._formats) - 1}">{formats}</numFmts>' if formats else "")
            + f'<fonts count="{len(_FONTS)}">{"".join(_FONTS)}</fonts>'
            '<fills count="3"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill>'
            f'<fill><patternFill patternType="solid"><fgColor rgb="{_SHADE}"/></patternFill></fill>'
            "</fills>"
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{frame}<diagonal/></border></borders>"
            f'<cellStyleXfs count="{count}">{plain}/>{own}</cellStyleXfs>'
            f'<cellXfs count="{len(self._used) + 1}">{plain} xfId="0"/>{used}</cellXfs>'
            f'<cellStyles count="{count}"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
            f"{named}</cellStyles></styleSheet>"
        )

    def _format(self, code: str) -> int:
        return self._formats.setdefault(code, _FIRST_FORMAT + len(self._formats) - 1)
