"""The years a text speaks of: what another year than the report's is doing there.

Only years that open what is said (“2023年，全县……”, “截至2023年底……”) are looked at: inside a
phrase (“公开2023年决算”) a year belongs to what it names. Of those, the ones are let pass
beside which stands a word that explains them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Part, Severity
from nianbao.core.reading import Reading
from nianbao.core.rules.structure.spoken import pointing
from nianbao.core.years import spans_of_years

CLAUSE = "，。；：！？\n"
NEAR = 40
"""So many characters before a year may say that it opens something."""
FAR = 200
"""So many characters of a sentence are looked at on either side of a year."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Words that explain another year: right after it, from 年 on; in its clause, its sentence."""

    after: re.Pattern[str]
    clause: re.Pattern[str]
    sentence: re.Pattern[str]

    def explain(self, words: str, begin: int, end: int) -> bool:
        """Tell whether one of them explains the year that stands from `begin` to `end`."""
        return (
            self.after.match(words, end) is not None
            or self.clause.search(_clause(words, begin, end)) is not None
            or self.sentence.search(_sentence(words, begin, end)) is not None
        )


@dataclass(frozen=True, eq=False)
class YearsSpokenOf:
    """A year that opens a sentence is the year reported on, unless something explains it.

    `any_year`, `past` and `coming` hold for every other year, for earlier and for later ones.
    `own_report` follows, in the lead, the year of the report itself, wherever it stands;
    `of_period` is another rule's. In the sections `plans` later years need no reason.
    """

    rule: str
    severity: Severity
    message_past: str
    message_coming: str
    opens: re.Pattern[str]
    any_year: Reasons
    past: Reasons
    coming: Reasons
    own_report: re.Pattern[str]
    of_period: re.Pattern[str]
    plans: tuple[str, ...]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each year that nothing explains, and propose the one reported on."""
        year = reading.year
        if year is None:
            return
        for paragraph in reading.texts[1:]:
            words, section = paragraph.words, paragraph.section
            for begin, end in reading.recall(self._slips, words, section, paragraph.part, year):
                named = int(words[begin:end])
                pattern = self.message_past if named < year else self.message_coming
                message = pattern.format(named=named, year=year)
                span = (begin, end)
                new = str(year)
                yield pointing(self, paragraph, span, message, new)

    def _slips(
        self, words: str, section: str, part: Part, year: int
    ) -> tuple[tuple[int, int], ...]:
        """Find the years that nothing explains."""
        is_lead = part is Part.PREAMBLE
        periods = [m.span() for m in self.of_period.finditer(words)] if is_lead else []
        return tuple(
            (begin, end)
            for begin, end, named in spans_of_years(words)
            if named != year
            and not any(first <= begin < last for first, last in periods)
            and not (section in self.plans and named > year)
            and (
                (is_lead and self.own_report.match(words, end))
                or self._is_slip(words, (begin, end), year)
            )
        )

    def _is_slip(self, words: str, span: tuple[int, int], year: int) -> bool:
        begin, end = span
        if not self.opens.search(words[max(0, begin - NEAR) : begin]):
            return False
        reasons = self.past if int(words[begin:end]) < year else self.coming
        if f"{year}年" in _sentence(words, begin, end):
            return False  # both years are spoken of: a comparison
        return not (self.any_year.explain(words, begin, end) or reasons.explain(words, begin, end))


@dataclass(frozen=True, slots=True)
class Plan:
    """How a plan is worded around its year, unless `unless` stands in the sentence.

    Only where it is `certain` is the next year proposed.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str]
    certain: bool


@dataclass(frozen=True, eq=False)
class PlansAreForNextYear:
    """What is planned in these sections is planned for the year after the one reported on."""

    rule: str
    severity: Severity
    sections: tuple[str, ...]
    plans: tuple[Plan, ...]
    message: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each plan that gives the year reported on."""
        year = reading.year
        if year is None:
            return
        for paragraph in reading.narrative:
            if paragraph.section in self.sections:
                for begin, certain in reading.recall(self._slips, paragraph.words, year):
                    message = self.message.format(year=year, next=year + 1)
                    new = str(year + 1) if certain else None
                    span = (begin, begin + len(str(year)))
                    yield pointing(self, paragraph, span, message, new)

    def _slips(self, words: str, year: int) -> tuple[tuple[int, bool], ...]:
        found = []
        for begin, end, named in spans_of_years(words):
            plan = self._plan(words, begin, end) if named == year else None
            if plan is not None:
                found.append((begin, plan.certain))
        return tuple(found)

    def _plan(self, words: str, begin: int, end: int) -> Plan | None:
        before = words[max(0, begin - NEAR) : begin]
        for plan in self.plans:
            if (
                plan.before.search(before)
                and plan.after.match(words, end)
                and not plan.unless.search(_sentence(words, begin, end))
            ):
                return plan
        return None


def _around(words: str, begin: int, end: int, marks: str) -> tuple[int, int]:
    """Find where the piece between these marks begins and ends, as far as one looks."""
    least, most = max(0, begin - FAR), min(len(words), end + FAR)
    first = max(words.rfind(mark, least, begin) for mark in marks) + 1
    ends = [at for mark in marks if (at := words.find(mark, end, most)) >= 0]
    return max(first, least), min(ends, default=most)


def _clause(words: str, begin: int, end: int) -> str:
    """Give the clause around a year; a date that is a clause by itself opens the next one."""
    first, last = _around(words, begin, end, CLAUSE)
    if last - end <= len("年12月31日") and words[last : last + 1] == "，":
        last = _around(words, begin, last + 1, CLAUSE)[1]
    return words[first:last]


def _sentence(words: str, begin: int, end: int) -> str:
    first, last = _around(words, begin, end, "。！？\n")
    return words[first:last]
