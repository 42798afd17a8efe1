"""What is listed of a whole adds up to it (R42)."""

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.narrative.mentions import Mention
from nianbao.core.narrative.paragraph import Said
from nianbao.core.narrative.parts import PartsOfWhole
from nianbao.core.numbers import write_number
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.narrative.sums import (
    plain,
    sum_of,
)


@dataclass(frozen=True, eq=False)
class PartsAddUp:
    """What is listed of a whole adds up to it (R42), unless the list says it is not complete."""

    rule: str
    severity: Severity
    message: str
    message_more: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each list that does not add up."""
        for paragraph, read in reading.said:
            for listed in read.parts:
                if not listed.adds_up and not _is_settled_by_tables(reading, listed, read):
                    yield self._finding(paragraph, listed)

    def _finding(self, paragraph: Paragraph, listed: PartsOfWhole) -> Finding:
        whole, total = listed.whole.value, listed.total
        certain = listed.open or len(listed.parts) == 1
        message = self.message_more if certain else self.message
        numbers = (listed.whole, *listed.parts)
        begin, end = min(n.begin for n in numbers), max(n.end for n in numbers)
        return Finding(
            rule=self.rule,
            severity=self.severity,
            section=paragraph.section,
            cells=(),
            message=message.format(
                whole=write_number(plain(whole)),
                sum="+".join(write_number(plain(part.value)) for part in listed.parts),
                total=write_number(plain(total)),
                difference=write_number(plain(abs(whole - total))),
            ),
            left=plain(whole),
            right=plain(total),
            sentence=paragraph.sentence(listed.whole.first),
            place=paragraph.place(begin, end),
        )


def _is_settled_by_tables(reading: Reading, listed: PartsOfWhole, read: Said) -> bool:
    """Tell whether the whole and every part are the tables' own numbers.

    Then a list that names only some rows is right, and one that does not add up because of a
    number the tables contradict is named for that number already.
    """
    mentions = {mention.numeral: mention for mention in read.mentions}
    numbers = (listed.whole, *listed.parts)
    if not all(number in mentions for number in numbers):
        return False
    return all(_known(reading, mentions[number]) for number in numbers)


def _known(reading: Reading, mention: Mention) -> bool:
    domain = mention.topic.domain
    return domain is not None and all(
        sum_of(reading, cells, domain) is not None for cells in mention.sums
    )
