"""A clerk's many long days in one go: thousands of edits in one window, and what it weighs.

    python tests/robustness/soak.py [EDITS]

Numbers, words, undo, pages, saving: in turn, in the real window. Prints the memory (Linux) and the
number of Python's objects after each tenth; everything has been seen once after the first. Undo
keeps every step on purpose, so the history is begun anew now and then, as a day of work does by
opening a file.
"""

import ctypes
import gc
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.ui import dialogs
from nianbao.ui.main_window import MainWindow

EDITS = 20_000
DAY = 500
"""Edits between two openings of the file."""

LONG = 100
"""Characters; every text has grown so long, and been begun anew, within the first tenth."""


def main() -> None:
    """Edit as often as asked, and tell what that weighs."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        early, *_, late = soak(edits, Path(folder))
    print(f"{edits} edits: {early:.1f} MB after the first tenth, {late:.1f} MB at the end")


def soak(edits: int, folder: Path) -> list[float]:
    """Give the megabytes (resident) after each tenth of the edits."""
    window = window_at_work()
    file = folder / "年报.nianbao"
    weights: list[float] = []
    for at in range(edits):
        DEEDS[at % len(DEEDS)](window, at)
        for _ in range(2):
            QApplication.sendPostedEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
            # Only a running event loop does this by itself; else all would seem to leak.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        if at % DAY == DAY - 1:
            window.files.saving.save(window, file)
            window.incoming.open(window, file)
        if (at + 1) % (edits // 10) == 0:
            let_go()
            weights.append(megabytes())
            objects = len(gc.get_objects())
            print(f"{at + 1} edits: {weights[-1]:.1f} MB, {objects} objects", flush=True)
    window.session.undo.setClean()
    window.close()
    return weights


def window_at_work() -> MainWindow:
    """Open the example; a question nobody can answer ends the soak."""

    def surprise(*given: object) -> None:
        raise RuntimeError(f"a question was asked: {given[1:]}")

    for name in vars(dialogs):
        if name.startswith("ask_"):
            setattr(dialogs, name, surprise)
    dialogs.tell = lambda *_: None
    make_application()
    window = make_window(all_books())
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.deeds["Example"]()
    return window


def number(window: MainWindow, at: int) -> None:
    """Type a number and Enter."""
    window.steps.go_to("3")
    grid = window.page.grid
    grid.show_cells((f"t3.3-3-{at % 8 + 1}.natural",))
    grid.setFocus()
    QTest.keyClicks(grid, str(at % 90))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def word(window: MainWindow, at: int) -> None:
    """Write into one of the texts; begin again when it has become long."""
    window.steps.go_to("156"[at % 3])
    body = window.page.cards[0].body
    body.insertPlainText("的" if at % 2 else "，收到12件")
    if len(body.toPlainText()) > LONG:
        body.setPlainText("重新写。")


def undo(window: MainWindow, _at: int) -> None:
    """Take the last edit back, and make it again."""
    window.session.undo.undo()
    window.session.undo.redo()


DEEDS: tuple[Callable[[MainWindow, int], None], ...] = (number, word, number, undo)


def let_go() -> None:
    """Give back what is free: what the C library keeps for later is no leak."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def megabytes() -> float:
    """Tell what this process holds in memory now."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
