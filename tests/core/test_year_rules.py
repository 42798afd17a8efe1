"""What the rules across years propose, and how their findings and reasons keep apart."""

import datetime as dt
from dataclasses import replace

import pytest

from nianbao.core.finding import Severity
from nianbao.core.gate import justified, reason_for
from nianbao.core.report import Change, OrganKind, PreviousReport, Report, Signature
from nianbao.io.form_toml import read_form
from nianbao.io.paths import data


@pytest.fixture
def beside(seed_report):
    """Put numbers of last year beside the seed report, and change some of its own."""

    def put(last, now=None, source="上年年报.docx"):
        told = seed_report.particulars
        previous = PreviousReport("", 2023, "2021", last, {}, source)
        change = Change(cells=now or {}, particulars=replace(told, previous=previous))
        seed_report.apply(change)
        return seed_report

    return put


def found(book, report, rule):
    return [finding for finding in book.check(report) if finding.rule == rule]


def test_last_years_number_is_not_proposed_where_a_sum_would_break(book, beside):
    report = beside({"t3.4.natural": 2, "t3.4.total": 2})
    assert [f.fix for f in found(book, report, "R07")] == [None, None]


def test_last_years_number_is_proposed_where_the_total_follows_it(book, beside):
    wrong = {"t3.2.natural": 1, "t3.2.total": 1}
    report = beside({"t3.4.natural": 0, "t3.4.total": 0}, wrong)
    natural, total = found(book, report, "R07")
    assert (natural.fix, total.fix) == ({"t3.2.natural": 0}, None)
    report.apply(book.take_fix(report, natural))
    assert [f for f in book.check(report) if f.severity is Severity.MUST_FIX] == []
    assert found(book, report, "R07") == []


def test_a_stock_is_proposed_and_then_holds(book, beside):
    report = beside({"t2.documents.in_force": 9})
    [finding] = found(book, report, "R30")
    report.apply(book.take_fix(report, finding))
    assert report.value("t2.documents.in_force") == 8
    assert found(book, report, "R30") == found(book, report, "R31") == []


def test_no_stock_below_zero_is_proposed(book, beside):
    now = {"t2.documents.repealed": 5}
    [finding] = found(book, beside({"t2.documents.in_force": 1}, now), "R30")
    assert (finding.right, finding.fix) == (-3, None)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("上年年报.docx", "年报（“上年年报”）“四"),
        ("2023.12 年报", "年报（“2023.12 年报”）“四"),
        ("", "上一年年报“四"),
    ],
)
def test_the_file_of_last_year_is_named_without_its_ending(book, beside, source, said):
    report = beside({"t3.4.natural": 2}, source=source)
    [finding] = found(book, report, "R07")
    assert said in finding.message.replace("表三", "")


def test_each_column_has_a_reason_of_its_own(book, beside):
    report = beside({"t3.4.natural": 2, "t3.4.legal": 2})
    natural, legal = found(book, report, "R07")
    report.apply(Change(justifications=justified(report, natural, "更正", "2025-01-05")))
    assert (reason_for(natural, report), reason_for(legal, report)) == ("更正", "")


def test_a_reason_for_a_late_signature_lapses_with_the_date(book, seed_report):
    def signed(day):
        told = seed_report.particulars
        signature = Signature(told.signature.organ, dt.date.fromisoformat(day))
        told = replace(told, signature=signature, organ_kind=OrganKind.DEPARTMENT)
        seed_report.apply(Change(particulars=told))
        [finding] = found(book, seed_report, "R63")
        return finding

    first = signed("2025-02-05")
    reasons = justified(seed_report, first, "更正后重新公布", "2025-02-05")
    seed_report.apply(Change(justifications=reasons))
    assert reason_for(first, seed_report)
    assert not reason_for(signed("2025-05-05"), seed_report)


@pytest.mark.parametrize(("year", "rules"), [(2019, []), (2020, []), (2021, ["R06"]), (None, [])])
def test_a_report_on_the_older_form_is_for_its_years(year, rules):
    old = read_form(data("forms") / "2019")
    report = Report("2019")
    report.apply(Change(particulars=replace(report.particulars, year=year)))
    findings = [f for f in old.check(report) if f.rule == "R06"]
    assert [f.rule for f in findings] == rules
    assert all(f.severity is Severity.MUST_FIX for f in findings)
