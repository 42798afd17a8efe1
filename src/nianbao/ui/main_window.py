"""The window: steps and findings at the left, the page of the step at the right.

A stack of pages with a wizard's manners (numbered steps, back and next) in place of a QWizard:
Qt's own closes on Esc, turns the page on Enter and goes back by the visiting history, all of
which lose a clerk her place in a grid.

Nothing that takes long to load is imported here: the window is on the screen first, and
`ui.furniture` brings the rest into it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui import theme
from nianbao.ui.menu_titles import add_menu_titles
from nianbao.ui.pages.start_page import StartPage

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from nianbao.core.finding import Finding
    from nianbao.ui.exporting import Exports
    from nianbao.ui.files import Files
    from nianbao.ui.find_replace import FindReplace
    from nianbao.ui.findings import FindingFilter, FindingsView
    from nianbao.ui.help_panel import HelpPanel
    from nianbao.ui.incoming import Incoming
    from nianbao.ui.pages.building import Page
    from nianbao.ui.sections import SectionList
    from nianbao.ui.session import Session
    from nianbao.ui.side_panel import SidePanel

SIDE_WIDTH: Final = 236
"""Pixels of the left column: leaves table three its full width on 1366×768."""

BEGINNINGS: Final = {
    "starting": "Start",
    "creating": "New",
    "opening": "Open",
    "nothing": "ZeroReport",
    "showing": "Example",
}
"""The signals of the start page, each with the entry of the menus that does the same."""


class MainWindow(QMainWindow):
    """The one window of the program, showing one report.

    It is made bare: the titles of the menus, and the start page if it is wanted. All that needs
    a report comes with `ui.furniture`; what is asked for before that waits until then.
    `painted` tells that the window is on the screen for the first time.
    """

    painted = Signal()

    session: "Session"
    files: "Files"
    exports: "Exports"
    incoming: "Incoming"
    side: "SidePanel"
    find_bar: "FindReplace"
    help: "HelpPanel"
    build: "Callable[[str], Page]"
    deeds: "dict[str, Callable[[], object]]"

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("年报助手")
        self.pages: dict[str, Page] = {}
        self.furnished = False
        self._painted = False
        self._waiting: list[Callable[[], object]] = []
        self._step = ""
        self._start: StartPage | None = None
        self._stack = QStackedWidget(self)
        self._title = QLabel(self)
        self._title.setObjectName("pageTitle")
        self.back = QPushButton("‹ 上一步(&B)", self)
        self.next = QPushButton("下一步(&N) ›", self)
        self.next.setProperty("primary", True)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        add_menu_titles(self)
        self.statusBar().setSizeGripEnabled(False)
        self._lay_out()

    @property
    def steps(self) -> "SectionList":
        """The list of steps."""
        return self.side.steps

    @property
    def findings(self) -> "FindingsView":
        """The list of findings."""
        return self.side.findings

    @property
    def finding_filter(self) -> "FindingFilter":
        """The choice of what that list shows."""
        return self.side.filter

    @property
    def step(self) -> str:
        """The step at hand; while the start page is shown, the one it leads to."""
        return self._step or self.steps.ids[0]

    @property
    def page(self) -> "Page":
        """The page of the step at hand, built when it is first wanted."""
        if self.step not in self.pages:
            page = self.pages[self.step] = self.build(self.step)
            self._stack.addWidget(page)
        return self.pages[self.step]

    @property
    def shown(self) -> QWidget:
        """What is shown at the right: a page, or the ways to begin."""
        return self._stack.currentWidget()

    def show_start(self, recent: Sequence[Path] | None) -> None:
        """Show the ways to begin, until a report is begun or a step is chosen.

        `recent` are the files that were open lately; None, as long as the window is bare, when
        they are to be listed as soon as they are known.
        """
        start = StartPage(recent, self)
        for name, entry in BEGINNINGS.items():
            getattr(start, name).connect(partial(self.when_furnished, partial(self._do, entry)))
        start.resuming.connect(lambda path: self.when_furnished(partial(self._resume, path)))
        self._start = start
        self._step = ""
        self._stack.addWidget(start)
        self._stack.setCurrentWidget(start)
        self._title.setText("开始")
        self._set_begun(False)
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def when_furnished(self, act: Callable[[], object]) -> None:
        """Do something as soon as there is a report."""
        if self.furnished:
            act()
        else:
            self._waiting.append(act)

    def place_side(self, side: "SidePanel") -> None:
        """Put steps and findings into the column kept free for them."""
        self.side = side
        self._side.addWidget(side)

    def place_below(self, widget: QWidget) -> None:
        """Put a widget under the page."""
        self._main.addWidget(widget)

    def take_up(self) -> None:
        """Begin to work, now that everything is in its place."""
        self.furnished = True
        self.steps.chosen.connect(self._on_step)
        for signal in (self.session.replaced, self.session.changed):
            signal.connect(self._on_begun)
        for signal in (self.session.filed, self.session.replaced):
            signal.connect(self._show_name)
        self._show_name()
        if self._start is None:
            self.steps.go_to(self.step)
        else:
            self._start.show_recent(self.files.recent.paths())
            self._set_begun(False)
        while self._waiting:
            self._waiting.pop(0)()

    def show_finding(self, finding: "Finding") -> None:
        """Go to the page a finding belongs to, and to its cells."""
        self.session.point_at(finding)
        self.steps.go_to(finding.section)
        self.page.show_finding(finding)

    def show_cells(self, finding: "Finding") -> None:
        """Go to the table in which the cells of a finding stand."""
        if finding.cells:
            self.session.point_at(finding)
            self.steps.go_to(self.session.form.section_of(finding.cells[0]).id)
            self.page.show_finding(finding)

    def turn(self, way: int) -> None:
        """Go one step back (-1) or on (1), and put the focus where the clerk goes on typing."""
        if self._start is not None:
            self._on_begun()
            return
        ids = self.steps.ids
        at = ids.index(self.step) + way
        if 0 <= at < len(ids):
            self.steps.go_to(ids[at])
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Tell, once this painting is done, that the window can be seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Ask before changes would be lost."""
        if not self.furnished:
            event.accept()
        elif self.files.may_leave(self):
            self.files.keeper.close()
            event.accept()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, stretch=1)
        head.addWidget(self.back)
        head.addWidget(self.next)
        self._main = QVBoxLayout()
        self._main.setSpacing(theme.GAP // 2)
        self._main.addLayout(head)
        self._main.addWidget(self._stack, stretch=1)
        desk = QWidget(self)
        desk.setObjectName("desk")
        column = QWidget(desk)
        column.setFixedWidth(SIDE_WIDTH)
        self._side = QVBoxLayout(column)
        self._side.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(desk)
        layout.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        layout.setSpacing(theme.GAP)
        layout.addWidget(column)
        layout.addLayout(self._main, stretch=1)
        self.setCentralWidget(desk)

    def _resume(self, path: Path) -> None:
        """Open a file that was open lately; one that is gone is no longer listed."""
        self.incoming.ask_recent(self, path)
        if self._start is not None:
            self._start.show_recent(self.files.recent.paths())

    def _do(self, entry: str) -> None:
        """Do what an entry of the menus does."""
        self.deeds[entry]()

    def _on_step(self, step: str) -> None:
        """Show the page of a step."""
        if self._start is not None:
            self._start.deleteLater()
            self._start = None
            self._set_begun(True)
        self._step = step
        self._stack.setCurrentWidget(self.page)
        self._title.setText(self.steps.title(step))
        ids = self.steps.ids
        self.back.setEnabled(step != ids[0])
        self.next.setEnabled(step != ids[-1])
        self.help.follow(step, self.page)

    def _set_begun(self, begun: bool) -> None:  # noqa: FBT001  a state, not a choice
        """Show or hide what belongs to a report at hand: findings, and the way on."""
        self.back.setVisible(begun)
        self.next.setVisible(begun)
        if self.furnished:
            self.side.set_begun(begun)

    def _on_begun(self, *_change: object) -> None:
        """Leave the start page: there is a report now."""
        if self._start is not None:
            self.steps.go_to(self.step)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_name(self) -> None:
        """Name the report and its file in the title bar, with a mark while it is unsaved."""
        self.setWindowTitle(f"{self.files.name}[*] — 年报助手")
        self.setWindowModified(not self.session.undo.isClean())
