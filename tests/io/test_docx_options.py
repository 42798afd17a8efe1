"""What offices do differently: fonts, the document's number, the day, the seal, both sides."""

import datetime as dt
import io

import docx
import pytest
from docx_parts import DOCUMENT, FONTS, SETTINGS, STYLES, named, parts, printed
from lxml import etree

from nianbao.app.books import all_books
from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Change, FontScheme, Passage, Printing, Report, Signature
from nianbao.core.takeover import taken_over
from nianbao.io.export import export
from nianbao.io.open_file import read_any
from nianbao.io.problems import Refused
from nianbao.io.report_json import write_report
from nianbao.io.report_reading import parse_report
from nianbao.io.word.export import write_docx
from nianbao.io.word.fonts import fonts_of, missing_fonts, rare_characters
from nianbao.io.word.lines import CHARACTER, placed_for_seal
from nianbao.io.word.text import width

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"


def paragraphs(data):
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [(paragraph.style.name, paragraph.text) for paragraph in found]


def with_style(data, style):
    body = etree.fromstring(parts(data)[DOCUMENT])[0]
    return [
        p
        for p in body.iterchildren(f"{W}p")
        if p.find("w:pPr/w:pStyle", NS).get(f"{W}val") == style
    ]


def fonts_named(data):
    """Every font a style of the document names."""
    styles = etree.fromstring(parts(data)[STYLES])
    return {name for fonts in styles.iter(f"{W}rFonts") for name in fonts.attrib.values()}


@pytest.fixture(scope="module")
def books():
    return all_books()


# --- number, day, seal


def test_the_number_stands_over_the_title_and_the_day_under_it(form, seed_report):
    printed(seed_report, number="经开企服〔2025〕1号", dated=True)
    number, title, day, *_ = paragraphs(write_docx(form, seed_report).data)
    assert number == ("年报文号", "经开企服〔2025〕1号")
    assert title[0] == "Title"
    assert day == ("年报题注", "（2025年1月21日）")


def test_the_blank_line_before_the_text_stays_one(form, seed_report):
    printed(seed_report, dated=True)
    data = write_docx(form, seed_report).data
    (title,) = with_style(data, "Title")
    assert title.find("w:pPr/w:spacing", NS).get(f"{W}after") == "0"
    style = docx.Document(io.BytesIO(data)).styles["年报题注"].element
    assert style.find("w:pPr/w:spacing", NS).get(f"{W}after") == "579"


def test_a_report_without_a_day_has_none_under_its_title(form, report):
    named(report, organ="某局", year=2024)
    printed(report, dated=True)
    assert [style for style, _ in paragraphs(write_docx(form, report).data)][:2] == [
        *("Title", "Heading 1"),
    ]


def middle(paragraph):
    """Say how far the middle of a centred paragraph is from the right, in characters."""
    indents = paragraph.find("w:pPr/w:ind", NS)
    left, right = (int(indents.get(f"{W}{side}")) / CHARACTER for side in ("left", "right"))
    return right + (28 - left - right) / 2


LONG = "内蒙古自治区锡林郭勒盟阿巴嘎旗别力古台镇人民政府综合行政执法局"


@pytest.mark.parametrize("organ", ["某局", "赣州经济技术开发区企业服务和工信局", LONG])
def test_a_seal_finds_two_blank_lines_and_the_signer_over_the_middle_of_the_date(
    form, seed_report, organ
):
    named(seed_report, signature=Signature(organ, dt.date(2025, 12, 31)))
    printed(seed_report, sealed=True)
    data = write_docx(form, seed_report).data
    (signer,), (date,) = with_style(data, "Signature"), with_style(data, "Date")
    assert "".join(signer.itertext()) == organ
    assert signer.find("w:pPr/w:spacing", NS).get(f"{W}before") == str(2 * 579)
    assert signer.find("w:pPr/w:jc", NS).get(f"{W}val") == "center"
    right = int(date.find("w:pPr/w:ind", NS).get(f"{W}right")) / CHARACTER
    assert middle(signer) == pytest.approx(right + width("2025年12月31日") / 2, abs=0.01)
    assert right >= 4


@pytest.mark.parametrize("length", range(1, 60))
def test_a_signer_for_a_seal_of_any_length_has_room_for_its_longest_line(length):
    place = placed_for_seal("某" * length, dt.date(2025, 1, 21))
    room = 28 - (place.signer_left + place.signer_right) / CHARACTER
    assert max(map(width, place.signer)) < room <= 28
    assert place.date_right <= (28 - width(place.date)) * CHARACTER


@pytest.mark.parametrize("day", [None, dt.date(2025, 1, 21)])
def test_half_a_signature_for_a_seal_stands_four_characters_from_the_right(day):
    place = placed_for_seal("" if day else "某局", day)
    assert place.date_right == 4 * CHARACTER
    room = 28 - place.signer_left / CHARACTER
    assert room == pytest.approx(8 + (width(place.date) or 2), abs=0.01)


@pytest.mark.parametrize("organ", ["某县教育局", LONG])
@pytest.mark.parametrize(
    "printing", [{}, {"number": "某〔2025〕1号", "dated": True, "sealed": True}]
)
def test_next_year_the_document_is_read_back_as_it_was(
    books, form, seed_report, tmp_path, organ, printing
):
    signature = Signature(organ, dt.date(2025, 1, 21))
    named(seed_report, organ=organ, title="", signature=signature)
    printed(seed_report, **printing)
    (tmp_path / "年报.docx").write_bytes(write_docx(form, seed_report).data)
    read = read_any(tmp_path / "年报.docx", books).change
    assert read.particulars.signature == signature
    assert read.particulars.preamble == seed_report.particulars.preamble
    assert read.text["6"][-1].body == seed_report.text["6"][-1].body


# --- both sides


@pytest.mark.parametrize("both_sides", [True, False])
def test_margins_are_mirrored_when_both_sides_are_printed(form, seed_report, both_sides):
    printed(seed_report, both_sides=both_sides)
    settings = parts(write_docx(form, seed_report).data)[SETTINGS]
    assert (b"<w:mirrorMargins/>" in settings) is both_sides
    assert b"<w:evenAndOddHeaders/>" in settings


# --- fonts


@pytest.mark.parametrize(
    ("scheme", "fonts"),
    [
        ("system", {"仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"}),
        ("gb2312", {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}),
        (
            "founder",
            {"方正仿宋_GBK", "方正楷体_GBK", "方正黑体_GBK", "方正书宋_GBK", "方正小标宋_GBK"},
        ),
    ],
)
def test_a_scheme_names_its_fonts_and_no_others(form, seed_report, scheme, fonts):
    printed(seed_report, fonts=FontScheme(scheme))
    data = write_docx(form, seed_report).data
    assert fonts_named(data) == fonts | {"Times New Roman"}
    table = etree.fromstring(parts(data)[FONTS])
    assert {font.get(f"{W}name") for font in table} == fonts | {"Times New Roman"}


@pytest.mark.parametrize("scheme", FontScheme)
def test_each_font_has_one_stand_in_of_its_own_kind(form, seed_report, scheme):
    printed(seed_report, fonts=scheme)
    table = etree.fromstring(parts(write_docx(form, seed_report).data)[FONTS])
    instead = {
        font.get(f"{W}name"): font.find("w:altName", NS).get(f"{W}val")
        for font in table
        if font.find("w:altName", NS) is not None
    }
    assert instead == {font.name: font.instead for font in fonts_of(scheme).fonts}
    assert not [name for name in instead.values() if len(name) > 31 or "," in name]


def test_every_scheme_stands_for_all_fonts_of_the_shipped_base(form, seed_report):
    usual = fonts_named(write_docx(form, seed_report).data) - {"Times New Roman"}
    for scheme in FontScheme:
        assert {font.of for font in fonts_of(scheme).fonts} == usual
        assert fonts_of(scheme).name


def test_fonts_that_are_not_installed_are_named():
    windows = ("FangSong", "KaiTi", "SimHei", "宋体", "Times New Roman")
    assert missing_fonts(FontScheme.SYSTEM, windows).startswith(
        "这台电脑没有安装“方正小标宋简体”，"
    )
    assert "“仿宋_GB2312”、“楷体_GB2312”" in missing_fonts(FontScheme.GB2312, windows)
    assert missing_fonts(FontScheme.SYSTEM, (*windows, "方正小标宋简体")) == ""


@pytest.mark.parametrize(
    ("text", "holds", "rare"),
    [
        ("2024年“三审三校”——〔2021〕30号…·￥", "gbk", ""),
        ("Ⅳ①℃≥", "gbk", ""),
        ("𠮷田", "gbk", "𠮷"),
        ("㐀䶮", "gbk", "㐀䶮"),
        ("办事😀", "gbk", "😀"),
        ("\ue000", "gbk", "\ue000"),
        ("赵珺", "gb2312", "珺"),
        ("朱镕基", "gbk", ""),
        ("朱镕基", "gb2312", "镕"),
        ("葛\U000e0100", "gbk", ""),
        ("plain", "gb2312", ""),
    ],
)
def test_characters_the_fonts_are_not_made_for_are_found(text, holds, rare):
    assert rare_characters(text, holds) == tuple(rare)


def test_the_clerk_is_told_of_rare_characters_and_they_stand_as_typed(book, report):
    named(report, organ="𠮷田局", year=2024)
    report.apply(Change(text={"1": (Passage("", "𠮷田局办结😀1件"),)}))
    exported = export(".docx", book, report)
    (remark,) = exported.remarks
    assert remark == (
        "“仿宋”里可能没有这些字：“𠮷”（U+20BB7，标题）、“😀”（U+1F600，一、总体情况），"
        "已经原样写进文档，打印前请看看显示得对不对。"
    )
    assert ("Body Text", "𠮷田局办结😀1件") in paragraphs(exported.data)


# --- the report file


CHOSEN = Printing(FontScheme.FOUNDER, "某〔2025〕1号", dated=True, sealed=True, both_sides=False)


def read(form, text):
    report = Report(form.id)
    report.apply(parse_report(text, "年报.nianbao", {form.id: form}).change)
    return report.particulars.printing


def test_what_was_chosen_is_in_the_report_file(form, report):
    named(report, printing=CHOSEN)
    assert read(form, write_report(report, form)) == CHOSEN


def test_a_file_that_says_nothing_is_printed_as_usual(form):
    least = '{"version": 1, "form": "2021", "organ": "某局", "year": 2024, "cells": {}, "text": {}}'
    assert read(form, least) == Printing()


@pytest.mark.parametrize(
    "printing", ['{"fonts": "comic"}', '{"dated": "yes"}', '{"number": 3}', "[]", '{"sealed": 1}']
)
def test_a_file_that_says_something_else_is_refused(form, printing):
    text = f'{{"version": 1, "form": "2021", "cells": {{}}, "printing": {printing}}}'
    with pytest.raises(Refused, match="E_CORRUPT"):
        read(form, text)


def test_next_year_is_printed_alike_but_for_the_number(form, report):
    named(report, organ="某局", year=2024, printing=CHOSEN)
    begun = start_of_year(form, report, "2024年.nianbao").change.particulars
    assert begun.printing == Printing(
        FontScheme.FOUNDER, "", dated=True, sealed=True, both_sides=False
    )


def test_taking_over_a_file_that_says_nothing_keeps_what_was_chosen(report):
    named(report, printing=CHOSEN)
    other = Report(report.form)
    named(other, organ="某局")
    found = Change(particulars=other.particulars)
    assert taken_over(report, found).particulars.printing == CHOSEN
