"""The preview of a zero report: what would be filled in, in words; each part can be left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.zero_report import ZeroPart
from nianbao.ui import theme
from nianbao.ui.labels import faint_note

DIALOG_WIDTH = 620
MOST_HEIGHT = 380
DENIED = "本年没有收到申请，也没有复议诉讼、没有收费的，可以一次填好。勾掉不合本机关情况的。"
TABLES_TOO = "表二也会填 0：有许可、处罚、收费或者规范性文件的，请勾掉表二，另外填写。"


class ZeroReportDialog(QDialog):
    """Says in words what would be filled; each part can be left out."""

    def __init__(self, parts: Sequence[ZeroPart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("零报告")
        self.boxes = {part.id: QCheckBox(part.title, self) for part in parts}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * theme.GAP,) * 4)
        layout.setSpacing(2 * theme.GAP)
        heading = QLabel("本年没有收到申请（零报告）：将要填写的内容", self)
        heading.setProperty("group", True)
        layout.addWidget(heading)
        layout.addWidget(faint_note(DENIED + TABLES_TOO, self))
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.GAP // 2)
        for part in parts:
            self._add(part, column, inner)
        column.addStretch()
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout.addWidget(area, stretch=1)
        layout.addWidget(faint_note("只填空白，采用后是一步，可以撤销。", self))
        layout.addLayout(self._buttons())
        # As high as all the words need, up to what a small screen has.
        needed = column.heightForWidth(DIALOG_WIDTH - 6 * theme.GAP)
        area.setFixedHeight(min(needed + theme.GAP, MOST_HEIGHT))
        self.resize(DIALOG_WIDTH, layout.heightForWidth(DIALOG_WIDTH))

    def chosen(self) -> frozenset[str]:
        """Give the ids of the parts that are to be filled."""
        return frozenset(name for name, box in self.boxes.items() if box.isChecked())

    def _add(self, part: ZeroPart, column: QVBoxLayout, parent: QWidget) -> None:
        box = self.boxes[part.id]
        box.setEnabled(part.proposed)
        box.setChecked(part.proposed)
        box.setAccessibleDescription(f"{part.words}{part.objection}")
        column.addWidget(box)
        column.addWidget(_indented(part.words, parent, "faint"))
        if part.objection:
            warning = _indented(f"! {part.objection}", parent, "warning")
            column.addWidget(warning)
        column.addSpacing(theme.GAP)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        take = QPushButton("填写(&T)", self)
        take.setProperty("primary", True)
        take.setDefault(True)
        take.clicked.connect(self.accept)
        leave = QPushButton("取消(&C)", self)
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        row.addWidget(take)
        return row


def _indented(words: str, parent: QWidget, kind: str) -> QLabel:
    note = QLabel(words, parent, wordWrap=True)
    note.setProperty(kind, True)
    note.setContentsMargins(3 * theme.GAP, 0, 0, 0)
    if kind == "warning":
        theme.set_tone(note, "warn_ink")
    return note
