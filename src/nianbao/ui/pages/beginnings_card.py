"""Beside the cover: the files a report can start from, and the order of the steps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from nianbao.ui import theme
from nianbao.ui.labels import faint_note


class BeginningsCard(QFrame):
    """Offers the files; `starting`, `importing` and `opening` ask the window for one.

    `nothing` asks for the report of an organ that received no applications.
    """

    starting = Signal()
    importing = Signal()
    opening = Signal()
    nothing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * theme.GAP,) * 4)
        layout.setSpacing(theme.GAP)
        heading = QLabel("从现成的文件开始", self)
        heading.setProperty("group", True)
        layout.addWidget(heading)
        start = QPushButton("从上一年的年报开始…", self)
        start.setProperty("primary", True)
        start.clicked.connect(self.starting)
        take = QPushButton("导入今年的表格…", self)
        take.clicked.connect(self.importing)
        resume = QPushButton("打开上次保存的年报…", self)
        resume.clicked.connect(self.opening)
        none = QPushButton("本年没有收到申请（零报告）…", self)
        none.clicked.connect(self.nothing)
        self.tab_stops = (start, take, resume, none)
        for button, words in (
            (start, "上年结转的数字、机关名称和文字从上一年的文件来，年份自动顺延，其余留空待填。"),
            (take, "按表格里的项目名称找到三张表的数字和文字，采用前先给您过目，采用后可以撤销。"),
            (resume, "接着填以前保存的 .nianbao 文件。"),
            (none, "先看清要填什么，再把三张表的空白填 0，写好固定的几句话，可以撤销。"),
        ):
            button.setAccessibleDescription(words)
            layout.addWidget(button)
            layout.addWidget(faint_note(words, self))
        layout.addStretch()
        order = (
            "填写顺序：封面 → 六个部分 → 检查与导出。左边的列表可以随时跳转，填错了按 Ctrl+Z 撤销。"
        )
        layout.addWidget(faint_note(order, self))
