"""Counts the automatic numbers of a Word document, which stand nowhere in its text.

Sub-headings are told by their numbers, and most clerks let Word write those. Knows nothing
of paragraphs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nianbao.io.documents.docx_styles import number_of, value_of
from nianbao.io.ooxml import Filter, Package
from nianbao.io.safe_xml import Attributes, local

_DIGITS = "〇一二三四五六七八九"
_TEN, _HUNDRED = 10, 100
_CIRCLED = 20
_LETTERS = 26


@dataclass(slots=True)
class _Level:
    """How one level of a list is written: （%1） in Chinese digits, from 1."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class _List:
    """A list as paragraphs refer to it: whose levels it has, and where it begins anew."""

    kept_by: str = ""
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts on with every numbered paragraph, in the order of the document."""

    def __init__(self) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, list_id: str, level: int) -> str:
        """Give the number of the next paragraph of a list as it is shown; "" for a mere dot."""
        used = self._lists.get(list_id)
        if used is None:
            return ""
        levels = self._levels.get(used.kept_by, {})
        counts = self._counts.setdefault(used.kept_by, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for again in used.starts:
                counts.pop(again, None)
        counts[level] = counts.get(level, self._start(used, levels, level) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._written(used, levels, level, counts)

    def _start(self, used: _List, levels: Mapping[int, _Level], level: int) -> int:
        return used.starts.get(level, levels.get(level, _Level()).start)

    def _written(
        self, used: _List, levels: Mapping[int, _Level], level: int, counts: Mapping[int, int]
    ) -> str:
        how = levels.get(level)
        if how is None or how.kind in {"bullet", "none"}:
            return ""
        text = how.pattern
        for other in range(level + 1):
            count = counts.get(other, self._start(used, levels, other))
            kind = levels.get(other, how).kind
            text = text.replace(f"%{other + 1}", _KINDS.get(kind, str)(count))
        return text

    def read(self, package: Package, part: str, bounded: Filter) -> None:
        """Read the lists of a document. Raise `Refused` as `Package.parse` does."""
        reading = _Reading(self._levels, self._lists)
        package.parse(part, reading.starts, {"num": reading.end_list}, bounded)


class _Reading:
    """Listens to the part that describes the lists."""

    def __init__(self, levels: dict[str, dict[int, _Level]], lists: dict[str, _List]) -> None:
        self._levels = levels
        self._lists = lists
        self._own: dict[int, _Level] = {}
        self._level = _Level()
        self._list: _List | None = None
        self._at = 0
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "abstractNum": self._begin_levels,
            "lvl": self._begin_level,
            "start": self._start,
            "numFmt": self._kind,
            "lvlText": self._pattern,
            "num": self._begin_list,
            "abstractNumId": self._kept_by,
            "lvlOverride": self._begin_override,
            "startOverride": self._override,
        }

    def end_list(self, _text: str) -> None:
        self._list = None

    def _begin_levels(self, attributes: Attributes) -> None:
        self._own = self._levels.setdefault(local(attributes, "abstractNumId") or "", {})

    def _begin_level(self, attributes: Attributes) -> None:
        self._level = _Level()
        if self._list is None:
            self._own[number_of(attributes, "ilvl")] = self._level

    def _start(self, attributes: Attributes) -> None:
        self._level.start = number_of(attributes)

    def _kind(self, attributes: Attributes) -> None:
        self._level.kind = value_of(attributes)

    def _pattern(self, attributes: Attributes) -> None:
        self._level.pattern = value_of(attributes)

    def _begin_list(self, attributes: Attributes) -> None:
        self._list = self._lists.setdefault(local(attributes, "numId") or "", _List())

    def _kept_by(self, attributes: Attributes) -> None:
        if self._list is not None:
            self._list.kept_by = value_of(attributes)

    def _begin_override(self, attributes: Attributes) -> None:
        self._at = number_of(attributes, "ilvl")

    def _override(self, attributes: Attributes) -> None:
        if self._list is not None:
            self._list.starts[self._at] = number_of(attributes)


def chinese(number: int) -> str:
    """Write a number in Chinese digits: 十二; from a hundred on as it is."""
    tens, ones = divmod(number, _TEN)
    if not 0 < number < _HUNDRED:
        return str(number)
    before = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return before + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= _CIRCLED else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LETTERS)


_KINDS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "chineseCounting": chinese,
        "chineseCountingThousand": chinese,
        "chineseLegalSimplified": chinese,
        "ideographDigital": chinese,
        "japaneseCounting": chinese,
        "taiwaneseCounting": chinese,
        "taiwaneseCountingThousand": chinese,
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "lowerLetter": _letter,
        "upperLetter": lambda number: _letter(number).upper(),
    }
)
