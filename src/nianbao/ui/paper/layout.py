"""A document laid out on sheets, without anything of the screen: it may run in any thread."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from nianbao.io.paper.document import Block, Margins, Paper, Paragraph
from nianbao.ui.paper.breaking import Signs
from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.flow import Put, Unit, put_on_pages
from nianbao.ui.paper.setting import AIR, Broken, Setter
from nianbao.ui.paper.sheets import Landmark, Room, Rule, SetLine, Sheet, Sheets
from nianbao.ui.paper.tables import LaidTable


def lay_out(paper: Paper, faces: Faces, air: float = AIR) -> Sheets:
    """Lay a document out on pages; for `air` see `Setter`."""
    return _Layout(paper, faces, air).sheets()


@dataclass
class _Layout:
    """One document being laid out."""

    paper: Paper
    faces: Faces
    air: float
    _broken: dict[int, list[Broken]] = field(default_factory=dict)
    _tables: dict[int, LaidTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._setter = Setter(Signs(self.faces), self.paper.geometry.pitch, self.air)

    def sheets(self) -> Sheets:
        """Put everything in its place."""
        geometry = self.paper.geometry
        put = list(put_on_pages(list(self._units()), self._room(1).height))
        pages = [
            self._sheet(page + 1, list(group))
            for page, group in groupby(put, key=lambda each: each.page)
        ]
        return Sheets(
            self.paper.title,
            geometry.width,
            geometry.height,
            tuple(pages),
            tuple(self._landmarks(put)),
            geometry.mirrored,
            self.paper.unknown,
        )

    def _room(self, number: int) -> Room:
        geometry = self.paper.geometry
        turned = geometry.mirrored and number % 2 == 0
        return Room.on((geometry.width, geometry.height), geometry.margins, mirrored=turned)

    def _units(self) -> Iterator[Unit]:
        after = 0
        for at, block in enumerate(self.paper.blocks):
            if isinstance(block, Paragraph):
                yield from self._of_paragraph(at, block, max(after, block.before))
                after = block.after
            else:
                yield from self._of_table(at, after)
                after = 0

    def _of_paragraph(self, at: int, paragraph: Paragraph, before: int) -> Iterator[Unit]:
        """Part a paragraph into lines; those that must not be alone are glued to others."""
        width = self._room(1).width
        lines = self._broken[at] = self._setter.lines(paragraph, width)
        height = self._setter.height(paragraph)
        last = len(lines) - 1
        for part in range(len(lines)):
            first_of_two = paragraph.widow_control and part in (0, last - 1)
            stays = paragraph.keep_lines or first_of_two
            yield Unit(
                at,
                part,
                height,
                before=before if part == 0 else 0,
                glued=stays if part < last else paragraph.keep_next,
                new_page=paragraph.new_page and part == 0,
            )

    def _of_table(self, at: int, before: int) -> Iterator[Unit]:
        block: Block = self.paper.blocks[at]
        if isinstance(block, Paragraph):
            return
        laid = self._tables[at] = LaidTable(block, at, self._setter)
        head = laid.head()
        repeated = sum(laid.heights[:head])
        for part, (row, height) in enumerate(zip(block.rows, laid.heights, strict=True)):
            yield Unit(
                at,
                part,
                height + (block.rule if part == 0 else 0),
                before=before if part == 0 else 0,
                glued=row.keep_next,
                repeated=repeated if part >= head else 0,
            )

    def _sheet(self, number: int, put: list[Put]) -> Sheet:
        room = self._room(number)
        lines: list[SetLine] = []
        rules: list[Rule] = []
        for block, group in groupby(put, key=lambda each: each.unit.block):
            units = list(group)
            if block in self._tables:
                self._add_rows(self._tables[block], units, room, lines, rules)
            else:
                lines += self._lines(block, units, room)
        area = (room.left, room.top, room.width, room.height)
        around = [
            *self._margin(self.paper.heads, number, room, from_bottom=False),
            *self._margin(self.paper.feet, number, room, from_bottom=True),
        ]
        watermark = self.paper.heads.on(number).watermark
        return Sheet(number, area, tuple(lines), tuple(rules), tuple(around), watermark)

    def _lines(self, block: int, put: list[Put], room: Room) -> Iterator[SetLine]:
        paragraph = self.paper.blocks[block]
        if not isinstance(paragraph, Paragraph):
            return
        for each in put:
            line = self._broken[block][each.unit.part]
            yield self._set(paragraph, line, room.left, room.top + each.top, block)

    def _set(
        self, paragraph: Paragraph, broken: Broken, x: float, top: float, block: int
    ) -> SetLine:
        baseline = top + self._setter.baseline(paragraph)
        return SetLine(
            broken.line.text,
            tuple(self._setter.pieces(paragraph, broken, x, baseline)),
            x + broken.left,
            top,
            broken.line.width,
            self._setter.height(paragraph),
            block,
        )

    def _add_rows(
        self,
        laid: LaidTable,
        put: list[Put],
        room: Room,
        lines: list[SetLine],
        rules: list[Rule],
    ) -> None:
        """Set the rows of a table on a page, under its head where it goes on from another."""
        x = laid.left(room.left, room.width)
        first, last = put[0].unit, put[-1].unit
        top = room.top + put[0].top
        if put[0].begins and first.repeated:
            head = range(laid.head())
            above = top - first.repeated
            lines += laid.lines(head, x, above)
            rules += laid.rules(head, x, above)
        if first.part == 0:
            top += laid.table.rule
        rows = range(first.part, last.part + 1)
        lines += laid.lines(rows, x, top)
        rules += laid.rules(rows, x, top)

    def _margin(
        self, margins: Margins, number: int, room: Room, *, from_bottom: bool
    ) -> Iterator[SetLine]:
        """Set what stands above or below the text."""
        geometry = self.paper.geometry
        paragraphs = margins.on(number).paragraphs
        set_ = [
            (paragraph, line)
            for paragraph in paragraphs
            for line in self._setter.lines(paragraph, room.width, str(number))
        ]
        top = float(geometry.header)
        if from_bottom:
            height = sum(self._setter.height(paragraph) for paragraph, _ in set_)
            top = geometry.height - geometry.footer - height
        for paragraph, line in set_:
            if line.line.signs:
                yield self._set(paragraph, line, room.left, top, -1)
            top += self._setter.height(paragraph)

    def _landmarks(self, put: list[Put]) -> Iterator[Landmark]:
        """Find the headings of the first level."""
        for each in put:
            block = self.paper.blocks[each.unit.block]
            if isinstance(block, Paragraph) and block.outline == 0 and each.unit.part == 0:
                yield Landmark(block.text, each.page, each.top)
