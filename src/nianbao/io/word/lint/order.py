"""Elements in the order the schema asks for, and attributes that say what they may."""

import re
from collections.abc import Iterator
from operator import attrgetter

from lxml import etree

from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.lint.schema import CHECKED, MANY, ORDER, VALUED, WHOLE, WORDS
from nianbao.io.word.styles import W

_WHOLE = re.compile(r"-?\d{1,9}")
_SPACE = f"{{{W}}}"
_VAL = f"{{{W}}}val"
_NAME = attrgetter("tag")


def order_faults(name: str, root: etree._Element) -> Iterator[Fault]:
    """Look through a part; `name` is the part's."""
    sound: set[tuple[object, ...]] = set()
    for parent in root.iter(*ORDER):
        # Thousands of elements have the same few orders of children.
        order = (parent.tag, *map(_NAME, parent))
        if order not in sound:
            found = list(_children(name, parent))
            yield from found
            if not found:
                sound.add(order)
    for element in root.iter(*CHECKED):
        said = (element.tag, *element.items())
        if said not in sound:
            yield from _values(name, element)
            sound.add(said)


def _children(name: str, parent: etree._Element) -> Iterator[Fault]:
    ranks, last, before = ORDER[parent.tag], -1, ""
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str) or not tag.startswith(_SPACE):
            continue
        rank = ranks.get(tag)
        if rank is None:
            yield Fault(Kind.UNKNOWN, name, f"{_short(parent)} 里不能有 {_short(child)}")
            continue
        if rank < last:
            yield Fault(Kind.ORDER, name, f"{_short(parent)} 里的 {_short(child)} 次序不对")
        elif tag == before and tag not in MANY:
            yield Fault(Kind.TWICE, name, f"{_short(parent)} 里有两个 {_short(child)}")
        last, before = max(rank, last), tag


def _values(name: str, element: etree._Element) -> Iterator[Fault]:
    if element.tag in VALUED and element.get(_VAL) is None:
        yield Fault(Kind.VALUE, name, f"{_short(element)} 没有值")
    for attribute, allowed in WORDS.get(element.tag, ()):
        value = element.get(attribute)
        if value is not None and value not in allowed:
            yield Fault(Kind.VALUE, name, f"{_short(element)} 的值不能是“{value[:20]}”")
    for attribute in WHOLE.get(element.tag, ()):
        value = element.get(attribute)
        if value is not None and not _WHOLE.fullmatch(value):
            yield Fault(Kind.VALUE, name, f"{_short(element)} 的值不能是“{value[:20]}”")


def _short(element: etree._Element) -> str:
    return element.tag.replace(_SPACE, "w:")
