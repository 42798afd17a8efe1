"""Names that must be there and must be one: styles, lists, relations, bookmarks, drawings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from nianbao.io.word.lint.container import Container
from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.package import OFFICE, STYLES
from nianbao.io.word.styles import W


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_VAL, _ID, _STYLE_ID = _tag("val"), _tag("id"), _tag("styleId")
_USES = {_tag("pStyle"): "paragraph", _tag("rStyle"): "character", _tag("tblStyle"): "table"}
_AMONG_STYLES = (_tag("basedOn"), _tag("next"), _tag("link"))
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_NUMBERING = "word/numbering.xml"


def reference_faults(container: Container) -> Iterator[Fault]:
    """Look through all parts of the text."""
    styles = container.roots.get(STYLES)
    if styles is None:
        return
    kinds = {
        style.get(_STYLE_ID, ""): style.get(_tag("type"), "")
        for style in styles.iterfind(_tag("style"))
    }
    yield from _same(STYLES, "样式", (s.get(_STYLE_ID) for s in styles.iterfind(_tag("style"))))
    names = (n.get(_VAL, "").lower() for n in styles.iterfind(f"{_tag('style')}/{_tag('name')}"))
    yield from _same(STYLES, "样式名", names)
    for element in styles.iter(*_AMONG_STYLES):
        if element.get(_VAL) not in kinds:
            yield Fault(Kind.STYLE, STYLES, f"样式以没有的样式“{element.get(_VAL)}”为基础")
    for name, root in container.roots.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            yield from _styles(name, root, kinds)
            yield from _lists(name, root, container)
            yield from _ways(name, root, container)
            yield from _ids(name, root)


def _styles(name: str, root: etree._Element, kinds: dict[str, str]) -> Iterator[Fault]:
    used = {(element.tag, element.get(_VAL, "")) for element in root.iter(*_USES)}
    for tag, style in sorted(used):
        if kinds.get(style) != _USES[tag]:
            yield Fault(Kind.STYLE, name, f"用了没有的样式“{style}”")


def _lists(name: str, root: etree._Element, container: Container) -> Iterator[Fault]:
    numbering = container.roots.get(_NUMBERING)
    known = {"0"}
    if numbering is not None:
        known |= {num.get(_tag("numId"), "") for num in numbering.iterfind(_tag("num"))}
    for number in root.iter(_tag("numPr")):
        for identity in number.iterfind(_tag("numId")):
            if identity.get(_VAL) not in known:
                yield Fault(Kind.NUMBERING, name, "用了没有的编号")


def _ways(name: str, root: etree._Element, container: Container) -> Iterator[Fault]:
    """See that each relation a part uses is declared."""
    ways = container.ways.get(name, {})
    used = root.xpath("//@r:*", namespaces={"r": OFFICE}, smart_strings=False)
    for value in used if isinstance(used, list) else ():
        if isinstance(value, str) and value not in ways:
            yield Fault(Kind.RELATION, name, f"用了没有的关系“{value}”")


def _ids(name: str, root: etree._Element) -> Iterator[Fault]:
    marks = list(root.iter(_tag("bookmarkStart")))
    yield from _same(name, "书签", (mark.get(_tag("name")) for mark in marks))
    yield from _same(name, "书签编号", (mark.get(_ID) for mark in marks))
    ends = {mark.get(_ID) for mark in root.iter(_tag("bookmarkEnd"))}
    if ends != {mark.get(_ID) for mark in marks}:
        yield Fault(Kind.SAME_ID, name, "书签没有首尾对应")
    yield from _same(name, "图形", (one.get("id") for one in root.iter(_DRAWING, _SHAPE)))


def _same(name: str, what: str, given: Iterable[str | None]) -> Iterator[Fault]:
    for one, times in Counter(given).items():
        if one and times > 1:
            yield Fault(Kind.SAME_ID, name, f"{what}“{one}”重复")
