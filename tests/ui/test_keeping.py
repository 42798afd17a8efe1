"""Nothing is lost: in the journal at once, in the file after a pause, in words if neither works."""

import contextlib
import errno
import os
import shutil
import subprocess
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from nianbao.io import atomic, saved_file
from nianbao.io import journal as journal_module
from nianbao.io.journal_reading import read_journal
from nianbao.io.saved_file import fingerprint
from nianbao.ui import dialogs, writer
from nianbao.ui import pause as pause_module

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = "t3.1.natural"


@pytest.fixture
def journal(own_folder):
    """Read the one journal there is; None where there is none."""

    def read():
        files = list((own_folder / "journals").glob("*.journal"))
        assert len(files) <= 1
        return read_journal(files[0]) if files else None

    return read


@pytest.fixture
def grid(window):
    """Table three, the first cell current."""
    window.steps.go_to("3")
    window.page.setFocus()
    return window.page.grid


@pytest.fixture
def opened(window, seed_file):
    """A window on a file, in table three, the first cell current."""
    window.incoming.open(window, seed_file)
    window.steps.go_to("3")
    window.page.setFocus()
    return window


def status(window):
    """What the status bar says all the time."""
    return window.findChild(QLabel, "kept").text()


def sentence(window):
    """What it says in full, where something is wrong."""
    return window.findChild(QLabel, "kept").toolTip()


class TestTheJournal:
    def test_a_number_is_kept_the_moment_it_is_entered(self, grid, press, journal, form):
        press("7", Key.Key_Return)
        assert journal().report(form).value(FIRST) == 7
        press("8", Key.Key_Tab)
        assert journal().report(form).value("t3.2.natural") == 8
        assert journal().changes == 2

    def test_what_is_still_being_typed_is_not_kept(self, grid, press, journal, form):
        press("7", Key.Key_Return, "1", "2")
        assert journal().changes == 1
        assert journal().report(form).value("t3.2.natural") is None

    def test_undo_is_kept_too(self, grid, window, press, journal, form):
        press("7", Key.Key_Return)
        window.session.undo.undo()
        assert journal().report(form).value(FIRST) is None

    def test_words_are_kept_as_they_are_typed(self, window, press, journal, form):
        window.steps.go_to("5")
        window.page.setFocus()
        press("abc")
        assert "abc" in journal().report(form).text["5"][0].body

    def test_it_names_its_file_and_what_that_held(self, opened, press, journal, seed_file):
        press("7", Key.Key_Return)
        assert journal().path == seed_file
        assert fingerprint(seed_file) in journal().hashes

    def test_a_report_only_looked_at_has_none(self, opened, journal):
        opened.steps.go_to("5")
        assert journal() is None

    def test_a_saved_report_has_none(self, opened, press, journal):
        press("7", Key.Key_Return)
        press(Key.Key_S, modifier=CTRL)
        assert journal() is None

    def test_a_report_of_which_everything_was_undone_has_none(self, opened, press, journal, pause):
        press("7", Key.Key_Return)
        opened.session.undo.undo()
        pause(opened)
        assert journal() is None


class TestAfterAPause:
    def test_the_file_is_written_two_seconds_after_the_last_change(
        self, opened, press, pause, seed_file, held
    ):
        press("7", Key.Key_Return)
        assert opened.files.keeper._pause._timer.interval() == 2000
        assert held(seed_file).value(FIRST) != 7
        assert opened.isWindowModified()
        pause(opened)
        assert held(seed_file).value(FIRST) == 7
        assert not opened.isWindowModified()
        assert status(opened).startswith("已自动保存 ")

    def test_without_a_name_nothing_is_written(self, grid, window, press, pause, tmp_path):
        press("7", Key.Key_Return)
        pause(window)
        assert list(tmp_path.iterdir()) == []
        assert window.isWindowModified()
        assert status(window) == "修改已记下，还没有存成文件"

    def test_a_clerk_who_never_pauses_is_saved_after_ten_seconds(self, opened, press, monkeypatch):
        now = [100.0]
        monkeypatch.setattr(pause_module.time, "monotonic", lambda: now[0])
        waits = []
        for _ in range(8):
            press("7", Key.Key_Return)
            waits.append(opened.files.keeper._pause._timer.interval())
            now[0] += 1.5
        assert waits == [2000, 2000, 2000, 2000, 2000, 2000, 1000, 0]

    def test_not_while_a_cell_is_open(self, opened, press, pause, seed_file, held, monkeypatch):
        now = [100.0]
        monkeypatch.setattr(pause_module.time, "monotonic", lambda: now[0])
        press("7", Key.Key_Return, "1")
        editor = QApplication.focusWidget()
        now[0] += 2
        pause(opened)
        assert held(seed_file).value(FIRST) != 7
        now[0] += 8  # a cell left open over lunch holds up nothing
        pause(opened)
        assert held(seed_file).value(FIRST) == 7
        assert held(seed_file).value("t3.2.natural") == 0
        assert QApplication.focusWidget() is editor
        press("2", Key.Key_Return)
        assert opened.session.report.value("t3.2.natural") == 12

    def test_what_is_typed_while_the_file_is_written_is_written_next(
        self, opened, press, pause, seed_file, held, journal, form, monkeypatch
    ):
        written = threading.Event()

        def slow(*given):
            assert written.wait(5)
            return saved_file.save_over(*given)

        monkeypatch.setattr(writer, "save_over", slow)
        press("7", Key.Key_Return)
        opened.files.keeper._pause._timer.timeout.emit()
        press("8", Key.Key_Return)
        written.set()
        assert opened.files.keeper.is_at_rest()
        assert held(seed_file).value(FIRST) == 7
        assert journal().report(form).value("t3.2.natural") == 8
        assert journal().changes == 1
        assert opened.isWindowModified()
        pause(opened)
        assert held(seed_file).value("t3.2.natural") == 8
        assert not opened.isWindowModified()

    def test_undoing_what_was_saved_is_saved_too(self, opened, press, pause, seed_file, held):
        before = held(seed_file).value(FIRST)
        press("7", Key.Key_Return)
        pause(opened)
        opened.session.undo.undo()
        pause(opened)
        assert held(seed_file).value(FIRST) == before

    def test_a_report_opened_without_a_change_is_never_written(self, opened, seed_file):
        facts = seed_file.stat()
        opened.close()
        assert seed_file.stat() == facts

    def test_closing_does_not_wait_for_the_pause(self, opened, press, seed_file, held, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: pytest.fail("asked"))
        press("7", Key.Key_Return)
        opened.close()
        assert held(seed_file).value(FIRST) == 7


def change_the_file(path):
    path.write_text("{}", encoding="utf-8")


def delete_the_file(path):
    path.unlink()


def take_the_folder_away(path):
    path.parent.rename(path.parent.with_name("断开的网络盘"))


def bring_the_folder_back(path):
    path.parent.with_name("断开的网络盘").rename(path.parent)


TROUBLE = [
    pytest.param(change_the_file, "文件被别的程序改过", "请按 Ctrl+S", id="changed"),
    pytest.param(delete_the_file, "文件不见了", "移走或者删除", id="deleted"),
    pytest.param(take_the_folder_away, "写不进去", "网络盘断开", id="drive gone"),
]


class TestTroubleWithTheFile:
    """No dialog opens in any of these: the clerk types on."""

    @pytest.mark.parametrize(("happens", "few", "advice"), TROUBLE)
    def test_the_status_bar_says_it_once_and_nothing_is_lost(
        self, opened, press, pause, journal, form, seed_file, happens, few, advice
    ):
        said = []
        opened.files.keeper.told.connect(lambda few, _: said.append(few))
        happens(seed_file)
        for number in "789":
            press(number, Key.Key_Return)
            pause(opened)
        assert few in status(opened)
        assert advice in sentence(opened)
        assert "您的修改都已记下" in sentence(opened)
        assert sum("没有自动保存" in words for words in said) == 1
        assert journal().report(form).value("t3.3-1.natural") == 9
        assert opened.isWindowModified()

    def test_what_another_program_wrote_is_left_alone(self, opened, press, pause, seed_file):
        change_the_file(seed_file)
        press("7", Key.Key_Return)
        pause(opened)
        assert seed_file.read_text(encoding="utf-8") == "{}"

    def test_a_drive_that_comes_back_is_written_to(self, opened, press, pause, seed_file, held):
        take_the_folder_away(seed_file)
        press("7", Key.Key_Return)
        pause(opened)
        assert opened.files.keeper._pause._timer.interval() == 30_000
        bring_the_folder_back(seed_file)
        pause(opened)
        assert held(seed_file).value(FIRST) == 7
        assert sentence(opened) == ""

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (OSError(errno.ENOSPC, "full"), "磁盘已满"),
            (PermissionError(errno.EACCES, "no"), "不许写入"),
            (OSError(errno.EROFS, "no"), "磁盘或网络盘出错"),
        ],
        ids=["full disk", "read-only folder", "read-only disk"],
    )
    def test_a_disk_that_takes_nothing(
        self, opened, press, pause, seed_file, held, monkeypatch, error, words
    ):
        def refuse(*_):
            raise error

        before = held(seed_file).value(FIRST)
        with monkeypatch.context() as broken:
            broken.setattr(atomic, "_write_through", refuse)
            press("7", Key.Key_Return)
            pause(opened)
        assert words in sentence(opened)
        assert held(seed_file).value(FIRST) == before
        pause(opened)
        assert held(seed_file).value(FIRST) == 7

    def test_a_clock_set_back_hinders_nothing(self, opened, press, pause, seed_file, held):
        os.utime(seed_file, (10**9, 10**9))
        press("7", Key.Key_Return)
        pause(opened)
        os.utime(seed_file, (0, 0))
        press("8", Key.Key_Return)
        pause(opened)
        assert held(seed_file).value("t3.2.natural") == 8
        assert sentence(opened) == ""


class TestTroubleWithTheJournal:
    @pytest.fixture
    def full(self, monkeypatch):
        """The disk of the program's own folder is full; the file lies on another."""

        def refuse(*_):
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(journal_module, "_write", refuse)

    def test_the_clerk_is_told_to_save(self, grid, window, press, full):
        press("7", Key.Key_Return)
        assert status(window) == "✕ 修改没有记下"
        assert "磁盘已满" in sentence(window)
        assert "另存为" in sentence(window)

    def test_the_file_is_written_all_the_same(self, opened, press, pause, full, seed_file, held):
        press("7", Key.Key_Return)
        pause(opened)
        assert held(seed_file).value(FIRST) == 7
        assert sentence(opened) == ""

    def test_nobody_says_that_it_is_kept_where_nothing_is(
        self, opened, press, pause, full, seed_file
    ):
        take_the_folder_away(seed_file)
        press("7", Key.Key_Return)
        pause(opened)
        assert "没有能够记下来" in sentence(opened)

    def test_as_soon_as_there_is_room_all_of_it_is_kept(
        self, grid, window, press, pause, journal, form, monkeypatch
    ):
        def refuse(*_):
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as full:
            full.setattr(journal_module, "_write", refuse)
            press("7", Key.Key_Return)
            pause(window)
            assert status(window) == "✕ 修改没有记下"
        pause(window)
        assert journal().report(form).value(FIRST) == 7
        assert status(window) == "修改已记下，还没有存成文件"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 KB of its own, where this machine lets one be made."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None:
        pytest.skip("no file system can be mounted here")
    disk = tmp_path / "小盘"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if subprocess.run([mount, *options], check=False, capture_output=True).returncode != 0:
        pytest.skip("no file system may be mounted here")
    yield disk
    subprocess.run([unmount, "-l", str(disk)], check=True)


def fill_up(disk):
    """Leave no room on a disk; give the file that takes it."""
    path = disk / "别人的文件"
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(512))
    return path


def test_a_disk_that_is_really_full(small_disk, window, seed_file, press, pause, held):
    path = small_disk / seed_file.name
    path.write_bytes(seed_file.read_bytes())
    window.incoming.open(window, path)
    window.steps.go_to("3")
    window.page.setFocus()
    before = path.read_bytes()
    too_much = fill_up(small_disk)
    press("7", Key.Key_Return)
    pause(window)
    assert "磁盘已满" in sentence(window)
    assert path.read_bytes() == before
    too_much.unlink()
    pause(window)
    assert held(path).value(FIRST) == 7
    window.close()
    assert list(small_disk.iterdir()) == [path]


class TestACellThatIsStillOpen:
    """Saving, leaving and exporting enter it first, as Excel does."""

    def test_saving(self, opened, press, seed_file, held):
        press("1", "2")
        press(Key.Key_S, modifier=CTRL)
        assert held(seed_file).value(FIRST) == 12
        assert not opened.isWindowModified()
        assert QApplication.focusWidget() is opened.page.grid

    def test_closing_the_window(self, opened, press, seed_file, held):
        press("1", "2")
        opened.close()
        assert held(seed_file).value(FIRST) == 12

    @pytest.mark.parametrize("deed", ["ExportDraft", "ExportWord", "ExportExcel", "ExportReview"])
    def test_exporting(self, opened, press, monkeypatch, deed):
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: None)
        monkeypatch.setattr(dialogs, "warn", lambda *_: None)
        press("1", "2")
        opened.deeds[deed]()
        assert opened.session.report.value(FIRST) == 12


class TestSavingByHand:
    @pytest.fixture
    def answers(self, monkeypatch):
        """What the clerk answers, in this order; what was asked is kept."""

        def give(**answered):
            asked = []
            for name, given in answered.items():
                left = list(given)

                def ask(*words, left=left, name=name):
                    asked.append((name, words[1] if len(words) > 1 else ""))
                    return left.pop(0)

                monkeypatch.setattr(dialogs, name, ask)
            return asked

        return give

    def test_what_another_program_wrote_is_asked_about_first(
        self, opened, press, answers, seed_file, held
    ):
        press("7", Key.Key_Return)
        change_the_file(seed_file)
        asked = answers(ask_conflict=[dialogs.Conflict.CANCEL, dialogs.Conflict.OVERWRITE])
        press(Key.Key_S, modifier=CTRL)
        assert seed_file.read_text(encoding="utf-8") == "{}"
        press(Key.Key_S, modifier=CTRL)
        assert held(seed_file).value(FIRST) == 7
        assert asked == [("ask_conflict", seed_file.name)] * 2

    def test_what_it_wrote_is_kept_as_a_version(self, opened, press, answers, seed_file):
        press("7", Key.Key_Return)
        change_the_file(seed_file)
        answers(ask_conflict=[dialogs.Conflict.OVERWRITE])
        press(Key.Key_S, modifier=CTRL)
        kept = opened.files.keeper.versions.of(seed_file)
        assert b"{}" in [version.file.read_bytes() for version in kept]

    def test_a_deleted_file_is_made_anew(self, opened, press, pause, seed_file, held):
        delete_the_file(seed_file)
        press("7", Key.Key_Return)
        pause(opened)
        press(Key.Key_S, modifier=CTRL)
        assert held(seed_file).value(FIRST) == 7
        assert sentence(opened) == ""
        press("8", Key.Key_Return)
        pause(opened)
        assert held(seed_file).value("t3.2.natural") == 8

    @pytest.mark.qt_log_ignore("Could not remove our own lock file", extend=True)
    def test_where_the_drive_is_gone_another_place_will_do(
        self, opened, press, answers, seed_file, held, tmp_path
    ):
        take_the_folder_away(seed_file)
        press("7", Key.Key_Return)
        other = tmp_path / "桌面上的年报.nianbao"
        asked = answers(ask_retry=[dialogs.Retry.AGAIN, dialogs.Retry.ELSEWHERE], ask_save=[other])
        press(Key.Key_S, modifier=CTRL)
        assert held(other).value(FIRST) == 7
        assert "网络盘" in asked[0][1]
        assert opened.windowTitle().startswith(other.name)
        assert not opened.isWindowModified()

    def test_given_up_for_now_it_is_tried_again_later(
        self, opened, press, pause, answers, seed_file, held
    ):
        take_the_folder_away(seed_file)
        press("7", Key.Key_Return)
        answers(ask_retry=[dialogs.Retry.CANCEL])
        press(Key.Key_S, modifier=CTRL)
        bring_the_folder_back(seed_file)
        pause(opened)
        assert held(seed_file).value(FIRST) == 7

    def test_a_drive_that_does_not_answer_is_named_and_nothing_is_written_twice(
        self, opened, press, answers, seed_file, held, monkeypatch
    ):
        monkeypatch.setattr(writer, "PATIENCE_SECONDS", 0.01)
        answered = threading.Event()

        def hang(*given):
            assert answered.wait(5)
            return saved_file.save_over(*given)

        monkeypatch.setattr(writer, "save_over", hang)
        press("7", Key.Key_Return)
        opened.files.keeper._pause._timer.timeout.emit()
        asked = answers(ask_retry=[dialogs.Retry.CANCEL])
        press("8", Key.Key_Return)
        press(Key.Key_S, modifier=CTRL)
        assert "没有反应" in asked[0][1]
        answered.set()
        monkeypatch.setattr(writer, "PATIENCE_SECONDS", 5)
        press(Key.Key_S, modifier=CTRL)
        assert held(seed_file).value("t3.2.natural") == 8
        assert not opened.isWindowModified()

    def test_save_as_takes_journal_and_autosave_along(
        self, opened, press, pause, journal, answers, seed_file, held, tmp_path
    ):
        before = seed_file.read_bytes()
        other = tmp_path / "另存的年报.nianbao"
        answers(ask_save=[other])
        opened.deeds["SaveAs"]()
        press("7", Key.Key_Return)
        assert journal().path == other
        pause(opened)
        assert held(other).value(FIRST) == 7
        assert seed_file.read_bytes() == before


def test_unsaved_changes_that_were_given_up_can_still_be_found(grid, window, press, own_folder):
    press("7", Key.Key_Return)
    window.close()
    assert len(list((own_folder / "kept").glob("*.journal"))) == 1


def test_the_cover_counts_as_much_as_a_table(window, ime, press, journal, form):
    window.steps.go_to("cover")
    window.page.organ.setFocus()
    ime(window.page.organ, "某市某局")
    press(Key.Key_Tab)
    assert journal().report(form).particulars.organ == "某市某局"
