"""What is said of last year and of the change since is so (R44)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.finding import Finding, Rewording, Severity
from nianbao.core.narrative.growth import Growth, change_agrees
from nianbao.core.narrative.mentions import Mention
from nianbao.core.numbers import write_number
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.narrative.percent import other_percent, percent_of
from nianbao.core.rules.narrative.sums import (
    in_tables,
    last_sum_of,
    name_of_sum,
    other_number,
    place_of,
    plain,
    sum_of,
)


@dataclass(frozen=True, eq=False)
class LastYearsNumber:
    """A number the text gives for last year is the one of last year's report (R44)."""

    rule: str
    severity: Severity
    message: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each number that fits none of its fair readings."""
        for paragraph, read in reading.said:
            for mention in read.mentions:
                if mention.last_year:
                    yield from self._disagreement(reading, paragraph, mention)

    def _disagreement(
        self, reading: Reading, paragraph: Paragraph, mention: Mention
    ) -> Iterator[Finding]:
        domain, numeral = mention.topic.domain, mention.numeral
        if domain is None:
            return
        true = [last_sum_of(reading, cells, domain) for cells in mention.sums]
        known = [value for value in true if value is not None]
        if len(known) < len(true) or any(numeral.fits(value) for value in known):
            return
        yield Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=(),
            message=self.message.format(
                said=paragraph.words[mention.clause.begin : numeral.end].strip(),
                name=name_of_sum(reading, mention.sums[0]),
                value=write_number(plain(known[0])),
            ),
            left=plain(numeral.value),
            right=plain(known[0]),
            sentence=paragraph.sentence(numeral.first),
            place=place_of(paragraph, numeral),
            rewording=other_number(paragraph, numeral, known[0]),
        )


@dataclass(frozen=True, eq=False)
class GrowthAgrees:
    """A change against last year is what comes out of both years' numbers (R44)."""

    rule: str
    severity: Severity
    message: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each change that does not come out."""
        for paragraph, read in reading.said:
            for growth in read.growth:
                yield from self._disagreement(reading, paragraph, growth)

    def _disagreement(
        self, reading: Reading, paragraph: Paragraph, growth: Growth
    ) -> Iterator[Finding]:
        pairs = _both_years(reading, growth)
        if not pairs or any(change_agrees(growth, *pair) for pair in pairs):
            return
        now, then = pairs[0]
        yield Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=_cells(growth),
            message=self.message.format(
                said=paragraph.words[growth.begin : growth.end].strip(),
                now=write_number(plain(now)),
                then=write_number(plain(then)),
                change=_change(now, then),
            ),
            left=plain(now),
            right=plain(then),
            sentence=paragraph.sentence(growth.begin),
            place=paragraph.place(growth.begin, growth.end),
            rewording=_other_change(paragraph, growth, now, then),
        )


def _both_years(reading: Reading, growth: Growth) -> list[tuple[Decimal, Decimal]]:
    """Give this and last year's number, for each fair reading."""
    pairs: list[tuple[Decimal, Decimal]] = []
    topic = growth.topic
    domain = topic.domain if topic else None
    sums = (
        [domain.cells(rows, columns) for rows in topic.rows for columns in topic.columns]
        if topic and domain
        else []
    )
    for cells in sums:
        if domain is not None:
            now, then = sum_of(reading, cells, domain), last_sum_of(reading, cells, domain)
            if now is not None and then is not None:
                pairs.append((now, then))
    if (not sums or growth.reached) and growth.now is not None and growth.then is not None:
        pairs.append((growth.now.value, growth.then.value))
    return pairs


def _cells(growth: Growth) -> tuple[str, ...]:
    topic = growth.topic
    if topic is None or topic.domain is None or not topic.rows or not topic.columns:
        return ()
    return in_tables(topic.domain.cells(topic.rows[0], topic.columns[0]))


def _change(now: Decimal, then: Decimal) -> str:
    """Say how much more or less, in pieces and per cent."""
    if now == then:
        return "持平"
    words = "增加" if now > then else "减少"
    percent = f"，{write_number(round(100 * abs(now - then) / then, 2))}%" if then else ""
    return f"{words} {write_number(plain(abs(now - then)))}{percent}"


def _other_change(
    paragraph: Paragraph, growth: Growth, now: Decimal, then: Decimal
) -> Rewording | None:
    """Propose another amount where the direction is right."""
    amount = growth.amount
    if amount is None or now == then or (now > then) is not growth.up:
        return None
    if amount.unit == "%":
        return (
            other_percent(paragraph, amount, percent_of(abs(now - then), then, amount))
            if then
            else None
        )
    return other_number(paragraph, amount, abs(now - then))
