"""Compares labels the way a reader does: numbering, blanks and punctuation do not count.

Knows no label of its own and nothing of where labels stand.
"""

import re
import unicodedata
from functools import lru_cache

SHORT = 3
"""Labels up to this length have to stand there exactly."""

LONG = 60
"""Texts beyond this length are prose, not labels."""

ALIKE = 0.62
"""Below this two labels have nothing to do with each other."""

_SAME_SIGN = str.maketrans({"它": "他", "己": "已", "臵": "置"})
_NUMBERING = re.compile(
    r"^(?:第?[（(]?[一二三四五六七八九十]{1,3}[）)、.．,]"
    r"|[（(][0-9]{1,2}[）)]|[0-9]{1,2}[）)、.．](?![0-9])|[①-⑳])+"
)
_BRACKETS = re.compile(r"[（(〔\[【][^（(〔\[【）)〕\]】]*[）)〕\]】]")
_LETTERS = frozenset("LNM")


@lru_cache(maxsize=20_000)
def tight(text: str) -> str:
    """Take out all blanks, visible or not, and bring full-width letters to one form."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isalnum():
        return plain
    return "".join(
        char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf"
    )


@lru_cache(maxsize=20_000)
def forms_of(text: str) -> tuple[str, ...]:
    """Give what is compared of a label: with its bracketed explanation, and without it."""
    # ① would turn into a bare 1 below and could not be told from a label's own digit.
    plain = tight(_NUMBERING.sub("", text.strip())).translate(_SAME_SIGN)
    plain = _NUMBERING.sub("", plain)
    whole = _bare(plain)
    without = _bare(_BRACKETS.sub("", plain))
    return (whole,) if without in ("", whole) else (whole, without)


def bracketed(text: str) -> str:
    """Give all that stands in brackets."""
    return "".join(_BRACKETS.findall(tight(text)))


def label(text: str) -> str:
    """Name a label: its whole wording as it is compared."""
    return forms_of(text)[0]


def _bare(text: str) -> str:
    if text.isalnum():
        return text
    return "".join(char for char in text if unicodedata.category(char)[0] in _LETTERS)


@lru_cache(maxsize=50_000)
def similarity(one: str, other: str) -> float:
    """Tell how alike two texts are: 1 minus the share of characters to be edited."""
    return 1 - _distance(one, other) / max(len(one), len(other), 1)


def _distance(one: str, other: str) -> int:
    """Count the characters to insert, drop or replace (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            step = corner if char == against else 1 + min(corner, row[j], row[j - 1])
            corner, row[j] = row[j], step
    return row[-1]
