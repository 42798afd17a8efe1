"""Whose number it is, and of which year: the tables know only this organ's, for one year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from nianbao.core.narrative.clauses import Clause
from nianbao.core.narrative.hits import Hit
from nianbao.core.narrative.numerals import Numeral
from nianbao.core.narrative.vocabulary import Domain, Vocabulary

BEFORE_A_NUMBER = 12
"""So many characters may stand between 上年 and the number that is last year's."""

_OTHER_YEARS = re.compile(r"[◁◇]")
CLOSE_BEHIND = 6
"""So many characters behind a number still say of which year it is (上年7件结转申请)."""

_LAST_YEAR = re.compile(r"[较比与]?(?:上(?:一)?年(?:度)?|去年|前一年|◁+年(?:度)?)")
_OF_LAST_YEAR = re.compile(r"\s*(?:◁+年度?|去年|上(?:一)?年度?)(?!.{0,4}(?:结转|顺延|转))")
_THIS_YEAR = re.compile(r"▣|今年|本年")
_FROM = re.compile(r"[由从]\s*$")
_BECAME = re.compile(r".{0,2}?(?:增加?|上升|增长|减少?|下降|降低?|回落|升)(?:到|至|为)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WHOLE_PLACE = re.compile(r"全[市县区省]")
_DOCUMENTS = re.compile(r"(?<!规范性)(?:公文|文件|发文)[^，。；]{0,6}?\d")
_OWN = re.compile(r"[我本全]")


class Year(Enum):
    """Which report has the number."""

    THIS = "this"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that may count what a domain counts, with the words around it.

    `around` are the words that say what it counts, `known` all of its clause that have a
    meaning in the vocabulary.
    """

    clause: Clause
    numeral: Numeral
    domain: Domain
    around: Sequence[Hit]
    known: Sequence[Hit]


class Whose:
    """Keeps in mind, clause by clause, whom and when a sentence speaks of."""

    def __init__(self, masked: str, vocabulary: Vocabulary, organ: str) -> None:
        self.masked = masked
        self.says = vocabulary.patterns
        self.organ = frozenset(organ)
        self._sentence = -1
        self._begin = 0
        self._elsewhere = False
        self._bodies: frozenset[str] | None = None
        self._last_year = False
        self._of_a_body = False
        self._documents = -1
        self._list = 0
        self.strayed = False

    def begin(self, clause: Clause) -> None:
        """Take up the next clause."""
        if clause.sentence != self._sentence:
            self._sentence, self._begin = clause.sentence, clause.begin
            self._elsewhere = self._last_year = self._of_a_body = False
            self._bodies = None
        if clause.mark != "、":
            self._list = clause.begin
        self.strayed = False
        words = self.masked[clause.begin : clause.end]
        if clause.mark in "；;":
            self._last_year = False
        if _OF_LAST_YEAR.match(words):
            self._last_year = True
        elif _THIS_YEAR.search(words):
            self._last_year = False
        if _THIS_YEAR.search(words):
            self._elsewhere = False
        elif not clause.numerals and self.says["period"].search(words):
            self._elsewhere = True

    def year(self, counted: Counted) -> Year | None:
        """Tell which year's report has the number; None where it is no report's."""
        clause, numeral, domain = counted.clause, counted.numeral, counted.domain
        if not self._has_its_unit(counted):
            return None
        words = without(counted.known, self.masked, clause)
        leading = words[: numeral.begin - clause.begin]
        listed = self.masked[self._list : clause.begin] + words
        before = listed[: len(listed) - len(words)]
        if _OTHER_YEARS.search(before) and not _THIS_YEAR.search(before):
            return None
        if self._is_anothers(listed, before + leading, domain):
            return None
        named = any(
            hit.domain is domain and (hit.term is None or hit.term.subject)
            for hit in counted.around
        )
        if not named and domain.patterns["foreign"].search(words):
            self.strayed = True
            return None
        certain = any(
            hit.domain is domain
            and hit.term is not None
            and not (hit.term.weak or hit.term.subject)
            for hit in counted.around
        )
        if not certain and self.residue(leading) > domain.tolerance:
            return None
        return self._year(words, len(leading), self.masked[numeral.end : clause.end])

    def _is_another_bodys(self, leading: str) -> bool:
        """Tell whether a sentence that tells several bodies apart is speaking of one of them."""
        if self._bodies is None:
            self._bodies = self._told_apart(self._begin)
        if any(body in leading for body in self._bodies):
            self._of_a_body = True
        elif _WHOLE_PLACE.search(leading):
            self._of_a_body = False
        return self._of_a_body and len(self._bodies) > 1

    def _told_apart(self, begin: int) -> frozenset[str]:
        """Name the bodies that a sentence tells apart by their numbers."""
        ends = [self.masked.find(mark, begin) for mark in "。！？\n"]
        end = min((place for place in ends if place >= 0), default=len(self.masked))
        named = self.says["bodies"].finditer(self.masked, begin, end)
        bodies = frozenset(body[0] for body in named if not _OWN.match(body[0]))
        whole = _WHOLE_PLACE.search(self.masked, begin, end)
        return bodies | {whole[0]} if bodies and whole else bodies

    def _has_its_unit(self, counted: Counted) -> bool:
        units = [hit.term.units for hit in counted.around if hit.term and hit.term.units]
        numeral = counted.numeral
        if numeral.is_share or not counts(units[-1] if units else counted.domain.units, numeral):
            return False
        behind = self.masked[numeral.end : numeral.end + 1]
        return bool(numeral.unit) or not behind.strip("。，；、,;）) ")

    def is_foreign(self, clause: Clause) -> bool:
        """Tell whether a clause lists parts of something else: 制发公文9件，其中不予公开2件."""
        words = self.masked[clause.begin : clause.end]
        if clause.numerals and _DOCUMENTS.search(words):
            self._documents = clause.sentence
        return self._documents == clause.sentence and not _DOCUMENTS.search(words)

    def residue(self, leading: str) -> int:
        """Count the characters before a number that say something the tables do not know of.

        物业管理类申请14件 counts applications, but not all of them.
        """
        rest = self.says["neutral"].sub("", leading)
        return sum(mark not in self.organ for mark in _HAN.findall(rest))

    def _year(self, words: str, end: int, behind: str) -> Year | None:
        """Tell the year by the words around a number, those before it end at `end`."""
        leading = words[:end]
        if _FROM.search(leading) and _BECAME.match(behind):
            return Year.LAST
        known = self.says["elsewhere"].finditer(leading + behind[:CLOSE_BEHIND])
        elsewhere = [found for found in known if found.end() <= end]
        if not elsewhere and self._last_year:
            return Year.LAST
        if not elsewhere:
            return None if self._elsewhere else Year.THIS
        last = list(_LAST_YEAR.finditer(leading))
        if last and _THIS_YEAR.search(leading, last[-1].end()):
            return Year.THIS
        other = [
            e
            for e in elsewhere
            if not any(found.start() <= e.start() < found.end() for found in last)
        ]
        between = leading[last[-1].end() :].strip() if last else ""
        return Year.LAST if last and not other and len(between) <= BEFORE_A_NUMBER else None

    def _is_anothers(self, words: str, leading: str, domain: Domain) -> bool:
        """Tell whether it is the number of another body, or of one of several ways in."""
        if self.says["others"].search(leading) or domain.patterns["never"].search(words):
            return True
        if self._is_another_bodys(leading):
            return True
        ways = domain.patterns["channels"].search(words)
        return bool(ways and not self.says["together"].search(words))


def counts(units: frozenset[str], numeral: Numeral) -> bool:
    """Tell whether a number has one of these units; none of them stands for any."""
    return not units or numeral.unit in units


def without(hits: Sequence[Hit], masked: str, clause: Clause) -> str:
    """Give a clause with blanks where the vocabulary knows the words."""
    rest = list(masked[clause.begin : clause.end])
    for hit in hits:
        first = max(hit.begin, clause.begin) - clause.begin
        last = min(hit.end, clause.end) - clause.begin
        rest[first:last] = " " * (last - first)
    return "".join(rest)
