"""Whether a section still is, nearly word for word, last year's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add

from nianbao.core.carry_over import drafted
from nianbao.core.finding import Finding, Severity
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.report import Passage
from nianbao.core.rules.structure.spoken import without_blanks

SENTENCE = re.compile(r"[^。；\n]+")


def pairs(sentence: str) -> frozenset[str]:
    """Give every pair of neighbouring characters, blanks left out."""
    words = without_blanks(sentence)
    return frozenset(map(add, words, words[1:]))


@dataclass(frozen=True, eq=False)
class UnlikeLastYear:
    """A section has less than so many per cent in common with last year's, years moved on.

    Measured is Dice's coefficient of the different pairs of neighbouring characters: twice
    what both have, over what each has. It is 100 % for an untouched draft, falls with every
    sentence that is new, does not mind their order, and takes linear time. Texts as typed are
    compared, so that a linked number is the same as last year's link. A text of fewer than
    `least` different pairs proves nothing.
    """

    rule: str
    severity: Severity
    sections: tuple[str, ...]
    percent: int
    least: int
    message: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say of each section how much it has in common."""
        previous = reading.previous
        if previous is None:
            return
        year = previous.year
        for section in self.sections:
            ours = self._pairs(reading, reading.report.text.get(section, ()))
            theirs = reading.recall(self._draft, tuple(previous.text.get(section, ())), year)
            if min(len(ours), len(theirs)) < self.least:
                continue
            share = 200 * len(ours & theirs) / (len(ours) + len(theirs))
            if share >= self.percent:
                title = self.form.section(section).title
                words = self.message.format(section=title, percent=int(share))
                yield Finding(self.rule, self.severity, section, (), words, about=section)

    def _pairs(self, reading: Reading, passages: Iterable[Passage]) -> frozenset[str]:
        """Collect the pairs of a section, sentence by sentence, so that an edit costs one."""
        found = (reading.recall(pairs, sentence) for sentence in _sentences(passages))
        return frozenset().union(*found)

    def _draft(self, passages: tuple[Passage, ...], year: int | None) -> frozenset[str]:
        """Collect the pairs of the draft made from last year's section."""
        return frozenset().union(*map(pairs, _sentences(drafted(passages, year))))


def _sentences(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        yield passage.heading
        yield from SENTENCE.findall(passage.body)
