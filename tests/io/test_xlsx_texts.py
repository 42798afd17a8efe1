"""The two sheets of words read back: everything as it was, and what a clerk may do to them."""

import datetime as dt
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from nianbao.core.report import (
    Change,
    OrganKind,
    Particulars,
    Passage,
    ProcessingFee,
    Scope,
    Signature,
)
from nianbao.io.excel.export import write_xlsx
from nianbao.io.excel.texts import read_texts, text_problems
from nianbao.io.workbook import Sheet, SheetCell, Workbook
from nianbao.io.xlsx.reader import read_xlsx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LONG = "".join(f"第{n}项工作，落实“谁起草、谁负责”；" for n in range(2_300))
NASTY = [
    "",
    "\n",
    "\n\n第三段\n",
    "　　段首空两格",
    "末尾有空格  \n\t前有制表符",
    "=1+1",
    "+1\n-1\n@SUM(A1)\n=cmd|' /C calc'!A0",
    "'单引号开头",
    '“弯引号”和"直引号"和<尖括号>&和号',
    "😀👨‍👩‍👧𠮷𪚥",
    "_x0041_ 和 _x000D_ 原样",
    "1月2日",
    "2024",
    "007",
    "TRUE",
    "#REF!",
    "正文",
    "（续）",
    "一、总体情况",
    LONG,
    "长" * 40_000,
    "😀" * 20_000,
    "word " * 9_000,
]


@pytest.fixture
def there_and_back(book, tmp_path):
    """Write a report and give what the program's own reader finds in the file."""

    def go(report):
        (tmp_path / "report.xlsx").write_bytes(write_xlsx(book, report))
        return read_xlsx(tmp_path / "report.xlsx")

    return go


@pytest.fixture
def edited(book, seed_report, tmp_path):
    """Let a clerk edit the seed's workbook, and give what is read afterwards."""

    def go(sheet, edit):
        workbook = openpyxl.load_workbook(BytesIO(write_xlsx(book, seed_report)))
        edit(workbook[sheet])
        workbook.save(tmp_path / "edited.xlsx")
        return read_xlsx(tmp_path / "edited.xlsx")

    return go


def row_of(sheet, label, content=...):
    return next(
        row[0].row
        for row in sheet.iter_rows()
        if row[0].value == label and content in (..., row[1].value)
    )


def test_the_seed_report_comes_back(form, seed_report, there_and_back):
    workbook = there_and_back(seed_report)
    change = read_texts(form, workbook)
    assert change == Change(text=seed_report.text, particulars=seed_report.particulars)
    assert text_problems(form, workbook) == ()


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: text[:12].encode("unicode_escape"))
def test_every_text_comes_back_as_it_was(form, report, there_and_back, nasty):
    line = nasty.replace("\n", " ")
    told = Particulars(
        organ=line, year=2024, title=nasty, preamble=nasty, signature=Signature(line)
    )
    text = {
        "1": (Passage("", nasty), Passage(line, nasty), Passage("", nasty)),
        "5": (Passage(line, ""), Passage("", "")),
        "6": (Passage("", ""),),
    }
    report.apply(Change(text=text, particulars=told))
    workbook = there_and_back(report)
    change = read_texts(form, workbook)
    assert change.text == text
    assert change.particulars == told
    assert text_problems(form, workbook) == ()


@pytest.mark.parametrize(
    "told",
    [
        Particulars(),
        Particulars(organ="甲县", organ_kind=OrganKind.COUNTY, year=2023, scope=Scope.GOVERNMENT),
        Particulars(title="自己写的标题", signature=Signature("甲局", dt.date(999, 1, 2))),
        Particulars(organ="甲局", year=2024, signature=Signature("", dt.date(2025, 12, 31))),
        Particulars(processing_fee=ProcessingFee(3, Decimal("12.50"), Decimal(0))),
        Particulars(processing_fee=ProcessingFee(None, Decimal("1234567890.123456789"), None)),
        *(Particulars(organ_kind=kind) for kind in OrganKind),
    ],
)
def test_the_particulars_come_back(form, report, there_and_back, told):
    report.apply(Change(particulars=told))
    assert read_texts(form, there_and_back(report)).particulars == told


def test_a_title_that_is_the_forms_own_goes_on_following_the_organ(form, report, there_and_back):
    title = "甲局2024年政府信息公开工作年度报告"
    report.apply(Change(particulars=Particulars(organ="甲局", year=2024, title=title)))
    assert read_texts(form, there_and_back(report)).particulars.title == ""


def test_a_section_with_nothing_in_it_is_not_named(form, report, there_and_back):
    report.apply(Change(text={"1": (Passage("（一）", "一"),), "5": ()}))
    assert read_texts(form, there_and_back(report)).text.keys() == {"1"}


def test_text_of_a_section_with_a_table_is_not_lost(form, report, there_and_back):
    text = {"3": (Passage("", "另有说明。"),)}
    report.apply(Change(text=text))
    assert read_texts(form, there_and_back(report)).text == text


def test_last_years_report_is_no_part_of_the_workbook(form, seed_report, there_and_back):
    assert read_texts(form, there_and_back(seed_report)).particulars.previous is None


@pytest.mark.parametrize("missing", ["文字部分", "基本信息"])
def test_a_workbook_without_both_sheets_is_not_ours(form, seed_report, there_and_back, missing):
    whole = there_and_back(seed_report)
    sheets = tuple(sheet for sheet in whole.sheets if sheet.name != missing)
    assert read_texts(form, replace(whole, sheets=sheets)) is None
    assert text_problems(form, replace(whole, sheets=sheets)) == ()


def test_sheets_of_our_names_with_other_heads_are_not_ours(form):
    head = {(0, 0): SheetCell("说明"), (0, 1): SheetCell("内容")}
    workbook = Workbook((Sheet("文字部分", head), Sheet("基本信息", head)), (), {})
    assert read_texts(form, workbook) is None


def test_a_row_put_in_without_a_label_is_one_more_paragraph(form, edited):
    def edit(sheet):
        sheet.insert_rows(row_of(sheet, "小标题", "（一）主动公开情况") + 2)
        sheet.cell(row_of(sheet, "小标题", "（一）主动公开情况") + 2, 2).value = "新的一段。"

    change = read_texts(form, edited("文字部分", edit))
    assert change.text["1"][1].body.endswith("1条。\n新的一段。")


def test_words_typed_beside_the_title_of_a_section_are_a_paragraph(form, edited):
    def edit(sheet):
        sheet.cell(row_of(sheet, "五、存在的主要问题及改进情况"), 2).value = "先说一句。"

    change = read_texts(form, edited("文字部分", edit))
    assert change.text["5"][0] == Passage("", "先说一句。")
    assert len(change.text["5"]) == 3


def test_a_deleted_row_is_gone_and_nothing_else(form, seed_report, edited):
    change = read_texts(
        form, edited("文字部分", lambda sheet: sheet.delete_rows(row_of(sheet, "导语")))
    )
    assert change.particulars == replace(seed_report.particulars, preamble="")
    assert change.text == seed_report.text


@pytest.mark.parametrize(
    "written", [dt.date(2025, 3, 5), "2025-03-05", "2025/3/5", "２０２５年３月５日", "2025.3.5"]
)
def test_a_date_may_be_written_in_any_usual_way(form, edited, written):
    def edit(sheet):
        sheet.cell(row_of(sheet, "日期"), 2).value = written

    change = read_texts(form, edited("文字部分", edit))
    assert change.particulars.signature.date == dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("sheet", "label", "written"),
    [
        ("文字部分", "日期", "明年春天"),
        ("文字部分", "日期", "2025年2月30日"),
        ("文字部分", "落款", None),
        ("基本信息", "单位类别", "事业单位"),
        ("基本信息", "年度", "二〇二四"),
        ("基本信息", "数据口径", "全口径"),
        ("基本信息", "信息处理费：发出收费通知的件数", "3.5"),
        ("基本信息", "信息处理费：通知收费的总金额（元）", "-1"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(form, edited, sheet, label, written):
    def edit(found):
        row = row_of(found, label)
        if written is None:
            found.cell(row, 1).value = "备注"
        else:
            found.cell(row, 2).value = written

    workbook = edited(sheet, edit)
    assert read_texts(form, workbook) is not None
    (problem,) = text_problems(form, workbook)
    assert problem.code == "unread_text"
    assert problem.place.startswith(f"{sheet}!B")
    if written:
        assert problem.as_read == written


def test_a_fact_may_carry_blanks_and_full_width_digits(form, edited):
    def edit(sheet):
        sheet.cell(row_of(sheet, "年度"), 2).value = " ２０２３ "
        sheet.cell(row_of(sheet, "单位类别"), 2).value = "县级政府 "

    told = read_texts(form, edited("基本信息", edit)).particulars
    assert (told.year, told.organ_kind) == (2023, OrganKind.COUNTY)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_the_words_survive_being_saved_by_libreoffice(form, seed_report, book, tmp_path):
    text = {"1": tuple(Passage(f"（{n}）", nasty) for n, nasty in enumerate(NASTY))}
    seed_report.apply(Change(text=text))
    (tmp_path / "report.xlsx").write_bytes(write_xlsx(book, seed_report))
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / "report.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    change = read_texts(form, read_xlsx(tmp_path / "out" / "report.xlsx"))
    assert change == Change(text=seed_report.text, particulars=seed_report.particulars)


LINKED = "全年收到申请{{t3.1.total}}件，其中自然人{{t3.1.natural}}件。"
PRINTED = "全年收到申请1件，其中自然人1件。"


@pytest.fixture
def with_links(seed_report):
    """The seed with a sentence whose numbers follow the tables."""
    seed_report.apply(Change(text={"5": (Passage("", f"第一段。\n{LINKED}"),)}))
    return seed_report


class TestLinkedNumbers:
    def test_the_sheet_shows_the_words_as_they_are_printed(self, book, with_links):
        workbook = openpyxl.load_workbook(BytesIO(write_xlsx(book, with_links)))
        sheet = workbook["文字部分"]
        row = row_of(sheet, "正文", PRINTED)
        assert sheet.cell(row, 3).value == LINKED
        assert all(sheet.column_dimensions[column].hidden for column in "CD")
        assert not any("{{" in str(row[1].value) for row in sheet.iter_rows())

    def test_they_follow_the_tables_again_when_read_back(self, form, with_links, there_and_back):
        assert read_texts(form, there_and_back(with_links)).text == with_links.text

    def test_what_was_changed_in_the_spreadsheet_counts_as_it_stands_there(
        self, form, with_links, edited
    ):
        def edit(sheet):
            row = row_of(sheet, "正文", PRINTED)
            sheet.cell(row, 2).value = "全年收到申请21件。"

        text = read_texts(form, edited("文字部分", edit)).text
        assert text["5"] == (Passage("", "第一段。\n全年收到申请21件。"),)
