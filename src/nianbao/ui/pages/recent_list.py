"""The files the clerk had open, on the start page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nianbao.ui import theme

PATH: Final = int(Qt.ItemDataRole.UserRole) + 1


class RecentList(QListWidget):
    """The files the clerk had open; `taken` names the one clicked or entered."""

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recentFiles")
        self.setAccessibleName("最近打开的年报")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A double click is a click too: Qt's `activated` would open the file twice.
        self.itemClicked.connect(self._take)

    def show_files(self, recent: Sequence[Path]) -> None:
        """List files in place of those listed before."""
        self.clear()
        for path in recent:
            item = QListWidgetItem(f"{path.stem}\n{path.parent}")
            item.setToolTip(str(path))
            item.setData(PATH, path)
            self.addItem(item)
        lines = max(0, self.sizeHintForRow(0)) * self.count()
        self.setFixedHeight(lines + 2 * self.frameWidth() + theme.GAP)
        if self.hasFocus():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current file."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(item)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first."""
        super().focusInEvent(event)
        if self.currentItem() is None:
            self.setCurrentRow(0)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(item.data(PATH))
