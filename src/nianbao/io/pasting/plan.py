"""From the clipboard to a plan: by the labels that were copied along, else from the current cell.

Where the totals inside a block show that it stands beside its place, the better place comes
first. Nothing is changed here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.core.checker import RuleBook
from nianbao.core.form import CellId, Table
from nianbao.core.pasting import (
    Fate,
    PastePlan,
    Piece,
    ends_in_sums,
    judge,
    totals_within,
)
from nianbao.core.report import Report
from nianbao.io.locate.generations import Generation, generation_of
from nianbao.io.locate.values import plain_number
from nianbao.io.pasting.block import Copied, read_block
from nianbao.io.pasting.labels import Frame, Labelled, frame_of, recognised
from nianbao.io.pasting.named import ByLabels
from nianbao.io.pasting.places import ByPlace, Ground, as_read_of
from nianbao.io.pasting.values import WHERE_IT_LANDS, read_cell
from nianbao.io.pasting.whole import located_in, pieces_of
from nianbao.io.workbook import SheetCell

_FEW = 2
"""So many labels must be recognised, or one beyond doubt, to believe in another table."""

_SIDEWAYS = (
    ((0, -1), "左移一列"),
    ((0, 1), "右移一列"),
    ((-1, 0), "上移一行"),
    ((1, 0), "下移一行"),
)
_HERE = "就从当前格放起"
_MISPLACED = "复制的内容里最后一{line}等于前面各{line}之和，像是总计，但会落在要自己填的格里。"
_SHIFTED = "复制的内容里的总计，放在当前位置对不上，{where}就对上了。请选择放在哪里。"
_TOO_FAR = "复制的内容从当前格放不下，{where}正好放得下。请选择放在哪里。"


class NotPasted(Exception):  # noqa: N818  an answer to the clerk, not a fault of the program
    """Nothing of what was copied can go here; `message` says why and what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Target:
    """Where the clerk is: the table, its current cell and all cells chosen."""

    table: Table
    current: CellId
    chosen: tuple[CellId, ...]


def plan_paste(
    html: str | None, text: str | None, book: RuleBook, report: Report, target: Target
) -> tuple[PastePlan, ...]:
    """Plan what a paste would do; of several places the first is the better.

    Raise `Refused` for what cannot be read, `NotPasted` for what belongs elsewhere.
    """
    copied = read_block(html, text)
    return _Planning(book, report, target, copied, generation_of(book.form.id)).plans()


@dataclass(frozen=True)
class _Planning:
    """One block on its way to a table."""

    book: RuleBook
    report: Report
    target: Target
    copied: Copied
    known: Generation

    def plans(self) -> tuple[PastePlan, ...]:
        if self.copied.single is not None:
            return (self._single(self.copied.single),)
        found = self._whole()
        frame = frame_of(self.copied, self.known)
        named = self._named(frame) if self.copied.height else None
        if found is not None and (named is None or _landed(found) >= _landed(named)):
            return (found,)
        if named is not None:
            return (named,)
        if not self.copied.height:
            words = "复制的内容里不止一张表，又认不出是年报的哪一张。请只复制要粘贴的那几格。"
            raise NotPasted(words)
        return self._by_place(frame)

    def _judged(self, pieces: Iterable[Piece], *remarks: str) -> PastePlan:
        told = (*self.copied.remarks, *filter(None, remarks))
        return judge(self.book, self.report, pieces, told)

    def _single(self, cell: SheetCell) -> PastePlan:
        """Put the one value into every cell chosen that is not computed."""
        cells = [c for c in self.target.chosen if c not in self.book.computed]
        cells = cells if len(self.target.chosen) > 1 else [self.target.current]
        pieces = []
        for each in cells:
            field = self.book.form.fields[each]
            entry, remark = read_cell(field, cell, WHERE_IT_LANDS, self.known.words.values)
            place = self.copied.sheet.place(0, 0)
            pieces.append(Piece(place, as_read_of(cell), each, entry, remark))
        return self._judged(pieces)

    def _whole(self) -> PastePlan | None:
        """Take the whole table if it was copied with its labels."""
        located = located_in(self.copied, self.known)
        own = [each for each in located if each.table == self.target.table.id]
        others = [each for each in located if each.table != self.target.table.id]
        if not own:
            if others:
                raise NotPasted(self._elsewhere(each.table for each in others))
            return None
        if len(own) > 1:
            words = f"复制的内容里有 {len(own)} 份{self.target.table.name}，请只复制其中一份。"
            raise NotPasted(words)
        pieces = pieces_of(self.copied, self.target.table, own[0], others, self.known)
        names = "、".join(dict.fromkeys(self._name(each.table) for each in others))
        remark = (
            f"复制的内容里还有{names}，这里只粘贴{self.target.table.name}；"
            "要一起导入，请用“文件 → 导入复制的表格”。"
        )
        return self._judged(pieces, remark if others else "")

    def _named(self, frame: Frame) -> PastePlan | None:
        """Place the numbers by labels, if there are any of this table."""
        labelled = [] if frame.is_bare else recognised(frame, self.known)
        own = next((each for each in labelled if self._is_own(each)), None)
        first = labelled[0] if labelled else None
        if first is not None and (own is None or _says_more(first, own)):
            if first.sure or first.said >= _FEW:
                raise NotPasted(self._elsewhere([first.layout.table.id]))
            return None
        if own is None:
            return None
        by_labels = ByLabels(
            self.copied,
            frame,
            own,
            self.target.table,
            self.book.form.fields[self.target.current],
            self.book.computed,
            self.known.words.values,
        )
        return self._judged(by_labels.pieces(), by_labels.remark)

    def _by_place(self, frame: Frame) -> tuple[PastePlan, ...]:
        """Place the numbers from the current cell; where a better place is seen, that first."""
        ground = Ground(self.target.table)
        top, left = self._corner(ground)
        here = ByPlace(self.copied, frame, ground, self.known.words.values, top, left)
        remark = "" if frame.is_bare else self._strange_labels(frame)
        plan = self._judged(here.pieces(), remark, *self._lost_sums(here))
        misplaced = bool(list(self._lost_sums(here)))
        plan = replace(plan, misplaced=misplaced, where=_HERE)
        if not misplaced and not self._is_odd(here, plan):
            return (plan,)
        for better, where, words in self._others(here, ground):
            if self._is_better(better, here, whole=words is _TOO_FAR):
                told = words.format(where=where)
                other = self._judged(better.pieces(), remark, told)
                return (
                    replace(other, where=f"{where}（推荐）"),
                    replace(plan, misplaced=True, remarks=(*plan.remarks, told)),
                )
        return (plan,)

    def _corner(self, ground: Ground) -> tuple[int, int]:
        """Find where the selection begins; a single current cell is one too."""
        starts = [ground.start(cell) for cell in self.target.chosen or (self.target.current,)]
        return min(top for top, _ in starts), min(left for _, left in starts)

    def _is_odd(self, here: ByPlace, plan: PastePlan) -> bool:
        """Tell whether something speaks against a place: totals, or numbers that fall out."""
        return totals_within(self.book, here.pieces())[1] > 0 or plan.count(Fate.REFUSED) > 0

    def _others(self, here: ByPlace, ground: Ground) -> Iterator[tuple[ByPlace, str, str]]:
        """Give the places near by, and the beginning of the table."""
        for (down, right), where in _SIDEWAYS:
            yield here.moved(down, right), where, _SHIFTED
        # A line as long as the table's begins where the table's begins.
        top, left = ground.start(self.target.table.fields[0].id)
        whole_height = here.frame.height - here.frame.top == ground.height
        whole_width = here.frame.width - here.frame.left in ground.widths(self.book.computed)
        down = top - here.top if whole_height else 0
        right = left - here.left if whole_width else 0
        yield here.moved(down, right), "从表的开头放起", _TOO_FAR

    def _is_better(self, other: ByPlace, here: ByPlace, *, whole: bool) -> bool:
        agree, differ = totals_within(self.book, other.pieces())
        if differ or (here.top, here.left) == (other.top, other.left):
            return False
        falls_out = any(piece.cell is None for piece in other.pieces())
        if whole:
            return not falls_out and any(piece.cell is None for piece in here.pieces())
        return agree > 0 or (
            not falls_out and not list(self._lost_sums(other)) and self._sums(other)
        )

    def _sums(self, there: ByPlace) -> bool:
        """Tell whether what looks like a line of totals lands on cells that are computed."""
        return any(on_computed for _, on_computed in self._sum_lines(there))

    def _lost_sums(self, there: ByPlace) -> Iterator[str]:
        """Say which last line looks like totals, but would land on cells that are typed."""
        for line, on_computed in self._sum_lines(there):
            if not on_computed:
                yield _MISPLACED.format(line=line)

    def _sum_lines(self, there: ByPlace) -> Iterator[tuple[str, bool]]:
        """Tell whether the last column or row sums up the others, and lands on computed cells."""
        grid = _grid(there)
        for line, rows in (("列", grid), ("行", list(zip(*grid, strict=True)))):
            if rows and len(rows[0]) > _FEW and ends_in_sums([[n for n, _ in row] for row in rows]):
                last = [cell for *_, (number, cell) in rows if number and cell]
                yield line, bool(last) and set(last) <= self.book.computed

    def _strange_labels(self, frame: Frame) -> str:
        names = [
            text.strip()
            for at, text in sorted(frame.plane.words.items())
            if at[0] < frame.top or at[1] < frame.left
        ]
        return f"复制的名称（“{names[0]}”等）认不出来，没有采用；数字从当前格放起，请核对。"

    def _is_own(self, labelled: Labelled) -> bool:
        return labelled.layout.table.id == self.target.table.id

    def _elsewhere(self, tables: Iterable[str]) -> str:
        """Say that a block belongs to other tables."""
        names = "、".join(dict.fromkeys(map(self._name, tables)))
        return (
            f"复制的是{names}的内容，这里是{self.target.table.name}，没有粘贴。"
            f"请到{names}那一页粘贴，或者用“文件 → 导入复制的表格”。"
        )

    def _name(self, table: str) -> str:
        return self.book.form.table(table).name


def _says_more(one: Labelled, other: Labelled) -> bool:
    return (one.sure, one.said) > (other.sure, other.said)


def _landed(plan: PastePlan) -> int:
    """Count what found a place."""
    return sum(bool(line.piece.cell and line.piece.as_read) for line in plan.lines)


def _grid(there: ByPlace) -> Sequence[Sequence[tuple[Decimal | None, CellId | None]]]:
    """Give the numbers of a block in rows and columns, each with the cell it lands on."""
    sheet, frame = there.copied.sheet, there.frame
    landed = {piece.place: piece.cell for piece in there.pieces()}
    held = {at: plain_number(cell.value) for at, cell in sheet.cells.items()}
    return [
        [
            (held.get((row, column)), landed.get(sheet.place(row, column)))
            for column in range(frame.left, frame.width)
        ]
        for row in range(frame.top, frame.height)
    ]
