"""Where a paragraph names lines of the tables: every word of the vocabulary, with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.core.narrative.vocabulary import Axis, Domain, Lines, Term, Vocabulary

_BETWEEN = frozenset('、和及与或以并”“"对的提起被行政 ')
"""What may stand between words that are meant together."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that names a domain (`term` is None) or one of its lines."""

    begin: int
    end: int
    domain: Domain
    term: Term | None

    @property
    def names_domain(self) -> bool:
        """Tell whether it leaves no doubt of what is spoken."""
        return self.term is None or self.term.subject or not self.term.weak


def find_hits(
    masked: str,
    vocabulary: Vocabulary,
    under: Domain | None,
    spans: Sequence[tuple[int, int]],
) -> tuple[Hit, ...]:
    """Find every word of the domains a paragraph may speak of, in order.

    `under` is the domain its heading names. Lines are looked for in `spans` only.
    """
    hits = []
    for domain in vocabulary.domains:
        if domain is not under and not any(word in masked for word in domain.anchors):
            continue
        named = domain.subject_search.finditer(masked)
        hits += [Hit(*found.span(), domain, None) for found in named]
        for begin, end in spans:
            for axis in Axis:
                for found in domain.search[axis].finditer(masked, begin, end):
                    term = domain.terms[int((found.lastgroup or "_0")[1:])]
                    hits.append(Hit(*found.span(), domain, term))
    return tuple(sorted(hits, key=lambda hit: (hit.begin, hit.end)))


def on_axis(hits: Sequence[Hit], domain: Domain, axis: Axis) -> list[Hit]:
    """Give the hits that name a line of a domain on one axis."""
    return [h for h in hits if h.domain is domain and h.term is not None and h.term.axis is axis]


def strong(hits: Sequence[Hit]) -> list[Hit]:
    """Give the hits that mean their lines wherever they stand."""
    return [hit for hit in hits if hit.term is not None and not hit.term.weak]


def particular(hits: Sequence[Hit]) -> list[Hit]:
    """Give the hits that are not general; all of them where there is none such."""
    some = [hit for hit in hits if hit.term is not None and not hit.term.general]
    return some or list(hits)


def last_chain(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Give the last hit with those that are named together with it (甲、乙和丙)."""
    chain: list[Hit] = []
    for hit in reversed(hits):
        if chain and not set(text[hit.end : chain[0].begin]) <= _BETWEEN:
            break
        if not chain or hit.end <= chain[0].begin:
            chain.insert(0, hit)
    return chain


def first_chain(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Give the first hit with those that are named together with it."""
    chain: list[Hit] = []
    for hit in hits:
        if chain and not set(text[chain[-1].end : hit.begin]) <= _BETWEEN:
            break
        if not chain or hit.begin >= chain[-1].end:
            chain.append(hit)
    return chain


def readings(chain: Sequence[Hit]) -> tuple[Lines, ...]:
    """Give every fair reading of words named together: one as declared, several added up."""
    terms = [hit.term for hit in chain if hit.term is not None]
    if len(terms) == 1:
        return terms[0].lines
    terms = [
        term
        for term in terms
        if not any(set(other.lines[0]) < set(term.lines[0]) for other in terms)
    ]
    if len(terms) == 1:
        return terms[0].lines
    together = tuple(dict.fromkeys(line for term in terms for line in term.lines[0]))
    return (together,) if together else ()
