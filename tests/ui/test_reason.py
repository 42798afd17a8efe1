"""Giving a reason: what is shown, phrases by click and key, everything without a mouse."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from nianbao.core.gate import justified, reason_for
from nianbao.core.report import Change
from nianbao.ui import dialogs
from nianbao.ui.reason import ReasonDialog

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PHRASES = ("没有规章制定权，不需要填写。", "与业务部门核对无误。")


@pytest.fixture(scope="session")
def book(book):
    """The rules about cells alone, with ready phrases for blanks."""
    rules = tuple(rule for rule in book.rules if rule.rule in {"R03", "R04", "R05"})
    return replace(book, rules=rules, phrases={"R05": PHRASES})


@pytest.fixture
def blank(seed_session):
    """A report with one blank cell and what is said about it."""
    seed_session.type({"t2.rules.made": ""})
    seed_session.undo.clear()
    return seed_session


@pytest.fixture
def finding(blank):
    (found,) = blank.findings
    return found


@pytest.fixture
def opened(qtbot, blank):
    """Open the dialog for a finding as the clerk meets it."""

    def open_for(finding):
        dialog = ReasonDialog(blank, finding)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return open_for


def quoted(dialog):
    return "\n".join(
        box.toPlainText() for box in dialog.findChildren(QPlainTextEdit) if box.isReadOnly()
    )


class TestWhatIsShown:
    def test_the_cells_with_their_values(self, opened, finding):
        assert quoted(opened(finding)) == "表二“规章”“本年制发件数”：空白"

    def test_the_sentence(self, opened, finding):
        assert "原句：全年收到申请27件。" in quoted(
            opened(replace(finding, sentence="全年收到申请27件。"))
        )

    @pytest.mark.parametrize(
        ("sentence", "cells", "until"),
        [
            (None, ("t2.rules.made",), "只要这几格的数不变"),
            ("一句话。", ("t2.rules.made",), "只要这几格的数和这句话不变"),
            ("一句话。", (), "只要这句话不变"),
            (None, (), "理由随年报保存"),
        ],
    )
    def test_until_when_it_holds(self, opened, finding, sentence, cells, until):
        dialog = opened(replace(finding, sentence=sentence, cells=cells))
        assert dialog._until().startswith(until)

    def test_without_phrases_there_is_no_list(self, opened, finding):
        assert not opened(replace(finding, rule="R99")).phrases.isVisible()


class TestWritingIt:
    def test_by_typing_and_control_enter(self, opened, finding, ime, press, qtbot):
        dialog = opened(finding)
        assert dialog.reason.hasFocus()
        assert not dialog.take.isEnabled()
        ime(dialog.reason, "属实")
        with qtbot.waitSignal(dialog.accepted):
            press(Key.Key_Return, modifier=CTRL)
        assert dialog.chosen() == "属实"

    def test_a_phrase_by_its_number_and_words_behind_it(self, opened, finding, ime, press):
        dialog = opened(finding)
        press(Key.Key_2, modifier=ALT)
        ime(QApplication.focusWidget(), "见台账。")
        assert dialog.chosen() == "与业务部门核对无误。见台账。"

    def test_a_phrase_by_tab_arrows_and_enter(self, opened, finding, press):
        dialog = opened(finding)
        while not dialog.phrases.hasFocus():
            press(Key.Key_Backtab)
        press(Key.Key_Down, Key.Key_Return)
        assert dialog.chosen() == PHRASES[1]
        assert dialog.reason.hasFocus()

    def test_a_phrase_by_a_click(self, opened, finding, qtbot):
        dialog = opened(finding)
        place = dialog.phrases.visualItemRect(dialog.phrases.item(0)).center()
        qtbot.mouseClick(dialog.phrases.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert dialog.chosen() == PHRASES[0]

    def test_escape_changes_nothing(self, opened, finding, press, qtbot):
        dialog = opened(finding)
        with qtbot.waitSignal(dialog.rejected):
            press(Key.Key_Escape)

    def test_an_earlier_reason_is_there_to_be_changed_or_taken_away(
        self, opened, blank, finding, qtbot, press
    ):
        reasons = justified(blank.report, finding, "属实", "2025-01-10")
        blank.do(Change(justifications=reasons), "说明理由")
        dialog = opened(finding)
        assert dialog.chosen() == "属实"
        with qtbot.waitSignal(dialog.accepted):
            press(Key.Key_D, modifier=ALT)
        assert dialog.chosen() == ""

    def test_a_new_reason_has_nothing_to_take_away(self, opened, finding):
        assert not opened(finding).remove.isVisible()


class TestInTheWindow:
    @pytest.fixture
    def window(self, seed_window):
        seed_window.session.type({"t2.rules.made": ""})
        seed_window.session.undo.clear()
        return seed_window

    @pytest.fixture
    def ask(self, window, monkeypatch):
        """Answer with keys in the real dialog instead of waiting for a person."""

        def answer(keys):
            def ask_explanation(dialog):
                dialog.show()
                keys(dialog)
                return dialog.chosen()

            monkeypatch.setattr(dialogs, "ask_explanation", ask_explanation)

        return answer

    def test_one_step_that_undo_takes_back(self, window, ask):
        session = window.session
        (finding,) = session.findings
        ask(lambda dialog: dialog.reason.setPlainText("没有规章制定权"))
        window.findChild(QAction, "actionNextFinding").trigger()
        window.findChild(QAction, "actionExplain").trigger()
        assert reason_for(finding, session.report) == "没有规章制定权"
        assert session.undo.count() == 1
        assert not session.obstacles()
        session.undo.undo()
        assert session.obstacles()

    def test_taking_it_away_is_one_step_too(self, window, ask):
        session = window.session
        (finding,) = session.findings
        session.justify(finding, "属实", dt.date(2025, 1, 10).isoformat())
        ask(lambda dialog: dialog.remove.click())
        window.files.explain(window, finding)
        assert session.obstacles()
        session.undo.undo()
        assert not session.obstacles()

    def test_thinking_better_of_it(self, window, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_explanation", lambda _: None)
        window.files.explain(window, window.session.findings[0])
        assert window.session.undo.count() == 0
