"""What can be done about one finding: each correction in words with its button, or a reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from nianbao.core.finding import Finding, Severity
from nianbao.core.gate import reason_for
from nianbao.ui import theme
from nianbao.ui.proposals import numbers_proposal, words_proposal
from nianbao.ui.session import Session

NO_PROPOSAL = "没有唯一的改法，请对照原始台账核对。"


class Remedies(QWidget):
    """Shows the proposals for a finding and does what is chosen.

    Where the text is not in sight, the sentence is shown too, and a way to it.

    `explaining` asks the window for a reason; `to_words` and `to_cells` to show where it is.
    """

    explaining = Signal(object)
    to_words = Signal(object)
    to_cells = Signal(object)

    def __init__(self, session: Session, parent: QWidget, *, text_in_sight: bool) -> None:
        super().__init__(parent)
        self._session = session
        self._text_in_sight = text_in_sight
        self._finding: Finding | None = None
        self.proposal = QLabel(self, wordWrap=True)
        self.proposal.setProperty("faint", True)
        self.go = self._button("转到这一处(&4)", self.to_words.emit)
        self.cells = self._button("转到表格(&5)", self.to_cells.emit)
        self.fix = self._button("改数字(&1)", session.take_fix)
        self.reword = self._button("改文字(&2)", session.take_rewording)
        self.explain = self._button("说明理由(&3)…", self.explaining.emit)
        self._lay_out()
        self.show_finding(None)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The buttons, as they stand from left to right."""
        return self.fix, self.reword, self.explain, self.go, self.cells

    def show_finding(self, finding: Finding | None) -> None:
        """Offer what can be done about a finding; None for nothing."""
        self._finding = finding
        report = self._session.report
        there = finding is not None
        numbers = numbers_proposal(self._session, finding) if finding else ""
        words = words_proposal(self._session, finding) if finding else ""
        cells_only = finding is not None and finding.place is None and bool(finding.cells)
        self.go.setVisible(there and not cells_only and not self._text_in_sight)
        self.cells.setVisible(finding is not None and bool(finding.cells))
        self.fix.setVisible(bool(numbers))
        self.reword.setVisible(bool(words))
        explainable = finding is not None and finding.severity is not Severity.MUST_FIX
        self.explain.setVisible(explainable)
        reason = reason_for(finding, report) if finding else ""
        self.explain.setText("修改理由(&3)…" if reason else "说明理由(&3)…")
        self.fix.setToolTip(numbers)
        self.reword.setToolTip(words)
        lines = [line for line in (numbers, words) if line]
        lines = lines or ([NO_PROPOSAL] if there else [])
        if finding is not None and finding.sentence and not self._text_in_sight:
            lines.insert(0, f"原句：{finding.sentence}")
        self.proposal.setText("\n".join(lines))

    def _button(self, words: str, act: Callable[[Finding], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda: self._do(act))
        return button

    def _do(self, act: Callable[[Finding], object]) -> None:
        if self._finding is not None:
            act(self._finding)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.proposal, stretch=1)
        for button in self.tab_stops:
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)


def add_remedies(
    menu: QMenu, session: Session, finding: Finding, explain: Callable[[Finding], object]
) -> None:
    """Put what can be done about a finding into a context menu."""
    if words := words_proposal(session, finding):
        menu.addAction(words, lambda: session.take_rewording(finding))
    if words := numbers_proposal(session, finding):
        menu.addAction(words, lambda: session.take_fix(finding))
    if finding.severity is not Severity.MUST_FIX:
        menu.addAction("说明理由…", lambda: explain(finding))
