"""Tells which line of a sheet is which line of an axis, from labels, groups and order.

The lines are aligned in official order so that the labels are said best on the whole; what
stands elsewhere word for word is taken too. Everything less than certain carries a doubt.
Knows nothing of rows, columns or values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from nianbao.io.locate.labels import SHORT
from nianbao.io.locate.layouts import Axis
from nianbao.io.locate.scoring import EXACT, Score, groups_of, scores_of
from nianbao.io.locate.stacks import Doubt, Match, Stack

_CLEAR = (1.0, 0.8, 0.74)
"""How well a damaged label must be said, by how many of its neighbours stand beside it."""

_ALL = 2
_MARGIN = 0.25
_RIVAL = 0.05
_GAP = 2
"""So many lines in a row may be told by their place alone."""


class Alignment:
    """The lines of a sheet against those of an axis."""

    def __init__(self, axis: Axis, stacks: Sequence[Stack]) -> None:
        self._axis = axis
        self._stacks = stacks
        self._scores = [
            scores_of(axis, stack, group)
            for stack, group in zip(stacks, groups_of(axis, stacks), strict=True)
        ]

    def matches(self) -> tuple[Match, ...]:
        """Match what can be matched, in the order of the sheet."""
        path = dict(_best_path(self._scores, len(self._axis.lines)))
        pairs = path | self._out_of_order(path)
        doubts = {n: self._doubt(n, line, path, pairs) for n, line in pairs.items()}
        torn = {self._family(pairs[n]) for n, doubt in doubts.items() if doubt is Doubt.TWICE}
        return tuple(
            Match(
                self._stacks[number].index,
                self._axis.lines[line].key,
                doubts[number]
                or (Doubt.TWICE if self._family(line) in torn - {()} else Doubt.NONE),
            )
            for number, line in sorted(pairs.items())
        )

    def _family(self, number: int) -> tuple[str, ...]:
        """Name the groups of a line that has namesakes: found twice in part, it is in whole."""
        line = self._axis.lines[number]
        return line.groups if line.shared else ()

    def _out_of_order(self, pairs: Mapping[int, int]) -> dict[int, int]:
        """Take lines whose label stands word for word in another place than the form's."""
        taken = set(pairs.values())
        more: dict[int, int] = {}
        for number, scores in enumerate(self._scores):
            exact = [line for line, score in scores.items() if score.total >= EXACT]
            if number not in pairs and len(exact) == 1 and exact[0] not in taken:
                more[number] = exact[0]
                taken.add(exact[0])
        return more

    def _doubt(
        self, number: int, line: int, path: Mapping[int, int], pairs: Mapping[int, int]
    ) -> Doubt:
        """Weigh what speaks for a match: its label, its group, and its neighbours in the path."""
        if any(self._rivals(number, line, pairs)):
            return Doubt.TWICE
        doubt = self._scores[number][line].doubt
        beside = self._beside(number, line, path) if number in path else 0
        if len(self._axis.lines[line].leaf) <= SHORT:
            # 其他 and 总计 stand in many tables; only their neighbours tell that it is this one.
            enough = beside >= (1 if self._stacks[number].filled else _ALL)
            return doubt if enough else doubt or Doubt.ORDER
        if number not in path and self._axis.lines[line].shared:
            # Out of order, the group that tells it from its namesakes may be another's.
            return doubt or Doubt.ORDER
        if doubt is Doubt.LABEL:
            clear = self._scores[number][line].total >= _CLEAR[beside]
            return Doubt.NONE if clear and self._apart(number, line) >= _MARGIN else doubt
        return doubt

    def _beside(self, number: int, line: int, path: Mapping[int, int]) -> int:
        """Count the official neighbours that stand next to a line, nothing unread between."""
        before = max((place for place in path if place < number), default=-1)
        after = min((place for place in path if place > number), default=-1)
        return sum(
            path.get(place) == wanted and not self._unread(min(place, number), max(place, number))
            for place, wanted in ((before, line - 1), (after, line + 1))
        )

    def _unread(self, first: int, last: int) -> bool:
        """Tell whether a line with values between two others says nothing known."""
        return any(stack.unread for stack in self._stacks[first + 1 : last])

    def _rivals(self, number: int, line: int, pairs: Mapping[int, int]) -> Iterator[int]:
        """Find other lines with values that say the same label as well.

        Where only the group tells a label from its namesakes, a damaged one is a rival too.
        """
        is_shared = self._axis.lines[line].shared
        least = 0 if is_shared else self._scores[number][line].total - _RIVAL
        for other, scores in enumerate(self._scores):
            filled = other not in pairs and self._stacks[other].filled
            if filled and line in scores and scores[line].total >= least:
                yield other

    def _apart(self, number: int, line: int) -> float:
        """Tell how much better this label is said than any other."""
        own = {self._axis.lines[line].leaf, *self._axis.lines[line].joint}
        texts = self._stacks[number].texts.values()
        mine = max(
            (score for text in texts for name, score in text.items() if name in own), default=0
        )
        theirs = max(
            (
                score
                for text in texts
                if own & text.keys()
                for name, score in text.items()
                if name not in own
            ),
            default=0,
        )
        return mine - theirs


def fill_gaps(axis: Axis, matches: Sequence[Match], unread: Iterable[int]) -> tuple[Match, ...]:
    """Name unread lines by their place, where just as many of the axis are missing there."""
    order = [line.key for line in axis.lines]
    known = sorted(matches, key=lambda match: match.index)
    places = [order.index(match.key) for match in known]
    if places != sorted(places):
        return ()
    edges = [(-1, -1), *zip((m.index for m in known), places, strict=True), (_END, len(order))]
    free = sorted(unread)
    filled: list[Match] = []
    for (start, low), (end, high) in pairwise(edges):
        here = [index for index in free if start < index < end]
        if 0 < len(here) == high - low - 1 <= _GAP:
            filled += [
                Match(index, order[low + 1 + step], Doubt.PLACE) for step, index in enumerate(here)
            ]
    return tuple(filled)


_END = 1 << 30


def _best_path(scores: Sequence[Mapping[int, Score]], lines: int) -> Iterator[tuple[int, int]]:
    """Pair lines in one direction so that the scores add up to the most."""
    used = [number for number, each in enumerate(scores) if each]
    best = [[0.0] * (lines + 1)]
    for number in used:
        above, row, here = best[-1], [0.0], scores[number]
        most = 0.0
        for line in range(lines):
            most = max(most, above[line + 1])
            if line in here and above[line] + here[line].total > most:
                most = above[line] + here[line].total
            row.append(most)
        best.append(row)
    step, line = len(used), lines
    while step and line:
        if best[step][line] == best[step - 1][line]:
            step -= 1
        elif best[step][line] == best[step][line - 1]:
            line -= 1
        else:
            yield used[step - 1], line - 1
            step, line = step - 1, line - 1
