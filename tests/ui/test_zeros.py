"""Filling what is blank with 0: a selection, a table, the report; and the report of nothing."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Change, Passage
from nianbao.ui import dialogs
from nianbao.ui.dialogs import Zeros
from nianbao.ui.dialogs import ask_zeros as really_ask_zeros

Key = Qt.Key
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def trigger(window, name):
    window.findChild(QAction, f"action{name}").trigger()


def choose(monkeypatch, answer):
    """Answer the question about contradictions; keep what was asked."""
    asked = []

    def ask(_window, message, sure):
        asked.append((message, sure))
        return answer

    monkeypatch.setattr(dialogs, "ask_zeros", ask)
    return asked


@pytest.fixture
def grid(window):
    """Table three, the first cell current."""
    window.steps.go_to("3")
    grid = window.page.grid
    grid.setFocus()
    return grid


class TestWhatIsFilled:
    def test_a_selection_made_with_the_keys(self, window, grid, press):
        press(Key.Key_Right, Key.Key_Down, modifier=Shift)
        trigger(window, "FillZeros")
        entries = window.session.report.entries
        typed = {cell for cell in entries if not cell.endswith(".total")}
        assert typed == {"t3.1.natural", "t3.1.business", "t3.2.natural", "t3.2.business"}
        assert "4 格" in window.statusBar().currentMessage()

    @pytest.mark.parametrize(
        ("action", "cells"), [("FillZeros", 175), ("FillTable", 175), ("FillReport", 200)]
    )
    def test_a_table_and_the_report_are_one_step_each(self, window, grid, action, cells):
        trigger(window, action)
        assert len(window.session.report.entries) == cells
        assert window.session.undo.count() == 1
        window.session.undo.undo()
        assert not window.session.report.entries

    def test_by_key(self, window, grid, press):
        press(Key.Key_0, modifier=Control)
        assert len(window.session.report.entries) == 175

    def test_what_is_there_stays(self, window, grid):
        window.session.type({"t3.1.natural": "3", "t3.3-1.natural": "3"})
        trigger(window, "FillTable")
        assert window.session.report.value("t3.1.natural") == 3
        assert window.session.report.value("t3.3-7.natural") == 3
        assert window.session.findings == [
            finding for finding in window.session.findings if finding.section != "3"
        ]

    def test_where_nothing_is_blank_it_is_said(self, window, grid):
        trigger(window, "FillTable")
        trigger(window, "FillTable")
        assert "没有要填的空白" in window.statusBar().currentMessage()
        assert window.session.undo.count() == 1

    def test_where_there_is_no_table_it_is_said(self, window, monkeypatch):
        told = []
        monkeypatch.setattr(dialogs, "tell", lambda *args: told.append(args[1]))
        trigger(window, "FillTable")
        assert told == ["这一页没有表格"]


class TestZerosThatContradict:
    @pytest.mark.parametrize(
        ("answer", "typed"), [(Zeros.NONE, 1), (Zeros.SURE, 121), (Zeros.ALL, 144)]
    )
    def test_the_clerk_is_asked_and_told_how_many(self, window, grid, monkeypatch, answer, typed):
        session = window.session
        session.type({"t3.1.natural": "5"})
        asked = choose(monkeypatch, answer)
        trigger(window, "FillTable")
        [(message, sure)] = asked
        assert "有 143 格空白，其中 23 格" in message
        assert "“自然人”列不符合勾稽关系" in message
        assert "“总计”列" not in message
        assert sure == 120
        filled = [cell for cell in session.report.entries if cell not in session.book.computed]
        assert len(filled) == typed
        assert session.undo.count() == (1 if answer is Zeros.NONE else 2)

    @pytest.mark.parametrize(
        ("sure", "key", "answer"),
        [
            (120, Key.Key_Return, Zeros.SURE),
            (0, Key.Key_Return, Zeros.NONE),
            (120, Key.Key_Escape, Zeros.NONE),
        ],
    )
    def test_the_question_itself_by_key(self, window, qtbot, sure, key, answer):
        def press_in_the_box():
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox) and box.isActiveWindow():
                looking.stop()
                qtbot.keyClick(box, key)

        looking = QTimer(interval=5)
        looking.timeout.connect(press_in_the_box)
        looking.start()
        assert really_ask_zeros(window, "表三有 3 格空白。", sure) is answer

    def test_nothing_is_asked_where_zeros_fit(self, window, grid):
        window.session.type({"t3.1.natural": "5", "t3.4.natural": "5"})
        trigger(window, "FillTable")
        assert window.session.report.value("t3.3-1.natural") == 0


@pytest.fixture
def started(window, form, seed_report):
    """This year's report, started from the seed with one case handed on."""
    seed_report.apply(Change(cells={"t3.4.natural": 1, "t3.4.total": 1}))
    window.session.do(start_of_year(form, seed_report, "去年.xlsx").change, "开始")
    return window


def test_a_stock_follows_from_last_year_and_is_not_filled_with_zero(started, form):
    started.steps.go_to("2")
    trigger(started, "FillTable")
    assert started.session.report.value("t2.documents.in_force") == 3
    assert started.session.report.value("t2.rules.in_force") == 0


class TestTheZeroReport:
    @pytest.fixture
    def agree(self, monkeypatch):
        """Agree to everything proposed; keep the words of the preview."""
        shown = []

        def ask(dialog):
            shown.extend(label.text() for label in dialog.findChildren(QLabel))
            return dialog.chosen()

        monkeypatch.setattr(dialogs, "ask_zero_report", ask)
        return shown

    def test_an_empty_report_becomes_one_in_a_single_step(self, window, agree, whole_book):
        window.steps.go_to("cover")
        cards = window.page.beginnings.findChildren(QPushButton)
        next(card for card in cards if "零报告" in card.text()).click()
        session = window.session
        assert set(session.report.entries.values()) == {0}
        assert len(session.report.entries) == 200
        assert "没有收到政府信息公开申请" in session.report.text["1"][1].body
        assert "均为0" in session.report.text["6"][0].body
        assert session.particulars.processing_fee.notices == 0
        wrong = [f.rule for f in whole_book.check(session.report)]
        assert set(wrong) <= {"R51", "R53"}, "only what the clerk must write"
        session.undo.undo()
        assert not session.report.entries
        assert not session.report.text
        assert session.undo.index() == 0

    def test_the_preview_says_what_will_be_filled(self, window, agree):
        trigger(window, "ZeroReport")
        words = "\n".join(agree)
        assert "175 格填 0（含总计）。" in words
        assert "写入“" in words

    def test_from_the_start_page(self, window, agree, press):
        window.show_start(())
        press("4")
        assert window.page.isVisible()
        assert len(window.session.report.entries) == 200

    def test_what_came_from_last_year_is_kept_and_its_column_left_open(self, started, agree):
        trigger(started, "ZeroReport")
        report = started.session.report
        assert report.value("t3.2.natural") == 1
        assert report.entry("t3.3-1.natural") is None
        assert report.value("t3.3-1.business") == 0
        words = "\n".join(agree)
        assert "从上一年结转来的 7 格保留不动" in words
        assert "格填 0 会对不上，先留空" in words

    def test_words_already_written_are_kept(self, window, agree, form):
        mine = tuple(
            Passage(heading, "自己写的。" if "依申请" in heading else "")
            for heading in form.section("1").headings
        )
        window.session.do(Change(text={"1": mine}), "写")
        trigger(window, "ZeroReport")
        assert window.session.report.text["1"] == mine
        assert "已经有文字，保留不动。" in agree

    def test_a_part_can_be_left_out(self, window, monkeypatch):
        def without_table_two(dialog):
            dialog.boxes["t2"].click()
            return dialog.chosen()

        monkeypatch.setattr(dialogs, "ask_zero_report", without_table_two)
        trigger(window, "ZeroReport")
        tables = {cell.partition(".")[0] for cell in window.session.report.entries}
        assert tables == {"t3", "t4"}

    def test_nothing_happens_when_the_clerk_says_no(self, window, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_zero_report", lambda _: frozenset())
        trigger(window, "ZeroReport")
        assert window.session.undo.count() == 0
