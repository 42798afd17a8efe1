"""From a key to the painted result: in the program's window, and in the smallest there is.

Each key is followed by everything it sets off: the check of the whole report, every list and
label that follows, and the painting. Both windows get the same keys, a block of them each in
turn. Garbage is collected as it is at work: what a person feels is to be told.
"""

import sys
from collections.abc import Iterator, Mapping

from desks import BareDesk, Desk, OurDesk
from long_report import LARGEST, long_report
from measured import SIZES, Effort, Limit, Pair, Row
from pressing import Keys, Kind, in_blocks, settle
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.ui.main_window import MainWindow

FIRST_LETTER = 0x4E00
FELT = Limit(typical=16, worst=50)
Key = Qt.Key


def rows(effort: Effort) -> Iterator[Row]:
    """Measure each kind of key in a report of the largest length, and in one of ten times that."""
    qInstallMessageHandler(complain)
    make_application()
    window = make_window(all_books())
    found: dict[str, dict[int, Pair]] = {what: {} for what in KINDS}
    for size in SIZES:
        desks = make_desks(window, LARGEST * size)
        for what, keys in KINDS.items():
            found[what][size] = in_blocks(effort, desks, keys)
        desks[1].window.close()
    for what, sizes in found.items():
        yield Row(what, "the same in bare widgets", "ms", sizes, FELT)
    window.session.undo.clear()
    window.session.undo.setClean()
    window.files.keeper.close()


def make_desks(window: MainWindow, length: int) -> tuple[Desk, Desk]:
    """Open a report of so many characters; make the bare window for the same."""
    window.session.open(long_report(window.session.form, length), None)
    ours = OurDesk(window)
    model = ours.table()[0].model()
    bare = BareDesk(ours.text().toPlainText(), model.rowCount(), model.columnCount())
    for desk in (ours, bare):
        desk.window.resize(1366, 690)
        desk.window.show()
    return ours, bare


def enter(desk: Desk, numbers: range) -> Keys:
    """Type a digit over a number, then Enter: the change, the totals, the checks."""
    table, place = desk.table()
    for at in numbers:
        table.setCurrentIndex(place)
        table.setFocus()
        QTest.keyClicks(table, str(at % 10))
        yield lambda: QTest.keyClick(focused(), Key.Key_Return)


def digit(desk: Desk, numbers: range) -> Keys:
    """Type the first digit, which opens the cell."""
    table, place = desk.table()
    for at in numbers:
        table.setCurrentIndex(place)
        table.setFocus()
        yield lambda at=at: QTest.keyClicks(table, str(at % 10))
        QTest.keyClick(focused(), Key.Key_Escape)


def arrow(desk: Desk, numbers: range) -> Keys:
    """Go to the next cell, and back."""
    table, place = desk.table()
    table.setCurrentIndex(place)
    table.setFocus()
    for at in numbers:
        key = Key.Key_Up if at % 2 else Key.Key_Down
        yield lambda key=key: QTest.keyClick(table, key)


def letter(desk: Desk, numbers: range) -> Keys:
    """Write a letter into the middle of the longest passage, as an input method commits it."""
    return written(in_the_middle(desk), "", (chr(FIRST_LETTER + at) for at in numbers))


def digit_in_text(desk: Desk, numbers: range) -> Keys:
    """Write a digit into a sentence that the tables are compared with."""
    sentence = "\n全年收到政府信息公开申请1"
    return written(in_the_middle(desk), sentence, (str(at % 10) for at in numbers))


def written(editor: QPlainTextEdit, before: str, words: Iterator[str]) -> Keys:
    """Write, each time something else; take it all away again, so that the text stays as long."""
    begin = editor.textCursor().position()
    if before:
        editor.insertPlainText(before)
    for word in words:
        yield lambda word=word: editor.insertPlainText(word)
    cursor = editor.textCursor()
    cursor.setPosition(begin, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def undo(desk: Desk, numbers: range) -> Keys:
    """Take back, and make again, what was written."""
    in_the_middle(desk).insertPlainText("的")
    settle()
    deeds = desk.history()
    for at in numbers:
        yield deeds[at % 2]


def page(desk: Desk, numbers: range) -> Keys:
    """Turn to the passages and back to the table."""
    for at in numbers:
        yield lambda at=at: desk.turn(at)


KINDS: Mapping[str, Kind] = {
    "key: Enter after a number": enter,
    "key: digit that opens a cell": digit,
    "key: arrow in the table": arrow,
    "key: letter in a passage": letter,
    "key: digit in a checked sentence": digit_in_text,
    "key: undo, redo": undo,
    "key: another page": page,
}


def in_the_middle(desk: Desk) -> QPlainTextEdit:
    """Put the caret at the end of a paragraph in the middle of the text."""
    editor = desk.text()
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    return editor


def focused() -> QWidget:
    """Give what has the focus now."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise RuntimeError("nothing has the focus")
    return widget


def complain(_kind: object, _context: object, message: str) -> None:
    """Pass on what Qt says, but for what it always says where there is no screen."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)
