"""Tells which headings are in force in running text, and whether values may stand under them.

Knows nothing of the lines' own labels.
"""

from collections.abc import Sequence

from nianbao.core.form import Field
from nianbao.io.locate.labelled import headings_in
from nianbao.io.locate.labels import SHORT, label
from nianbao.io.locate.layouts import Layout
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.lines import Run

TELLING_ROW = 4
"""So many headings on one line tell the order of the columns; so many values, which is the sum."""


class Heads:
    """The headings that are in force at each run."""

    def __init__(self, layout: Layout, runs: Sequence[Run], lexicon: Lexicon) -> None:
        self._layout = layout
        self._order = [line.leaf for line in layout.across.lines]
        names = frozenset(self._order) | layout.older
        self._said: list[tuple[tuple[str, ...], str]] = []
        self._is_odd = False
        here: tuple[str, ...] = ()
        words = ""
        for run in runs:
            heads = headings_in(run.phrases, names, lexicon)
            self._is_odd = self._is_odd or self._odd(heads)
            if any(len(name) > SHORT for _, name in heads):
                here = tuple(name for _, name in heads)
                words = "".join(phrase.text for phrase in run.phrases)
            self._said.append((here, words))

    def fit(self, run: int, fields: Sequence[Field]) -> bool:
        """Tell whether the headings over a run are those of the fields, in their order."""
        if self._layout.table.head_rows:
            return not self._is_odd
        return self._said[run][0] == tuple(label(field.column_path[-1]) for field in fields)

    def words(self, run: int) -> str:
        """Give the words over and before a run; they may name a unit."""
        return self._said[run][1]

    def _odd(self, heads: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a line has the headings in another order, or some of another form."""
        rows: dict[int, list[str]] = {}
        for row, name in heads:
            rows.setdefault(row, []).append(name)
        for names in rows.values():
            own = [self._order.index(name) for name in names if name in self._order]
            if len(set(own)) >= TELLING_ROW and own[: len(set(own))] != sorted(set(own)):
                return True
        return any(name in self._layout.older for _, name in heads)
