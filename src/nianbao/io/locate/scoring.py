"""Weighs how well the labels of a sheet's lines say the lines of an axis, and in which group.

Looks at one line at a time; which of several is meant is decided by `align`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.io.locate.labels import ALIKE
from nianbao.io.locate.layouts import Axis, Line
from nianbao.io.locate.lexicon import Reading
from nianbao.io.locate.stacks import Doubt, Stack

EXACT = 0.95
"""From here on a label is said word for word."""

_GROUP_UNKNOWN = 0.8
_GROUP_WRONG = 0.75
_HINTED = 0.7
_MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class Score:
    """How well a line is said, and what is doubtful about it."""

    total: float
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Group:
    """The group a line stands in ("" is unknown); `stated`: by a label of its own.

    `sure`: its label is said word for word, or at least much better than any other group's.
    """

    name: str
    stated: bool
    sure: bool = True


def groups_of(axis: Axis, stacks: Sequence[Stack]) -> Iterator[Group]:
    """Tell for each line in which group it stands: its own label for it, or one before."""
    running: dict[int, str] = {}
    unsure: set[str] = set()
    for stack in stacks:
        own = -1
        for level in sorted(stack.texts):
            reading = stack.texts[level]
            group = _best(reading, axis.groups)
            leaf = max((score for name, score in reading.items() if name in axis.leaves), default=0)
            if group and reading[group] >= leaf:
                running[level] = group
                (unsure.discard if _is_clear(reading, group, axis) else unsure.add)(group)
                own = level
            elif leaf < ALIKE and not (stack.filled and level == max(stack.texts)):
                # Something that cannot be read heads what follows.
                running[level] = ""
            elif leaf < ALIKE:
                continue
            for inner in [other for other in running if other > level]:
                del running[inner]
        inmost = max(running, default=-1)
        name = running.get(inmost, "")
        yield Group(name, stated=own == inmost >= 0, sure=name not in unsure)


def _best(reading: Reading, names: frozenset[str]) -> str:
    """Pick the name that is said best, if it is said better than the others."""
    said = sorted(((score, name) for name, score in reading.items() if name in names), reverse=True)
    if not said or (len(said) > 1 and said[0][0] == said[1][0]):
        return ""
    return said[0][1]


def _is_clear(reading: Reading, group: str, axis: Axis) -> bool:
    """Tell whether a damaged label can be no other group's."""
    others = [score for name, score in reading.items() if name in axis.groups and name != group]
    return reading[group] >= EXACT or reading[group] - max(others, default=0.0) >= _MARGIN


def scores_of(axis: Axis, stack: Stack, group: Group) -> dict[int, Score]:
    """Score every line of the axis (by number) that a line of the sheet may be."""
    scores: dict[int, Score] = {}
    for number, said in _said(axis, stack).items():
        line = axis.lines[number]
        if said.joint >= max(said.leaf, ALIKE):
            scores[number] = Score(said.joint, _label_doubt(said.joint))
        elif said.leaf >= ALIKE:
            score = _in_group(line, said.leaf, group)
            if score is not None:
                scores[number] = score
        elif said.hint >= ALIKE:
            scores[number] = Score(said.hint * _HINTED, Doubt.GROUP)
    return scores


@dataclass(slots=True)
class _Said:
    """How well the texts of one line of a sheet say each wording of one line of the axis."""

    leaf: float = 0.0
    joint: float = 0.0
    hint: float = 0.0


def _said(axis: Axis, stack: Stack) -> dict[int, _Said]:
    said: dict[int, _Said] = {}
    for reading in stack.texts.values():
        for name, score in reading.items():
            for number, wording in axis.wordings.get(name, ()):
                held = said.setdefault(number, _Said())
                setattr(held, wording, max(score, getattr(held, wording)))
    return said


def _in_group(line: Line, leaf: float, group: Group) -> Score | None:
    """Weigh how well the label is said with whether the line stands in the right group."""
    doubt = _label_doubt(leaf)
    if not line.groups or group.name == line.groups[-1]:
        unsure = line.shared and not group.sure
        return Score(leaf, Doubt.GROUP if unsure and not doubt else doubt)
    known_wrong = bool(group.name) and group.name not in line.groups
    if line.shared:
        return None if known_wrong else Score(leaf * _GROUP_UNKNOWN, Doubt.GROUP)
    if known_wrong and group.stated:
        return Score(leaf * _GROUP_WRONG, Doubt.GROUP)
    return Score(leaf, doubt)


def _label_doubt(score: float) -> Doubt:
    return Doubt.NONE if score >= EXACT else Doubt.LABEL
