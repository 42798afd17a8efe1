"""Text on its way into Word: what a paragraph may hold, and what was taken out.

Cleaned once, at this boundary; the report keeps what was typed. Knows nothing of XML.
"""

import re
import unicodedata
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|[\r\n\v\f\u0085\u2028\u2029]")
_BLANK = re.compile("[\t\u00a0\u202f]")
_NEVER = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; XML 1.0 section 2.2 forbids the first
    "\ud800-\udfff"  # half a surrogate pair, not a character
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # they reverse what is read (spoofing)
    "\u00ad\u200b\u2060\ufeff"  # unseen, and break every search for the word they stand in
    "\ufdd0-\ufdef"
    + "".join(f"{chr(0xFFFE + (p << 16))}{chr(0xFFFF + (p << 16))}" for p in range(17))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Removed:
    """A character that was left out, and where: a section or cell id, or the like."""

    place: str
    character: str

    @property
    def code(self) -> str:
        """The character by its number, since it cannot be shown: `U+202E`."""
        return f"U+{ord(self.character):04X}"


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the text as Word can hold it, and the characters left out, each once.

    Every kind of line end becomes a line feed, a tab or no-break space a blank. Controls,
    surrogates, non-characters, invisible and direction-changing characters go. Emoji, rare
    characters and private use stay: they are somebody's name.
    """
    lines = _BLANK.sub(" ", _LINE_END.sub("\n", text))
    return _NEVER.sub("", lines), tuple(dict.fromkeys(_NEVER.findall(lines)))


def paragraphs(text: str) -> tuple[str, ...]:
    """Part cleaned text into paragraphs, without blanks at their ends (the style indents)."""
    return tuple(line for line in (part.strip() for part in text.split("\n")) if line)


def width(text: str) -> float:
    """Measure a line in characters as set: Chinese ones are 1 wide, Latin ones a half.

    Quotation marks, dashes and the like count as Chinese ("ambiguous" in Unicode), because
    every run carries the hint that they are.
    """
    if text.isascii():
        return len(text) / 2
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
