"""What in a text is still last year's: untouched sentences, and the old numbers in them.

A sentence counts as untouched as long as it is, letter for letter, one of the draft made from
last year's text. Knows nothing of where it is shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nianbao.core.carry_over import drafted
from nianbao.core.reading import Recall, ask
from nianbao.core.report import Passage, PreviousReport, Report
from nianbao.core.years import spans_of_years

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?|[一二三四五六七八九十百千万两]+(?=[件条次份个场期项篇人])")


class StaleKind(StrEnum):
    """What is old about a piece of text."""

    SENTENCE = "sentence"
    NUMBER = "number"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Stale:
    """A piece of a passage's body that is still last year's: from `begin` up to `end`."""

    section: str
    passage: int
    begin: int
    end: int
    kind: StaleKind


def stale_pieces(report: Report, recall: Recall = ask) -> list[Stale]:
    """Find what is still last year's, in the order of the text; nothing without a last year.

    `recall` remembers what was found in the same words before.
    """
    previous = report.particulars.previous
    if previous is None:
        return []
    old = _draft_of(previous, recall)
    year, settled = report.particulars.year, report.settled
    return [
        Stale(section, at, begin, end, kind)
        for section, passages in sorted(report.text.items())
        for at, passage in enumerate(passages)
        for begin, end, kind in recall(_stale_in, passage.body, old, year, settled)
    ]


def unchanged_share(passages: Iterable[Passage], report: Report, recall: Recall = ask) -> float:
    """Measure, from 0 to 1, how much of a section's characters is untouched since last year."""
    previous = report.particulars.previous
    if previous is None:
        return 0.0
    old = _draft_of(previous, recall)
    sentences = [s for passage in passages for s in recall(_sentences, passage.body)]
    untouched = sum(len(words) for _, words in sentences if words in old)
    total = sum(len(words) for _, words in sentences)
    return untouched / total if total else 0.0


def _stale_in(
    body: str, old: frozenset[str], year: int | None, settled: frozenset[str]
) -> tuple[tuple[int, int, StaleKind], ...]:
    """Find the old pieces of one text; in a sentence the clerk has settled there are none."""
    pieces: list[tuple[int, int, StaleKind]] = []
    for begin, words in _sentences(body):
        if words not in settled:
            untouched = words in old
            if untouched:
                pieces.append((begin, begin + len(words), StaleKind.SENTENCE))
            pieces += [
                (begin + first, begin + last, kind)
                for first, last, kind in _tokens(words, year, untouched=untouched)
            ]
    return tuple(pieces)


def _tokens(
    words: str, year: int | None, *, untouched: bool
) -> Iterable[tuple[int, int, StaleKind]]:
    """Find other years than the report's, and in an untouched sentence all other numbers."""
    years = spans_of_years(words)
    for first, last, named in years:
        if year is not None and named != year:
            yield first, last, StaleKind.YEAR
    taken = {place for first, last, _ in years for place in range(first, last)}
    for number in NUMBER.finditer(words) if untouched else ():
        if number.start() not in taken:
            yield *number.span(), StaleKind.NUMBER


def _draft_of(previous: PreviousReport, recall: Recall) -> frozenset[str]:
    """Collect the sentences of the draft made from last year's text."""
    passages = tuple(passage for part in previous.text.values() for passage in part)
    return recall(_sentences_of, passages, previous.year)


def _sentences_of(passages: tuple[Passage, ...], year: int | None) -> frozenset[str]:
    return frozenset(
        words for passage in drafted(passages, year) for _, words in _sentences(passage.body)
    )


def _sentences(body: str) -> tuple[tuple[int, str], ...]:
    """Part a text into sentences, each with the place where it begins; blanks are cut off."""
    found = []
    for match in SENTENCE.finditer(body):
        words = match.group()
        if words.strip():
            found.append((match.start() + len(words) - len(words.lstrip()), words.strip()))
    return tuple(found)
