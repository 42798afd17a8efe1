"""Whatever the program writes it reads back: the same 200 numbers and the same words."""

from dataclasses import replace

import pytest

from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Change, Passage, Report, Signature
from nianbao.io.export import endings, export
from nianbao.io.open_file import read_any

NOT_PRINTED = {"organ_kind": None, "processing_fee": None}
"""What documents for people do not print and so cannot give back."""


@pytest.fixture
def read_back(tmp_path, book):
    """Write a report, read the file, and give the report read and what was remarked."""

    def read(report, ending, *, draft=False):
        path = tmp_path / f"年报{ending}"
        path.write_bytes(export(ending, book, report, draft=draft).data)
        imported = read_any(path, {book.form.id: book})
        again = Report(book.form.id)
        again.apply(imported.change)
        return again, imported.problems

    return read


@pytest.mark.parametrize("draft", [False, True], ids=["official", "draft"])
@pytest.mark.parametrize("ending", endings())
def test_the_seed_report(read_back, seed_report, ending, draft):
    again, problems = read_back(seed_report, ending, draft=draft)
    assert problems == ()
    assert dict(again.entries) == dict(seed_report.entries)
    assert dict(again.text) == dict(seed_report.text)
    told = seed_report.particulars
    expected = told if ending == ".xlsx" else replace(told, **NOT_PRINTED)
    assert again.particulars == expected


@pytest.mark.parametrize("ending", endings())
@pytest.mark.parametrize(
    "passages",
    [
        pytest.param((Passage("", "只有一段，没有小标题。"),), id="no heading"),
        pytest.param((Passage("（一）甲", "一。\n二。"), Passage("（二）乙", "三。")), id="two"),
        pytest.param((Passage("（一）甲", "“引号”、〔2021〕30号、1,234件、99.5%。"),), id="signs"),
    ],
)
def test_other_words(read_back, seed_report, ending, passages):
    seed_report.apply(Change(text={"5": passages}))
    again, _ = read_back(seed_report, ending)
    assert again.text["5"] == passages


@pytest.mark.parametrize("ending", endings())
@pytest.mark.parametrize(
    "signed", ["", "赣州经济技术开发区企业服务和工信局"], ids=["unsigned", "undated"]
)
def test_a_report_that_is_not_dated_yet(read_back, seed_report, ending, signed):
    told = replace(seed_report.particulars, signature=Signature(signed))
    seed_report.apply(Change(particulars=told))
    again, _ = read_back(seed_report, ending)
    assert again.particulars.signature == Signature(signed)
    assert dict(again.text) == dict(seed_report.text)


@pytest.mark.parametrize("ending", endings())
def test_next_years_report_starts_from_it_as_from_the_report_itself(
    form, read_back, seed_report, ending
):
    again, _ = read_back(seed_report, ending)
    expected = start_of_year(form, seed_report, "年报").change
    begun = start_of_year(form, again, "年报").change
    assert begun.cells == expected.cells
    assert begun.text == expected.text
    assert begun.particulars.year == expected.particulars.year == 2025
    assert begun.particulars.organ == expected.particulars.organ
    assert begun.particulars.previous == expected.particulars.previous


@pytest.mark.parametrize("ending", endings())
def test_large_numbers_and_decimals(read_back, book, seed_report, ending):
    cells = {cell: 9_999_999 for cell in book.form.fields if cell.startswith("t2.")}
    seed_report.apply(Change(cells=cells | {"t2.fees.amount": seed_report.value("t2.fees.amount")}))
    again, _ = read_back(seed_report, ending)
    assert dict(again.entries) == dict(seed_report.entries)


@pytest.mark.parametrize("ending", endings())
def test_a_blank_stays_blank(read_back, seed_report, ending):
    seed_report.apply(Change(cells={"t3.3-1.natural": None, "t4.review.upheld": None}))
    again, _ = read_back(seed_report, ending)
    assert dict(again.entries) == dict(seed_report.entries)
