"""Opens the window."""

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSize, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from nianbao import __version__
from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.io.open_file import CURRENT
from nianbao.io.own_folder import this_users_folder
from nianbao.ui import theme
from nianbao.ui.crash import catch_crashes
from nianbao.ui.files import Files, documents_folder
from nianbao.ui.incoming import Incoming
from nianbao.ui.main_window import MainWindow
from nianbao.ui.recovery import Recovery
from nianbao.ui.session import Session

SMALL_SCREEN = 1400
"""Logical pixels of width up to which the window opens maximised."""

USUAL_SIZE = QSize(1366, 800)


def open_window(path: Path | None) -> int:
    """Show the window, on a file if one is named, until it is closed."""
    app = make_application()
    window = make_window(all_books())
    catch_crashes(window.session)
    available = window.screen().availableSize()
    window.resize(available.boundedTo(USUAL_SIZE))
    if available.width() <= SMALL_SCREEN:
        window.showMaximized()
    else:
        window.show()
    if path is None:
        window.show_start()
    else:
        window.incoming.open(window, path)
    recovery = Recovery(window.files.saving)
    QTimer.singleShot(0, window, lambda: recovery.at_start(window))
    return app.exec()


def make_application() -> QApplication:
    """Set up Qt: Chinese buttons and dates, one look on every system."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("nianbao")
    app.setApplicationDisplayName("年报助手")
    app.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    theme.dress(app)
    return app


def make_window(books: Mapping[str, RuleBook]) -> MainWindow:
    """Put the parts of the window together, on an empty report."""
    session = Session(books[CURRENT])
    own = this_users_folder()
    if own is not None:
        session.manners.keep_in(own / "grids.ini")
    files = Files(session, documents_folder())
    files.start()
    return MainWindow(session, files, Incoming(files, books))
