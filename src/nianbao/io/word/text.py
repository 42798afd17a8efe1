"""Text on its way into Word: what a paragraph may hold, and how wide it is.

The report is cleaned where text comes in (`core.clean_text`), and once more here: nothing that
Word refuses may reach a file by any other way. Knows nothing of XML.
"""

import re
import unicodedata
from functools import lru_cache

from nianbao.core.clean_text import clean as cleaned

_BLANK = re.compile("[\t\u00a0\u202f]")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the text as Word can hold it, and the characters left out, each once.

    A tab or no-break space becomes a blank; for the rest see `core.clean_text.clean`.
    """
    kept, gone = cleaned(text)
    return _BLANK.sub(" ", kept), gone


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


@lru_cache(maxsize=8192)
def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
