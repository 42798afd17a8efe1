"""What becomes of each piece of a pasted block."""

from decimal import Decimal

import pytest

from nianbao.core.pasting import (
    Fate,
    PastePlan,
    Piece,
    ends_in_sums,
    judge,
    paste_words,
    totals_within,
)
from nianbao.core.report import Change, Source, Unread

FIRST = "t3.1.natural"
TOTAL = "t3.1.total"
COLUMNS = ("natural", "business", "research", "welfare", "legal", "other", "total")


def piece(cell, entry, remark="", as_read=None):
    shown = "" if entry is None else str(getattr(entry, "text", entry))
    return Piece("第1行第1列", shown if as_read is None else as_read, cell, entry, remark)


def row(*values, name="1"):
    return [piece(f"t3.{name}.{c}", v) for c, v in zip(COLUMNS, values, strict=False)]


@pytest.mark.parametrize(
    ("held", "pasted", "fate"),
    [
        pytest.param(None, piece(FIRST, 5), Fate.FILL, id="a number into a blank"),
        pytest.param(3, piece(FIRST, 5), Fate.FILL, id="a number over another"),
        pytest.param(5, piece(FIRST, 5), Fate.SAME, id="the same number"),
        pytest.param(5, piece(FIRST, 5, "单位"), Fate.SAME, id="the same, however it was written"),
        pytest.param(3, piece(FIRST, None), Fate.BLANK, id="a blank"),
        pytest.param(3, piece(FIRST, None, "标记", "/"), Fate.BLANK, id="a mark for nothing"),
        pytest.param(None, piece(FIRST, 5, "单位"), Fate.DOUBT, id="a number with a remark"),
        pytest.param(None, piece(FIRST, Unread("六")), Fate.UNREAD, id="no number"),
        pytest.param(None, piece(None, None, "超出", "5"), Fate.REFUSED, id="no place"),
        pytest.param(None, piece(TOTAL, 5), Fate.DISAGREES, id="a total without parts"),
        pytest.param(None, piece(TOTAL, 0), Fate.AGREES, id="no total over blanks says nothing"),
        pytest.param(None, piece(TOTAL, None), Fate.BLANK, id="a blank total"),
        pytest.param(None, piece(TOTAL, Unread("六")), Fate.REFUSED, id="a total that is none"),
    ],
)
def test_a_piece_by_itself(book, report, held, pasted, fate):
    report.apply(Change(cells={FIRST: held} if pasted.cell == FIRST else {}))
    (line,) = judge(book, report, [pasted]).lines
    assert line.fate is fate


@pytest.mark.parametrize(
    ("pasted", "fate"), [(5, Fate.LOCKED), (3, Fate.SAME), (None, Fate.BLANK)], ids=str
)
def test_a_locked_cell_stays_as_it_is(book, report, pasted, fate):
    source = Source("去年", "表三", "3", carried=True)
    report.apply(Change(cells={FIRST: 3}, sources={FIRST: source}))
    plan = judge(book, report, [piece(FIRST, pasted)])
    assert plan.lines[0].fate is fate
    assert plan.clearable == ()
    assert not plan.change(book, report, {0}, clear=True)


def test_two_pieces_for_one_cell_are_both_refused(book, report):
    plan = judge(book, report, [piece(FIRST, 5), piece(FIRST, 6)])
    assert [line.fate for line in plan.lines] == [Fate.REFUSED] * 2


def test_totals_follow_and_are_compared_with_what_they_come_to(book, report):
    report.apply(Change(cells={"t3.1.other": 4, TOTAL: 4}))
    plan = judge(book, report, [*row(1, 2), piece(TOTAL, 7)])
    assert plan.lines[-1].fate is Fate.AGREES
    change = plan.change(book, report, plan.usual)
    assert change.cells == {FIRST: 1, "t3.1.business": 2, TOTAL: 7}


def test_a_total_is_never_among_what_is_entered(book, report):
    plan = judge(book, report, row(1, 0, 0, 0, 0, 0, 9))
    assert TOTAL not in plan.entries(range(9), clear=True)
    assert plan.lines[-1].now == 1
    assert "是“9”，按各项算出来是 1" in plan.lines[-1].words


def test_a_total_that_came_in_wrong_is_no_yardstick(book, report):
    report.apply(Change(cells={**{f"t3.1.{c}": 1 for c in COLUMNS[:6]}, TOTAL: 9}))
    plan = judge(book, report, row(2, 1, 1, 1, 1, 1, 7))
    assert plan.lines[-1].fate is Fate.AGREES


def test_what_the_clerk_does_not_tick_is_not_entered(book, report):
    plan = judge(book, report, row(1, Unread("六"), 3))
    assert plan.usual == {0, 2}
    assert plan.entries({2}) == {"t3.1.research": 3}
    assert plan.entries({0, 1, 2}) == {
        FIRST: 1,
        "t3.1.business": Unread("六"),
        "t3.1.research": 3,
    }


@pytest.mark.parametrize(
    ("values", "found"),
    [
        pytest.param((1, 0, 2, 0, 0, 0, 3), (1, 0), id="comes out"),
        pytest.param((1, 0, 2, 0, 0, 0, 4), (0, 1), id="does not"),
        pytest.param((1, None, 2, None, None, None, 3), (1, 0), id="blanks add nothing"),
        pytest.param((0, 0, 0, 0, 0, 0, 0), (0, 0), id="zeros tell nothing"),
        pytest.param((1, 0, 2, 0, 0, 0), (0, 0), id="no total in the block"),
        pytest.param((1, 0, Unread("x"), 0, 0, 0, 1), (1, 0), id="what is unread adds nothing"),
    ],
)
def test_the_totals_within_a_block(book, values, found):
    assert totals_within(book, row(*values)) == found


def test_a_total_whose_parts_lie_outside_tells_nothing(book):
    assert totals_within(book, row(1, 2, 3, 4, 5, 6, 21)[2:]) == (0, 0)


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        ([[1, 2, 3]], True),
        ([[1, 2, 3], [0, 4, 4]], True),
        ([[1, 2, 3], [0, 4, 5]], False),
        ([[1, 0, 1], [2, 0, 2]], False),
        ([[0, 0, 0]], False),
        ([[1, 2, None]], False),
        ([[1, None, 2, 3], [None] * 4], True),
        ([], False),
    ],
)
def test_whether_rows_end_in_their_sums(rows, ends):
    numbers = [[None if n is None else Decimal(n) for n in each] for each in rows]
    assert ends_in_sums(numbers) is ends


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (row(1, 2, 3), "粘贴了 3 格"),
        (row(), "没有粘贴新的数"),
        ([*row(1), piece(None, None, "超出", "5")], "粘贴了 1 格；1 处没有采用"),
        (row(1, Unread("六")), "粘贴了 1 格；1 处没有采用"),
        (row(1, 0, 0, 0, 0, 0, 1), "粘贴了 6 格；1 个总计核对相符"),
    ],
)
def test_the_summary(book, report, pieces, words):
    plan = judge(book, report, pieces)
    assert paste_words(plan, plan.usual) == words


@pytest.mark.parametrize(
    ("pieces", "remarks", "plain"),
    [
        (row(1, None, 3), (), True),
        (row(1, None, 3), ("隐藏",), False),
        (row(1, Unread("六")), (), False),
        (row(1, 0, 0, 0, 0, 0, 2), (), False),
    ],
)
def test_what_needs_no_question(book, report, pieces, remarks, plain):
    assert judge(book, report, pieces, remarks).is_plain is plain


def test_an_empty_plan_changes_nothing(book, report):
    assert not PastePlan(()).change(book, report, {0, 1})
