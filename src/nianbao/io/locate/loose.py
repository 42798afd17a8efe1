"""Finds tables in running text, whose columns are lost: a label, then its values in order.

Nothing found here is certain, so every value is said to be doubtful. A line that has not
exactly its values is refused whole, never shifted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.core.form import CellId, Field
from nianbao.io.locate.align import Alignment, fill_gaps
from nianbao.io.locate.heads import TELLING_ROW, Heads
from nianbao.io.locate.labelled import headings_in, stack_of
from nianbao.io.locate.layouts import Axis, Layout
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.lines import Run, RunningText, running_text
from nianbao.io.locate.located import Located, Spot
from nianbao.io.locate.stacks import Doubt, Match
from nianbao.io.locate.values import plain_number
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import Position, Sheet

_FEW_LINES = 6
_LEAST_FEW, _LEAST = 2, 4
"""So many lines must have their values to believe in a table, of a few lines or of many."""


def find_loose(
    sheet: Sheet, layouts: Sequence[Layout], lexicon: Lexicon, words: ValueWords
) -> Iterator[Located]:
    """Find the tables of a sheet that is running text."""
    text = running_text(sheet, words)
    for layout in layouts:
        for runs in _copies(text.runs, layout, lexicon):
            ways = [_Way(layout, runs, text, lexicon, axis) for axis in _axes(layout)]
            found = [each for way in ways if (each := way.located()) is not None]
            whole = _in_one_run(layout, runs, text, lexicon)
            if whole is not None:
                found.append(whole)
            if found:
                yield max(found, key=lambda located: located.taken)


@dataclass(frozen=True)
class _Lines:
    """An axis of the table with the fields of each of its lines, in the order of their values."""

    axis: Axis
    fields: Mapping[str, tuple[Field, ...]]
    least: int


def _axes(layout: Layout) -> Iterator[_Lines]:
    """Give the ways in which a table may be written line by line."""
    fields = layout.table.fields
    rows = {row: tuple(f for f in fields if f.row == row) for row in layout.table.rows}
    yield _Lines(layout.down, rows, _LEAST_FEW if len(rows) <= _FEW_LINES else _LEAST)
    if layout.listed is not None and layout.table.head_rows:
        yield _Lines(layout.listed, {field.id: (field,) for field in fields}, _LEAST)


def _copies(runs: Sequence[Run], layout: Layout, lexicon: Lexicon) -> list[list[Run]]:
    """Part the text where a table's first line comes again: there another copy begins."""
    copies: list[list[Run]] = [[]]
    first = layout.down.lines[0].leaf
    begun = False
    for number, run in enumerate(runs):
        leaf = stack_of(number, run, layout.down.leaves, frozenset(), lexicon).texts.get(1, {})
        if first in leaf:
            if begun:
                copies.append([])
            begun = True
        copies[-1].append(run)
    return copies


class _Way:
    """One way of reading a table out of some runs: line by line along one axis."""

    def __init__(
        self, layout: Layout, runs: Sequence[Run], text: RunningText, lexicon: Lexicon, way: _Lines
    ) -> None:
        self._layout = layout
        self._runs = runs
        self._text = text
        self._lexicon = lexicon
        self._way = way
        self._heads = Heads(layout, runs, lexicon)

    def located(self) -> Located | None:
        """Give the table, if enough of it is there in the official order."""
        matches = self._matches()
        taken = [match for match in matches if self._is_whole(match)]
        if len(taken) < self._way.least or self._is_turned(taken):
            return None
        spots = {cell: spot for match in matches for cell, spot in self._spots(match)}
        runs = [self._runs[match.index] for match in matches]
        return _located(self._layout, self._text, runs, spots, self._lexicon)

    def _matches(self) -> tuple[Match, ...]:
        axis = self._way.axis
        stacks = [
            stack_of(number, run, axis.leaves, axis.groups, self._lexicon)
            for number, run in enumerate(self._runs)
        ]
        found = Alignment(axis, stacks).matches()
        nameless = [number for number, run in enumerate(self._runs) if not run.phrases]
        found += fill_gaps(axis, found, nameless)
        return tuple(sorted(found, key=lambda match: match.index))

    def _is_whole(self, match: Match) -> bool:
        """Tell whether a line has exactly its values, under its own headings."""
        fields = self._way.fields[match.key]
        values = self._runs[match.index].values
        return len(values) == len(fields) and self._heads.fit(match.index, fields)

    def _spots(self, match: Match) -> Iterator[tuple[CellId, Spot]]:
        fields = self._way.fields[match.key]
        values = tuple(self._runs[match.index].values)
        if not self._heads.fit(match.index, fields):
            return
        for number, field in enumerate(fields):
            if len(values) == len(fields):
                heading = self._heads.words(match.index) if field.id in self._layout.amounts else ""
                yield field.id, Spot((values[number],), heading=heading, doubt=Doubt.LINES)
            else:
                yield field.id, Spot(values, doubt=Doubt.COUNT)

    def _is_turned(self, matches: Sequence[Match]) -> bool:
        """Tell whether the sum stands first in the lines, not last as it should."""
        first = last = 0
        for match in matches:
            numbers = _numbers(self._text, self._runs[match.index].values)
            if len(numbers) >= TELLING_ROW and any(numbers):
                last += numbers[-1] == sum(numbers[:-1])
                first += numbers[0] == sum(numbers[1:])
        return first > last


def _in_one_run(
    layout: Layout, runs: Sequence[Run], text: RunningText, lexicon: Lexicon
) -> Located | None:
    """Find a table all of whose values stand in one run, below all of its labels."""
    if layout.listed is None or not layout.table.head_rows:
        return None
    fields = layout.table.fields
    official = list(dict.fromkeys(line.groups[-1] for line in layout.listed.lines))
    for run in runs:
        if len(run.values) != len(fields):
            continue
        said = [name for _, name in headings_in(run.phrases, frozenset(official), lexicon)]
        if list(dict.fromkeys(said)) == official:
            spots = {
                field.id: Spot((at,), doubt=Doubt.LINES)
                for field, at in zip(fields, run.values, strict=True)
            }
            return _located(layout, text, [run], spots, lexicon)
    return None


def _located(
    layout: Layout,
    text: RunningText,
    runs: Sequence[Run],
    spots: Mapping[CellId, Spot],
    lexicon: Lexicon,
) -> Located:
    phrases = runs[0].phrases
    telling = [row for row, _ in headings_in(phrases, layout.telling, lexicon)]
    top = min([*telling, *(phrase.row for phrase in phrases[-1:]), runs[0].values[0][0]])
    bottom = runs[-1].values[-1][0]
    right = max(column for _, column in text.sheet.cells)
    return Located(layout.table.id, text.sheet, spots, (top, 0, bottom, right), parted=text.parted)


def _numbers(text: RunningText, values: Sequence[Position]) -> list[Decimal]:
    """Read some values as plain numbers; nothing where one of them is none."""
    found = [plain_number(text.parted.cells[at].value) for at in values]
    return [number for number in found if number is not None] if None not in found else []
