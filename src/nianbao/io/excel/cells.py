"""Text and numbers on their way into cells, so that they are read as what they are.

Text stays text whatever it begins with, a number keeps all its digits. Knows nothing of
sheets.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.core.clean_text import clean as cleaned
from nianbao.core.report import Value
from nianbao.io.excel.looks import GENERAL
from nianbao.io.excel.measure import width

CELL_LIMIT = 32_767
"""Characters a cell holds; a spreadsheet takes anything longer for a damaged file."""

CUT = "……（原文太长，没有写完）"

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STOP = re.compile("[。；！？]")
_MOST_DIGITS = 15  # of a number; a spreadsheet makes the rest zeros
_EXACT: int = 10**_MOST_DIGITS


def clean(text: str) -> str:
    """Take out what no workbook can or should hold."""
    return cleaned(text)[0]


def in_cell(text: str) -> str:
    """Give cleaned text as a cell can hold it; where it is cut it says so."""
    if len(text.encode("utf-16-le")) // 2 > CELL_LIMIT:
        text = text[: CELL_LIMIT // 2 - len(CUT)] + CUT
    # `_x0041_` would come back as the letter A.
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def is_exact(value: Value) -> bool:
    """Tell whether a spreadsheet keeps all the digits."""
    if isinstance(value, int):
        return value < _EXACT
    return len(value.as_tuple().digits) <= _MOST_DIGITS


def number_format(value: Value) -> str:
    """Choose a format that hides no digit, neither of this value nor of one typed over it."""
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return "0." + "0" * places + "#" * (_MOST_DIGITS - places) if places > 0 else GENERAL


def pieces(text: str, most: int) -> Iterator[str]:
    """Cut text into pieces at most so many characters wide, behind a full stop where one is near.

    Joined they are the text again.
    """
    end = _fitting(text, most)
    while end < len(text):
        stops = [found.end() for found in _STOP.finditer(text, end // 2, end)]
        cut = stops[-1] if stops else end
        yield text[:cut]
        text = text[cut:]
        end = _fitting(text, most)
    yield text


def _fitting(text: str, most: int) -> int:
    """Count the characters from the beginning that are not too wide together."""
    if len(text) <= most:
        return len(text)  # no character is wider than one
    taken = 0.0
    for number, character in enumerate(text):
        taken += width(character)
        if taken > most:
            return max(1, number)
    return len(text)
