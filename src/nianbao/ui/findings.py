"""The list of findings: one line of words for each, the gravest first, section by section."""

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from nianbao.core.finding import Finding, Severity
from nianbao.core.gate import reason_for
from nianbao.ui import theme
from nianbao.ui.grid.model import DISPLAY, FOREGROUND, ROOT, TOOL_TIP, Index
from nianbao.ui.list_items import WrappedLines
from nianbao.ui.session import Session

FINDING: Final = int(Qt.ItemDataRole.UserRole) + 1

SIGNS: Final = {
    Severity.MUST_FIX: "✕ 必须改",
    Severity.EXPLAIN: "! 需说明",
    Severity.HINT: "· 提示",
}
INKS: Final = {
    Severity.MUST_FIX: QBrush(theme.BROKEN_INK),
    Severity.EXPLAIN: QBrush(theme.WARN_INK),
    Severity.HINT: QBrush(theme.INK),
}
EXPLAINED_INK: Final = QBrush(theme.DONE_INK)


def words_of(finding: Finding, session: Session) -> str:
    """Say what is found, where, how grave it is, and the reason given for it."""
    reason = reason_for(finding, session.report)
    sign = "✓ 已说明" if reason else SIGNS[finding.severity]
    return f"{sign}　{session.book.told(finding)}" + (f"理由：{reason}" if reason else "")


class FindingsModel(QAbstractListModel):
    """The findings of the report at hand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._findings: list[Finding] = list(session.findings)
        self._reasons = session.report.justifications
        session.checked.connect(self._on_checked)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the findings."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401  as Qt has it
        """Answer for one role."""
        if not index.isValid():
            return None
        finding = self._findings[index.row()]
        if role == DISPLAY:
            return words_of(finding, self._session)
        if role == TOOL_TIP:
            return finding.message
        if role == FOREGROUND:
            explained = not self._session.is_open(finding)
            return EXPLAINED_INK if explained else INKS[finding.severity]
        return finding if role == FINDING else None

    def row_of(self, finding: Finding | None) -> int:
        """Find the line of a finding; -1 where it is not listed."""
        return self._findings.index(finding) if finding in self._findings else -1

    def _on_checked(self) -> None:
        """Take out and put in only the lines that differ, so that the list stays where it is."""
        old, new = self._findings, list(self._session.findings)
        same = zip(old, new, strict=False)
        first = next((row for row, (a, b) in enumerate(same) if a != b), min(len(old), len(new)))
        backwards = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
        tail = min(len(old), len(new)) - first
        tail = next((row for row, (a, b) in enumerate(backwards) if a != b), tail)
        if first < len(old) - tail:
            self.beginRemoveRows(ROOT, first, len(old) - tail - 1)
            del old[first : len(old) - tail]
            self.endRemoveRows()
        if first < len(new) - tail:
            self.beginInsertRows(ROOT, first, len(new) - tail - 1)
            old[first:first] = new[first : len(new) - tail]
            self.endInsertRows()
        reasons = self._session.report.justifications
        if reasons != self._reasons and new:
            self._reasons = reasons
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))


class FindingsView(QListView):
    """Shows the findings in full.

    `chosen` tells which one was clicked, `opened` which one was double-clicked or entered,
    `current_changed` that another line is the current one.
    """

    chosen = Signal(object)
    opened = Signal(object)
    current_changed = Signal()

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("要处理的问题")
        self.listed = FindingsModel(session, self)
        self.setModel(self.listed)
        self.setItemDelegate(WrappedLines(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(FINDING)))
        self.activated.connect(lambda index: self.opened.emit(index.data(FINDING)))
        self.selectionModel().currentChanged.connect(self.current_changed)
        session.pointed.connect(self._show)
        self._show(session.pointed_at)

    def current(self) -> Finding | None:
        """Give the finding on the current line."""
        index = self.currentIndex()
        return index.data(FINDING) if index.isValid() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so where there is nothing to deal with."""
        super().paintEvent(event)
        if not self.listed.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.DONE_INK)
            place = self.viewport().rect().adjusted(0, 3 * theme.GAP, 0, 0)
            top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, top, "✓ 没有要处理的问题")

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be content with three lines."""
        return QSize(80, 3 * self.fontMetrics().height())

    def _show(self, finding: Finding | None) -> None:
        row = self.listed.row_of(finding)
        if row >= 0:
            self.setCurrentIndex(self.listed.index(row))
