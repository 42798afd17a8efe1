"""Recognises the labels that were copied along with a block: rows, columns, and of which table.

Uses the label matching of `io.locate`; what is less than certain carries its doubt. Knows
nothing of values but where they begin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianbao.io.locate.align import Alignment
from nianbao.io.locate.generations import Generation
from nianbao.io.locate.layouts import Axis, Layout
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.stacks import Doubt, Match, Stack
from nianbao.io.pasting.block import Copied
from nianbao.io.pasting.values import is_value
from nianbao.io.workbook import SheetCell


@dataclass(frozen=True)
class Frame:
    """A block with labels around its numbers: these begin at row `top` and column `left`."""

    plane: Plane
    top: int
    left: int
    height: int
    width: int

    @property
    def is_bare(self) -> bool:
        """Tell whether there are no labels at all."""
        return not (self.top or self.left)

    def words_over(self, column: int) -> str:
        """Give the words above a column."""
        places = dict.fromkeys(self.plane.origin((row, column)) for row in range(self.top))
        return "".join(self.plane.words[at] for at in places if at in self.plane.words)

    def words_before(self, row: int) -> str:
        """Give the words before a row."""
        places = dict.fromkeys(self.plane.origin((row, column)) for column in range(self.left))
        return "".join(self.plane.words[at] for at in places if at in self.plane.words)


@dataclass(frozen=True)
class Labelled:
    """What the labels of a block say: `rows` and `columns` of a table, each by its number.

    An empty mapping means that no label runs that way. With `listed` the columns are fields.
    """

    layout: Layout
    rows: Mapping[int, Match]
    columns: Mapping[int, Match]
    listed: bool = False

    @property
    def sure(self) -> int:
        """How many labels are beyond doubt."""
        return sum(not match.doubt for match in (*self.rows.values(), *self.columns.values()))

    @property
    def said(self) -> int:
        """How many labels were recognised at all."""
        return len(self.rows) + len(self.columns)


def frame_of(copied: Copied, generation: Generation) -> Frame:
    """Tell where the labels of a block end and its numbers begin."""
    plane = Plane(copied.sheet, generation.lexicon.fresh())
    values = [at for at, cell in plane.cells.items() if _is_value(plane, at, cell, generation)]
    if not values or len(values) == len(plane.cells):
        return Frame(plane, 0, 0, copied.height, copied.width)
    top, left = min(row for row, _ in values), min(column for _, column in values)
    # Rows and columns without words are no labels but blanks, which keep their place.
    labels_over = any(at[0] < top and at[1] >= left for at in plane.words)
    labels_before = any(at[1] < left and at[0] >= top for at in plane.words)
    return Frame(
        plane,
        top if labels_over else 0,
        left if labels_before else 0,
        copied.height,
        copied.width,
    )


def _is_value(plane: Plane, at: tuple[int, int], cell: SheetCell, generation: Generation) -> bool:
    if not isinstance(cell.value, str):
        return True
    return not plane.readings.get(at) and is_value(cell.value, generation.words.values)


def recognised(frame: Frame, generation: Generation) -> list[Labelled]:
    """Read the labels as those of each table of the form; the best said comes first."""
    found: list[Labelled] = []
    for layout in generation.layouts:
        rows = _rows(frame, layout.down)
        found.append(Labelled(layout, rows, _columns(frame, layout.across)))
        if layout.listed is not None and layout.table.head_rows:
            columns = _columns(frame, layout.listed)
            found.append(Labelled(layout, {}, columns, listed=True))
    said = [each for each in found if each.said]
    return sorted(said, key=lambda each: (-each.sure, -each.said))


def _rows(frame: Frame, axis: Axis) -> Mapping[int, Match]:
    stacks = []
    for row in range(frame.top, frame.height):
        origins = dict.fromkeys(frame.plane.origin((row, column)) for column in range(frame.left))
        texts = {
            at[1]: frame.plane.readings.get(at, {}) for at in origins if at in frame.plane.words
        }
        filled = any(
            (row, column) in frame.plane.cells for column in range(frame.left, frame.width)
        )
        if texts:
            stacks.append(Stack(row, texts, filled))
    return _matched(axis, stacks)


def _columns(frame: Frame, axis: Axis) -> Mapping[int, Match]:
    stacks = []
    for column in range(frame.left, frame.width):
        origins = dict.fromkeys(frame.plane.origin((row, column)) for row in range(frame.top))
        own = [at for at in origins if at in frame.plane.words]
        if own and (own[-1][1] == column or column == frame.left):
            texts = {at[0]: frame.plane.readings.get(at, {}) for at in own}
            stacks.append(Stack(column, texts, filled=True))
    return _matched(axis, stacks)


def _matched(axis: Axis, stacks: Sequence[Stack]) -> Mapping[int, Match]:
    if not stacks:
        return {}
    return {match.index: match for match in Alignment(axis, stacks).matches()}


def doubt_words(*matches: Match | None) -> tuple[str, ...]:
    """Give the codes of what is doubtful about some matches."""
    doubts = (match.doubt for match in matches if match is not None)
    return tuple(str(doubt) for doubt in dict.fromkeys(doubts) if doubt is not Doubt.NONE)
