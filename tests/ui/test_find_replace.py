"""Find and replace through all texts of the report, by keys; linked numbers are never broken."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nianbao.core.report import Change, Passage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LINK = "{{t3.1.total}}"


@pytest.fixture
def written(window):
    """Words in the lead and in three sections; the clerk is in section one."""
    session = window.session
    told = replace(session.particulars, preamble="信息公开，开头。")
    text = {
        "1": (Passage("（一）信息公开", f"收到{LINK}件，信息公开126条。"), Passage("", "别的。")),
        "6": (Passage("", "其他信息公开的事。"),),
    }
    change = Change(particulars=told, text=text, cells={"t3.1.total": 126})
    session.do(change, "准备")
    session.undo.clear()
    window.steps.go_to("1")
    window.page.cards[0].body.setFocus()
    return window


@pytest.fixture
def find(written, press, ime):
    """Press Ctrl+F (or Ctrl+H) and type what to look for."""

    def find(words, key=Key.Key_F):
        press(key, modifier=CTRL)
        assert written.find_bar.sought.hasFocus()
        ime(written.find_bar.sought, words)
        return written.find_bar

    return find


def selected(window):
    """What is selected on the page, and on which page."""
    page = window.page
    if page.objectName() == "coverPage":
        return "cover", page.preamble.textCursor().selectedText()
    for card in page.cards:
        if words := card.body.textCursor().selectedText() or card.heading.selectedText():
            return page.objectName()[-1], words
    return page.objectName()[-1], ""


class TestFinding:
    def test_while_typing_the_first_from_here_on_is_shown(self, find, written):
        bar = find("信息公开")
        assert bar.count.text() == "第 2 处，共 4 处"
        assert written.page.cards[0].heading.selectedText() == "信息公开"
        assert bar.sought.hasFocus()

    def test_enter_goes_on_through_the_pages_round_and_round(self, find, written, press):
        find("信息公开")
        seen = []
        for _ in range(4):
            press(Key.Key_Return)
            seen.append((selected(written)[0], written.find_bar.count.text()))
        assert seen == [
            ("1", "第 3 处，共 4 处"),
            ("6", "第 4 处，共 4 处"),
            ("cover", "第 1 处，共 4 处"),
            ("1", "第 2 处，共 4 处"),
        ]

    def test_shift_enter_and_shift_f3_go_back(self, find, written, press):
        find("信息公开")
        press(Key.Key_Return, modifier=SHIFT)
        assert selected(written) == ("cover", "信息公开")
        press(Key.Key_F3, modifier=SHIFT)
        assert selected(written) == ("6", "信息公开")
        press(Key.Key_F3)
        assert selected(written) == ("cover", "信息公开")

    def test_what_is_not_there(self, find):
        bar = find("没有这几个字")
        assert bar.count.text() == "没有找到"
        assert not bar.next.isEnabled()

    def test_selected_words_are_looked_for(self, written, press):
        written.page.cards[0].body.select(0, 2)
        press(Key.Key_F, modifier=CTRL)
        assert written.find_bar.sought.text() == "收到"

    def test_esc_leaves_the_clerk_at_what_was_found(self, find, written, press):
        find("其他")
        press(Key.Key_Escape)
        assert not written.find_bar.isVisible()
        focused = QApplication.focusWidget()
        assert focused is written.page.cards[0].body
        assert focused.textCursor().selectedText() == "其他"

    def test_a_linked_number_is_found_by_what_is_printed(self, find, written, press):
        bar = find("126件", Key.Key_H)
        assert bar.count.text() == "第 1 处，共 1 处（是表格中的数，随表格变化，不能替换）"
        assert written.page.cards[0].body.textCursor().selectedText() == "\ufffc件"
        assert not bar.replace.isEnabled()
        assert not bar.replace_all.isEnabled()

    def test_the_count_follows_the_text_and_the_tables(self, find, written):
        bar = find("126")
        assert "共 2 处" in bar.count.text()
        written.session.do(Change(cells={"t3.1.total": 7}), "改")
        assert "共 1 处" in bar.count.text()

    def test_it_changes_nothing(self, find, written, press):
        find("信息")
        press(Key.Key_Return, Key.Key_Return)
        assert written.session.undo.count() == 0


class TestReplacing:
    def texts(self, window):
        report = window.session.report
        return [
            report.particulars.preamble,
            report.text["1"][0].heading,
            report.text["1"][0].body,
            report.text["6"][0].body,
        ]

    def test_one_after_the_other(self, find, written, press, ime):
        bar = find("信息公开", Key.Key_H)
        press(Key.Key_Tab)
        assert bar.new.hasFocus()
        ime(bar.new, "政务公开")
        press(Key.Key_Return)
        assert self.texts(written)[1] == "（一）政务公开"
        assert selected(written) == ("1", "信息公开")
        assert bar.count.text() == "第 2 处，共 3 处"
        press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
        assert self.texts(written) == [
            "政务公开，开头。",
            "（一）政务公开",
            f"收到{LINK}件，政务公开126条。",
            "其他政务公开的事。",
        ]
        assert bar.count.text() == "没有找到"
        assert written.session.undo.count() == 4

    def test_all_as_one_step(self, find, written, qtbot, ime):
        before = self.texts(written)
        bar = find("信息公开", Key.Key_H)
        ime(bar.new, "公开")
        qtbot.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
        assert bar.count.text() == "已替换 4 处"
        assert all("信息公开" not in text for text in self.texts(written))
        assert written.session.undo.count() == 1
        assert written.session.undo.undoText() == "全部替换 4 处"
        written.session.undo.undo()
        assert self.texts(written) == before

    def test_ctrl_z_in_the_bar_takes_the_replacing_back(self, find, written, press, ime):
        before = self.texts(written)
        bar = find("信息公开", Key.Key_H)
        ime(bar.new, "公开")
        bar.new.setFocus()
        press(Key.Key_Return)
        assert self.texts(written) != before
        press(Key.Key_Z, modifier=CTRL)
        assert self.texts(written) == before

    def test_by_keys_alone(self, find, written, press, ime):
        bar = find("信息公开", Key.Key_H)
        ime(bar.new, "公开")
        bar.replace_all.setFocus()
        press(Key.Key_Return)
        assert bar.count.text() == "已替换 4 处"

    def test_all_but_the_linked_numbers(self, find, written, qtbot, ime):
        bar = find("126", Key.Key_H)
        ime(bar.new, "127")
        qtbot.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
        assert bar.count.text() == "已替换 1 处，另有 1 处是表格中的数，没有替换"
        assert self.texts(written)[2] == f"收到{LINK}件，信息公开127条。"

    def test_words_that_hold_the_sought_ones_are_stepped_over(self, find, written, ime, press):
        bar = find("公开", Key.Key_H)
        ime(bar.new, "公开公开")
        bar.new.setFocus()
        for _ in range(4):
            press(Key.Key_Return)
        assert self.texts(written) == [
            "信息公开公开，开头。",
            "（一）信息公开公开",
            f"收到{LINK}件，信息公开公开126条。",
            "其他信息公开公开的事。",
        ]

    def test_nothing_put_in_means_taken_out(self, find, written, qtbot):
        bar = find("信息公开", Key.Key_H)
        qtbot.mouseClick(bar.replace, Qt.MouseButton.LeftButton)
        assert self.texts(written)[1] == "（一）"

    def test_the_page_at_hand_shows_it_at_once(self, find, written, qtbot, ime):
        bar = find("信息公开", Key.Key_H)
        ime(bar.new, "公开")
        qtbot.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
        assert written.page.cards[0].heading.text() == "（一）公开"
        assert written.page.cards[0].body.printed == "收到126件，公开126条。"

    def test_the_field_is_there_for_replacing_only(self, find, written, press):
        bar = find("信息")
        assert not bar.new.isVisible()
        press(Key.Key_H, modifier=CTRL)
        assert bar.new.isVisible()
