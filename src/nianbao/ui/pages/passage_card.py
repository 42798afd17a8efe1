"""One headed part of a narrative section: its heading, its paragraphs, and its place."""

import itertools
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.report import Passage
from nianbao.ui import theme
from nianbao.ui.pages.stale_marks import StaleMarks

PAUSE_MS: Final = 1500
"""After a pause this long, further typing is an undo step of its own."""

FEWEST_LINES: Final = 3


class Paragraphs(QPlainTextEdit):
    """The text of a passage. Undo belongs to the whole report, so the keys are passed on.

    `let_stand` tells which of last year's sentences the clerk has looked at and keeps.
    """

    let_stand = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks = StaleMarks(self.document())
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return False
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to let an untouched sentence of last year stand."""
        menu = self.createStandardContextMenu()
        words = self._untouched_at(self.cursorForPosition(event.pos()).position())
        if words:
            menu.addSeparator()
            menu.addAction("这一句属实，保留上一年的写法", lambda: self.let_stand.emit(words))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _untouched_at(self, place: int) -> str:
        found = self.marks.sentence_at(place)
        return self.toPlainText()[slice(*found)] if found else ""

    def _fit(self) -> None:
        """Be as high as the text, so that the page scrolls and not each passage."""
        lines = max(FEWEST_LINES, int(self.document().size().height()))
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 8
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame)


class PassageCard(QFrame):
    """Edits one passage.

    `edited` tells the new passage and the run of typing it belongs to; `moved` (-1 up, 1 down)
    and `removed` what the clerk wants done with it.
    """

    edited = Signal(object, object)
    moved = Signal(int)
    removed = Signal()

    _runs = itertools.count()

    def __init__(self, passage: Passage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.heading = QLineEdit(passage.heading, self)
        self.heading.setPlaceholderText("小标题，例如“（一）主动公开情况”；不要小标题就留空")
        self.heading.setAccessibleName("小标题")
        self.body = Paragraphs(self)
        self.body.setPlainText(passage.body)
        self.body.setPlaceholderText("在这里写正文，回车另起一段")
        self.body.setAccessibleName("正文")
        self._run = next(self._runs)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._new_run)
        self.heading.textEdited.connect(self._on_edited)
        self.body.textChanged.connect(self._on_edited)
        self._showing = passage
        self._lay_out()

    @property
    def passage(self) -> Passage:
        """What the card holds now."""
        return Passage(self.heading.text(), self.body.toPlainText())

    def show_passage(self, passage: Passage) -> None:
        """Show another text, keeping the caret near where it was; silent, for undo and import."""
        if passage == self.passage:
            self._showing = passage
            return
        self._showing = passage
        if self.heading.text() != passage.heading:
            self.heading.setText(passage.heading)
        if self.body.toPlainText() != passage.body:
            at = self.body.textCursor().position()
            self.body.setPlainText(passage.body)
            cursor = self.body.textCursor()
            cursor.setPosition(min(at, len(passage.body)))
            self.body.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the text."""
        super().focusInEvent(event)
        self.body.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, stretch=1)
        for words, name, act in (
            ("↑", "上移", lambda: self.moved.emit(-1)),
            ("↓", "下移", lambda: self.moved.emit(1)),
            ("删除", "删除这一部分", self.removed.emit),
        ):
            button = QToolButton(self)
            button.setText(words)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(act)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GAP // 2)
        layout.addLayout(top)
        layout.addWidget(self.body)

    def _new_run(self) -> None:
        self._run = next(self._runs)

    def _on_edited(self) -> None:
        """Tell what was typed; a composing input method changes nothing yet."""
        passage = self.passage
        if passage != self._showing:
            self._showing = passage
            self.edited.emit(passage, self._run)
            self._pause.start()
