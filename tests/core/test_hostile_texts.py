"""Whatever stands in the texts, the check ends, says what it has to say and raises nothing."""

import random

import pytest

from nianbao.core.report import Change, OrganKind, Particulars, Passage, PreviousReport, Report
from nianbao.core.rewording import reworded

PIECES = (
    *(
        "收到",
        "申请",
        "政府信息公开",
        "行政复议",
        "行政诉讼",
        "其中",
        "占",
        "同比",
        "增长",
        "较上年",
    ),
    *("2023年", "2024年", "未收到", "均", "分别为", "由", "至", "信息处理费", "收费通知", "废止"),
    *("规范性文件", "主要", "等", "合计", "结转", "下年度", "予以公开", "26件", "一百二十", "3.5%"),
    *(
        "，",
        "。",
        "、",
        "（",
        "）",
        "：",
        "；",
        "《",
        "》",
        "〔",
        "〕",
        "“",
        "”",
        "\n",
        "　",
        "-",
        ".",
    ),
    *("{{t3.1.total}}", "{{t9.9.9}}", "{{", "０１", "零", "百", "亿", "第", "条", "\ud800", "😀"),
)

ENDLESS = [
    *("1", "一", "，", "（", "《", "“", "局", "其中1件，", "1,", "2023年", "收到申请1件，"),
    *("1件占3%，", "分别为1件、", "收到", "公开工作", "\n", "的", "申请人张三"),
]


@pytest.mark.parametrize("seed", range(40))
def test_random_texts(book, form, seed):
    chosen = random.Random(seed)  # noqa: S311  not a secret
    text = "".join(chosen.choice(PIECES) for _ in range(chosen.randrange(1, 80)))
    passages = (Passage("（二）依申请公开情况", text), Passage(text[:9], text[::-1]))
    last = PreviousReport("", chosen.choice((None, 2023)), "2021", {}, {"1": passages}, "")
    told = Particulars(
        organ=chosen.choice(("", "某县人民政府")),
        organ_kind=chosen.choice((None, *OrganKind)),
        year=chosen.choice((None, 2024, 0, -1, 99999)),
        title=text[:30],
        preamble=text,
        previous=chosen.choice((None, last)),
    )
    report = Report(form.id)
    report.apply(Change(text={"1": passages, "5": passages, "6": passages}, particulars=told))
    for finding in book.check(report):
        assert finding.message
        if finding.rewording is not None:
            report.apply(report.apply(reworded(report, finding.rewording)))


@pytest.mark.parametrize("piece", ENDLESS)
def test_endless_texts(book, seed_report, piece):
    text = piece * (12_000 // len(piece))
    seed_report.apply(Change(text={"1": (Passage("（二）依申请公开情况", text),)}))
    assert book.check(seed_report)
