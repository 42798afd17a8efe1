"""One headed part of a narrative section: its heading, its paragraphs, and its place."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.finding import Finding, Part, TextPlace
from nianbao.core.report import Passage
from nianbao.core.stale import Stale
from nianbao.core.starters import Starter
from nianbao.ui import theme
from nianbao.ui.pages.last_year import LastYear
from nianbao.ui.pages.reordering import Grip
from nianbao.ui.session import Session
from nianbao.ui.text.heading_line import HeadingLine
from nianbao.ui.text.lines import place_in_line, select_in_line
from nianbao.ui.text.marking import marks_of
from nianbao.ui.text.paragraphs import Paragraphs
from nianbao.ui.theme.icons import icon

BESIDE: Final = (3, 2)
"""How this year's text and last year's share the width."""

INSERT: Final = "插入参考写法"


class PassageCard(QFrame):
    """Edits one passage.

    `edited` tells the new passage and the run of typing it belongs to; `moved` (-1 up, 1 down)
    and `removed` what the clerk wants done with it; `started` the text to start it from.
    """

    edited = Signal(object, object)
    moved = Signal(int)
    removed = Signal()
    started = Signal(object)

    def __init__(self, passage: Passage, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.grip = Grip(self)
        self.heading = HeadingLine(passage.heading, self)
        self.body = Paragraphs(session, self)
        self.body.show_text(passage.body)
        self.last_year = LastYear(self)
        self.last_year.hide()
        self.start = self._button("write", INSERT, self.open_starters)
        self.start.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tools = (
            self._button("up", "上移", lambda: self.moved.emit(-1)),
            self._button("down", "下移", lambda: self.moved.emit(1)),
            self._button("delete", "删除这一部分", self.removed.emit),
        )
        self.heading.textEdited.connect(self._on_edited)
        self.heading.editingFinished.connect(self.body.begin_run)
        self.body.textChanged.connect(self._on_edited)
        self._starters: Sequence[Starter] = ()
        self._showing = passage
        self._marked: object = None
        self._lay_out()
        self._name_body()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops: the words first, then what can be done with the whole passage."""
        return (self.heading, self.start, self.body, self.last_year, *self._tools)

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
        self._name_body()

    def show_marks(
        self, spoken_of: Sequence[Finding], in_heading: Sequence[Finding], stale: Sequence[Stale]
    ) -> None:
        """Mark what findings speak of, and what is still last year's; quick where all is as was."""
        reasons = self._session.report.justifications
        asked = (self._showing.body, spoken_of, in_heading, stale, reasons)
        if asked != self._marked:
            self._marked = asked
            body = self._showing.body
            self.body.show_marks(marks_of(self._session, body, spoken_of, stale))
            self.heading.show_marks(in_heading)

    def show_starters(self, starters: Sequence[Starter]) -> None:
        """Offer these texts to start from; without any the offer is out of sight."""
        self._starters = starters
        self.start.setVisible(bool(starters))
        self.start.setText(INSERT if len(starters) == 1 else f"{INSERT} ▾")

    def starters_menu(self) -> QMenu:
        """Make the menu of the texts to start from."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for starter in self._starters:
            action = menu.addAction(starter.name, lambda it=starter: self.started.emit(it))
            action.setToolTip(starter.words)
        return menu

    def open_starters(self) -> None:
        """Start from the only text there is, or let the clerk choose one."""
        if len(self._starters) == 1:
            self.started.emit(self._starters[0])
            return
        menu = self.starters_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.start.mapToGlobal(QPoint(0, self.start.height())))

    def show_finding(self, finding: Finding) -> None:
        """Go to the characters a finding speaks of and select them."""
        place = finding.place
        if place is not None and place.part is Part.HEADING:
            select_in_line(self.heading, place)
        else:
            self.body.select_finding(finding)
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def select_place(self, place: TextPlace) -> None:
        """Select the characters at a place; the focus stays where it is."""
        if place.part is Part.HEADING:
            place_in_line(self.heading, place)
        else:
            self.body.select_place(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the text."""
        super().focusInEvent(event)
        self.body.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the passage with Alt and an arrow, wherever in it the caret is."""
        ways: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(event.key())
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if way is not None and keys == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(way)
        else:
            super().keyPressEvent(event)

    def _button(self, sign: str, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(sign))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.grip)
        top.addWidget(self.heading, stretch=1)
        top.addWidget(self.start)
        for tool in self._tools:
            top.addWidget(tool)
        texts = QHBoxLayout()
        texts.setSpacing(theme.GAP)
        texts.addWidget(self.body, BESIDE[0], Qt.AlignmentFlag.AlignTop)
        texts.addWidget(self.last_year, BESIDE[1], Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP // 2, theme.GAP, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GAP // 2)
        layout.addLayout(top)
        layout.addLayout(texts)

    def _name_body(self) -> None:
        """Name the text after its heading, for those who hear the page."""
        self.body.setAccessibleName(f"{self.heading.text()}正文")

    def _on_edited(self) -> None:
        """Tell what was typed; a composing input method changes nothing yet."""
        passage = self.passage
        if passage != self._showing:
            self._showing = passage
            self._name_body()
            self.edited.emit(passage, self.body.run)
            self.body.go_on()
