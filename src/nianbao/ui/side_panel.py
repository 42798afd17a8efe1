"""The left column: the steps, and under them what is to be dealt with."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nianbao.ui import theme
from nianbao.ui.findings import FindingFilter, FindingsView
from nianbao.ui.sections import SectionList
from nianbao.ui.session import Session


class SidePanel(QWidget):
    """Steps and findings of the report at hand; the findings are hidden before it is begun."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps = SectionList(session, self)
        self.findings = FindingsView(session, "findings", self)
        self.filter = FindingFilter(session, self.findings, self)
        self._label = QLabel("要处理的问题（F8 下一处）", self)
        self._label.setProperty("group", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.steps)
        column.addWidget(self._label)
        column.addWidget(self.filter)
        column.addWidget(self.findings, stretch=1)
        column.addStretch()  # keeps the steps at the top while the findings are hidden

    def set_begun(self, begun: bool) -> None:  # noqa: FBT001  a state, not a choice
        """Show or hide what belongs to a report at hand; without one no step is current."""
        for widget in (self._label, self.filter, self.findings):
            widget.setVisible(begun)
        if not begun:
            self.steps.setCurrentIndex(QModelIndex())
