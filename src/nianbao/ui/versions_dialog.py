"""The states that were kept, to choose one: saved ones of this file, unsaved ones of any."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.report import Report
from nianbao.ui import theme

SIZE = (680, 420)
KILO = 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A state that was kept: when, whose, how it came to be kept, bytes.

    `read` gives it and raises Refused, OSError or ValueError where it cannot be read after all.
    """

    at: dt.datetime
    name: str
    how: str
    size: int
    read: Callable[[], Report]


class VersionsDialog(QDialog):
    """Lists what was kept, the newest first; Enter takes one."""

    def __init__(self, kept: Sequence[Kept], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复以前的版本")
        self.resize(*SIZE)
        self._kept = sorted(kept, key=lambda one: one.at, reverse=True)
        words = QLabel(
            "选中的内容会作为一份没有保存的年报显示出来，现在的文件不变；"
            "看了不合适，按 Ctrl+Z 就回到现在的样子。",
            self,
        )
        words.setWordWrap(True)
        self.list = self._list()
        self.none = QLabel("还没有以前的版本。每次保存时，被替换的内容会留在这里。", self)
        self.none.setVisible(not self._kept)
        buttons = QDialogButtonBox(self)
        self.take = QPushButton("恢复(&R)", self)
        self.take.setProperty("primary", True)
        self.take.setEnabled(bool(self._kept))
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消(&C)", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        for widget in (words, self.none, self.list, buttons):
            layout.addWidget(widget)
        self.list.setFocus()

    def chosen(self) -> Kept | None:
        """Give the state at hand; None where there is none."""
        row = self.list.indexOfTopLevelItem(self.list.currentItem())
        return self._kept[row] if row >= 0 else None

    def _list(self) -> QTreeWidget:
        listed = QTreeWidget(self)
        listed.setObjectName("versions")
        listed.setAccessibleName("以前的版本")
        listed.setRootIsDecorated(False)
        listed.setHeaderLabels(["时间", "年报", "是什么", "大小"])
        for kept in self._kept:
            at = f"{kept.at:%Y-%m-%d %H:%M:%S}"
            size = f"{max(1, round(kept.size / KILO))} KB"
            item = QTreeWidgetItem([at, kept.name, kept.how, size])
            item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(1, kept.name)
            listed.addTopLevelItem(item)
        header = listed.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        first = listed.topLevelItem(0)
        if first is not None:
            listed.setCurrentItem(first)
        listed.itemActivated.connect(lambda *_: self.accept())
        return listed
