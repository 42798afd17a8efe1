"""Every number of the narrative that speaks of the tables is the tables' number (R40, R41, R45)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId
from nianbao.core.narrative.mentions import Mention
from nianbao.core.narrative.vocabulary import Domain
from nianbao.core.numbers import write_number
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.report import Value
from nianbao.core.rules.narrative.sums import (
    in_tables,
    name_of_sum,
    other_number,
    place_of,
    plain,
    sum_of,
)


@dataclass(frozen=True, eq=False)
class Agreement:
    """Every number of the narrative that speaks of these domains is the tables' number."""

    rule: str
    severity: Severity
    message: str
    domains: frozenset[Domain]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each number that fits none of its fair readings."""
        for paragraph, read in reading.said:
            for mention in read.mentions:
                if mention.topic.domain in self.domains and not mention.last_year:
                    yield from self._disagreement(reading, paragraph, mention)

    def _disagreement(
        self, reading: Reading, paragraph: Paragraph, mention: Mention
    ) -> Iterator[Finding]:
        domain, numeral = mention.topic.domain, mention.numeral
        if domain is None:
            return
        true = [sum_of(reading, cells, domain) for cells in mention.sums]
        known = [value for value in true if value is not None]
        if len(known) < len(true) or any(numeral.fits(value) for value in known):
            return
        cells, value = mention.sums[0], known[0]
        yield Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=in_tables(cells),
            message=self.message.format(
                said=paragraph.words[mention.clause.begin : numeral.end].strip(),
                name=name_of_sum(reading, cells),
                value="，或 ".join(_written(value, domain) for value in dict.fromkeys(known)),
            ),
            left=_in_table_units(numeral.value, domain),
            right=_in_table_units(value, domain),
            fix=_fix(cells, numeral.value, domain),
            sentence=paragraph.sentence(numeral.first),
            place=place_of(paragraph, numeral),
            rewording=other_number(paragraph, numeral, value),
        )


def _fix(cells: tuple[CellId, ...], value: Decimal, domain: Domain) -> dict[CellId, Value] | None:
    """Propose the number of the text for the table, where one cell holds it alone."""
    alone = len(cells) == 1 and bool(in_tables(cells))
    return {cells[0]: _in_table_units(value, domain)} if alone else None


def _in_table_units(value: Decimal, domain: Domain) -> Value:
    return plain(value) if domain.yuan == 1 else (value / domain.yuan).normalize() + 0


def _written(value: Decimal, domain: Domain) -> str:
    unit = "元" if "元" in domain.units else ""
    return f"{write_number(plain(value))}{unit}"
