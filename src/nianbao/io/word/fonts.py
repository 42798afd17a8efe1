"""The schemes of fonts: which fonts the document names, and which of them a machine lacks.

The names are data (resources/fonts.toml). They are written whether installed or not, since
the file travels. Knows nothing of how installed fonts are found.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from nianbao.core.report import FontScheme
from nianbao.io.paths import data
from nianbao.io.word.package import Parts, written
from nianbao.io.word.styles import W

_SLOTS = tuple(f"{{{W}}}{slot}" for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
_NAME = f"{{{W}}}name"


@dataclass(frozen=True, slots=True)
class Font:
    """A font: the one of base.docx it stands for, its name, and its one stand-in."""

    of: str
    name: str
    instead: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fonts:
    """One scheme; `name` is what the clerk chooses it by, `holds` a codec of its characters."""

    name: str
    holds: str
    fonts: tuple[Font, ...]

    def missing(self, installed: Collection[str]) -> tuple[str, ...]:
        """List the fonts of the scheme that are not among the families installed."""
        known = {family.casefold() for family in installed}
        return tuple(
            font.name
            for font in self.fonts
            if not any(name.casefold() in known for name in (font.name, *font.also))
        )


@cache
def fonts_of(scheme: FontScheme) -> Fonts:
    """Read one scheme."""
    raw = tomllib.loads((data("resources") / "fonts.toml").read_text(encoding="utf-8"))[scheme]
    fonts = (
        Font(font["of"], font["name"], font["instead"], tuple(font["also"])) for font in raw["font"]
    )
    return Fonts(raw["name"], raw["holds"], tuple(fonts))


def missing_fonts(scheme: FontScheme, installed: Collection[str]) -> str:
    """Say which fonts this machine lacks, given the families it has; "" when it has all."""
    missing = fonts_of(scheme).missing(installed)
    if not missing:
        return ""
    names = "、".join(f"“{name}”" for name in missing)
    return (
        f"这台电脑没有安装{names}，文档里仍然写着这些字体：在装有它们的电脑上打开就是标准字体，"
        "没有装的电脑上会换成相近的字体，分页不受影响。"
    )


def with_fonts(parts: Parts, scheme: FontScheme) -> Parts:
    """Put the scheme's fonts in place of those of base.docx; fonts of the office's own stay."""
    if scheme is FontScheme.SYSTEM:
        return parts
    given = {font.of: font for font in fonts_of(scheme).fonts}
    renamed = dict(parts)
    for name, part in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(part)
            if sum(_renamed(root, given)):
                renamed[name] = written(root)
    return renamed


def _renamed(root: etree._Element, given: Mapping[str, Font]) -> Iterator[bool]:
    """Rename every font named, and its entry in the font table with its stand-in."""
    for fonts in root.iter(f"{{{W}}}rFonts"):
        for slot in _SLOTS:
            name = fonts.get(slot, "")
            if name in given:
                fonts.set(slot, given[name].name)
                yield True
    for entry in root.iter(f"{{{W}}}font"):
        font = given.get(entry.get(_NAME, ""))
        if font is not None:
            entry.set(_NAME, font.name)
            for other in entry.iterfind(f"{{{W}}}altName"):
                other.set(f"{{{W}}}val", font.instead)
            yield True


def rare_characters(text: str, holds: str) -> tuple[str, ...]:
    """Find the Chinese characters and signs that a scheme's fonts are not made for.

    `holds` is the scheme's codec. Latin and other small scripts come from a font of their own.
    """
    if not _lacks(holds, text):
        return ()
    return tuple(sorted(char for char in set(text) if char >= _CHINESE and _lacks(holds, char)))


_CHINESE = "\u2e80"
_MARKS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""They choose a variant of the character before them."""


def _lacks(codec: str, text: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return text not in _MARKS
    return False
