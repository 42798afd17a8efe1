"""The first step: whose report this is, for which year, and where it starts from."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QDate, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.composed import report_title, starter_preamble
from nianbao.core.finding import COVER, Finding, Part
from nianbao.core.report import Change, OrganKind, Particulars, Scope, Signature
from nianbao.ui import theme
from nianbao.ui.finding_bar import FindingBar
from nianbao.ui.labels import faint_note
from nianbao.ui.pages.beginnings_card import BeginningsCard
from nianbao.ui.pages.date_field import DateField
from nianbao.ui.pages.scrolled import Scrolled
from nianbao.ui.session import Session
from nianbao.ui.tab_order import order_tabs
from nianbao.ui.text.editor import TextEditor
from nianbao.ui.text.lines import mark_line, select_in_line
from nianbao.ui.text.marking import marks_of, spoken_in

PREAMBLE_HEIGHT = 100

Edit: TypeAlias = Callable[[Particulars], Particulars]

ORGAN_KINDS = {
    None: "（未选择）",
    OrganKind.DEPARTMENT: "政府部门",
    OrganKind.TOWNSHIP: "乡镇人民政府、街道办事处",
    OrganKind.COUNTY: "县级人民政府",
    OrganKind.CITY: "设区的市、自治州人民政府",
    OrganKind.PROVINCE: "省级人民政府",
    OrganKind.MINISTRY: "国务院部门",
}
SCOPES = {
    Scope.ORGAN: "本机关：只统计本机关的数字",
    Scope.GOVERNMENT: "本级政府汇总：统计本级政府所有机关的数字",
}


KIND_NOTE = (
    "有几条检查要看机关类型：谁可以填规章、政府的年报还要写哪些内容、最迟哪天公布。"
    "不选，这几条就不检查。"
)


class CoverPage(QWidget):
    """Edits the particulars, beside the ways to start from a file (`beginnings`).

    `explaining` asks the window for the reason of a finding, `to_cells` to show its cells.
    """

    explaining = Signal(object)
    to_cells = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverPage")
        self._session = session
        self._showing = False
        self.organ = QLineEdit(self)
        self.kind = _combo(list(ORGAN_KINDS.values()), self)
        self.year = QSpinBox(self, minimum=session.form.first_year, maximum=2099)
        self.scope = _combo(list(SCOPES.values()), self)
        self.title = QLineEdit(self)
        self.preamble = TextEditor(session, self)
        self.signer = QLineEdit(self)
        self.date = DateField(QDate(session.form.first_year, 1, 1), self)
        self.beginnings = BeginningsCard(self)
        self._lay_out()
        self._connect()
        session.changed.connect(self._on_change)
        session.replaced.connect(self._refresh)
        session.checked.connect(self._mark)
        self._refresh()
        self._mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the first field; as its proxy it would keep Tab from leaving."""
        super().focusInEvent(event)
        self.organ.setFocus(event.reason())

    def show_finding(self, finding: Finding) -> None:
        """Go to what a finding speaks of: title, lead, or the field it is about."""
        place = finding.place
        if place is not None and place.part is Part.TITLE:
            select_in_line(self.title, place)
        elif place is not None or (finding.sentence and finding.sentence in self.preamble.printed):
            self.preamble.select_finding(finding)
            self.preamble.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._field_of(finding).setFocus(Qt.FocusReason.OtherFocusReason)

    def _field_of(self, finding: Finding) -> QWidget:
        """Find the field that a finding names in its words; the first where it names none."""
        named = (
            ("落款日期", self.date),
            ("落款", self.signer),
            ("导语", self.preamble),
            ("标题", self.title),
            ("年份", self.year),
            ("机关类型", self.kind),
            ("统计范围", self.scope),
        )
        return next((field for words, field in named if words in finding.message), self.organ)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GAP)
        row.addWidget(self._fields(), stretch=3)
        row.addWidget(self.beginnings, stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(row, self), stretch=1)
        bar = FindingBar(COVER, self._session, self)
        bar.explaining.connect(self.explaining)
        bar.to_cells.connect(self.to_cells)
        layout.addWidget(bar)
        fields = (self.organ, self.kind, self.year, self.scope, self.title, self.preamble)
        signing = (self.signer, self.date, self._today)
        order_tabs(*fields, *signing, *self.beginnings.tab_stops, *bar.remedies.tab_stops)

    def _fields(self) -> QWidget:
        card = QFrame(self)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(2 * theme.GAP,) * 4)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.GAP)
        form.setVerticalSpacing(theme.GAP + theme.GAP // 2)
        column.addLayout(form)
        column.addStretch()
        self.organ.setPlaceholderText("机关全称，与印章一致")
        self.signer.setPlaceholderText("一般与机关全称相同")
        for words, field in (
            ("机关名称(&O)", self.organ),
            ("机关类型(&K)", self.kind),
            ("报告年度(&Y)", self.year),
            ("统计范围(&R)", self.scope),
            ("报告标题(&T)", self.title),
            ("开头一段(&P)", self.preamble),
            ("落款机关(&S)", self.signer),
        ):
            label = QLabel(words, card)
            field.setAccessibleName(words.partition("(")[0])
            form.addRow(
                label, self._with_note(self.kind, KIND_NOTE) if field is self.kind else field
            )
            label.setBuddy(field)  # adding the row has made it the whole right side's
        signing = QHBoxLayout()
        signing.addWidget(self.date, stretch=1)
        self._today = QPushButton("今天", card)
        self._today.setAccessibleDescription("把落款日期填成今天")
        self._today.clicked.connect(self._sign_today)
        signing.addWidget(self._today)
        label = QLabel("落款日期(&D)", card)
        label.setBuddy(self.date)
        self.date.setAccessibleName("落款日期")
        form.addRow(label, signing)
        self.preamble.setFixedHeight(PREAMBLE_HEIGHT)
        for box in (self.kind, self.year, self.scope, self.date):
            box.setMinimumHeight(self.organ.sizeHint().height())
        return card

    def _with_note(self, field: QWidget, words: str) -> QWidget:
        """Put a note right under a field."""
        both = QWidget(self)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(field)
        column.addWidget(faint_note(words, both))
        return both

    def _connect(self) -> None:
        """Turn each edit into a change; typing in one field without leaving it is one step."""
        edits: tuple[tuple[SignalInstance, str, Edit], ...] = (
            (self.organ.textEdited, "机关名称", self._with_organ),
            (self.kind.activated, "机关类型", self._with_kind),
            (self.year.valueChanged, "报告年度", self._with_year),
            (self.scope.activated, "统计范围", self._with_scope),
            (self.title.textEdited, "报告标题", self._with_title),
            (self.preamble.textChanged, "开头一段", self._with_preamble),
            (self.signer.textEdited, "落款机关", self._with_signature),
            (self.date.dateChanged, "落款日期", self._with_signature),
        )
        for edited, words, edit in edits:
            edited.connect(partial(self._put, words, edit))

    def _put(self, words: str, edit: Edit, *_value: object) -> None:
        before = self._session.particulars
        after = before if self._showing else edit(before)
        if after != before:
            self._session.do(Change(particulars=after), f"填写{words}", ("cover", words))

    def _with_organ(self, told: Particulars) -> Particulars:
        """Change the organ; the signature goes with it while it is the same."""
        organ = self.organ.text().strip()
        same = told.signature.organ in ("", told.organ)
        signature = replace(told.signature, organ=organ) if same else told.signature
        return replace(told, organ=organ, signature=signature)

    def _with_kind(self, told: Particulars) -> Particulars:
        return replace(told, organ_kind=list(ORGAN_KINDS)[self.kind.currentIndex()])

    def _with_year(self, told: Particulars) -> Particulars:
        """Change the year; the lead goes with it while it is the form's own."""
        after = replace(told, year=self.year.value())
        own = told.preamble != starter_preamble(self._session.form, told)
        if own:
            return after
        return replace(after, preamble=starter_preamble(self._session.form, after))

    def _with_scope(self, told: Particulars) -> Particulars:
        return replace(told, scope=list(SCOPES)[self.scope.currentIndex()])

    def _with_title(self, told: Particulars) -> Particulars:
        return replace(told, title=self.title.text().strip())

    def _with_preamble(self, told: Particulars) -> Particulars:
        return replace(told, preamble=self.preamble.stored)

    def _with_signature(self, told: Particulars) -> Particulars:
        chosen = self.date.date()
        unset = chosen == self.date.minimumDate()
        date = None if unset else dt.date(chosen.year(), chosen.month(), chosen.day())
        return replace(told, signature=Signature(self.signer.text().strip(), date))

    def _sign_today(self) -> None:
        self.date.setDate(QDate.currentDate())

    def _on_change(self, change: Change) -> None:
        if change.particulars is not None:
            self._refresh()

    def _mark(self) -> None:
        """Mark what findings speak of."""
        session = self._session
        spoken = spoken_in(session, COVER)
        title, lead = (spoken.get((0, part), ()) for part in (Part.TITLE, Part.PREAMBLE))
        mark_line(self.title, title)
        self.preamble.show_marks(marks_of(session, session.particulars.preamble, lead))

    def _refresh(self) -> None:
        """Show what the report holds, leaving alone what already shows it."""
        told = self._session.particulars
        self._showing = True
        _show(self.organ, told.organ)
        self.kind.setCurrentIndex(list(ORGAN_KINDS).index(told.organ_kind))
        if told.year is not None:
            self.year.setValue(told.year)
        self.scope.setCurrentIndex(list(SCOPES).index(told.scope))
        self.title.setPlaceholderText(report_title(self._session.form, replace(told, title="")))
        _show(self.title, told.title)
        self.preamble.show_text(told.preamble)
        _show(self.signer, told.signature.organ)
        date = told.signature.date
        unset = self.date.minimumDate()
        self.date.setDate(unset if date is None else QDate(date.year, date.month, date.day))
        self._showing = False


def _combo(words: Sequence[str], parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.addItems(list(words))
    return box


def _show(line: QLineEdit, text: str) -> None:
    """Put a text into a line, unless it only differs by the blanks being typed."""
    if line.text().strip() != text:
        line.setText(text)
