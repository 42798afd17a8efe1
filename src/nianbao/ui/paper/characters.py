"""Where a line of Chinese may end: which characters begin no line, which end none.

The lists are those Word has for simplified Chinese (避头尾); Latin words and numbers are not
broken. Knows no widths.
"""

import unicodedata
from functools import lru_cache

NO_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
NO_END = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹗﹙﹛＄（．［｛￡￥") - frozenset("·．﹗")
HANGING = frozenset("、。，．；：？！,.;:?!")
"""May stand outside the line where the paragraph lets them."""

_PAIRS = frozenset("—…─")
"""Two of them are one sign."""

_BREAK_AFTER = frozenset("-/")


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Tell whether a character is set from the Chinese font, and as wide as it is high.

    Quotation marks, dashes and the like are ("ambiguous" in Unicode): every run of the document
    says so to Word.
    """
    return unicodedata.east_asian_width(character) in "WFA"


@lru_cache(maxsize=8192)
def is_joined(character: str) -> bool:
    """Tell whether a character belongs to the one before it: an accent, a variant's mark."""
    code = ord(character)
    return (
        unicodedata.combining(character) != 0
        or code == 0x200D  # noqa: PLR2004  zero width joiner
        or 0xFE00 <= code <= 0xFE0F  # noqa: PLR2004
        or 0xE0100 <= code <= 0xE01EF  # noqa: PLR2004
    )


@lru_cache(maxsize=65536)
def may_part(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters."""
    if after == " " or after in NO_START or before in NO_END or is_joined(after):
        return False
    if before == " ":
        return True
    if before == after and before in _PAIRS:
        return False
    if is_wide(before) or is_wide(after):
        return True
    return before in _BREAK_AFTER and after.isalpha()
