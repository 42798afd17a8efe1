"""One day in January: the annual report, from last year's file to the Word document, by keys alone.

It is read from top to bottom like a diary. Only the file choosers are replaced, by the path they
would give; everything else is key presses and what an input method commits.
"""

import io

import docx
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nianbao.io.export import export
from nianbao.ui import dialogs
from nianbao.ui.files import Files
from nianbao.ui.furniture import furnish
from nianbao.ui.incoming import Incoming
from nianbao.ui.main_window import MainWindow
from nianbao.ui.session import Session
from nianbao.ui.wait_dialog import WaitDialog

KEYS_A_SECOND = 2
"""What a clerk who looks for the keys manages; a trained one does five."""
KEYS_A_SIGN = 3
"""Key presses for a Chinese character: two of pinyin, one to choose it."""
SECONDS_A_DIALOG = 15
"""To read what a dialog says before it is answered."""
MOST_FINDINGS = 12
SECONDS_A_FINDING = 20
"""To read what is found, and to look it up."""
TEN_MINUTES = 600
MOST_KEYS = 150
"""About a minute of typing; reading takes the rest."""

SENTENCE = "这两个问题在年中的检查里也有反映。"

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Clerk:
    """Presses keys as the system would bring them, and counts them."""

    def __init__(self, window, qtbot):
        self.window = window
        self._qtbot = qtbot
        self.keys = 0
        self.dialogs = 0
        self.findings = 0

    def presses(self, *names):
        for name in names:
            combination = QKeySequence(name)[0]
            where = (QApplication.activeModalWidget() or self.window).windowHandle()
            QTest.keyClick(where, combination.key(), combination.keyboardModifiers())
            self.keys += 1
            self._let_it_settle()

    def types(self, figures):
        self.presses(*figures)

    def composes(self, words):
        """Type with an input method: what is being composed is seen first, then committed."""
        for text, commit in ((words[:1], ""), ("", words)):
            event = QInputMethodEvent(text, [])
            event.setCommitString(commit)
            QApplication.sendEvent(QApplication.focusWidget(), event)
        self.keys += KEYS_A_SIGN * len(words)
        self._let_it_settle()

    def will_answer(self, *names):
        """Answer the next dialog, once it has been read."""
        self.dialogs += 1

        def look():
            box = QApplication.activeModalWidget()
            waiting = isinstance(box, WaitDialog)  # a slow machine: that one needs no answer
            if box is not None and box.isActiveWindow() and not waiting:
                timer.stop()
                for name in names:
                    self.presses(name)

        timer = QTimer(self.window, interval=5)
        timer.timeout.connect(look)
        timer.start()

    def goes_to_the_next_finding(self):
        """Press F8 and read what is the matter."""
        self.presses("F8")
        self.findings += 1
        assert self.findings < MOST_FINDINGS, "going round in circles"
        return self.window.session.pointed_at.message

    def _let_it_settle(self):
        QApplication.sendPostedEvents()
        if QApplication.activeModalWidget() is None and not self.window.isActiveWindow():
            # There is no window manager here to come back to the window behind a dialog.
            with self._qtbot.waitActive(self.window):
                self.window.activateWindow()

    @property
    def seconds(self):
        """How long a person would have taken at most."""
        reading = self.dialogs * SECONDS_A_DIALOG + self.findings * SECONDS_A_FINDING
        return self.keys / KEYS_A_SECOND + reading


@pytest.fixture
def last_years_file(whole_book, seed_report, tmp_path):
    path = tmp_path / "2024年年报.xlsx"
    path.write_bytes(export(".xlsx", whole_book, seed_report).data)
    return path


@pytest.fixture
def clerk(qtbot, whole_book, tmp_path, monkeypatch, real_dialogs):
    """A clerk before the start page, with nothing open."""
    session = Session(whole_book)
    files = Files(session, tmp_path)
    files.start()
    window = MainWindow()
    furnish(window, session, files, Incoming(files, {whole_book.form.id: whole_book}))
    window.show_start([])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    for name in ("ask_take_over", "ask_explanation", "ask_zeros", "tell", "warn"):
        monkeypatch.setattr(dialogs, name, real_dialogs[name])
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.DISCARD)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Clerk(window, qtbot)


def test_the_clerks_day(clerk, last_years_file, monkeypatch, tmp_path):
    document = tmp_path / "2025年年报.docx"
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: last_years_file)
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: document)
    in_the_morning_there_is_nothing_but_last_years_file(clerk)
    the_cover_wants_the_day_of_signing(clerk)
    the_tables_want_five_numbers(clerk)
    part_five_wants_a_sentence_of_this_year(clerk)
    what_is_found_is_dealt_with(clerk)
    nothing_is_in_the_way_any_more(clerk)
    the_document_says_what_was_typed(docx.Document(io.BytesIO(document.read_bytes())))
    assert clerk.seconds < TEN_MINUTES, (clerk.keys, clerk.dialogs, clerk.findings)
    assert clerk.keys < MOST_KEYS


def in_the_morning_there_is_nothing_but_last_years_file(clerk):
    """The first way to begin: the program shows what it found in the file, the clerk takes it."""
    session = clerk.window.session
    assert session.report.entries == {}
    clerk.will_answer("Alt+T")
    clerk.presses("1")
    assert session.particulars.year == 2025
    assert session.particulars.organ == "赣州经济技术开发区企业服务和工信局"


def the_cover_wants_the_day_of_signing(clerk):
    clerk.presses("Alt+D")
    clerk.types("20260120")
    assert clerk.window.session.particulars.signature.date.isoformat() == "2026-01-20"


def the_tables_want_five_numbers(clerk):
    report = clerk.window.session.report

    # Two documents issued, one repealed. How many are in force follows by itself.
    clerk.presses("Ctrl+2", "Down")
    clerk.types("2")
    clerk.presses("Tab")
    clerk.types("1")
    clerk.presses("Return", "Ctrl+0")
    assert report.value("t2.documents.in_force") == 3 + 2 - 1

    # Three applications, two of them granted, one in part. The last figure comes out of the
    # Chinese input method, full width, and is a figure all the same.
    clerk.presses("Ctrl+3")
    clerk.types("3")
    clerk.presses("Return", "Down")
    clerk.types("2")
    clerk.presses("Return")
    clerk.composes("１")
    clerk.presses("Return", "Ctrl+0")
    assert report.value("t3.1.total") == report.value("t3.3-7.total") == 3

    # Nobody has complained.
    clerk.presses("Ctrl+4", "Ctrl+0")
    assert len(report.entries) == len(clerk.window.session.form.fields)


def part_five_wants_a_sentence_of_this_year(clerk):
    clerk.presses("Ctrl+5", "Ctrl+End")
    clerk.composes(SENTENCE)
    assert clerk.window.session.report.text["5"][0].body.endswith(SENTENCE)


def what_is_found_is_dealt_with(clerk):
    session = clerk.window.session

    # Part one speaks of one application where the table has three: a key puts the words right.
    while "公开申请1件" not in clerk.goes_to_the_next_finding():
        pass
    clerk.presses("Ctrl+F8")
    assert "公开申请3件" in session.report.text["1"][2].body

    # For the rest it is last year's text, for the work has not changed: ready reasons say so.
    while session.obstacles():
        said = clerk.goes_to_the_next_finding()
        if session.pointed_at in session.obstacles():
            assert "与上一年年报有" in said
            clerk.will_answer("Alt+1", "Ctrl+Return")
            clerk.presses("Ctrl+R")
    assert session.report.justifications


def nothing_is_in_the_way_any_more(clerk):
    clerk.presses("Ctrl+7")
    assert "可以导出正式的 Word 文档" in clerk.window.page.verdict.text()
    clerk.presses("Ctrl+E")
    assert "已导出" in clerk.window.statusBar().currentMessage()


def the_document_says_what_was_typed(written):
    words = "\n".join(paragraph.text for paragraph in written.paragraphs)
    for said in ("2025年政府信息公开工作年度报告", "2026年1月20日", "公开申请3件", SENTENCE):
        assert said in words
    two, three, _ = written.tables
    assert ["行政规范性文件", "2", "1", "4"] in [texts(row) for row in two.rows]
    assert figures(three, "一、本年新收政府信息公开申请数量") == "3000003"
    assert figures(three, "（一）予以公开") == "2000002"
    assert figures(three, "（二）部分公开") == "1000001"


def texts(row):
    return [cell.text.strip() for cell in row.cells]


def figures(table, label):
    """The figures of the row whose label begins so."""
    (row,) = (row for row in table.rows if any(text.startswith(label) for text in texts(row)))
    return "".join(texts(row)[-7:])
