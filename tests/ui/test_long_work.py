"""Work that takes its time: the window stays alive, says what is being done, and can be stopped."""

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton

from nianbao.core.report import Change, Passage
from nianbao.io.export import export
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_json import write_report
from nianbao.ui import dialogs, exporting, long_work, reading
from nianbao.ui.long_work import StoppedError, done_aside
from nianbao.ui.wait_dialog import WaitDialog

SECONDS = 20
"""How long a test may take before it has failed."""


class Slow:
    """Work that waits until it is let go, as a slow drive would make it."""

    def __init__(self, work=lambda: "好了"):
        self.let_go = threading.Event()
        self.begun = threading.Event()
        self.ended = threading.Event()
        self.thread = None
        self._work = work

    def __call__(self, *args, **named):
        self.thread = threading.current_thread()
        self.begun.set()
        assert self.let_go.wait(SECONDS)
        try:
            return self._work(*args, **named)
        finally:
            self.ended.set()


@pytest.fixture
def waiting(qtbot):
    """Do something, once, as soon as the dialog that waits is on the screen."""

    def when_shown(act):
        seen = []

        def look():
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, WaitDialog):
                return
            dialog.activateWindow()  # as a window manager would
            if dialog.isActiveWindow():
                timer.stop()
                seen.append(dialog)
                act(dialog)

        timer = QTimer(interval=5)
        timer.timeout.connect(look)
        timer.start()
        seen.append(timer)
        return seen

    return when_shown


def dialogs_seen(seen):
    return [one for one in seen if isinstance(one, WaitDialog)]


class TestWaiting:
    def test_short_work_is_not_seen(self, window, monkeypatch):
        monkeypatch.setattr(dialogs, "wait_for", lambda *_: pytest.fail("a dialog flashed up"))
        assert done_aside(window, "正在读", lambda: 42) == 42

    def test_work_is_done_in_another_thread(self, window):
        assert done_aside(window, "正在读", threading.current_thread) is not (
            threading.current_thread()
        )

    def test_long_work_shows_what_is_done_and_closes_by_itself(self, window, waiting):
        slow = Slow()

        def look(dialog):
            assert dialog.words.text() == "正在读“去年.xlsx”……"
            bar = dialog.findChild(QProgressBar)
            assert (bar.minimum(), bar.maximum()) == (0, 0)
            assert bar.accessibleName() == "正在读“去年.xlsx”"
            slow.let_go.set()

        seen = waiting(look)
        assert done_aside(window, "正在读“去年.xlsx”", slow) == "好了"
        assert dialogs_seen(seen)

    def test_the_window_is_alive_meanwhile(self, window, waiting, qtbot):
        """Timers run and the window paints itself; only keys and clicks stay out."""
        slow = Slow()
        ticks = []
        waiting(lambda _: QTimer.singleShot(0, lambda: (ticks.append(1), slow.let_go.set())))
        done_aside(window, "正在读", slow)
        assert ticks

    def test_it_says_for_how_long(self, qtbot, window):
        dialog = WaitDialog("正在读", lambda: False, window, may_stop=True)
        qtbot.addWidget(dialog)
        dialog.say_taken(0)
        assert dialog.taken.text() == "不想等可以取消，年报和文件都保持原样。"
        dialog.say_taken(7)
        assert dialog.taken.text().startswith("已经用了 7 秒。")
        dialog.say_taken(65)
        assert dialog.taken.text().startswith("已经用了 1 分 5 秒。")

    @pytest.mark.parametrize("way", ["Esc", "Enter on the button", "Alt+C"])
    def test_it_can_be_stopped_by_a_key(self, window, waiting, qtbot, way):
        slow = Slow()

        def stop(dialog):
            button = dialog.findChild(QPushButton)
            if way == "Esc":
                qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            elif way == "Alt+C":
                qtbot.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
            else:
                assert QApplication.focusWidget() is button
                qtbot.keyClick(button, Qt.Key.Key_Return)

        waiting(stop)
        with pytest.raises(StoppedError):
            done_aside(window, "正在读", slow)
        slow.let_go.set()
        assert slow.ended.wait(SECONDS)

    def test_what_must_not_be_cut_short_cannot_be(self, window, waiting, qtbot):
        slow = Slow()

        def try_to_stop(dialog):
            assert dialog.findChild(QPushButton) is None
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            assert dialog.isVisible()
            dialog.close()
            assert dialog.isVisible()
            slow.let_go.set()

        waiting(try_to_stop)
        assert done_aside(window, "正在写", slow, may_stop=False) == "好了"

    @pytest.mark.parametrize("long", [False, True], ids=["at once", "after a while"])
    def test_what_goes_wrong_is_raised_where_it_was_asked_for(self, window, waiting, long):
        def fail():
            raise Refused(Refusal.EMPTY, "空.xlsx")

        slow = Slow(fail)
        if long:
            waiting(lambda _: slow.let_go.set())
        else:
            slow.let_go.set()
        with pytest.raises(Refused) as raised:
            done_aside(window, "正在读", slow)
        assert raised.value.code is Refusal.EMPTY


@pytest.fixture
def last_year(book, seed_report, tmp_path):
    path = tmp_path / "去年.xlsx"
    path.write_bytes(export(".xlsx", book, seed_report).data)
    return path


@pytest.fixture
def slow_reading(monkeypatch):
    """A drive that takes its time over every file."""
    slow = Slow(reading.read_any)
    monkeypatch.setattr(reading, "read_any", slow)
    return slow


def stop(dialog):
    dialog.reject()


class TestReadingABigFile:
    """Import, open, and start from last year read aside; stopped, they leave all as it was."""

    @pytest.mark.parametrize("action", ["actionImport", "actionStart", "actionOpen"])
    def test_stopped_it_leaves_everything_as_it_was(
        self, seed_window, last_year, slow_reading, waiting, monkeypatch, action
    ):
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: last_year)
        session = seed_window.session
        before, folder = write_report(session.report, session.form), seed_window.files.folder
        waiting(stop)
        seed_window.findChild(QAction, action).trigger()
        assert slow_reading.begun.is_set()
        assert write_report(session.report, session.form) == before
        assert session.undo.count() == 0
        assert session.path is None
        assert seed_window.files.folder == folder
        assert "已取消" in seed_window.statusBar().currentMessage()
        slow_reading.let_go.set()
        assert slow_reading.ended.wait(SECONDS)

    def test_what_comes_late_is_dropped(
        self, window, last_year, slow_reading, waiting, monkeypatch, qtbot
    ):
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: last_year)
        waiting(stop)
        window.incoming.ask_import(window)
        slow_reading.let_go.set()
        slow_reading.thread.join(SECONDS)
        QApplication.sendPostedEvents()
        assert not window.session.report.entries

    @pytest.mark.parametrize(("action", "year"), [("actionImport", 2024), ("actionStart", 2025)])
    def test_waited_for_it_is_one_step(
        self, window, last_year, slow_reading, waiting, monkeypatch, action, year
    ):
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: last_year)
        monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
        waiting(lambda _: slow_reading.let_go.set())
        window.findChild(QAction, action).trigger()
        assert slow_reading.thread is not threading.current_thread()
        assert window.session.particulars.year == year
        assert window.session.undo.count() == 1

    def test_a_file_that_cannot_be_read_is_refused_in_the_same_words(
        self, window, slow_reading, waiting, monkeypatch, tmp_path
    ):
        path = tmp_path / "空.xlsx"
        path.write_bytes(b"")
        warned = []
        monkeypatch.setattr(dialogs, "warn", lambda *args: warned.append(args[1:]))
        waiting(lambda _: slow_reading.let_go.set())
        window.incoming.open(window, path)
        assert warned[0][0] == "没有读入"
        assert "空.xlsx" in warned[0][1]

    def test_a_long_text_is_checked_before_the_window_shows_it(
        self, window, book, form, seed_report, tmp_path, monkeypatch
    ):
        """The rules look at it aside; what they found out is remembered for the window."""
        seed_report.apply(Change(text={"1": (Passage("", "收到申请3件。" * 2000),)}))
        path = tmp_path / "长.nianbao"
        path.write_text(write_report(seed_report, form), encoding="utf-8")
        threads = []
        check = type(book).check

        def watched(self, report):
            threads.append(threading.current_thread())
            return check(self, report)

        monkeypatch.setattr(type(book), "check", watched)
        window.incoming.open(window, path)
        assert threads[0] is not threading.main_thread()
        assert threads[-1] is threading.main_thread()


class TestExportingALongReport:
    @pytest.fixture
    def slow_export(self, monkeypatch):
        slow = Slow(exporting.make_document)
        monkeypatch.setattr(exporting, "make_document", slow)
        return slow

    def test_stopped_it_writes_nothing(
        self, seed_window, slow_export, waiting, monkeypatch, tmp_path
    ):
        path = tmp_path / "年报.docx"
        path.write_bytes("原来的".encode())
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: path)
        waiting(stop)
        seed_window.findChild(QAction, "actionExportDraft").trigger()
        assert path.read_bytes() == "原来的".encode()
        assert "已取消" in seed_window.statusBar().currentMessage()
        slow_export.let_go.set()
        slow_export.thread.join(SECONDS)
        assert path.read_bytes() == "原来的".encode()

    def test_it_is_made_from_the_report_as_it_was_when_asked_for(
        self, seed_window, slow_export, waiting, monkeypatch, tmp_path
    ):
        """Stopped, it goes on for a while: what is typed meanwhile must not get in its way."""
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "年报.docx")
        given = []
        monkeypatch.setattr(
            slow_export, "_work", lambda _ending, _book, report, **_: given.append(report)
        )
        waiting(stop)
        seed_window.findChild(QAction, "actionExportDraft").trigger()
        before = dict(seed_window.session.report.entries)
        seed_window.session.type({"t3.1.natural": "77"})
        slow_export.let_go.set()
        slow_export.thread.join(SECONDS)
        assert given[0] is not seed_window.session.report
        assert dict(given[0].entries) == before

    @pytest.mark.parametrize("action", ["actionExportDraft", "actionExportExcel"])
    def test_waited_for_it_is_written(
        self, seed_window, slow_export, waiting, monkeypatch, tmp_path, action
    ):
        path = tmp_path / ("年报.xlsx" if action == "actionExportExcel" else "年报.docx")
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: path)
        waiting(lambda _: slow_export.let_go.set())
        seed_window.findChild(QAction, action).trigger()
        assert path.stat().st_size > 1000
        assert slow_export.thread is not threading.current_thread()


def test_no_dialog_is_shown_for_less_than_a_third_of_a_second():
    assert 0.2 <= long_work.UNSEEN_SECONDS <= 1 / 3
