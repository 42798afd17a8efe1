"""The keys of a spreadsheet in the grids, the input method, and what is told of a selection."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from nianbao.core.report import Change, PreviousReport, Source, Unread
from nianbao.ui.grid.manners import DIFFERENCE, ENTER_RIGHT, LAST_YEAR, GridManners
from nianbao.ui.grid.model import CELL_ID
from nianbao.ui.grid.model import DIFFERENCE as DIFFERENCE_ROLE
from nianbao.ui.grid.model import LAST_YEAR as LAST_YEAR_ROLE
from nianbao.ui.grid.view import GridView
from nianbao.ui.status import sum_words

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST = "t3.1.natural"


@pytest.fixture
def grid(qtbot, session):
    """Table three on its own, the first cell current."""
    return shown(qtbot, GridView(session.form.table("t3"), session))


def shown(qtbot, view):
    qtbot.addWidget(view)
    view.resize(1100, 600)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def current(view):
    return view.currentIndex().data(CELL_ID)


def fill(session, **rows):
    """Put numbers into rows of table three: r1=[1, None, 3]."""
    columns = session.form.table("t3").columns
    session.do(
        Change(
            cells={
                f"t3.{row[1:].replace('_', '-')}.{column}": value
                for row, values in rows.items()
                for column, value in zip(columns, values, strict=False)
                if value is not None
            }
        ),
        "test",
    )


class TestMoving:
    @pytest.mark.parametrize(
        ("keys", "modifier", "where"),
        [
            pytest.param([Key.Key_End], None, "t3.1.total", id="End: the end of the row"),
            pytest.param([Key.Key_End, Key.Key_Home], None, FIRST, id="Home: its beginning"),
            pytest.param([Key.Key_End], CTRL, "t3.4.total", id="Ctrl+End: the last cell"),
            pytest.param([Key.Key_End, Key.Key_Home], CTRL, FIRST, id="Ctrl+Home: the first"),
            pytest.param([Key.Key_Right], CTRL, "t3.1.research", id="before a gap"),
            pytest.param([Key.Key_Right] * 2, CTRL, "t3.1.legal", id="behind the gap"),
            pytest.param([Key.Key_Right] * 3, CTRL, "t3.1.total", id="on to the edge"),
            pytest.param([Key.Key_Down], CTRL, "t3.4.natural", id="nothing below but the edge"),
            pytest.param([Key.Key_Down, Key.Key_Up], CTRL, FIRST, id="and back up"),
        ],
    )
    def test_keys_lead_where_a_spreadsheet_leads(self, grid, press, session, keys, modifier, where):
        fill(session, r1=[1, 2, 3, None, 5])
        press(*keys, modifier=modifier or Qt.KeyboardModifier.NoModifier)
        assert current(grid) == where

    def test_enter_after_tabs_comes_back_under_the_first_of_them(self, grid, press):
        press(Key.Key_Right, "1", Key.Key_Tab, "2", Key.Key_Tab, "3", Key.Key_Return)
        assert current(grid) == "t3.2.business"

    def test_an_arrow_in_between_makes_enter_go_straight_down(self, grid, press):
        press("1", Key.Key_Tab, "2", Key.Key_Right, Key.Key_Return)
        assert current(grid) == "t3.2.research"

    def test_enter_goes_right_if_the_clerk_likes_it_so(self, grid, press, session):
        session.manners.choose(ENTER_RIGHT, on=True)
        press("1", Key.Key_Return, "2", Key.Key_Return)
        assert session.report.value("t3.1.business") == 2
        assert current(grid) == "t3.1.research"
        press(Key.Key_Return, modifier=SHIFT)
        assert current(grid) == "t3.1.business"

    def test_enter_to_the_right_goes_on_in_the_next_row(self, grid, press, session):
        session.manners.choose(ENTER_RIGHT, on=True)
        press(*[Key.Key_Return] * 6)
        assert current(grid) == "t3.2.natural"

    def test_table_two_is_one_step_to_the_right_however_wide_a_cell_is(self, qtbot, session, press):
        view = shown(qtbot, GridView(session.form.table("t2"), session))
        press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
        assert current(view) == "t2.penalties.decisions"
        press(Key.Key_End)
        assert current(view) == "t2.penalties.decisions"


class TestSelecting:
    def test_shift_and_arrows_stretch_and_shrink(self, grid, press):
        press(Key.Key_Right, Key.Key_Right, Key.Key_Down, modifier=SHIFT)
        assert len(grid.chosen()) == 6
        press(Key.Key_Left, Key.Key_Up, modifier=SHIFT)
        assert grid.chosen() == ("t3.1.natural", "t3.1.business")

    def test_backwards_over_the_start(self, grid, press):
        press(Key.Key_Right)
        press(Key.Key_Right, modifier=SHIFT)
        press(Key.Key_Left, Key.Key_Left, modifier=SHIFT)
        assert grid.chosen() == ("t3.1.natural", "t3.1.business")

    def test_to_the_end_of_row_and_table(self, grid, press):
        press(Key.Key_End, modifier=SHIFT)
        assert len(grid.chosen()) == 7
        press(Key.Key_End, modifier=SHIFT | CTRL)
        assert len(grid.chosen()) == 175

    def test_ctrl_a_takes_all(self, grid, press):
        press(Key.Key_A, modifier=CTRL)
        assert len(grid.chosen()) == 175

    def test_by_mouse(self, grid, qtbot, session):
        first, last = grid.grid.place("t3.1.business"), grid.grid.place("t3.2.welfare")
        press_at = grid.visualRect(first).center()
        qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=press_at)
        qtbot.mouseMove(grid.viewport(), grid.visualRect(last).center())
        qtbot.mouseRelease(
            grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(last).center()
        )
        assert len(grid.chosen()) == 6
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=press_at)
        assert grid.chosen() == ("t3.1.business",)

    def test_a_double_click_edits(self, grid, qtbot, press, session):
        fill(session, r1=[12])
        at = grid.visualRect(grid.grid.place(FIRST)).center()
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
        press(Key.Key_End, Key.Key_Left, "3", Key.Key_Return)
        assert session.report.value(FIRST) == 132

    def test_f2_moves_the_caret_with_the_arrows(self, grid, press, session):
        fill(session, r1=[12])
        press(Key.Key_F2, Key.Key_End, Key.Key_Left, "3", Key.Key_Return)
        assert session.report.value(FIRST) == 132


class TestChangingASelection:
    def test_fill_down_from_the_top_row(self, grid, press, session):
        fill(session, r1=[4, 5])
        before = session.undo.count()
        press(Key.Key_Right, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
        press(Key.Key_D, modifier=CTRL)
        assert [session.report.value(f"t3.{row}.business") for row in ("2", "3-1")] == [5, 5]
        assert session.report.value("t3.2.total") == 9
        assert session.undo.count() == before + 1
        assert session.undo.undoText() == "向下填充 4 格"

    def test_fill_down_of_one_cell_takes_the_one_above(self, grid, press, session):
        fill(session, r1=[4])
        press(Key.Key_Down)
        press(Key.Key_D, modifier=CTRL)
        assert session.report.value("t3.2.natural") == 4

    def test_fill_down_in_the_first_row_does_nothing(self, grid, press, session):
        press(Key.Key_D, modifier=CTRL)
        assert session.undo.count() == 0

    def test_fill_down_leaves_what_is_locked_and_what_is_computed(self, grid, press, session):
        fill(session, r1=[4], r2=[9])
        source = Source("去年.docx", "表三", "9", carried=True)
        session.do(Change(sources={"t3.2.natural": source}), "test")
        press(Key.Key_End, Key.Key_Down, modifier=SHIFT)
        press(Key.Key_D, modifier=CTRL)
        assert session.report.value("t3.2.natural") == 9

    def test_cut_copies_and_empties_in_one_step(self, grid, press, session):
        fill(session, r1=[4, 5])
        press(Key.Key_Right, modifier=SHIFT)
        press(Key.Key_X, modifier=CTRL)
        assert QApplication.clipboard().text() == "4\t5"
        assert session.report.entry(FIRST) is None
        session.undo.undo()
        assert session.report.value(FIRST) == 4

    def test_undo_and_redo_by_key_in_the_window(self, window, press):
        window.steps.go_to("3")
        window.page.setFocus()
        press("7", Key.Key_Return)
        press(Key.Key_Z, modifier=CTRL)
        assert window.session.report.entry(FIRST) is None
        press(Key.Key_Y, modifier=CTRL)
        assert window.session.report.value(FIRST) == 7

    def test_the_menu_does_the_same(self, window, press):
        window.steps.go_to("3")
        window.page.setFocus()
        press("7", Key.Key_Return, Key.Key_Up)
        window.findChild(object, "actionCopy").trigger()
        press(Key.Key_Down)
        window.findChild(object, "actionPaste").trigger()
        assert window.session.report.value("t3.2.natural") == 7
        window.findChild(object, "actionSelectAll").trigger()
        assert len(window.page.grid.chosen()) == 175

    def test_so_does_the_menu_at_the_mouse(self, window):
        window.steps.go_to("3")
        menu = window.page.menu_at(QPoint(5, 5))
        assert [a.text().partition("(")[0] for a in menu.actions()][:3] == ["剪切", "复制", "粘贴"]


def compose(widget, preedit="", commit=""):
    """Send what an input method sends."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


class TestTheInputMethod:
    """It is off in the grid; one that does not care loses or doubles no digit all the same."""

    @pytest.mark.parametrize(
        ("steps", "value"),
        [
            pytest.param([("１", ""), ("１２", ""), ("", "１２")], 12, id="preedit, then commit"),
            pytest.param([("", "１２")], 12, id="commit without preedit, no editor open"),
            pytest.param([("", "1"), ("", "2")], 12, id="digit by digit"),
            pytest.param([("1", ""), ("", "1"), ("2", ""), ("", "2")], 12, id="two compositions"),
            pytest.param([("1", ""), ("12", "")], 12, id="Enter during preedit"),
            pytest.param([("", "1"), ("2", "")], 12, id="Enter during a second preedit"),
            pytest.param([("1", ""), ("2", "1")], 12, id="commit and preedit in one event"),
            pytest.param([("12", ""), ("", "")], None, id="a composition taken back"),
        ],
    )
    @pytest.mark.parametrize("start", ["on the cell", "after F2"])
    def test_what_is_composed_is_typed_once(self, grid, press, session, start, steps, value):
        if start == "after F2":
            press(Key.Key_F2)
        for preedit, commit in steps:
            compose(QApplication.focusWidget(), preedit, commit)
        press(Key.Key_Return)
        assert session.report.value(FIRST) == value
        assert current(grid) == "t3.2.natural"
        assert grid.state() is QAbstractItemView.State.NoState

    @pytest.mark.parametrize("start", ["on the cell", "in the editor"])
    @pytest.mark.parametrize("way", ["another widget", "another cell"])
    def test_a_change_of_focus_while_composing(self, grid, qtbot, press, session, start, way):
        other = QLineEdit(grid)
        other.show()
        if start == "in the editor":
            press("1")
        compose(QApplication.focusWidget(), "2")
        if way == "another widget":
            other.setFocus()
        else:
            at = grid.visualRect(grid.grid.place("t3.2.other")).center()
            qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert session.report.value(FIRST) == (12 if start == "in the editor" else 2)
        assert session.undo.count() == 1

    def test_it_overwrites_as_typing_does(self, grid, press, session):
        fill(session, r1=[99])
        compose(grid, "", "７")
        press(Key.Key_Return)
        assert session.report.value(FIRST) == 7

    def test_letters_are_kept_and_reported_not_dropped(self, grid, press, session):
        compose(grid, "yi")
        press(Key.Key_Return)
        assert session.report.entry(FIRST) == Unread("yi")

    def test_escape_takes_a_composition_back(self, grid, press, session):
        fill(session, r1=[99])
        compose(grid, "7")
        press(Key.Key_Escape)
        assert session.report.value(FIRST) == 99

    def test_nothing_is_composed_into_a_total(self, grid, press, session):
        press(Key.Key_End)
        compose(grid, "", "7")
        press(Key.Key_Return)
        assert session.undo.count() == 0

    def test_keys_after_a_commit_go_on_where_it_ended(self, grid, press, session):
        compose(grid, "", "１")
        press("2", Key.Key_Return)
        assert session.report.value(FIRST) == 12


class TestTheSumOfASelection:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ([5], ""),
            ([None, None], ""),
            ([1, 2, 3], "求和 6　平均 2　计数 3"),
            ([1, None, 0], "求和 1　平均 0.50　计数 2"),
            ([10, 0, 0], "求和 10　平均 ≈3.33　计数 3"),
            ([Decimal("0.1"), Decimal("0.2")], "求和 0.3　平均 0.15　计数 2"),
            ([999_999_999] * 2, "求和 1999999998　平均 999999999　计数 2"),
        ],
    )
    def test_is_exact_and_counts_no_blanks(self, values, words):
        assert sum_words(values) == words

    def test_stands_in_the_status_bar_while_cells_are_chosen(self, window, press):
        fill(window.session, r1=[4, 5])
        window.steps.go_to("3")
        window.page.setFocus()
        sums = window.findChild(object, "selectionSums")
        assert sums.text() == ""
        press(Key.Key_Right, Key.Key_Right, modifier=SHIFT)
        assert sums.text() == "求和 9　平均 4.50　计数 2"
        window.session.undo.undo()
        assert sums.text() == ""
        window.session.undo.redo()
        window.steps.go_to("1")
        assert sums.text() == ""


class TestLastYear:
    @pytest.fixture
    def compared(self, session, grid):
        cells = {FIRST: 3, "t3.1.business": 5, "t3.1.research": 2, "t3.1.welfare": 1}
        last = PreviousReport("某局", 2023, "2021", cells, {}, "去年.docx")
        session.do(Change(particulars=replace(session.particulars, previous=last)), "test")
        fill(session, r1=[7, 1, 2])
        return grid

    def beside(self, view, role):
        row = ("natural", "business", "research", "welfare", "legal")
        return [view.grid.place(f"t3.1.{column}").data(role) for column in row]

    def test_stands_in_the_cells_and_can_be_switched_off(self, compared, session):
        assert self.beside(compared, LAST_YEAR_ROLE) == ["3", "5", "2", "1", None]
        assert self.beside(compared, DIFFERENCE_ROLE) == [None] * 5
        session.manners.choose(LAST_YEAR, on=False)
        assert self.beside(compared, LAST_YEAR_ROLE) == [None] * 5

    def test_the_difference_can_be_switched_on(self, compared, session, qtbot):
        with qtbot.waitSignal(compared.grid.dataChanged):
            session.manners.choose(DIFFERENCE, on=True)
        assert self.beside(compared, DIFFERENCE_ROLE) == ["+4", "−4", "0", None, None]

    def test_it_is_painted(self, compared, session):
        place = compared.visualRect(compared.grid.place(FIRST))
        corner = QRect(place.center(), place.bottomRight())
        before = compared.viewport().grab(corner).toImage()
        session.manners.choose(DIFFERENCE, on=True)
        assert compared.viewport().grab(corner).toImage() != before

    def test_the_menu_switches_it_and_shows_a_tick(self, window):
        difference = window.findChild(object, "actionDifference")
        assert not difference.isChecked()
        difference.trigger()
        assert window.session.manners.shows_difference
        assert window.findChild(object, "actionLastYear").isChecked()

    def test_the_menu_says_where_enter_goes(self, window):
        window.findChild(object, "actionEnterRight").trigger()
        assert window.session.manners.enter_right
        assert not window.findChild(object, "actionEnterDown").isChecked()

    def test_what_was_chosen_is_remembered(self, tmp_path):
        manners = GridManners()
        manners.keep_in(tmp_path / "grids.ini")
        manners.choose(ENTER_RIGHT, on=True)
        manners.choose(LAST_YEAR, on=False)
        again = GridManners()
        again.keep_in(tmp_path / "grids.ini")
        assert again.enter_right
        assert not again.shows_last_year
        assert not again.shows_difference


def test_copying_keeps_labels_and_blanks_in_their_place(qtbot, session, press):
    shown(qtbot, GridView(session.form.table("t2"), session))
    press("1", Key.Key_Return, "2", Key.Key_Return, "3", Key.Key_Return)
    press(Key.Key_A, modifier=CTRL)
    press(Key.Key_C, modifier=CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [line[0] for line in lines[:5]] == ["1", "2", "", "本年处理决定数量", "3"]
    before = dict(session.report.entries)
    press(Key.Key_Delete)
    assert dict(session.report.entries) == {}
    press(Key.Key_V, modifier=CTRL)
    assert dict(session.report.entries) == before


@pytest.mark.parametrize(
    ("stands", "as_text"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="old formula"),
        pytest.param("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0", id="program"),
        pytest.param("＝1", "'＝1", id="full width"),
        pytest.param("-5", "-5", id="a number with a sign"),
        pytest.param("六", "六", id="a word"),
    ],
)
def test_what_is_copied_is_no_formula_where_it_is_pasted(grid, press, session, stands, as_text):
    session.do(Change(cells={FIRST: Unread(stands)}), "读入")
    press(Key.Key_C, modifier=CTRL)
    copied = QGuiApplication.clipboard()
    assert copied.text() == as_text
    assert ("mso-number-format" in copied.mimeData().html()) == (as_text != stands)
