"""The real program with a clerk at work in it, who is killed; and what the next start finds.

    python tests/robustness/clerk.py work DEED FOLDER
    python tests/robustness/clerk.py look DEED FOLDER

Each deed enters the next numbers, counting up, and prints the last of them once it is done. What
is held afterwards must therefore be the last numbers without a gap.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.core.report import Change, Report
from nianbao.io.report_json import write_report
from nianbao.ui import dialogs, pause
from nianbao.ui.main_window import MainWindow
from nianbao.ui.recovery import Recovery

COLUMNS = ("natural", "business", "research", "welfare", "legal", "other")
CELLS = [f"t3.3-3-{row}.{column}" for column in COLUMNS for row in range(1, 9)]
BLOCKS = [f"t3.3-3-{row}.{column}" for column in COLUMNS[::2] for row in range(1, 9, 2)]
REPORT = "年报（2024）.nianbao"
Deed = Iterator[int]


def typing(window: MainWindow, _folder: Path) -> Deed:
    """Type number after number by key presses."""
    for number, cell in zip(count(1), cycle(CELLS), strict=False):
        grid = window.page.grid
        grid.show_cells((cell,))
        grid.setFocus()
        for key in (*str(number), Qt.Key.Key_Return):  # the first key opens the cell
            QTest.keyClick(QApplication.focusWidget(), key)
        # Enter is handled when the queue is next looked at; only then is the number entered.
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        yield number


def pasting(window: MainWindow, _folder: Path) -> Deed:
    """Paste blocks of four numbers by Ctrl+V."""
    for first, cell in zip(count(1, 4), cycle(BLOCKS), strict=False):
        grid = window.page.grid
        grid.show_cells((cell,))
        grid.setFocus()
        QGuiApplication.clipboard().setText(f"{first}\t{first + 1}\n{first + 2}\t{first + 3}")
        QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        yield first + 3


def importing(window: MainWindow, folder: Path) -> Deed:
    """Import one file after the other, each with numbers for all cells."""
    path = folder / "导入.nianbao"
    dialogs.ask_open = lambda *_: path
    dialogs.ask_take_over = lambda dialog: dialog.chosen()
    form = window.session.form
    for first in count(1, len(CELLS)):
        report = Report(form.id)
        report.apply(Change(cells=dict(zip(CELLS, count(first), strict=False))))
        path.write_text(write_report(report, form), encoding="utf-8")
        window.deeds["Import"]()
        yield first + len(CELLS) - 1


def saving(window: MainWindow, folder: Path) -> Deed:
    """Type, and press Ctrl+S after each number."""
    for number in typing(window, folder):
        window.deeds["Save"]()
        yield number


def pausing(window: MainWindow, folder: Path) -> Deed:
    """Type with the file being written all the time, as if each key were followed by a pause."""
    pause.IDLE_MS = pause.LATEST_MS = 0
    yield from typing(window, folder)


def exporting(window: MainWindow, folder: Path) -> Deed:
    """Type, and export Word and Excel after each number."""
    ways = cycle((("ExportDraft", "草稿.docx"), ("ExportExcel", "年报.xlsx")))
    for number in typing(window, folder):
        deed, name = next(ways)
        dialogs.ask_save = lambda *_, name=name: folder / name
        window.deeds[deed]()
        yield number


DEEDS: dict[str, Callable[[MainWindow, Path], Deed]] = {
    deed.__name__: deed for deed in (typing, pasting, importing, saving, pausing, exporting)
}
WITH_A_FILE = ("saving", "pausing", "exporting")


def work(deed: str, folder: Path) -> None:
    """Do one deed after the other until killed."""
    dialogs.tell = lambda *_: None
    window = make_window(all_books())
    if deed in WITH_A_FILE:
        dialogs.ask_save = lambda *_: folder / REPORT
        window.deeds["Save"]()
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.steps.go_to("3")
    doing = DEEDS[deed](window, folder)
    timer = QTimer()
    timer.timeout.connect(lambda: print(next(doing), flush=True))
    timer.start(2)
    QApplication.exec()


def look(deed: str, folder: Path) -> None:
    """Start anew, take up what is offered, and print the numbers that are there."""
    window = make_window(all_books())
    dialogs.ask_recover = lambda *_: True
    Recovery(window.files.saving).at_start(window)
    if deed in WITH_A_FILE and window.session.path is None:
        window.incoming.open(window, folder / REPORT)
    report = window.session.report
    print(json.dumps(sorted(filter(None, map(report.value, CELLS)))))


def main() -> None:
    """Do what the command line says."""
    what, deed, folder = sys.argv[1:]
    application = make_application()
    for name in ("warn", "ask_retry", "ask_in_use", "ask_conflict", "ask_paste"):
        setattr(dialogs, name, lambda *words: sys.exit(f"asked: {words}"))
    {"work": work, "look": look}[what](deed, Path(folder))
    del application


if __name__ == "__main__":
    main()
