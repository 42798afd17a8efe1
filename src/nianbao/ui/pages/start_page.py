"""What the window shows when it opens without a file: the ways to begin, by number or by name.

Nothing is begun before the clerk chooses; the steps at the left can be gone to at once.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui import theme

CHOICES_WIDTH, RECENT_WIDTH = 560, 400
CHOICE_HEIGHT = 58
PATH: Final = int(Qt.ItemDataRole.UserRole) + 1

WAYS: Final = (
    (
        "starting",
        "从上一年的年报开始",
        "选上一年的 Word、Excel 或网页文件：机关名称、结转的数字和文字自动过来。",
    ),
    ("creating", "新建空白年报", "从封面开始，一步一步填写。"),
    ("opening", "打开保存的年报", "接着填以前保存的 .nianbao 文件。"),
    ("nothing", "本年没有收到申请（零报告）", "先看清要填什么，再一次填好三张表和固定的几句话。"),
    ("showing", "看一份示例年报", "虚构的“某市某局”，随意修改，不影响任何文件。"),
)
"""Each way to begin: the signal that asks for it, its name, and what it does."""


class StartPage(QWidget):
    """Offers the ways to begin; each signal asks the window for one of them.

    `recent` are the files the clerk had open, the latest first; `resuming` names one of them.
    """

    starting = Signal()
    creating = Signal()
    opening = Signal()
    nothing = Signal()
    showing = Signal()
    resuming = Signal(object)

    def __init__(self, recent: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAccessibleName("开始")
        self.choices: list[Choice] = []
        self.recent = RecentList(recent, self)
        self.recent.taken.connect(self.resuming)
        self._lay_out(some_recent=bool(recent))
        self.setFocusProxy(self.choices[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a way by its number."""
        number = event.key() - int(Qt.Key.Key_1)
        if (
            0 <= number < len(self.choices)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.choices[number].click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, *, some_recent: bool) -> None:
        ways = QVBoxLayout()
        ways.setSpacing(theme.GAP)
        ways.addWidget(_group("开始一份年报", self))
        for number, (signal, name, words) in enumerate(WAYS, 1):
            choice = Choice(number, name, words, getattr(self, signal).emit, self)
            self.choices.append(choice)
            ways.addWidget(choice)
        ways.addWidget(
            _faint("按数字键 1 至 5，或用上下键选、回车确定。随时按 F1 看填报说明。", self)
        )
        ways.addStretch()
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(_group("最近打开的年报(&R)", self, buddy=self.recent))
        if some_recent:
            side.addWidget(self.recent)
        else:
            self.recent.hide()
            side.addWidget(_faint("还没有。保存过的年报会列在这里。", self))
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)


class Choice(QPushButton):
    """A way to begin: its number, its name, and under it what it does."""

    def __init__(
        self, number: int, name: str, words: str, act: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"choice{number}")
        self.setAccessibleName(f"{number} {name}")
        self.setAccessibleDescription(words)
        self.setAutoDefault(True)  # Enter takes it, and not the space bar alone
        self.setMinimumHeight(CHOICE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(act)
        figure = QLabel(str(number), self)
        figure.setProperty("group", True)
        figure.setFixedWidth(3 * theme.GAP)
        figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(name, self)
        title.setProperty("group", True)
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addWidget(title)
        both.addWidget(_faint(words, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        row.addWidget(figure)
        row.addLayout(both, stretch=1)
        self._inside = row
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Be as large as the words need; a button knows only its own text."""
        return self._inside.sizeHint().expandedTo(QSize(0, CHOICE_HEIGHT))


class RecentList(QListWidget):
    """The files the clerk had open; `taken` names the one clicked or entered."""

    taken = Signal(object)

    def __init__(self, recent: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recentFiles")
        self.setAccessibleName("最近打开的年报")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for path in recent:
            item = QListWidgetItem(f"{path.stem}\n{path.parent}")
            item.setToolTip(str(path))
            item.setData(PATH, path)
            self.addItem(item)
        lines = max(0, self.sizeHintForRow(0)) * self.count()
        self.setFixedHeight(lines + 2 * self.frameWidth() + theme.GAP)
        # A double click is a click too: Qt's `activated` would open the file twice.
        self.itemClicked.connect(self._take)

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


def _group(words: str, parent: QWidget, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("group", True)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def _faint(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent, wordWrap=True)
    label.setProperty("faint", True)
    return label
