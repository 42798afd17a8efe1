"""Text and properties: no character that must not be there, no blank that gets lost."""

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from nianbao.core.clean_text import clean
from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.package import CORE, LONGEST_PROPERTY
from nianbao.io.word.styles import W

_LOST_BLANKS = (
    "//w:t[not(@xml:space='preserve')][starts-with(., ' ') or substring(., string-length(.)) = ' ']"
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_NEEDED = (
    f"{_DC}title",
    f"{_DC}creator",
    f"{_DC}language",
    f"{_TERMS}created",
    f"{_TERMS}modified",
)


def word_faults(name: str, root: etree._Element) -> Iterator[Fault]:
    """Look through the words of a part."""
    _, unfit = clean(etree.tostring(root, method="text", encoding="unicode"))
    if unfit:
        codes = "、".join(f"U+{ord(character):04X}" for character in unfit)
        yield Fault(Kind.CHARACTER, name, f"文字里有不该有的字符 {codes}")
    if root.xpath(_LOST_BLANKS, namespaces={"w": W}):
        yield Fault(Kind.BLANKS, name, "有文字首尾的空格会丢失")


def property_faults(core: etree._Element) -> Iterator[Fault]:
    """Look at title, author, language and dates, which every reader must be able to take."""
    for name in _NEEDED:
        found = core.findall(name)
        if len(found) != 1:
            yield Fault(Kind.PROPERTIES, CORE, f"文档属性 {etree.QName(name).localname} 不是一个")
    for element in core.iter():
        words = element.text or ""
        if len(words) > LONGEST_PROPERTY:
            yield Fault(Kind.PROPERTIES, CORE, "有一项文档属性太长")
        if element.tag.startswith(_TERMS) and not _is_moment(words):
            yield Fault(Kind.PROPERTIES, CORE, f"文档属性里的日期“{words[:30]}”不对")


def _is_moment(words: str) -> bool:
    if not _MOMENT.fullmatch(words):
        return False
    try:
        dt.datetime.fromisoformat(words)
    except ValueError:
        return False
    return True
