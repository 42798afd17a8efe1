"""The styles a 核对说明 has besides those of base.docx, which it is based on.

Smaller than the public report's: this one is read at a desk, and kept short. Added to the
written file only; base.docx stays as it is.
"""

from enum import StrEnum

from lxml import etree

from nianbao.io.word.styles import Style, StyleIds, W
from nianbao.io.xml_text import quoteattr


class Look(StrEnum):
    """A style of the 核对说明, by its id in the written file; its name is `_NAMES`'s."""

    NOTICE = "ReviewNotice"
    HEADING = "ReviewHeading"
    BODY = "ReviewBody"
    LEAD = "ReviewLead"
    VERDICT = "ReviewVerdict"
    NOTE = "ReviewNote"
    BOX = "ReviewBox"
    CHART = "ReviewChart"
    HEAD = "ReviewHead"
    GROUP = "ReviewGroup"
    LEFT = "ReviewLeft"
    CENTRE = "ReviewCentre"
    RIGHT = "ReviewRight"
    TOP = "ReviewTop"


_SONG = ("Times New Roman", "宋体")
_FANG = ("Times New Roman", "仿宋")
_HEI = ("黑体", "黑体")

_SMALL, _MIDDLE, _TEXT = 18, 21, 28
"""Half-points: 小五, 五号, 四号."""

_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="560"/>'
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _spacing(line: int, before: int = 0, after: int = 0, rule: str = "exact") -> str:
    return (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="{before}" w:after="{after}"'
        f' w:line="{line}" w:lineRule="{rule}"/>'
    )


_LOOKS: dict[Look, tuple[str, Style, str, tuple[str, str], int]] = {
    Look.NOTICE: (
        "核对声明",
        Style.BODY,
        _spacing(480, after=160) + _NO_INDENT + '<w:jc w:val="center"/>',
        _HEI,
        _TEXT,
    ),
    # Built on the heading, so that the document's outline shows them.
    Look.HEADING: (
        "核对标题",
        Style.HEADING_1,
        _spacing(480, before=240, after=80) + _NO_INDENT,
        _HEI,
        _TEXT,
    ),
    Look.LEAD: (
        "核对引语",
        Style.BODY,
        _spacing(460, before=100, after=60) + _INDENT,
        _FANG,
        _TEXT,
    ),
    Look.BODY: ("核对正文", Style.BODY, _spacing(460, before=60) + _INDENT, _FANG, _TEXT),
    Look.VERDICT: (
        "核对结论",
        Style.BODY,
        _spacing(460, before=120) + _INDENT,
        _HEI,
        _TEXT,
    ),
    Look.NOTE: (
        "核对表注",
        Style.BODY,
        _spacing(280, before=80) + _NO_INDENT,
        _SONG,
        _SMALL,
    ),
    Look.BOX: (
        "核对勾选",
        Style.BODY,
        "<w:keepLines/>" + _spacing(440, before=40) + '<w:ind w:left="420" w:hanging="420"/>',
        _FANG,
        _TEXT,
    ),
    # A picture in a line of exact height is cut off: this one grows.
    Look.CHART: (
        "核对图",
        Style.BODY,
        "<w:keepLines/>"
        + _spacing(240, before=200, rule="auto")
        + _NO_INDENT
        + '<w:jc w:val="center"/>',
        _SONG,
        _MIDDLE,
    ),
    Look.HEAD: (
        "核对表头",
        Style.TABLE_HEAD,
        _spacing(320) + '<w:jc w:val="center"/>',
        _HEI,
        _MIDDLE,
    ),
    Look.GROUP: (
        "核对分组",
        Style.TABLE_HEAD,
        _spacing(320) + '<w:jc w:val="left"/>',
        _HEI,
        _MIDDLE,
    ),
    Look.LEFT: (
        "核对文字",
        Style.TABLE_HEAD,
        _spacing(320) + '<w:jc w:val="left"/>',
        _SONG,
        _MIDDLE,
    ),
    Look.CENTRE: (
        "核对居中",
        Style.TABLE_HEAD,
        _spacing(320) + '<w:jc w:val="center"/>',
        _SONG,
        _MIDDLE,
    ),
    Look.RIGHT: (
        "核对数字",
        Style.TABLE_HEAD,
        _spacing(320) + '<w:jc w:val="right"/>',
        _SONG,
        _MIDDLE,
    ),
    Look.TOP: (
        "核对页眉",
        Style.HEADER,
        _spacing(280) + '<w:jc w:val="right"/>',
        _HEI,
        _MIDDLE,
    ),
}


def with_looks(part: bytes, ids: StyleIds) -> bytes:
    """Add the styles to word/styles.xml, each based on one that base.docx has."""
    styles = etree.fromstring(part)
    for look, (name, base, paragraph, (latin, chinese), size) in _LOOKS.items():
        fonts = (
            f"<w:rFonts w:ascii={quoteattr(latin)} w:hAnsi={quoteattr(latin)}"
            f' w:eastAsia={quoteattr(chinese)} w:cs="Times New Roman"/>'
        )
        written = (
            f'<w:style xmlns:w="{W}" w:type="paragraph" w:customStyle="1" w:styleId="{look}">'
            f"<w:name w:val={quoteattr(name)}/><w:basedOn w:val={quoteattr(ids[base])}/>"
            f"<w:qFormat/><w:pPr>{paragraph}</w:pPr>"
            f'<w:rPr>{fonts}<w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            "</w:rPr></w:style>"
        )
        styles.append(etree.fromstring(written))
    return etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True)
