"""The Excel workbook: every number in its place, drawn as printed, nothing mended or run.

Read here with openpyxl, which is not the reader the program uses.
"""

import datetime as dt
import os
import re
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine
from lxml import etree
from xlsx_places import CAPTION_ROWS, SHEETS, fill_consistently, opened, parts, places

from nianbao.core.report import Change, Particulars, Passage, Signature, Unread
from nianbao.io.excel.export import write_xlsx
from nianbao.io.export import export
from nianbao.io.open_file import read_any

LOOKS_LIKE_A_FORMULA = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","点这里")',
    "+1",
    "-1+2",
    "@SUM(A1:A9)",
    "\t=1+1",
    "'=1+1",
    "1月2日",
    "007",
]


@pytest.fixture
def numbered(form, report):
    """A report with another number in each of the 200 cells; no total is right."""
    report.apply(Change(cells={cell: n * 7 + 1 for n, cell in enumerate(form.fields)}))
    return report


@pytest.fixture
def consistent(book, report):
    """A report whose totals follow from numbers that differ from cell to cell."""
    return fill_consistently(book, report)


def test_each_of_the_200_numbers_stands_where_the_form_has_it(book, numbered):
    workbook = opened(write_xlsx(book, numbered))
    found = {cell: workbook[sheet].cell(row, column).value for cell, sheet, row, column in places()}
    assert len(found) == 200
    assert found == dict(numbered.entries)


def test_a_viewer_that_computes_nothing_sees_all_200_numbers(book, consistent):
    workbook = opened(write_xlsx(book, consistent), results=True)
    found = {cell: workbook[sheet].cell(row, column).value for cell, sheet, row, column in places()}
    assert found == dict(consistent.entries)


def test_a_total_that_agrees_is_a_formula_whose_result_is_that_total(book, consistent):
    content = write_xlsx(book, consistent)
    live, seen = opened(content), opened(content, results=True)
    formulas = 0
    for cell, sheet, row, column in places():
        if cell in book.computed:
            formula = live[sheet].cell(row, column).value
            formulas += 1
            assert formula.startswith("=SUM(")
            assert summed(seen[sheet], formula) == consistent.value(cell)
            assert seen[sheet].cell(row, column).value == consistent.value(cell)
    assert formulas == 34


def summed(sheet, formula):
    """Add up the cells of `=SUM(A1:B2,C3)` by hand."""
    total = 0
    for part in formula.removeprefix("=SUM(").removesuffix(")").split(","):
        found = sheet[part]
        rows = found if isinstance(found, tuple) else ((found,),)
        total += sum(cell.value for row in rows for cell in row)
    return total


def test_a_formula_adds_the_column_or_the_row_in_one_range(book, consistent):
    sheet = opened(write_xlsx(book, consistent))["表三"]
    assert sheet["D28"].value == "=SUM(D7:D27)"
    assert sheet["J5"].value == "=SUM(D5:I5)"


def test_a_wrong_total_stays_the_wrong_number(book, seed_report):
    seed_report.apply(Change(cells={"t3.1.total": 5, "t4.review.total": 9}))
    workbook = opened(write_xlsx(book, seed_report))
    assert workbook["表三"]["J5"].value == 5
    assert workbook["表四"]["E5"].value == 9


@pytest.mark.parametrize("part", [None, Unread("六")])
def test_a_total_with_a_gap_among_its_parts_stays_a_number(book, seed_report, part):
    seed_report.apply(Change(cells={"t3.2.legal": part}))
    sheet = opened(write_xlsx(book, seed_report))["表三"]
    assert sheet["J6"].value == 0
    assert sheet["H6"].value == (part and part.text)


def test_a_blank_stays_blank(book, report):
    content = write_xlsx(book, report)
    live, seen = opened(content), opened(content, results=True)
    for cell, sheet, row, column in places():
        assert seen[sheet].cell(row, column).value is None
        if cell not in book.computed:
            assert live[sheet].cell(row, column).value is None


def test_a_total_of_blanks_is_a_formula_that_is_blank_until_something_is_typed(book, report):
    sheet = opened(write_xlsx(book, report))["表三"]
    assert sheet["D28"].value == '=IF(COUNT(D7:D27)=0,"",SUM(D7:D27))'
    assert sheet["D28"].protection.locked


def test_a_total_of_blanks_comes_back_blank_and_without_a_word(book, seed_report, tmp_path):
    blank = {cell: None for cell in book.form.fields if cell.endswith(".legal")}
    seed_report.apply(Change(cells=blank))
    (tmp_path / "report.xlsx").write_bytes(write_xlsx(book, seed_report))
    imported = read_any(tmp_path / "report.xlsx", {book.form.id: book})
    filled = {cell: entry for cell, entry in imported.change.cells.items() if entry is not None}
    assert filled == dict(seed_report.entries)
    assert imported.problems == ()


@pytest.mark.parametrize(
    ("fee", "number_format"),
    [
        ("0", "General"),
        ("96171.6", "0.0##############"),
        ("12.50", "0.00#############"),
        ("123456789.012345", "0.000000#########"),
    ],
)
def test_the_fee_is_a_number_that_shows_all_its_digits(book, report, fee, number_format):
    report.apply(Change(cells={"t2.fees.amount": Decimal(fee)}))
    cell = opened(write_xlsx(book, report))["表二"]["B15"]
    assert Decimal(str(cell.value)) == Decimal(fee)
    assert (cell.data_type, cell.number_format) == ("n", number_format)


def test_a_fee_with_more_digits_than_a_spreadsheet_keeps_is_text(book, report):
    report.apply(Change(cells={"t2.fees.amount": Decimal("123456789.0123456789")}))
    assert opened(write_xlsx(book, report))["表二"]["B15"].value == "123456789.0123456789"


def test_what_is_no_number_stands_there_as_it_stood(book, report):
    report.apply(Change(cells={"t3.1.natural": Unread("约20件")}))
    assert opened(write_xlsx(book, report))["表三"]["D5"].value == "约20件"


def test_the_tables_are_merged_as_the_form_draws_them(book, seed_report):
    workbook = opened(write_xlsx(book, seed_report))
    for table in book.form.tables:
        drawn = {
            (
                c.top + 1 + CAPTION_ROWS,
                c.left + 1,
                c.top + c.height + CAPTION_ROWS,
                c.left + c.width,
            )
            for c in table.cells
            if c.height * c.width > 1
        }
        merged = workbook[table.name].merged_cells.ranges
        assert {(m.min_row, m.min_col, m.max_row, m.max_col) for m in merged} == drawn


def test_every_official_label_stands_in_its_place_and_has_a_frame(book, seed_report):
    workbook = opened(write_xlsx(book, seed_report))
    for table in book.form.tables:
        for cell in table.cells:
            written = workbook[table.name].cell(cell.top + 1 + CAPTION_ROWS, cell.left + 1)
            assert written.border.left.style == written.border.bottom.style == "thin"
            if cell.field is None:
                assert written.value == cell.label
                upright = cell.label in table.vertical
                assert written.alignment.textRotation == (255 if upright else 0)
                assert bool(written.alignment.wrapText) is not upright


def test_the_columns_are_as_wide_as_on_paper_in_proportion(book, seed_report):
    workbook = opened(write_xlsx(book, seed_report))
    for table in book.form.tables:
        columns = workbook[table.name].column_dimensions
        letters = [openpyxl.utils.get_column_letter(n) for n in range(1, table.width + 1)]
        widths = [columns[letter].width for letter in letters]
        for width, printed in zip(widths, table.widths, strict=True):
            assert width / sum(widths) == pytest.approx(printed / sum(table.widths), rel=0.01)


def test_labels_and_formulas_are_locked_and_the_rest_is_open(book, consistent):
    workbook = opened(write_xlsx(book, consistent))
    open_cells = {
        (sheet, row, column) for cell, sheet, row, column in places() if cell not in book.computed
    }
    for sheet in SHEETS.values():
        assert workbook[sheet].protection.sheet
        assert workbook[sheet].protection.password is None
        for row in workbook[sheet].iter_rows():
            for cell in row:
                is_open = (sheet, cell.row, cell.column) in open_cells
                merged = isinstance(cell, openpyxl.cell.cell.MergedCell)
                assert merged or cell.protection.locked is not is_open


def test_a_total_that_is_no_formula_is_open(book, report):
    report.apply(Change(cells={"t3.1.natural": 3}))
    sheet = opened(write_xlsx(book, report))["表三"]
    assert sheet["J5"].value is None
    assert not sheet["J5"].protection.locked
    assert any("J5" in rule.sqref for rule in sheet.data_validations.dataValidation)


def test_counts_must_be_whole_and_the_fee_may_have_decimals(book, consistent):
    workbook = opened(write_xlsx(book, consistent))
    rules = {
        cell: rule
        for cell, sheet, row, column in places()
        for rule in workbook[sheet].data_validations.dataValidation
        if workbook[sheet].cell(row, column).coordinate in rule.sqref
    }
    assert rules.keys() == book.form.fields.keys() - book.computed
    assert {cell for cell, rule in rules.items() if rule.type == "decimal"} == {"t2.fees.amount"}
    for rule in rules.values():
        assert (rule.formula1, rule.formula2) == ("0", "999999999")
        assert rule.showErrorMessage
        assert "没有的填 0" in rule.prompt
        assert len(rule.prompt) <= 255


def test_each_table_takes_one_page_of_a4(book, seed_report):
    workbook = opened(write_xlsx(book, seed_report))
    for name, orientation in (("表二", "portrait"), ("表三", "portrait"), ("表四", "landscape")):
        page = workbook[name].page_setup
        assert (page.paperSize, page.orientation) == (9, orientation)
        assert workbook[name].sheet_properties.pageSetUpPr.fitToPage
        assert (page.fitToWidth, page.fitToHeight) == (1, 1)
    assert workbook["文字部分"].page_setup.fitToHeight == 0


def test_the_big_table_keeps_its_head_in_sight(book, seed_report):
    workbook = opened(write_xlsx(book, seed_report))
    assert workbook["表三"].freeze_panes == "D5"
    assert workbook["表二"].freeze_panes is None
    assert workbook["文字部分"].freeze_panes == "A2"


@pytest.mark.parametrize("text", LOOKS_LIKE_A_FORMULA)
def test_text_that_looks_like_a_formula_stays_text(book, report, text):
    report.apply(
        Change(
            cells={"t3.1.natural": Unread(text)},
            text={"1": (Passage(text, text),)},
            particulars=Particulars(
                organ=text, title=text, preamble=text, signature=Signature(text)
            ),
        )
    )
    workbook = opened(write_xlsx(book, report))
    found = [
        cell
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == text
    ]
    assert len(found) == 7
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found)
    content = b"".join(parts(write_xlsx(book, report)).values())
    formulas = re.findall(b"<f>(.*?)</f>", content)
    assert all(re.fullmatch(rb"IF\(COUNT\([A-Z0-9:,]+\)=0.*", formula) for formula in formulas)


def test_no_control_character_gets_into_the_file(book, report):
    nasty = "甲\x00乙\x07丙\x1f丁\ufffe戊\ud800己\x9f"
    report.apply(Change(cells={"t3.1.natural": Unread(nasty)}, text={"1": (Passage("", nasty),)}))
    workbook = opened(write_xlsx(book, report))
    assert workbook["表三"]["D5"].value == "甲乙丙丁戊己"
    assert ("正文", "甲乙丙丁戊己") in rows(workbook)


def rows(workbook):
    return [row[:2] for row in workbook["文字部分"].iter_rows(min_row=2, values_only=True)]


def test_a_cell_too_long_for_any_spreadsheet_says_that_it_was_cut(book, report):
    report.apply(Change(cells={"t3.1.natural": Unread("😀" * 40_000)}))
    value = opened(write_xlsx(book, report))["表三"]["D5"].value
    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("没有写完）")


def test_the_words_stand_one_paragraph_a_row(book, report):
    report.apply(
        Change(
            text={
                "1": (Passage("", "先说一句。"), Passage("（一）主动公开情况", "一。\n\n　　二。"))
            },
            particulars=Particulars(
                organ="甲局",
                year=2024,
                preamble="导语一。\n导语二。",
                signature=Signature("甲局", dt.date(2025, 1, 21)),
            ),
        )
    )
    assert rows(opened(write_xlsx(book, report))) == [
        ("标题", "甲局2024年政府信息公开工作年度报告"),
        ("导语", "导语一。"),
        ("导语", "导语二。"),
        ("一、总体情况", None),
        ("正文", "先说一句。"),
        ("小标题", "（一）主动公开情况"),
        ("正文", "一。"),
        ("正文", None),
        ("正文", "　　二。"),
        ("五、存在的主要问题及改进情况", None),
        ("六、其他需要报告的事项", None),
        ("落款", "甲局"),
        ("日期", "2025年1月21日"),
    ]


def test_a_long_paragraph_goes_on_in_rows_that_can_be_seen_in_full(book, report):
    paragraph = "本机关依法公开政府信息。" * 3_400
    report.apply(Change(text={"5": (Passage("", paragraph),)}))
    sheet = opened(write_xlsx(book, report))["文字部分"]
    found = [row for row in sheet.iter_rows(min_row=2) if row[0].value in {"正文", "正文（续）"}]
    assert [row[0].value for row in found[:3]] == ["正文", "正文（续）", "正文（续）"]
    assert "".join(row[1].value for row in found) == paragraph
    assert all(row[1].value.endswith("。") for row in found)
    assert all(sheet.row_dimensions[row[0].row].height <= 409 for row in found)


def test_rows_of_text_grow_when_they_are_edited_and_rows_of_tables_do_not(book, seed_report):
    content = parts(write_xlsx(book, seed_report))
    assert b"customHeight" in content["xl/worksheets/sheet2.xml"]
    assert b"customHeight" not in content["xl/worksheets/sheet4.xml"]
    assert b' ht="' in content["xl/worksheets/sheet4.xml"]


def test_the_facts_stand_one_a_row(book, seed_report):
    sheet = opened(write_xlsx(book, seed_report))["基本信息"]
    assert [row[:2] for row in sheet.iter_rows(values_only=True)] == [
        ("项目", "内容"),
        ("单位名称", "赣州经济技术开发区企业服务和工信局"),
        ("单位类别", "部门"),
        ("年度", 2024),
        ("数据口径", "本机关"),
        ("信息处理费：发出收费通知的件数", 0),
        ("信息处理费：通知收费的总金额（元）", 0),
        ("信息处理费：实际收取的总金额（元）", 0),
    ]


def test_a_draft_says_so_above_every_page_and_an_official_workbook_does_not(book, seed_report):
    for sheet in opened(write_xlsx(book, seed_report, draft=True)).worksheets:
        assert sheet.oddHeader.left.text == "草稿"
    for sheet in opened(write_xlsx(book, seed_report)).worksheets:
        assert sheet.oddHeader.left.text is None


def test_a_title_of_any_length_makes_no_header_too_long(book, report):
    report.apply(Change(particulars=Particulars(title="R&D" * 200)))
    sheet = opened(write_xlsx(book, report))["表二"]
    assert len(str(sheet.oddHeader)) < 255


def test_the_same_report_gives_the_same_bytes(book, seed_report):
    assert write_xlsx(book, seed_report) == write_xlsx(book, seed_report)


def test_no_clock_no_machine_and_no_hash_leaves_a_trace(book, seed_report):
    content = write_xlsx(book, seed_report)
    with ZipFile(BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
    script = (
        "import sys, hashlib; from nianbao.io.form_toml import read_form;"
        "from nianbao.io.paths import data; from nianbao.core.report import Report;"
        "from nianbao.io.excel.export import write_xlsx;"
        "b = read_form(data('forms') / '2021');"
        "print(hashlib.sha256(write_xlsx(b, Report('2021'))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


def test_another_reader_sees_every_number_and_result(book, consistent):
    workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(write_xlsx(book, consistent)))
    sheets = {name: workbook.get_sheet_by_name(name).to_python() for name in SHEETS.values()}
    found = {cell: sheets[sheet][row - 1][column - 1] for cell, sheet, row, column in places()}
    assert found == dict(consistent.entries)


def test_characters_that_no_workbook_may_hold_are_named(book, seed_report):
    seed_report.apply(
        Change(cells={"t3.1.natural": Unread("六\u202e")}, text={"5": (Passage("", "甲\x07乙"),)})
    )
    written = export(".xlsx", book, seed_report)
    assert len(written.remarks) == 2
    assert "五、存在的主要问题及改进情况" in written.remarks[0]
    assert "U+0007" in written.remarks[0]
    assert "U+202E" in written.remarks[1]
    assert opened(written.data)["表三"]["D5"].value == "六"


@pytest.mark.parametrize(
    "part", ["worksheets/sheet1", "worksheets/sheet3", "styles", "workbook", "sharedStrings"]
)
def test_the_parts_are_the_golden_ones(book, seed_report, golden, part):
    tree = etree.fromstring(parts(write_xlsx(book, seed_report))[f"xl/{part}.xml"])
    lines = etree.tostring(tree, pretty_print=True, encoding="unicode")
    golden(lines, f"xlsx-{part.rpartition('/')[2]}.xml")
