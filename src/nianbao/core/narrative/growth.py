"""Changes against last year: 收到申请26件，同比增长18.2%，比上年增加4件."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from nianbao.core.narrative.clauses import Clause
from nianbao.core.narrative.hits import Hit, last_chain, on_axis, readings
from nianbao.core.narrative.mentions import Mention, Topic
from nianbao.core.narrative.numerals import About, Numeral
from nianbao.core.narrative.vocabulary import Axis

_LAST = r"(?:上(?:一)?年(?:度)?|去年|前一年|◁+年(?:度)?)"
_AGAINST = re.compile(
    rf"同比|[较比](?:起)?{_LAST}|与{_LAST}(?:同期)?(?:相比|持平|相同|一致|无变化)|[较比](?:{_LAST})?同期"
)
_UP = re.compile(
    r"增长|增加|上升|提高|增多|上涨|多(?:了|办|收|出)?(?=[^\u4e00-\u9fff]|办|收|[一二三四五六七八九十])|净增|增幅|增"
)
_DOWN = re.compile(r"下降|减少|降低|回落|下滑|少了?(?=\d)|降幅|减|降")
_OVERALL = re.compile(r"数量|总量|总数")
_SAME = re.compile(r"(?<!基本)(?<!大致)(?:持平|相同|一致|无变化)")
_FROM = re.compile(r"[由从][^，；。]{0,8}$")
_TO = re.compile(r"[到至为]")
_OF_LAST = re.compile(rf"{_LAST}")


@dataclass(frozen=True, slots=True)
class Growth:
    """A change since last year: by how much (None: none at all) and in which direction.

    What changed is a number in the text (`now`) or what the words speak of (`topic`); `then`
    is last year's number where the text gives it. `reached`: the text gives both and only says
    in which direction it went (由105件增至126件).
    """

    begin: int
    end: int
    amount: Numeral | None
    up: bool
    now: Numeral | None
    then: Numeral | None
    topic: Topic | None
    reached: bool = False


def find_growth(
    masked: str,
    clauses: Sequence[Clause],
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
) -> Iterator[Growth]:
    """Find every change against last year; one that goes on needs no 同比 of its own."""
    reader = _Changes(masked, clauses, hits, mentions)
    for at in range(len(clauses)):
        yield from reader.read(at)


class _Changes:
    """A paragraph being read for what changed; remembers the last clause that said so."""

    def __init__(
        self,
        masked: str,
        clauses: Sequence[Clause],
        hits: Sequence[Hit],
        mentions: Sequence[Mention],
    ) -> None:
        self.masked = masked
        self.clauses = clauses
        self.hits = hits
        self.mentions = [mention for mention in mentions if not mention.last_year]
        self._old = [mention.numeral for mention in mentions if mention.last_year]
        self._at = -1
        self._last: Growth | None = None

    def read(self, at: int) -> Iterator[Growth]:
        """Read the next clause."""
        clause = self.clauses[at]
        if at and clause.sentence != self.clauses[at - 1].sentence:
            self._at, self._last = -1, None
        moved = _moved(self.masked, clause)
        if moved is not None:
            self._at = at
            self._last = replace(moved, topic=_topic(self.masked, _own(self.hits, clause), None))
            yield self._last
            return
        found = _AGAINST.search(self.masked, clause.begin, clause.end)
        if found is None and (self._at != at - 1 or clause.mark in "；;"):
            return
        self._at = at
        yield from self._one_by_one(at)
        for amount, up in _changes(self.masked, clause, found.start() if found else clause.begin):
            self._last = self._growth(at, found.start() if found else clause.begin, amount, up=up)
            yield self._last

    def _one_by_one(self, at: int) -> Iterator[Growth]:
        """Deal out 甲362件、乙185件，较上年分别增加44件、17件."""
        clause = self.clauses[at]
        words = self.masked[clause.begin : clause.end]
        up = _UP.search(words)
        if "分别" not in words or bool(up) == bool(_DOWN.search(words)):
            return
        amounts = [n for n in clause.numerals if n.begin > clause.begin + words.index("分别")]
        for listed in self.clauses[at + 1 :]:
            if listed.mark != "、" or len(listed.numerals) != 1:
                break
            amounts += listed.numerals
        told = [m for m in self.mentions if m.clause.sentence == clause.sentence]
        told = [m for m in told if m.numeral.end <= clause.begin][-len(amounts) :]
        if len(told) == len(amounts):
            for amount, mention in zip(amounts, told, strict=True):
                number, topic = mention.numeral, mention.topic
                yield Growth(amount.begin, amount.end, amount, bool(up), number, None, topic)

    def _growth(self, at: int, begin: int, amount: Numeral | None, *, up: bool) -> Growth:
        """Find out what it is that changed."""
        clause, last = self.clauses[at], self._last
        own = _own(self.hits, clause)
        spoken, now = self._spoken(at, begin, clause)
        if spoken is None and now is None and last is not None:
            spoken, now = last.topic, last.now
        topic = spoken
        if own:
            before = spoken or (last.topic if last else None)
            topic = _topic(self.masked, own, before) or spoken
            now = now if spoken is topic else None
        then = _last_years(self.masked, self.clauses[: at + 1])
        if then is None and last is not None and spoken is last.topic:
            then = last.then
        return Growth(begin, clause.end, amount, up, now, then, topic)

    def _spoken(self, at: int, begin: int, clause: Clause) -> tuple[Topic | None, Numeral | None]:
        """Find the number that changed: the nearest before, and what it speaks of."""
        sentence = [m for m in self.mentions if m.clause.sentence == clause.sentence]
        before = [m for m in sentence if m.numeral.end <= begin]
        if before and _OVERALL.search(self.masked, clause.begin, clause.end):
            return before[0].topic, before[0].numeral
        nearest = self._nearest(at, begin)
        for mention in before:
            if mention.numeral is nearest:
                return mention.topic, nearest
        return None, nearest

    def _nearest(self, at: int, begin: int) -> Numeral | None:
        """Find the count nearest before, in the same sentence, that is no change itself."""
        sentence = self.clauses[at].sentence
        passed = [*self._old, *([self._last.amount, self._last.then] if self._last else [])]
        for clause in reversed(self.clauses[: at + 1]):
            if clause.sentence != sentence:
                return None
            for numeral in reversed(clause.numerals):
                counts = not numeral.is_share and numeral.unit and numeral not in passed
                if numeral.end <= begin and counts:
                    return numeral if numeral.about is About.EXACT else None
        return None


def _changes(masked: str, clause: Clause, begin: int) -> Iterator[tuple[Numeral | None, bool]]:
    """Read by how much and in which direction; nothing where a clause says no such thing."""
    words = masked[: clause.end]
    up, down = _UP.search(words, begin), _DOWN.search(words, begin)
    direction = up or down
    if direction is None:
        if _SAME.search(words, begin):
            yield None, False
        return
    amounts = [n for n in clause.numerals if n.begin >= direction.end() - 1]
    arrives = words[direction.end() : direction.end() + 1] in ("到", "至", "为")
    several = "分别" in words[clause.begin :]
    if amounts and not arrives and not several and not (up and down):
        yield amounts[0], up is not None


def _own(hits: Sequence[Hit], clause: Clause) -> list[Hit]:
    return [hit for hit in hits if clause.begin <= hit.begin < clause.end]


def _moved(masked: str, clause: Clause) -> Growth | None:
    """Read 由105件增至126件."""
    for then, now in pairwise(clause.numerals):
        between = masked[then.end : now.begin]
        up, down = _UP.search(between), _DOWN.search(between)
        if _FROM.search(masked, clause.begin, then.begin) and _TO.search(between) and (up or down):
            return Growth(then.begin, now.end, None, bool(up), now, then, None, reached=True)
    return None


def _topic(masked: str, hits: Sequence[Hit], spoken: Topic | None) -> Topic | None:
    """Read what a clause itself speaks of; `spoken` is what was spoken of before."""
    named = [hit for hit in hits if hit.names_domain]
    domain = named[-1].domain if named else spoken.domain if spoken else None
    if domain is None:
        return None
    rows = readings(last_chain(on_axis(hits, domain, Axis.ROW), masked)) or domain.default_rows
    columns = readings(last_chain(on_axis(hits, domain, Axis.COLUMN), masked))
    return Topic(domain, rows, columns or domain.default_columns)


def _last_years(masked: str, clauses: Sequence[Clause]) -> Numeral | None:
    """Find the number the sentence gives for last year: 上年22件, 比上年的22件增加."""
    for clause in clauses:
        if clause.sentence != clauses[-1].sentence:
            continue
        for numeral in clause.numerals:
            lead = masked[clause.begin : numeral.begin]
            changed = _UP.search(lead) or _DOWN.search(lead) or "结转" in lead
            if _OF_LAST.search(lead) and not changed and not numeral.is_share:
                return numeral
    return None


def change_agrees(growth: Growth, now: Decimal, then: Decimal) -> bool:
    """Tell whether what the text says of the change is so (R44)."""
    amount = growth.amount
    if growth.reached:
        return (now > then) is growth.up
    if amount is None:
        return now == then
    change = now - then if growth.up else then - now
    if amount.unit == "%":
        if not then:
            return False
        off = abs(amount.value - 100 * change / then)
        near = amount.value / 10 if amount.about is not About.EXACT else Decimal("0.05")
        return off <= max(near, amount.step / 2) and change >= 0
    if amount.unit in ("‰", "个百分点", "倍"):
        return True
    return amount.fits(change)
