"""The fonts of this machine: what stands in for a font that is lacking, how wide letters are."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from nianbao.ui.paper.sheets import Type

EM: Final = 1000
"""Pixels at which letters are measured: so large that nothing is rounded."""

TWIPS: Final = 10
"""In half a point."""

_SONG: Final = ("SimSun", "NSimSun", "Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN")
_PLAIN: Final = (
    *("Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
)
_SAME: Final = {"仿宋": "FangSong", "楷体": "KaiTi", "黑体": "SimHei", "宋体": "SimSun"}
"""The same font by its other name."""

_ALIKE: Final[Mapping[str, tuple[str, ...]]] = {
    "仿宋": (
        "FangSong",
        "仿宋_GB2312",
        "FangSong_GB2312",
        "华文仿宋",
        "STFangsong",
        *_SONG,
        *_PLAIN,
    ),
    "楷": ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "华文楷体", "STKaiti", *_SONG, *_PLAIN),
    "黑": ("SimHei", *_PLAIN),
    "宋": ("华文中宋", "STZhongsong", *_SONG, *_PLAIN),
    "Times": ("Nimbus Roman", "Liberation Serif", "Tinos"),
}
"""What comes nearest, the first that is installed, by a piece of the name that is lacking."""


class Faces:
    """Finds and measures fonts; may be asked from any thread.

    `instead` is what the document itself names in place of a font.
    """

    def __init__(self, instead: Mapping[str, str]) -> None:
        self._instead = instead
        self._families: dict[str, str] = {}
        self._metrics: dict[tuple[str, bool], QFontMetricsF] = {}
        self._widths: dict[tuple[str, bool, str], float] = {}

    @property
    def replaced(self) -> dict[str, str]:
        """Give the fonts asked for so far that are not installed, and what stands in."""
        return {
            name: has for name, has in self._families.items() if has not in (name, _SAME.get(name))
        }

    def family(self, name: str) -> str:
        """Find the family to draw with."""
        if name not in self._families:
            self._families[name] = self._found(name)
        return self._families[name]

    def width(self, name: str, character: str, *, bold: bool) -> float:
        """Measure a character, in parts of the size of its type."""
        key = (name, bold, character)
        if key not in self._widths:
            self._widths[key] = self._measured(name, bold).horizontalAdvance(character) / EM
        return self._widths[key]

    def font(self, type_: Type) -> QFont:
        """Make the font to draw with, a pixel being a twip; how far letters are apart is left out.

        Qt multiplies that by the resolution of printers.
        """
        font = self._plain(type_.family, type_.bold)
        font.setPixelSize(type_.half_points * TWIPS)
        return font

    def _measured(self, name: str, bold: bool) -> QFontMetricsF:  # noqa: FBT001  a face
        if (name, bold) not in self._metrics:
            font = self._plain(name, bold)
            font.setPixelSize(EM)
            self._metrics[name, bold] = QFontMetricsF(font)
        return self._metrics[name, bold]

    def _plain(self, name: str, bold: bool) -> QFont:  # noqa: FBT001  a face
        font = QFont(self.family(name))
        font.setBold(bold)
        font.setKerning(False)  # Word does not kern these documents
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
        return font

    def _found(self, name: str) -> str:
        others = next((fonts for piece, fonts in _ALIKE.items() if piece in name), _PLAIN)
        for family in (name, self._instead.get(name, name), *others):
            if QFontDatabase.hasFamily(family):
                return family
        return name
