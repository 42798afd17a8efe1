"""What the narrative says without a number: there was nothing (未收到申请), or all (均已办结)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.form import CellId
from nianbao.core.narrative.clauses import Clause
from nianbao.core.narrative.hits import Hit, first_chain, on_axis, strong
from nianbao.core.narrative.mentions import Mention, Topic
from nianbao.core.narrative.vocabulary import Axis, Domain, Vocabulary
from nianbao.core.narrative.whose import without

BEHIND_A_DENIAL = 2
"""So near behind 无 or 未收到 must a word stand that names no domain."""

_ALL = re.compile(r"[均都]|全部|一律")
_ARE = re.compile(r"[均都](?:为|是|属|系)")
_EXCEPT = re.compile(r"除[^。]{1,30}外")
_NOT = re.compile(r"[未无没]")


@dataclass(frozen=True, slots=True)
class Denial:
    """The words from `begin` up to `end` say that these cells hold nothing.

    `instead` is what to write if they hold something after all, with `{value}` left open, or
    "" where more than one thing is denied.
    """

    begin: int
    end: int
    topic: Topic
    cells: tuple[CellId, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class Totality:
    """The words say that `cells` come to `amount`, or with `all_of` to as much as those.

    `basis` is the number it says more of, if there is one.
    """

    begin: int
    end: int
    topic: Topic
    cells: tuple[CellId, ...]
    all_of: tuple[CellId, ...] = ()
    amount: int = 0
    basis: Mention | None = None


def denials(
    masked: str, clause: Clause, hits: Sequence[Hit], topic: Topic, vocabulary: Vocabulary
) -> Iterator[Denial]:
    """Find what a clause says there was none of; `topic` is what was spoken of before it."""
    says = vocabulary.patterns
    words = masked[clause.begin : clause.end]
    found = says["denial"].search(words)
    if found is None or says["elsewhere"].search(words) or says["others"].search(words):
        return
    begin = clause.begin + found.start()
    denied = [hit for hit in hits if hit.end > begin]
    named = [hit for hit in denied if hit.names_domain]
    domain = named[-1].domain if named else topic.domain
    if domain is None or not denied or _is_about_something_else(masked, clause, domain, denied):
        return
    if not named and not _is_near(denied[0], clause.begin + found.end()):
        return
    rows = first_chain(_narrowest(on_axis(denied, domain, Axis.ROW)), masked)
    columns = first_chain(on_axis(denied, domain, Axis.COLUMN), masked)
    spoken = topic.rows if topic.domain is domain and columns else ()
    down = [h.term.lines for h in rows if h.term] or [spoken or domain.default_rows]
    across = [h.term.lines for h in columns if h.term] or [domain.default_columns]
    if not all(across) or not all(down):
        return
    crossed = [(row[0], column[0]) for row in down for column in across]
    cells = dict.fromkeys(cell for row, column in crossed for cell in domain.cells(row, column))
    patterns = [hit.term.denied for hit in (*columns, *rows) if hit.term and hit.term.denied]
    single = len(rows) <= 1 and len(columns) <= 1 and len(patterns) == 1
    tail = re.match(r"[的之]?(?:情况|情形|案件|事项|件)?", masked[denied[-1].end : clause.end])
    yield Denial(
        begin=begin,
        end=denied[-1].end + (tail.end() if tail else 0),
        topic=Topic(domain, down[0], across[0]),
        cells=tuple(cells),
        instead=patterns[0] if single else "",
    )


def _narrowest(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out a group where one of its rows is named with it (因国家秘密不予公开)."""
    lines = [set(hit.term.lines[0]) for hit in hits if hit.term]
    return [
        hit
        for hit in hits
        if hit.term and not any(other < set(hit.term.lines[0]) for other in lines)
    ]


def _is_near(hit: Hit, end: int) -> bool:
    """Tell whether a denial that ends here denies what a weak word says: 无尚未审结案件."""
    term = hit.term
    says = term is not None and (term.axis is Axis.COLUMN or term.denied)
    return bool(says) and hit.begin - end <= BEHIND_A_DENIAL


def totalities(masked: str, clause: Clause, topic: Topic) -> Iterator[Totality]:
    """Find what a clause says of all there is."""
    domain = topic.domain
    if domain is None:
        return
    begin = max(masked.rfind(mark, 0, clause.begin) for mark in "。！？") + 1
    if domain.patterns["foreign"].search(masked, begin, clause.begin):
        return
    if _EXCEPT.search(masked, begin, clause.end):
        return
    rows = (topic.rows or domain.default_rows or ((),))[0]
    for whole in domain.wholes:
        found = re.search(whole.words, masked[clause.begin : clause.end])
        if found is not None:
            by_column = whole.axis is Axis.COLUMN
            columns = whole.lines if by_column else domain.default_columns[0]
            yield Totality(
                begin=clause.begin + found.start(),
                end=clause.begin + found.end(),
                topic=topic,
                cells=domain.cells(rows if by_column else whole.lines, columns),
                all_of=domain.cells(rows, whole.all_of) if by_column else (),
            )


def the_only_one(
    masked: str, clause: Clause, hits: Sequence[Hit], mention: Mention
) -> Iterator[Totality]:
    """Find what is said of the only one, or of all there were: 均为村民提出."""
    topic = mention.topic
    domain = topic.domain
    if domain is None or clause.sentence != mention.clause.sentence:
        return
    words = masked[clause.begin : clause.end]
    in_a_list = mention.clause.mark == "、"
    if mention.numeral.value != 1 and (in_a_list or not _ALL.search(words)):
        return
    rows = on_axis(hits, domain, Axis.ROW)
    columns = on_axis(hits, domain, Axis.COLUMN)
    named = [hit for hit in (*rows, *columns) if not hit.term or not hit.term.subject]
    if _ARE.search(words):
        named = [*rows, *columns]
    else:
        named = [hit for hit in named if hit in columns or strong([hit])]
    if len(named) != 1 or named[0].term is None:
        return
    if _NOT.search(masked, clause.begin, named[0].begin):
        return
    hit, term = named[0], named[0].term
    across = domain.default_columns[0] if domain.default_columns else ()
    cells = (
        domain.cells(term.lines[0], across)
        if term.axis is Axis.ROW
        else domain.cells(topic.rows[0], term.lines[0])
    )
    yield Totality(
        hit.begin, hit.end, topic, cells, amount=int(mention.numeral.value), basis=mention
    )


def _is_about_something_else(
    masked: str, clause: Clause, domain: Domain, hits: Sequence[Hit]
) -> bool:
    """Tell whether what is denied is a complaint, a delay, one of several ways in."""
    words = without(hits, masked, clause)
    leading = words[: hits[-1].end - clause.begin]
    return bool(
        domain.patterns["undenied"].search(words)
        or domain.patterns["channels"].search(words)
        or domain.patterns["foreign"].search(leading)
    )
