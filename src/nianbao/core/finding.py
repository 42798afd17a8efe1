"""What a rule has to say: where, how grave, both sides, and the words for the clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nianbao.core.form import CellId
from nianbao.core.report import Value

COVER = "cover"
"""Stands for the section id of what is said on the cover: organ, title, lead, date."""


class Severity(StrEnum):
    """What a finding asks of the clerk."""

    MUST_FIX = "must_fix"
    """It keeps the official document shut until it is put right."""

    EXPLAIN = "explain"
    """It must be put right or given a reason."""

    HINT = "hint"
    """It may well be right; worth a look."""


class Part(StrEnum):
    """Which text of the report a place is in."""

    TITLE = "title"
    PREAMBLE = "preamble"
    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Some characters of a text as typed: from `begin` up to `end`.

    `passage` counts the section's passages from 0; title and lead belong to `COVER`.
    """

    section: str
    passage: int
    part: Part
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Rewording:
    """A proposal: put these words where those at `place` stand."""

    place: TextPlace
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `cells` are those of the broken rule and no others; `fix` holds the new values that would
    put it right, `rewording` the words, each None where no single answer is at hand.
    `sentence` is the one that is spoken of, `place` the characters in it; `about` tells apart
    findings of one rule that have neither cells nor a sentence of their own.
    """

    rule: str
    severity: Severity
    section: str
    cells: tuple[CellId, ...]
    message: str
    left: Value | None = None
    right: Value | None = None
    fix: Mapping[CellId, Value] | None = None
    sentence: str | None = None
    place: TextPlace | None = None
    rewording: Rewording | None = None
    about: str = ""

    @property
    def difference(self) -> Value | None:
        """Left less right; None for a rule without sides."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right
