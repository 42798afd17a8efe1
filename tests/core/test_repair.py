"""What is proposed to put a finding right: one answer where there is one, else none."""

from decimal import Decimal

import pytest

from nianbao.core.checker import RuleBook
from nianbao.core.report import Change, Unread
from nianbao.core.rules.tables.cells import Filled, Readable
from nianbao.core.rules.tables.identity import Identity

BLANK = None
UNREAD = Unread("六")


@pytest.fixture(scope="session")
def book(book):
    """Only the rules whose findings the book itself proposes a fix for."""
    kinds = (Identity, Readable, Filled)
    return RuleBook(book.form, tuple(rule for rule in book.rules if isinstance(rule, kinds)))


def proposals(book, report):
    """The proposal of each finding by its rule and first cell."""
    return {(f.rule, f.cells[0]): f.fix for f in book.check(report)}


def of_rule(book, report, rule):
    return [finding.fix for finding in book.check(report) if finding.rule == rule]


@pytest.fixture
def busy_report(book, report, form):
    """Complete and consistent, with a number in every cell but the totals' own."""
    parts = [cell for cell in form.fields if cell not in book.computed]
    numbers = {cell: form.fields[cell].zero + n % 7 + 1 for n, cell in enumerate(parts)}
    report.apply(book.edit(report, numbers))
    for column in ("natural", "business", "research", "welfare", "legal", "other"):
        over = report.entry(f"t3.3-7.{column}") - report.entry(f"t3.2.{column}")
        new = over + report.entry(f"t3.4.{column}")
        report.apply(book.edit(report, {f"t3.1.{column}": new}))
    assert book.check(report) == []
    return report


@pytest.mark.parametrize("slip", [1, 10, -1], ids=["one more", "ten more", "one less"])
@pytest.mark.parametrize(
    "cell",
    [
        *("t3.1.natural", "t3.1.total", "t3.2.other", "t3.4.legal", "t3.4.total"),
        *("t3.3-1.natural", "t3.3-3-8.welfare", "t3.3-6-3.total"),
        *("t3.3-7.natural", "t3.3-7.total"),
    ],
)
def test_the_one_wrong_number_of_table_three_is_found(book, busy_report, cell, slip):
    right = busy_report.entry(cell)
    busy_report.apply(Change(cells={cell: right + slip}))
    fixes = [finding.fix for finding in book.check(busy_report)]
    assert len(fixes) >= 2
    assert fixes == [{cell: right}] * len(fixes)


@pytest.mark.parametrize("cell", ["t3.1.natural", "t3.3-1.total", "t3.3-7.natural", "t3.4.other"])
def test_taking_the_fix_leaves_nothing_to_find(book, busy_report, cell):
    before = dict(busy_report.entries)
    busy_report.apply(Change(cells={cell: busy_report.entry(cell) + 3}))
    back = busy_report.apply(book.take_fix(busy_report, book.check(busy_report)[0]))
    assert book.check(busy_report) == []
    assert dict(busy_report.entries) == before
    busy_report.apply(back)
    assert busy_report.entry(cell) == before[cell] + 3


@pytest.mark.parametrize(
    ("changed", "total"),
    [
        pytest.param({"t4.review.upheld": 11}, 11, id="a part or the total: the total is redone"),
        pytest.param({"t4.review.total": 3}, 0, id="a total without parts becomes zero"),
        pytest.param({"t4.review.upheld": 5, "t4.review.total": 3}, 5, id="both"),
    ],
)
def test_in_table_four_the_total_is_recomputed(book, seed_report, changed, total):
    seed_report.apply(Change(cells=changed))
    assert of_rule(book, seed_report, "R20") == [{"t4.review.total": total}]


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param({"1": 10, "2": 2, "3-7": 9, "4": 4}, id="any of four numbers could be wrong"),
        pytest.param({"1": 0, "2": 0, "3-7": 1, "4": 0}, id="none applied, one answered"),
    ],
)
def test_nothing_is_proposed_where_several_would_do(book, report, numbers):
    report.apply(Change(cells={f"t3.{row}.natural": n for row, n in numbers.items()}))
    assert of_rule(book, report, "R01") == [None]


def test_a_number_and_its_total_wrong_together_leave_no_one_culprit(book, busy_report):
    for cell in ("t3.1.natural", "t3.1.total"):
        busy_report.apply(Change(cells={cell: busy_report.entry(cell) + 1}))
    assert of_rule(book, busy_report, "R01") == [None, None]


def test_a_number_no_row_holds_fast_is_the_culprit(book, busy_report):
    """The other three of the column stand in rows that add up; this row has no total yet."""
    right = busy_report.entry("t3.1.natural")
    busy_report.apply(Change(cells={"t3.1.natural": right + 3, "t3.1.total": BLANK}))
    assert of_rule(book, busy_report, "R01") == [{"t3.1.natural": right}]


def test_a_part_is_corrected_rather_than_a_total_that_holds_elsewhere(book, busy_report):
    right = busy_report.entry("t3.3-1.natural")
    busy_report.apply(Change(cells={"t3.3-1.natural": right + 3, "t3.3-7.natural": BLANK}))
    assert of_rule(book, busy_report, "R03") == [{"t3.3-1.natural": right}]


def test_a_number_is_no_culprit_if_it_had_to_be_less_than_nothing(book, busy_report):
    new = {cell: busy_report.entry(cell) - 20 for cell in ("t3.1.natural", "t3.1.total")}
    busy_report.apply(Change(cells={**new, "t3.4.total": BLANK}))
    assert None in of_rule(book, busy_report, "R01")
    assert {"t3.4.natural": busy_report.entry("t3.4.natural") - 20} not in of_rule(
        book, busy_report, "R01"
    )


def test_no_proposal_is_ever_less_than_nothing(book, seed_report):
    seed_report.apply(Change(cells={"t3.1.natural": 0, "t3.1.total": 0}))
    for fix in proposals(book, seed_report).values():
        assert fix is None or all(value >= 0 for value in fix.values())


@pytest.mark.parametrize(
    ("blank", "fix"),
    [
        pytest.param(
            ["t4.direct_suit.other"],
            {"t4.direct_suit.other": 0},
            id="a part of nothing: zero",
        ),
        pytest.param(
            ["t4.direct_suit.total"],
            {"t4.direct_suit.total": 0},
            id="a total: the sum of its parts",
        ),
        pytest.param(
            ["t4.review.other", "t4.review.total"],
            {"t4.review.other": 0, "t4.review.total": 3},
            id="a part and its total: zero, and the sum",
        ),
    ],
)
def test_blanks_of_table_four(book, seed_report, blank, fix):
    seed_report.apply(Change(cells={"t4.review.upheld": 3, "t4.review.total": 3}))
    seed_report.apply(Change(cells=dict.fromkeys(blank)))
    assert of_rule(book, seed_report, "R05") == [fix]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"t4.review.upheld": BLANK, "t4.review.total": 3}, id="the part was three"),
        pytest.param({"t3.3-1.natural": BLANK}, id="one was answered, nobody says how"),
        pytest.param({"t3.1.natural": BLANK}, id="one was new: the column would not add up"),
        pytest.param({"t3.3-7.natural": BLANK, "t3.3-1.natural": 2}, id="the sum contradicts"),
    ],
)
def test_no_zeros_where_a_number_must_be_missing(book, seed_report, changed):
    seed_report.apply(Change(cells=changed))
    assert of_rule(book, seed_report, "R05") == [None]


def test_a_table_of_blanks_becomes_a_table_of_zeros(book, report, form):
    fixes = {}
    for fix in of_rule(book, report, "R05"):
        fixes.update(fix)
    assert fixes == dict.fromkeys(form.fields, 0)
    assert isinstance(fixes["t2.fees.amount"], Decimal)


def test_blank_totals_of_table_three_are_summed_through_to_the_corner(book, busy_report):
    totals = [cell for cell in book.computed if cell.startswith("t3.")]
    right = {cell: busy_report.entry(cell) for cell in totals}
    busy_report.apply(Change(cells=dict.fromkeys(totals)))
    assert of_rule(book, busy_report, "R05") == [right]


def test_the_blanks_of_one_table_do_not_wait_for_another(book, seed_report):
    seed_report.apply(Change(cells={"t3.3-1.natural": BLANK, "t2.rules.made": BLANK}))
    assert of_rule(book, seed_report, "R05") == [{"t2.rules.made": 0}, None]


@pytest.mark.parametrize(
    ("changed", "fix"),
    [
        pytest.param({"t4.review.total": UNREAD}, {"t4.review.total": 0}, id="a total: its sum"),
        pytest.param({"t4.review.upheld": UNREAD}, None, id="a part: nobody knows"),
        pytest.param({"t2.fees.amount": UNREAD}, None, id="an amount: nobody knows"),
        pytest.param(
            {"t4.review.total": UNREAD, "t4.review.other": BLANK}, None, id="a part is blank"
        ),
        pytest.param(
            {"t3.3-7.total": UNREAD}, {"t3.3-7.total": 1}, id="the corner: the sum of totals"
        ),
    ],
)
def test_something_unreadable(book, seed_report, changed, fix):
    seed_report.apply(Change(cells=changed))
    assert of_rule(book, seed_report, "R04") == [fix]


def test_where_nothing_is_proposed_taking_the_fix_changes_nothing(book, seed_report):
    seed_report.apply(Change(cells={"t2.fees.amount": UNREAD}))
    [finding] = book.check(seed_report)
    assert not book.take_fix(seed_report, finding)
