"""The line at the bottom: how many numbers are missing, and the gravest finding in words."""

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from nianbao.core.finding import Severity
from nianbao.ui import theme
from nianbao.ui.session import Session


class StatusLine(QStatusBar):
    """Shows the state of the report; messages of the moment pass over it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._state = QLabel(self)
        self._count = QLabel(self)
        self._count.setProperty("faint", True)
        self.addWidget(self._state, stretch=1)
        self.addPermanentWidget(self._count)
        self.setSizeGripEnabled(False)
        session.checked.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        filled = len(session.report.entries)
        grave = [f for f in session.findings if f.severity is Severity.MUST_FIX]
        if grave:
            self._state.setText(f"✕ 有 {len(grave)} 处必须改正：{grave[0].message}")
        elif filled and session.obstacles():
            self._state.setText(f"! 还有 {len(session.obstacles())} 处要改正或说明理由")
        else:
            self._state.setText("✓ 三张表的数字没有矛盾" if filled else "还没有填写数字")
        sign = self._state.text()[0]
        ink = {"✕": theme.BROKEN_INK, "!": theme.WARN_INK, "✓": theme.DONE_INK}.get(
            sign, theme.FAINT
        )
        self._state.setStyleSheet(f"color: {ink.name()}")
        self._count.setText(f"已填 {filled} / {len(session.form.fields)} 格")
