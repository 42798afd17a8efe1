"""The 核对说明: what the reviewer is told, read back from the written file.

Findings are given, not found: what the rules say is tested with the rules.
"""

import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import mammoth
import openpyxl
import pytest
from lxml import etree, html
from openpyxl.chart.chartspace import ChartSpace

import nianbao
from nianbao.core.checker import Reminder
from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.gate import in_the_way, justified
from nianbao.core.report import Change, PreviousReport, Report, Scope, Source, Unread
from nianbao.io.declared import Declaration
from nianbao.io.export import export
from nianbao.io.form_toml import known_forms, read_form
from nianbao.io.imported import Problem
from nianbao.io.paths import data as own_data
from nianbao.io.review import write_review
from nianbao.io.review.changes import Change as Changed
from nianbao.io.review.changes import names
from nianbao.io.review_toml import compared_in, declared_compared

DAY = dt.date(2025, 1, 22)
PRIVATE = "内部材料，不公开发布"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHART = "word/charts/review-chart.xml"
BOOK = "word/embeddings/review-chart.xlsx"
FIGURES = 23

CELLS = ("t4.review.upheld", "t4.review.total")
TO_FIX = Finding("R20", Severity.MUST_FIX, "4", CELLS, "表四“行政复议”部分：总计不对。请改正。")
TO_EXPLAIN = Finding("R07", Severity.EXPLAIN, "3", ("t3.2.natural",), "表三第二行与上年不同。")
ON_WORDS = Finding(
    *("R40", Severity.EXPLAIN, "1", ("t3.1.total",), "文中的件数与表三不同。"),
    sentence="全年收到申请130件。",
)
TO_LOOK_AT = Finding("R64", Severity.HINT, COVER, (), "标题比一般的长。", about="length")
REMINDERS = (
    Reminder("R22", "共同被告的案件没有重复统计。", "填报说明"),
    Reminder("R36", "件数与司法行政部门核对过。", "填报惯例"),
)


@pytest.fixture
def plain_book(book):
    """The form with nothing but its sums, and two reminders of our own."""
    return replace(book, rules=book.identities, reminders=REMINDERS)


@pytest.fixture
def with_last_year(seed_report):
    """The seed report beside a made last year: many more applications, one fewer carried."""
    numbers = dict.fromkeys(seed_report.entries, 0) | {
        "t2.fees.amount": Decimal("8.25"),
        "t2.documents.in_force": 4,
        "t3.1.total": 12,
        "t3.2.total": 3,
        "t3.3-1.total": 6,
        "t3.3-3-1.total": 2,
        "t3.3-3-4.total": 1,
        "t3.3-7.total": 14,
        "t3.4.total": 1,
        "t4.review.total": 2,
    }
    told = seed_report.particulars
    last = PreviousReport(told.organ, 2023, "2021", numbers, {}, "2023年年报.docx")
    seed_report.apply(Change(particulars=replace(told, previous=last)))
    return seed_report


def change(report, **changes):
    report.apply(Change(**changes))
    return report


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def opened(data):
    return docx.Document(io.BytesIO(data))


def sections(data):
    """What stands under each heading: paragraphs as words, tables as rows of words."""
    found = {"": []}
    current = ""
    for block in opened(data).iter_inner_content():
        if isinstance(block, docx.table.Table):
            found[current].append([row_words(row) for row in block.rows])
        elif block.style.name == "核对标题":
            current = re.sub("^[一二三四五六七]、", "", block.text)
            found[current] = []
        elif block.text:
            found[current].append(block.text)
    return found


def row_words(row):
    """The words of a row; a cell that reaches over several columns once."""
    return [cell.text for cell in dict.fromkeys(row.cells)]


def everything(data):
    """All words of the document, tables included."""
    document = etree.fromstring(parts(data)["word/document.xml"])
    return "\n".join(document.itertext())


def bars_of(data):
    """The bars as openpyxl reads it, which refuses what is out of order."""
    tree = etree.fromstring(parts(data)[CHART])
    tree.remove(tree.find("{*}externalData"))  # openpyxl has no reading of it
    (bars,) = ChartSpace.from_tree(tree).chart.plotArea._charts
    return bars


# --- title and facts


def test_title_and_the_line_that_keeps_it_private(plain_book, seed_report):
    data = write_review(plain_book, seed_report, [], DAY)
    first, second = opened(data).paragraphs[:2]
    assert (first.style.name, second.style.name) == ("Title", "核对声明")
    assert (
        first.text == "赣州经济技术开发区企业服务和工信局\n2024年政府信息公开工作年度报告核对说明"
    )
    assert second.text == PRIVATE


def test_every_page_bears_the_line(plain_book, seed_report):
    section = opened(write_review(plain_book, seed_report, [], DAY)).sections[0]
    for header in (section.header, section.even_page_header):
        assert [paragraph.text for paragraph in header.paragraphs] == [PRIVATE]


def test_the_facts(plain_book, with_last_year):
    told = replace(with_last_year.particulars, scope=Scope.GOVERNMENT)
    change(with_last_year, particulars=told)
    facts = dict(sections(write_review(plain_book, with_last_year, [], DAY))[""][-1])
    assert facts == {
        "机关名称": told.organ,
        "报告年度": "2024年",
        "报告格式": "国办公开办函〔2021〕30号",
        "统计范围": "本级汇总",
        "上一年的年报": f"{told.organ}2023年（2023年年报.docx）",
        "制作日期": "2025年1月22日",
        "制作程序": f"年报助手 {nianbao.__version__}",
    }


def test_the_parts_stand_in_their_order(plain_book, with_last_year):
    data = write_review(plain_book, with_last_year, [TO_FIX], DAY)
    headings = [p.text for p in opened(data).paragraphs if p.style.name == "核对标题"]
    assert headings == [
        "一、检查结果",
        "二、尚未处理的问题",
        "三、已说明理由的问题和提示",
        "四、与上一年的对比",
        "五、数字的来源",
        "六、请复核时留意",
        "七、签字",
    ]


# --- findings


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "结论：可以导出正式文档。"),
        ([TO_LOOK_AT], "结论：可以导出正式文档。"),
        ([TO_FIX], "结论：还不能导出正式文档，有1处必须改正。"),
        ([TO_EXPLAIN, ON_WORDS], "结论：还不能导出正式文档，有2处需要改正或者说明理由。"),
        (
            [TO_EXPLAIN, TO_FIX],
            "结论：还不能导出正式文档，有1处必须改正，1处需要改正或者说明理由。",
        ),
    ],
)
def test_the_verdict_is_that_of_the_gate(plain_book, seed_report, findings, verdict):
    said = sections(write_review(plain_book, seed_report, findings, DAY))["检查结果"]
    assert said[1] == verdict
    assert ("可以导出" in verdict) == (not in_the_way(findings, seed_report))


def test_findings_are_counted_by_severity(plain_book, seed_report):
    reasons = justified(seed_report, TO_EXPLAIN, "上年漏报一件。", "2025-01-20")
    change(seed_report, justifications=reasons)
    findings = [TO_FIX, TO_EXPLAIN, ON_WORDS, TO_LOOK_AT]
    counts = sections(write_review(plain_book, seed_report, findings, DAY))["检查结果"][0]
    assert counts == [
        ["类别", "处数", "已说明理由", "尚未处理"],
        ["必须改正", "1", "0", "1"],
        ["需要改正或者说明理由", "2", "1", "1"],
        ["提示", "1", "0", "0"],
    ]


def test_what_is_open_is_listed_the_gravest_first(plain_book, seed_report):
    findings = [TO_EXPLAIN, ON_WORDS, TO_LOOK_AT, TO_FIX]
    assert sections(write_review(plain_book, seed_report, findings, DAY))["尚未处理的问题"] == [
        [
            ["序号", "部分", "问题"],
            ["必须改正（1处）"],
            ["1", "复议诉讼", TO_FIX.message],
            ["需要改正或者说明理由（2处）"],
            ["2", "总体情况", f"{ON_WORDS.message}\n原句：{ON_WORDS.sentence}"],
            ["3", "收到和处理申请", TO_EXPLAIN.message],
        ]
    ]


def test_with_nothing_open_it_says_so(plain_book, seed_report):
    said = sections(write_review(plain_book, seed_report, [], DAY))
    assert said["尚未处理的问题"] == ["没有。"]
    assert said["已说明理由的问题和提示"] == ["没有。"]


def test_a_reason_stands_beside_its_finding_with_its_day(plain_book, seed_report):
    for finding, reason in ((TO_EXPLAIN, "上年漏报一件。"), (ON_WORDS, "含电话咨询。")):
        reasons = justified(seed_report, finding, reason, "2025-01-20")
        change(seed_report, justifications=reasons)
    data = write_review(plain_book, seed_report, [TO_EXPLAIN, ON_WORDS, TO_LOOK_AT], DAY)
    assert sections(data)["尚未处理的问题"] == ["没有。"]
    assert sections(data)["已说明理由的问题和提示"] == [
        [
            ["序号", "部分", "问题", "理由", "说明日期"],
            [
                "1",
                "总体情况",
                f"{ON_WORDS.message}\n原句：{ON_WORDS.sentence}",
                "含电话咨询。",
                "2025年1月20日",
            ],
            ["2", "收到和处理申请", TO_EXPLAIN.message, "上年漏报一件。", "2025年1月20日"],
        ],
        "下面是提示，不影响导出：",
        [["序号", "部分", "提示"], ["1", "封面", TO_LOOK_AT.message]],
    ]


def test_a_reason_that_has_lapsed_is_not_shown_but_counted(plain_book, seed_report):
    reasons = justified(seed_report, TO_EXPLAIN, "上年漏报一件。", "2025-01-20")
    change(seed_report, justifications=reasons, cells={"t3.2.natural": 5})
    said = sections(write_review(plain_book, seed_report, [TO_EXPLAIN], DAY))
    assert "上年漏报一件。" not in str(said)
    assert said["已说明理由的问题和提示"][1].startswith("另有1条以前写的理由没有列出")
    assert len(said["尚未处理的问题"][0]) == 3


def test_a_reason_excuses_nothing_that_must_be_fixed(plain_book, seed_report):
    change(seed_report, justifications=justified(seed_report, TO_FIX, "先这样。", "2025-01-20"))
    said = sections(write_review(plain_book, seed_report, [TO_FIX], DAY))
    assert said["检查结果"][0][1] == ["必须改正", "1", "0", "1"]
    assert "先这样。" not in str(said)


def test_a_day_that_is_none_stays_as_it_was_written(plain_book, seed_report):
    reasons = justified(seed_report, TO_EXPLAIN, "上年漏报一件。", "去年底")
    change(seed_report, justifications=reasons)
    rows = sections(write_review(plain_book, seed_report, [TO_EXPLAIN], DAY))
    assert rows["已说明理由的问题和提示"][0][1][-1] == "去年底"


def test_a_sentence_without_end_is_cut(plain_book, seed_report):
    endless = replace(ON_WORDS, sentence="一" * 5000)
    (table,) = sections(write_review(plain_book, seed_report, [endless], DAY))["尚未处理的问题"]
    assert table[2][2] == f"{ON_WORDS.message}\n原句：{'一' * 160}……"


# --- last year


def test_the_figures_that_matter_stand_beside_last_years(plain_book, with_last_year):
    data = write_review(plain_book, with_last_year, [], DAY)
    table, note = sections(data)["与上一年的对比"]
    assert table[0] == ["项目", "2023年", "2024年", "增减", "幅度", "标记"]
    by_name = {row[0]: row[1:] for row in table}
    assert len(table) == 1 + 3 + FIGURES
    assert by_name["表二　主动公开政府信息情况"] == []
    assert by_name["行政规范性文件：现行有效件数"] == ["4", "3", "−1", "−25.0%", ""]
    assert by_name["行政事业性收费：本年收费金额（单位：万元）"] == [
        *("8.25", "0", "−8.25", "−100.0%", ""),
    ]
    assert by_name["一、本年新收政府信息公开申请数量"] == ["12", "1", "−11", "−91.7%", "变化较大"]
    assert by_name["（三）不予公开（各项之和）"] == ["3", "0", "−3", "−100.0%", ""]
    assert by_name["行政复议／总计"] == ["2", "0", "−2", "−100.0%", ""]
    assert by_name["复议后起诉／总计"] == ["0", "0", "0", "—", ""]
    assert note.startswith("“变化较大”指：表二、表三增减10以上，并且达到上年数的50%以上；表四增减5")


@pytest.mark.parametrize(
    ("last", "now", "large"),
    [
        pytest.param(20, 30, True, id="both limits reached: large"),
        pytest.param(20, 29, False, id="one below the least difference: not"),
        pytest.param(21, 31, False, id="one below the share of last year's: not"),
        pytest.param(30, 15, True, id="downwards as well"),
        pytest.param(0, 10, True, id="from nothing to the least difference: large"),
        pytest.param(0, 9, False, id="from nothing to one less: not"),
        pytest.param(10, 0, True, id="to nothing"),
        pytest.param(None, 999, False, id="last year's is not known"),
        pytest.param(999, None, False, id="this year's is not known"),
        pytest.param(Decimal("0.5"), Decimal("10.5"), True, id="money"),
    ],
)
def test_a_change_is_large_in_itself_and_beside_last_years(last, now, large):
    assert Changed(last, now).is_large(least=10, percent=50) is large


@pytest.mark.parametrize(
    ("last", "now", "percent"),
    [(3646, 3607, "-1.1"), (80, 81, "1.3"), (1, 999_999_999, "99999999800"), (0, 5, None)],
)
def test_the_change_in_percent_has_one_place(last, now, percent):
    assert Changed(last, now).percent == (None if percent is None else Decimal(percent))


def test_with_a_part_unknown_a_sum_is(plain_book, with_last_year):
    change(with_last_year, cells={"t3.3-3-4.total": None, "t3.4.total": Unread("六")})
    (table, _) = sections(write_review(plain_book, with_last_year, [], DAY))["与上一年的对比"]
    by_name = {row[0]: row[1:] for row in table}
    assert by_name["（三）不予公开（各项之和）"] == ["3", "—", "—", "—", ""]
    assert by_name["四、结转下年度继续办理"] == ["1", "—", "—", "—", ""]


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (None, "没有附上一年的年报，没有可以对比的数字。"),
        (2021, "所附的年报是2021年的，不是上一年的，没有可以对比的数字。"),
    ],
)
def test_without_the_year_before_nothing_is_compared(plain_book, with_last_year, year, words):
    told = with_last_year.particulars
    last = None if year is None else replace(told.previous, year=year)
    change(with_last_year, particulars=replace(told, previous=last))
    data = write_review(plain_book, with_last_year, [], DAY)
    assert sections(data)["与上一年的对比"] == [words]
    assert CHART not in parts(data)


def test_another_form_of_last_year_is_named(plain_book, with_last_year):
    told = with_last_year.particulars
    last = replace(told.previous, form="2019")
    change(with_last_year, particulars=replace(told, previous=last))
    said = sections(write_review(plain_book, with_last_year, [], DAY))["与上一年的对比"]
    assert said[0] == "上一年的年报用的是另一种格式，含义不同的栏目没有对比。"


# --- the chart


def test_the_chart_holds_the_numbers_of_both_years(plain_book, with_last_year):
    bars = bars_of(write_review(plain_book, with_last_year, [], DAY))
    read = {
        series.tx.strRef.strCache.pt[0].v: [point.v for point in series.val.numRef.numCache.pt]
        for series in bars.ser
    }
    assert read == {
        "2023年": [12, 3, 6, 0, 3, 14, 1],
        "2024年": [1, 0, 1, 0, 0, 1, 0],
    }
    assert [point.v for point in bars.ser[0].cat.strRef.strCache.pt] == [
        *("本年新收", "上年结转", "予以公开", "部分公开", "不予公开", "办理总计", "结转下年"),
    ]


def test_the_years_are_told_apart_without_colour(plain_book, with_last_year):
    bars = bars_of(write_review(plain_book, with_last_year, [], DAY))
    last, now = (series.spPr for series in bars.ser)
    assert (last.pattFill is not None, now.pattFill is not None) == (True, False)
    colours = set(re.findall(rb'srgbClr val="(\w{6})"', parts_chart(plain_book, with_last_year)))
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def parts_chart(book, report):
    return parts(write_review(book, report, [], DAY))[CHART]


def test_a_number_that_is_not_known_leaves_a_gap(plain_book, with_last_year):
    change(with_last_year, cells={"t3.2.total": None})
    bars = bars_of(write_review(plain_book, with_last_year, [], DAY))
    assert [point.idx for point in bars.ser[1].val.numRef.numCache.pt] == [0, 2, 3, 4, 5, 6]


def test_the_workbook_in_the_document_holds_what_the_chart_shows(plain_book, with_last_year):
    data = write_review(plain_book, with_last_year, [], DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(parts(data)[BOOK]))["Sheet1"]
    rows = list(sheet.values)
    assert rows[0] == (None, "2023年", "2024年")
    assert rows[1] == ("本年新收", 12, 1)
    series = bars_of(data).ser[1]
    cells = sheet[series.val.numRef.f.partition("!")[2].replace("$", "")]
    cached = [float(point.v) for point in series.val.numRef.numCache.pt]
    assert [cell.value for (cell,) in cells] == cached


def test_the_chart_is_told_to_those_who_do_not_see_it(plain_book, with_last_year):
    document = parts(write_review(plain_book, with_last_year, [], DAY))["word/document.xml"]
    (picture,) = etree.fromstring(document).iter("{*}docPr")
    assert picture.get("descr").startswith("柱状图。本年新收：2023年12件，2024年1件；")
    assert picture.get("title") == "政府信息公开申请办理情况（件）"


# --- sources


def test_numbers_are_counted_by_where_they_come_from(plain_book, with_last_year):
    carried = Source("2023年年报.docx", "“四、结转下年度继续办理”“自然人”", "0", carried=True)
    read = Source("台账.xlsx", "表二!B4", "1")
    change(
        with_last_year,
        cells={"t3.1.other": Unread("六"), "t4.review.other": None},
        sources={"t3.2.natural": carried, "t2.documents.made": read},
    )
    counts = sections(write_review(plain_book, with_last_year, [], DAY))["数字的来源"][0]
    assert counts == [
        ["表", "上年结转", "文件读入", "自己填写", "程序计算", "读不懂", "空白", "合计"],
        # 4 in force last year, 1 made and 2 repealed: the 3 is what the program would put.
        ["表二", "0", "1", "7", "2", "0", "0", "10"],
        ["表三", "1", "0", "142", "31", "1", "0", "175"],
        ["表四", "0", "0", "11", "3", "0", "1", "15"],
        ["合计", "1", "1", "160", "36", "1", "1", "200"],
    ]


def test_files_are_named_with_the_places_of_each_sheet(plain_book, seed_report):
    places = {"t2.rules.made": "一!B4", "t2.rules.repealed": "一!C4", "t2.fees.amount": "收费!D9"}
    sources = {cell: Source("台账.xlsx", place, "0") for cell, place in places.items()}
    change(seed_report, sources=sources)
    said = sections(write_review(plain_book, seed_report, [], DAY))["数字的来源"]
    assert said[2:4] == [
        "来自文件的数字：",
        [
            ["文件", "表", "方式", "格数", "在文件里的位置"],
            ["台账.xlsx", "表二", "文件读入", "2", "一!B4 至 一!C4"],
            ["台账.xlsx", "表二", "文件读入", "1", "收费!D9"],
        ],
    ]


def doubts(data):
    said = sections(data)["数字的来源"]
    assert said[-2] == "读入时有疑问的、没有读懂的，以及解除锁定的数字，请核对："
    return said[-1][1:]


def test_what_was_unlocked_stands_with_its_reason(plain_book, seed_report):
    source = Source("上年.docx", "四", "0", carried=True, unlocked="上年漏报一件")
    change(seed_report, sources={"t3.2.natural": source}, cells={"t3.2.natural": 1})
    assert doubts(write_review(plain_book, seed_report, [], DAY)) == [
        [
            "表三“二、上年结转政府信息公开申请数量”“自然人”",
            "1",
            "上年结转的数，解除了锁定，由0改为1。理由：上年漏报一件",
        ]
    ]


def test_what_was_read_otherwise_than_it_stood_is_named(plain_book, seed_report):
    sources = {
        "t2.fees.amount": Source("台账.xlsx", "收费!D9", "0元"),
        "t2.rules.made": Source("台账.xlsx", "一!B4", "０"),
        "t2.documents.made": Source("台账.xlsx", "一!B5", "1.0"),
        "t2.rules.repealed": Source("台账.xlsx", "一!C4", "六"),
    }
    change(seed_report, sources=sources, cells={"t2.rules.repealed": Unread("六")})
    assert [row[1:] for row in doubts(write_review(plain_book, seed_report, [], DAY))] == [
        ["六", "没有读懂（台账.xlsx，一!C4），原样保留，还没有改正。"],
        ["0", "文件里（台账.xlsx，收费!D9）写的是“0元”，请核对。"],
    ]


def test_what_reading_the_input_remarked_is_handed_on(plain_book, seed_report):
    name = "表二“规章”“本年制发件数”"
    noted = [
        Problem("label_unsure", "t2.rules.made", "一!B4", "0", f"{name}：认作这一格，请核对。"),
        Problem("not_found", "t2.rules.repealed", "一", "", "没有找到这一格。"),
        Problem("sum_disagrees", "t4.review.total", "", "", "相差 1。"),
        Problem("year_guessed", None, "", "2024", "年份“2024”不是从标题读出的，请核对。"),
    ]
    assert doubts(write_review(plain_book, seed_report, [], DAY, noted)) == [
        [name, "0", "认作这一格，请核对。"],
        ["整个文件", "", "年份“2024”不是从标题读出的，请核对。"],
    ]


def test_with_nothing_in_doubt_it_says_so(plain_book, seed_report):
    said = sections(write_review(plain_book, seed_report, [], DAY))["数字的来源"]
    assert said[-1] == "读入的数字都清楚，结转的数字都没有改动。"


# --- reminders and signatures


def test_reminders_have_boxes_to_tick(plain_book, seed_report):
    said = sections(write_review(plain_book, seed_report, [], DAY))["请复核时留意"]
    assert said[1:] == [f"□ {each.words}（{each.source}）" for each in REMINDERS]


def test_without_reminders_there_is_no_such_part(plain_book, seed_report):
    bare = replace(plain_book, reminders=())
    data = write_review(bare, seed_report, [], DAY)
    assert "请复核时留意" not in sections(data)
    assert "六、签字" in everything(data)


def test_three_sign(plain_book, seed_report):
    (table,) = sections(write_review(plain_book, seed_report, [], DAY))["签字"]
    assert [row[0] for row in table] == ["职责", "填报人", "审核人", "签发人"]
    assert {row[1] for row in table[1:]} == {""}
    assert {row[2] for row in table[1:]} == {"年　　月　　日"}


# --- whatever the report holds


def test_an_empty_report(book, report):
    data = write_review(book, report, book.check(report), DAY)
    said = sections(data)
    assert opened(data).paragraphs[0].text.endswith("＿＿年政府信息公开工作年度报告核对说明")
    assert said["检查结果"][-1] == "表格共200格，其中200格空白。"
    assert said["数字的来源"][0][-1] == ["合计", "0", "0", "0", "0", "0", "200", "200"]


HOSTILE = "\x00坏\u202e字\x1f\ufffe<w:p>&\"'{organ}{{t3.1.total}}{{\n\ud800" + "长" * 400


def test_hostile_words_are_cleaned_and_shown_as_words(plain_book, with_last_year):
    hostile = replace(ON_WORDS, message=HOSTILE, sentence=HOSTILE)
    explained = replace(TO_EXPLAIN, message=HOSTILE)
    told = with_last_year.particulars
    last = replace(told.previous, organ=HOSTILE, source=HOSTILE)
    change(
        with_last_year,
        particulars=replace(told, organ=HOSTILE, title=HOSTILE, previous=last),
        cells={"t3.1.other": Unread(HOSTILE)},
        sources={"t3.1.other": Source(HOSTILE, HOSTILE, HOSTILE)},
        justifications=justified(with_last_year, explained, HOSTILE, HOSTILE),
    )
    bad = replace(plain_book, reminders=(Reminder("R22", HOSTILE, HOSTILE),))
    noted = [Problem("remark", None, HOSTILE, HOSTILE, HOSTILE)]
    data = write_review(bad, with_last_year, [hostile, explained], DAY, noted)
    words = everything(data)
    assert "坏字<w:p>&\"'{organ}{{t3.1.total}}{{" in words
    assert not re.search("[\x00-\x08\u202e\ufffe\ud800]", words)
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)


def test_a_report_on_any_form(book):
    for name in known_forms():
        other = read_form(own_data("forms") / name)
        report = Report(name)
        last = PreviousReport("某局", None, name, {}, {}, "")
        change(report, particulars=replace(report.particulars, previous=last))
        assert "核对说明" in everything(write_review(other, report, [], DAY))


# --- the file


def test_the_same_input_makes_the_same_bytes(plain_book, with_last_year):
    first = write_review(plain_book, with_last_year, [TO_FIX, ON_WORDS], DAY)
    assert first == write_review(plain_book, with_last_year, [TO_FIX, ON_WORDS], DAY)


def test_every_part_has_a_type_and_every_pointer_an_end(plain_book, with_last_year):
    written = parts(write_review(plain_book, with_last_year, [], DAY))
    types = etree.fromstring(written["[Content_Types].xml"])
    named = {each.get("PartName") for each in types.iterfind("{*}Override")}
    endings = {each.get("Extension") for each in types.iterfind("{*}Default")}
    assert named <= {f"/{name}" for name in written}
    assert all(f"/{n}" in named or n.rpartition(".")[2] in endings for n in written)
    for folder, source in (("word/", "document"), ("word/charts/", "review-chart")):
        pointers = etree.fromstring(written[f"{folder}_rels/{source}.xml.rels"])
        targets = [Path(folder, each.get("Target")) for each in pointers]
        assert all(resolved(target) in written for target in targets)


def resolved(path):
    kept = []
    for part in path.parts:
        kept = kept[:-1] if part == ".." else [*kept, part]
    return "/".join(kept)


def test_every_style_used_is_there(plain_book, with_last_year):
    written = parts(write_review(plain_book, with_last_year, [TO_FIX, TO_LOOK_AT], DAY))
    known = {
        style.get(f"{W}styleId")
        for style in etree.fromstring(written["word/styles.xml"]).iter(f"{W}style")
    }
    used = re.findall(r'<w:(?:pStyle|tblStyle|basedOn) w:val="([^"]+)"', str(written))
    assert set(used) <= known


def test_every_table_has_a_name_a_head_and_the_width_of_the_page(plain_book, with_last_year):
    document = parts(write_review(plain_book, with_last_year, [TO_FIX], DAY))["word/document.xml"]
    for table in etree.fromstring(document).iter(f"{W}tbl"):
        assert table.find(f".//{W}tblCaption").get(f"{W}val")
        assert table.find(f".//{W}tblDescription").get(f"{W}val")
        columns = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
        assert sum(columns) == 8845
        for row in table.iter(f"{W}tr"):
            assert sum(int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")) == 8845


def test_no_two_tables_touch_and_none_is_last(plain_book, with_last_year):
    findings = [TO_FIX, TO_EXPLAIN, TO_LOOK_AT]
    document = parts(write_review(plain_book, with_last_year, findings, DAY))["word/document.xml"]
    for table in etree.fromstring(document).iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"


def test_another_program_reads_the_same_words(plain_book, with_last_year):
    data = write_review(plain_book, with_last_year, [TO_FIX, ON_WORDS], DAY)
    page = html.fromstring(mammoth.convert_to_html(io.BytesIO(data)).value)
    read = re.sub(r"\s", "", page.text_content())
    assert TO_FIX.message in read
    assert "（三）不予公开（各项之和）30−3−100.0%" in read


def test_nothing_of_it_is_in_the_public_report(plain_book, seed_report):
    public = parts(export(".docx", plain_book, seed_report).data)
    assert not [name for name in public if "review" in name or "chart" in name]
    assert "核对".encode() not in b"".join(public.values())


def test_nothing_of_it_is_loaded_unless_asked_for():
    words = "import sys, nianbao.app.command_line; print([n for n in sys.modules if 'review' in n])"
    source = str(Path(nianbao.__file__).parents[1])
    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, check=True, env={"PYTHONPATH": source}
    )
    assert ended.stdout.decode().strip() in ("[]", "['nianbao.io.preview']")


@pytest.mark.parametrize("part", ["word/document.xml", CHART])
def test_the_written_parts_are_those_reviewed(plain_book, with_last_year, golden, part):
    change(
        with_last_year,
        justifications=justified(with_last_year, TO_EXPLAIN, "上年漏报一件。", "2025-01-20"),
    )
    findings = [TO_FIX, TO_EXPLAIN, ON_WORDS, TO_LOOK_AT]
    text = parts(write_review(plain_book, with_last_year, findings, DAY))[part].decode()
    text = text.replace(nianbao.__version__, "VERSION")
    lines = re.sub(
        r"(?=<(?:w:(?:tbl|tr|tc|p|sectPr)|c:(?:title|ser|pt|catAx|valAx))[> ])", "\n", text
    )
    golden(lines + "\n", f"review-{part.rpartition('/')[2].removeprefix('review-')}")


# --- the data that says what is compared


def test_the_declared_figures_are_those_a_reviewer_looks_at(form):
    compared = declared_compared(form)
    figures = [names(form, group) for group in compared.groups]
    assert [title for title, _ in figures] == [
        "表二　主动公开政府信息情况",
        "表三　收到和处理政府信息公开申请情况（“总计”列）",
        "表四　政府信息公开行政复议、行政诉讼情况",
    ]
    assert [len(named) for _, named in figures] == [10, 10, 3]
    assert figures[1][1][4:8] == (
        "（三）不予公开（各项之和）",
        "（四）无法提供（各项之和）",
        "（五）不予处理（各项之和）",
        "（六）其他处理（各项之和）",
    )


def test_the_figures_of_table_three_leave_no_result_out(form):
    counted = [
        cell
        for group in declared_compared(form).groups
        for figure in group.figures
        for cell in figure
    ]
    assert len(counted) == len(set(counted))
    column = [field.id for field in form.table("t3").fields if field.column == "total"]
    assert sorted(cell for cell in counted if cell.startswith("t3.")) == sorted(column)


def test_all_mistakes_are_named_at_once(form):
    problems = []
    raw = {
        "figures": [
            {"id": "a", "table": "t9", "least": 1, "percent": 1, "lines": []},
            {
                "id": "b",
                "table": "t2",
                "least": 0,
                "percent": 50,
                "lines": [["rules.lost"], [], ["rules.made", "fees.amount"]],
            },
        ],
        "chart": {"title": "图"},
        "bar": [{"id": "c", "words": "新收", "table": "t3", "cells": ["1.total"], "colour": "red"}],
        "extra": 1,
    }
    compared_in(Declaration(raw, "review.toml", problems), form)
    assert problems == [
        "review.toml, figures a: there is no table 't9'",
        "review.toml, figures b: there is no cell t2.rules.lost",
        "review.toml, figures b: a figure has no cell",
        "review.toml, figures b: rules.made, fees.amount cannot be added up",
        "review.toml, figures b: a change that is large is 1 or more",
        "review.toml, bar c: unknown key 'colour'",
        "review.toml: 'chart' has 'title' and 'unit' and nothing else, where bars are declared",
        "review.toml: unknown key 'extra'",
    ]
