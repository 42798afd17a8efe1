"""Gathers the cells, merges and hidden parts of one sheet within the limits of all readers.

Knows no file format; what a cell means is decided before it comes here.
"""

from collections.abc import Iterable

from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Merge, Position, Sheet, SheetCell, address
from nianbao.io.xlsx.layout import COLUMN_LIMIT, MERGE_LIMIT, ROW_LIMIT

MACRO_REMARK = "文件里有宏，没有运行，已忽略。"
LINK_REMARK = "文件里有指向其他文件的链接，没有跟随，只用了文件里保存的结果。"


class Gathering:
    """One sheet while it is being read.

    `room` is how many cells may be kept. `far_cell` names the first filled cell beyond the
    limits.
    """

    def __init__(self, file: str, room: int) -> None:
        self._file = file
        self._room = room
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self.cells: dict[Position, SheetCell] = {}
        self.far_cell = ""

    def keep(self, place: Position, cell: SheetCell) -> None:
        """Keep a cell if anything stands in it. Raise `Refused`: CORRUPT, TOO_BIG."""
        if cell.value in (None, "") and not cell.formula and not cell.note:
            return
        if not is_near(*place):
            self.far_cell = self.far_cell or address(*place)
            return
        if self.cells.get(place, cell) != cell:
            # Which of the two the clerk saw cannot be known.
            raise Refused(Refusal.CORRUPT, self._file, f"{address(*place)} 出现了两次")
        if len(self.cells) >= self._room:
            raise Refused(Refusal.TOO_BIG, self._file, "填了内容的格子太多")
        self.cells[place] = cell

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merge, as far as it lies within the limits. Raise `Refused`: TOO_BIG."""
        if (top, left) == (bottom, right) or not is_near(top, left) or top < 0 or left < 0:
            return
        if bottom < top or right < left:
            return
        if len(self._merges) >= MERGE_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "合并的格子太多")
        self._merges.append(
            Merge(top, left, min(bottom, ROW_LIMIT - 1), min(right, COLUMN_LIMIT - 1))
        )

    def hide_rows(self, rows: Iterable[int]) -> None:
        """Note rows that cannot be seen; a run of them is cut at the limit by the caller."""
        self._hidden_rows.update(rows)

    def hide_columns(self, columns: Iterable[int]) -> None:
        """Note columns that cannot be seen, likewise."""
        self._hidden_columns.update(columns)

    def sheet(self, name: str, *, hidden: bool) -> Sheet:
        """Give what was gathered."""
        return Sheet(
            name=name,
            cells=self.cells,
            merges=tuple(self._merges),
            hidden=hidden,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
        )

    def remarks(self, name: str) -> tuple[str, ...]:
        """Say if cells stood too far out."""
        if not self.far_cell:
            return ()
        remark = (
            f"工作表“{name}”第 {ROW_LIMIT} 行以下或第 {COLUMN_LIMIT} 列以右还有内容"
            f"（如 {self.far_cell}），离得太远，没有读取。"
        )
        return (remark,)


def is_near(row: int, column: int) -> bool:
    """Tell whether a place lies within the limits."""
    return row < ROW_LIMIT and column < COLUMN_LIMIT


def near(first: int, last: int, limit: int) -> range:
    """Cut a run of rows or columns, both ends included, at the limit."""
    return range(max(first, 0), min(last + 1, limit))
