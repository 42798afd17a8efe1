"""What came in is what was decided and what is left, as far as the text tells both (R42)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.finding import Finding, Severity
from nianbao.core.narrative.mentions import Mention
from nianbao.core.narrative.numerals import About
from nianbao.core.narrative.vocabulary import Domain, Lines
from nianbao.core.numbers import write_number
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.narrative.sums import plain, sum_of


@dataclass(frozen=True, eq=False)
class Ledger:
    """Outcomes named one by one add up to what came in, where the tables cannot tell yet.

    Speaks of a paragraph that names at least `least` of the `outcomes`: `came` and `carried`
    are the rows of what came in, `left` is what was handed on.
    """

    rule: str
    severity: Severity
    message: str
    domain: Domain
    came: Lines
    carried: Lines
    outcomes: tuple[Lines, ...]
    left: Lines
    least: int

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each paragraph whose outcomes do not add up."""
        for paragraph, read in reading.said:
            told = [m for m in read.mentions if self._counts(reading, m)]
            if told:
                yield from self._difference(paragraph, told)

    def _counts(self, reading: Reading, mention: Mention) -> bool:
        """Tell whether a number is one of the ledger's that no table can check."""
        if mention.topic.domain is not self.domain or mention.last_year:
            return False
        unknown = all(sum_of(reading, cells, self.domain) is None for cells in mention.sums)
        total = mention.topic.columns == self.domain.default_columns
        return unknown and total and mention.numeral.about is About.EXACT

    def _difference(self, paragraph: Paragraph, told: Sequence[Mention]) -> Iterator[Finding]:
        first: dict[Lines, Mention] = {}
        for mention in told:
            first.setdefault(mention.topic.rows[0], mention)
        named = [rows for rows in self.outcomes if rows in first]
        if self.came not in first or len(named) < self.least:
            return
        numbers = [first[rows].numeral.value for rows in (*named, self.left) if rows in first]
        ins = [first[rows].numeral.value for rows in (self.came, self.carried) if rows in first]
        right, left = sum(numbers, Decimal(0)), sum(ins, Decimal(0))
        if left == right:
            return
        came = first[self.came].numeral
        yield Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=(),
            message=self.message.format(
                whole="+".join(write_number(plain(value)) for value in ins),
                sum="+".join(write_number(plain(value)) for value in numbers),
                total=write_number(plain(right)),
                difference=write_number(plain(abs(left - right))),
            ),
            left=plain(left),
            right=plain(right),
            sentence=paragraph.sentence(came.first),
            place=paragraph.place(came.begin, came.end),
        )
