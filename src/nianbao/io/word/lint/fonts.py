"""Fonts as Word takes them: named, never a theme's, names of at most 31 characters."""

from collections.abc import Iterator

from lxml import etree

from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.package import attributes
from nianbao.io.word.styles import W

LONGEST = 31
"""Characters in a font's name (MS-OI29500 2.1.88)."""

_SLOTS = tuple(f"{{{W}}}{slot}" for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
_WITHOUT_HINT = "//w:r[w:t][not(w:rPr/w:rFonts/@w:hint = 'eastAsia')]"
_VAL, _NAME = f"{{{W}}}val", f"{{{W}}}name"
_FONTS = f"{{{W}}}rFonts"


def font_faults(name: str, root: etree._Element) -> Iterator[Fault]:
    """Look through a part for fonts."""
    for fonts in root.iter(_FONTS):
        for attribute, value in attributes(fonts).items():
            if "heme" in attribute:
                yield Fault(Kind.THEME_FONT, name, f"用了主题字体“{value}”")
            elif attribute in _SLOTS and not 0 < len(value) <= LONGEST:
                yield Fault(Kind.FONT_NAME, name, f"字体名“{value[:40]}”太长或者空着")
    for entry in root.iter(f"{{{W}}}font"):
        others = [other.get(_VAL, "") for other in entry.iterfind(f"{{{W}}}altName")]
        for value in (entry.get(_NAME, ""), *others):
            if not 0 < len(value) <= LONGEST or "," in value:
                yield Fault(Kind.FONT_NAME, name, f"字体名“{value[:40]}”太长、空着或者写了几个")


def hint_faults(name: str, root: etree._Element) -> Iterator[Fault]:
    """Find runs of text whose quotation marks Word would take from the Latin font."""
    if root.xpath(_WITHOUT_HINT, namespaces={"w": W}):
        yield Fault(Kind.HINT, name, "有文字没有标明按中文字体排")
