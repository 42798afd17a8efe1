"""What a number looks like under a spreadsheet's number format, and whether it is a date.

Shared by all spreadsheet readers. Covers what clerks use: sections, conditions, literal
words and units, grouping, scaling by thousands, per cent, dates and times. Where it cannot
be sure it says so instead of guessing. Knows nothing of files or cells.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from nianbao.io.number_digits import show_number
from nianbao.io.serial_date import DateParts, show_date

_LONGEST = 255
"""Excel takes no longer format."""

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | [\\!](?P<escaped>.)
    | (?P<filler>[_*].)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general|g/通用格式)
    | (?P<half>am/pm|a/p|上午/下午)
    | (?P<unknown>e[+-]|b\d|g+)
    | (?P<date>y+|m+|d+|h+|s+|a{3,4}|e+)
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<slash>/)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


class Token(NamedTuple):
    """One element of a format: what it does, and its letters."""

    kind: str
    text: str


@dataclass(frozen=True)
class _Section:
    """One of up to four parts of a format, for one range of values."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(token.kind for token in self.tokens)

    @property
    def is_date(self) -> bool:
        return not self.kinds.isdisjoint({"date", "elapsed", "half"})

    def takes(self, value: Decimal) -> bool:
        """Tell whether the section's own condition holds."""
        if self.condition is None:
            return False
        sign, limit = self.condition
        return {
            "<": value < limit,
            ">": value > limit,
            "=": value == limit,
            "<=": value <= limit,
            ">=": value >= limit,
            "<>": value != limit,
        }[sign]


class NumberFormat:
    """A format that was read once and can show many numbers."""

    def __init__(self, code: str) -> None:
        code = code if len(code) <= _LONGEST else "General"
        self.plain = code.strip().lower() in {"", "general", "@", "g/通用格式"}
        self._sections = [_section(part) for part in _split(code)][:4]
        self.is_date = not self.plain and self._sections[0].is_date

    @property
    def has_day(self) -> bool:
        """Tell dates from mere times of the day."""
        dates = {token.text[0].lower() for token in self._sections[0].tokens if _is_date(token)}
        return not dates.isdisjoint("yda") or ("m" in dates and dates.isdisjoint("hs"))

    def show(self, value: Decimal) -> str | None:
        """Write a number as it is seen on the screen; None if that cannot be said for sure."""
        if self.plain:
            return None
        section, amount = self._choose(value)
        kinds = section.kinds
        if section.is_date or not kinds.isdisjoint({"unknown", "slash"}):
            return None
        if not kinds.isdisjoint({"general", "text"}):
            number = f"{amount:f}"
            words = (number if it.kind in {"general", "text"} else it.text for it in section.tokens)
            return "".join(words).strip()
        return show_number(section.tokens, amount)

    def show_date(self, parts: DateParts) -> str | None:
        """Write a date or time as it is seen on the screen; None if that is not sure."""
        section = self._sections[0]
        if "unknown" in section.kinds:
            return None
        return show_date(section.tokens, parts)

    def _choose(self, value: Decimal) -> tuple[_Section, Decimal]:
        """Pick the section for a value; one of its own for negatives shows no minus."""
        sections = self._sections
        if any(section.condition for section in sections):
            fitting = (section for section in sections if section.takes(value))
            rest = [section for section in sections[:3] if section.condition is None]
            return next(fitting, rest[-1] if rest else sections[-1]), value
        if value < 0 and len(sections) > 1:
            return sections[1], -value
        if value == 0 and len(sections) > 2:  # noqa: PLR2004  the third is for zero
            return sections[2], value
        return sections[0], value


@lru_cache(maxsize=512)
def number_format(code: str) -> NumberFormat:
    """Read a format; the same few come again and again."""
    return NumberFormat(code)


def _split(code: str) -> list[str]:
    """Part a format at the semicolons that are not inside quotes."""
    parts: list[str] = []
    start = 0
    while start <= len(code):
        found = _SECTION.match(code, start)
        end = found.end() if found else len(code)
        parts.append(code[start:end])
        start = end + 1
    return parts


def _section(code: str) -> _Section:
    """Read one section."""
    tokens: list[Token] = []
    condition = None
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "literal"
        text = found.group(kind)
        if kind == "bracket":
            limit = _CONDITION.fullmatch(text.strip())
            if limit:
                condition = (limit.group(1), Decimal(limit.group(2)))
            else:
                tokens.append(_bracket(text))
        elif kind != "filler":
            tokens.append(Token("literal" if kind in {"quoted", "escaped"} else kind, text))
    return _Section(tuple(tokens), condition)


def _bracket(text: str) -> Token:
    """Read what stands in brackets: a currency, elapsed time, a colour."""
    if text.startswith("$"):
        return Token("literal", text[1:].partition("-")[0])
    if _ELAPSED.fullmatch(text):
        return Token("elapsed", text)
    if text.upper().startswith(("DBNUM", "NATNUM")):
        return Token("unknown", text)
    return Token("literal", "")


def _is_date(token: Token) -> bool:
    return token.kind in {"date", "elapsed"}
