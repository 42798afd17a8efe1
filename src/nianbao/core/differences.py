"""How two texts differ, sentence by sentence and word by word, and which passages belong together.

The work is bounded by the sizes of the texts and never by a clock, so that the same texts always
give the same answer; what is too different to be told word by word is told sentence by sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from nianbao.core.report import Passage

SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
NUMBERING = re.compile(r"[\s（(]*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．，,\s]+")
YEAR = re.compile(r"\d{4}年度?")

MOST_SENTENCES: Final = 400
"""Longer texts are compared between their common beginning and end only."""

MOST_HITS: Final = 30_000
"""Pairs of equal words to be weighed: some milliseconds of work."""

LEAST_ALIKE: Final = 0.4
"""Texts with less than this in common are told as one that went and one that came."""

SHORTEST_SAME: Final = 2
"""Fewer characters in common between two changes are noise and count as changed."""

REMEMBERED: Final = 64


class Kind(StrEnum):
    """Where a piece of text stands."""

    SAME = "same"
    """In both texts."""

    GONE = "gone"
    """In the old text only."""

    NEW = "new"
    """In the new text only."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. SAME and GONE together are the old text, SAME and NEW the new one."""

    kind: Kind
    words: str


@lru_cache(maxsize=REMEMBERED)
def compare(old: str, new: str) -> tuple[Piece, ...]:
    """Part two texts into what they share and what only one of them has; what goes comes first."""
    sentences = SENTENCE.findall(old), SENTENCE.findall(new)
    if max(map(len, sentences)) > MOST_SENTENCES:
        return _joined(_but_for_the_ends(old, new))
    return _joined(_by_sentences(*sentences))


def alike(old: str, new: str) -> float:
    """Measure, from 0 to 1, how much two texts have in common; the work is that of reading them."""
    pairs = [Counter(pairwise(text)) for text in (old, new)]
    shared = (pairs[0] & pairs[1]).total()
    total = pairs[0].total() + pairs[1].total()
    return 2 * shared / total if total else float(old == new)


def counterparts(now: Sequence[Passage], before: Sequence[Passage]) -> tuple[int | None, ...]:
    """Find for each passage the one of last year's it stands for; each is given once.

    By heading, its number and years left aside; then by what the passages say.
    """
    free = dict.fromkeys(range(len(before)))
    found: list[int | None] = [None] * len(now)
    for likeness in (_same_heading, _like_heading, _like_body):
        for at, passage in enumerate(now):
            if found[at] is None and free:
                likenesses = {old: likeness(passage, before[old]) for old in free}
                best = max(free, key=likenesses.__getitem__)
                if likenesses[best] >= LEAST_ALIKE:
                    found[at] = best
                    del free[best]
    return tuple(found)


def _by_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, "".join(old[a:b]))
        else:
            yield from _by_words("".join(old[a:b]), "".join(new[c:d]))


def _by_words(old: str, new: str) -> Iterator[Piece]:
    """Compare what stands in place of one another, if that is the same thing said otherwise."""
    words = WORD.findall(old), WORD.findall(new)
    counts = Counter(words[0]), Counter(words[1])
    hits = sum(count * counts[1][word] for word, count in counts[0].items())
    if hits <= MOST_HITS and alike(old, new) >= LEAST_ALIKE:
        matcher = SequenceMatcher(None, *words, autojunk=False)
        at = [0, 0]
        for a, b, size in matcher.get_matching_blocks():
            same = "".join(words[0][a : a + size])
            inner = size and a + size < len(words[0]) and b + size < len(words[1]) and a + b
            if inner and len(same) < SHORTEST_SAME:
                continue
            yield Piece(Kind.GONE, "".join(words[0][at[0] : a]))
            yield Piece(Kind.NEW, "".join(words[1][at[1] : b]))
            yield Piece(Kind.SAME, same)
            at = [a + size, b + size]
    else:
        yield Piece(Kind.GONE, old)
        yield Piece(Kind.NEW, new)


def _but_for_the_ends(old: str, new: str) -> Iterator[Piece]:
    """Tell two very long texts apart by their common beginning and end."""
    shorter = min(len(old), len(new))
    begin = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    backwards = range(1, shorter - begin + 1)
    end = next((at - 1 for at in backwards if old[-at] != new[-at]), shorter - begin)
    yield Piece(Kind.SAME, old[:begin])
    yield Piece(Kind.GONE, old[begin : len(old) - end])
    yield Piece(Kind.NEW, new[begin : len(new) - end])
    yield Piece(Kind.SAME, old[len(old) - end :])


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one kind; between two that are the same, what went before what came."""
    joined: list[Piece] = []
    there = (piece for piece in pieces if piece.words)
    for same, group in groupby(there, key=lambda piece: piece.kind is Kind.SAME):
        members = list(group)
        for kind in (Kind.SAME,) if same else (Kind.GONE, Kind.NEW):
            words = "".join(piece.words for piece in members if piece.kind is kind)
            if words:
                joined.append(Piece(kind, words))
    return tuple(joined)


def _bare(heading: str) -> str:
    """Leave out of a heading its number and the years."""
    return YEAR.sub("", NUMBERING.sub("", heading, count=1)).strip()


def _same_heading(now: Passage, old: Passage) -> float:
    return float(_bare(now.heading) == _bare(old.heading))


def _like_heading(now: Passage, old: Passage) -> float:
    headings = _bare(now.heading), _bare(old.heading)
    return alike(*headings) if all(headings) else 0.0


def _like_body(now: Passage, old: Passage) -> float:
    return alike(now.body, old.body) if now.body.strip() and old.body.strip() else 0.0
