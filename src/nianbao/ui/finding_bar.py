"""What the finding at hand says, and what can be done about it, beneath the page that shows it."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from nianbao.core.finding import Finding
from nianbao.ui import theme
from nianbao.ui.findings import EXPLAINED_TONE, TONES, words_of
from nianbao.ui.remedies import Remedies
from nianbao.ui.session import Session


class FindingBar(QFrame):
    """Shows the finding the clerk looks at, if it is about this section; hidden without one."""

    def __init__(self, section: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._section = section
        self._session = session
        self._shown: Finding | None = None
        self.words = QLabel(self, wordWrap=True)
        self.remedies = Remedies(session, self, text_in_sight=True)
        self.explaining = self.remedies.explaining
        self.to_cells = self.remedies.to_cells
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GAP // 2)
        layout.addWidget(self.words)
        layout.addWidget(self.remedies)
        session.pointed.connect(self.show_finding)
        session.checked.connect(self._on_checked)
        self.show_finding(session.pointed_at)

    def show_finding(self, finding: Finding | None) -> None:
        """Say what is the matter and what can be done."""
        here = finding is not None and finding.section == self._section
        self._shown = finding if here else None
        self.setVisible(here)
        if finding is not None and here:
            waiting = self._session.is_open(finding)
            tone = TONES[finding.severity] if waiting else EXPLAINED_TONE
            self.words.setText(words_of(finding, self._session))
            theme.set_tone(self.words, tone)
            theme.set_tone(self, tone)
            self.remedies.show_finding(finding)

    def _on_checked(self) -> None:
        """Follow the finding as it changes, or goes."""
        if self._shown is not None:
            self.show_finding(self._session.pointed_at)
