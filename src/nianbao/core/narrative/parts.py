"""Lists that must add up: 公开信息126条，其中甲100条、乙26条."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from nianbao.core.narrative.clauses import Clause
from nianbao.core.narrative.numerals import About, Numeral

LEAST_PARTS = 2
"""One part alone is no list: it may not be more than the whole, that is all."""

_OPENING = re.compile(r"其中|包括|包含|构成|划分为|可分为|(?=一季度|上半年)")
_CHANGE = re.compile(r"(?:增加?|减少?|多|少|下降|上升|增长)了?\s*$")
LEAST_AFTER_A_COLON = 3
"""So many parts make a list of what follows a colon."""

_SUM = re.compile(r"^\s*(?:[两二三四五各][级者项类])?(?:合计|共计|总计|总共)")
_OUT_OF = re.compile(r"(?<=[件条篇次份宗起])[^\d]{0,10}中(?!心|央|小|国|介)")
_NEW_WHOLE = re.compile(
    r"(?<!公)共(?!同|享|建|商|识)计?|合计|总计|累计|另[有外]?|此外|同时|全年|今年|本年|▣"
)
_INCOMPLETE = re.compile(
    r"不完全|[一二三四五六七八九]成|过半|近半|半数|若干|其余|余为|另有|不限于|居前|前□|排名|位列|位居"
)
_SOME = re.compile(r"主要|部分为|大多|多数|尤其|特别")
"""Says so only of a clause that has numbers itself."""

_OF_TIME = re.compile(r"上年|去年|同期|同比|较|比|[◁▷◇]")


@dataclass(frozen=True, slots=True)
class PartsOfWhole:
    """A whole and the parts listed of it; an `open` list names only some of them.

    `groups` says after how many parts a semicolon stands; `before` are the numbers that stand
    before the whole in its sentence and may have to be added to it (连同上年结转7件).
    """

    whole: Numeral
    parts: tuple[Numeral, ...]
    groups: tuple[int, ...]
    open: bool
    before: tuple[Numeral, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def adds_up(self) -> bool:
        """Tell whether the list can be right.

        Parts in another unit may or may not belong to it; a list may give the same whole
        split in several ways, one after the other.
        """
        same = tuple(part for part in self.parts if part.unit == self.whole.unit)
        if any(number.about is not About.EXACT for number in (self.whole, *same)):
            return True
        return any(self._is_right(whole, same) for whole in self._wholes())

    def _wholes(self) -> list[Decimal]:
        """Give what may be the whole: the number before the list, or it and those before it."""
        same = [number for number in self.before if number.unit == self.whole.unit]
        return list(accumulate(n.value for n in (self.whole, *reversed(same))))

    def _is_right(self, whole: Decimal, same: tuple[Numeral, ...]) -> bool:
        # Where a semicolon stands after every part it parts no groups.
        grouped = self.groups and len(self.groups) < len(self.parts) - 1
        first = same[: self.groups[0]] if grouped else same
        if self.open or len(first) < LEAST_PARTS:
            return sum(part.value for part in first) <= whole
        if any(part.value == whole for part in same):
            return True  # the same things counted in several ways
        return any(self._fits(whole, parts) for parts in (self.parts, same))

    def _fits(self, whole: Decimal, parts: Sequence[Numeral]) -> bool:
        sums = list(accumulate(part.value for part in parts))
        if not sums or sums[-1] == whole:
            return True
        ends = [end for end in self.groups if 0 < end <= len(sums)]
        at_ends = [sums[end - 1] for end in ends]
        if at_ends and at_ends[0] == whole and ends[0] >= LEAST_PARTS:
            return True
        if whole <= 0 or sums[-1] % whole:
            return False
        return {whole * times for times in range(1, int(sums[-1] / whole) + 1)} <= set(sums)


def find_parts(masked: str, clauses: Sequence[Clause]) -> Iterator[PartsOfWhole]:
    """Find every list with the whole it belongs to."""
    last: tuple[int, Numeral] | None = None
    for at, clause in enumerate(clauses):
        words = masked[clause.begin : clause.end]
        opening = _OPENING.search(words) or (clause.numerals and _OUT_OF.search(words))
        begin = clause.begin + (opening.start() if opening else 0)
        if not opening and not _follows_a_colon(clauses, at):
            continue
        whole = _whole(clauses[: at + 1], begin)
        if clause.mark in "；;" and last is not None and last[0] == clause.sentence:
            whole = last[1]
        if whole is None or _CHANGE.search(masked, max(0, whole.begin - 4), whole.begin):
            continue
        listed = _PartsList(masked, clauses[at:], begin, whole)
        if len(listed.parts) >= (1 if opening else LEAST_AFTER_A_COLON):
            last = (clause.sentence, whole)
            yield PartsOfWhole(
                whole,
                tuple(listed.parts),
                tuple(listed.groups),
                listed.open,
                _before(clauses[: at + 1], whole),
            )


def _before(clauses: Sequence[Clause], whole: Numeral) -> tuple[Numeral, ...]:
    """Collect the numbers that stand before a whole in its sentence."""
    sentence = next((c.sentence for c in clauses if whole in c.numerals), -1)
    told = (n for c in clauses if c.sentence == sentence for n in c.numerals)
    return tuple(n for n in told if n.end <= whole.begin and not n.is_share)


def _follows_a_colon(clauses: Sequence[Clause], at: int) -> bool:
    """Tell whether a clause comes after 4206条：."""
    if not at or clauses[at].mark not in "：:" or not clauses[at - 1].numerals:
        return False
    before = clauses[at - 1]
    return before.numerals[-1].end == before.end


def find_sums(masked: str, clauses: Sequence[Clause]) -> Iterator[PartsOfWhole]:
    """Find every list that is added up at its end: 甲64件、乙55件，合计119件."""
    for at, clause in enumerate(clauses):
        found = _SUM.search(masked[clause.begin : clause.end])
        if not found or not clause.numerals or clause.mark in "。；：":
            continue
        whole = clause.numerals[0]
        listed: list[Numeral] = []
        for before in reversed(clauses[:at]):
            same = before.sentence == clause.sentence and before.depth == clause.depth
            if not same or len(before.numerals) != 1 or before.numerals[0].unit != whole.unit:
                break
            listed.insert(0, before.numerals[0])
            if before.mark in "；：":
                break
        sums = [sum(part.value for part in listed[n:]) for n in range(len(listed) - 1)]
        if len(listed) >= LEAST_PARTS and whole.value not in sums:
            yield PartsOfWhole(whole, tuple(listed), (), open=False)


def _whole(clauses: Sequence[Clause], begin: int) -> Numeral | None:
    """Find the number the list belongs to: the last before it, not in brackets it is not in."""
    last = clauses[-1]
    for clause in reversed(clauses):
        if last.sentence - clause.sentence > 1:
            return None
        if clause.depth > last.depth:
            continue
        for numeral in reversed(clause.numerals):
            if numeral.end <= begin:
                counts = not numeral.is_share and numeral.unit
                return numeral if counts else None
    return None


class _PartsList:
    """The parts that follow an opening word, up to where the list must have ended."""

    def __init__(self, masked: str, clauses: Sequence[Clause], begin: int, whole: Numeral) -> None:
        self.parts: list[Numeral] = []
        self.groups: list[int] = []
        self.open = False
        first = clauses[0]
        for clause in clauses:
            if clause.sentence != first.sentence or clause.depth < first.depth:
                break
            words = masked[max(clause.begin, whole.end if clause is first else 0) : clause.end]
            if clause is not first and (clause.depth == first.depth and self._ends(words, clause)):
                break
            if clause.mark in "；;" and self.parts:
                self.groups.append(len(self.parts))
            last = clause.numerals[-1].end if clause.numerals else clause.begin
            some = clause.numerals and _SOME.search(words)
            if some or _INCOMPLETE.search(words) or "等" in masked[last : clause.end]:
                self.open = True
            if clause.depth > first.depth or _OF_TIME.search(words):
                continue
            self.parts += [
                n for n in clause.numerals if n.begin >= begin and not n.is_share and n.unit
            ]

    def _ends(self, words: str, clause: Clause) -> bool:
        """Tell whether something else begins with a clause."""
        if _OPENING.search(words) and self.parts:
            return True
        return bool(self.parts and clause.numerals and _NEW_WHOLE.search(words))
