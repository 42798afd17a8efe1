"""Last year's text beside this year's: what went struck out, what came underlined."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from nianbao.core.report import Change, Passage, PreviousReport
from nianbao.ui.pages import beside

LEFT = Qt.MouseButton.LeftButton

NOW = (
    Passage("（一）主动公开情况", "公开信息{{t3.1.total}}条。开展培训。"),
    Passage("（二）新的部分", "今年才有。"),
    Passage("（三）监督保障情况", ""),
)
BEFORE = (
    Passage("（一）监督保障情况", "纳入考核。"),
    Passage("（二）主动公开情况", "公开信息{{t3.1.total}}条。"),
    Passage("（三）别的情况", "上级通报表扬。"),
)


@pytest.fixture
def page(window):
    session = window.session
    previous = PreviousReport(
        "某局", 2023, "2021", {"t3.1.total": 9}, {"1": BEFORE}, "2023年年报.docx"
    )
    told = replace(session.particulars, organ="某局", year=2024, previous=previous)
    change = Change(particulars=told, text={"1": NOW}, cells={"t3.1.total": 126})
    session.do(change, "准备")
    session.undo.clear()
    window.steps.go_to("1")
    return window.page


@pytest.fixture
def compared(page, qtbot):
    """The page with last year's text beside it, all of it compared."""
    qtbot.mouseClick(page.last_year, LEFT)
    settled(qtbot, page)
    return page


def settled(qtbot, page):
    comparing = page._beside
    qtbot.waitUntil(lambda: not comparing._waiting and not comparing._pause.isActive())


def looks(view):
    """The pieces of a text with what their letters look like."""
    found = []
    block = view.document().firstBlock()
    while block.isValid():
        for piece in block:
            fragment = piece.fragment()
            font = fragment.charFormat().font()
            mark = "-" if font.strikeOut() else "+" if font.underline() else " "
            found.append(mark + fragment.text())
        block = block.next()
    return found


def test_the_differences_are_told_by_shape(compared):
    view = compared.cards[0].last_year
    assert looks(view) == [
        " （二）主动公开情况",
        " 公开信息",
        "-9",
        "+126",
        " 条。",
        "+开展培训。",
    ]
    assert "（删去：9）（新写：126）" in view.accessibleDescription()


def test_a_part_that_is_new_and_one_that_is_not_written_yet(compared):
    assert looks(compared.cards[1].last_year) == [" 上一年没有这一部分。"]
    assert looks(compared.cards[2].last_year) == [
        " 今年这一部分还没有写。上一年写的是：",
        " （一）监督保障情况",
        " 纳入考核。",
    ]


def test_what_has_no_counterpart_stands_at_the_end(compared):
    assert compared._rest.isVisible()
    assert compared._rest.words.toPlainText().endswith("（三）别的情况\n上级通报表扬。")


def test_it_comes_and_goes_by_the_button_and_says_what_the_marks_mean(compared, qtbot):
    assert "2023年" in compared._legend.text()
    assert compared._legend.isVisible()
    assert compared.last_year.text() == "隐藏上年文字(&Y)"
    qtbot.mouseClick(compared.last_year, LEFT)
    assert compared.last_year.text() == "显示上年文字(&Y)"
    assert not compared.cards[0].last_year.isVisible()
    assert not compared._rest.isVisible()


def test_it_follows_typing_after_a_pause_and_not_before(compared, qtbot, ime, monkeypatch):
    asked = []
    whole = beside.counterparts
    monkeypatch.setattr(beside, "counterparts", lambda *a: asked.append(a) or whole(*a))
    body = compared.cards[2].body
    body.setFocus()
    for words in ("纳入", "年度", "考核。"):
        ime(body, words)
    assert asked == []
    settled(qtbot, compared)
    assert len(asked) == 1
    assert "+年度" in looks(compared.cards[2].last_year)


def test_it_follows_a_linked_number(compared, window, qtbot):
    window.session.do(Change(cells={"t3.1.total": 9}), "改")
    settled(qtbot, compared)
    assert " 公开信息9条。" in looks(compared.cards[0].last_year)


def test_it_can_be_copied_from_and_not_written_in(compared, qtbot):
    view = compared.cards[2].last_year
    view.moveCursor(QTextCursor.MoveOperation.End)
    before = view.toPlainText()
    qtbot.keyClicks(view, "x")
    assert view.toPlainText() == before
    assert view.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_parts_added_moved_and_taken_out_are_followed(compared, qtbot, window):
    compared.cards[0].removed.emit()
    compared.add_passage()
    settled(qtbot, compared)
    assert len(compared.cards) == 3
    assert looks(compared.cards[0].last_year) == [" 上一年没有这一部分。"]
    assert "主动公开情况" in compared._rest.words.toPlainText()
    window.session.undo.undo()
    window.session.undo.undo()
    settled(qtbot, compared)
    assert "-9" in looks(compared.cards[0].last_year)


def test_without_a_last_year_there_is_nothing_to_show(window):
    window.steps.go_to("1")
    button = window.page.last_year
    assert not button.isEnabled()
    assert "没有上一年的年报" in button.toolTip()


def test_another_report_is_not_compared_with_this_ones_last_year(compared, window, seed_report):
    window.session.open(seed_report, None)
    assert not compared.cards[0].last_year.isVisible()
    assert not compared._legend.isVisible()
