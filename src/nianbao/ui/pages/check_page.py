"""The last step: everything that still has to be dealt with, and the way out to Word."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId
from nianbao.core.gate import reason_for
from nianbao.core.numbers import write_number
from nianbao.ui import theme
from nianbao.ui.findings import FindingsView
from nianbao.ui.session import Session


class CheckPage(QWidget):
    """Lists all findings with what can be done about each, and opens the way to export.

    `jumped` asks the window to show a finding's cells; `explaining` to ask for a reason;
    `word`, `draft` and `excel` to export.
    """

    jumped = Signal(object)
    explaining = Signal(object)
    word = Signal()
    draft = Signal()
    excel = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkPage")
        self._session = session
        self.list = FindingsView(session, "allFindings", self)
        self.list.chosen.connect(self._on_chosen)
        self.verdict = QLabel(self, wordWrap=True)
        self.verdict.setProperty("group", True)
        self.proposal = QLabel(self, wordWrap=True)
        self.proposal.setProperty("faint", True)
        self.go = self._button("转到这一格", self._jump)
        self.fix = self._button("按建议改正", self._take_fix)
        self.explain = self._button("说明理由…", self._explain)
        self.to_word = self._button("导出 Word 文档…", self.word.emit)
        self.to_word.setProperty("primary", True)
        self.to_draft = self._button("导出草稿…", self.draft.emit)
        self.to_excel = self._button("导出 Excel…", self.excel.emit)
        self._lay_out()
        session.checked.connect(self._refresh)
        self._refresh()
        self.setFocusProxy(self.list)

    def show_finding(self, finding: Finding) -> None:
        """Choose a finding in the list."""
        self._session.point_at(finding)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.verdict)
        layout.addWidget(self.list, stretch=1)
        layout.addWidget(self.proposal)
        row = QHBoxLayout()
        for button in (self.go, self.fix, self.explain):
            row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        card = QFrame(self)
        card.setProperty("card", True)
        out = QHBoxLayout(card)
        words = QLabel("Word 文档是上报和公开用的正式格式。草稿随时可以导出，带“草稿”水印。", card)
        words.setProperty("faint", True)
        out.addWidget(words, stretch=1)
        for button in (self.to_excel, self.to_draft, self.to_word):
            out.addWidget(button)
        layout.addWidget(card)

    def _refresh(self) -> None:
        """Say whether the official document can be made."""
        obstacles = self._session.obstacles()
        self.to_word.setEnabled(not obstacles)
        must = sum(f.severity is Severity.MUST_FIX for f in obstacles)
        if obstacles:
            parts = [f"{must} 处必须改正"] if must else []
            parts += (
                [f"{len(obstacles) - must} 处要改正或说明理由"] if len(obstacles) > must else []
            )
            self.verdict.setText("还不能导出正式的 Word 文档：" + "，".join(parts) + "。")
        else:
            self.verdict.setText("✓ 没有要处理的问题，可以导出正式的 Word 文档。")
        if self.list.current() is None and self.list.listed.rowCount():
            self.list.setCurrentIndex(self.list.listed.index(0))
        self._show_choices()

    def _on_chosen(self, finding: Finding) -> None:
        self._session.point_at(finding)
        self._show_choices()

    def _show_choices(self) -> None:
        """Offer what can be done about the current finding."""
        finding = self.list.current()
        self.go.setEnabled(finding is not None)
        self.fix.setEnabled(finding is not None and bool(finding.fix))
        self.explain.setEnabled(finding is not None and finding.severity is not Severity.MUST_FIX)
        reason = reason_for(finding, self._session.report) if finding else ""
        self.explain.setText("修改理由…" if reason else "说明理由…")
        self.proposal.setText(self._proposal(finding))

    def _proposal(self, finding: Finding | None) -> str:
        """Put the proposed fix into words."""
        if finding is None:
            return ""
        if not finding.fix:
            return "没有唯一的改法，请对照原始台账逐格核对。"
        if len(finding.fix) == 1:
            ((cell, value),) = finding.fix.items()
            old = write_number(self._session.report.entry(cell)) or "空白"
            return f"建议：把{self._name(cell)}由“{old}”改为“{write_number(value)}”。"
        return f"建议：把空白的 {len(finding.fix)} 格填上 0，其中的总计由程序算出。"

    def _name(self, cell: CellId) -> str:
        field = self._session.form.fields[cell]
        return f"{self._session.form.table(field.table).name}{field.name}"

    def _jump(self) -> None:
        if (finding := self.list.current()) is not None:
            self.jumped.emit(finding)

    def _take_fix(self) -> None:
        if (finding := self.list.current()) is not None:
            self._session.take_fix(finding)

    def _explain(self) -> None:
        if (finding := self.list.current()) is not None:
            self.explaining.emit(finding)
