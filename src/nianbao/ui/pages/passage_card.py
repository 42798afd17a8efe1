"""One headed part of a narrative section: its heading, its paragraphs, and its place."""

import itertools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.finding import Finding, Part
from nianbao.core.report import Passage
from nianbao.core.stale import Stale
from nianbao.ui import theme
from nianbao.ui.session import Session
from nianbao.ui.text.editor import TextEditor
from nianbao.ui.text.lines import mark_line, select_in_line
from nianbao.ui.text.marking import marks_of

PAUSE_MS: Final = 1500
"""After a pause this long, further typing is an undo step of its own."""

FEWEST_LINES: Final = 3


class Paragraphs(TextEditor):
    """The text of a passage, always as high as its words need."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

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

    def __init__(self, passage: Passage, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.heading = QLineEdit(passage.heading, self)
        self.heading.setPlaceholderText("小标题，例如“（一）主动公开情况”；不要小标题就留空")
        self.heading.setAccessibleName("小标题")
        self.body = Paragraphs(session, self)
        self.body.show_text(passage.body)
        self.body.setPlaceholderText("在这里写正文，回车另起一段")
        self.body.setAccessibleName("正文")
        self._run = next(self._runs)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._new_run)
        self.heading.textEdited.connect(self._on_edited)
        self.body.textChanged.connect(self._on_edited)
        self.body.apart.connect(self._new_run)
        self._showing = passage
        self._marked: object = None
        self._lay_out()

    @property
    def passage(self) -> Passage:
        """What the card holds now."""
        return Passage(self.heading.text(), self.body.stored)

    def show_passage(self, passage: Passage) -> None:
        """Show another text, the caret where it is other than before; silent."""
        self._showing = passage
        if self.heading.text() != passage.heading:
            self.heading.setText(passage.heading)
        self.body.show_text(passage.body)

    def show_marks(
        self, spoken_of: Sequence[Finding], in_heading: Sequence[Finding], stale: Sequence[Stale]
    ) -> None:
        """Mark what findings speak of, and what is still last year's; quick where all is as was."""
        reasons = self._session.report.justifications
        asked = (self._showing.body, spoken_of, in_heading, stale, reasons)
        if asked != self._marked:
            self._marked = asked
            body = self._showing.body
            self.body.marks.show_marks(marks_of(self._session, body, spoken_of, stale))
            self.body.viewport().update()
            mark_line(self.heading, in_heading)

    def show_finding(self, finding: Finding) -> None:
        """Go to the characters a finding speaks of and select them."""
        place = finding.place
        if place is not None and place.part is Part.HEADING:
            select_in_line(self.heading, place)
        else:
            self.body.select_finding(finding)
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)

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
