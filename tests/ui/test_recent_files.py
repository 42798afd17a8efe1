"""The reports that were open last: in the menu and on the start page; one that is gone goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from nianbao.ui import dialogs
from nianbao.ui.pages.start_page import StartPage
from nianbao.ui.recent_menu import RecentMenu

Key = Qt.Key


@pytest.fixture
def files(seed_file, tmp_path):
    """Three reports in files."""
    paths = [tmp_path / f"{name}.nianbao" for name in ("甲局", "乙&丙局", "丁局")]
    for path in paths:
        path.write_bytes(seed_file.read_bytes())
    return paths


@pytest.fixture
def used(window, files):
    """A window in which each was open, in this order."""
    for path in files:
        window.incoming.open(window, path)
    return window


@pytest.fixture
def warned(monkeypatch):
    words = []
    monkeypatch.setattr(dialogs, "warn", lambda *args: words.append(args[1:]))
    return words


def listed(window):
    """Open the menu and give its entries."""
    menu = window.findChild(RecentMenu)
    menu.aboutToShow.emit()
    return menu.actions()


class TestTheMenu:
    def test_the_last_one_comes_first(self, used):
        assert [entry.text() for entry in listed(used)] == [
            "&1 丁局.nianbao",
            "&2 乙&&丙局.nianbao",
            "&3 甲局.nianbao",
        ]

    def test_an_entry_tells_where_the_file_lies(self, used, files):
        assert isinstance(used.findChild(RecentMenu), QMenu)
        assert listed(used)[0].toolTip() == str(files[2])

    def test_choosing_one_opens_it_and_puts_it_first(self, used, files):
        listed(used)[1].trigger()
        assert used.session.path == files[1]
        assert listed(used)[0].text() == "&1 乙&&丙局.nianbao"

    def test_before_any_was_open_it_says_so(self, window):
        (entry,) = listed(window)
        assert entry.text() == "还没有打开过年报"
        assert not entry.isEnabled()

    def test_saving_under_a_name_puts_it_there(self, window, tmp_path, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "新的.nianbao")
        window.deeds["Save"]()
        assert listed(window)[0].text() == "&1 新的.nianbao"

    def test_one_that_is_gone_is_said_in_a_sentence_and_goes(self, used, files, warned):
        files[0].unlink()
        listed(used)[2].trigger()
        title, words = warned[0]
        assert title == "最近打开的年报找不到了"
        assert "甲局.nianbao" in words
        assert str(files[0].parent) in words
        assert used.session.path == files[2]
        assert len(listed(used)) == 2

    def test_changes_to_the_report_at_hand_come_first(self, window, used, files, monkeypatch):
        used.deeds["New"]()
        used.session.type({"t2.rules.made": "9"})
        monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.CANCEL)
        listed(used)[0].trigger()
        assert used.session.path is None
        assert used.session.report.value("t2.rules.made") == 9
        monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.DISCARD)


class TestTheStartPage:
    @pytest.fixture
    def started(self, used, new_window):
        """The program started again."""
        used.close()
        window = new_window()
        window.show_start(window.files.recent.paths())
        window.findChild(StartPage).recent.setFocus()
        return window

    def test_enter_opens_the_first(self, started, files, qtbot):
        qtbot.keyClick(started.findChild(StartPage).recent, Key.Key_Return)
        assert started.session.path == files[2]

    def test_one_that_is_gone_is_said_in_a_sentence_and_goes(self, started, files, warned, qtbot):
        recent = started.findChild(StartPage).recent
        files[2].unlink()
        qtbot.keyClick(recent, Key.Key_Return)
        assert len(warned) == 1
        assert recent.count() == 2
        qtbot.keyClick(recent, Key.Key_Return)
        assert started.session.path == files[1]

    def test_when_all_are_gone_it_says_so(self, started, files, warned, qtbot):
        page = started.findChild(StartPage)
        for path in reversed(files):
            path.unlink()
            qtbot.keyClick(page.recent, Key.Key_Return)
        assert not page.recent.isVisible()
        assert page.none.isVisible()
