"""The page set-up at the end of the text, and its page numbers on odd and even pages."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from nianbao.io.word.lint.container import Container
from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.package import DOCUMENT, OFFICE, SETTINGS
from nianbao.io.word.styles import W


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_LENGTHS = {"pgSz": ("w", "h"), "pgMar": ("top", "right", "bottom", "left", "footer")}


def page_faults(container: Container) -> Iterator[Fault]:
    """Look at the end of the body, and at what its page set-up points at."""
    document = container.roots.get(DOCUMENT)
    body = None if document is None else document.find(_tag("body"))
    if body is None or len(body) == 0 or body[-1].tag != _tag("sectPr"):
        yield Fault(Kind.PAGE, DOCUMENT, "文档末尾没有页面设置")
        return
    if len(body) == 1 or body[-2].tag != _tag("p"):
        yield Fault(Kind.PAGE, DOCUMENT, "文档没有以段落结束")
    page = body[-1]
    for name, lengths in _LENGTHS.items():
        found = page.find(_tag(name))
        if found is None or any(found.get(_tag(length)) is None for length in lengths):
            yield Fault(Kind.PAGE, DOCUMENT, "没有写明纸张大小或者页边距")
    grid = page.find(_tag("docGrid"))
    if grid is None or not grid.get(_tag("linePitch")):
        yield Fault(Kind.PAGE, DOCUMENT, "没有文档网格")
    yield from _references(container, page)


def _references(container: Container, page: etree._Element) -> Iterator[Fault]:
    """Compare what odd and even pages have with what the settings say."""
    ways = container.ways.get(DOCUMENT, {})
    settings = container.roots.get(SETTINGS)
    differ = settings is not None and settings.find(_tag("evenAndOddHeaders")) is not None
    for kind in ("header", "footer"):
        found = page.findall(_tag(f"{kind}Reference"))
        sides = Counter(one.get(_tag("type")) for one in found)
        if any(times > 1 for times in sides.values()):
            yield Fault(Kind.FOOTER, DOCUMENT, "同一种页眉或页脚写了两次")
        if "default" in sides and ("even" in sides) != differ:
            yield Fault(Kind.FOOTER, DOCUMENT, "单双页页眉页脚和设置不一致")
        for one in found:
            part = ways.get(one.get(f"{{{OFFICE}}}id", ""), "")
            root = container.roots.get(part)
            if root is None or root.tag != _tag({"header": "hdr", "footer": "ftr"}[kind]):
                yield Fault(Kind.FOOTER, DOCUMENT, "页眉或页脚指向的不是页眉页脚")
