"""The last step: everything that still has to be dealt with, and the way out to Word."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nianbao.core.finding import Finding, Severity
from nianbao.ui import theme
from nianbao.ui.findings import FindingsView
from nianbao.ui.flow import Flow
from nianbao.ui.remedies import Remedies
from nianbao.ui.session import Session
from nianbao.ui.tab_order import order_tabs
from nianbao.ui.theme.icon_label import IconLabel
from nianbao.ui.theme.signs import SIGNS

ICON = 22


class CheckPage(QWidget):
    """Lists all findings with what can be done about each, and opens the way to export.

    `jumped` and `to_cells` ask the window to show what a finding speaks of; `explaining` to
    ask for a reason; `word`, `draft`, `excel`, `review` and `whole` (the set to hand in) to
    export, `preview` to show the pages.
    """

    jumped = Signal(object)
    to_cells = Signal(object)
    explaining = Signal(object)
    word = Signal()
    draft = Signal()
    excel = Signal()
    review = Signal()
    whole = Signal()
    preview = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkPage")
        self._session = session
        self.list = FindingsView(session, "allFindings", self)
        self.verdict = QLabel(self, wordWrap=True)
        self.verdict.setProperty("group", True)
        self._sign = IconLabel("done", "done_ink", ICON, self)
        self.remedies = Remedies(session, self, text_in_sight=False)
        self.to_word = self._button("导出 Word 文档…", self.word.emit)
        self.to_word.setProperty("primary", True)
        self.to_draft = self._button("导出草稿…", self.draft.emit)
        self.to_excel = self._button("导出 Excel…", self.excel.emit)
        self.to_preview = self._button("预览", self.preview.emit)
        self.to_preview.setToolTip("F7")
        self.to_whole = self._button("全套材料…", self.whole.emit)
        self.to_whole.setToolTip("Word、PDF、Excel、网页、核对说明和校验清单，写在一个文件夹里")
        self.to_review = self._button("导出核对说明…", self.review.emit)
        self._lay_out()
        self.list.chosen.connect(session.point_at)
        self.list.opened.connect(self.jumped)
        self.list.current_changed.connect(self._show_choices)
        self.remedies.to_words.connect(self.jumped)
        self.remedies.to_cells.connect(self.to_cells)
        self.remedies.explaining.connect(self.explaining)
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
        head = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self.verdict, stretch=1)
        layout.addLayout(head)
        layout.addWidget(self.list, stretch=1)
        layout.addWidget(self.remedies)
        card = QFrame(self)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setSpacing(theme.GAP)
        words = QLabel(
            "Word 文档用于上报和公开；草稿带水印；核对说明给审核的人看，不公开。",
            card,
            wordWrap=True,
        )
        words.setProperty("faint", True)
        column.addWidget(words)
        ways_out = (
            self.to_word,
            self.to_draft,
            self.to_preview,
            self.to_whole,
            self.to_excel,
            self.to_review,
        )
        ways = Flow()
        for button in ways_out:
            ways.addWidget(button)
        column.addLayout(ways)
        layout.addWidget(card)
        order_tabs(self.list, *self.remedies.tab_stops, *ways_out)

    def _refresh(self) -> None:
        """Say whether the official document can be made."""
        obstacles = self._session.obstacles()
        self.to_word.setEnabled(not obstacles)
        self.to_whole.setEnabled(not obstacles)
        self.verdict.setText(_verdict(self._session.findings, obstacles))
        grave = any(f.severity is Severity.MUST_FIX for f in obstacles)
        sign = SIGNS["✕" if grave else "!" if obstacles else "✓"]
        self._sign.show_icon(sign.icon, sign.tone)
        if self.list.current() is None and self.list.listed.rowCount():
            self.list.setCurrentIndex(self.list.listed.index(0))
        self._show_choices()

    def _show_choices(self) -> None:
        """Offer what can be done about the current finding."""
        self.remedies.show_finding(self.list.current())


def _verdict(findings: Sequence[Finding], obstacles: Sequence[Finding]) -> str:
    """Put into words whether the official document can be made, and what is in its way."""
    must = sum(f.severity is Severity.MUST_FIX for f in obstacles)
    if obstacles:
        parts = [f"{must} 处必须改正"] if must else []
        if len(obstacles) > must:
            parts.append(f"{len(obstacles) - must} 处要改正或说明理由")
        return "还不能导出正式的 Word 文档：" + "，".join(parts) + "。"
    hints = sum(f.severity is Severity.HINT for f in findings)
    also = f"另有 {hints} 处提示，导出前看一看更稳妥。" if hints else ""
    return f"没有要处理的问题，可以导出正式的 Word 文档。{also}"
