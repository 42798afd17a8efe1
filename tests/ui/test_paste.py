"""Pasting with Ctrl+V into the real grid: what is plain at once, what is not after a look."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from nianbao.core.report import Change, Unread
from nianbao.ui import dialogs
from nianbao.ui.paste_preview import AS_READ, NAME, TAKE, WORDS

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST = "t3.1.natural"


@pytest.fixture
def page(window):
    """Table three in the window, the first cell current."""
    window.steps.go_to("3")
    window.page.setFocus()
    return window.page


@pytest.fixture
def ctrl_v(press):
    """Copy something elsewhere, and paste it here by key."""

    def paste(text, html=""):
        clip = QMimeData()
        clip.setText(text)
        if html:
            clip.setHtml(html)
        QApplication.clipboard().setMimeData(clip)
        press(Key.Key_V, modifier=CTRL)

    return paste


@pytest.fixture
def asked(monkeypatch):
    """Answer the preview as a clerk would; what was asked is kept."""
    seen = []

    def answer(act):
        def ask(dialog):
            seen.append([[item.text(c) for c in range(6)] for item in dialog._items()])
            seen.append(dialog.told.text())
            choice = act(dialog)
            dialog.deleteLater()
            return choice

        monkeypatch.setattr(dialogs, "ask_paste", ask)
        return seen

    return answer


@pytest.fixture
def said(monkeypatch):
    """Keep what is told in place of a paste."""
    words = []
    monkeypatch.setattr(dialogs, "warn", lambda *told: words.append(told[2]))
    return words


def told(window):
    return window.statusBar().currentMessage()


def values(window, row, columns="natural business research welfare legal other total"):
    return [window.session.report.entry(f"t3.{row}.{column}") for column in columns.split()]


class TestPlain:
    def test_a_block_lands_in_one_step_and_is_told(self, window, page, ctrl_v):
        before = window.session.undo.count()
        ctrl_v("1\t２\t\t1,234\n5\t6\t7\t8\n")
        assert values(window, "1") == [1, 2, None, 1234, None, None, 1237]
        assert values(window, "2") == [5, 6, 7, 8, None, None, 26]
        assert window.session.undo.count() == before + 1
        assert window.session.undo.undoText() == "粘贴 7 格"
        assert told(window) == "粘贴了 7 格"
        window.session.undo.undo()
        assert window.session.report.entries == {}

    def test_html_is_preferred_and_its_merges_keep_their_place(self, window, page, ctrl_v):
        ctrl_v("1\t4", "<table><tr><td>1<td colspan=2><td>4</table>")
        assert values(window, "1") == [1, None, None, 4, None, None, 5]

    def test_one_value_fills_the_selection(self, window, page, ctrl_v, press):
        press(Key.Key_Right, Key.Key_Down, modifier=SHIFT)
        ctrl_v("3\r\n")
        assert values(window, "1")[:3] == [3, 3, None]
        assert values(window, "2")[:3] == [3, 3, None]
        assert told(window) == "粘贴了 4 格"

    def test_what_is_replaced_and_what_is_kept_is_told(self, window, page, ctrl_v):
        window.session.do(Change(cells={FIRST: 9, "t3.1.business": 8, "t3.1.research": 7}), "test")
        ctrl_v("1\t\t7")
        assert values(window, "1")[:3] == [1, 8, 7]
        assert told(window) == (
            "粘贴了 1 格（其中 1 格原来有数，已经替换）；1 格与原来相同，1 处空白，保留原来的数"
        )

    def test_a_mark_for_nothing_is_told_and_is_no_zero(self, window, page, ctrl_v):
        ctrl_v("1\t/\t—")
        assert values(window, "1")[:3] == [1, None, None]
        assert "2 处写着“/”一类的符号，按空白处理" in told(window)

    def test_totals_that_agree_are_told(self, window, page, ctrl_v):
        ctrl_v("1\t0\t0\t0\t0\t0\t1")
        assert told(window) == "粘贴了 6 格；1 个总计核对相符"

    def test_what_was_copied_here_can_be_pasted_here(self, window, page, ctrl_v, press):
        ctrl_v("1\t2\n3\t4")
        press(Key.Key_Right, Key.Key_Down, modifier=SHIFT)
        press(Key.Key_C, modifier=CTRL)
        press(Key.Key_Down)
        press(Key.Key_V, modifier=CTRL)
        assert values(window, "3-1")[:3] == [None, 1, 2]

    def test_nothing_new_makes_no_step(self, window, page, ctrl_v):
        ctrl_v("5")
        before = window.session.undo.count()
        ctrl_v("5")
        assert window.session.undo.count() == before
        assert told(window) == "没有粘贴新的数；1 格与原来相同"

    def test_an_empty_clipboard(self, window, page, press):
        QApplication.clipboard().clear()
        press(Key.Key_V, modifier=CTRL)
        assert "没有可以粘贴的内容" in told(window)


class TestAfterALook:
    def test_what_does_not_fit_is_shown_and_the_rest_taken(self, window, page, ctrl_v, asked):
        seen = asked(lambda dialog: dialog.chosen())
        ctrl_v("4\t3万元\t6")
        assert values(window, "1")[:3] == [4, None, 6]
        (lines, words) = seen
        assert [(line[AS_READ], line[NAME]) for line in lines] == [
            ("3万元", "“一、本年新收政府信息公开申请数量”“商业企业”")
        ]
        assert "2 格可以直接填入，1 处要看一下" in words
        assert told(window) == "粘贴了 2 格；1 处没有采用"

    def test_it_is_kept_as_it_stands_where_the_clerk_ticks_it(self, window, page, ctrl_v, asked):
        def tick(dialog):
            dialog._items()[0].setCheckState(TAKE, Qt.CheckState.Checked)
            return dialog.chosen()

        asked(tick)
        ctrl_v("4\t-5")
        assert values(window, "1")[:2] == [4, Unread("-5")]

    def test_a_unit_is_taken_off_unless_the_clerk_says_no(self, window, page, ctrl_v, asked):
        def untick(dialog):
            (item,) = dialog._items()
            assert "去掉单位后取 12" in item.text(WORDS)
            item.setCheckState(TAKE, Qt.CheckState.Unchecked)
            return dialog.chosen()

        asked(lambda dialog: dialog.chosen())
        ctrl_v("12件\t1")
        assert values(window, "1")[:2] == [12, 1]
        window.session.undo.undo()
        asked(untick)
        ctrl_v("12件\t1")
        assert values(window, "1")[:2] == [None, 1]

    def test_blanks_empty_cells_only_where_the_clerk_says_so(self, window, page, ctrl_v, asked):
        def clear(dialog):
            assert "清空对应的 1 格" in dialog.clear.text()
            assert not dialog.clear.isChecked()
            dialog.clear.setChecked(True)
            return dialog.chosen()

        window.session.do(Change(cells={"t3.1.business": 8}), "test")
        asked(clear)
        ctrl_v("1\t\t6件")
        assert values(window, "1")[:3] == [1, None, 6]
        assert window.session.undo.undoText() == "粘贴 3 格"

    def test_nothing_is_pasted_if_the_clerk_thinks_better_of_it(self, window, page, ctrl_v, asked):
        asked(lambda dialog: None)
        ctrl_v("1\t1.5")
        assert window.session.report.entries == {}
        assert told(window) == "没有粘贴"

    def test_a_total_that_disagrees_is_shown_and_not_taken(self, window, page, ctrl_v, asked):
        seen = asked(lambda dialog: dialog.chosen())
        ctrl_v("1\t0\t0\t0\t0\t0\t5")
        assert values(window, "1") == [1, 0, 0, 0, 0, 0, 1]
        assert "复制的总计是“5”，按各项算出来是 1" in seen[0][0][WORDS]
        assert "1 个总计不符" in told(window)

    SHIFTED = "1\t0\t2\t0\t0\t0\t3\n0\t1\t1\t0\t0\t0\t2"

    def test_a_shifted_block_goes_where_its_totals_come_out(
        self, window, page, ctrl_v, asked, press
    ):
        press(Key.Key_Right)
        seen = asked(lambda dialog: dialog.chosen())
        ctrl_v(self.SHIFTED)
        assert values(window, "1") == [1, 0, 2, 0, 0, 0, 3]
        assert "左移一列就对上了" in seen[1]

    def test_or_stays_where_the_clerk_wants_it(self, window, page, ctrl_v, asked, press):
        def here(dialog):
            dialog.places.button(1).click()
            return dialog.chosen()

        press(Key.Key_Right)
        asked(here)
        ctrl_v(self.SHIFTED)
        assert values(window, "1")[:6] == [None, 1, 0, 2, 0, 0]

    def test_enter_does_not_put_a_block_where_it_does_not_belong(self, window, page, ctrl_v, asked):
        def enter(dialog):
            dialog.finished.connect(results.append)
            dialog.open()
            QTest.keyClick(dialog, Key.Key_Return)

        results = []
        seen = asked(enter)
        ctrl_v("1\t2\t3\n1\t1\t2")
        assert "像是总计" in seen[1]
        assert results == [QDialog.DialogCode.Rejected]
        assert window.session.report.entries == {}


class TestRefused:
    def test_another_tables_content(self, window, page, ctrl_v, said):
        ctrl_v("行政许可\t5\n")
        assert "复制的是表二的内容" in said[0]
        assert window.session.report.entries == {}

    def test_in_a_text_ctrl_v_is_the_texts_own(self, window, page, ctrl_v):
        window.steps.go_to("1")
        window.page.setFocus()
        assert not hasattr(QApplication.focusWidget(), "grid")
