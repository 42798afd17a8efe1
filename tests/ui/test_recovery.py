"""After a kill: what was typed is offered, taken or left, and never put into a strange file."""

import os

import pytest
from PySide6.QtCore import Qt

from nianbao.ui import dialogs
from nianbao.ui.recovery import Recovery

Key = Qt.Key
FIRST = "t3.1.natural"


@pytest.fixture
def type_in(press):
    """Type a number into the first cell of table three."""

    def type_number(window, number):
        window.steps.go_to("3")
        window.page.setFocus()
        press(number, Key.Key_Return)

    return type_number


@pytest.fixture
def killed(new_window, type_in, kill):
    """A window in which a number was typed, killed before the file was written."""

    def run(number, path=None):
        window = new_window()
        if path is not None:
            window.incoming.open(window, path)
        type_in(window, number)
        kill(window)

    return run


@pytest.fixture
def offers(monkeypatch):
    """What is offered; the clerk answers alike each time."""
    asked = []

    def answer(taken):
        def ask(_window, words):
            asked.append(words)
            return taken

        monkeypatch.setattr(dialogs, "ask_recover", ask)
        return asked

    return answer


@pytest.fixture
def told(monkeypatch):
    """What the clerk was told in a dialog without a choice."""
    words = []
    monkeypatch.setattr(dialogs, "tell", lambda *args: words.append(args[2]))
    return words


def start(window):
    """Do what the program does when its window stands."""
    Recovery(window.files.saving).at_start(window)
    return window


def journals(own_folder, where):
    return list((own_folder / where).glob("*.journal"))


class TestAReportThatHadNoName:
    def test_it_is_offered_and_taken_up_unsaved(self, killed, new_window, offers):
        killed("7")
        asked = offers(taken=True)
        window = start(new_window())
        assert len(asked) == 1
        assert "还没有存成文件" in asked[0]
        assert "1 处修改" in asked[0]
        assert window.session.report.value(FIRST) == 7
        assert window.session.path is None
        assert window.isWindowModified()

    def test_killed_once_more_before_anything_is_typed_it_is_offered_again(
        self, killed, new_window, offers, kill
    ):
        killed("7")
        asked = offers(taken=True)
        kill(start(new_window()))
        window = start(new_window())
        assert len(asked) == 2
        assert "1 处修改" in asked[1]
        assert window.session.report.value(FIRST) == 7

    def test_declined_it_is_asked_about_once_and_stays_in_the_list(
        self, killed, new_window, offers, own_folder
    ):
        killed("7")
        asked = offers(taken=False)
        assert start(new_window()).session.report.value(FIRST) is None
        start(new_window())
        assert len(asked) == 1
        assert len(journals(own_folder, "kept")) == 1

    def test_of_several_the_clerk_takes_one_and_the_others_wait(
        self, killed, new_window, offers, own_folder
    ):
        killed("7")
        killed("8")
        asked = offers(taken=True)
        for _ in range(3):
            start(new_window())
        assert len(asked) == 2


class TestAReportInAFile:
    def test_it_goes_on_in_its_file_which_changes_when_the_clerk_saves(
        self, killed, new_window, offers, seed_file, held, press
    ):
        before = held(seed_file).value(FIRST)
        killed("7", seed_file)
        asked = offers(taken=True)
        window = start(new_window())
        assert seed_file.name in asked[0]
        assert window.session.path == seed_file
        assert window.session.report.value(FIRST) == 7
        assert held(seed_file).value(FIRST) == before
        assert window.isWindowModified()
        window.deeds["Save"]()
        assert held(seed_file).value(FIRST) == 7
        start(new_window())
        assert len(asked) == 1

    def test_it_is_offered_when_the_file_is_opened_too(self, killed, new_window, offers, seed_file):
        killed("7", seed_file)
        asked = offers(taken=True)
        window = new_window()
        window.incoming.open(window, seed_file)
        assert len(asked) == 1
        assert window.session.report.value(FIRST) == 7
        assert window.session.path == seed_file

    def test_declined_the_file_is_open_as_it_was(
        self, killed, new_window, offers, seed_file, held, own_folder
    ):
        killed("7", seed_file)
        offers(taken=False)
        window = new_window()
        window.incoming.open(window, seed_file)
        assert window.session.report.value(FIRST) == held(seed_file).value(FIRST)
        assert not window.isWindowModified()
        assert len(journals(own_folder, "kept")) == 1

    def test_where_another_report_was_asked_for_it_is_only_mentioned(
        self, killed, new_window, seed_file, tmp_path
    ):
        other = tmp_path / "另一份.nianbao"
        other.write_bytes(seed_file.read_bytes())
        killed("7", seed_file)
        window = new_window()
        window.incoming.open(window, other)
        start(window)
        assert "还有 1 份上次没有保存的年报" in window.statusBar().currentMessage()

    def test_a_file_changed_meanwhile_is_left_alone_and_the_changes_laid_aside(
        self, killed, new_window, told, seed_file, own_folder
    ):
        killed("7", seed_file)
        text = seed_file.read_text(encoding="utf-8").replace("2024", "2023")
        seed_file.write_text(text, encoding="utf-8")
        window = start(new_window())
        assert seed_file.name in told[0]
        assert "没有丢" in told[0]
        assert window.session.report.value(FIRST) is None
        assert seed_file.read_text(encoding="utf-8") == text
        assert len(journals(own_folder, "kept")) == 1

    def test_a_file_that_is_gone_is_named_and_the_report_has_no_file_then(
        self, killed, new_window, offers, seed_file
    ):
        killed("7", seed_file)
        seed_file.unlink()
        asked = offers(taken=True)
        window = start(new_window())
        assert f"找不到：\n{seed_file}" in asked[0]
        assert window.session.path is None
        assert window.session.report.value("t3.2.natural") == 0

    def test_what_had_reached_the_file_is_not_asked_about(
        self, new_window, type_in, kill, pause, seed_file, own_folder, monkeypatch
    ):
        """Killed between writing the file and putting the journal away."""
        window = new_window()
        window.incoming.open(window, seed_file)
        type_in(window, "7")
        monkeypatch.setattr(type(window.files.keeper._journal), "discard", lambda _: None)
        pause(window)
        kill(window)
        assert len(journals(own_folder, "journals")) == 1
        start(new_window())
        assert journals(own_folder, "journals") == []

    def test_a_clock_set_back_changes_nothing(self, killed, new_window, offers, seed_file):
        killed("7", seed_file)
        os.utime(seed_file, (10**9, 10**9))
        offers(taken=True)
        assert start(new_window()).session.report.value(FIRST) == 7


class TestWhatIsNotOffered:
    def test_the_work_of_a_window_that_is_open(self, new_window, type_in):
        type_in(new_window(), "7")
        start(new_window())

    def test_a_journal_that_makes_no_sense_is_laid_aside(self, killed, new_window, own_folder):
        killed("7")
        (file,) = journals(own_folder, "journals")
        file.write_bytes(b"\x00" * 4000)
        start(new_window())
        assert journals(own_folder, "journals") == []
        assert len(journals(own_folder, "kept")) == 1

    def test_a_journal_of_a_newer_program_waits_for_it(self, killed, new_window, own_folder):
        killed("7")
        (file,) = journals(own_folder, "journals")
        file.write_bytes(file.read_bytes().replace(b'{"journal":1', b'{"journal":9', 1))
        start(new_window())
        assert journals(own_folder, "journals") == [file]
