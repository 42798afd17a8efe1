"""The sign of each state and gravity: a character in words, an icon where there is room."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon and the meaning (a name in `Palette`) whose colour it has."""

    icon: str
    tone: str


SIGNS: Final = {
    "○": Sign("empty", "faint"),
    "◐": Sign("started", "accent"),
    "✕": Sign("broken", "broken_ink"),
    "!": Sign("warning", "warn_ink"),
    "·": Sign("hint", "accent"),
    "✓": Sign("done", "done_ink"),
}
"""By the character that stands for it in words."""


def tone_of(words: str) -> str:
    """Give the tone of words that begin with a sign; "faint" for others."""
    return SIGNS[words[0]].tone if words[:1] in SIGNS else "faint"
