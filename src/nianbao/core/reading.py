"""A report as the rules see it: its answers, last year's, and its texts as they are printed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import ParamSpec, Protocol, TypeVar

from nianbao.core.composed import report_title
from nianbao.core.finding import COVER, Part, TextPlace
from nianbao.core.form import CellId, Form
from nianbao.core.links import Link, expanded
from nianbao.core.narrative.paragraph import Said, read_paragraph
from nianbao.core.numbers import write_number
from nianbao.core.report import Entry, Particulars, PreviousReport, Report, Value

FEE = "processing_fee"
"""Begins the ids of the three figures of the processing fee."""

SENTENCE_END = "。！？；\n"

LONGEST = 2000
"""Characters of a paragraph that are read together; a longer one is cut after a sentence."""

_LINE = re.compile(
    rf"[^\n]{{1,{LONGEST}}}(?=\n|\Z)|[^\n]{{1,{LONGEST}}}[。！？；]|[^\n]{{1,{LONGEST}}}"
)

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Recall(Protocol):
    """Calls a function, or answers from memory what it answered to the same questions before."""

    def __call__(
        self, question: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Answer:
        """Answer; every argument must be hashable."""
        ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the report as it is printed, or a heading, the title.

    `begin` is where it begins in the text as typed; `heading` is the one it stands under;
    `links` are its linked numbers.
    """

    section: str
    passage: int
    part: Part
    heading: str
    begin: int
    words: str
    links: tuple[Link, ...] = ()

    def place(self, begin: int, end: int) -> TextPlace:
        """Find in the text as typed what is printed from `begin` up to `end`.

        A linked number is one piece: whoever means some of it means all of it.
        """
        return TextPlace(
            self.section, self.passage, self.part, self._typed(begin, 0), self._typed(end, 1)
        )

    def sentence(self, at: int) -> str:
        """Give the sentence around a place, without blanks at its ends."""
        begin = max(self.words.rfind(mark, 0, at) for mark in SENTENCE_END) + 1
        ends = [end for mark in SENTENCE_END if (end := self.words.find(mark, at)) >= 0]
        return self.words[begin : min(ends, default=len(self.words)) + 1].strip()

    def _typed(self, printed: int, side: int) -> int:
        """Give the place in the text as typed for one as printed."""
        moved = 0
        for link in self.links:
            first, last = link.printed
            inside = first <= printed < last if side == 0 else first < printed <= last
            if inside:
                return self.begin + link.typed[side]
            if printed >= last:
                moved = link.typed[1] - last
        return self.begin + printed + moved


class Reading:
    """One report being checked against its form.

    Rules ask here and nowhere else. `recall` remembers what was worked out from the same
    words before, so that one edit costs one paragraph; `totals` has the parts of each computed
    cell.
    """

    def __init__(
        self,
        form: Form,
        report: Report,
        recall: Recall | None = None,
        totals: Mapping[CellId, tuple[CellId, ...]] = MappingProxyType({}),
    ) -> None:
        self.form = form
        self.totals = totals
        self.report = report
        self.recall: Recall = recall or ask
        self._sums: dict[tuple[CellId, ...], Decimal | None] = {}

    @property
    def particulars(self) -> Particulars:
        """Whose report this is, for which year, and the like."""
        return self.report.particulars

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return self.report.particulars.year

    @property
    def previous(self) -> PreviousReport | None:
        """Last year's report: the one kept beside, if it is indeed of the year before."""
        previous = self.report.particulars.previous
        if previous is None or None in (previous.year, self.year):
            return previous
        return previous if previous.year == (self.year or 0) - 1 else None

    def entry(self, cell: CellId) -> Entry:
        """Look up what a cell holds, readable or not; None while it is blank."""
        return self.report.entry(cell)

    def value(self, cell: CellId) -> Value | None:
        """Look up the number in a cell; None while it is blank or cannot be read."""
        return self.report.value(cell)

    def sum(self, cells: tuple[CellId, ...]) -> Decimal | None:
        """Add up cells; None while one of them is not known. A blank total is that of its parts.

        `processing_fee.fee.notices` and the like are the three figures of the processing fee,
        which stand in no table.
        """
        if cells not in self._sums:
            self._sums[cells] = added([self._value(cell) for cell in cells])
        return self._sums[cells]

    def _value(self, cell: CellId) -> Value | None:
        if not cell.startswith(FEE):
            value = self.value(cell)
            if value is None and self.entry(cell) is None and cell in self.totals:
                return self.sum(self.totals[cell])
            return value
        fee = self.particulars.processing_fee
        return None if fee is None else getattr(fee, cell.rpartition(".")[2])

    def last(self, cell: CellId) -> Value | None:
        """Look up the number last year's report has in a cell; None where it is not known."""
        previous = self.previous
        return None if previous is None else previous.cells.get(cell)

    def name(self, cell: CellId) -> str:
        """Name a cell for the clerk: table, row and column."""
        field = self.form.fields[cell]
        return f"{self.form.table(field.table).name}{field.name}"

    @cached_property
    def title(self) -> Paragraph:
        """The title as printed."""
        words = report_title(self.form, self.particulars)
        return Paragraph(COVER, 0, Part.TITLE, "", 0, words)

    @cached_property
    def preamble(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the lead."""
        text = self.particulars.preamble
        return tuple(self._paragraphs(Paragraph(COVER, 0, Part.PREAMBLE, "", 0, text)))

    @cached_property
    def narrative(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the sections, headings among them, in the order of print."""
        return tuple(
            paragraph
            for section in self.form.sections
            for at, passage in enumerate(self.report.text.get(section.id, ()))
            for part, text in ((Part.HEADING, passage.heading), (Part.BODY, passage.body))
            for paragraph in self._paragraphs(
                Paragraph(section.id, at, part, passage.heading, 0, text)
            )
        )

    @cached_property
    def said(self) -> tuple[tuple[Paragraph, Said], ...]:
        """What every paragraph of the narrative says of numbers; the same words are read once."""
        told, words = self.particulars, self.form.vocabulary
        return tuple(
            (p, self.recall(read_paragraph, p.words, p.heading, told.year, told.organ, words))
            for p in self.narrative
            if p.part is Part.BODY
        )

    @cached_property
    def texts(self) -> tuple[Paragraph, ...]:
        """Everything that is printed in words: title, lead, narrative."""
        return (self.title, *self.preamble, *self.narrative)

    def section_text(self, section: str) -> str:
        """Give all a section says, headings included, a paragraph a line."""
        return "\n".join(p.words for p in self.narrative if p.section == section)

    def _paragraphs(self, whole: Paragraph) -> Iterator[Paragraph]:
        """Part a text into its paragraphs; blank ones are none, endless ones are cut."""
        for line in _LINE.finditer(whole.words):
            if line[0].strip():
                words, links = expanded(line[0], self._linked)
                yield replace(whole, begin=line.start(), words=words, links=links)

    def _linked(self, cell: CellId) -> str | None:
        return write_number(self.entry(cell)) if cell in self.form.fields else None


def added(values: Sequence[Value | None]) -> Decimal | None:
    """Add up; None while one of the values is not known."""
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total if values else None


def ask(question: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    """Call the function: nothing is remembered."""
    return question(*args, **kwargs)
