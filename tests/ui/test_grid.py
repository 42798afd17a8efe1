"""The grids, filled in with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from nianbao.core.report import Change, Unread
from nianbao.ui.grid.model import CELL_ID, GridModel
from nianbao.ui.grid.view import GridView

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot, session):
    """Table three on its own, the first cell current."""
    view = GridView(session.form.table("t3"), session)
    qtbot.addWidget(view)
    view.resize(1100, 600)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def current(view):
    return view.currentIndex().data(CELL_ID)


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_the_model_keeps_qts_contract(session, qtmodeltester, table):
    qtmodeltester.check(GridModel(session.form.table(table), session))


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_every_field_of_a_table_is_in_its_grid_once(session, table):
    model = GridModel(session.form.table(table), session)
    shown = [
        model.index(row, column).data(CELL_ID)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert [cell for cell in shown if cell] == [f.id for f in session.form.table(table).fields]


def test_typing_overwrites_and_enter_goes_down(grid, press, session):
    press("12", Key.Key_Return)
    assert session.report.value("t3.1.natural") == 12
    assert current(grid) == "t3.2.natural"


def test_a_second_number_replaces_the_first(grid, press, session):
    press("12", Key.Key_Return, Key.Key_Up, "7", Key.Key_Return)
    assert session.report.value("t3.1.natural") == 7


def test_f2_goes_on_with_what_is_there(grid, press, session):
    press("12", Key.Key_Return, Key.Key_Up, Key.Key_F2, Key.Key_End, "3", Key.Key_Return)
    assert session.report.value("t3.1.natural") == 123


def test_escape_leaves_the_cell_as_it_was(grid, press, session):
    press("12", Key.Key_Return, Key.Key_Up, "99", Key.Key_Escape)
    assert session.report.value("t3.1.natural") == 12


def test_the_total_follows_at_once(grid, press, session):
    press("12", Key.Key_Tab, "3", Key.Key_Return)
    assert session.report.value("t3.1.total") == 15


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        pytest.param([Key.Key_Tab], "t3.1.business", id="Tab goes right"),
        pytest.param(
            [Key.Key_Tab] * 6, "t3.2.natural", id="Tab steps over the total to the next row"
        ),
        pytest.param([Key.Key_Backtab], "t3.1.natural", id="Shift+Tab stays at the first cell"),
        pytest.param([Key.Key_Down], "t3.2.natural", id="arrow down"),
        pytest.param([Key.Key_Right] * 6, "t3.1.total", id="an arrow may look at the total"),
        pytest.param([Key.Key_Return] * 23, "t3.4.natural", id="Enter steps over the computed row"),
        pytest.param([Key.Key_Return] * 99, "t3.4.natural", id="Enter stops at the last row"),
        pytest.param([Key.Key_Up], "t3.1.natural", id="arrow up stops at the first row"),
    ],
)
def test_keys_move_the_current_cell(grid, press, keys, where):
    press(*keys)
    assert current(grid) == where


def test_an_arrow_ends_typing_as_in_a_spreadsheet(grid, press, session):
    press("5", Key.Key_Right, "6", Key.Key_Down)
    assert session.report.value("t3.1.natural") == 5
    assert session.report.value("t3.1.business") == 6
    assert current(grid) == "t3.2.business"


def test_shift_enter_goes_up(grid, press):
    press(Key.Key_Down, Key.Key_Down, "1")
    press(Key.Key_Return, modifier=SHIFT)
    assert current(grid) == "t3.2.natural"


def test_a_computed_cell_cannot_be_typed_into(grid, press, session):
    press(*[Key.Key_Right] * 6, "9", Key.Key_Return)
    assert session.report.entry("t3.1.total") is None


@pytest.mark.parametrize(
    ("typed", "value"), [("１２", 12), ("1,234", 1234), ("１，２３４", 1234), (" 7 ", 7)]
)
def test_numbers_from_an_input_method_or_with_commas_are_read(
    grid, press, ime, session, typed, value
):
    press(Key.Key_F2)
    ime(QApplication.focusWidget(), typed)
    press(Key.Key_Return)
    assert session.report.value("t3.1.natural") == value


@pytest.mark.parametrize("typed", ["-1", "1.5", "1000000000", "2 1"])
def test_what_is_no_count_is_kept_and_reported_and_undone(grid, press, session, typed):
    press(typed, Key.Key_Return)
    assert session.report.entry("t3.1.natural") == Unread(typed)
    assert [f.rule for f in session.broken["t3.1.natural"]] == ["R04"]
    session.undo.undo()
    assert session.report.entry("t3.1.natural") is None
    assert "t3.1.natural" not in session.broken


def test_the_input_method_is_off_where_numbers_are_typed(grid, press):
    enabled = Qt.InputMethodQuery.ImEnabled
    assert grid.inputMethodQuery(enabled) is False
    press(Key.Key_F2)
    assert QApplication.focusWidget().inputMethodQuery(enabled) is False
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_delete_empties_the_selection_in_one_step(grid, press, session):
    press("1", Key.Key_Tab, "2", Key.Key_Tab)
    press(Key.Key_Left, Key.Key_Left)
    press(Key.Key_Right, modifier=SHIFT)
    press(Key.Key_Delete)
    assert session.report.entry("t3.1.natural") is None
    assert session.report.entry("t3.1.business") is None
    assert session.report.entry("t3.1.total") is None
    session.undo.undo()
    assert session.report.value("t3.1.total") == 3


def test_copying_gives_rows_and_tabs(grid, press, session):
    press("1", Key.Key_Tab, "2", Key.Key_Tab)
    press(Key.Key_Left, Key.Key_Left)
    press(Key.Key_Right, Key.Key_Down, modifier=SHIFT)
    press(Key.Key_C, modifier=CTRL)
    assert QApplication.clipboard().text() == "1\t2\n\t"


def test_undo_and_redo_are_exact(grid, press, session):
    before = dict(session.report.entries)
    press("12", Key.Key_Return)
    after = dict(session.report.entries)
    session.undo.undo()
    assert dict(session.report.entries) == before
    session.undo.redo()
    assert dict(session.report.entries) == after


@pytest.mark.parametrize("cell", ["t3.1.natural", "t3.3-3-4.other", "t3.4.legal"])
def test_an_edit_that_breaks_an_identity_shows_at_once_and_undo_clears_it(seed_session, cell):
    view = GridView(seed_session.form.table("t3"), seed_session)
    model = view.grid
    place = model.place(cell)
    calm = place.data(Qt.ItemDataRole.BackgroundRole)
    assert model.setData(place, "41")
    assert [f.rule for f in seed_session.findings] != []
    seed_session.undo.undo()
    assert seed_session.findings == []
    assert place.data(Qt.ItemDataRole.BackgroundRole) == calm


def test_a_broken_cell_has_another_ground_and_says_why(qtbot, session):
    model = GridModel(session.form.table("t4"), session)
    with qtbot.waitSignal(model.dataChanged):
        session.do(
            Change(
                cells={
                    "t4.review.upheld": 1,
                    "t4.review.corrected": 0,
                    "t4.review.other": 0,
                    "t4.review.pending": 0,
                    "t4.review.total": 2,
                }
            ),
            "test",
        )
    place = model.place("t4.review.total")
    assert place.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert "“行政复议”部分" in place.data(Qt.ItemDataRole.ToolTipRole)


def test_table_two_steps_over_its_printed_labels(qtbot, session, press):
    view = GridView(session.form.table("t2"), session)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    press("1", Key.Key_Return, "2", Key.Key_Return, "3", Key.Key_Return)
    assert session.report.value("t2.rules.made") == 1
    assert session.report.value("t2.documents.made") == 2
    assert session.report.value("t2.licences.decisions") == 3
    assert current(view) == "t2.penalties.decisions"


def test_a_fee_keeps_its_decimals(qtbot, session):
    model = GridModel(session.form.table("t2"), session)
    model.setData(model.place("t2.fees.amount"), "96171.60")
    assert model.place("t2.fees.amount").data() == "96171.60"


def test_headers_speak_the_whole_official_path(session):
    model = GridModel(session.form.table("t3"), session)
    across = model.headerData(1, Qt.Orientation.Horizontal)
    assert across == "申请人情况／法人或其他组织／商业企业"
    down = model.headerData(4, Qt.Orientation.Vertical)
    assert down == "三、本年度办理结果／（三）不予公开／1.属于国家秘密"
