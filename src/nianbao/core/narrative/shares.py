"""Percentages of something counted: 不予公开35件，占4.34%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.form import CellId
from nianbao.core.narrative.clauses import Clause
from nianbao.core.narrative.hits import Hit, last_chain, on_axis, readings, strong
from nianbao.core.narrative.mentions import Mention, Topic
from nianbao.core.narrative.numerals import About, Numeral
from nianbao.core.narrative.vocabulary import Axis, Domain, Rate, Vocabulary

NEAR_A_RATE = 30
"""So many characters before a percentage its name is looked for."""

MOST_WHOLES = 20
"""So many numbers before a percentage it may be a share of."""

_SHARE = re.compile(r"占|比例|比重|占比")
_AMONG = re.compile(r"^\s*在.*中$")
_SEVERAL = re.compile(r"[两二三四五]者|合计|共计|总共")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, and what it is a share of, as far as the words say so.

    The part is the number before it (`part`), or what the words before it name (`sums`, each
    a fair reading). `wholes` are the numbers in the text that it may be a share of; `domain`
    is the one whose `bases` it may be a share of, each the cells that are added up.
    """

    percent: Numeral
    part: Numeral | None
    sums: tuple[tuple[CellId, ...], ...]
    wholes: tuple[Decimal, ...]
    domain: Domain | None
    bases: tuple[tuple[CellId, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A percentage with a name of its own: 办结率93.2%."""

    percent: Numeral
    rate: Rate
    topic: Topic


def find_shares(
    masked: str,
    clauses: Sequence[Clause],
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
    under: Domain | None,
) -> Iterator[Share]:
    """Find every percentage that says which part of a whole something is."""
    found = [
        (at, percent, _part(masked, clauses[: at + 1], percent))
        for at, clause in enumerate(clauses)
        for percent in clause.numerals
        if percent.unit == "%"
        and percent.about is About.EXACT
        and _is_a_share(masked, clause, percent)
        and not _SEVERAL.search(masked, clause.begin, percent.begin)
    ]
    parts = [part for _, _, part in found if part is not None]
    own = frozenset(parts)
    begins = {clause.sentence: clause.begin for clause in reversed(clauses)}
    among = _among(masked, clauses) if found else {}
    for at, percent, part in found:
        clause = clauses[at]
        topic = next((m.topic for m in reversed(mentions) if m.numeral is part), None)
        named = None
        if part is None or part.end < clause.begin:
            named = _named(masked, clause, percent, hits, mentions)
        domain = named.domain if named is not None else None
        if named is not None and domain is not None:
            sums = tuple(domain.cells(r, c) for r in named.rows for c in named.columns)
            wholes = _wholes(clauses[: at + 1], None, own)
            if "其中" in masked[clause.begin : percent.begin]:
                wholes = (*wholes, *(p.value for p in parts if p.end <= clause.begin))
            yield Share(percent, None, sums, wholes, domain, _bases(named))
        elif part is not None:
            beside = [p for n, _, p in found if p and clauses[n].sentence == clause.sentence]
            wholes = _wholes(clauses[: at + 1], part, own)
            given = among.get(clause.sentence)
            if given is not None and given.end <= percent.begin:
                yield Share(percent, part, (), (given.value,), None, ())
                continue
            if len(beside) > 1:
                wholes = (*wholes, sum((p.value for p in beside), Decimal(0)))
            domain = topic.domain if topic else under
            of = _of(masked, clause, percent, hits, topic)
            if of is not None and of.domain is not None:
                sums = tuple(of.domain.cells(r, c) for r in of.rows for c in of.columns)
                yield Share(percent, part, (), (), of.domain, sums)
            else:
                listed = "其中" in masked[begins[clause.sentence] : percent.begin]
                spoken = topic or Topic(domain)
                bases = () if listed and wholes else _bases(spoken)
                yield Share(percent, part, (), wholes, domain, bases)


def _bases(topic: Topic) -> tuple[tuple[CellId, ...], ...]:
    """Give what a share of something the tables hold is usually of."""
    domain = topic.domain
    if domain is None or not domain.default_columns:
        return ()
    across = domain.default_columns[0]
    return tuple(domain.cells(row, across) for row in domain.bases or topic.rows)


def _among(masked: str, clauses: Sequence[Clause]) -> dict[int, Numeral]:
    """Find the whole that a sentence begins with, by sentence: 在已办结的124件申请中."""
    return {
        clause.sentence: clause.numerals[0]
        for clause in clauses
        if clause.numerals and _AMONG.search(masked[clause.begin : clause.end])
    }


def _of(
    masked: str, clause: Clause, percent: Numeral, hits: Sequence[Hit], part: Topic | None
) -> Topic | None:
    """Read the rows a percentage is said to be of: 占办结总数的32.5%."""
    shared = _SHARE.search(masked, clause.begin, percent.begin)
    if shared is None:
        return None
    named = [h for h in hits if shared.end() <= h.begin < percent.begin and h.term is not None]
    if not named:
        return None
    domain = named[-1].domain
    rows = readings(last_chain(on_axis(named, domain, Axis.ROW), masked))
    columns = readings(last_chain(on_axis(named, domain, Axis.COLUMN), masked))
    if not rows and columns and part is not None and part.domain is domain:
        rows = part.rows
    return Topic(domain, rows, columns or domain.default_columns) if rows else None


def _named(
    masked: str,
    clause: Clause,
    percent: Numeral,
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
) -> Topic | None:
    """Read what the words before a percentage name, if they name lines: 不予公开占12.5%."""
    shared = _SHARE.search(masked, clause.begin, percent.begin)
    end = shared.start() if shared else clause.begin
    near = [h for h in hits if clause.begin <= h.begin < end]
    own = [h for h in near if h.term is not None]
    if not own:
        return None
    domain = (strong(own) or own)[-1].domain
    spoken = [m for m in mentions if m.numeral.end <= percent.begin and m.topic.domain is domain]
    before = spoken[-1].topic if spoken else Topic(domain)
    rows = readings(last_chain(on_axis(own, domain, Axis.ROW), masked))
    columns = readings(last_chain(on_axis(own, domain, Axis.COLUMN), masked))
    down = rows or before.rows or domain.default_rows
    if not spoken and not any(h.domain is domain and h.names_domain for h in near):
        return None
    return Topic(domain, down, columns or domain.default_columns, down)


def _is_a_share(masked: str, clause: Clause, percent: Numeral) -> bool:
    """Tell whether a percentage is said to be a share, or stands alone in brackets."""
    lead = masked[clause.begin : percent.begin]
    alone = clause.mark in "（(" and not lead.strip() and clause.end == percent.end
    return alone or _SHARE.search(lead) is not None


def find_rates(
    masked: str, clauses: Sequence[Clause], hits: Sequence[Hit], vocabulary: Vocabulary
) -> Iterator[NamedRate]:
    """Find every percentage that has a name, where its sentence names the domain."""
    named = [(domain, rate) for domain in vocabulary.domains for rate in domain.rates]
    for clause in clauses:
        for percent in clause.numerals:
            if percent.unit != "%" or percent.about is not About.EXACT:
                continue
            for domain, rate in named:
                words = masked[max(0, percent.begin - NEAR_A_RATE) : percent.begin]
                if re.search(rf"(?:{rate.words})(?:（[^（）]*）)?[达到为是]*\s*$", words):
                    sentence = [c for c in clauses if c.sentence == clause.sentence]
                    begin = sentence[0].begin
                    spoken = [
                        h
                        for h in hits
                        if begin <= h.begin < percent.begin
                        and h.domain is domain
                        and h.names_domain
                    ]
                    if spoken:
                        rows = readings(on_axis(spoken, domain, Axis.ROW)[-1:])
                        yield NamedRate(percent, rate, Topic(domain, rows))


def agrees(percent: Numeral, part: Decimal | int, whole: Decimal | int) -> bool:
    """Tell whether a percentage is a part of a whole, rounded to the places written.

    Rule R43 allows 0.05 points, because many an office cuts off instead of rounding.
    """
    if not whole:
        return False
    off = abs(percent.value - Decimal(100) * part / Decimal(whole))
    return off <= max(Decimal("0.05"), percent.step / 2)


def _part(masked: str, clauses: Sequence[Clause], percent: Numeral) -> Numeral | None:
    """Find the number nearest before a percentage, in its clause or the one before.

    甲187件、乙138件，分别占5.8%和4.2%: each percentage has its own.
    """
    last = clauses[-1]
    before = [n for c in clauses for n in c.numerals if c.sentence == last.sentence]
    before = [n for n in before if n.end <= percent.begin and not n.is_share]
    if "分别" in masked[last.begin : percent.begin]:
        shares = [n for n in last.numerals if n.is_share]
        own = len(shares) - shares.index(percent)
        return before[-own] if len(before) >= len(shares) else None
    near = [n for c in clauses[-2:] if c.sentence == last.sentence for n in c.numerals]
    near = [n for n in near if n.end <= percent.begin]
    if not near or near[-1].is_share:
        return None
    return near[-1] if near[-1].about is About.EXACT and near[-1].unit else None


def _wholes(
    clauses: Sequence[Clause], part: Numeral | None, parts: frozenset[Numeral]
) -> tuple[Decimal, ...]:
    """Collect the larger numbers before it, in this sentence and the one before.

    A number that has a percentage of its own is a part like this one and no whole.
    """
    last = clauses[-1]
    wholes = tuple(
        numeral.value
        for clause in clauses
        if last.sentence - clause.sentence <= 1
        for numeral in clause.numerals
        if numeral not in parts and not numeral.is_share and numeral.unit
        if part is None or (numeral.unit == part.unit and numeral.value >= part.value)
    )
    return wholes[-MOST_WHOLES:]
