"""What keeps the official document shut, and the reasons that open it."""

from dataclasses import replace

import pytest

from nianbao.core.finding import Finding, Severity
from nianbao.core.gate import in_the_way, justified, reason_for
from nianbao.core.report import Change, Justification, Passage, Report, Unread
from nianbao.io.report_json import write_report
from nianbao.io.report_reading import parse_report

CELLS = ("t4.review.upheld", "t4.review.total")
TO_EXPLAIN = Finding("R07", Severity.EXPLAIN, "4", CELLS, "与上年不一致。")
TO_FIX = replace(TO_EXPLAIN, rule="R20", severity=Severity.MUST_FIX)
TO_LOOK_AT = replace(TO_EXPLAIN, rule="R10", severity=Severity.HINT)


@pytest.fixture
def explained(seed_report):
    """A report with a reason for TO_EXPLAIN."""
    reasons = justified(seed_report, TO_EXPLAIN, "上年漏统计一件", "2025-01-21")
    seed_report.apply(Change(justifications=reasons))
    return seed_report


@pytest.mark.parametrize(
    ("finding", "shut"),
    [
        pytest.param(TO_FIX, True, id="must be fixed: shut"),
        pytest.param(TO_EXPLAIN, True, id="must be explained, without a reason: shut"),
        pytest.param(TO_LOOK_AT, False, id="a hint: open"),
    ],
)
def test_without_reasons(seed_report, finding, shut):
    assert in_the_way([finding], seed_report) == ([finding] if shut else [])


@pytest.mark.parametrize(
    ("finding", "shut"),
    [
        pytest.param(TO_EXPLAIN, False, id="its own finding: open"),
        pytest.param(replace(TO_EXPLAIN, rule="R21"), True, id="another rule: shut"),
        pytest.param(replace(TO_EXPLAIN, cells=CELLS[:1]), True, id="other cells: shut"),
        pytest.param(replace(TO_EXPLAIN, message="换了说法。"), False, id="other words: open"),
        pytest.param(
            replace(TO_EXPLAIN, severity=Severity.MUST_FIX), True, id="what must be fixed: shut"
        ),
    ],
)
def test_a_reason_opens_for_its_rule_and_cells_only(explained, finding, shut):
    assert in_the_way([finding], explained) == ([finding] if shut else [])


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        pytest.param({CELLS[0]: 1}, False, id="a number changes"),
        pytest.param({CELLS[0]: None}, False, id="a zero becomes blank"),
        pytest.param({CELLS[1]: Unread("0件")}, False, id="a number becomes unreadable"),
        pytest.param({CELLS[0]: 0}, True, id="the same number again"),
        pytest.param({"t4.review.other": 1}, True, id="another cell changes"),
    ],
)
def test_a_reason_holds_as_long_as_its_cells_hold_the_same(explained, changed, holds):
    explained.apply(Change(cells=changed))
    assert reason_for(TO_EXPLAIN, explained) == ("上年漏统计一件" if holds else "")
    assert bool(in_the_way([TO_EXPLAIN], explained)) is not holds


def test_a_reason_holds_again_when_the_number_comes_back(explained):
    explained.apply(explained.apply(Change(cells={CELLS[0]: 1})))
    assert reason_for(TO_EXPLAIN, explained) == "上年漏统计一件"


def test_a_reason_is_written_with_the_values_it_was_given_for(seed_report):
    seed_report.apply(Change(cells={CELLS[0]: 3, CELLS[1]: None}))
    assert justified(seed_report, TO_EXPLAIN, " 属实 ", "2025-01-21") == (
        Justification("R07", CELLS, (3, None), "属实", "2025-01-21"),
    )


def test_a_new_reason_takes_the_place_of_the_old_one(explained):
    explained.apply(Change(justifications=justified(explained, TO_FIX, "别的", "2025-01-22")))
    reasons = justified(explained, TO_EXPLAIN, "改写", "2025-01-23")
    assert [(written.rule, written.reason) for written in reasons] == [
        ("R20", "别的"),
        ("R07", "改写"),
    ]


@pytest.mark.parametrize("empty", ["", " ", "\n"])
def test_an_empty_reason_takes_the_old_one_away(explained, empty):
    assert justified(explained, TO_EXPLAIN, empty, "2025-01-23") == ()


def test_blanks_left_on_purpose_are_opened_by_a_reason_until_one_is_filled(book, seed_report):
    cells = ("t2.rules.made", "t2.rules.repealed")
    seed_report.apply(Change(cells=dict.fromkeys(cells)))
    [finding] = in_the_way(book.check(seed_report), seed_report)
    reasons = justified(seed_report, finding, "无规章制定权", "2025-01-21")
    seed_report.apply(Change(justifications=reasons))
    assert in_the_way(book.check(seed_report), seed_report) == []
    seed_report.apply(Change(cells={cells[0]: 0}))
    [finding] = in_the_way(book.check(seed_report), seed_report)
    assert finding.cells == cells[1:]


WRONG = "全年收到政府信息公开申请2件，已按期办结。"
OTHER = "另有一句。"


@pytest.fixture
def spoken(book, seed_report):
    """A sentence the tables contradict, and the reason for it."""
    seed_report.apply(Change(text={"1": (Passage("", WRONG + OTHER),)}))
    [finding] = [finding for finding in book.check(seed_report) if finding.rule == "R40"]
    reasons = justified(seed_report, finding, "正文只统计本机关", "2025-01-21")
    seed_report.apply(Change(justifications=reasons))
    return seed_report


def reason_of_the_sentence(book, report):
    return [reason_for(f, report) for f in book.check(report) if f.rule == "R40"]


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        pytest.param(Change(), ["正文只统计本机关"], id="looked at again"),
        pytest.param(
            Change(text={"1": (Passage("", "开头。" + WRONG),)}),
            ["正文只统计本机关"],
            id="another sentence is another",
        ),
        pytest.param(
            Change(text={"1": (Passage("（一）", WRONG),)}),
            ["正文只统计本机关"],
            id="a new heading",
        ),
        pytest.param(
            Change(cells={"t4.review.upheld": 1}),
            ["正文只统计本机关"],
            id="another cell is another",
        ),
        pytest.param(
            Change(text={"1": (Passage("", WRONG.replace("2件", "3件")),)}),
            [""],
            id="the sentence is another: lapsed",
        ),
        pytest.param(
            Change(cells={"t3.1.total": 5}), [""], id="the number in the table is another: lapsed"
        ),
    ],
)
def test_a_reason_for_a_sentence_holds_as_long_as_it_and_the_cells_stand(
    book, spoken, change, reasons
):
    spoken.apply(change)
    assert reason_of_the_sentence(book, spoken) == reasons


def test_a_reason_survives_saving_and_opening(book, form, spoken):
    opened = Report(form.id)
    opened.apply(parse_report(write_report(spoken, form), "x", {form.id: form}).change)
    assert reason_of_the_sentence(book, opened) == ["正文只统计本机关"]


def test_a_reason_survives_the_same_numbers_being_imported_again(book, spoken):
    spoken.apply(Change(cells=dict(spoken.entries), text=dict(spoken.text)))
    assert reason_of_the_sentence(book, spoken) == ["正文只统计本机关"]
