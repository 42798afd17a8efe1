"""Opens the window: on the screen first, then everything that works in it.

What a report needs (its form, the rules, the pages) takes several times as long to load as the
window itself; it is loaded when the window has been painted.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from nianbao import __version__
from nianbao.io.own_folder import this_users_folder
from nianbao.ui.main_window import MainWindow
from nianbao.ui.own_words import speak_chinese
from nianbao.ui.theme.look import Look

if TYPE_CHECKING:
    from nianbao.core.checker import RuleBook

SMALL_SCREEN = 1400
"""Logical pixels of width up to which the window opens maximised."""

USUAL_SIZE = QSize(1366, 800)


def open_window(path: Path | None) -> int:
    """Show the window, on a file if one is named, until it is closed."""
    app = make_application()
    window = MainWindow()
    if path is None:
        window.show_start(None)
    window.painted.connect(lambda: _begin(window, path))
    available = window.screen().availableSize()
    window.resize(available.boundedTo(USUAL_SIZE))
    if available.width() <= SMALL_SCREEN:
        window.showMaximized()
    else:
        window.show()
    return app.exec()


def make_application() -> QApplication:
    """Set up Qt: Chinese buttons and dates, one look on every system."""
    # The style is named here: `setStyle` would load all there is to know about styles, 5 ms.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("nianbao")
    app.setApplicationDisplayName("年报助手")
    app.setApplicationVersion(__version__)
    speak_chinese(app)
    own = this_users_folder()
    Look(app, own / "look.ini" if own is not None else None)
    return app


def make_window(books: "Mapping[str, RuleBook]") -> MainWindow:
    """Make a window that works, on an empty report."""
    from nianbao.app.furnishing import furnish_window  # noqa: PLC0415  the heavy part

    window = MainWindow()
    furnish_window(window, books)
    return window


def _begin(window: MainWindow, path: Path | None) -> None:
    """Put everything in its place, now that the window is seen."""
    from nianbao.app.furnishing import begin  # noqa: PLC0415  the heavy part

    begin(window, path)
