"""Whose report it is, of which year, and its text."""

import datetime as dt

import pytest

from nianbao.core.report import Passage, Signature
from nianbao.io.locate.narrative import TextLine, read_narrative

TABLE = None


@pytest.fixture
def read(form, lexicon, words):
    def narrative(*texts):
        return read_narrative(map(TextLine, texts), form, lexicon, words.report)

    return narrative


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("淮安市人民政府2024年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("2024年上海市人民政府信息公开工作年度报告", "上海市人民政府", 2024),
        ("会仪镇人民政府2021年信息公开年度报告", "会仪镇人民政府", 2021),
        ("外事办公室政府信息公开工作2022年度报告", "外事办公室", 2022),
        ("某县审计局2022年度政府信息公开工作年度报告", "某县审计局", 2022),
        ("《某县审计局2022年度政府信息公开工作年度报告》", "某县审计局", 2022),
        ("淮安市（全市汇总）2024年政府信息公开工作年度报告", "淮安市", 2024),
        (
            "泉州市丰泽区教育局关于印发2025年政府信息公开工作年度报告的通知",
            "泉州市丰泽区教育局",
            2025,
        ),
        ("淮安市人民政府\n2024年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("关于2022年度政府信息公开情况的报告", "", 2022),
        ("2024年政府信息公开工作年度报告", "", 2024),
    ],
)
def test_the_title_names_organ_and_year(read, title, organ, year):
    narrative = read(title)
    assert (narrative.organ, narrative.years) == (organ, [(year, "title")])


@pytest.mark.parametrize(
    "lines",
    [
        ("2024年政府信息公开工作年度报告", "填报单位：某县教育局", TABLE),
        (
            "2024年政府信息公开工作年度报告",
            TABLE,
            "六、其他需要报告的事项",
            "无。",
            "某县教育局",
            "2025年1月21日",
        ),
    ],
)
def test_an_organ_found_elsewhere_is_marked_as_guessed(read, lines):
    narrative = read(*lines)
    assert (narrative.organ, narrative.organ_guessed) == ("某县教育局", True)


def test_sections_headings_and_signature(read):
    narrative = read(
        "某县教育局2024年政府信息公开工作年度报告",
        "根据条例编制本报告。本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
        "一、总体情况",
        "（一）主动公开情况",
        "全年公开126条。",
        "另有三条。",
        "（二）依申请公开情况。收到1件。",
        "二、主动公开政府信息情况",
        TABLE,
        "注：不含下属单位。",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "一是校对不细。",
        "六、其他需要报告的事项",
        "没有其他事项。",
        "某县教育局",
        "2025年1月21日",
    )
    assert narrative.sections == {
        "1": (
            Passage("（一）主动公开情况", "全年公开126条。\n另有三条。"),
            Passage("（二）依申请公开情况", "收到1件。"),
        ),
        "5": (Passage("", "一是校对不细。"),),
        "6": (Passage("", "没有其他事项。"),),
    }
    assert narrative.preamble.startswith("根据条例")
    assert narrative.signature == Signature("某县教育局", dt.date(2025, 1, 21))
    assert narrative.years == [(2024, "title"), (2024, "period"), (2024, "signature")]


def test_a_day_that_does_not_exist_is_no_date(read):
    narrative = read("六、其他需要报告的事项", "无。", "2025年2月30日")
    assert narrative.signature == Signature()
    assert narrative.sections["6"] == (Passage("", "无。\n2025年2月30日"),)


def test_a_title_may_take_two_lines_and_the_first_is_the_organ(read):
    narrative = read("某县教育局", "2024年政府信息公开工作年度报告")
    assert (narrative.organ, narrative.organ_guessed) == ("某县教育局", False)
    assert narrative.title == "某县教育局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("after", "signed"),
    [
        pytest.param((), True, id="nothing after it"),
        pytest.param(("附件下载",), True, id="a line of the page after it"),
        pytest.param(("又一段。",) * 9, False, id="in the middle of the text"),
    ],
)
def test_a_signature_stands_at_the_end_or_nearly(read, after, signed):
    body = ("六、其他需要报告的事项", "收费为0。", "某县教育局", "2025年1月21日", *after)
    narrative = read("某县教育局2024年政府信息公开工作年度报告", *body)
    assert (narrative.signature.organ == "某县教育局") is signed


def test_a_sentence_is_no_title_of_a_section(read):
    body = ("六、其他需要报告的事项", "没有其他需要报告的事项。")
    narrative = read("某县教育局2024年政府信息公开工作年度报告", *body)
    assert narrative.sections["6"][0].body == "没有其他需要报告的事项。"
