"""The narrative does not contradict itself (R47)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId
from nianbao.core.narrative.mentions import Mention
from nianbao.core.narrative.numerals import About
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.narrative.sums import sum_of


@dataclass(frozen=True, eq=False)
class NotContradicted:
    """What the text says there is none of is not counted elsewhere in it: 未开设微博, 微博发布5条.

    `claim` finds the denial, `number` the count, both regular expressions.
    """

    rule: str
    severity: Severity
    message: str
    claim: re.Pattern[str]
    number: re.Pattern[str]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each count of what is denied somewhere."""
        found = [(p, reading.recall(_spans, p.words, self.claim)) for p in reading.narrative]
        denied = [p.words[begin:end] for p, spans in found for begin, end in spans]
        if not denied:
            return
        for paragraph in reading.narrative:
            for begin, end in reading.recall(_spans, paragraph.words, self.number):
                yield Finding(
                    rule=self.rule,
                    severity=self.severity,
                    section=paragraph.section,
                    cells=(),
                    message=self.message.format(said=paragraph.words[begin:end], denied=denied[0]),
                    sentence=paragraph.sentence(begin),
                    place=paragraph.place(begin, end),
                )


@dataclass(frozen=True, eq=False)
class SaidOnce:
    """The same fact has the same number wherever it stands, where no table can tell."""

    rule: str
    severity: Severity
    message: str
    fact: re.Pattern[str]
    """Finds what the tables do not hold and is yet told twice; group `number` is its number."""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each later number that differs from the first."""
        yield from self._of_the_tables(reading)
        first: tuple[str, str] | None = None
        for paragraph in reading.narrative:
            for begin, end, number in reading.recall(self._facts, paragraph.words):
                if first is None:
                    first = (number, paragraph.words[begin:end])
                elif number != first[0]:
                    yield self._finding(paragraph, (begin, end), first[1])

    def _facts(self, words: str) -> tuple[tuple[int, int, str], ...]:
        found = self.fact.finditer(words)
        return tuple((*match.span(), match["number"].replace(",", "")) for match in found)

    def _of_the_tables(self, reading: Reading) -> Iterator[Finding]:
        """Compare what the tables would hold, as long as they are blank."""
        known: dict[tuple[tuple[CellId, ...], ...], tuple[Mention, str]] = {}
        for paragraph, read in reading.said:
            for mention in read.mentions:
                domain = mention.topic.domain
                exact = mention.numeral.about is About.EXACT and not mention.last_year
                if domain is None or not exact:
                    continue
                if any(sum_of(reading, cells, domain) is not None for cells in mention.sums):
                    continue
                words = paragraph.words[mention.clause.begin : mention.numeral.end].strip()
                other, said_before = known.setdefault(mention.sums, (mention, words))
                if other.numeral.value != mention.numeral.value:
                    span = (mention.numeral.begin, mention.numeral.end)
                    yield self._finding(paragraph, span, said_before)

    def _finding(self, paragraph: Paragraph, span: tuple[int, int], before: str) -> Finding:
        begin, end = span
        return Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=(),
            message=self.message.format(said=paragraph.words[begin:end].strip(), before=before),
            sentence=paragraph.sentence(begin),
            place=paragraph.place(begin, end),
        )


def _spans(words: str, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(words))
