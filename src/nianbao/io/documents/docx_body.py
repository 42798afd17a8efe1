"""Reads the body of a Word document: what stands where, in paragraphs, cells and text boxes.

Knows nothing of the words themselves, nor of the package around the body.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nianbao.io.documents.docx_numbers import Numbering
from nianbao.io.documents.docx_styles import Style, number_of, value_of
from nianbao.io.documents.docx_words import BOXED, Words
from nianbao.io.documents.flow import Cell, Flow, Room, Row, Table
from nianbao.io.safe_xml import Attributes, OnEnd, OnStart

_WIDEST = 400


@dataclass(slots=True)
class _Story:
    """Where paragraphs follow each other: the body, a cell, a text box."""

    flow: Flow
    carried: str = ""


@dataclass(slots=True)
class _Open:
    """A table being read, and its row and cell being read.

    `above` are the cells that the row before lets go on downwards, by column; `below` those
    this row does.
    """

    table: Table = field(default_factory=Table)
    row: Row = field(default_factory=Row)
    column: int = 0
    deleted: bool = False
    above: dict[int, Cell] = field(default_factory=dict)
    below: dict[int, Cell] = field(default_factory=dict)
    longer: list[Cell] = field(default_factory=list)
    cell: Cell = field(default_factory=Cell)
    downwards: str = ""
    joins_left: bool = False


class Body:
    """Listens to the elements of the body and gathers them in `flow`."""

    def __init__(self, file: str, styles: Mapping[str, Style], numbering: Numbering) -> None:
        self.words = Words(styles, numbering)
        self.flow: Flow = []
        self._room = Room(file)
        self._stories = [_Story(self.flow)]
        self._tables: list[_Open] = []
        self._paragraphs = 0

    @property
    def starts(self) -> dict[str, OnStart]:
        """What to call where an element begins."""
        calls = self.words.starts
        deleted = calls["del"]

        def delete(attributes: Attributes) -> None:
            self._delete_row(attributes)
            deleted(attributes)

        return calls | {
            "p": self._begin_paragraph,
            "del": delete,
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "gridBefore": self._skip,
            "hidden": self._hide_row,
            "tc": self._begin_cell,
            "gridSpan": self._span,
            "vMerge": self._go_on,
            "hMerge": self._join_left,
            "txbxContent": self._begin_box,
        }

    @property
    def ends(self) -> dict[str, OnEnd]:
        """What to call where an element ends."""
        return self.words.ends | {
            "p": self._end_paragraph,
            "tbl": self._end_table,
            "tr": self._end_row,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
        }

    # --- paragraphs and text boxes

    def _begin_paragraph(self, _attributes: Attributes) -> None:
        if not self.words.silent:
            self.words.in_table = bool(self._tables)
            self.words.begin()
            self._paragraphs += 1

    def _end_paragraph(self, _text: str) -> None:
        if self.words.silent or not self._paragraphs:
            return
        self._paragraphs -= 1
        story = self._stories[-1]
        draft = self.words.end(story.carried)
        story.carried = ""
        if draft.runs_on:
            story.carried = "".join(draft.pieces)
        else:
            lines = self.words.finished(draft)
            self._room.lines(len(lines))
            story.flow += lines
        story.flow += draft.boxes

    def _begin_box(self, _attributes: Attributes) -> None:
        if not self.words.silent:
            self._stories.append(_Story([]))

    def _end_box(self, _text: str) -> None:
        if self.words.silent:
            return
        flow = self._end_story()
        if self._tables:
            if flow:
                self.words.remark(BOXED)
        else:
            self.words.boxed(flow)

    def _end_story(self) -> Flow:
        story = self._stories.pop()
        if story.carried:
            # The end of the last paragraph of a cell cannot be deleted.
            self.words.begin()
            story.flow += self.words.finished(self.words.end(story.carried))
        return story.flow

    # --- tables

    def _begin_table(self, _attributes: Attributes) -> None:
        if not self.words.silent:
            self.words.leave_fields()
            self._tables.append(_Open())

    def _end_table(self, _text: str) -> None:
        if self._tables and not self.words.silent:
            self._stories[-1].flow.append(self._tables.pop().table)

    def _begin_row(self, _attributes: Attributes) -> None:
        if self._tables and not self.words.silent:
            it = self._tables[-1]
            it.row, it.column, it.deleted = Row(), 0, False
            it.below, it.longer = {}, []

    def _end_row(self, _text: str) -> None:
        if not self._tables or self.words.silent:
            return
        it = self._tables[-1]
        if it.deleted:
            for cell in it.longer:
                cell.rows -= 1
            return
        it.table.rows.append(it.row)
        it.above = it.below

    def _skip(self, attributes: Attributes) -> None:
        if self._tables and not self.words.silent:
            self._tables[-1].column += min(number_of(attributes), _WIDEST)

    def _hide_row(self, attributes: Attributes) -> None:
        if self._tables and not self.words.silent and value_of(attributes) not in {"0", "false"}:
            self._tables[-1].row.hidden = True

    def _delete_row(self, _attributes: Attributes) -> None:
        """Take a row for deleted: the mark stands between its beginning and its first cell."""
        if self._tables and not self.words.silent and not self._paragraphs:
            self._tables[-1].deleted = True

    def _begin_cell(self, _attributes: Attributes) -> None:
        if self._tables and not self.words.silent:
            self._room.cell()
            it = self._tables[-1]
            it.cell, it.downwards, it.joins_left = Cell(), "", False
            self._stories.append(_Story(it.cell.flow))

    def _span(self, attributes: Attributes) -> None:
        if self._tables and not self.words.silent:
            self._tables[-1].cell.columns = min(max(number_of(attributes), 1), _WIDEST)

    def _go_on(self, attributes: Attributes) -> None:
        if self._tables and not self.words.silent:
            self._tables[-1].downwards = value_of(attributes) or "continue"

    def _join_left(self, attributes: Attributes) -> None:
        if self._tables and not self.words.silent:
            self._tables[-1].joins_left = value_of(attributes) != "restart"

    def _end_cell(self, _text: str) -> None:
        if not self._tables or self.words.silent:
            return
        self._end_story()
        it = self._tables[-1]
        cell, start = it.cell, it.column
        it.column += cell.columns
        above = it.above.get(start)
        if it.joins_left and it.row.cells:
            it.row.cells[-1].columns += cell.columns
        elif it.downwards == "continue" and above and above.columns == cell.columns:
            above.rows += 1
            it.longer.append(above)
            it.below[start] = above
        else:
            cell.column = start
            it.row.cells.append(cell)
            if it.downwards:
                it.below[start] = cell
