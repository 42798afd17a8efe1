"""The three figures of section six: notices of the processing fee, and what they came to."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.form import Kind
from nianbao.core.numbers import read_number, write_number
from nianbao.core.report import Change, Entry, ProcessingFee, Unread
from nianbao.ui import theme
from nianbao.ui.flow import Flow, together
from nianbao.ui.pages.fee_words import fee_sentence
from nianbao.ui.session import Session

FIELD_WIDTH = 110
WRONG_COUNT = "“{text}”不是件数，请填整数，例如 0 或 3。"
WRONG_MONEY = "“{text}”不是金额，请填以元为单位的数，例如 0 或 120.50，不要写单位。"
MISSING = "三个数都填了，就可以写入文中。没有收取也要填 0，空白不等于 0。"

Take: TypeAlias = Callable[[ProcessingFee, Entry], ProcessingFee]


class FeeLine(QLineEdit):
    """A line for one figure. What is no figure is kept in sight and stands for a blank."""

    def __init__(self, kind: Kind, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setAccessibleName(name)
        self.setFixedWidth(FIELD_WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Digits come as they are typed; full-width ones are read all the same.
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    @property
    def entry(self) -> Entry:
        """What is typed, read as a figure."""
        return read_number(self.kind, self.text())

    def show_entry(self, entry: Entry, *, anew: bool) -> None:
        """Show a figure, unless what is typed already means it."""
        typed = None if isinstance(self.entry, Unread) else self.entry
        if anew or typed != entry:
            self.setText(write_number(entry))


class FeeCard(QFrame):
    """Edits the figures; `writing` asks the page to put the sentence into the text."""

    writing = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._session = session
        self.notices = FeeLine(Kind.COUNT, "发出收费通知的件数", self)
        self.notified = FeeLine(Kind.MONEY, "通知收费的总金额（元）", self)
        self.collected = FeeLine(Kind.MONEY, "实际收取的总金额（元）", self)
        self.told = QLabel(self, wordWrap=True)
        self.write = QPushButton("把这三个数写入文中(&W)", self)
        self.write.setToolTip("写成一句话，替换文中原来写收费情况的句子，可以撤销")
        self.write.clicked.connect(self._write)
        self._lay_out()
        for line, take in (
            (self.notices, _with_notices),
            (self.notified, _with_notified),
            (self.collected, _with_collected),
        ):
            line.textEdited.connect(partial(self._on_typed, line, take))
        session.changed.connect(self._on_change)
        session.replaced.connect(partial(self._show, anew=True))
        self._show(anew=True)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from left to right."""
        return self.notices, self.notified, self.collected, self.write

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        figures = Flow()
        figures.setSpacing(2 * theme.GAP)
        heading = QLabel("信息处理费", self)
        heading.setProperty("group", True)
        heading.setMinimumHeight(self.notices.sizeHint().height())
        figures.addWidget(heading)
        for words, line, unit in (
            ("发出收费通知(&I)", self.notices, "件"),
            ("通知收费(&M)", self.notified, "元"),
            ("实际收取(&L)", self.collected, "元"),
        ):
            label = QLabel(words, self)
            label.setBuddy(line)
            figures.addWidget(together(self, label, line, QLabel(unit, self)))
        column.addLayout(figures)
        below = QHBoxLayout()
        below.addWidget(self.told, stretch=1)
        below.addWidget(self.write)
        column.addLayout(below)

    def _on_typed(self, line: FeeLine, take: Take, _text: str) -> None:
        """Keep a figure; what is none leaves a blank, and the reason is said below."""
        entry = None if isinstance(line.entry, Unread) else line.entry
        before = self._session.particulars
        fee = take(before.processing_fee or ProcessingFee(), entry)
        after = replace(before, processing_fee=None if fee == ProcessingFee() else fee)
        # Equal numbers may still be written with other decimals (120.5 and 120.50).
        if repr(fee) != repr(before.processing_fee or ProcessingFee()):
            words = f"填写{line.accessibleName()}"
            self._session.do(Change(particulars=after), words, ("fee", line.accessibleName()))
        self._tell()

    def _on_change(self, change: Change) -> None:
        if change.particulars is not None:
            self._show(anew=False)

    def _show(self, *, anew: bool) -> None:
        """Show the figures the report holds."""
        fee = self._session.particulars.processing_fee or ProcessingFee()
        self.notices.show_entry(fee.notices, anew=anew)
        self.notified.show_entry(fee.amount_notified, anew=anew)
        self.collected.show_entry(fee.amount_collected, anew=anew)
        self._tell()

    def _tell(self) -> None:
        """Say what cannot be read or is missing."""
        sentence = self._sentence()
        wrong = [
            (WRONG_COUNT if line.kind is Kind.COUNT else WRONG_MONEY).format(text=line.entry.text)
            for line in (self.notices, self.notified, self.collected)
            if isinstance(line.entry, Unread)
        ]
        self.told.setText("\n".join(wrong) or (sentence or MISSING))
        theme.set_tone(self.told, "broken_ink" if wrong else "faint")
        self.write.setEnabled(sentence is not None and not wrong)

    def _sentence(self) -> str | None:
        told = self._session.particulars
        return fee_sentence(told.processing_fee or ProcessingFee(), told.year)

    def _write(self) -> None:
        if (sentence := self._sentence()) is not None:
            self.writing.emit(sentence)


def _with_notices(fee: ProcessingFee, entry: Entry) -> ProcessingFee:
    return replace(fee, notices=entry if isinstance(entry, int) else None)


def _with_notified(fee: ProcessingFee, entry: Entry) -> ProcessingFee:
    return replace(fee, amount_notified=entry if isinstance(entry, Decimal) else None)


def _with_collected(fee: ProcessingFee, entry: Entry) -> ProcessingFee:
    return replace(fee, amount_collected=entry if isinstance(entry, Decimal) else None)
