"""The window: steps and findings at the left, the page of the step at the right.

A stack of pages with a wizard's manners (numbered steps, back and next) in place of a QWizard:
Qt's own closes on Esc, turns the page on Enter and goes back by the visiting history, all of
which lose a clerk her place in a grid.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nianbao import __version__
from nianbao.core.finding import Finding, TextPlace
from nianbao.ui import dialogs, theme
from nianbao.ui.actions import add_menus
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.dropping import Drops
from nianbao.ui.files import Files
from nianbao.ui.find_replace import FindReplace
from nianbao.ui.findings import FindingFilter, FindingsView
from nianbao.ui.going_back import go_back
from nianbao.ui.going_there import show_change, show_text
from nianbao.ui.grid.menus import add_grid_menus
from nianbao.ui.guide import open_example, open_guide
from nianbao.ui.help_panel import HelpPanel
from nianbao.ui.incoming import Incoming
from nianbao.ui.kept_label import KeptLabel
from nianbao.ui.office import edit_office_words
from nianbao.ui.pages.building import Page, build_page, build_start
from nianbao.ui.pages.start_page import StartPage
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.recent_menu import RecentMenu
from nianbao.ui.sections import COVER, SectionList
from nianbao.ui.session import Session
from nianbao.ui.status import StatusLine
from nianbao.ui.text.quick_fixes import open_offers
from nianbao.ui.undo_trail import UndoTrail
from nianbao.ui.zeros import fill_at_hand, fill_report, fill_table, fill_zero_report

SIDE_WIDTH = 236
"""Pixels of the left column: leaves table three its full width on 1366×768."""

ABOUT = (
    "政府信息公开工作年度报告的填写、检查和导出。\n\n"
    "本程序使用 Qt（PySide6，LGPLv3）、openpyxl（MIT）、lxml（BSD）和 xlrd（BSD）。"
)


class MainWindow(QMainWindow):
    """The one window of the program, showing one report."""

    def __init__(self, session: Session, files: Files, incoming: Incoming) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.session = session
        self.files = files
        self.incoming = incoming
        self.pages: dict[str, Page] = {}
        self._step = COVER
        self.steps = SectionList(session, self)
        self.findings = FindingsView(session, "findings", self)
        self.finding_filter = FindingFilter(session, self.findings, self)
        self.find_bar = FindReplace(session, self)
        self.help = HelpPanel(session.form, self)
        self._start: StartPage | None = None
        self._stack = QStackedWidget(self)
        self._title = QLabel(self)
        self._title.setObjectName("pageTitle")
        self.back = QPushButton("‹ 上一步(&B)", self)
        self.next = QPushButton("下一步(&N) ›", self)
        self.next.setProperty("primary", True)
        self._lay_out()
        self._add_menus()
        recent = RecentMenu(files.recent, lambda path: incoming.ask_recent(self, path), self)
        recent.under(self.findChild(QAction, "actionRecent"))
        self.setStatusBar(StatusLine(session, self))
        self.statusBar().addPermanentWidget(KeptLabel(files.keeper, self))
        Drops(self, lambda paths: incoming.take_dropped(self, paths))
        self._connect()
        self.steps.go_to(COVER)
        self._show_name()

    @property
    def page(self) -> Page:
        """The page at hand."""
        return self.pages[self._step]

    def show_start(self) -> None:
        """Show the ways to begin, until a report is begun or a step is chosen."""
        self._start = build_start(self)
        self._stack.addWidget(self._start)
        self._stack.setCurrentWidget(self._start)
        self.steps.setCurrentIndex(QModelIndex())
        self._title.setText("开始")
        self._set_begun(False)
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_finding(self, finding: Finding) -> None:
        """Go to the page a finding belongs to, and to its cells."""
        self.session.point_at(finding)
        self.steps.go_to(finding.section)
        self.page.show_finding(finding)

    def show_cells(self, finding: Finding) -> None:
        """Go to the table in which the cells of a finding stand."""
        if finding.cells:
            self.session.point_at(finding)
            self.steps.go_to(self.session.form.section_of(finding.cells[0]).id)
            self.page.show_finding(finding)

    def next_finding(self, way: int) -> None:
        """Go to the next finding (way 1) or the one before (-1), round and round."""
        finding = self.session.following(way)
        if finding is not None:
            self.show_finding(finding)

    def insert_link(self) -> None:
        """Let the clerk choose a number of the tables to stand in the text at hand."""
        page = self.page
        if not isinstance(page, TextPage):
            words = "在第一、五、六部分的正文里，把光标放到要写数的地方，再插入。"
            dialogs.tell(self, "这一页没有正文", words)
            return
        cell = dialogs.ask_cell(CellChooser(self.session, self))
        if cell is not None:
            page.insert_link(cell)

    def fill_zeros(self) -> None:
        """Fill what is blank with 0: in the selection, else in the table, else everywhere."""
        fill_at_hand(self)

    def fill_zero_report(self) -> None:
        """Fill in what a report of nothing holds, as far as the clerk agrees."""
        fill_zero_report(self)

    def open_example(self) -> None:
        """Show the example report."""
        open_example(self)

    def unlock(self) -> None:
        """Let the current cell be typed over, if it was carried over, for a reason."""
        page = self.page
        grid = page.grid if isinstance(page, TablePage) else None
        field = grid.grid.field(grid.currentIndex()) if grid else None
        if field is None or not self.session.report.is_locked(field.id):
            dialogs.tell(self, "这一格没有锁定", "从上一年结转来的数字才会锁定，显示为浅绿色。")
            return
        where = self.session.form.table(field.table).name + field.name
        reason = dialogs.ask_reason(self, f"{where}是从上一年结转来的。", "")
        if reason and reason.strip():
            self.session.unlock(field.id, reason.strip())

    def explain(self, finding: Finding) -> None:
        """Ask for the reason why a finding may stand."""
        self.files.explain(self, finding)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before changes would be lost."""
        if self.files.may_leave(self):
            self.files.keeper.close()
            event.accept()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(self.steps)
        label = QLabel("要处理的问题（F8 下一处）", self)
        self._findings_label = label
        label.setProperty("group", True)
        side.addWidget(label)
        side.addWidget(self.finding_filter)
        side.addWidget(self.findings, stretch=1)
        side.addStretch()  # keeps the steps at the top while the findings are hidden
        head = QHBoxLayout()
        head.addWidget(self._title, stretch=1)
        head.addWidget(self.back)
        head.addWidget(self.next)
        main = QVBoxLayout()
        main.setSpacing(theme.GAP // 2)
        main.addLayout(head)
        main.addWidget(self._stack, stretch=1)
        main.addWidget(self.find_bar)
        desk = QWidget(self)
        desk.setObjectName("desk")
        layout = QHBoxLayout(desk)
        layout.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        layout.setSpacing(theme.GAP)
        layout.addLayout(side)
        layout.addLayout(main, stretch=1)
        for widget in (self.steps, self.finding_filter, self.findings):
            widget.setFixedWidth(SIDE_WIDTH)
        rows = self.steps.listed.rowCount()
        self.steps.setFixedHeight(rows * self.steps.sizeHintForRow(0) + theme.GAP)
        self.setCentralWidget(desk)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.help)

    def _connect(self) -> None:
        self.steps.chosen.connect(self._on_step)
        self.findings.chosen.connect(self.show_finding)
        self.findings.opened.connect(self.show_finding)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.find_bar.shown.connect(lambda place: show_text(self, place, focus=False))
        self.find_bar.closed.connect(self._on_find_closed)
        UndoTrail(self, self.session, lambda place: show_change(self, place))
        self.session.filed.connect(self._show_name)
        self.session.replaced.connect(self._on_begun)
        self.session.changed.connect(self._on_begun)
        self.session.replaced.connect(self._show_name)

    def _add_menus(self) -> None:
        files = self.files
        add_menus(
            self,
            self.session.undo,
            {
                "New": lambda: files.ask_new(self),
                "Open": lambda: self.incoming.ask_open(self),
                "Start": lambda: self.incoming.ask_start(self),
                "Import": lambda: self.incoming.ask_import(self),
                "ImportClip": lambda: self.incoming.ask_clipboard(self),
                "Save": lambda: files.ask_save(self),
                "SaveAs": lambda: files.ask_save_as(self),
                "Versions": lambda: go_back(self, files.saving),
                "ExportWord": lambda: files.ask_export_word(self, draft=False),
                "ExportDraft": lambda: files.ask_export_word(self, draft=True),
                "ExportExcel": lambda: files.ask_export_excel(self),
                "ExportReview": lambda: files.ask_export_review(self),
                "Quit": self.close,
                "FillZeros": self.fill_zeros,
                "FillTable": lambda: fill_table(self),
                "FillReport": lambda: fill_report(self),
                "ZeroReport": self.fill_zero_report,
                "Unlock": self.unlock,
                "Find": lambda: self.find_bar.open(self._step, replacing=False),
                "FindNext": lambda: self._find(1),
                "FindPrevious": lambda: self._find(-1),
                "Replace": lambda: self.find_bar.open(self._step, replacing=True),
                "InsertLink": self.insert_link,
                "Offers": lambda: open_offers(self),
                "TakeFix": lambda: self._about_finding(self.session.take_fix),
                "TakeRewording": lambda: self._about_finding(self.session.take_rewording),
                "Explain": lambda: self._about_finding(self.explain),
                "NextFinding": lambda: self.next_finding(1),
                "PreviousFinding": lambda: self.next_finding(-1),
                "OfficeWords": lambda: edit_office_words(self),
                "NextStep": lambda: self._turn(1),
                "PreviousStep": lambda: self._turn(-1),
                "Guidance": self.help.toggle,
                "Manual": lambda: open_guide(self),
                "Example": self.open_example,
                "About": lambda: dialogs.tell(self, f"年报助手 {__version__}", ABOUT),
            },
        )
        add_grid_menus(self, self.session.manners)

    def _on_step(self, step: str) -> None:
        """Show the page of a step, building it when it is first wanted."""
        if self._start is not None:
            self._start.deleteLater()
            self._start = None
            self._set_begun(True)
        self._step = step
        if step not in self.pages:
            self.pages[step] = build_page(step, self)
            self._stack.addWidget(self.pages[step])
        self._stack.setCurrentWidget(self.pages[step])
        ids = [listed.id for listed in self.steps.listed.steps]
        self._title.setText(self.steps.listed.steps[ids.index(step)].title)
        self.back.setEnabled(step != ids[0])
        self.next.setEnabled(step != ids[-1])
        self.help.follow(step, self.page)

    def _set_begun(self, begun: bool) -> None:  # noqa: FBT001  a state, not a choice
        """Show or hide what belongs to a report at hand: findings, and the way on."""
        listing = (self._findings_label, self.finding_filter, self.findings)
        for widget in (*listing, self.back, self.next):
            widget.setVisible(begun)

    def _on_begun(self, *_change: object) -> None:
        """Leave the start page: there is a report now."""
        if self._start is not None:
            self.steps.go_to(COVER)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, way: int) -> None:
        """Go on looking for what was looked for last."""
        if self.find_bar.isVisible():
            self.find_bar.go(way)
        else:
            self.find_bar.open(self._step, replacing=False)

    def _on_find_closed(self, place: TextPlace | None) -> None:
        """Put the focus where the last thing was found, or back on the page."""
        if place is None:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            show_text(self, place, focus=True)

    def _about_finding(self, act: Callable[[Finding], object]) -> None:
        """Do something about the finding the clerk looks at, if there is one."""
        if self.session.pointed_at is not None:
            act(self.session.pointed_at)

    def _turn(self, way: int) -> None:
        """Go one step back or on, and put the focus where the clerk goes on typing."""
        if self._start is not None:
            self._on_begun()
            return
        ids = [listed.id for listed in self.steps.listed.steps]
        at = ids.index(self._step) + way
        if 0 <= at < len(ids):
            self.steps.go_to(ids[at])
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_name(self) -> None:
        """Name the report and its file in the title bar, with a mark while it is unsaved."""
        self.setWindowTitle(f"{self.files.name}[*] — 年报助手")
        self.setWindowModified(not self.session.undo.isClean())
