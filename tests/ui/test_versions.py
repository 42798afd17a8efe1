"""“恢复以前的版本”: earlier states of the file are kept, shown, and one comes back as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget

from nianbao.ui import dialogs, writer
from nianbao.ui.versions_dialog import VersionsDialog

Key = Qt.Key
FIRST = "t3.1.natural"


@pytest.fixture
def opened(window, seed_file, press):
    """A window on a file, in table three; a number typed there replaces the first one."""
    window.incoming.open(window, seed_file)
    return window


@pytest.fixture
def type_first(press):
    def type_number(window, number):
        window.steps.go_to("3")
        window.page.setFocus()
        window.page.grid.show_cells((FIRST,))
        press(number, Key.Key_Return)

    return type_number


@pytest.fixture
def choose(monkeypatch, qtbot):
    """Take a row of the list, or none; give what the list shows."""
    shown = []

    def answer(row):
        def ask(dialog):
            qtbot.addWidget(dialog)
            rows = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
            shown.extend([item.text(column) for column in range(4)] for item in rows)
            if row is None:
                return None
            dialog.list.setCurrentItem(rows[row])
            return dialog.chosen()

        monkeypatch.setattr(dialogs, "ask_version", ask)
        return shown

    return answer


class TestWhatIsKept:
    def test_each_saving_by_hand_keeps_what_it_replaces(self, opened, type_first, choose):
        for number in "789":
            type_first(opened, number)
            opened.deeds["Save"]()
        shown = choose(None)
        opened.deeds["Versions"]()
        assert [line[1:3] for line in shown] == [["年报（2024）.nianbao", "保存过的内容"]] * 3

    def test_saving_after_a_pause_keeps_one_in_ten_minutes(
        self, opened, type_first, pause, seed_file, monkeypatch
    ):
        now = [1000.0]
        monkeypatch.setattr(writer.time, "monotonic", lambda: now[0])
        kept = []
        for number in range(11, 20):
            type_first(opened, str(number))
            pause(opened)
            kept.append(len(opened.files.keeper.versions.of(seed_file)))
            now[0] += 200
        assert kept == [1, 1, 1, 1, 2, 2, 2, 2, 3]

    def test_what_is_left_in_the_file_on_leaving_is_kept(
        self, opened, type_first, pause, seed_file
    ):
        type_first(opened, "7")
        pause(opened)
        opened.deeds["New"]()
        newest = opened.files.keeper.versions.of(seed_file)[0]
        assert newest.file.read_bytes() == seed_file.read_bytes()

    def test_what_was_given_up_is_in_the_list_too(self, new_window, type_first, choose):
        first = new_window()
        type_first(first, "7")
        first.close()
        window = new_window()
        shown = choose(0)
        window.deeds["Versions"]()
        assert shown[0][2] == "没有保存的修改，1 处"
        assert window.session.report.value(FIRST) == 7


class TestGoingBack:
    @pytest.fixture
    def saved_twice(self, opened, type_first):
        for number in "78":
            type_first(opened, number)
            opened.deeds["Save"]()
        return opened

    def test_one_step_which_one_undo_takes_back(self, saved_twice, choose, seed_file, held):
        choose(0)
        window = saved_twice
        steps = window.session.undo.count()
        window.deeds["Versions"]()
        assert window.session.report.value(FIRST) == 7
        assert window.session.undo.count() == steps + 1
        window.session.undo.undo()
        assert window.session.report.value(FIRST) == 8

    def test_the_file_itself_is_not_touched(self, saved_twice, choose, pause, seed_file, held):
        choose(0)
        saved_twice.deeds["Versions"]()
        pause(saved_twice)
        assert held(seed_file).value(FIRST) == 8
        assert saved_twice.session.path is None
        assert saved_twice.isWindowModified()

    def test_choosing_none_changes_nothing(self, saved_twice, choose, seed_file):
        choose(None)
        saved_twice.deeds["Versions"]()
        assert saved_twice.session.path == seed_file
        assert saved_twice.session.report.value(FIRST) == 8

    def test_one_that_is_damaged_is_said_in_words(
        self, saved_twice, choose, seed_file, monkeypatch
    ):
        warned = []
        monkeypatch.setattr(dialogs, "warn", lambda *args: warned.append(args[2]))
        for version in saved_twice.files.keeper.versions.of(seed_file):
            version.file.write_bytes(b"\x00")
        choose(0)
        saved_twice.deeds["Versions"]()
        assert "已经损坏" in warned[0]
        assert saved_twice.session.report.value(FIRST) == 8
        assert saved_twice.session.path == seed_file


class TestTheList:
    def test_without_any_it_says_so_and_offers_nothing(self, window, qtbot):
        dialog = VersionsDialog([], window)
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.none.isVisible()
        assert not dialog.take.isEnabled()
        assert dialog.chosen() is None

    def test_enter_takes_the_one_at_hand(self, opened, type_first, qtbot, monkeypatch):
        type_first(opened, "7")
        opened.deeds["Save"]()
        type_first(opened, "8")
        opened.deeds["Save"]()
        taken = []

        def ask(dialog):
            qtbot.addWidget(dialog)
            with qtbot.waitActive(dialog):
                dialog.show()
                dialog.activateWindow()
            dialog.accepted.connect(lambda: taken.append(dialog.chosen()))
            listed = dialog.findChild(QTreeWidget, "versions")
            qtbot.keyClick(listed, Key.Key_Down)
            qtbot.keyClick(listed, Key.Key_Return)

        monkeypatch.setattr(dialogs, "ask_version", ask)
        opened.deeds["Versions"]()
        assert len(taken) == 1
        assert taken[0].read().value(FIRST) == 1
