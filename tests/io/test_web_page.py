"""The web page: every number named by its heads, nothing that runs, read back as it was."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from web_access import (
    COLOUR,
    ENOUGH_CONTRAST,
    contrast,
    elements,
    faults,
    page_faults,
    parsed,
    parsed_piece,
    words,
)
from web_reading import read_back

from nianbao.core.numbers import read_number
from nianbao.core.report import Change, Particulars, Passage, Report, Signature, Unread
from nianbao.io.export import export
from nianbao.io.web import dress
from nianbao.io.web.export import paste_fragment, write_html

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "reports").glob("*.json"))
HOSTILE = [
    "<script>alert(1)</script>",
    "</p></main><script src=//example.org/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "甲 & 乙 &lt; 丙 &amp;lt; &#x3c;script&#x3e;",
    "\"引号\" 和 '单引号'",
    "--> <!-- ]]> <![CDATA[ x ]]>",
    "</style><style>p{display:none}</style>",
    "</title><title>",
    "javascript:alert(1)",
    "{{t3.1.total}}",
    "😀𠮷",
]


def sample(book, path):
    """A published report: its numbers, and made-up words."""
    read = json.loads(path.read_text(encoding="utf-8"))
    cells = {
        cell: None if value is None else read_number(book.form.fields[cell].kind, str(value))
        for cell, value in read["cells"].items()
    }
    report = Report(book.form.id)
    organ = read["organ"] or "甲县乙局"
    signature = Signature(organ, None)
    told = Particulars(organ=organ, year=read["year"], preamble="导语。", signature=signature)
    text = {"5": (Passage("（一）问题", "一。\n二。"), Passage("（二）改进", "三。"))}
    report.apply(Change(cells=cells, text=text, particulars=told))
    return report


@pytest.fixture
def numbered(form, report):
    """A report with another number in each of the 200 cells."""
    report.apply(Change(cells={cell: n * 7 + 1 for n, cell in enumerate(form.fields)}))
    return report


def page(form, report, *, draft=False):
    return parsed(write_html(form, report, draft=draft).decode())


# --- numbers


def test_each_of_the_200_numbers_is_named_by_its_row_and_its_column(form, numbered):
    tree = page(form, numbered)
    heads = {each.get("id"): words(each) for each in elements(tree, "th")}
    found = {}
    for cell in elements(tree, "td"):
        path = tuple(heads[name] for name in cell.get("headers").split())
        found[words(cell)] = path
    expected = {
        str(numbered.entry(cell)): tuple(
            "".join(label.split()) for label in (*field.row_path, *field.column_path)
        )
        for cell, field in form.fields.items()
    }
    assert len(found) == 200
    assert found == expected


def test_a_number_deep_in_table_three_is_heard_with_all_its_heads(form, numbered):
    tree = page(form, numbered)
    heads = {each.get("id"): words(each) for each in elements(tree, "th")}
    cell = next(
        c for c in elements(tree, "td") if words(c) == str(numbered.entry("t3.3-3-2.research"))
    )
    assert [heads[name] for name in cell.get("headers").split()] == [
        "三、本年度办理结果",
        "（三）不予公开",
        "2.其他法律行政法规禁止公开",
        "申请人情况",
        "法人或其他组织",
        "科研机构",
    ]


@pytest.mark.parametrize(
    ("label", "scope"),
    [
        ("第二十条第（一）项", "rowgroup"),
        ("信息内容", "col"),
        ("本年收费金额（单位：万元）", "colgroup"),
        ("规章", "row"),
        ("申请人情况", "colgroup"),
        ("自然人", "col"),
        ("一、本年新收政府信息公开申请数量", "row"),
        ("三、本年度办理结果", "rowgroup"),
        ("（三）不予公开", "row"),
        ("（七）总计", "row"),
        ("行政诉讼", "colgroup"),
        ("尚未审结", "col"),
    ],
)
def test_a_label_says_what_it_is_the_head_of(form, numbered, label, scope):
    found = {
        head.get("scope") for head in elements(page(form, numbered), "th") if words(head) == label
    }
    assert found == {scope}


def test_the_rows_are_grouped_as_the_form_groups_them(form, numbered):
    groups = [
        [(group.tag, words(group.find("tr")[0])) for group in table if group.tag[0] == "t"]
        for table in elements(page(form, numbered), "table")
    ]
    assert groups[0] == [("tbody", f"第二十条第（{n}）项") for n in "一五六八"]
    assert groups[1] == [
        ("thead", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
        ("tbody", "一、本年新收政府信息公开申请数量"),
        ("tbody", "三、本年度办理结果"),
        ("tbody", "四、结转下年度继续办理"),
    ]
    assert [tag for tag, _ in groups[2]] == ["thead", "tbody"]


def test_a_blank_stays_blank_and_what_is_no_number_stands_as_it_stood(form, report):
    report.apply(
        Change(
            cells={
                "t2.rules.made": 0,
                "t2.rules.repealed": Unread("六"),
                "t2.fees.amount": Decimal("96171.60"),
            }
        )
    )
    found = [words(cell) for cell in elements(page(form, report), "td")]
    assert (found[:3], found[9]) == (["0", "六", ""], "96171.60")
    assert [text for text in found if text] == ["0", "六", "96171.60"]


# --- for everyone


def test_the_page_lacks_nothing_that_those_who_listen_need(form, seed_report):
    for draft in (False, True):
        assert page_faults(page(form, seed_report, draft=draft)) == []


def test_an_empty_report_makes_a_sound_page_too(form, report):
    assert page_faults(page(form, report)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('lang="zh-CN"', ""),
        ('<meta charset="utf-8">\n', ""),
        (r"<title>.*?</title>", "<title> </title>"),
        ("<main>", "<div>"),
        ("<h1>(.*?)</h1>", r"<h2>\1</h2>"),
        ("<h2>一、总体情况</h2>", "<h4>一、总体情况</h4>"),
        ("<h2>一、总体情况</h2>", "<h2></h2>"),
        ("<caption.*?</caption>", ""),
        (' scope="row"', ""),
        (' headers="[^"]*"', ""),
        ('headers="', 'headers="nowhere '),
        ('id="nb-t3-0-0"', 'id="nb-t3-0-3"'),
        ('tabindex="0"', 'tabindex="2"'),
        ('aria-labelledby="nb-t3"', 'aria-labelledby="nb"'),
        ("</main>", '<img alt="" src="x.png"></main>'),
        ("</main>", '<p onclick="x()">甲</p></main>'),
        ("</main>", "<script>x</script></main>"),
        (">规章</th>", "></th>"),
    ],
)
def test_the_check_finds_what_is_planted(form, seed_report, right, wrong):
    markup = write_html(form, seed_report).decode()
    spoilt = re.sub(right, wrong, markup, count=1, flags=re.DOTALL)
    if wrong == "<div>":
        spoilt = spoilt.replace("</main>", "</div>")
    assert spoilt != markup
    assert page_faults(parsed(spoilt)) != []


def test_headings_follow_the_form(form, seed_report):
    tree = page(form, seed_report)
    found = [words(each) for each in elements(tree, "h2")]
    assert found == [section.title for section in form.sections]
    assert "（一）主动公开情况" in [words(each) for each in elements(tree, "h3")]


def test_captions_are_the_official_titles(form, seed_report):
    found = [words(each) for each in elements(page(form, seed_report), "caption")]
    assert found == [table.title for table in form.tables]


def test_everything_written_can_be_told_from_what_is_behind_it(form, seed_report):
    written = write_html(form, seed_report, draft=True).decode()
    written += paste_fragment(form, seed_report, draft=True)
    known = {dress.INK, dress.ALARM, dress.PAPER, dress.SHADE, dress.LINE}
    assert set(COLOUR.findall(written)) == known
    for ink, ground in [
        (dress.INK, dress.PAPER),
        (dress.INK, dress.SHADE),
        (dress.ALARM, dress.PAPER),
        (dress.LINE, dress.PAPER),
    ]:
        assert contrast(ink, ground) >= ENOUGH_CONTRAST
    for name in re.findall(r"(?<![-\w])color:\s*(#\w+)", written):
        assert name in {dress.INK, dress.ALARM}


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# --- one file, nothing that runs


def test_the_page_asks_the_net_for_nothing(form, seed_report):
    markup = write_html(form, seed_report, draft=True).decode()
    assert not re.search(r"https?:|//|url\(|@import|<script|<link|<img|<base", markup)


def test_the_encoding_comes_first(form, seed_report):
    assert b'<head>\n<meta charset="utf-8">' in write_html(form, seed_report)[:100]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(form, seed_report, text):
    """In the organ's name, title, lead, headings, text, signature and in a cell."""
    seed_report.apply(Change(cells={"t3.1.total": 12}))
    shown = text.replace("{{t3.1.total}}", "12")
    told = replace(
        seed_report.particulars,
        organ=text,
        title=text,
        preamble=text,
        signature=replace(seed_report.particulars.signature, organ=text),
    )
    passages = (Passage(text, text),)
    cells = {"t3.1.natural": Unread(text)}
    seed_report.apply(Change(cells=cells, text={"5": passages}, particulars=told))
    tree = page(form, seed_report)
    assert page_faults(tree) == []
    assert words(tree.find("head/title")) == "".join(shown.split())
    places = ("h1", "p", "h3", "td")
    for place in places:
        plain = shown if place != "td" else text
        assert "".join(plain.split()) in [words(each) for each in elements(tree, place)]
    piece = parsed_piece(paste_fragment(form, seed_report))
    assert faults(piece) == []


@pytest.mark.parametrize(
    ("hidden", "code"), [("\x00", "U+0000"), ("\x1b", "U+001B"), ("\u202e", "U+202E")]
)
def test_what_no_page_may_hold_is_left_out_and_named(book, seed_report, hidden, code):
    told = replace(seed_report.particulars, organ=f"甲{hidden}局", title="")
    seed_report.apply(
        Change(
            cells={"t3.1.natural": Unread(f"六{hidden}")},
            text={"5": (Passage("", f"一{hidden}二"),)},
            particulars=told,
        )
    )
    written = export(".html", book, seed_report)
    assert hidden not in written.data.decode()
    assert "甲局2024年政府信息公开工作年度报告" in written.data.decode()
    assert "一二" in written.data.decode()
    assert len([remark for remark in written.remarks if code in remark]) == 3


def test_a_linked_number_is_printed(form, seed_report):
    seed_report.apply(
        Change(
            cells={"t3.1.total": 12, "t3.2.total": None},
            text={"5": (Passage("", "收到{{t3.1.total}}件，结转{{t3.2.total}}件。"),)},
        )
    )
    assert "收到12件，结转＿＿件。" in write_html(form, seed_report).decode()


# --- drafts


def test_a_draft_says_so_and_the_official_page_does_not(form, seed_report):
    official = write_html(form, seed_report).decode()
    draft = write_html(form, seed_report, draft=True).decode()
    assert "草稿" not in official
    (mark,) = elements(parsed(draft), "aside")
    assert words(mark) == "草稿，还没有定稿，不得公开发布。"
    assert words(parsed(draft).find("head/title")).startswith("草稿|")
    assert "position: fixed" in draft
    assert "草稿" not in paste_fragment(form, seed_report)
    assert "草稿" in paste_fragment(form, seed_report, draft=True)


def test_the_same_report_gives_the_same_bytes(form, seed_report):
    assert write_html(form, seed_report) == write_html(form, seed_report)


@pytest.mark.parametrize("draft", [False, True], ids=["official", "draft"])
def test_the_page_is_the_golden_one(form, seed_report, golden, draft):
    name = "web-draft.html" if draft else "web-page.html"
    golden(write_html(form, seed_report, draft=draft).decode(), name)


# --- read back


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_published_numbers_come_back(book, tmp_path, path):
    report = sample(book, path)
    again = read_back(book, tmp_path / "年报.html", write_html(book.form, report))
    assert dict(again.entries) == dict(report.entries)
    assert again.text["5"][0] == report.text["5"][0]
    assert again.particulars.year == report.particulars.year
