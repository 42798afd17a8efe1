"""One step of the wizard: a narrative section of headed paragraphs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.finding import Finding, Part, TextPlace
from nianbao.core.form import CellId, Section
from nianbao.core.report import Change, Passage
from nianbao.core.stale import unchanged_share
from nianbao.core.starters import PLACEHOLDER, Starter
from nianbao.ui import theme
from nianbao.ui.finding_bar import FindingBar
from nianbao.ui.pages.beside import Beside
from nianbao.ui.pages.fee_card import FeeCard
from nianbao.ui.pages.fee_words import FEE_SECTION
from nianbao.ui.pages.last_year import Rest, legend
from nianbao.ui.pages.length_words import length_words, limit_of
from nianbao.ui.pages.passage_card import PassageCard
from nianbao.ui.pages.reordering import Reordering
from nianbao.ui.pages.section_text import SectionText
from nianbao.ui.remedies import add_remedies
from nianbao.ui.session import Session
from nianbao.ui.tab_order import order_tabs
from nianbao.ui.text.editor import TextEditor
from nianbao.ui.text.marking import spoken_in
from nianbao.ui.theme.icons import icon

CARET_MARGIN = 60
"""Pixels kept free above and below the line that is gone to."""

SHOW, HIDE = "显示上年文字(&Y)", "隐藏上年文字(&Y)"
NO_LAST_YEAR = "没有上一年的年报可以对照。从上一年的年报开始填写，这里就能看到上一年的文字。"


class TextPage(QWidget):
    """Shows one narrative section; passages can be added, renamed, moved and removed.

    `explaining` asks the window for the reason of a finding, `to_cells` to show its cells;
    `linking` to choose a number of the tables for the text.
    """

    explaining = Signal(object)
    to_cells = Signal(object)
    linking = Signal()

    def __init__(self, section: Section, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self._session = session
        self._text = SectionText(section, session)
        self._cards: list[PassageCard] = []
        self._last: TextEditor | None = None
        self._limit = limit_of(session.book, section.id)
        self.finding_bar = FindingBar(section.id, session, self)
        self.fees = FeeCard(session, self) if section.id == FEE_SECTION else None
        self.last_year = QPushButton(self)
        self.last_year.setCheckable(True)
        self._legend = QLabel(self)
        self._legend.setProperty("faint", True)
        self._rest = Rest(self)
        self._area = QScrollArea(self)
        self._count = QLabel(self)
        self._count.setToolTip("含小标题，不计空白")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        self._lay_out()
        self._beside = Beside(self._text, session, lambda: self._cards, self._rest)
        self._reordering = Reordering(self._area, lambda: self._cards)
        self._connect()
        self._refresh()
        self._show_last_year()

    @property
    def cards(self) -> Sequence[PassageCard]:
        """The passages as they stand on the page."""
        return self._cards

    def show_finding(self, finding: Finding) -> None:
        """Go to the characters a finding speaks of and select them."""
        self.finding_bar.show_finding(finding)
        card = self._card_of(finding)
        if card is not None:
            card.show_finding(finding)
            self._reveal_caret()

    def show_place(self, place: TextPlace, *, focus: bool) -> None:
        """Select the characters at a place, with the focus there or where it is."""
        if not self._cards:
            return
        card = self._cards[min(place.passage, len(self._cards) - 1)]
        card.select_place(place)
        field = card.heading if place.part is Part.HEADING else card.body
        if focus:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place.part is Part.BODY:
            self._enter(card.body)
        self._reveal(field)

    def insert_link(self, cell: CellId) -> None:
        """Put a linked number where the clerk was writing."""
        editor = self._last or (self._cards[0].body if self._cards else None)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.insert_link(cell)

    def add_passage(self) -> None:
        """Put an empty passage at the end and go there."""
        self._text.add()
        self._cards[-1].heading.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the text the clerk wrote in last, or to the first."""
        super().focusInEvent(event)
        first = self._cards[0].body if self._cards else self._add
        (self._last or first).setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was found while the page was out of sight."""
        super().showEvent(event)
        self._mark()

    def _lay_out(self) -> None:
        guidance = QLabel(self._section.guidance, self, wordWrap=True)
        guidance.setProperty("faint", True)
        head = QHBoxLayout()
        head.addWidget(guidance, stretch=1)
        head.addWidget(self.last_year, alignment=Qt.AlignmentFlag.AlignTop)
        self._add = QPushButton(icon("add"), "添加一部分", self)
        self._add.clicked.connect(self.add_passage)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch()
        foot.addWidget(self._count)
        desk = QWidget(self)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addLayout(self._list)
        column.addWidget(self._rest)
        column.addLayout(foot)
        column.addStretch()
        area = self._area
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(desk)
        desk.setAutoFillBackground(False)  # or it is painted twice when the page is shown
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        if self.fees is not None:
            layout.addWidget(self.fees)
            self.fees.writing.connect(self._text.write_fees)
        layout.addWidget(self._legend)
        layout.addWidget(area, stretch=1)
        layout.addWidget(self.finding_bar)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._on_change)
        session.replaced.connect(self._refresh)
        session.replaced.connect(self._show_last_year)
        session.checked.connect(self._mark)
        self.finding_bar.explaining.connect(self.explaining)
        self.finding_bar.to_cells.connect(self.to_cells)
        self.last_year.toggled.connect(self._show_last_year)
        self._reordering.moved.connect(self._move)

    def _on_change(self, change: Change) -> None:
        if self._section.id in change.text:
            self._refresh()
        if change.particulars is not None:
            self._show_last_year()

    def _refresh(self) -> None:
        """Show what the report holds, touching only the cards that differ."""
        passages = self._text.passages
        while len(self._cards) > len(passages):
            gone = self._cards.pop()
            self._last = None if self._last is gone.body else self._last
            gone.deleteLater()
        for at in range(len(self._cards), len(passages)):
            self._cards.append(self._new_card(at, passages[at]))
        for at, (card, passage) in enumerate(zip(self._cards, passages, strict=True)):
            card.show_passage(passage)
            card.show_starters(self._text.starters(at))
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go down the page, whenever its cards were made."""
        stops: list[QWidget] = [self.last_year]
        if self.fees is not None:
            stops += self.fees.tab_stops
        for card in self._cards:
            stops += card.tab_stops
        order_tabs(*stops, self._rest.words, self._add, *self.finding_bar.remedies.tab_stops)

    def _mark(self) -> None:
        """Mark what findings speak of and what is last year's; say how much of it there is.

        A page out of sight does so when it is shown.
        """
        if not self.isVisible():
            return
        pieces = [p for p in self._session.stale if p.section == self._section.id]
        spoken = spoken_in(self._session, self._section.id)
        for at, card in enumerate(self._cards):
            stale = [piece for piece in pieces if piece.passage == at]
            body, heading = (spoken.get((at, part), ()) for part in (Part.BODY, Part.HEADING))
            card.show_marks(body, heading, stale)
        self._tell_length()

    def _tell_length(self) -> None:
        report = self._session.report
        held = report.text.get(self._section.id, ())
        words = (card.heading.text() + card.body.printed for card in self._cards if held)
        count = sum(len("".join(each.split())) for each in words)
        share = unchanged_share(held, report, self._session.book.recall)
        same = f"　与上一年相同 {share:.0%}（波浪线标出）" if share else ""
        self._count.setText(length_words(count, self._limit) + same)
        long = self._limit is not None and count > self._limit
        theme.set_tone(self._count, "warn_ink" if long else "faint")

    def _show_last_year(self) -> None:
        """Show last year's text beside this year's if that is wanted and there is one."""
        previous = self._session.particulars.previous
        there = previous is not None
        self.last_year.setEnabled(there)
        self.last_year.setText(HIDE if there and self.last_year.isChecked() else SHOW)
        self.last_year.setToolTip("" if there else NO_LAST_YEAR)
        self._legend.setVisible(there and self.last_year.isChecked())
        self._legend.setText(legend(previous) if previous is not None else "")
        self._beside.show(self.last_year.isChecked())

    def _new_card(self, at: int, passage: Passage) -> PassageCard:
        card = PassageCard(passage, self._session, self)
        card.edited.connect(lambda passage, run: self._text.edit(at, passage, run))
        card.moved.connect(lambda way: self._move(at, at + way))
        card.removed.connect(lambda: self._text.remove(at))
        card.started.connect(lambda starter: self._start(at, starter))
        card.heading.menu_asked.connect(self._add_remedies)
        card.body.let_stand.connect(self._text.let_stand)
        card.body.entered.connect(lambda: self._enter(card.body))
        card.body.linking.connect(self.linking)
        card.body.menu_asked.connect(self._add_remedies)
        self._reordering.follow(card.grip, card)
        self._list.addWidget(card)
        return card

    def _move(self, at: int, to: int) -> None:
        """Move a passage; the caret goes with it."""
        field = QApplication.focusWidget()
        begin = self._cards[at]
        in_heading = field is begin.heading
        place = begin.heading.cursorPosition() if in_heading else begin.body.textCursor().position()
        if not self._text.move(at, to):
            return
        card = self._cards[to]
        if in_heading:
            card.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            card.heading.setCursorPosition(place)
        else:
            card.body.setFocus(Qt.FocusReason.OtherFocusReason)
            card.body.select(place, place)
        self._reveal(card)

    def _start(self, at: int, starter: Starter) -> None:
        """Write a starter text, and select the first place to be filled."""
        self._text.start(at, starter)
        body = self._cards[at].body
        body.setFocus(Qt.FocusReason.OtherFocusReason)
        first = PLACEHOLDER.search(body.stored)
        if first is not None:
            body.select_place(TextPlace(self._section.id, at, Part.BODY, *first.span()))

    def _enter(self, editor: TextEditor) -> None:
        if self._last is not None and self._last is not editor:
            # Only one selection at a time, as in one long text.
            self._last.select(*(self._last.textCursor().position(),) * 2)
        self._last = editor

    def _card_of(self, finding: Finding) -> PassageCard | None:
        """Find the passage a finding speaks of; the first where it names none."""
        if finding.place is not None and finding.place.passage < len(self._cards):
            return self._cards[finding.place.passage]
        sentence = finding.sentence
        holding = (card for card in self._cards if sentence and sentence in card.body.printed)
        return next(holding, self._cards[0] if self._cards else None)

    def _reveal_caret(self) -> None:
        if self._last is not None and self._last.hasFocus():
            self._reveal(self._last)

    def _reveal(self, field: QWidget) -> None:
        """Scroll to the caret of a text, or to another widget of a card.

        Once more after the next look at the events: a page just built has its sizes only then.
        """
        self._scroll_to(field)
        QTimer.singleShot(0, field, lambda: self._scroll_to(field))

    def _scroll_to(self, field: QWidget) -> None:
        if isinstance(field, TextEditor):
            caret = field.mapTo(self._area.widget(), field.cursorRect().center())
            self._area.ensureVisible(caret.x(), caret.y(), 0, CARET_MARGIN)
        else:
            self._area.ensureWidgetVisible(field, 0, CARET_MARGIN // 2)

    def _add_remedies(self, menu: QMenu, finding: Finding | None) -> None:
        """Offer at a marked place what can be done about it."""
        if finding is not None:
            add_remedies(menu, self._session, finding, self.explaining.emit)
            if finding.cells:
                menu.addAction("转到表格", lambda: self.to_cells.emit(finding))
            menu.addSeparator()
