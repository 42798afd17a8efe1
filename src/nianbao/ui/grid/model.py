"""A statutory table as a Qt model.

Shows the body of the table (what is neither its printed head nor its label columns) and turns
edits into undoable changes. `dataChanged` comes from the report alone, so that typing, undo
and import all refresh the screen in the same way.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Field, GridCell, Table
from nianbao.core.numbers import write_number
from nianbao.core.report import Change, Source, Value
from nianbao.ui.session import Session
from nianbao.ui.theme import brushes

Index: TypeAlias = QModelIndex | QPersistentModelIndex

# Looked up thousands of times in a repaint: an enum member costs more than the answer.
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
EDIT: Final = int(Qt.ItemDataRole.EditRole)
TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
BACKGROUND: Final = int(Qt.ItemDataRole.BackgroundRole)
FOREGROUND: Final = int(Qt.ItemDataRole.ForegroundRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
SPOKEN_MORE: Final = int(Qt.ItemDataRole.AccessibleDescriptionRole)
CELL_ID: Final = int(Qt.ItemDataRole.UserRole) + 1
LAST_YEAR: Final = int(Qt.ItemDataRole.UserRole) + 2
"""What the cell held last year, as printed, while it is to be shown; None where not known."""

DIFFERENCE: Final = int(Qt.ItemDataRole.UserRole) + 3
"""How much more it is than last year, with its sign, while that is to be shown."""

CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
LABEL_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled
COMPUTED_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
TYPED_FLAGS: Final = COMPUTED_FLAGS | Qt.ItemFlag.ItemIsEditable
ROOT: Final = QModelIndex()
FEW: Final = 12
"""Cells that are painted anew one by one: a number with its totals, not a whole block."""


class GridModel(QAbstractTableModel):
    """One table of the report at hand."""

    def __init__(self, table: Table, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._session = session
        self.head_rows = table.head_rows
        self.label_columns = frozen_columns(table)
        self._body: dict[tuple[int, int], GridCell] = {}
        self._places: dict[CellId, tuple[int, int]] = {}
        self._row_names: dict[int, str] = {}
        self._column_names: dict[int, str] = {}
        for cell in table.cells:
            if cell.top >= self.head_rows and cell.left >= self.label_columns:
                place = (cell.top - self.head_rows, cell.left - self.label_columns)
                self._body[place] = cell
                if cell.field is not None:
                    self._places[cell.field.id] = place
                    self._row_names.setdefault(place[0], "／".join(cell.field.row_path))
                    self._column_names.setdefault(place[1], "／".join(cell.field.column_path))
        self._computed = session.book.computed
        self._marks: dict[CellId, object] = {}
        session.changed.connect(self._on_change)
        session.checked.connect(self._on_check)
        session.pointed.connect(self._on_check)
        session.replaced.connect(self._on_replaced)
        session.manners.changed.connect(lambda: self._refresh(self._places))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the rows of the body; a cell has no children."""
        return 0 if parent.isValid() else self.table.height - self.head_rows

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns of the body; a cell has no children."""
        return 0 if parent.isValid() else self.table.width - self.label_columns

    def has(self, row: int, column: int) -> bool:
        """Tell whether the body has such a place."""
        return 0 <= row < self.rowCount() and 0 <= column < self.columnCount()

    def cell(self, row: int, column: int) -> GridCell | None:
        """Find the printed cell that begins at a place of the body."""
        return self._body.get((row, column))

    def covering(self, row: int, column: int) -> GridCell | None:
        """Find the printed cell that lies over a place of the body, wherever it begins."""
        for (top, left), cell in self._body.items():
            if top <= row < top + cell.height and left <= column < left + cell.width:
                return cell
        return None

    def field(self, index: Index) -> Field | None:
        """Find the field at a place; None for a label."""
        cell = self._body.get((index.row(), index.column()))
        return None if cell is None else cell.field

    def is_typed(self, index: Index) -> bool:
        """Tell whether the clerk fills in this place (locked or not)."""
        field = self.field(index)
        return field is not None and field.id not in self._computed

    def place(self, cell: CellId) -> QModelIndex:
        """Find the place of a field; the root where it stands in another table."""
        at = self._places.get(cell)
        return ROOT if at is None else self.index(*at)

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401, PLR0911  as Qt has it
        """Answer for one role."""
        cell = self._body.get((index.row(), index.column()))
        if cell is None:
            return None
        field = cell.field
        if field is None:
            return _label_data(cell, role)
        if role in (DISPLAY, EDIT):
            return write_number(self._session.report.entry(field.id))
        if role == BACKGROUND:
            return self._background(field.id)
        if role == FOREGROUND:
            return brushes.broken_ink if field.id in self._session.broken else None
        if role == ALIGNMENT:
            return CENTRE
        if role == CELL_ID:
            return field.id
        if role in (LAST_YEAR, DIFFERENCE):
            last, difference = self.beside(field.id)
            return last if role == LAST_YEAR else difference
        if role in (TOOL_TIP, SPOKEN, SPOKEN_MORE):
            return self._words(field, role)
        return None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:  # noqa: ANN401
        """Enter what was typed as an undoable step; what is no number is kept and reported."""
        if role != EDIT or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        field = self.field(index)
        if field is not None and str(value).strip() != self.data(index):
            self._session.type({field.id: str(value)})
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow typing everywhere but in labels and computed cells."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        field = self.field(index)
        if field is None:
            return LABEL_FLAGS
        locked = field.id in self._computed or self._session.report.is_locked(field.id)
        return COMPUTED_FLAGS if locked else TYPED_FLAGS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:  # noqa: ANN401
        """Give the whole path of official labels of a row or column, for screen readers."""
        if role != DISPLAY:
            return None
        vertical = orientation == Qt.Orientation.Vertical
        return (self._row_names if vertical else self._column_names).get(section)

    def _background(self, cell: CellId) -> QBrush | None:
        if cell in self._session.broken:
            return brushes.broken
        doubts = self._session.doubted.get(cell)
        if doubts and doubts[0].severity is Severity.EXPLAIN:
            return brushes.doubtful
        if self._session.report.is_locked(cell):
            return brushes.locked
        return brushes.computed if cell in self._computed else None

    def beside(self, cell: CellId) -> tuple[str | None, str | None]:
        """Give what stands beside a number, if the clerk wants it: last year's, the difference."""
        manners = self._session.manners
        last = self.last_year(cell) if manners.shows_last_year else None
        difference = self.difference(cell) if manners.shows_difference else None
        return None if last is None else write_number(last), difference

    def last_year(self, cell: CellId) -> Value | None:
        """Look up what a cell held last year; None where that is not known."""
        previous = self._session.particulars.previous
        return previous.cells.get(cell) if previous else None

    def difference(self, cell: CellId) -> str | None:
        """Say how much a cell differs from last year: +3, −2, 0; None while that is unknown."""
        last, now = self.last_year(cell), self._session.report.value(cell)
        if last is None or now is None:
            return None
        if now == last:
            return "0"
        return f"+{write_number(now - last)}" if now > last else f"−{write_number(last - now)}"

    def _words(self, field: Field, role: int) -> str | None:
        """Say what is wrong here; a screen reader hears first where it is and what it holds."""
        session = self._session
        findings = session.findings_at(field.id)
        if role == SPOKEN:
            return f"{field.name}：{write_number(session.report.entry(field.id)) or '空白'}"
        lines = [finding.message for finding in findings]
        source = session.report.sources.get(field.id)
        if source is not None:
            lines.append(source_words(source))
        if field.id in self._computed:
            lines.append("总计由程序算出")
        return "\n".join(lines) or None

    def _on_change(self, change: Change) -> None:
        self._refresh((*change.cells, *change.sources))

    def _on_check(self, _finding: Finding | None = None) -> None:
        """Repaint what is marked in another way now: the rest of a table stays as it is."""
        session = self._session
        pointed = session.pointed_at
        marks: dict[CellId, object] = {
            cell: (session.findings_at(cell)[0].severity, False)
            for cell in (*session.broken, *session.doubted)
        }
        for cell in pointed.cells if pointed else ():
            marks[cell] = (marks.get(cell), True)
        before, self._marks = self._marks, marks
        self._refresh([c for c in {**before, **marks} if before.get(c) != marks.get(c)])

    def _on_replaced(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _refresh(self, cells: Iterable[CellId]) -> None:
        """Announce a few cells one by one, many as the smallest block that holds them."""
        places = [self._places[cell] for cell in cells if cell in self._places]
        if len(places) <= FEW:
            for place in places:
                self.dataChanged.emit(self.index(*place), self.index(*place))
        else:
            rows = [row for row, _ in places]
            columns = [column for _, column in places]
            self.dataChanged.emit(
                self.index(min(rows), min(columns)), self.index(max(rows), max(columns))
            )


def source_words(source: Source) -> str:
    """Say where a value came from, and that it is locked if it is."""
    words = f"来自“{source.file}”{source.place}：{source.as_read}"
    if source.locked:
        return f"{words}；已锁定，确需修改请用“编辑 → 解除锁定”"
    return f"{words}；已解除锁定：{source.unlocked}" if source.unlocked else words


def frozen_columns(table: Table) -> int:
    """Count the label columns that can stand still while the body moves.

    None where a label reaches from them into the body (table two).
    """
    crossing = any(
        cell.left < table.label_columns < cell.left + cell.width and cell.top >= table.head_rows
        for cell in table.cells
    )
    return 0 if crossing else table.label_columns


def _label_data(cell: GridCell, role: int) -> object:
    """Answer for a label that stands in the body."""
    if role in (DISPLAY, TOOL_TIP):
        return cell.label
    if role == BACKGROUND:
        return brushes.label
    if role == ALIGNMENT:
        return CENTRE
    return None
