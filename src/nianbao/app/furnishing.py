"""Puts the parts together that work in the window; loads them all, so nothing imports it early."""

import gc
from collections.abc import Mapping
from pathlib import Path

from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.io.open_file import CURRENT
from nianbao.io.own_folder import this_users_folder
from nianbao.ui.crash import catch_crashes
from nianbao.ui.files import Files, documents_folder
from nianbao.ui.furniture import furnish
from nianbao.ui.incoming import Incoming
from nianbao.ui.main_window import MainWindow
from nianbao.ui.menu_titles import SHOW, menu_of
from nianbao.ui.recovery import Recovery
from nianbao.ui.session import Session
from nianbao.ui.theme.look_menu import add_look_menu


def furnish_window(window: MainWindow, books: Mapping[str, RuleBook]) -> None:
    """Put everything that works into a bare window, on an empty report."""
    session = Session(books[CURRENT])
    own = this_users_folder()
    if own is not None:
        session.manners.keep_in(own / "grids.ini")
    files = Files(session, documents_folder())
    files.start()
    furnish(window, session, files, Incoming(files, books))
    add_look_menu(menu_of(window, SHOW), window)


def begin(window: MainWindow, path: Path | None) -> None:
    """Furnish the window, open the file that was named, offer what a crash has left behind."""
    furnish_window(window, all_books())
    catch_crashes(window.session)
    if path is not None and not window.incoming.open(window, path):
        window.show_start(window.files.recent.paths())
    Recovery(window.files.saving).at_start(window)
    # All this stays until the end. Looking through it for garbage now and again would hold up a
    # key for more than a frame.
    gc.freeze()
    gc.enable()
