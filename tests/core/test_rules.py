"""When each rule speaks and when it is silent. A case is a line of a table a clerk could read."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import pytest
from rule_cases import ALL_CASES

from nianbao.core.checker import RuleBook
from nianbao.core.finding import COVER, Severity
from nianbao.core.reading import Reading
from nianbao.core.report import Change, Unread
from nianbao.core.rules.tables.identity import Identity

BLANK = None
UNREAD = Unread("六")


class How(Enum):
    """What a case shows of its rule."""

    SPEAKS = "speaks"
    SILENT = "silent"
    BOUNDARY = "boundary"


SPEAKS, SILENT, BOUNDARY = How

RESULTS = (
    *("3-1", "3-2"),
    *(f"3-3-{n}" for n in range(1, 9)),
    *(f"3-4-{n}" for n in range(1, 4)),
    *(f"3-5-{n}" for n in range(1, 6)),
    *(f"3-6-{n}" for n in range(1, 4)),
)
APPLICANTS = ("natural", "business", "research", "welfare", "legal", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending")

LINES = {
    "R01": ("t3.{}.natural", ("1", "2"), ("3-7", "4")),
    "R02": ("t3.{}.natural", ("3-7",), RESULTS),
    "R03": ("t3.3-1.{}", ("total",), APPLICANTS),
    "R20": ("t4.review.{}", OUTCOMES, ("total",)),
}
"""The line on which each identity is tried: how its cells are called, its left and right side."""


@dataclass(frozen=True)
class Sums:
    """One line of a table; cells that are not named hold `rest`. `sides` is None for silence."""

    rule: str
    how: How
    numbers: dict
    sides: tuple | None
    rest: object = 0

    def cells(self):
        name, left, right = LINES[self.rule]
        return {name.format(key): self.numbers.get(key, self.rest) for key in (*left, *right)}


def sums(rule, how, words, numbers, sides, rest=0):
    return pytest.param(Sums(rule, how, numbers, sides, rest), id=f"{rule} {how.value}: {words}")


SUMS = [
    # R01: new + carried in = results + carried out
    sums("R01", SILENT, "10+2 = 9+3", {"1": 10, "2": 2, "3-7": 9, "4": 3}, None),
    sums("R01", SILENT, "nothing happened", {}, None),
    sums("R01", SILENT, "nothing filled in", {}, None, BLANK),
    sums("R01", SPEAKS, "10+2, 9+4", {"1": 10, "2": 2, "3-7": 9, "4": 4}, (12, 13)),
    sums("R01", SPEAKS, "10+2, 9+2", {"1": 10, "2": 2, "3-7": 9, "4": 2}, (12, 11)),
    sums("R01", SPEAKS, "left blank 0", {"1": 10, "3-7": 0, "4": 0}, (10, 0)),
    sums("R01", BOUNDARY, "one apart", {"1": 1}, (1, 0)),
    sums(
        *("R01", BOUNDARY, "blank on the left could make it up"),
        {"1": 10, "2": BLANK, "3-7": 9, "4": 3},
        None,
    ),
    sums(
        *("R01", BOUNDARY, "blank on the left, equal already"),
        {"1": 12, "2": BLANK, "3-7": 9, "4": 3},
        None,
    ),
    sums(
        *("R01", BOUNDARY, "blank on the left, too much already"),
        {"1": 13, "2": BLANK, "3-7": 9, "4": 3},
        (13, 12),
    ),
    sums(
        *("R01", BOUNDARY, "blank on the right could make it up"),
        {"1": 10, "2": 2, "3-7": BLANK, "4": 3},
        None,
    ),
    sums(
        *("R01", BOUNDARY, "blank on the right, too much already"),
        {"1": 1, "2": 1, "3-7": BLANK, "4": 3},
        (2, 3),
    ),
    sums(
        *("R01", BOUNDARY, "blanks on both sides: anything could be"),
        {"1": 10, "2": BLANK, "3-7": BLANK, "4": 3},
        None,
    ),
    sums(
        *("R01", BOUNDARY, "with something unreadable nobody knows"),
        {"1": UNREAD, "2": 2, "3-7": 9, "4": 4},
        None,
    ),
    # R02: the results add up to （七）总计
    sums("R02", SILENT, "5 = 3+2", {"3-7": 5, "3-1": 3, "3-6-3": 2}, None),
    sums("R02", SILENT, "one in each row", {"3-7": 21}, None, 1),
    sums("R02", SPEAKS, "6, 3+2", {"3-7": 6, "3-1": 3, "3-6-3": 2}, (6, 5)),
    sums("R02", SPEAKS, "4, 3+2", {"3-7": 4, "3-1": 3, "3-6-3": 2}, (4, 5)),
    sums("R02", SPEAKS, "a total of nothing", {"3-7": 7}, (7, 0)),
    sums("R02", BOUNDARY, "total blank", {"3-7": BLANK, "3-1": 3}, None),
    sums("R02", BOUNDARY, "results blank, all of them", {"3-7": 5}, None, BLANK),
    sums("R02", BOUNDARY, "one result blank", {"3-7": 5, "3-1": 3, "3-2": BLANK}, None),
    sums(
        *("R02", BOUNDARY, "one result blank, too many already"),
        {"3-7": 5, "3-1": 6, "3-2": BLANK},
        (5, 6),
    ),
    sums(
        *("R02", BOUNDARY, "only one result filled in, too many already"),
        {"3-7": 0, "3-5-5": 1},
        (0, 1),
        BLANK,
    ),
    sums("R02", BOUNDARY, "a result unreadable", {"3-7": 5, "3-4-1": UNREAD}, None),
    sums("R02", BOUNDARY, "the total unreadable", {"3-7": UNREAD, "3-1": 5}, None),
    # R03: the applicants add up to 总计
    sums("R03", SILENT, "5 = 3+2", {"total": 5, "natural": 3, "other": 2}, None),
    sums("R03", SPEAKS, "6, 3+2", {"total": 6, "natural": 3, "other": 2}, (6, 5)),
    sums("R03", SPEAKS, "4, 3+2", {"total": 4, "natural": 3, "other": 2}, (4, 5)),
    sums("R03", BOUNDARY, "total blank", {"total": BLANK, "natural": 3}, None),
    sums("R03", BOUNDARY, "one applicant blank", {"total": 5, "natural": 3, "legal": BLANK}, None),
    sums(
        *("R03", BOUNDARY, "one applicant blank, too many already"),
        {"total": 5, "natural": 6, "legal": BLANK},
        (5, 6),
    ),
    sums("R03", BOUNDARY, "all blank but the total", {"total": 5}, None, BLANK),
    sums("R03", BOUNDARY, "all blank", {}, None, BLANK),
    sums("R03", BOUNDARY, "an applicant unreadable", {"total": 5, "welfare": UNREAD}, None),
    # R20: the outcomes add up to 总计
    sums("R20", SILENT, "10+1 = 11", {"upheld": 10, "corrected": 1, "total": 11}, None),
    sums("R20", SPEAKS, "10+1, total 0", {"upheld": 10, "corrected": 1}, (11, 0)),
    sums("R20", SPEAKS, "10, total 11", {"upheld": 10, "total": 11}, (10, 11)),
    sums("R20", BOUNDARY, "total blank", {"upheld": 10, "total": BLANK}, None),
    sums("R20", BOUNDARY, "one outcome blank", {"pending": BLANK, "total": 4}, None),
    sums(
        *("R20", BOUNDARY, "one outcome blank, too many already"),
        {"upheld": 5, "pending": BLANK, "total": 4},
        (5, 4),
    ),
    sums("R20", BOUNDARY, "an outcome unreadable", {"upheld": UNREAD, "total": 4}, None),
]


FORMAL = ("R01", "R02", "R03", "R04", "R20")
"""The rules that only ask whether the numbers are there and add up; R05 is apart."""


def broken(book, report):
    """What is broken but for blanks, of which a report of a few numbers has many."""
    return [finding for finding in book.check(report) if finding.rule in FORMAL]


def formal(book, report):
    """Everything said of the numbers by themselves."""
    return [finding for finding in book.check(report) if finding.rule in (*FORMAL, "R05")]


@pytest.mark.parametrize("case", SUMS)
def test_sums(book, report, case):
    cells = case.cells()
    report.apply(Change(cells=cells))
    found = [finding for finding in broken(book, report) if finding.rule != "R04"]
    if case.sides is None:
        assert found == []
        return
    [finding] = found
    left, right = case.sides
    assert (finding.rule, finding.severity) == (case.rule, Severity.MUST_FIX)
    assert finding.cells == tuple(cells)
    assert (finding.left, finding.right, finding.difference) == (left, right, left - right)
    assert finding.section == ("4" if case.rule == "R20" else "3")
    assert finding.sentence is None


@dataclass(frozen=True)
class Cells:
    """A complete consistent report with some cells changed; the cells of each finding."""

    rule: str
    how: How
    changed: dict
    found: list


def cells(rule, how, words, changed, found):
    return pytest.param(Cells(rule, how, changed, found), id=f"{rule} {how.value}: {words}")


CELLS = [
    cells("R04", SILENT, "all numbers", {}, []),
    cells("R04", SPEAKS, "a word", {"t2.licences.decisions": UNREAD}, [["t2.licences.decisions"]]),
    cells("R04", SPEAKS, "no amount", {"t2.fees.amount": Unread("−1")}, [["t2.fees.amount"]]),
    cells(
        *("R04", SPEAKS, "each cell by itself"),
        {"t4.review.upheld": UNREAD, "t3.1.natural": Unread("1月2日")},
        [["t3.1.natural"], ["t4.review.upheld"]],
    ),
    cells(
        *("R04", BOUNDARY, "the least and the largest"),
        {"t2.licences.decisions": 0, "t2.penalties.decisions": 999_999_999},
        [],
    ),
    cells("R04", BOUNDARY, "an amount with a fraction", {"t2.fees.amount": Decimal("0.01")}, []),
    cells("R04", BOUNDARY, "blank is not unreadable", {"t2.licences.decisions": BLANK}, []),
    cells("R05", SILENT, "no blanks", {}, []),
    cells(
        *("R05", SPEAKS, "several blanks of a table at once, in official order"),
        {"t4.direct_suit.other": BLANK, "t4.review.upheld": BLANK},
        [["t4.review.upheld", "t4.direct_suit.other"]],
    ),
    cells(
        *("R05", SPEAKS, "each table by itself"),
        {"t2.rules.made": BLANK, "t3.4.total": BLANK, "t4.review.total": BLANK},
        [["t2.rules.made"], ["t3.4.total"], ["t4.review.total"]],
    ),
    cells("R05", BOUNDARY, "one blank", {"t2.fees.amount": BLANK}, [["t2.fees.amount"]]),
    cells("R05", BOUNDARY, "zero is not blank", {"t2.documents.made": 0}, []),
    cells("R05", BOUNDARY, "unreadable is not blank", {"t2.rules.made": UNREAD}, []),
]


@pytest.mark.parametrize("case", CELLS)
def test_cells(book, seed_report, case):
    seed_report.apply(Change(cells=case.changed))
    found = [finding for finding in book.check(seed_report) if finding.rule == case.rule]
    assert [list(finding.cells) for finding in found] == case.found
    gravity = {"R04": Severity.MUST_FIX, "R05": Severity.EXPLAIN}[case.rule]
    for finding in found:
        assert finding.severity == gravity
        assert finding.section == finding.cells[0][1]
        assert (finding.left, finding.right, finding.difference) == (None, None, None)


def test_a_complete_consistent_report_has_no_findings(book, seed_report):
    assert formal(book, seed_report) == []


def test_an_empty_report_has_only_blanks(book, report, form):
    found = formal(book, report)
    assert [finding.rule for finding in found] == ["R05"] * 3
    assert [cell for finding in found for cell in finding.cells] == list(form.fields)


@pytest.mark.parametrize("how", How)
def test_every_declared_rule_has_a_case_of_each_kind(book, how):
    shown = {case.values[0].rule for case in SUMS + CELLS if case.values[0].how is how}
    shown |= {case["rule"] for case in ALL_CASES if case["how"] == how.value}
    assert {rule.rule for rule in book.rules} <= shown


WORDS = [
    pytest.param(
        {"t3.1.natural": 10, "t3.2.natural": 2, "t3.3-7.natural": 9, "t3.4.natural": 4},
        ["表三“自然人”列", "12", "13", "相差 1。"],
        id="R01: a column by its heading",
    ),
    pytest.param(
        {"t3.3-7.business": 0, "t3.3-1.business": 8},
        ["表三“商业企业”列", "“（七）总计”是 0", "8"],
        id="R02: a column by its heading",
    ),
    pytest.param(
        {"t3.3-3-1.total": 0, "t3.3-3-1.legal": 7},
        ["表三“1.属于国家秘密”行", "“总计”是 0", "7"],
        id="R03: a row by its label",
    ),
    pytest.param(
        {"t4.review.upheld": 11, "t4.review.total": 2},
        ["表四“行政复议”部分", "11", "“总计”是 2", "相差 9。"],
        id="R20: a block by its heading",
    ),
    pytest.param(
        {"t4.direct_suit.upheld": 3, "t4.direct_suit.total": 2},
        ["表四“未经复议直接起诉”部分"],
        id="R20: a block under a common heading",
    ),
    pytest.param(
        {"t2.rules.made": UNREAD},
        ["表二“规章”“本年制发件数”", "“六”不是件数"],
        id="R04: a count by its row and column",
    ),
    pytest.param(
        {"t2.fees.amount": Unread("3元")},
        ["表二“行政事业性收费”", "“3元”不是金额", "万元"],
        id="R04: an amount, with its unit",
    ),
]


@pytest.mark.parametrize(("numbers", "words"), WORDS)
def test_a_message_says_where_in_official_words_and_gives_both_sides(book, report, numbers, words):
    report.apply(Change(cells=numbers))
    [finding] = broken(book, report)
    assert [part for part in words if part not in finding.message] == []


def test_the_message_on_blanks_counts_them(book, seed_report):
    seed_report.apply(Change(cells={"t4.review.upheld": BLANK, "t4.review.other": BLANK}))
    [finding] = formal(book, seed_report)
    assert "表四还有 2 格空白" in finding.message


def test_no_message_has_cell_ids_or_open_places(book, report, form):
    report.apply(Change(cells=dict.fromkeys(form.fields, UNREAD)))
    messages = [finding.message for finding in book.check(report)]
    for identity in book.identities:
        back = report.apply(Change(cells=dict.fromkeys(identity.cells, 1)))
        messages += [finding.message for finding in identity.find(Reading(form, report))]
        report.apply(back)
    assert len(messages) > len(form.fields)
    assert [text for text in messages if re.search(r"[A-Za-z_{}]|\d-\d", text)] == []


def test_no_two_lines_of_a_rule_are_called_the_same(book):
    said = [(rule.rule, rule.message) for rule in book.rules if isinstance(rule, Identity)]
    assert len(set(said)) == len(said) == 7 + 7 + 25 + 3


def test_findings_come_section_by_section_the_gravest_first(book, report):
    report.apply(
        Change(
            cells={
                "t4.review.upheld": UNREAD,
                "t3.1.natural": UNREAD,
                "t3.4.other": 4,
                "t3.4.total": 1,
            }
        )
    )
    found = [(finding.section, finding.rule) for finding in formal(book, report)]
    assert found == [
        ("2", "R05"),
        *(("3", "R03"), ("3", "R04"), ("3", "R05")),
        *(("4", "R04"), ("4", "R05")),
    ]


def test_the_gravest_come_first_in_whatever_order_rules_are_declared(book, report):
    report.apply(Change(cells={"t3.1.natural": UNREAD, "t3.4.other": 4, "t3.4.total": 1}))
    turned = RuleBook(book.form, book.rules[::-1]).check(report)
    order = [(f.section.replace(COVER, ""), list(Severity).index(f.severity)) for f in turned]
    assert order == sorted(order)
    assert len(order) == len(book.check(report))
