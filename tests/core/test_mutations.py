"""Acceptance: every single slip in a right report is found, and nothing else.

What must be found is computed here, from the formulas of the rule catalogue and from nothing
of the program: each formula is two lists of cells whose sums are equal.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.core.finding import Severity
from nianbao.core.report import Change, Report

REPORTS = sorted((Path(__file__).parents[1] / "samples" / "reports").glob("*.json"))
COLUMNS = ("natural", "business", "research", "welfare", "legal", "other", "total")
RESULTS = (
    *("3-1", "3-2", "3-3-1", "3-3-2", "3-3-3", "3-3-4", "3-3-5", "3-3-6", "3-3-7", "3-3-8"),
    *("3-4-1", "3-4-2", "3-4-3", "3-5-1", "3-5-2", "3-5-3", "3-5-4", "3-5-5"),
    *("3-6-1", "3-6-2", "3-6-3"),
)
ROWS = ("1", "2", *RESULTS, "3-7", "4")
BLOCKS = ("review", "direct_suit", "suit_after_review")
FORMULAS = ("R01", "R02", "R03", "R20")
OUTCOMES = ("upheld", "corrected", "other", "pending")


def formulas():
    """R01, R02, R03 and R20 of the catalogue: (rule, left cells, right cells)."""
    for c in COLUMNS:
        yield "R01", [f"t3.1.{c}", f"t3.2.{c}"], [f"t3.3-7.{c}", f"t3.4.{c}"]
        yield "R02", [f"t3.3-7.{c}"], [f"t3.{row}.{c}" for row in RESULTS]
    for row in ROWS:
        yield "R03", [f"t3.{row}.total"], [f"t3.{row}.{c}" for c in COLUMNS[:-1]]
    for block in BLOCKS:
        yield "R20", [f"t4.{block}.{outcome}" for outcome in OUTCOMES], [f"t4.{block}.total"]


def expected(numbers):
    """Every formula that does not hold: rule, its cells, both sides and their difference."""
    broken = set()
    for rule, left, right in formulas():
        one, other = sum(numbers[cell] for cell in left), sum(numbers[cell] for cell in right)
        if one != other:
            broken.add((rule, frozenset(left + right), one, other, one - other))
    return broken


def reported(book, report):
    found = [finding for finding in book.check(report) if finding.rule in FORMULAS]
    said = {(f.rule, frozenset(f.cells), f.left, f.right, f.difference) for f in found}
    assert len(said) == len(found)
    return said


def single_slips(numbers):
    """Each cell one more and, where there is one to take, one less."""
    for cell, number in numbers.items():
        yield {cell: number + 1}
        if number >= 1:
            yield {cell: number - 1}


def slips_with_their_total(numbers):
    """Each part together with the total of its row, so that the row still adds up."""
    for cell, number in numbers.items():
        table, row, column = cell.split(".")
        total = f"{table}.{row}.total"
        if total in numbers and column != "total":
            yield {cell: number + 1, total: numbers[total] + 1}
            if number >= 1:
                yield {cell: number - 1, total: numbers[total] - 1}


@pytest.fixture(params=["seed", *(path.stem for path in REPORTS)])
def right_report(request, seed_report):
    """A published report that is complete and right."""
    if request.param == "seed":
        return seed_report
    report = Report("2021")
    path = next(path for path in REPORTS if path.stem == request.param)
    numbers = json.loads(path.read_text(encoding="utf-8"))["cells"]
    numbers["t2.fees.amount"] = Decimal(numbers["t2.fees.amount"])
    report.apply(Change(cells=numbers))
    return report


def test_there_are_several_right_reports():
    assert len(REPORTS) >= 2


def test_a_right_report_has_no_findings(book, right_report):
    assert len(right_report.entries) == 200
    assert not [f for f in book.check(right_report) if f.severity is Severity.MUST_FIX]
    assert reported(book, right_report) == expected(right_report.entries) == set()


@pytest.mark.parametrize("slips", [single_slips, slips_with_their_total])
def test_a_slip_is_reported_with_exactly_the_formulas_it_breaks(book, right_report, slips):
    wrong = []
    for slip in slips(dict(right_report.entries)):
        back = right_report.apply(Change(cells=slip))
        if reported(book, right_report) != expected(right_report.entries):
            wrong.append(slip)
        right_report.apply(back)
    assert wrong == []


@pytest.mark.parametrize(("slips", "least"), [(single_slips, 1), (slips_with_their_total, 0)])
def test_no_slip_in_tables_three_and_four_goes_unseen(right_report, slips, least):
    numbers = dict(right_report.entries)
    for slip in slips(numbers):
        if not any(cell.startswith("t2.") for cell in slip):
            in_table_three = any(cell.startswith("t3.") for cell in slip)
            assert len(expected({**numbers, **slip})) >= least + in_table_three
