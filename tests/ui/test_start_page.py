"""The window opened without a file: ways to begin by number, by arrow and by name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from nianbao.core.gate import in_the_way
from nianbao.core.report import Report
from nianbao.io.export import export
from nianbao.io.open_file import read_any
from nianbao.io.paths import data
from nianbao.io.report_json import write_report
from nianbao.ui import dialogs
from nianbao.ui.pages.recent_list import PATH
from nianbao.ui.pages.start_page import WAYS, StartPage

Key = Qt.Key


@pytest.fixture
def opened(window):
    """The window as it opens without a file."""
    window.show_start(window.files.recent.paths())
    return window


def page_of(window):
    """The name of the page in sight."""
    pages = [*window.pages.values(), window.findChild(StartPage)]
    return next((page.objectName() for page in pages if page and page.isVisible()), None)


class TestTheStartPage:
    def test_it_is_shown_with_nothing_chosen_and_nothing_to_deal_with(self, opened):
        assert page_of(opened) == "startPage"
        assert not opened.steps.currentIndex().isValid()
        assert not opened.findings.isVisible()
        assert not opened.next.isVisible()
        assert not opened.session.undo.count()

    def test_everything_others_hold_on_to_is_there(self, opened):
        for name in ("sectionList", "findings"):
            assert opened.findChild(QWidget, name) is not None
        for name in ("Open", "Save", "Import", "ExportWord", "FillZeros"):
            assert opened.findChild(QAction, f"action{name}") is not None

    @pytest.mark.parametrize("row", range(8))
    def test_a_step_can_be_chosen_at_once(self, opened, row):
        view = opened.findChild(QAbstractItemView, "sectionList")
        view.setCurrentIndex(view.model().index(row, 0))
        step = view.model().index(row, 0).data(int(Qt.ItemDataRole.UserRole) + 1)
        assert page_of(opened) == opened.pages[step].objectName()
        assert opened.findings.isVisible()

    def test_the_next_step_is_the_cover(self, opened):
        opened.findChild(QAction, "actionNextStep").trigger()
        assert page_of(opened) == "coverPage"

    @pytest.mark.parametrize("number", range(1, 6))
    def test_a_figure_takes_a_way(self, qtbot, number):
        page = StartPage([])
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        with qtbot.waitSignal(getattr(page, WAYS[number - 1][0])):
            qtbot.keyClick(page.choices[0], str(number))

    def test_arrows_and_enter_take_a_way(self, opened, press):
        press(Key.Key_Down, Key.Key_Return)
        assert page_of(opened) == "coverPage"

    def test_the_ways_tell_a_screen_reader_what_they_do(self, opened):
        first = opened.findChild(StartPage).choices[0]
        assert first.accessibleName() == "1 从上一年的年报开始"
        assert "Word" in first.accessibleDescription()

    def test_no_words_are_cut_off_on_a_small_screen(self, opened):
        labels = opened.findChild(StartPage).findChildren(QLabel)
        for label in filter(QWidget.isVisible, labels):
            need = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= need, label.text()


class TestBeginning:
    def test_a_new_report(self, opened, press):
        press("2")
        assert page_of(opened) == "coverPage"
        assert opened.focusWidget() is opened.page.organ

    def test_from_last_year(self, opened, press, book, seed_report, tmp_path, monkeypatch):
        path = tmp_path / "去年.xlsx"
        path.write_bytes(export(".xlsx", book, seed_report).data)
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
        monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
        press("1")
        assert page_of(opened) == "coverPage"
        assert opened.session.particulars.previous.source == "去年.xlsx"

    def test_it_stays_when_the_clerk_thinks_better_of_it(self, opened, press, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: None)
        press("3", "1")
        assert page_of(opened) == "startPage"

    def test_a_saved_report(self, opened, press, form, seed_report, tmp_path, monkeypatch):
        path = tmp_path / "年报.nianbao"
        path.write_text(write_report(seed_report, form), encoding="utf-8")
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
        press("3")
        assert page_of(opened) == "coverPage"
        assert opened.windowTitle().startswith("年报.nianbao")

    def test_a_report_opened_lately(self, qtbot):
        paths = [Path("a/今年.nianbao"), Path("b/去年.nianbao")]
        page = StartPage(paths)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        assert [page.recent.item(row).data(PATH) for row in (0, 1)] == paths
        page.recent.setFocus()
        with qtbot.waitSignal(page.resuming) as heard:
            qtbot.keyClick(page.recent, Key.Key_Return)
        assert heard.args == [paths[0]]

    def test_a_double_click_opens_a_file_once(self, qtbot):
        page = StartPage([Path("a/今年.nianbao")])
        qtbot.addWidget(page)
        page.show()
        opened = []
        page.resuming.connect(opened.append)
        place = page.recent.visualItemRect(page.recent.item(0)).center()
        view = page.recent.viewport()
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
        assert opened == [Path("a/今年.nianbao")]


class TestTheExample:
    def test_it_is_called_an_example_and_has_no_file(self, opened, press):
        press("5")
        assert page_of(opened) == "coverPage"
        assert opened.windowTitle().startswith("示例年报")
        assert opened.session.path is None
        assert not opened.isWindowModified()

    def test_the_next_report_is_not_called_so(self, opened, press):
        press("5")
        opened.files.start()
        assert opened.windowTitle().startswith("未保存的年报")

    def test_it_is_complete_and_nothing_is_found_in_it(self, whole_book):
        path = Path(str(data("resources") / "example.nianbao"))
        report = Report("2021")
        report.apply(read_any(path, {"2021": whole_book}).change)
        assert len(report.entries) == len(whole_book.form.fields)
        assert report.particulars.previous is not None
        findings = whole_book.check(report)
        assert in_the_way(findings, report) == []
        assert [finding.message for finding in findings] == []

    def test_changes_to_the_report_at_hand_are_asked_about_first(self, window, monkeypatch):
        window.session.type({"t2.rules.made": "9"})
        monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.CANCEL)
        window.findChild(QAction, "actionExample").trigger()
        assert window.session.report.value("t2.rules.made") == 9
        monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.DISCARD)
