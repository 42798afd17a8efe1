"""What the window shows when it opens without a file: the ways to begin, by number or by name.

Nothing is begun before the clerk chooses; the steps at the left can be gone to at once.
"""

from collections.abc import Sequence
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
from nianbao.ui.labels import faint_note
from nianbao.ui.pages.scrolled import Scrolled
from nianbao.ui.theme.icon_label import IconLabel

CHOICES_WIDTH, RECENT_WIDTH = 560, 400
CHOICE_HEIGHT = 60
ICON = 24
PATH: Final = int(Qt.ItemDataRole.UserRole) + 1

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
        self.recent = RecentList(self)
        self.recent.taken.connect(self.resuming)
        self._none = faint_note("还没有。保存过的年报会列在这里。", self)
        self._lay_out()
        self.show_recent(recent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the first way; as its proxy it would keep Tab from leaving the page."""
        super().focusInEvent(event)
        self.choices[0].setFocus(event.reason())

    def show_recent(self, recent: Sequence[Path]) -> None:
        """List the files the clerk had open, the latest first."""
        self.recent.show_files(recent)
        self.recent.setVisible(bool(recent))
        self._none.setVisible(not recent)

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
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(_group("最近打开的年报(&R)", self, buddy=self.recent))
        side.addWidget(self.recent)
        side.addWidget(self._none)
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
        whole.addWidget(Scrolled(inside, self))


class Choice(QPushButton):
    """A way to begin: its icon, its name, under it what it does, and the key that takes it."""

    def __init__(self, number: int, sign: str, name: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"choice{number}")
        self.setAccessibleName(f"{number} {name}")
        self.setAccessibleDescription(words)
        self.setAutoDefault(True)  # Enter takes it, and not the space bar alone
        self.setMinimumHeight(CHOICE_HEIGHT)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        figure = QLabel(str(number), self)
        figure.setProperty("key", True)
        title = QLabel(name, self)
        title.setProperty("group", True)
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addWidget(title)
        both.addWidget(faint_note(words, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GAP, theme.GAP, 2 * theme.GAP, theme.GAP)
        row.setSpacing(2 * theme.GAP)
        row.addWidget(IconLabel(sign, "accent", ICON, self))
        row.addLayout(both, stretch=1)
        row.addWidget(figure, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._inside = row
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Be as large as the words need; a button knows only its own text."""
        return self._inside.sizeHint().expandedTo(QSize(0, CHOICE_HEIGHT))

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Be higher where the words need two lines."""
        return max(self._inside.heightForWidth(width), CHOICE_HEIGHT)


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


def _group(words: str, parent: QWidget, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("group", True)
    if buddy is not None:
        label.setBuddy(buddy)
    return label
