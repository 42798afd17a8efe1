"""The list of steps at the left: cover, six sections, check; each with its state in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QWidget

from nianbao.core.finding import Severity
from nianbao.core.form import Section, SectionKind
from nianbao.ui.grid.model import DISPLAY, ROOT, TOOL_TIP, Index
from nianbao.ui.list_items import LINE, Line, WrappedLines
from nianbao.ui.session import Session

STEP: Final = int(Qt.ItemDataRole.UserRole) + 1
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)

COVER, CHECK = "cover", "check"

EMPTY, STARTED, BROKEN, DONE = "○ 未填写", "◐ 填写中", "✕ 有 {count} 处要改", "✓ 已填好"
STALE = "◐ 还有上一年的文字"
OPEN = "! 有 {count} 处要改或说明"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the wizard; `id` is what tests and the window call it."""

    id: str
    title: str
    short: str


def steps(sections: Sequence[Section]) -> tuple[Step, ...]:
    """List the steps: the cover, the sections of the form, the check."""
    middle = (
        Step(section.id, section.title, f"{section.title.partition('、')[0]}、{section.short}")
        for section in sections
    )
    return (Step(COVER, "封面", "封面"), *middle, Step(CHECK, "检查与导出", "检查与导出"))


class SectionModel(QAbstractListModel):
    """The steps with their states."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.steps = steps(session.form.sections)
        self._states: dict[str, str] = {}
        session.checked.connect(self._on_checked)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the steps."""
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401  as Qt has it
        """Answer for one role."""
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        if role == DISPLAY:
            return f"{step.short}\n{self.state(step.id)}"
        if role == TOOL_TIP:
            return step.title
        if role == SPOKEN:
            return f"{step.title}，{self.state(step.id).partition(' ')[2]}"
        if role == LINE:
            sign, _, words = self.state(step.id).partition(" ")
            return Line(sign, step.short, aside=words)
        return step.id if role == STEP else None

    def state(self, step: str) -> str:
        """Say in a word how far a step is; painting asks often, so it is remembered."""
        if step not in self._states:
            self._states[step] = self._state(step)
        return self._states[step]

    def _state(self, step: str) -> str:
        session = self._session
        if step == CHECK:
            return self._check_state()
        waiting = [finding for finding in session.obstacles() if finding.section == step]
        grave = [finding for finding in waiting if finding.severity is Severity.MUST_FIX]
        if grave:
            return BROKEN.format(count=len(grave))
        if step == COVER:
            told = session.particulars
            filled = DONE if told.organ and told.year and told.signature.date else STARTED
        else:
            filled = self._filled_state(session.form.section(step))
        return OPEN.format(count=len(waiting)) if waiting and filled in (DONE, STALE) else filled

    def _check_state(self) -> str:
        obstacles = len(self._session.obstacles())
        return f"! 还有 {obstacles} 处要处理" if obstacles else "✓ 可以导出"

    def _filled_state(self, section: Section) -> str:
        """Tell from how much is there: nothing, some, all."""
        report = self._session.report
        if section.kind is SectionKind.TABLE:
            fields = self._session.form.table(section.table).fields
            filled = [report.entry(field.id) is not None for field in fields]
        else:
            filled = [bool(p.body.strip()) for p in report.text.get(section.id, ())] or [False]
            if any(piece.section == section.id for piece in self._session.stale):
                return STALE
        if not any(filled):
            return EMPTY
        return DONE if all(filled) else STARTED

    def _on_checked(self) -> None:
        """Announce the steps that stand differently now; most keys change none."""
        before, self._states = self._states, {}
        for row, step in enumerate(self.steps):
            if before.get(step.id) != self.state(step.id):
                self.dataChanged.emit(self.index(row), self.index(row))


class SectionList(QListView):
    """Shows the steps; choosing one shows its page (`chosen`)."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sectionList")
        self.setAccessibleName("步骤")
        self.listed = SectionModel(session, self)
        self.setModel(self.listed)
        self.setItemDelegate(WrappedLines(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.listed.dataChanged.connect(self._fit)

    @property
    def ids(self) -> tuple[str, ...]:
        """The steps in their order."""
        return tuple(step.id for step in self.listed.steps)

    def title(self, step: str) -> str:
        """Give the whole title of a step."""
        return self.listed.steps[self.ids.index(step)].title

    def go_to(self, step: str) -> None:
        """Make a step the current one."""
        self.setCurrentIndex(self.listed.index(self.ids.index(step)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are at this width."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the lines now that the list has the width it is shown with."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            return  # not laid out yet, so narrow that its height would push the window open
        lines = sum(self.sizeHintForRow(row) for row in range(self.listed.rowCount()))
        self.setFixedHeight(lines + self.height() - self.viewport().height())

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(STEP))
