"""What the narrative says without a number: 未收到申请 (R46), 均已办结, 均获维持 (R40, R41)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.finding import Finding, Rewording, Severity
from nianbao.core.narrative.claims import Denial, Totality
from nianbao.core.narrative.vocabulary import Domain
from nianbao.core.numbers import write_number
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.narrative.sums import (
    in_tables,
    name_of_sum,
    plain,
    sum_of,
)


@dataclass(frozen=True, eq=False)
class NotDenied:
    """What the narrative denies did not happen (R46): 未收到申请 only where there was none."""

    rule: str
    severity: Severity
    message: str
    domains: frozenset[Domain]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each denial of what the tables hold."""
        for paragraph, read in reading.said:
            for denial in read.denials:
                domain = denial.topic.domain
                value = sum_of(reading, denial.cells, domain) if domain else None
                if domain in self.domains and value:
                    yield self._finding(reading, paragraph, denial, value)

    def _finding(
        self, reading: Reading, paragraph: Paragraph, denial: Denial, value: Decimal
    ) -> Finding:
        place = paragraph.place(denial.begin, denial.end)
        new = denial.instead.format(value=value)
        return Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=in_tables(denial.cells),
            message=self.message.format(
                said=paragraph.words[denial.begin : denial.end],
                name=name_of_sum(reading, denial.cells),
                value=write_number(plain(value)),
            ),
            left=0,
            right=plain(value),
            sentence=paragraph.sentence(denial.begin),
            place=place,
            rewording=Rewording(place, new) if new else None,
        )


@dataclass(frozen=True, eq=False)
class WhollySo:
    """What the narrative says of all holds for all: 均已办结, 均获维持."""

    rule: str
    severity: Severity
    message: str
    message_all: str
    domains: frozenset[Domain]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each claim that the tables contradict."""
        for paragraph, read in reading.said:
            for claim in read.totalities:
                domain = claim.topic.domain
                if domain is None or domain not in self.domains:
                    continue
                value = sum_of(reading, claim.cells, domain)
                whole = sum_of(reading, claim.all_of, domain) if claim.all_of else claim.amount
                if value is None or whole is None or value == whole or _is_off(reading, claim):
                    continue
                owned_up = any(mention.sums[0] == claim.cells for mention in read.mentions)
                if not owned_up:
                    sides = (value, Decimal(whole))
                    yield self._finding(reading, paragraph, claim, sides)

    def _finding(
        self,
        reading: Reading,
        paragraph: Paragraph,
        claim: Totality,
        sides: tuple[Decimal, Decimal],
    ) -> Finding:
        value, whole = (plain(side) for side in sides)
        message = self.message_all if claim.all_of or claim.amount else self.message
        return Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=(*claim.cells, *claim.all_of),
            message=message.format(
                said=paragraph.words[claim.begin : claim.end],
                name=name_of_sum(reading, claim.cells),
                value=write_number(value),
                whole=write_number(whole),
            ),
            left=value,
            right=whole,
            sentence=paragraph.sentence(claim.begin),
            place=paragraph.place(claim.begin, claim.end),
        )


def _is_off(reading: Reading, claim: Totality) -> bool:
    """Tell whether the number a claim says more of is itself not the tables'."""
    basis = claim.basis
    if basis is None or basis.topic.domain is None:
        return False
    sums = [sum_of(reading, cells, basis.topic.domain) for cells in basis.sums]
    return not any(value is not None and basis.numeral.fits(value) for value in sums)
