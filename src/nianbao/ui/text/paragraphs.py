"""The text of a passage: always as high as its words need, typed in runs that undo takes back."""

import itertools
from math import ceil
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from nianbao.ui.session import Session
from nianbao.ui.text.editor import TextEditor

PAUSE_MS: Final = 1500
"""After a pause this long, further typing is an undo step of its own."""

FEWEST_LINES: Final = 3


class Paragraphs(TextEditor):
    """Edits the paragraphs of a passage.

    `run` names the typing at hand, which undo takes back at once. Another one begins after a
    pause, with a new paragraph, and where the caret was put elsewhere.
    """

    _runs = itertools.count()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.run = next(self._runs)
        self._caret = (0, 0)
        self._lines = 1
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.begin_run)
        self.apart.connect(self.begin_run)
        self.textChanged.connect(self._on_typed)
        self.cursorPositionChanged.connect(self._on_caret)
        self.setPlaceholderText("在这里写正文，回车另起一段")
        self.setAccessibleName("正文")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def begin_run(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        self.run = next(self._runs)

    def go_on(self) -> None:
        """Put the end of the run off until the next pause."""
        self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the text ends the run."""
        super().focusOutEvent(event)
        self.begin_run()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _on_typed(self) -> None:
        """Begin a run with each new paragraph; pages hear of the same change after this."""
        if self.blockCount() != self._lines:
            self._lines = self.blockCount()
            self.begin_run()

    def _on_caret(self) -> None:
        """Begin a run where the caret went elsewhere without a change of the text."""
        place, revision = self.textCursor().position(), self.document().revision()
        if place != self._caret[0] and revision == self._caret[1]:
            self.begin_run()
        self._caret = (place, revision)

    def _fit(self) -> None:
        """Be as high as the text, so that the page scrolls and not each passage.

        Measured line by line: signs from another font make a line higher than the rest.
        """
        height, block = 0.0, self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        fewest = FEWEST_LINES * self.fontMetrics().lineSpacing()
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 8
        self.setFixedHeight(max(fewest, ceil(height)) + frame)
