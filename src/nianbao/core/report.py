"""The answers given to a form.

`Report.apply` is the only way in, so undo, the journal and the live checks miss nothing.
Knows no form: which cells there are and what they mean is said by `core.form`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from nianbao.core.form import CellId

Value: TypeAlias = int | Decimal
"""A count (int) or an amount of money in the unit the form prints (Decimal)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in a cell and is no number of the kind asked for, as it stood there."""

    text: str


Entry: TypeAlias = Value | Unread | None
"""What a cell holds; None is blank, and blank is never zero."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A headed part of a narrative section.

    `heading` is printed as it is, number included, or "" for the text before the first
    heading; the paragraphs of `body` are parted by line feeds.
    """

    heading: str
    body: str


class Scope(StrEnum):
    """Whom the numbers speak for."""

    ORGAN = "organ"
    GOVERNMENT = "government"


class OrganKind(StrEnum):
    """What kind of organ reports; some rules ask for it."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class ProcessingFee:
    """The information processing fee of section six: how many notices, and two sums in yuan."""

    notices: int | None = None
    amount_notified: Decimal | None = None
    amount_collected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs the report, and on which day."""

    organ: str = ""
    date: dt.date | None = None


class FontScheme(StrEnum):
    """Which fonts the Word document names for the typefaces of the standard."""

    SYSTEM = "system"
    GB2312 = "gb2312"
    FOUNDER = "founder"


@dataclass(frozen=True, slots=True)
class Printing:
    """What offices do differently when they set the Word document.

    `number` is the document's number (发文字号) over the title, "" for none; `dated` puts the
    day of signing under the title too; `sealed` leaves the room for a seal at the end;
    `both_sides` keeps the binding margin on the inner side of every leaf.
    """

    fonts: FontScheme = FontScheme.SYSTEM
    number: str = ""
    dated: bool = False
    sealed: bool = False
    both_sides: bool = True


@dataclass(frozen=True, slots=True)
class PreviousReport:
    """Last year's report, kept beside this year's for comparison; `source` is its file."""

    organ: str
    year: int | None
    form: str
    cells: Mapping[CellId, Value]
    text: Mapping[str, tuple[Passage, ...]]
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of a cell came from: file, place in it, and what stood there.

    A `carried` value follows from last year's report and is locked until the clerk gives a
    reason to change it (`unlocked`); where it came from is remembered even then.
    """

    file: str
    place: str
    as_read: str
    carried: bool = False
    unlocked: str = ""

    @property
    def locked(self) -> bool:
        """Tell whether the value must not be typed over."""
        return self.carried and not self.unlocked


@dataclass(frozen=True, slots=True)
class Justification:
    """Why a finding may stand: as long as the cells hold these values and the sentence stands.

    `about` tells findings of one rule apart that have neither cells nor a sentence.
    """

    rule: str
    cells: tuple[CellId, ...]
    values: tuple[Entry, ...]
    reason: str
    at: str
    sentence: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the report says besides its numbers and its text.

    An empty `title` stands for the form's own pattern, filled with organ and year.
    """

    organ: str = ""
    organ_kind: OrganKind | None = None
    year: int | None = None
    scope: Scope = Scope.ORGAN
    title: str = ""
    preamble: str = ""
    signature: Signature = Signature()
    processing_fee: ProcessingFee | None = None
    previous: PreviousReport | None = None
    printing: Printing = Printing()


@dataclass(frozen=True, slots=True)
class Change:
    """New answers for some places; what is not named stays as it is.

    Typing, paste, import, carry-over and filling with zeros all make one of these. In
    `sources` None forgets where a value came from; in `text` a section is replaced whole, and
    one without passages is no longer there.
    """

    cells: Mapping[CellId, Entry] = field(default_factory=dict)
    sources: Mapping[CellId, Source | None] = field(default_factory=dict)
    text: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    particulars: Particulars | None = None
    justifications: tuple[Justification, ...] | None = None
    settled: frozenset[str] | None = None

    @property
    def touches_words(self) -> bool:
        """Tell whether anything but numbers and the reasons for them may be another."""
        told = self.particulars is not None or self.settled is not None
        return told or bool(self.text)

    def __bool__(self) -> bool:
        """Tell whether anything at all is named."""
        return any(getattr(self, part.name) not in ({}, None) for part in fields(self))


Listener: TypeAlias = Callable[[Change], None]
Held = TypeVar("Held")


class Report:
    """Holds the answers to one form."""

    def __init__(self, form: str) -> None:
        self.form = form
        self._cells: dict[CellId, Value | Unread] = {}
        self._sources: dict[CellId, Source] = {}
        self._text: dict[str, tuple[Passage, ...]] = {}
        self._particulars = Particulars()
        self._justifications: tuple[Justification, ...] = ()
        self._settled: frozenset[str] = frozenset()
        self._listeners: list[Listener] = []

    @property
    def entries(self) -> Mapping[CellId, Value | Unread]:
        """Every cell that is not blank."""
        return MappingProxyType(self._cells)

    @property
    def sources(self) -> Mapping[CellId, Source]:
        """Where values came from, for those that came from a file."""
        return MappingProxyType(self._sources)

    @property
    def text(self) -> Mapping[str, tuple[Passage, ...]]:
        """The narrative by section id."""
        return MappingProxyType(self._text)

    @property
    def particulars(self) -> Particulars:
        """Whose report this is, for which year, and the like."""
        return self._particulars

    @property
    def justifications(self) -> tuple[Justification, ...]:
        """The reasons given for findings that may stand."""
        return self._justifications

    @property
    def settled(self) -> frozenset[str]:
        """The sentences of last year that the clerk has looked at and lets stand."""
        return self._settled

    def is_locked(self, cell: CellId) -> bool:
        """Tell whether a value was carried over from last year and must not be typed over."""
        source = self._sources.get(cell)
        return source is not None and source.locked

    def entry(self, cell: CellId) -> Entry:
        """Look up what a cell holds, readable or not; None while it is blank."""
        return self._cells.get(cell)

    def value(self, cell: CellId) -> Value | None:
        """Look up the number in a cell; None while it is blank or cannot be read."""
        entry = self._cells.get(cell)
        return None if isinstance(entry, Unread) else entry

    def apply(self, change: Change) -> Change:
        """Make a change and return the change that undoes it."""
        back = Change(
            cells={cell: self._cells.get(cell) for cell in change.cells},
            sources={cell: self._sources.get(cell) for cell in change.sources},
            text={section: self._text.get(section, ()) for section in change.text},
            particulars=None if change.particulars is None else self._particulars,
            justifications=None if change.justifications is None else self._justifications,
            settled=None if change.settled is None else self._settled,
        )
        _replace(self._cells, change.cells)
        _replace(self._sources, change.sources)
        _replace(self._text, {name: parts or None for name, parts in change.text.items()})
        if change.particulars is not None:
            self._particulars = change.particulars
        if change.justifications is not None:
            self._justifications = change.justifications
        if change.settled is not None:
            self._settled = change.settled
        for listener in tuple(self._listeners):
            listener(change)
        return back

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every later change; return the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)


def _replace(held: dict[CellId, Held], new: Mapping[CellId, Held | None]) -> None:
    """Put the new things in; None takes one out."""
    for cell, thing in new.items():
        if thing is None:
            held.pop(cell, None)
        else:
            held[cell] = thing
