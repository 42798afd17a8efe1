"""The dialog that shows what a file holds before any of it is taken over."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.form import CellId, Form
from nianbao.core.report import Change
from nianbao.io.imported import Imported
from nianbao.io.preview import Line, Standing, only
from nianbao.ui import theme
from nianbao.ui.grid.model import ALIGNMENT, BACKGROUND, CENTRE, DISPLAY, ROOT, TOOL_TIP, Index

CHECK: Final = int(Qt.ItemDataRole.CheckStateRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
HEADINGS: Final = ("采用", "项目", "现在", "文件里", "在文件的什么地方", "说明")
TAKE, NAME, NOW, FOUND, PLACE, REMARK = range(len(HEADINGS))
ROW_PADDING: Final = 8
MOST_REMARKS: Final = 4
"""Remarks on the whole file shown above the table."""

WIDTHS: Final = (48, 340, 64, 88, 130)
STANDINGS: Final = {
    Standing.DOUBTFUL: "请确认",
    Standing.MISSING: "没有找到",
    Standing.OTHER: "与现在不同",
    Standing.NEW: "新填入",
    Standing.SAME: "与现在相同",
}


class PreviewModel(QAbstractTableModel):
    """The lines of a preview, each with a tick for taking it over."""

    def __init__(self, lines: Sequence[Line], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = list(lines)
        self.taken = {line.cell for line in lines if line.found}

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = DISPLAY,
    ) -> Any:  # noqa: ANN401  as Qt has it
        """Name the columns."""
        across = orientation == Qt.Orientation.Horizontal
        return HEADINGS[section] if across and role == DISPLAY else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401  as Qt has it
        """Answer for one role."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role in (DISPLAY, TOOL_TIP) and column != TAKE:
            return self._texts(line)[column]
        if role == SPOKEN:
            told = self._texts(line)
            value = told[NAME] if column == TAKE else told[column] or "空白"
            return f"{HEADINGS[column]}：{value}"
        if role == CHECK and column == TAKE and line.found:
            taken = line.cell in self.taken
            return (Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked).value
        if role == BACKGROUND and line.standing is Standing.DOUBTFUL:
            return theme.brushes.doubtful
        return CENTRE if role == ALIGNMENT and column in (NOW, FOUND) else None

    def setData(self, index: Index, value: Any, role: int = CHECK) -> bool:  # noqa: ANN401
        """Tick or untick a line."""
        if role != CHECK or index.column() != TAKE:
            return False
        self.take(
            [self._lines[index.row()].cell], take=Qt.CheckState(value) == Qt.CheckState.Checked
        )
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only lines with something in the file be ticked."""
        flags = super().flags(index)
        ticked = index.isValid() and index.column() == TAKE and self._lines[index.row()].found
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticked else flags

    def take(self, cells: Sequence[CellId], *, take: bool) -> None:
        """Tick or untick several lines."""
        there = {line.cell for line in self._lines if line.found} & set(cells)
        self.taken = self.taken | there if take else self.taken - there
        self.dataChanged.emit(self.index(0, TAKE), self.index(self.rowCount() - 1, TAKE))

    def cells(self, table: str = "") -> list[CellId]:
        """List the cells of a table, or all."""
        return [line.cell for line in self._lines if table in ("", line.table)]

    def _texts(self, line: Line) -> tuple[str, ...]:
        remark = line.remark or STANDINGS[line.standing]
        return ("", line.name, line.now, line.found or line.as_read, line.place, remark)


class PreviewDialog(QDialog):
    """Shows what was found, the doubtful first; all, a table or single cells can be taken."""

    def __init__(
        self, form: Form, name: str, imported: Imported, lines: Sequence[Line], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"“{name}”里找到的内容")
        self._form = form
        self._change = imported.change
        self.model = PreviewModel(lines, self)
        self.words = QCheckBox(self._words_found(), self)
        self.words.setChecked(bool(imported.change.text or imported.change.particulars))
        self._lay_out(imported, lines)
        self.resize(1080, 600)

    def chosen(self) -> Change:
        """Give what the clerk wants to take over."""
        return only(self._change, self.model.taken, words=self.words.isChecked())

    def _lay_out(self, imported: Imported, lines: Sequence[Line]) -> None:
        view = QTableView(self)
        view.setModel(self.model)
        view.setAccessibleName("文件里找到的数")
        view.setTabKeyNavigation(False)  # Tab goes on to the buttons
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for column, width in enumerate(WIDTHS):
            view.setColumnWidth(column, width)
        view.horizontalHeader().setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self._summary(imported, lines), self, wordWrap=True))
        layout.addLayout(self._tables())
        layout.addWidget(view, stretch=1)
        layout.addWidget(self.words)
        buttons = QDialogButtonBox(self)
        take = QPushButton("采用选中的(&T)", self)
        take.setProperty("primary", True)
        buttons.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消(&C)", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _tables(self) -> QHBoxLayout:
        """Offer to tick or untick everything, or one table."""
        row = QHBoxLayout()
        choices = [("", "全部"), *((table.id, table.name) for table in self._form.tables)]
        for table, words in choices:
            for take, verb in ((True, "选"), (False, "不选")):
                button = QPushButton(f"{verb}{words}", self)
                button.setAutoDefault(False)
                button.clicked.connect(
                    lambda _=False, table=table, take=take: self.model.take(
                        self.model.cells(table), take=take
                    )
                )
                row.addWidget(button)
        row.addStretch()
        return row

    def _summary(self, imported: Imported, lines: Sequence[Line]) -> str:
        """Say what was found where, and how much of it is doubtful or missing."""
        parts = []
        for table in self._form.tables:
            of_table = [line for line in lines if line.table == table.id]
            found = sum(bool(line.found) for line in of_table)
            place = imported.found.get(table.id, "没有找到")
            parts.append(f"{table.name}：{found} / {len(of_table)} 格（{place}）")
        doubtful = sum(line.standing is Standing.DOUBTFUL for line in lines)
        general = [p.message for p in imported.problems if p.cell is None]
        first = "　".join(parts) + (f"　其中 {doubtful} 格请确认，列在最前面。" if doubtful else "")
        rest = len(general) - MOST_REMARKS
        more = [f"……另有 {rest} 条说明"] if rest > 0 else []
        return "\n".join([first, *general[:MOST_REMARKS], *more])

    def _words_found(self) -> str:
        told = self._change.particulars
        texts = [s.short for s in self._form.sections if self._change.text.get(s.id)]
        who = f"{told.organ} {told.year or ''}年".strip() if told and told.organ else ""
        return f"采用文字：{'、'.join(filter(None, (who, *texts))) or '没有找到'}"
