"""What the styles of a Word document say that matters for its words: names, numbers, place.

Fonts and sizes are nothing to us.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from nianbao.io.ooxml import Filter, Package
from nianbao.io.safe_xml import Attributes, OnStart, local

SET_APART = frozenset({"center", "right", "end"})
"""Alignments under which lines are parted for their looks."""

_DEPTH = 20
_NUMBER = re.compile("[0-9]{1,6}")


@dataclass(slots=True)
class Style:
    """A paragraph style; None is left to the style it is based on."""

    name: str = ""
    based_on: str = ""
    list_id: str | None = None
    level: int | None = None
    alignment: str | None = None

    @property
    def is_contents(self) -> bool:
        """Tell whether it is one of a table of contents."""
        return self.name.lower().startswith("toc ")


_SAID = {"name": "name", "basedOn": "based_on", "numId": "list_id", "jc": "alignment"}


def read_styles(package: Package, part: str, bounded: Filter) -> Mapping[str, Style]:
    """Read the paragraph styles by id, each complete. Raise `Refused` as `Package.parse` does."""
    styles: dict[str, Style] = {}
    current = ""

    def begin(attributes: Attributes) -> None:
        nonlocal current
        current = local(attributes, "styleId") or ""
        styles[current] = Style()

    def setter(aspect: str) -> OnStart:
        def put(attributes: Attributes) -> None:
            if current in styles:
                setattr(styles[current], aspect, value_of(attributes))

        return put

    def level(attributes: Attributes) -> None:
        if current in styles:
            styles[current].level = number_of(attributes)

    starts: dict[str, OnStart] = {"style": begin, "ilvl": level}
    package.parse(
        part, starts | {name: setter(aspect) for name, aspect in _SAID.items()}, {}, bounded
    )
    return {key: _complete(styles, style) for key, style in styles.items()}


def value_of(attributes: Attributes) -> str:
    """Give what an element says in its `val`."""
    return local(attributes, "val") or attributes.get("val", "")


def number_of(attributes: Attributes, name: str = "val") -> int:
    """Give the number an element says, of a few digits; 0 if it is none."""
    value = local(attributes, name) or attributes.get(name, "")
    return int(value) if _NUMBER.fullmatch(value) else 0


def _complete(styles: Mapping[str, Style], style: Style) -> Style:
    """Fill in what the styles it is based on say."""
    base = style
    for _ in range(_DEPTH):
        if base.based_on not in styles:
            break
        base = styles[base.based_on]
        style = replace(
            style,
            list_id=base.list_id if style.list_id is None else style.list_id,
            level=base.level if style.level is None else style.level,
            alignment=base.alignment if style.alignment is None else style.alignment,
        )
    return style
