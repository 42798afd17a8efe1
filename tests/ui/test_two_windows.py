"""One file, one window: the second may have a copy; what a dead program left is no hindrance."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.ui import dialogs
from nianbao.ui.file_lock import FileLock, Holder

FIRST = "t3.1.natural"
HOLD = """
import sys
from pathlib import Path
from nianbao.ui.file_lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.take().name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def first(window, seed_file):
    """The window that has the file."""
    window.incoming.open(window, seed_file)
    return window


@pytest.fixture
def second(new_window, first):
    return new_window()


@pytest.fixture
def answer(monkeypatch):
    """Answer what is asked about a file in use; what was said is kept."""
    said = []

    def give(given):
        def ask(_window, words, abandoned):
            said.append((words, abandoned))
            return given

        monkeypatch.setattr(dialogs, "ask_in_use", ask)
        return said

    return give


@pytest.fixture
def warned(monkeypatch):
    words = []
    monkeypatch.setattr(dialogs, "warn", lambda *args: words.append(args[2]))
    return words


@pytest.fixture
def another_program(seed_file):
    """The file is open in another process; it can be killed."""
    command = [sys.executable, "-c", HOLD, str(seed_file)]
    source = str(Path(__file__).parents[2] / "src")
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": source},
        text=True,
    ) as child:
        assert child.stdout.readline().strip() == "NOBODY_ELSE"
        yield child
        child.kill()


class TestTheSecondWindow:
    def test_is_told_who_has_the_file_and_may_leave_it(self, second, answer, seed_file):
        said = answer(dialogs.InUse.CANCEL)
        second.incoming.open(second, seed_file)
        assert said == [("“年报（2024）.nianbao”已经在年报助手的另一个窗口里打开着。", False)]
        assert second.session.path is None
        assert not second.session.report.entries

    def test_may_have_a_copy_without_a_name(self, second, answer, seed_file):
        answer(dialogs.InUse.COPY)
        second.incoming.open(second, seed_file)
        assert second.windowTitle().startswith("年报（2024）（副本）")
        assert second.session.path is None
        assert second.session.report.value("t3.2.natural") == 0
        assert not second.isWindowModified()

    def test_cannot_save_the_copy_over_the_file(
        self, second, answer, warned, seed_file, held, tmp_path, monkeypatch
    ):
        answer(dialogs.InUse.COPY)
        second.incoming.open(second, seed_file)
        second.session.type({FIRST: "7"})
        names = [seed_file, tmp_path / "副本.nianbao"]
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: names.pop(0))
        second.deeds["Save"]()
        assert "另一个窗口" in warned[0]
        assert held(seed_file).value(FIRST) != 7
        assert held(tmp_path / "副本.nianbao").value(FIRST) == 7
        assert second.session.path == tmp_path / "副本.nianbao"

    def test_may_have_the_file_once_the_first_is_closed(self, second, first, seed_file):
        first.close()
        second.incoming.open(second, seed_file)
        assert second.session.path == seed_file

    @pytest.mark.parametrize("leaves", ["New", "Example"])
    def test_or_once_the_first_has_turned_to_another_report(self, second, first, seed_file, leaves):
        first.deeds[leaves]()
        second.incoming.open(second, seed_file)
        assert second.session.path == seed_file


class TestSaveAs:
    def test_the_new_file_is_this_windows_and_the_old_one_anybodys(
        self, first, second, answer, seed_file, tmp_path, monkeypatch
    ):
        other = tmp_path / "另存.nianbao"
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: other)
        first.deeds["SaveAs"]()
        said = answer(dialogs.InUse.CANCEL)
        second.incoming.open(second, other)
        assert len(said) == 1
        second.incoming.open(second, seed_file)
        assert second.session.path == seed_file

    def test_given_up_the_old_file_is_still_this_windows(
        self, first, second, answer, seed_file, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "没有" / "另存.nianbao")
        monkeypatch.setattr(dialogs, "ask_retry", lambda *_: dialogs.Retry.CANCEL)
        first.deeds["SaveAs"]()
        said = answer(dialogs.InUse.CANCEL)
        second.incoming.open(second, seed_file)
        assert len(said) == 1

    def test_the_same_file_once_more_is_no_question(self, first, seed_file, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: seed_file)
        first.deeds["SaveAs"]()
        assert first.session.path == seed_file

    def test_opening_the_file_that_is_open_reads_it_anew(self, first, seed_file):
        first.incoming.open(first, seed_file)
        assert first.session.path == seed_file


class TestAnotherProgram:
    def test_a_living_one_has_the_file(self, another_program, seed_file):
        assert FileLock(seed_file).take() is Holder.HERE

    @pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
    def test_the_lock_of_a_killed_one_is_taken_over(self, another_program, seed_file):
        another_program.send_signal(signal.SIGKILL)
        another_program.wait()
        lock = FileLock(seed_file)
        assert lock.take() is Holder.NOBODY_ELSE
        lock.release()
        assert [path.name for path in seed_file.parent.iterdir()] == [seed_file.name]

    @pytest.fixture
    def elsewhere(self, seed_file):
        """The lock of a computer that was switched off with the file open."""
        lock = seed_file.with_name(f".{seed_file.name}.lock")
        lock.write_text("4711\nnianbao\nBGS-PC7\n", encoding="utf-8")
        return lock

    def test_on_another_computer_is_named(self, window, elsewhere, answer, seed_file):
        said = answer(dialogs.InUse.CANCEL)
        window.incoming.open(window, seed_file)
        assert said == [("“年报（2024）.nianbao”正在另一台电脑（BGS-PC7）上打开着。", True)]
        assert socket.gethostname() not in said[0][0]

    @pytest.mark.parametrize("name", ["BGS-PC7", "bgs-pc7"])
    def test_a_lock_with_windows_own_name_of_this_computer_is_ours(
        self, elsewhere, seed_file, monkeypatch, name
    ):
        monkeypatch.setenv("COMPUTERNAME", name)
        # Where Qt itself knows the name it also sees that the program is gone.
        assert FileLock(seed_file).take() in {Holder.HERE, Holder.NOBODY_ELSE}

    def test_that_was_switched_off_can_be_passed_over(
        self, window, new_window, elsewhere, answer, seed_file
    ):
        said = answer(dialogs.InUse.FORCE)
        window.incoming.open(window, seed_file)
        assert window.session.path == seed_file
        other = new_window()
        answer(dialogs.InUse.CANCEL)
        other.incoming.open(other, seed_file)
        assert said[-1][1] is False  # it is this computer's now

    def test_where_no_lock_can_be_made_the_file_opens_all_the_same(self, window, seed_file):
        long = seed_file.rename(seed_file.with_name(f"{'年' * 81}.nianbao"))
        window.incoming.open(window, long)
        assert window.session.path == long


def test_an_open_file_leaves_nothing_beside_it_when_closed(first, seed_file):
    first.close()
    assert [path.name for path in seed_file.parent.iterdir()] == [seed_file.name]
