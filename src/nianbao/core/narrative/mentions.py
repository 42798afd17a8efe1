"""What a number speaks of: the rows and columns whose sum it must be.

A number belongs to the words nearest to it in its own clause, else to those of the clauses
before; a number that may be another's (last year's, a plan's, a web site's) belongs to nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.form import CellId
from nianbao.core.narrative.clauses import Clause
from nianbao.core.narrative.hits import (
    Hit,
    first_chain,
    last_chain,
    on_axis,
    particular,
    readings,
    strong,
)
from nianbao.core.narrative.numerals import Numeral
from nianbao.core.narrative.vocabulary import Axis, Domain, Lines, Vocabulary
from nianbao.core.narrative.whose import Counted, Whose, Year, counts

_ONLY_A_YEAR = re.compile(r"\s*[较比与]?(?:[◁▣]{4}\s*年度?|上(?:一)?年度?|去年)(?:同期)?[的为]?\s*")
_AND = re.compile(r"^\s?$|[和、，及与]$")
_OUT_OF = re.compile(r"中(?:尚|还|仍)?有?$")
_TOGETHER = re.compile(r"合计|共计|总计|共")


@dataclass(frozen=True, slots=True)
class Topic:
    """What is being spoken of: a domain, and the lines named last.

    `parents` are the rows of which the last ones were named as parts.
    """

    domain: Domain | None = None
    rows: tuple[Lines, ...] = ()
    columns: tuple[Lines, ...] = ()
    parents: tuple[Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that speaks of the tables, of this year's or of last year's.

    It is right if it is one of the `sums`, each the cells that are added up; `topic` says in
    which lines they stand.
    """

    numeral: Numeral
    clause: Clause
    topic: Topic
    sums: tuple[tuple[CellId, ...], ...]
    last_year: bool = False


class Attribution:
    """One paragraph being read from its first clause to its last."""

    def __init__(
        self, masked: str, vocabulary: Vocabulary, under: Domain | None, organ: str
    ) -> None:
        self.masked = masked
        self.vocabulary = vocabulary
        self.topic = Topic(under)
        self._waiting: list[Topic] = []
        self._sentence = self._told = -1
        self._whose = Whose(masked, vocabulary, organ)
        self._before_bracket: list[Hit] = []
        self._across: dict[str, tuple[Lines, ...]] = {}
        self._down: dict[str, tuple[str, ...]] = {}

    def mentions(self, clause: Clause, hits: Sequence[Hit]) -> Iterator[Mention]:
        """Say what the numbers of the next clause speak of; `hits` are those within it."""
        if clause.sentence != self._sentence:
            self._begin_sentence(clause)
        self._whose.begin(clause)
        begin = clause.begin
        for at, numeral in enumerate(clause.numerals):
            nexts = clause.numerals[at + 1 :]
            end = nexts[0].begin if nexts else clause.end
            fitting = [h for h in hits if h.term is None or counts(h.term.units, numeral)]
            if _OUT_OF.search(self.masked, clause.begin, numeral.begin):
                begin = numeral.begin
            before = [hit for hit in fitting if begin <= hit.begin < numeral.begin]
            after = [hit for hit in fitting if numeral.end <= hit.begin < end]
            if not before and not after and at == 0 and clause.mark in "（(":
                before = self._before_bracket
            self._note_columns(before)
            told = tuple(self._mention(clause, numeral, (before, after), hits))
            yield from told
            # 362件行政复议和185件行政诉讼: each number has taken the noun behind it.
            takes = told and after and not before
            begin = after[-1].end if takes else numeral.end
        self._before_bracket = [
            hit for hit in hits if hit.begin >= begin and hit.end >= clause.end - 1
        ]
        if not clause.numerals:
            self._follow(clause, hits)
            self._note_columns(hits)

    def _mention(
        self,
        clause: Clause,
        numeral: Numeral,
        around: tuple[list[Hit], list[Hit]],
        hits: Sequence[Hit],
    ) -> Iterator[Mention]:
        before, after = around
        if self._whose.is_foreign(clause):
            return
        topic = self._topic(clause, numeral, before, after)
        if topic is None or topic.domain is None:
            return
        counted = Counted(clause, numeral, topic.domain, [*before, *after], hits)
        when = self._whose.year(counted)
        if when is None:
            if self._whose.strayed:
                self.topic = Topic()
            return
        self.topic, self._told = topic, clause.sentence
        seen = self._down.get(topic.domain.id, ())
        self._down[topic.domain.id] = tuple(dict.fromkeys((*seen, *topic.rows[0])))
        pairs = [(rows, columns) for rows in topic.rows for columns in topic.columns]
        sums = tuple(dict.fromkeys(topic.domain.cells(*pair) for pair in pairs))
        if sums:
            yield Mention(numeral, clause, topic, sums, last_year=when is Year.LAST)

    def _begin_sentence(self, clause: Clause) -> None:
        """Forget what holds for one sentence only."""
        self._sentence, self._waiting = clause.sentence, []
        self._across, self._down = {}, {}

    def _note_columns(self, hits: Sequence[Hit]) -> None:
        """Remember for the rest of the sentence what was done: 印发文件64件，其中规范性文件15件."""
        for domain in {hit.domain for hit in hits}:
            columns = on_axis(hits, domain, Axis.COLUMN)
            if columns:
                self._across[domain.id] = readings(last_chain(columns, self.masked))

    def _follow(self, clause: Clause, hits: Sequence[Hit]) -> None:
        """Take up the domain that a clause without numbers names."""
        named = [hit for hit in hits if hit.names_domain]
        if named:
            domain = named[-1].domain
            rows = readings(last_chain(on_axis(hits, domain, Axis.ROW), self.masked))
            columns = readings(last_chain(on_axis(hits, domain, Axis.COLUMN), self.masked))
            before = self.topic
            parents = (*before.rows, *before.parents) if before.domain is domain else ()
            self.topic, self._told = Topic(domain, rows, columns, parents), clause.sentence

    def _topic(
        self, clause: Clause, numeral: Numeral, before: list[Hit], after: list[Hit]
    ) -> Topic | None:
        """Find the lines a number speaks of, if it speaks of any."""
        leading = self.masked[clause.begin : numeral.begin]
        if self._waiting and not before and _AND.search(leading):
            return self._waiting.pop(0)
        self._waiting = []
        if not before and not after and _ONLY_A_YEAR.fullmatch(leading):
            domain = self.topic.domain
            if domain is None:
                return None
            return Topic(domain, self.topic.rows or domain.default_rows, domain.default_columns)
        domain = self._domain(before, after, leading)
        if domain is None or (_OUT_OF.search(leading) and domain is not self.topic.domain):
            return None
        if "分别" in leading:
            rows = on_axis(before, domain, Axis.ROW)
            return self._one_by_one(domain, rows, on_axis(before, domain, Axis.COLUMN))
        near = [hit for hit in after if strong([hit]) or self._is_near(numeral, hit, after)]
        return self._crossed(clause, domain, before, near)

    def _is_near(self, numeral: Numeral, weak: Hit, after: Sequence[Hit]) -> bool:
        """Tell whether a weak word behind a number follows it, or what follows it, at once."""
        begin = max([numeral.end, *(h.end for h in after if h.end <= weak.begin)])
        return not self._whose.residue(self.masked[begin : weak.begin])

    def _crossed(
        self, clause: Clause, domain: Domain, before: list[Hit], after: list[Hit]
    ) -> Topic | None:
        rows, columns = (self._lines(domain, axis, before, after) for axis in Axis)
        same = self.topic.domain is domain
        named = any(hit.domain is domain and hit.names_domain for hit in (*before, *after))
        parents = self._parents(rows) if same else ()
        if not rows and not columns and not named:
            return None
        if not rows:
            inherited = (*self.topic.rows, *self.topic.parents)
            rows = inherited if same and (columns or not named) else ()
            parents = self.topic.parents if rows else ()
            if columns and rows:
                anew = self._told != clause.sentence
                wider = (r for r in domain.default_rows if anew or set(rows[0]) <= set(r))
                rows = tuple(dict.fromkeys((*rows, *wider)))
            if rows and _TOGETHER.search(self.masked, clause.begin, clause.end):
                rows = (*rows, self._down.get(domain.id, rows[0]))
            rows = rows or domain.default_rows
        if not columns:
            columns = domain.default_columns
            if clause.mark == "、" and same:
                columns = tuple(dict.fromkeys((*self.topic.columns, *columns)))
            elif not columns:
                columns = self._across.get(domain.id, self.topic.columns if same else ())
        return Topic(domain, rows, columns, parents) if rows and columns else None

    def _parents(self, rows: tuple[Lines, ...]) -> tuple[Lines, ...]:
        """Give the rows named before of which these are a part, or are beside a part."""
        known = (*self.topic.rows, *self.topic.parents)
        return tuple(k for k in known if rows and set(rows[0]) < set(k))

    def _lines(
        self, domain: Domain, axis: Axis, before: list[Hit], after: list[Hit]
    ) -> tuple[Lines, ...]:
        """Read the words for one axis: the last before the number, else the first after it.

        A strong word says more than a weak one, wherever it stands; of a group and one of its
        rows (属于国家秘密不予公开) the row is meant, unless only examples are given (…等原因).
        """
        leading, trailing = (particular(on_axis(h, domain, axis)) for h in (before, after))
        if not strong(leading) and strong(trailing):
            return readings(first_chain(strong(trailing), self.masked))
        chain = last_chain(strong(leading) or leading, self.masked)
        narrower = [hit for hit in leading if _within(hit, chain)]
        if narrower and "等" not in self.masked[narrower[-1].end : chain[0].begin]:
            return readings(last_chain(narrower, self.masked))
        return readings(chain or first_chain(trailing, self.masked))

    def _one_by_one(self, domain: Domain, rows: list[Hit], columns: list[Hit]) -> Topic | None:
        """Deal out 甲、乙分别为3件、5件: the first topic now, the others to the next numbers."""
        if len(rows) > 1:
            across = readings(columns[-1:]) or domain.default_columns
            dealt = [Topic(domain, readings([hit]), across) for hit in rows]
        else:
            down = readings(rows) or self.topic.rows or domain.default_rows
            dealt = [Topic(domain, down, readings([hit])) for hit in columns]
        self._waiting = dealt[1:]
        return dealt[0] if dealt else None

    def _domain(self, before: list[Hit], after: list[Hit], leading: str) -> Domain | None:
        """Find the domain: what is named nearest before, else after, else what went on."""
        for hit in before[::-1]:
            if hit.names_domain:
                return hit.domain
        lines = [hit for hit in after if hit.names_domain and hit.term is not None]
        if lines and (leading.strip() or strong(lines) or self.topic.domain is lines[0].domain):
            return lines[0].domain
        domain = self.topic.domain
        named = [hit.domain for hit in after if hit.names_domain]
        if named and (any(h.domain is named[0] for h in before) or self._says_total(leading)):
            return named[0]
        return domain if domain and any(h.domain is domain for h in (*before, *after)) else None

    def _says_total(self, leading: str) -> bool:
        return bool(self.vocabulary.patterns["together"].search(leading))


def _within(hit: Hit, chain: Sequence[Hit]) -> bool:
    """Tell whether a hit names some of the lines of a chain."""
    wide = {line for other in chain if other.term for line in other.term.lines[0]}
    return hit.term is not None and set(hit.term.lines[0]) < wide
