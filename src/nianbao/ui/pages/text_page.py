"""One step of the wizard: a narrative section of headed paragraphs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.finding import Finding, Part
from nianbao.core.form import CellId, Section
from nianbao.core.report import Change, Passage
from nianbao.core.stale import unchanged_share
from nianbao.ui import theme
from nianbao.ui.finding_bar import FindingBar
from nianbao.ui.pages.fee_card import FeeCard
from nianbao.ui.pages.fee_words import FEE_SECTION, with_fee_sentence
from nianbao.ui.pages.passage_card import PassageCard
from nianbao.ui.remedies import add_remedies
from nianbao.ui.session import Session
from nianbao.ui.text.editor import TextEditor
from nianbao.ui.text.marking import spoken_in

CARET_MARGIN = 60
"""Pixels kept free above and below the line that is gone to."""


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
        self._cards: list[PassageCard] = []
        self._last: TextEditor | None = None
        self.finding_bar = FindingBar(section.id, session, self)
        self.fees = FeeCard(session, self) if section.id == FEE_SECTION else None
        self._area = QScrollArea(self)
        self._count = QLabel(self)
        self._count.setProperty("faint", True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        self._lay_out()
        session.changed.connect(self._on_change)
        session.replaced.connect(self._refresh)
        session.checked.connect(self._mark)
        self.finding_bar.explaining.connect(self.explaining)
        self.finding_bar.to_cells.connect(self.to_cells)
        self._refresh()

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
            self._show_caret()
            # A page that was just built has its sizes only after the next look at the events.
            QTimer.singleShot(0, self, self._show_caret)

    def insert_link(self, cell: CellId) -> None:
        """Put a linked number where the clerk was writing."""
        editor = self._last or (self._cards[0].body if self._cards else None)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.insert_link(cell)

    def add_passage(self) -> None:
        """Put an empty passage at the end and go there."""
        self._put((*self._passages(), Passage("", "")), "添加一部分")
        self._cards[-1].heading.setFocus()

    def _lay_out(self) -> None:
        guidance = QLabel(self._section.guidance, self, wordWrap=True)
        guidance.setProperty("faint", True)
        add = QPushButton("＋ 添加一部分", self)
        add.clicked.connect(self.add_passage)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch()
        foot.addWidget(self._count)
        desk = QWidget(self)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addLayout(self._list)
        column.addLayout(foot)
        column.addStretch()
        area = self._area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(guidance)
        if self.fees is not None:
            layout.addWidget(self.fees)
            self.fees.writing.connect(self._write_fees)
        layout.addWidget(area, stretch=1)
        layout.addWidget(self.finding_bar)

    def _passages(self) -> tuple[Passage, ...]:
        """Give what the report holds, or the official headings where it holds nothing yet."""
        held = self._session.report.text.get(self._section.id, ())
        return held or tuple(Passage(heading, "") for heading in self._section.headings)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was found while the page was out of sight."""
        super().showEvent(event)
        self._mark()

    def _put(self, passages: Sequence[Passage], words: str, run: object = None) -> None:
        change = Change(text={self._section.id: tuple(passages)})
        self._session.do(change, f"{words}（{self._section.short}）", run)

    def _on_change(self, change: Change) -> None:
        if self._section.id in change.text:
            self._refresh()

    def _refresh(self) -> None:
        """Show what the report holds, touching only the cards that differ."""
        passages = self._passages()
        while len(self._cards) > len(passages):
            gone = self._cards.pop()
            self._last = None if self._last is gone.body else self._last
            gone.deleteLater()
        for at in range(len(self._cards), len(passages)):
            self._cards.append(self._new_card(at, passages[at]))
        for card, passage in zip(self._cards, passages, strict=True):
            card.show_passage(passage)

    def _mark(self) -> None:
        """Mark what findings speak of and what is last year's; say how much of it there is.

        A page out of sight does so when it is shown.
        """
        if not self.isVisible():
            return
        report = self._session.report
        passages = self._passages()
        pieces = [p for p in self._session.stale if p.section == self._section.id]
        spoken = spoken_in(self._session, self._section.id)
        for at, card in enumerate(self._cards):
            stale = [piece for piece in pieces if piece.passage == at]
            body, heading = (spoken.get((at, part), ()) for part in (Part.BODY, Part.HEADING))
            card.show_marks(body, heading, stale)
        characters = sum(len("".join(card.body.printed.split())) for card in self._cards)
        share = unchanged_share(passages, report)
        same = f"　与上一年相同 {share:.0%}（波浪线标出）" if share else ""
        self._count.setText(f"正文 {characters} 字{same}")

    def _new_card(self, at: int, passage: Passage) -> PassageCard:
        card = PassageCard(passage, self._session, self)
        card.edited.connect(lambda passage, run: self._edit(at, passage, run))
        card.moved.connect(lambda way: self._move(at, way))
        card.removed.connect(lambda: self._remove(at))
        card.body.let_stand.connect(self._let_stand)
        card.body.entered.connect(lambda: self._enter(card.body))
        card.body.linking.connect(self.linking)
        card.body.menu_asked.connect(self._add_remedies)
        self._list.addWidget(card)
        return card

    def _edit(self, at: int, passage: Passage, run: object) -> None:
        passages = list(self._passages())
        passages[at] = passage
        self._put(passages, "修改文字", (self._section.id, at, run))

    def _let_stand(self, sentence: str) -> None:
        settled = self._session.report.settled | {sentence}
        self._session.do(Change(settled=settled), "保留上一年的一句")

    def _write_fees(self, sentence: str) -> None:
        """Put the sentence about the fee into the text."""
        self._put(with_fee_sentence(self._passages(), sentence), "写入收费情况")

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

    def _show_caret(self) -> None:
        """Scroll so that the line with the caret is seen."""
        body = self._last
        if body is not None and body.hasFocus():
            caret = body.mapTo(self._area.widget(), body.cursorRect().center())
            self._area.ensureVisible(caret.x(), caret.y(), 0, CARET_MARGIN)

    def _add_remedies(self, menu: QMenu, finding: Finding | None) -> None:
        """Offer at a marked place what can be done about it."""
        if finding is not None:
            add_remedies(menu, self._session, finding, self.explaining.emit)
            if finding.cells:
                menu.addAction("转到表格", lambda: self.to_cells.emit(finding))
            menu.addSeparator()

    def _move(self, at: int, way: int) -> None:
        passages = list(self._passages())
        if 0 <= at + way < len(passages):
            passages[at], passages[at + way] = passages[at + way], passages[at]
            self._put(passages, "移动一部分")

    def _remove(self, at: int) -> None:
        passages = list(self._passages())
        del passages[at]
        self._put(passages, "删除一部分")
