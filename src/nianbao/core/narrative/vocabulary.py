"""How people word what the tables hold: declared data, compiled for searching.

A domain is a subject a report speaks of (applications, cases, what was issued). Its lines are
the rows and columns of a table, each with the words for it; a number said of a row and a column
is the sum of the cells where they cross.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

Lines: TypeAlias = tuple[str, ...]
"""Rows, or columns, that are added up."""


class Axis(StrEnum):
    """What words name."""

    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Term:
    """Words (a regular expression) for some lines of a table.

    `lines` holds the readings that are all fair: a number is right if one of them fits. A
    `weak` term means its lines only where the domain is spoken of; a `subject` names the domain
    itself; a `general` one (收到, 答复) yields to any other. `denied` is what to write instead
    when the text denies what is not nothing, with `{value}` left open. `units` are those its
    numbers have, where not those of the domain.
    """

    axis: Axis
    words: str
    lines: tuple[Lines, ...]
    weak: bool = False
    subject: bool = False
    general: bool = False
    denied: str = ""
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rate:
    """Words for a percentage that has a name (办结率): one sum of lines of another.

    `wholes` holds the fair readings.
    """

    words: str
    axis: Axis
    part: Lines
    wholes: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Words that say something of all there is: 均已办结, 均获维持.

    True only when both lines of the axis have the same sum, or, where `all_of` is empty, when
    `lines` are nothing at all.
    """

    words: str
    axis: Axis
    lines: Lines
    all_of: Lines = ()


@dataclass(frozen=True, eq=False)
class Domain:
    """A subject of the report with the words for it; every text is a regular expression.

    `subject` names the domain; `heading` the sub-heading under which it is spoken of without a
    name; `anchors` are words of which a paragraph has at least one if it speaks of the domain.
    `default_rows` and `default_columns` are meant where no word says otherwise; with
    `default_columns` empty a number without such a word means nothing. `units` are those of
    its numbers, `yuan` how many of them make one unit of the table's money; `bases` are the
    rows a percentage may be of.

    What a number of the domain is not: `foreign` names other things that are counted in the
    same words, `never` what no number of the domain stands beside, `channels` the ways
    something came in, which the tables do not tell apart, `undenied` what else may be denied;
    more than `tolerance` characters of unknown meaning before a number make it another's.
    """

    id: str
    table: str
    subject: str
    heading: str
    anchors: tuple[str, ...]
    terms: tuple[Term, ...]
    wholes: tuple[Whole, ...]
    rates: tuple[Rate, ...]
    default_rows: tuple[Lines, ...]
    default_columns: tuple[Lines, ...]
    units: frozenset[str]
    foreign: str = ""
    channels: str = ""
    undenied: str = ""
    never: str = ""
    tolerance: int = 3
    bases: tuple[Lines, ...] = ()
    yuan: int = 1

    def cells(self, rows: Lines, columns: Lines) -> tuple[str, ...]:
        """Give the ids of the cells where rows and columns cross."""
        return tuple(f"{self.table}.{row}.{column}" for row in rows for column in columns)

    @cached_property
    def search(self) -> Mapping[Axis, re.Pattern[str]]:
        """One pattern an axis; group `_3` is the fourth term."""
        return {axis: self._compiled(axis) for axis in Axis}

    @cached_property
    def subject_search(self) -> re.Pattern[str]:
        """Finds the name of the domain."""
        return re.compile(self.subject)

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """The remaining expressions, compiled; an empty one finds nothing."""
        given = {
            "heading": self.heading,
            "foreign": self.foreign,
            "channels": self.channels,
            "undenied": self.undenied,
            "never": self.never,
        }
        return {name: re.compile(words or r"(?!)") for name, words in given.items()}

    def _compiled(self, axis: Axis) -> re.Pattern[str]:
        parts = [f"(?P<_{n}>{t.words})" for n, t in enumerate(self.terms) if t.axis is axis]
        return re.compile("|".join(parts) or r"(?!)")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of a form's narrative.

    `denial` is how people say that there was nothing; `elsewhere` what makes a number that of
    another time (last year's, a plan's); `others` that of another body; `together` what says that
    all ways were added up, `neutral` what stands before a number without narrowing it.
    """

    domains: tuple[Domain, ...] = ()
    denial: str = r"(?!)"
    elsewhere: str = r"(?!)"
    period: str = r"(?!)"
    others: str = r"(?!)"
    bodies: str = r"(?!)"
    together: str = r"(?!)"
    neutral: str = r"(?!)"
    patterns: Mapping[str, re.Pattern[str]] = field(init=False)

    def __post_init__(self) -> None:
        names = ("denial", "elsewhere", "period", "others", "bodies", "together", "neutral")
        compiled = {name: re.compile(getattr(self, name)) for name in names}
        object.__setattr__(self, "patterns", compiled)

    def named_by(self, heading: str) -> Domain | None:
        """Find the domain under whose sub-heading something stands."""
        found = (d for d in self.domains if d.patterns["heading"].search(heading))
        return next(found, None)
