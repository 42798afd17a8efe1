"""The first step: whose report this is, for which year, and where it starts from."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QDate, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.composed import report_title, starter_preamble
from nianbao.core.finding import Finding
from nianbao.core.report import Change, OrganKind, Particulars, Scope, Signature
from nianbao.ui import theme
from nianbao.ui.session import Session

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


class CoverPage(QWidget):
    """Edits the particulars; `starting`, `importing` and `opening` ask the window for a file."""

    starting = Signal()
    importing = Signal()
    opening = Signal()

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
        self.preamble = QPlainTextEdit(self)
        self.preamble.setTabChangesFocus(True)
        self.preamble.setUndoRedoEnabled(False)
        self.preamble.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.signer = QLineEdit(self)
        self.date = QDateEdit(self)
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy年M月d日")
        self.date.setSpecialValueText("（未填写）")
        self.date.setMinimumDate(QDate(session.form.first_year, 1, 1))
        self._lay_out()
        self._connect()
        session.changed.connect(self._on_change)
        session.replaced.connect(self._refresh)
        self._refresh()
        self.setFocusProxy(self.organ)

    def show_finding(self, _finding: Finding) -> None:
        """Go to the first field."""
        self.organ.setFocus()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.GAP)
        layout.addWidget(self._fields(), stretch=3)
        layout.addWidget(self._beginnings(), stretch=1)

    def _fields(self) -> QWidget:
        card = QFrame(self)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(2 * theme.GAP,) * 4)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.GAP)
        form.setVerticalSpacing(2 * theme.GAP)
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
            form.addRow(words, field)
        signing = QHBoxLayout()
        signing.addWidget(self.date, stretch=1)
        today = QPushButton("今天", card)
        today.clicked.connect(self._sign_today)
        signing.addWidget(today)
        label = QLabel("落款日期(&D)", card)
        label.setBuddy(self.date)
        form.addRow(label, signing)
        self.preamble.setFixedHeight(PREAMBLE_HEIGHT)
        for box in (self.kind, self.year, self.scope, self.date):
            box.setMinimumHeight(self.organ.sizeHint().height())
        return card

    def _beginnings(self) -> QWidget:
        card = QFrame(self)
        card.setProperty("card", True)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(*(2 * theme.GAP,) * 4)
        layout.setSpacing(theme.GAP)
        heading = QLabel("从现成的文件开始", card)
        heading.setProperty("group", True)
        layout.addWidget(heading)
        start = QPushButton("从上一年的年报开始…", card)
        start.setProperty("primary", True)
        start.clicked.connect(self.starting)
        take = QPushButton("导入今年的表格…", card)
        take.clicked.connect(self.importing)
        resume = QPushButton("打开上次保存的年报…", card)
        resume.clicked.connect(self.opening)
        for button, words in (
            (start, "上年结转的数字、机关名称和文字从上一年的文件来，年份自动顺延，其余留空待填。"),
            (take, "按表格里的项目名称找到三张表的数字和文字，采用前先给您过目，采用后可以撤销。"),
            (resume, "接着填以前保存的 .nianbao 文件。"),
        ):
            layout.addWidget(button)
            note = QLabel(words, card, wordWrap=True)
            note.setProperty("faint", True)
            layout.addWidget(note)
        layout.addStretch()
        steps = QLabel(
            "填写顺序：封面 → 六个部分 → 检查与导出。"
            "左边的列表可以随时跳转，填错了按 Ctrl+Z 撤销。",
            card,
            wordWrap=True,
        )
        steps.setProperty("faint", True)
        layout.addWidget(steps)
        return card

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
        return replace(told, preamble=self.preamble.toPlainText())

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
        if self.preamble.toPlainText() != told.preamble:
            self.preamble.setPlainText(told.preamble)
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
