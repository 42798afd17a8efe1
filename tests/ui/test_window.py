"""The whole window: names others rely on, files, and the clerk's way through it."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nianbao.core.report import Change, Report
from nianbao.io.export import export
from nianbao.io.report_reading import parse_report
from nianbao.ui import dialogs
from nianbao.ui.files import new_report

STEPS = ["cover", "1", "2", "3", "4", "5", "6", "check"]
SEED = Path(__file__).parents[1] / "samples" / "seed.nianbao"


def answer(monkeypatch, name, value):
    """Let a dialog be answered, and keep what it was asked."""
    asked = []

    def ask(*args):
        asked.append(args[1:])
        return value

    monkeypatch.setattr(dialogs, name, ask)
    return asked


class TestNamesOthersHoldOnTo:
    def test_the_steps(self, window):
        model = window.findChild(QAbstractItemView, "sectionList").model()
        role = Qt.ItemDataRole.UserRole + 1
        assert [model.index(row, 0).data(role) for row in range(model.rowCount())] == STEPS

    @pytest.mark.parametrize("step", STEPS)
    def test_choosing_a_row_shows_its_page(self, window, step):
        view = window.findChild(QAbstractItemView, "sectionList")
        view.setCurrentIndex(view.model().index(STEPS.index(step), 0))
        name = f"{step}Page" if step in ("cover", "check") else f"sectionPage{step}"
        assert window.findChild(QWidget, name).isVisible()

    @pytest.mark.parametrize(("step", "cells"), [("2", 10), ("3", 175), ("4", 15)])
    def test_the_grids_and_their_cell_ids(self, window, form, step, cells):
        window.steps.go_to(step)
        model = window.findChild(QTableView, f"grid_t{step}").model()
        role = Qt.ItemDataRole.UserRole + 1
        ids = {
            model.index(row, column).data(role)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        }
        assert len(ids - {None}) == cells
        assert ids - {None} <= form.fields.keys()

    @pytest.mark.parametrize(
        "name",
        [
            "Open",
            "Save",
            "Import",
            "ExportWord",
            "ExportExcel",
            "Undo",
            "Redo",
            "NextFinding",
            "FillZeros",
        ],
    )
    def test_the_actions(self, window, name):
        assert window.findChild(QAction, f"action{name}") is not None

    def test_the_list_of_findings(self, window):
        assert isinstance(window.findChild(QAbstractItemView, "findings"), QAbstractItemView)


class TestTheWizard:
    def test_back_and_next(self, window, qtbot):
        qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
        assert window.page.objectName() == "sectionPage1"
        qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
        assert window.page.objectName() == "coverPage"
        assert not window.back.isEnabled()

    def test_a_page_is_built_only_when_it_is_wanted(self, window):
        assert list(window.pages) == ["cover"]

    @pytest.mark.parametrize("step", ["2", "3", "4"])
    def test_no_table_scrolls_sideways_on_a_small_screen(self, seed_window, step, qtbot):
        seed_window.steps.go_to(step)
        grid = seed_window.page.grid
        qtbot.waitUntil(lambda: grid.viewport().width() > 0)
        assert grid.horizontalScrollBar().maximum() == 0

    def test_table_three_is_seen_whole_on_a_small_screen(self, seed_window):
        seed_window.steps.go_to("3")
        assert seed_window.page.grid.verticalScrollBar().maximum() == 0

    def test_the_window_fits_a_small_screen(self, window):
        for step in STEPS:
            window.steps.go_to(step)
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 690


class TestFillingZeros:
    def test_a_table_is_filled_in_one_step_and_totals_follow(self, window):
        window.steps.go_to("4")
        session = window.session
        session.type({"t4.review.upheld": "2"})
        window.deeds["FillZeros"]()
        assert session.report.value("t4.review.total") == 2
        assert session.report.value("t4.direct_suit.total") == 0
        session.undo.undo()
        assert session.report.entry("t4.direct_suit.upheld") is None
        assert session.report.value("t4.review.upheld") == 2

    def test_the_whole_report_from_any_other_page(self, window, form):
        window.deeds["FillZeros"]()
        assert len(window.session.report.entries) == len(form.fields)
        assert window.session.findings == []


class TestFiles:
    def test_save_and_open_again(self, seed_window, monkeypatch, tmp_path):
        path = tmp_path / "年报.nianbao"
        answer(monkeypatch, "ask_save", path)
        assert seed_window.files.ask_save(seed_window)
        assert not seed_window.isWindowModified()
        seed_window.session.type({"t2.rules.made": "9"})
        assert seed_window.isWindowModified()
        before = dict(seed_window.session.report.entries)
        answer(monkeypatch, "ask_open", path)
        seed_window.incoming.ask_open(seed_window)
        assert dict(seed_window.session.report.entries) == before
        assert not seed_window.isWindowModified()
        assert seed_window.windowTitle().startswith("年报.nianbao")

    def test_a_busy_file_gets_a_second_chance_and_nothing_is_lost(
        self, seed_window, monkeypatch, tmp_path
    ):
        path, other = tmp_path / "a.nianbao", tmp_path / "b.nianbao"
        path.mkdir()
        answer(monkeypatch, "ask_save", other)
        asked = answer(monkeypatch, "ask_retry", dialogs.Retry.ELSEWHERE)
        assert seed_window.files._save(seed_window, path)
        assert other.exists()
        assert "写不进去" in asked[0][0]

    @pytest.mark.parametrize(
        ("choice", "closes"),
        [
            (dialogs.Unsaved.DISCARD, True),
            (dialogs.Unsaved.CANCEL, False),
            (dialogs.Unsaved.SAVE, True),
        ],
    )
    def test_unsaved_changes_are_asked_about(
        self, seed_window, monkeypatch, tmp_path, choice, closes
    ):
        path = tmp_path / "年报.nianbao"
        seed_window.session.type({"t2.rules.made": "9"})
        answer(monkeypatch, "ask_unsaved", choice)
        answer(monkeypatch, "ask_save", path)
        assert seed_window.close() is closes
        assert path.exists() is (choice is dialogs.Unsaved.SAVE)
        answer(monkeypatch, "ask_unsaved", dialogs.Unsaved.DISCARD)

    def test_saved_work_is_not_asked_about(self, window):
        assert window.close()

    @pytest.mark.parametrize(
        ("content", "code"),
        [(b"", "空"), (b"%PDF-1.7", "PDF"), (b"\x00\x01\x02", ""), ("一段文字".encode(), "")],
        ids=["empty", "PDF", "rubbish", "plain text"],
    )
    def test_what_is_no_workbook_is_said_in_one_sentence(
        self, seed_window, monkeypatch, tmp_path, content, code
    ):
        path = tmp_path / "去年.xlsx"
        path.write_bytes(content)
        answer(monkeypatch, "ask_open", path)
        warned = answer(monkeypatch, "warn", None)
        before = dict(seed_window.session.report.entries)
        seed_window.incoming.ask_import(seed_window)
        assert len(warned) == 1
        assert "去年.xlsx" in warned[0][1]
        assert code in warned[0][1]
        assert dict(seed_window.session.report.entries) == before

    def test_the_official_document_is_refused_in_words_while_something_must_be_fixed(
        self, seed_window, monkeypatch
    ):
        seed_window.session.type({"t3.1.natural": "12"})
        warned = answer(monkeypatch, "warn", None)
        seed_window.exports.ask(seed_window, ".docx")
        assert "勾稽关系" in warned[0][1]


class TestTheOfficesOwnWords:
    @pytest.fixture
    def path(self, monkeypatch, tmp_path):
        monkeypatch.setattr(
            "nianbao.ui.office.office_words_path", lambda *_: tmp_path / "a" / "表.txt"
        )
        return tmp_path / "a" / "表.txt"

    def test_it_is_made_with_explanations_and_opened(self, window, monkeypatch, path):
        opened = []
        monkeypatch.setattr(dialogs, "open_outside", lambda p: opened.append(p) or True)
        window.findChild(QAction, "actionOfficeWords").trigger()
        assert opened == [path]
        assert "错误写法=正确写法" in path.read_text(encoding="utf-8-sig")

    def test_lines_of_no_use_are_named(self, window, monkeypatch, path):
        path.parent.mkdir()
        path.write_text("甲", encoding="utf-8")
        monkeypatch.setattr(dialogs, "open_outside", lambda _: True)
        told = answer(monkeypatch, "tell", None)
        window.findChild(QAction, "actionOfficeWords").trigger()
        assert "第 1 行" in told[0][1]

    def test_where_no_editor_opens_the_clerk_learns_where_it_is(self, window, monkeypatch, path):
        monkeypatch.setattr(dialogs, "open_outside", lambda _: False)
        warned = answer(monkeypatch, "warn", None)
        window.findChild(QAction, "actionOfficeWords").trigger()
        assert str(path) in warned[0][1]

    def test_where_it_cannot_be_written_the_clerk_is_told(self, window, monkeypatch, path):
        path.parent.touch()
        warned = answer(monkeypatch, "warn", None)
        window.findChild(QAction, "actionOfficeWords").trigger()
        assert warned


class TestTheClerksDay:
    """Import last year's workbook, correct a number, export the Word document."""

    @pytest.fixture
    def workbook(self, book, seed_report, tmp_path):
        seed_report.apply(Change(cells={"t3.1.natural": 2}))
        path = tmp_path / "去年.xlsx"
        path.write_bytes(export(".xlsx", book, seed_report).data)
        return path

    def test_the_whole_main_job(self, window, workbook, monkeypatch, tmp_path, press, form):
        session = window.session
        answer(monkeypatch, "ask_open", workbook)
        monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
        window.findChild(QAction, "actionImport").trigger()
        assert len(session.report.entries) == len(form.fields)
        assert session.undo.count() == 1
        assert session.obstacles()

        window.findChild(QAction, "actionNextFinding").trigger()
        grid = window.page.grid
        grid.setCurrentIndex(grid.grid.place("t3.1.natural"))
        grid.setFocus()
        press("1", Qt.Key.Key_Return)
        assert session.findings == []

        out = tmp_path / "报告.docx"
        answer(monkeypatch, "ask_save", out)
        window.findChild(QAction, "actionExportWord").trigger()
        assert out.read_bytes().startswith(b"PK")

        session.undo.undo()
        session.undo.undo()
        assert not session.report.entries

    def test_nothing_is_taken_over_when_the_clerk_says_no(self, window, workbook, monkeypatch):
        answer(monkeypatch, "ask_open", workbook)
        answer(monkeypatch, "ask_take_over", None)
        window.incoming.ask_import(window)
        assert not window.session.report.entries
        assert window.session.undo.count() == 0


@pytest.mark.parametrize(
    ("today", "year"),
    [(dt.date(2025, 1, 10), 2024), (dt.date(2025, 9, 30), 2024), (dt.date(2025, 10, 1), 2025)],
)
def test_a_new_report_is_for_the_year_to_be_reported(book, today, year):
    report = new_report(book, today)
    assert report.particulars.year == year
    assert f"{year}年1月1日" in report.particulars.preamble


def test_the_seed_opens_without_a_finding(form, book):
    report = Report(form.id)
    text = SEED.read_text(encoding="utf-8")
    report.apply(parse_report(text, "seed.nianbao", {form.id: form}).change)
    assert book.check(report) == []
