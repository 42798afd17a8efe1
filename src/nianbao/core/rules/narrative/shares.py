"""A percentage is what comes out (R43)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.finding import Finding, Severity
from nianbao.core.narrative.shares import NamedRate, Share, agrees
from nianbao.core.narrative.vocabulary import Axis
from nianbao.core.numbers import write_number
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.narrative.percent import other_percent, percent_of
from nianbao.core.rules.narrative.sums import (
    in_tables,
    name_of_sum,
    place_of,
    plain,
    sum_of,
)


@dataclass(frozen=True, eq=False)
class SharesAgree:
    """A percentage is what comes out (R43)."""

    rule: str
    severity: Severity
    message: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each percentage that fits none of the wholes it may be a share of."""
        for paragraph, read in reading.said:
            for share in read.shares:
                yield from self._disagreement(reading, paragraph, share)

    def _disagreement(
        self, reading: Reading, paragraph: Paragraph, share: Share
    ) -> Iterator[Finding]:
        wholes = [*share.wholes, *_bases(reading, share)]
        pairs = [
            (part, whole)
            for part in _parts(reading, share)
            for whole in dict.fromkeys(wholes)
            if whole >= part and whole
        ]
        if not pairs or any(agrees(share.percent, part, whole) for part, whole in pairs):
            return
        part, whole = pairs[0]
        right = percent_of(part, whole, share.percent)
        single = len(dict.fromkeys(pairs)) == 1
        yield Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=(),
            message=self.message.format(
                said=paragraph.words[share.percent.begin : share.percent.end],
                part=write_number(plain(part)),
                whole=write_number(plain(whole)),
                right=write_number(right),
            ),
            left=share.percent.value,
            right=right,
            sentence=paragraph.sentence(share.percent.first),
            place=place_of(paragraph, share.percent),
            rewording=other_percent(paragraph, share.percent, right) if single else None,
        )


def _parts(reading: Reading, share: Share) -> list[Decimal]:
    """Give what may be the part: the number in the text, or the tables' sums."""
    if share.part is not None:
        return [share.part.value]
    if share.domain is None:
        return []
    sums = [sum_of(reading, cells, share.domain) for cells in share.sums]
    return [value for value in sums if value is not None]


def _bases(reading: Reading, share: Share) -> list[Decimal]:
    """Give the tables' sums that a number of a domain may be a share of."""
    if share.domain is None:
        return []
    sums = [sum_of(reading, cells, share.domain) for cells in share.bases]
    return [value for value in sums if value is not None]


@dataclass(frozen=True, eq=False)
class RatesAgree:
    """A percentage that has a name is what comes out of the tables (R43)."""

    rule: str
    severity: Severity
    message: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each rate that fits none of its fair readings."""
        for paragraph, read in reading.said:
            for named in read.rates:
                yield from self._disagreement(reading, paragraph, named)

    def _disagreement(
        self, reading: Reading, paragraph: Paragraph, named: NamedRate
    ) -> Iterator[Finding]:
        pairs = [
            (part, whole, cells)
            for cells, all_cells in _rated(named)
            if (domain := named.topic.domain) is not None
            and (part := sum_of(reading, cells, domain)) is not None
            and (whole := sum_of(reading, all_cells, domain))
        ]
        if not pairs or any(agrees(named.percent, part, whole) for part, whole, _ in pairs):
            return
        part, whole, cells = pairs[0]
        right = percent_of(part, whole, named.percent)
        yield Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=in_tables(cells),
            message=self.message.format(
                said=paragraph.words[named.percent.begin : named.percent.end],
                name=name_of_sum(reading, cells),
                part=write_number(plain(part)),
                whole=write_number(plain(whole)),
                right=write_number(right),
            ),
            left=named.percent.value,
            right=right,
            sentence=paragraph.sentence(named.percent.first),
            place=place_of(paragraph, named.percent),
            rewording=other_percent(paragraph, named.percent, right),
        )


def _rated(named: NamedRate) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the cells of the part and those of each whole it may be a rate of."""
    domain, rate = named.topic.domain, named.rate
    if domain is None:
        return
    for whole in rate.wholes:
        if rate.axis is Axis.ROW:
            across = domain.default_columns[0]
            yield domain.cells(rate.part, across), domain.cells(whole, across)
        else:
            for rows in named.topic.rows:
                yield domain.cells(rows, rate.part), domain.cells(rows, whole)
