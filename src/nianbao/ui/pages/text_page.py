"""One step of the wizard: a narrative section of headed paragraphs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.finding import Finding
from nianbao.core.form import Section
from nianbao.core.report import Change, Passage
from nianbao.core.stale import unchanged_share
from nianbao.ui import theme
from nianbao.ui.pages.passage_card import PassageCard
from nianbao.ui.session import Session


class TextPage(QWidget):
    """Shows one narrative section; passages can be added, renamed, moved and removed."""

    def __init__(self, section: Section, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self._session = session
        self._cards: list[PassageCard] = []
        self._count = QLabel(self)
        self._count.setProperty("faint", True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        self._lay_out()
        session.changed.connect(self._on_change)
        session.replaced.connect(self._refresh)
        self._refresh()

    @property
    def cards(self) -> Sequence[PassageCard]:
        """The passages as they stand on the page."""
        return self._cards

    def show_finding(self, _finding: Finding) -> None:
        """Go to the first passage."""
        if self._cards:
            self._cards[0].body.setFocus()

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
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(guidance)
        layout.addWidget(area, stretch=1)

    def _passages(self) -> tuple[Passage, ...]:
        """Give what the report holds, or the official headings where it holds nothing yet."""
        held = self._session.report.text.get(self._section.id, ())
        return held or tuple(Passage(heading, "") for heading in self._section.headings)

    def _put(self, passages: Sequence[Passage], words: str, run: object = None) -> None:
        change = Change(text={self._section.id: tuple(passages)})
        self._session.do(change, f"{words}（{self._section.short}）", run)

    def _on_change(self, change: Change) -> None:
        if self._section.id in change.text:
            self._refresh()
        elif change.touches_words:
            self._mark()

    def _refresh(self) -> None:
        """Show what the report holds, touching only the cards that differ."""
        passages = self._passages()
        while len(self._cards) > len(passages):
            self._cards.pop().deleteLater()
        for at in range(len(self._cards), len(passages)):
            self._cards.append(self._new_card(at, passages[at]))
        for card, passage in zip(self._cards, passages, strict=True):
            card.show_passage(passage)
        self._mark()

    def _mark(self) -> None:
        """Mark what is still last year's, and say how much of the section is."""
        report = self._session.report
        passages = self._passages()
        pieces = [p for p in self._session.stale if p.section == self._section.id]
        for at, card in enumerate(self._cards):
            card.body.marks.show_pieces([piece for piece in pieces if piece.passage == at])
        characters = sum(len("".join(p.body.split())) for p in passages)
        share = unchanged_share(passages, report)
        same = f"　与上一年相同 {share:.0%}（波浪线标出）" if share else ""
        self._count.setText(f"正文 {characters} 字{same}")

    def _new_card(self, at: int, passage: Passage) -> PassageCard:
        card = PassageCard(passage, self)
        card.edited.connect(lambda passage, run: self._edit(at, passage, run))
        card.moved.connect(lambda way: self._move(at, way))
        card.removed.connect(lambda: self._remove(at))
        card.body.let_stand.connect(self._let_stand)
        self._list.addWidget(card)
        return card

    def _edit(self, at: int, passage: Passage, run: object) -> None:
        passages = list(self._passages())
        passages[at] = passage
        self._put(passages, "修改文字", (self._section.id, at, run))

    def _let_stand(self, sentence: str) -> None:
        settled = self._session.report.settled | {sentence}
        self._session.do(Change(settled=settled), "保留上一年的一句")

    def _move(self, at: int, way: int) -> None:
        passages = list(self._passages())
        if 0 <= at + way < len(passages):
            passages[at], passages[at + way] = passages[at + way], passages[at]
            self._put(passages, "移动一部分")

    def _remove(self, at: int) -> None:
        passages = list(self._passages())
        del passages[at]
        self._put(passages, "删除一部分")
