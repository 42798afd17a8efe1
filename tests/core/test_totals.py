"""Totals follow what the clerk types, unless they came in disagreeing with their parts."""

from decimal import Decimal

import pytest

from nianbao.core.report import Change, Source, Unread

PARTS = ("t4.review.upheld", "t4.review.corrected", "t4.review.other", "t4.review.pending")
TOTAL = "t4.review.total"
UPHELD = PARTS[0]
BLANK = None


def came_in(report, upheld, corrected, total):
    """Fill the block 行政复议 as a file would: the other parts are 0."""
    numbers = (upheld, corrected, 0, 0, total)
    report.apply(Change(cells=dict(zip((*PARTS, TOTAL), numbers, strict=True))))


def typed(book, report, **entries):
    """Type into cells of 行政复议, one after the other."""
    for name, entry in entries.items():
        report.apply(book.edit(report, {f"t4.review.{name}": entry}))


@pytest.mark.parametrize(
    ("before", "entry", "total"),
    [
        pytest.param((3, 2, 5), 4, 6, id="agreed before: follows"),
        pytest.param((3, 2, BLANK), 4, 6, id="blank before: follows"),
        pytest.param((3, 2, 9), 4, 9, id="came in disagreeing: stays"),
        pytest.param((3, 2, 9), 7, 9, id="came in disagreeing, agrees now: stays as it is"),
        pytest.param((3, 2, 0), 4, 0, id="came in as zero, disagreeing: stays"),
        pytest.param((3, 2, Unread("五")), 4, Unread("五"), id="came in unreadable: stays"),
        pytest.param((3, 2, 5), BLANK, 2, id="a part erased: the rest is added up"),
        pytest.param((3, 2, 5), Unread("三"), 2, id="a part unreadable: the rest is added up"),
        pytest.param((3, 2, 5), 3, 5, id="typed what stood there: nothing changes"),
        pytest.param((BLANK, 2, 2), 4, 6, id="a blank part filled in"),
        pytest.param((BLANK, BLANK, BLANK), 4, 4, id="the first number of a block"),
        pytest.param((0, 0, 0), 1, 1, id="zeros agree too"),
    ],
)
def test_a_total_after_a_part_was_typed(book, report, before, entry, total):
    came_in(report, *before)
    typed(book, report, upheld=entry)
    assert report.entry(TOTAL) == total


def test_a_total_of_nothing_is_blank_and_not_zero(book, report):
    typed(book, report, upheld=3)
    typed(book, report, upheld=BLANK)
    assert report.entry(TOTAL) is None


def test_a_total_that_came_in_wrong_follows_again_once_it_agrees(book, report):
    came_in(report, 3, 2, 9)
    typed(book, report, upheld=5)
    assert report.entry(TOTAL) == 9
    typed(book, report, corrected=4)
    assert report.entry(TOTAL) == 9
    typed(book, report, upheld=6)
    assert report.entry(TOTAL) == 10


def test_a_total_that_came_in_wrong_follows_again_after_the_fix_is_taken(book, report):
    came_in(report, 3, 2, 9)
    [finding] = [f for f in book.check(report) if f.rule == "R20"]
    report.apply(book.take_fix(report, finding))
    assert report.entry(TOTAL) == 5
    typed(book, report, upheld=4)
    assert report.entry(TOTAL) == 6


def test_a_total_that_is_typed_stays_as_typed(book, report):
    came_in(report, 3, 2, 5)
    report.apply(book.edit(report, {UPHELD: 4, TOTAL: 8}))
    assert report.entry(TOTAL) == 8


def test_a_total_depends_on_no_other_block(book, report):
    came_in(report, 3, 2, 5)
    typed(book, report, upheld=4)
    assert report.entry("t4.direct_suit.total") is None


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["t3.3-1.natural"], id="one result"),
        pytest.param(["t3.3-1.natural", "t3.3-2.business", "t3.3-6-3.other"], id="a paste"),
    ],
)
def test_a_result_runs_through_both_totals_to_the_corner(book, seed_report, cells):
    expected = {}
    for cell in cells:
        _, row, column = cell.split(".")
        for changed in (cell, f"t3.{row}.total", f"t3.3-7.{column}", "t3.3-7.total"):
            expected[changed] = expected.get(changed, seed_report.entry(changed)) + 5
    change = book.edit(seed_report, {cell: seed_report.entry(cell) + 5 for cell in cells})
    assert change.cells == expected


def test_a_number_of_new_applications_moves_its_own_row_only(book, seed_report):
    change = book.edit(seed_report, {"t3.1.natural": 4})
    assert change.cells == {"t3.1.natural": 4, "t3.1.total": 4}


def test_filling_an_empty_report_makes_all_totals(book, report, form):
    parts = [cell for cell in form.fields if cell not in book.computed]
    report.apply(book.edit(report, {cell: form.fields[cell].zero + 1 for cell in parts}))
    assert report.entry("t3.3-7.total") == 21 * 6
    assert report.entry("t3.3-7.natural") == 21
    assert report.entry("t3.1.total") == 6
    assert report.entry("t4.review.total") == 4
    assert report.entry("t2.fees.amount") == Decimal(1)
    assert len(report.entries) == 200


def test_a_total_that_disagrees_stops_only_its_own_line(book, seed_report):
    seed_report.apply(Change(cells={"t3.3-1.total": 9}))
    change = book.edit(seed_report, {"t3.3-1.natural": 2})
    assert change.cells == {"t3.3-1.natural": 2, "t3.3-7.natural": 2, "t3.3-7.total": 2}


def test_one_undo_takes_back_the_number_and_its_totals(book, seed_report):
    before = dict(seed_report.entries)
    back = seed_report.apply(book.edit(seed_report, {"t3.3-1.natural": 6}))
    assert dict(seed_report.entries) != before
    seed_report.apply(back)
    assert dict(seed_report.entries) == before


def source(cell):
    return Source("去年.xlsx", cell, "0")


def test_where_a_number_came_from_is_forgotten_for_what_changed_and_nothing_else(
    book, seed_report, form
):
    seed_report.apply(Change(sources={cell: source(cell) for cell in form.fields}))
    back = seed_report.apply(book.edit(seed_report, {UPHELD: 1, PARTS[1]: 0}))
    assert form.fields.keys() - seed_report.sources.keys() == {UPHELD, TOTAL}
    seed_report.apply(back)
    assert dict(seed_report.sources) == {cell: source(cell) for cell in form.fields}


def test_typing_what_stands_there_already_changes_nothing(book, seed_report):
    seed_report.apply(Change(sources={UPHELD: source(UPHELD)}))
    assert not book.edit(seed_report, {UPHELD: 0})


@pytest.mark.parametrize(
    ("asked", "filled"),
    [
        pytest.param(PARTS, {PARTS[2], PARTS[3], TOTAL}, id="blanks only, and the total follows"),
        pytest.param((UPHELD,), set(), id="a cell that is filled stays"),
        pytest.param((TOTAL,), set(), id="a total is never filled with zero"),
    ],
)
def test_filling_with_zeros(book, report, asked, filled):
    report.apply(Change(cells={UPHELD: 3, PARTS[1]: Unread("二")}))
    change = book.zeros(report, asked)
    assert change.cells.keys() == filled
    assert all(change.cells[cell] == 0 for cell in filled - {TOTAL})
