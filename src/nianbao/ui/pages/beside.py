"""Keeps last year's text beside the passages of a section, in the pauses of typing."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, QTimer

from nianbao.core.differences import counterparts
from nianbao.core.report import Change, Passage, PreviousReport
from nianbao.ui.pages.last_year import Rest, as_printed
from nianbao.ui.pages.passage_card import PassageCard
from nianbao.ui.pages.section_text import SectionText
from nianbao.ui.session import Session

PAUSE_MS: Final = 250
"""Texts are compared when nobody has typed for this long, one passage at a time."""


class Beside(QObject):
    """Compares each passage with last year's while it is wanted, never during a key press."""

    def __init__(
        self,
        text: SectionText,
        session: Session,
        cards: Callable[[], Sequence[PassageCard]],
        rest: Rest,
    ) -> None:
        super().__init__(rest)
        self._text = text
        self._session = session
        self._cards = cards
        self._rest = rest
        self._wanted = False
        self._waiting: list[int] = []
        self._pairs: tuple[int | None, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.compare)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._compare_one)
        session.changed.connect(self._on_change)
        session.replaced.connect(self._pause.start)

    @property
    def previous(self) -> PreviousReport | None:
        """Last year's report, if there is one to compare with."""
        return self._session.particulars.previous

    def show(self, wanted: bool) -> None:  # noqa: FBT001  Qt's toggled
        """Show last year's texts, or put them away."""
        self._wanted = wanted
        self.compare()

    def compare(self) -> None:
        """Look at every passage again, beginning with the first."""
        self._pause.stop()
        previous = self.previous
        there = self._wanted and previous is not None
        for card in self._cards():
            card.last_year.setVisible(there)
        if previous is None or not self._wanted:
            self._rest.hide()
            self._waiting = []
            return
        before = self._before(previous)
        self._pairs = counterparts(self._text.passages, before)
        left = [old for at, old in enumerate(before) if at not in self._pairs]
        self._rest.show_passages(left, previous)
        self._waiting = list(range(len(self._cards())))
        self._next.start()

    def _before(self, previous: PreviousReport) -> tuple[Passage, ...]:
        return previous.text.get(self._text.section.id, ())

    def _compare_one(self) -> None:
        """Compare one passage; the window answers to keys before the next."""
        previous, cards = self.previous, self._cards()
        if not self._waiting or previous is None:
            return
        at = self._waiting.pop(0)
        if at < min(len(cards), len(self._pairs)):
            pair = self._pairs[at]
            card = cards[at]
            if pair is None:
                card.last_year.show_difference("", None, card.body.printed)
            else:
                old = self._before(previous)[pair]
                now = card.heading.text()
                heading = "" if old.heading == now else old.heading
                printed = as_printed(old, previous)
                card.last_year.show_difference(heading, printed, card.body.printed)
        self._next.start()

    def _on_change(self, change: Change) -> None:
        links = chain.from_iterable(card.body.cells for card in self._cards())
        if self._wanted and (change.touches_words or change.cells.keys() & set(links)):
            self._pause.start()
