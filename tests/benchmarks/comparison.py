"""Two deeds to be compared, and the rows that come of it at both sizes."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from measured import NO_LIMIT, SIZES, Effort, Limit, Pair, Row
from timing import Deed, in_turn


class Comparison(NamedTuple):
    """One line of the table before it is measured."""

    what: str
    ours: Deed
    against: str
    floor: Deed
    limit: Limit = NO_LIMIT


def measure(effort: Effort, compare: Callable[[int], Sequence[Comparison]]) -> Iterator[Row]:
    """Measure the comparisons of each size; those of one size in turn, each deed once a round."""
    found: dict[tuple[str, str], dict[int, Pair]] = {}
    comparisons: Sequence[Comparison] = ()
    for size in SIZES:
        comparisons = compare(size)
        deeds = list(dict.fromkeys(deed for c in comparisons for deed in (c.ours, c.floor)))
        took = dict(zip(deeds, in_turn(effort, *deeds), strict=True))
        for c in comparisons:
            pair = Pair(took[c.ours] * 1e3, took[c.floor] * 1e3)
            found.setdefault((c.what, c.against), {})[size] = pair
    for c in comparisons:
        yield Row(c.what, c.against, "ms", found[c.what, c.against], c.limit)
