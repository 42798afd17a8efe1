"""The lead: on what basis the report is made, and for what period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.structure.spoken import pointing

FOUR_DIGITS = re.compile(r"\d{4}")


@dataclass(frozen=True, eq=False)
class LeadTellsBasisAndPeriod:
    """The lead names the legal basis, and the first and last day of the year reported on.

    `period` finds a period of a year; the years in it are its numbers of four digits.
    `period_unread` finds one in other words, whose year is left alone.
    """

    rule: str
    severity: Severity
    basis: re.Pattern[str]
    period: re.Pattern[str]
    period_unread: re.Pattern[str]
    message_empty: str
    message_basis: str
    message_period: str
    message_year: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say what is missing, and which period is of another year."""
        lead = reading.preamble
        words = "\n".join(paragraph.words for paragraph in lead)
        if not lead:
            yield self._missing("导语", self.message_empty)
            return
        if not self.basis.search(words):
            yield self._missing("依据", self.message_basis)
        periods = [(p, span) for p in lead for span in reading.recall(self._periods, p.words)]
        if not periods and not self.period_unread.search(words):
            yield self._missing("统计期限", self.message_period)
        for paragraph, span in periods:
            yield from self._wrong_year(paragraph, span, reading.year)

    def _periods(self, words: str) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in self.period.finditer(words))

    def _wrong_year(
        self, paragraph: Paragraph, span: tuple[int, int], year: int | None
    ) -> Iterator[Finding]:
        said = paragraph.words[slice(*span)]
        if year is not None and {int(named) for named in FOUR_DIGITS.findall(said)} != {year}:
            right = FOUR_DIGITS.sub(str(year), said)
            message = self.message_year.format(said=said, right=right)
            yield pointing(self, paragraph, span, message, right)

    def _missing(self, about: str, message: str) -> Finding:
        return Finding(self.rule, self.severity, COVER, (), message, about=about)
