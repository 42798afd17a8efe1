"""Brings everything into the window that needs a report: lists, pages, help, what menus do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from nianbao.core.finding import TextPlace
from nianbao.ui.actions import fill_menus
from nianbao.ui.announcing import Announcer
from nianbao.ui.deeds import deeds
from nianbao.ui.dropping import Drops
from nianbao.ui.exported_bar import ExportedBar
from nianbao.ui.exporting import Exports
from nianbao.ui.files import Files
from nianbao.ui.find_replace import FindReplace
from nianbao.ui.going_there import show_change, show_text
from nianbao.ui.grid.menus import add_grid_menus
from nianbao.ui.help_panel import HelpPanel
from nianbao.ui.incoming import Incoming
from nianbao.ui.kept_label import KeptLabel
from nianbao.ui.main_window import MainWindow
from nianbao.ui.pages.building import build_page
from nianbao.ui.panes import Panes, add_ways
from nianbao.ui.recent_menu import RecentMenu
from nianbao.ui.session import Session
from nianbao.ui.side_panel import SidePanel
from nianbao.ui.status import StatusLine
from nianbao.ui.undo_trail import UndoTrail


def furnish(window: MainWindow, session: Session, files: Files, incoming: Incoming) -> None:
    """Make a bare window work on the report of a session."""
    window.session, window.files, window.incoming = session, files, incoming
    window.build = lambda step: build_page(step, window)
    side = SidePanel(session, window)
    side.findings.chosen.connect(window.show_finding)
    side.findings.opened.connect(window.show_finding)
    window.place_side(side)
    window.find_bar = FindReplace(session, window)
    window.find_bar.shown.connect(lambda place: show_text(window, place, focus=False))
    window.find_bar.closed.connect(lambda place: _after_finding(window, place))
    window.place_below(window.find_bar)
    exported = ExportedBar(window)
    window.exports = Exports(files, exported.show_file)
    session.replaced.connect(exported.hide)
    window.place_below(exported)
    window.help = HelpPanel(session.form, window)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.help)
    _add_menus(window)
    window.setStatusBar(StatusLine(session, window))
    window.statusBar().addPermanentWidget(KeptLabel(files.keeper, window))
    Drops(window, lambda paths: incoming.take_dropped(window, paths))
    UndoTrail(window, session, lambda place: show_change(window, place))
    add_ways(window, Panes(window))
    Announcer(window)
    window.take_up()


def _add_menus(window: MainWindow) -> None:
    window.deeds = deeds(window)
    fill_menus(window, window.session.undo, window.deeds)
    add_grid_menus(window, window.session.manners)
    recent = RecentMenu(
        window.files.recent, lambda path: window.incoming.ask_recent(window, path), window
    )
    recent.under(window.findChild(QAction, "actionRecent"))


def _after_finding(window: MainWindow, place: TextPlace | None) -> None:
    """Put the focus where the last thing was found, or back on the page."""
    if place is None:
        window.page.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        show_text(window, place, focus=True)
