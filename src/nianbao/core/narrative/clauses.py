"""A paragraph in its smallest pieces: between commas, brackets and the like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.narrative.masking import NUMBERING
from nianbao.core.narrative.numerals import Numeral

_BREAK = re.compile(rf"[。！？!?；;，,：:、（）()…\n]|{NUMBERING}+")
_SENTENCE_END = frozenset(f"。！？!?\n{NUMBERING}")


@dataclass(frozen=True, slots=True)
class Clause:
    """From `begin` up to `end`, with the numbers in it.

    `sentence` counts the sentences of the paragraph; `depth` how many brackets are open;
    `mark` is what stands before it ("" at the beginning of the paragraph).
    """

    begin: int
    end: int
    sentence: int
    depth: int
    mark: str
    numerals: tuple[Numeral, ...]


def clauses(masked: str, numerals: Sequence[Numeral]) -> tuple[Clause, ...]:
    """Part a masked paragraph.

    The comma 、 parts only what holds a number: 予以公开、部分公开共5件 is one clause.
    """
    return tuple(_clauses(masked, numerals))


def _clauses(masked: str, numerals: Sequence[Numeral]) -> Iterator[Clause]:
    begin = sentence = depth = at = 0
    mark = ""
    for found in _BREAK.finditer(masked):
        sign, place = found[0], found.start()
        inside: list[Numeral] = []
        while at + len(inside) < len(numerals) and numerals[at + len(inside)].begin < place:
            inside.append(numerals[at + len(inside)])
        if inside and inside[-1].end > place:
            continue  # a comma within a number
        if sign == "、" and not inside:
            continue
        if place > begin:
            yield Clause(begin, place, sentence, depth, mark, tuple(inside))
        at += len(inside)
        begin, mark = found.end(), sign[0]
        if mark in _SENTENCE_END:
            sentence, depth = sentence + 1, 0
        depth = max(0, depth + (mark in "（(") - (mark in "）)"))
    if begin < len(masked):
        yield Clause(begin, len(masked), sentence, depth, mark, tuple(numerals[at:]))
