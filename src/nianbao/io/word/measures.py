"""How large the styles of the tables set their text: as base.docx has it, or an office's own.

Font sizes are in half-points, lines in twentieths of a point.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from nianbao.io.word.styles import Style, StyleIds, W

_OF_TABLES = (Style.TABLE_HEAD, Style.TABLE_LABEL, Style.TABLE_NUMBER)
_NATURAL = 1.35
"""The height of a line that is left to the font, as a multiple of its size."""


@dataclass(frozen=True)
class Measures:
    """Font size and line of each style of the tables."""

    sizes: Mapping[Style, int]
    lines: Mapping[Style, int]


USUAL = Measures(
    {Style.TABLE_HEAD: 21, Style.TABLE_LABEL: 18, Style.TABLE_NUMBER: 21},
    {Style.TABLE_HEAD: 280, Style.TABLE_LABEL: 240, Style.TABLE_NUMBER: 280},
)
"""Those of the program's own base.docx."""


def measured(part: bytes, ids: StyleIds) -> Measures:
    """Read word/styles.xml; what a style does not say itself is taken to be as usual."""
    styles = {
        style.get(f"{{{W}}}styleId"): style
        for style in etree.fromstring(part).iterfind(f"{{{W}}}style")
    }
    sizes, lines = dict(USUAL.sizes), dict(USUAL.lines)
    for style in _OF_TABLES:
        found = styles[ids[style]]
        sizes[style] = _number(found, "rPr/sz", "val") or sizes[style]
        line = _number(found, "pPr/spacing", "line")
        if line and _said(found, "pPr/spacing", "lineRule") in ("exact", "atLeast"):
            lines[style] = line
        elif line:
            lines[style] = round(line / 240 * sizes[style] * 10 * _NATURAL)
    return Measures(sizes, lines)


def _number(style: etree._Element, path: str, attribute: str) -> int:
    said = _said(style, path, attribute)
    return int(said) if said.isdecimal() else 0


def _said(style: etree._Element, path: str, attribute: str) -> str:
    found = style.find("/".join(f"{{{W}}}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{{{W}}}{attribute}", "")
