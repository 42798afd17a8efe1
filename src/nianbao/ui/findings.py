"""The list of findings: one line of words for each, the gravest first, grouped by section."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from nianbao.core.finding import Finding, Severity
from nianbao.core.gate import reason_for
from nianbao.ui import theme
from nianbao.ui.grid.model import DISPLAY, ROOT, TOOL_TIP, Index
from nianbao.ui.list_items import GROUP, LINE, Line, WrappedLines
from nianbao.ui.sections import steps
from nianbao.ui.session import Session
from nianbao.ui.theme.line_drawing import draw

FINDING: Final = int(Qt.ItemDataRole.UserRole) + 1
LARGE: Final = 36
"""Pixels of the sign of an empty list."""

ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)

SIGNS: Final = {
    Severity.MUST_FIX: "✕ 必须改",
    Severity.EXPLAIN: "! 需说明",
    Severity.HINT: "· 提示",
}
TONES: Final = {
    Severity.MUST_FIX: "broken_ink",
    Severity.EXPLAIN: "warn_ink",
    Severity.HINT: "accent",
}
EXPLAINED_TONE: Final = "done_ink"
"""The meaning, a name in `Palette`, whose colour a finding has."""

BLANK: Final = "　"
"""Parts the gravity from the words."""


def words_of(finding: Finding, session: Session) -> str:
    """Say what is found, where, how grave it is, and the reason given for it."""
    reason = reason_for(finding, session.report)
    sign = "✓ 已说明" if reason else SIGNS[finding.severity]
    return f"{sign}{BLANK}{session.book.told(finding)}" + (f"理由：{reason}" if reason else "")


class FindingsModel(QAbstractListModel):
    """The findings of the report at hand: all of them, or those of one gravity.

    The first line of each section also carries the section's name and how many lines it has.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._only: Severity | None = None
        self._findings: list[Finding] = list(session.findings)
        self._counts = Counter(finding.section for finding in self._findings)
        self._names = {step.id: step.short for step in steps(session.form.sections)}
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
        answers: dict[int, Callable[[], object]] = {
            DISPLAY: lambda: words_of(finding, self._session),
            GROUP: lambda: self._group(index.row()),
            ACCESSIBLE: lambda: self._group(index.row()) + words_of(finding, self._session),
            TOOL_TIP: lambda: finding.message,
            LINE: lambda: self._line(finding),
            FINDING: lambda: finding,
        }
        return answers[role]() if role in answers else None

    def row_of(self, finding: Finding | None) -> int:
        """Find the line of a finding; -1 where it is not listed."""
        return self._findings.index(finding) if finding in self._findings else -1

    def show_only(self, severity: Severity | None) -> None:
        """List the findings of one gravity, or all."""
        self._only = severity
        self._on_checked()

    def _line(self, finding: Finding) -> Line:
        sign, _, said = words_of(finding, self._session).partition(" ")
        head, _, words = said.partition(BLANK)
        return Line(sign, words, f"{head}{BLANK}")

    def _group(self, row: int) -> str:
        """Give the heading that stands above a line, "" where none does."""
        section = self._findings[row].section
        if row and self._findings[row - 1].section == section:
            return ""
        return f"{self._names[section]}（{self._counts[section]} 处）"

    def _on_checked(self) -> None:
        """Take out and put in only the lines that differ, so that the list stays where it is."""
        old = self._findings
        new = [f for f in self._session.findings if self._only in (None, f.severity)]
        counts = Counter(finding.section for finding in new)
        regrouped, self._counts = counts != self._counts, counts
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
        if new and (regrouped or reasons != self._reasons):
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
        self._session = session
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
        session.pointed.connect(self.show_finding)
        self.show_finding(session.pointed_at)

    def current(self) -> Finding | None:
        """Give the finding on the current line."""
        index = self.currentIndex()
        return index.data(FINDING) if index.isValid() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so where there is nothing to deal with."""
        super().paintEvent(event)
        if not self.listed.rowCount():
            self._paint_nothing(bool(self._session.findings))

    def _paint_nothing(self, some: bool) -> None:  # noqa: FBT001  a state, not a choice
        """Say that nothing is listed, under a large sign where nothing is to be done at all."""
        painter = QPainter(self.viewport())
        place = self.viewport().rect().adjusted(theme.GAP, 3 * theme.GAP, -theme.GAP, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        if not some:
            sign = QRectF(place.center().x() - LARGE / 2, place.top(), LARGE, LARGE)
            draw(painter, "done", sign, theme.colours.done_ink)
            place = place.adjusted(0, LARGE + theme.GAP, 0, 0)
        painter.setPen(theme.colours.faint)
        painter.drawText(place, top, "没有这一类问题" if some else "没有要处理的问题")

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be content with three lines."""
        return QSize(80, 3 * self.fontMetrics().height())

    def show_finding(self, finding: Finding | None) -> None:
        """Make the line of a finding the current one, if it is listed."""
        row = self.listed.row_of(finding)
        if row >= 0:
            self.setCurrentIndex(self.listed.index(row))


class FindingFilter(QComboBox):
    """Chooses which findings a list shows, and says how many there are of each gravity.

    A finding that is gone to, by F8 or otherwise, is always shown.
    """

    def __init__(self, session: Session, view: FindingsView, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self.setObjectName("findingFilter")
        self.setAccessibleName("显示哪一类问题")
        self.addItem("", None)
        for severity in Severity:
            self.addItem("", severity)
        self.currentIndexChanged.connect(lambda: view.listed.show_only(self.currentData()))
        session.checked.connect(self._count)
        session.pointed.connect(self._make_room)
        self._count()

    def _count(self) -> None:
        counts = Counter(finding.severity for finding in self._session.findings)
        self.setItemText(0, f"全部 {counts.total()} 处")
        for at, severity in enumerate(Severity, 1):
            self.setItemText(at, f"{SIGNS[severity]} {counts[severity]} 处")

    def _make_room(self, finding: Finding | None) -> None:
        if finding is not None and self.currentData() not in (None, finding.severity):
            self.setCurrentIndex(0)
            self._view.show_finding(finding)
