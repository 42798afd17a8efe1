"""The names of the styles that base.docx must have, and their ids in a given file.

Found by name, never by id: Word zh-CN and LibreOffice give styles other ids when they save.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Style(StrEnum):
    """A style by its `w:name` in lower case.

    Word knows the English names as its own and shows them in the reader's language (标题 1).
    """

    NUMBER = "年报文号"
    TITLE = "title"
    UNDER_TITLE = "年报题注"
    BODY = "body text"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    SIGNATURE = "signature"
    DATE = "date"
    HEADER = "header"
    FOOTER = "footer"
    TABLE = "年报表格"
    TABLE_HEAD = "年报表头"
    TABLE_LABEL = "年报项目"
    TABLE_NUMBER = "年报数字"


SHOWN: Mapping[str, str] = {
    Style.TITLE: "标题（Title）",
    Style.BODY: "正文文本（Body Text）",
    Style.HEADING_1: "标题 1（heading 1）",
    Style.HEADING_2: "标题 2（heading 2）",
    Style.HEADING_3: "标题 3（heading 3）",
    Style.HEADING_4: "标题 4（heading 4）",
    Style.SIGNATURE: "签名（Signature）",
    Style.DATE: "日期（Date）",
    Style.HEADER: "页眉（header）",
    Style.FOOTER: "页脚（footer）",
}
"""What Word and WPS call its own styles in Chinese, and their `w:name`."""

HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
"""The four levels of GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）."""

StyleIds: TypeAlias = Mapping[Style, str]


class LacksStylesError(Exception):
    """base.docx was edited and styles are gone; `names` says which."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"base.docx lacks the styles {', '.join(names)}")
        self.names = names


def style_ids(part: bytes) -> StyleIds:
    """Read word/styles.xml. Raises LacksStylesError."""
    ids = {
        name.get(f"{{{W}}}val", "").lower(): style.get(f"{{{W}}}styleId", "")
        for style in etree.fromstring(part).iterfind(f"{{{W}}}style")
        for name in style.iterfind(f"{{{W}}}name")
    }
    lacking = tuple(style.value for style in Style if style not in ids)
    if lacking:
        raise LacksStylesError(lacking)
    return {style: ids[style] for style in Style}
