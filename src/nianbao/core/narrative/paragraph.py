"""One paragraph, read: every number and claim in it that can be held against something."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.core.narrative.claims import (
    Denial,
    Totality,
    denials,
    the_only_one,
    totalities,
)
from nianbao.core.narrative.clauses import Clause, clauses
from nianbao.core.narrative.growth import Growth, find_growth
from nianbao.core.narrative.hits import find_hits
from nianbao.core.narrative.masking import mask
from nianbao.core.narrative.mentions import Attribution, Mention
from nianbao.core.narrative.numerals import Numeral, find_numerals
from nianbao.core.narrative.parts import PartsOfWhole, find_parts, find_sums
from nianbao.core.narrative.shares import NamedRate, Share, find_rates, find_shares
from nianbao.core.narrative.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[^。！？]+")
_CLAIMS = re.compile(r"[均都]|全部|持平|一致|相同")
"""Without a number and without these nothing is said that could be held against the tables."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a paragraph says, with places in it as printed."""

    masked: str
    clauses: tuple[Clause, ...] = ()
    mentions: tuple[Mention, ...] = ()
    denials: tuple[Denial, ...] = ()
    totalities: tuple[Totality, ...] = ()
    parts: tuple[PartsOfWhole, ...] = ()
    shares: tuple[Share, ...] = ()
    rates: tuple[NamedRate, ...] = ()
    growth: tuple[Growth, ...] = ()


def read_paragraph(
    words: str, heading: str, year: int | None, organ: str, vocabulary: Vocabulary
) -> Said:
    """Read a paragraph as it is printed under its heading, for the year reported on."""
    masked = mask(words, year)
    numerals = find_numerals(masked)
    if not numerals and not _claims(masked, 0, len(masked), vocabulary):
        return Said(masked)
    under = vocabulary.named_by(heading)
    pieces = clauses(masked, numerals)
    hits = find_hits(masked, vocabulary, under, _telling(masked, numerals, vocabulary))
    begins = [hit.begin for hit in hits]
    reader = Attribution(masked, vocabulary, under, organ)
    mentions: list[Mention] = []
    denied: list[Denial] = []
    whole: list[Totality] = []
    for clause in pieces:
        own = hits[bisect_left(begins, clause.begin) : bisect_left(begins, clause.end)]
        topic = reader.topic
        mentions += reader.mentions(clause, own)
        said_of_all = tuple(totalities(masked, clause, reader.topic))
        if not clause.numerals:
            denied += denials(masked, clause, own, topic, vocabulary)
            if mentions and not denied and not said_of_all:
                said_of_all = tuple(the_only_one(masked, clause, own, mentions[-1]))
        whole += said_of_all
    return Said(
        masked=masked,
        clauses=pieces,
        mentions=tuple(mentions),
        denials=tuple(denied),
        totalities=tuple(whole),
        parts=(*find_parts(masked, pieces), *find_sums(masked, pieces)),
        shares=tuple(find_shares(masked, pieces, hits, mentions, under)),
        rates=tuple(find_rates(masked, pieces, hits, vocabulary)),
        growth=tuple(find_growth(masked, pieces, hits, mentions)),
    )


def _claims(masked: str, begin: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether something may be said without a number."""
    denial = vocabulary.patterns["denial"]
    return bool(_CLAIMS.search(masked, begin, end) or denial.search(masked, begin, end))


def _telling(
    masked: str, numerals: Sequence[Numeral], vocabulary: Vocabulary
) -> list[tuple[int, int]]:
    """Find the sentences that have a number or a claim; the others cost nothing."""
    begins = [numeral.begin for numeral in numerals]
    return [
        sentence.span()
        for sentence in _SENTENCE.finditer(masked)
        if bisect_left(begins, sentence.start()) < bisect_left(begins, sentence.end())
        or _claims(masked, *sentence.span(), vocabulary)
    ]
