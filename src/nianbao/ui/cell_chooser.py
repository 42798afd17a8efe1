"""Choosing a number of the tables by its official name, to stand in the text as a link."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.form import CellId, Field
from nianbao.core.numbers import write_number
from nianbao.ui import theme
from nianbao.ui.proposals import cell_name
from nianbao.ui.session import Session

CELL: Final = int(Qt.ItemDataRole.UserRole) + 1
SOUGHT: Final = int(Qt.ItemDataRole.UserRole) + 2

SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
NAME, VALUE = 0, 1
SIZE = (640, 460)
STEPS: Final = {
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
}
"""Keys that move in the list while the clerk types in the line above it."""


class CellChooser(QDialog):
    """Lists all numbers with what they are now; typing narrows them down, Enter takes one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("插入表格中的数")
        self.resize(*SIZE)
        self._session = session
        self.sought = QLineEdit(self)
        self.sought.setPlaceholderText("输入名称里的几个字，例如“新收 总计”；空格隔开几个词")
        self.sought.setAccessibleName("按名称查找")
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(self._narrow)
        self.sought.installEventFilter(self)
        self.list = self._list()
        self.none = QLabel("没有叫这个名称的数，请换几个字试试。", self)
        self.none.hide()
        buttons = QDialogButtonBox(self)
        self.take = QPushButton("插入(&I)", self)
        self.take.setProperty("primary", True)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        buttons.addButton("取消(&C)", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(self.accept)
        note = QLabel("插入以后，文中的数跟着表格变，不用再改。", self)
        note.setProperty("faint", True)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        for widget in (self.sought, self.list, self.none, note, buttons):
            layout.addWidget(widget)
        self._narrow("")
        self.sought.setFocus()

    def chosen(self) -> CellId | None:
        """Give the cell on the current line; None where nothing fits what was typed."""
        item = self.list.currentItem()
        return None if item is None or item.isHidden() else str(item.data(NAME, CELL))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrow keys while typing."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in STEPS
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _list(self) -> QTreeWidget:
        listed = QTreeWidget(self)
        listed.setAccessibleName("表格中的数")
        listed.setHeaderLabels(["表格中的位置", "现在的数"])
        listed.setRootIsDecorated(False)
        listed.setUniformRowHeights(True)
        listed.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        computed = self._session.book.computed
        fields = self._session.form.fields.values()
        # What a text speaks of is nearly always a total.
        totals_first = sorted(fields, key=lambda field: field.id not in computed)
        self._lines = [self._line(field) for field in totals_first]
        listed.addTopLevelItems(self._lines)
        header = listed.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.ResizeToContents)
        return listed

    def _line(self, field: Field) -> QTreeWidgetItem:
        name = cell_name(self._session.form, field.id)
        value = write_number(self._session.report.entry(field.id))
        item = QTreeWidgetItem([name, value or "（空白）"])
        item.setTextAlignment(VALUE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(NAME, " ／ ".join((*field.row_path, *field.column_path)))
        item.setData(VALUE, SPOKEN, f"现在的数：{value or '空白'}")
        item.setData(NAME, CELL, field.id)
        item.setData(NAME, SOUGHT, "".join((name, *field.row_path, *field.column_path)))
        return item

    def _narrow(self, text: str) -> None:
        """Show what has all the typed words in its name, and go to the first."""
        words = text.split()
        fitting = []
        for item in self._lines:
            fits = all(word in str(item.data(NAME, SOUGHT)) for word in words)
            item.setHidden(not fits)
            fitting += [item] if fits else []
        if fitting:
            self.list.setCurrentItem(fitting[0])
        self.none.setVisible(not fitting)
        self.take.setEnabled(bool(fitting))
