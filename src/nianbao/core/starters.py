"""Texts to start a passage from: what every office says there, with places left to be filled.

What only the office knows stands as 【请填写：…】; a rule finds one that was left. What the tables
hold is linked, so that a starter never says a number that is not so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

PLACEHOLDER: Final = re.compile(r"【请填写：[^【】\n]+】")
YEAR: Final = "{year}"
UNKNOWN_YEAR: Final = "【请填写：年度】"


@dataclass(frozen=True, slots=True)
class Starter:
    """A text for the passages of a section whose heading has `heading` in it.

    `name` tells it from others for the same passage; "{year}" in `words` is the year reported on.
    """

    section: str
    heading: str
    name: str
    words: str

    def written(self, year: int | None) -> str:
        """Give the text for a report; without a year that too is left to be filled."""
        return self.words.replace(YEAR, UNKNOWN_YEAR if year is None else str(year))


def fitting(starters: Iterable[Starter], section: str, heading: str) -> tuple[Starter, ...]:
    """Choose those for a passage; all of the section where its heading says nothing known."""
    own = [starter for starter in starters if starter.section == section]
    named = [starter for starter in own if starter.heading and starter.heading in heading]
    return tuple(named or own)
