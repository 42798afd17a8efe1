"""The passages of one narrative section, and what a clerk does with them: each one undo step."""

from collections.abc import Sequence

from nianbao.core.form import Section
from nianbao.core.report import Change, Passage
from nianbao.core.starters import Starter, fitting
from nianbao.ui.pages.fee_words import with_fee_sentence
from nianbao.ui.session import Session


class SectionText:
    """Changes the passages of one section. What is not there yet are the official headings."""

    def __init__(self, section: Section, session: Session) -> None:
        self.section = section
        self._session = session

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What the report holds, or the official headings where it holds nothing yet."""
        held = self._session.report.text.get(self.section.id, ())
        return held or tuple(Passage(heading, "") for heading in self.section.headings)

    def edit(self, at: int, passage: Passage, run: object) -> None:
        """Take over what was typed; what belongs to the same run is one step."""
        self._put(self._with(at, passage), "修改文字", (self.section.id, at, run))

    def add(self) -> None:
        """Put an empty passage at the end."""
        self._put((*self.passages, Passage("", "")), "添加一部分")

    def remove(self, at: int) -> None:
        """Take a passage out."""
        passages = self.passages
        self._put((*passages[:at], *passages[at + 1 :]), "删除一部分")

    def move(self, at: int, to: int) -> bool:
        """Put a passage where another one stands; tell whether that could be done."""
        passages = list(self.passages)
        if to == at or not 0 <= to < len(passages):
            return False
        passages.insert(to, passages.pop(at))
        self._put(passages, "移动一部分")
        return True

    def starters(self, at: int) -> tuple[Starter, ...]:
        """Give the texts a passage can be started from; none once something is written there."""
        passage = self.passages[at]
        if passage.body.strip():
            return ()
        return fitting(self._session.book.starters, self.section.id, passage.heading)

    def start(self, at: int, starter: Starter) -> None:
        """Write a starter text into an empty passage."""
        words = starter.written(self._session.particulars.year)
        self._put(self._with(at, Passage(self.passages[at].heading, words)), "插入参考写法")

    def write_fees(self, sentence: str) -> None:
        """Put the sentence about the fee into the text."""
        self._put(with_fee_sentence(self.passages, sentence), "写入收费情况")

    def let_stand(self, sentence: str) -> None:
        """Keep a sentence of last year as it is."""
        settled = self._session.report.settled | {sentence}
        self._session.do(Change(settled=settled), "保留上一年的一句")

    def _with(self, at: int, passage: Passage) -> tuple[Passage, ...]:
        passages = self.passages
        return (*passages[:at], passage, *passages[at + 1 :])

    def _put(self, passages: Sequence[Passage], words: str, run: object = None) -> None:
        change = Change(text={self.section.id: tuple(passages)})
        self._session.do(change, f"{words}（{self.section.short}）", run)
