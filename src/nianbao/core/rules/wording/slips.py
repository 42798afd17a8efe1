"""How a slip in the words is told to the clerk: where, which sentence, what would be right.

What a slip is, the finders know (`slip_finders`); here is what all of them share.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from nianbao.core.finding import Finding, Rewording, Severity
from nianbao.core.links import link
from nianbao.core.reading import Paragraph, Reading

LONGEST_SAID = 24
"""Characters of the words spoken of that are repeated in a message."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters of a paragraph that are not right, and what to say of them.

    `message` may leave open {said} (the words themselves), {masked} (enough of a number to
    find it by) and {new}; `new` is None where no single answer is right.
    """

    begin: int
    end: int
    message: str
    new: str | None = None


class Finder(Protocol):
    """Looks for one kind of slip."""

    def slips(self, words: str) -> tuple[Slip, ...]:
        """Find them all in one paragraph, in order."""
        ...


@dataclass(frozen=True, eq=False)
class Wording:
    """No slips in anything that is printed in words.

    Each slip is a finding of its own up to `limit` of them; then `message_more` says how many
    others there are, so that one badly pasted text does not flood the list. Inside what `never`
    finds there is no slip.
    """

    rule: str
    severity: Severity
    limit: int
    message_more: str
    finders: tuple[Finder, ...]
    never: re.Pattern[str] | None = None

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name the slips in the order of print."""
        told: Counter[tuple[str, str]] = Counter()
        left = self.limit
        more, section = 0, ""
        for paragraph in reading.texts:
            slips = reading.recall(self._slips, paragraph.words)
            for slip in slips[:left]:
                yield self._finding(paragraph, slip, told)
            if len(slips) > left:
                section = section or paragraph.section
                more += len(slips) - left
            left = max(0, left - len(slips))
        if more:
            words = self.message_more.format(count=more)
            yield Finding(self.rule, self.severity, section, (), words, about=f"另有{more}处")

    def _slips(self, words: str) -> tuple[Slip, ...]:
        """Find all slips of a paragraph; of those that meet, the first declared finder's."""
        found: list[Slip] = []
        taken: set[int] = set()
        for finder in self.finders:
            for slip in finder.slips(words):
                touched = _touched(words, slip)
                if taken.isdisjoint(touched):
                    taken.update(touched)
                    found.append(slip)
        if found and self.never is not None:
            spans = [it.span() for it in self.never.finditer(words)]
            found = [slip for slip in found if not _inside(slip, spans)]
        return tuple(sorted(found, key=lambda slip: slip.begin))

    def _finding(self, paragraph: Paragraph, slip: Slip, told: Counter[tuple[str, str]]) -> Finding:
        said = paragraph.words[slip.begin : slip.end]
        sentence = paragraph.sentence(slip.begin)
        told[sentence, said] += 1
        times = told[sentence, said]
        place = paragraph.place(slip.begin, slip.end)
        new = _as_typed(paragraph, slip)
        message = slip.message.format(
            said=_shortened(said), masked=_masked(said), new=_shortened(slip.new or "")
        )
        return Finding(
            self.rule,
            self.severity,
            paragraph.section,
            (),
            message,
            sentence=sentence,
            place=place,
            rewording=None if new is None else Rewording(place, new),
            # Twice the same in one sentence: two findings, each with a reason of its own.
            about=said if times == 1 else f"{said}（第{times}处）",
        )


def _inside(slip: Slip, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= slip.begin and slip.end <= end for begin, end in spans)


def _touched(words: str, slip: Slip) -> range | set[int]:
    """Tell which characters are spoken of: all, or both ends and those that would be others."""
    if slip.new is None or len(slip.new) != slip.end - slip.begin:
        return range(slip.begin, slip.end)
    others = {at for at, new in enumerate(slip.new, slip.begin) if words[at] != new}
    return others | {slip.begin, slip.end - 1}


def _as_typed(paragraph: Paragraph, slip: Slip) -> str | None:
    """Give the proposed words with the linked numbers among them left linked.

    None where there is no proposal, or where it would change a linked number.
    """
    if slip.new is None:
        return None
    inside = [
        it for it in paragraph.links if it.printed[0] < slip.end and slip.begin < it.printed[1]
    ]
    if not inside:
        return slip.new
    touched = _touched(paragraph.words, slip)
    if any(at in touched for it in inside for at in range(*it.printed)):
        return None
    new = slip.new
    for it in reversed(inside):
        begin, end = (at - slip.begin for at in it.printed)
        new = new[:begin] + link(it.cell) + new[end:]
    return new


def _shortened(said: str) -> str:
    """Leave out the middle of long words."""
    if len(said) <= LONGEST_SAID:
        return said
    half = LONGEST_SAID // 2
    return f"{said[:half]}……{said[-half:]}"


def _masked(said: str) -> str:
    """Give enough to find a number by, and not the number."""
    kept = max(1, len(said) // 6)
    return said[:kept] + "*" * (len(said) - 2 * kept) + said[-kept:]
