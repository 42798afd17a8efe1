"""What the window shows when it opens without a file: the ways to begin, by number or by name.

Nothing is begun before the clerk chooses; the steps at the left can be gone to at once.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui import theme
from nianbao.ui.labels import faint_note
from nianbao.ui.pages.choice import Choice
from nianbao.ui.pages.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent  # 3 ms before the first picture

    from nianbao.ui.pages.recent_list import RecentList

CHOICES_WIDTH, RECENT_WIDTH = 560, 400

WAYS: Final = (
    (
        "starting",
        "last-year",
        "从上一年的年报开始",
        "选上一年的 Word、Excel 或网页文件：机关名称、结转的数字和文字自动过来。",
    ),
    ("creating", "new", "新建空白年报", "从封面开始，一步一步填写。"),
    ("opening", "open", "打开保存的年报", "接着填以前保存的 .nianbao 文件。"),
    (
        "nothing",
        "zero",
        "本年没有收到申请（零报告）",
        "先看清要填什么，再一次填好三张表和固定的几句话。",
    ),
    ("showing", "report", "看一份示例年报", "虚构的“某市某局”，随意修改，不影响任何文件。"),
)
"""Each way to begin: the signal that asks for it, its icon, its name, and what it does."""


class StartPage(QWidget):
    """Offers the ways to begin; each signal asks the window for one of them.

    `recent` are the files the clerk had open, the latest first, or None while nobody has looked;
    `resuming` names one of them.
    """

    starting = Signal()
    creating = Signal()
    opening = Signal()
    nothing = Signal()
    showing = Signal()
    resuming = Signal(object)

    recent: "RecentList"

    def __init__(self, recent: Sequence[Path] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAccessibleName("开始")
        self.choices: list[Choice] = []
        self._heading = _group("最近打开的年报(&R)", self)
        self.none = faint_note("还没有。保存过的年报会列在这里。", self)
        self.none.hide()
        self._lay_out()
        if recent is not None:
            self.show_recent(recent)

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Hand the focus to the first way; as its proxy it would keep Tab from leaving the page."""
        super().focusInEvent(event)
        self.choices[0].setFocus(event.reason())

    def show_recent(self, recent: Sequence[Path]) -> None:
        """List the files the clerk had open, the latest first."""
        if not hasattr(self, "recent"):
            self._add_list()
            self._let_scroll(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.recent.show_files(recent)
        self.recent.setVisible(bool(recent))
        self.none.setVisible(not recent)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Take a way by its number."""
        number = event.key() - int(Qt.Key.Key_1)
        if (
            0 <= number < len(self.choices)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.choices[number].click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        ways = QVBoxLayout()
        ways.setSpacing(theme.GAP)
        ways.addWidget(_group("开始一份年报", self))
        for number, (signal, sign, name, words) in enumerate(WAYS, 1):
            choice = Choice(number, sign, name, words, self)
            choice.clicked.connect(getattr(self, signal))
            self.choices.append(choice)
            ways.addWidget(choice)
        ways.addWidget(
            faint_note("按数字键 1 至 5，或用上下键选、回车确定。随时按 F1 看填报说明。", self)
        )
        ways.addStretch()
        side = self._side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(self._heading)
        side.addWidget(self.none)
        side.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(4 * theme.GAP, 4 * theme.GAP, 4 * theme.GAP, 2 * theme.GAP)
        row.setSpacing(5 * theme.GAP)
        for column, width in ((ways, CHOICES_WIDTH), (side, RECENT_WIDTH)):
            holder = QWidget(self)
            column.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(column)
            holder.setMaximumWidth(width)
            row.addWidget(holder, stretch=width)
        row.addStretch(1)
        card = QFrame(self)
        card.setProperty("card", True)
        card.setLayout(row)
        inside = QVBoxLayout()
        inside.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scrolled = Scrolled(inside, self)
        self._let_scroll(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # one picture without: 5 ms
        whole.addWidget(self._scrolled)

    def _let_scroll(self, policy: Qt.ScrollBarPolicy) -> None:
        self._scrolled.setHorizontalScrollBarPolicy(policy)
        self._scrolled.setVerticalScrollBarPolicy(policy)

    def _add_list(self) -> None:
        from nianbao.ui.pages.recent_list import RecentList  # noqa: PLC0415  2 ms, not needed first

        self.recent = RecentList(self)
        self.recent.taken.connect(self.resuming)
        self._heading.setBuddy(self.recent)
        self._side.insertWidget(1, self.recent)
        self.setTabOrder(self.choices[-1], self.recent)


def _group(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("group", True)
    return label
