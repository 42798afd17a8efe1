"""From a key to the painted result, with all checks, in the real window.

    python tests/benchmarks/keys.py [CHARACTERS]

Milliseconds and not ratios: what is promised is what a person feels (16 ms is a frame). Each
key is followed by everything it sets off: the check of the whole report, every list and label
that follows, and the painting.
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from long_report import long_report
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.ui.main_window import MainWindow

LARGEST = 6000
"""Characters of the longest narrative met among real reports."""

TIMES = 60
Key = Qt.Key


def main() -> None:
    """Print the median and the worst of each kind of key."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else LARGEST
    for words, median, worst in key_to_paint(length):
        print(f"{words:58} median {median:6.2f} ms   worst {worst:6.2f} ms")


def key_to_paint(length: int) -> Iterator[tuple[str, float, float]]:
    """Measure each kind of key: what it is, and median and worst in milliseconds."""
    make_application()
    window = make_window(all_books())
    window.session.open(long_report(window.session.form, length), None)
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    gc.freeze()  # as the program does when it has started
    for words, keys in KINDS.items():
        times = sorted(timed(act) for act in keys(window))
        yield words, statistics.median(times) * 1e3, times[-1] * 1e3
    window.session.undo.clear()
    window.session.undo.setClean()
    window.files.keeper.close()


def timed(act: Callable[[], object]) -> float:
    """Do something, and wait until the window has painted all of it."""
    start = time.perf_counter()
    act()
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return time.perf_counter() - start


def number(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Type a digit over a number, then Enter: the change, the totals, the checks."""
    window.steps.go_to("3")
    grid = window.page.grid
    for at in range(TIMES):
        grid.setCurrentIndex(grid.grid.place("t3.3-1.natural"))
        grid.setFocus()
        QTest.keyClicks(grid, str(at % 10))
        settle()
        yield lambda: QTest.keyClick(focused(), Key.Key_Return)


def digit(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Type the first digit, which opens the cell."""
    window.steps.go_to("3")
    grid = window.page.grid
    for at in range(TIMES):
        grid.setCurrentIndex(grid.grid.place("t3.3-1.natural"))
        grid.setFocus()
        settle()
        yield lambda at=at: QTest.keyClicks(focused(), str(at % 10))
        QTest.keyClick(focused(), Key.Key_Escape)
        settle()


def arrow(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Go to the next cell."""
    window.steps.go_to("3")
    grid = window.page.grid
    grid.setCurrentIndex(grid.grid.place("t3.1.natural"))
    grid.setFocus()
    for at in range(TIMES):
        key = Key.Key_Down if at % 20 < 19 else Key.Key_Up
        yield lambda key=key: QTest.keyClick(focused(), key)


def letter(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Write a letter into the middle of the longest passage, as an input method commits it."""
    editor = longest(window)
    for _ in range(TIMES):
        yield lambda: editor.insertPlainText("的")


def undo(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Take back, and make again, what was written."""
    editor = longest(window)
    for word in ("的", "了"):
        editor.insertPlainText(word)
        settle()
    for at in range(TIMES):
        deed = window.session.undo.undo if at % 2 == 0 else window.session.undo.redo
        yield deed


def number_in_text(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Write a digit into a sentence that the tables are compared with."""
    editor = longest(window)
    editor.insertPlainText("\n全年收到政府信息公开申请")
    settle()
    for at in range(TIMES):
        yield lambda at=at: editor.insertPlainText(str(at % 10) if at % 3 else "件，")


def step(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Turn to another page that was seen before."""
    for name in window.steps.ids:
        window.steps.go_to(name)
        settle()
    for at in range(TIMES):
        yield lambda at=at: window.steps.go_to(window.steps.ids[at % len(window.steps.ids)])


KINDS = {
    "a number entered in table three": number,
    "the digit that opens a cell": digit,
    "an arrow in the grid": arrow,
    "a letter in the longest passage": letter,
    "a digit in a sentence about applications": number_in_text,
    "undo and redo": undo,
    "another page": step,
}


def longest(window: MainWindow) -> QPlainTextEdit:
    """Put the caret into the middle of the longest passage."""
    window.steps.go_to("1")
    settle()
    editors = [e for e in window.page.findChildren(QPlainTextEdit) if not e.isReadOnly()]
    editor = max(editors, key=lambda each: len(each.toPlainText()))
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(len(editor.toPlainText()) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    settle()
    return editor


def settle() -> None:
    """Let everything that is under way come to an end."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        QApplication.processEvents()


def focused() -> QWidget:
    """Give what has the focus now."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise RuntimeError("nothing has the focus")
    return widget


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
