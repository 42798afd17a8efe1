"""Last year's numbers beside this year's, for people; the importer leaves them aside."""

from decimal import Decimal

import pytest
from xlsx_places import beside_lines, opened, put_last_year_beside

from nianbao.core.report import Change, Particulars, PreviousReport, Report, Unread
from nianbao.io.excel.export import write_xlsx
from nianbao.io.open_file import read_any

THIS_YEAR = {
    "t2.rules.made": 5,
    "t2.documents.made": Unread("六"),
    "t2.fees.amount": Decimal("96171.6"),
    "t3.1.natural": 7,
}
LAST_YEAR = {
    "t2.rules.made": 2,
    "t2.rules.repealed": 1,
    "t2.documents.made": 4,
    "t2.fees.amount": Decimal("90000.1"),
}


@pytest.fixture
def beside(report):
    return put_last_year_beside(report, THIS_YEAR, LAST_YEAR)


def test_last_years_number_stands_beside_each_of_the_200_with_the_difference(book, beside):
    found = beside_lines(write_xlsx(book, beside))
    assert len(found) == 200
    assert found["表二", "规章", "本年制发件数"] == (5, 2, 3)
    assert found["表二", "规章", "本年废止件数"] == (None, 1, None)
    assert found["表二", "行政规范性文件", "本年制发件数"] == ("六", 4, None)
    assert found["表二", "行政事业性收费", "本年收费金额（单位：万元）"] == (
        96171.6,
        90000.1,
        6171.5,
    )
    assert found["表三", "一、本年新收政府信息公开申请数量", "自然人"] == (7, None, None)


def test_this_years_number_and_the_difference_follow_what_is_typed(book, beside):
    sheet = opened(write_xlsx(book, beside))["上年对照"]
    assert [cell.value for cell in sheet[1]] == [
        "表",
        "项目",
        "栏目",
        "本年2024",
        "上年2023",
        "增减",
    ]
    assert sheet["D2"].value == "=IF('表二'!B4=\"\",\"\",'表二'!B4)"
    assert sheet["F2"].value == '=IF(COUNT(D2:E2)=2,D2-E2,"")'
    assert sheet.auto_filter.ref == "A1:F201"
    assert (sheet.protection.sheet, sheet.protection.autoFilter) == (True, False)


@pytest.mark.parametrize("previous", [None, PreviousReport("甲", 2018, "2019", {"a": 1}, {}, "")])
def test_there_is_no_comparison_without_last_years_numbers_on_this_form(book, report, previous):
    report.apply(Change(particulars=Particulars(organ="甲局", previous=previous)))
    assert "上年对照" not in opened(write_xlsx(book, report)).sheetnames


def test_the_comparison_is_not_taken_for_another_report(book, beside, tmp_path):
    (tmp_path / "report.xlsx").write_bytes(write_xlsx(book, beside))
    imported = read_any(tmp_path / "report.xlsx", {book.form.id: book})
    again = Report(book.form.id)
    again.apply(imported.change)
    assert dict(again.entries) == dict(beside.entries)
    assert [p.place for p in imported.problems if p.cell] == ["表二!B5"]
    assert not any("上年" in problem.message for problem in imported.problems)
