"""The whole document: order, words, signature, properties; read back from the written file."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import mammoth
import pytest
from docx_parts import HARD
from lxml import etree, html

from nianbao.core.composed import report_title
from nianbao.core.numbers import write_number
from nianbao.core.report import Change, Passage, Report, Signature
from nianbao.io.word.export import write_docx
from nianbao.io.word.package import pack, read_base
from nianbao.io.word.text import clean
from nianbao.io.word.text import paragraphs as paragraphs_of

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
W = f"{{{NS['w']}}}"
DOCUMENT = "word/document.xml"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(data):
    """Style and words of each paragraph outside tables; a line break is a line feed."""
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [(paragraph.style.name, paragraph.text) for paragraph in found]


def with_particulars(report, **changed):
    report.apply(Change(particulars=replace(report.particulars, **changed)))
    return report


def style_of(data, name):
    return docx.Document(io.BytesIO(data)).styles[name].element


@pytest.fixture
def data(form, seed_report):
    return write_docx(form, seed_report).data


# --- order and words


def test_the_report_stands_in_the_order_of_the_form(form, seed_report):
    given = seed_report.particulars
    expected = [
        ("Title", report_title(form, given).replace(given.organ, given.organ + "\n")),
        ("Body Text", given.preamble),
    ]
    for section in form.sections:
        expected.append(("Heading 1", section.title))
        for passage in seed_report.text.get(section.id, ()):
            expected += [("Heading 2", passage.heading)] if passage.heading else []
            expected += [("Body Text", line) for line in passage.body.split("\n")]
    expected += [("Signature", given.signature.organ), ("Date", "2025年1月21日")]
    written = paragraphs(write_docx(form, seed_report).data)
    assert written == [(style, text.replace("{{t3.1.total}}", "1")) for style, text in expected]


def test_another_program_reads_the_same_headings_and_paragraphs(data):
    page = html.fromstring(mammoth.convert_to_html(io.BytesIO(data)).value)
    read = [element.text_content() for element in page.iterchildren("p", "h1", "h2", "h3")]
    assert read == [text.replace("\n", "") for _, text in paragraphs(data)]
    assert [h.text_content()[:2] for h in page.iterchildren("h1")] == [
        *("一、", "二、", "三、", "四、", "五、", "六、"),
    ]


def test_each_table_stands_under_the_heading_of_its_section(form, data):
    body = etree.fromstring(parts(data)[DOCUMENT])[0]
    above = ["".join(table.getprevious().itertext()) for table in body.iter(f"{W}tbl")]
    assert above == [section.title for section in form.sections if section.table]


@pytest.mark.parametrize(
    ("heading", "style"),
    [
        ("（一）主动公开情况", "Heading 2"),
        ("(二)依申请公开情况", "Heading 2"),
        ("1.机构职能", "Heading 3"),
        ("2．部门文件", "Heading 3"),
        ("（1）文件", "Heading 4"),
        ("一、不该在这里", "Heading 1"),
        ("主动公开", "Heading 2"),
    ],
)
def test_a_heading_has_the_level_of_its_number_and_stays_as_typed(form, report, heading, style):
    report.apply(Change(text={"1": (Passage(heading, "文"),)}))
    assert (style, heading) in paragraphs(write_docx(form, report).data)


def test_a_linked_number_is_the_number_of_now(form, report):
    report.apply(
        Change(cells={"t3.1.total": 12}, text={"1": (Passage("", "收到{{t3.1.total}}件"),)})
    )
    assert ("Body Text", "收到12件") in paragraphs(write_docx(form, report).data)


def test_a_title_left_to_the_form_is_made_from_organ_and_year(form, report):
    with_particulars(report, organ="某某县发展和改革局", year=2024)
    title = paragraphs(write_docx(form, report).data)[0]
    assert title == ("Title", "某某县发展和改革局\n2024年政府信息公开工作年度报告")


def test_paragraphs_are_parted_by_line_feeds_and_lose_typed_indents(form, report):
    report.apply(Change(text={"6": (Passage("", "　　一 \r\n\n　　二"),)}))
    assert paragraphs(write_docx(form, report).data)[-2:] == [
        ("Body Text", "一"),
        ("Body Text", "二"),
    ]


def test_what_was_left_out_is_reported_with_its_place(form, report):
    report.apply(Change(text={"5": (Passage("（一）\x00", "坏\u202e字"),)}))
    with_particulars(report, organ="某\x08局", year=2024)
    written = write_docx(form, report)
    assert [(one.place, one.code) for one in written.removed] == [
        *(("title", "U+0008"), ("5", "U+0000"), ("5", "U+202E")),
    ]
    assert ("Body Text", "坏字") in paragraphs(written.data)


# --- signature


def test_the_signature_is_kept_with_the_last_paragraph(data):
    *_, last, signer, date, _ = etree.fromstring(parts(data)[DOCUMENT])[0]
    assert last.find("w:pPr/w:keepNext", NS) is not None
    assert signer.find("w:pPr/w:pStyle", NS).get(f"{W}val") == "Signature"
    assert signer.find("w:pPr/w:ind", NS).get(f"{W}right") == "630"
    assert date.find("w:pPr/w:keepNext", NS) is None


def test_a_blank_line_stands_before_the_signature_and_after_the_title(data):
    before = style_of(data, "Signature").find("w:pPr/w:spacing", NS)
    after = style_of(data, "Title").find("w:pPr/w:spacing", NS)
    assert before.get(f"{W}before") == after.get(f"{W}after") == "579"
    assert all(text for _, text in paragraphs(data))


def test_a_report_without_a_signature_ends_with_its_text(form, seed_report):
    with_particulars(seed_report, signature=Signature())
    assert paragraphs(write_docx(form, seed_report).data)[-1][0] == "Body Text"


# --- properties, bytes, drafts


def test_the_properties_name_title_organ_language_and_the_day_of_signing(form, data, seed_report):
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.title == report_title(form, seed_report.particulars)
    assert properties.author == properties.last_modified_by == seed_report.particulars.organ
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == dt.datetime(2025, 1, 21, tzinfo=dt.UTC)


def test_the_same_report_makes_the_same_bytes(form, seed_report, data):
    assert write_docx(form, seed_report).data == data


def test_nothing_in_the_file_says_when_or_on_what_it_was_made(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        stamps = {(info.date_time, info.create_system) for info in package.infolist()}
    assert stamps == {((1980, 1, 1, 0, 0, 0), 0)}


def test_packing_does_not_change_what_is_packed():
    assert parts(pack({"b": b"2", "a": b"1"})) == {"b": b"2", "a": b"1"}


def test_a_draft_says_so_on_odd_and_even_pages(form, seed_report):
    package = parts(write_docx(form, seed_report, draft=True).data)
    (page,) = etree.fromstring(package[DOCUMENT]).iter(f"{W}sectPr")
    assert [h.get(f"{W}type") for h in page.iter(f"{W}headerReference")] == ["default", "even"]
    for name in ("word/draft-default.xml", "word/draft-even.xml"):
        (words,) = etree.fromstring(package[name]).iterfind(".//v:shape/v:textpath", NS)
        assert words.get("string") == "草稿"
        assert f'PartName="/{name}"'.encode() in package["[Content_Types].xml"]


def test_a_draft_differs_from_the_official_file_in_nothing_else(form, seed_report, data):
    draft = write_docx(form, seed_report, draft=True).data
    assert paragraphs(draft) == paragraphs(data)
    assert "草稿".encode() not in b"".join(parts(data).values())
    assert not [name for name in parts(data) if "draft" in name or "header" in name]


# --- stress


def stressed(form):
    organ = "内蒙古自治区锡林郭勒盟阿巴嘎旗别力古台镇人民政府综合行政执法局"
    report = Report(form.id)
    report.apply(
        Change(
            cells={
                cell: Decimal("9999999.9999") if field.kind == "money" else 9_999_999
                for cell, field in form.fields.items()
            },
            text={"1": tuple(Passage(f"（{n}）", "某" * 3000) for n in "一二三四五六七八九十")},
        )
    )
    signature = Signature(organ, dt.date(2025, 12, 31))
    return with_particulars(report, organ=organ, year=2024, signature=signature)


def empty(form):
    return Report(form.id)


def rude(form):
    report = Report(form.id)
    report.apply(Change(text={"1": (Passage("<w:p>&", "]]>&amp;\"'<!--the report-->"),)}))
    return with_particulars(report, organ='<>&"' * 100, title="\x00\ud800", preamble="\n　\n")


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("make", [stressed, empty, rude])
def test_whatever_the_answers_every_part_is_sound(form, make, draft):
    package = parts(write_docx(form, make(form), draft=draft).data)
    for part in package.values():
        etree.fromstring(part)
    body = etree.fromstring(package[DOCUMENT])[0]
    assert body[-1].tag == f"{W}sectPr"
    assert len(list(body.iter(f"{W}tbl"))) == 3


def test_thirty_thousand_characters_come_back(form):
    text = "".join(
        text
        for style, text in paragraphs(write_docx(form, stressed(form)).data)
        if style == "Body Text"
    )
    assert text == "某" * 30_000


def test_a_property_of_any_length_can_be_read(form):
    properties = docx.Document(io.BytesIO(write_docx(form, rude(form)).data)).core_properties
    assert properties.author == ('<>&"' * 100)[:255]


def test_an_empty_report_has_all_headings_and_tables_and_ends_with_a_paragraph(form):
    written = paragraphs(write_docx(form, Report(form.id)).data)
    assert [text for _, text in written[1:]] == [section.title for section in form.sections]


def test_a_form_that_ends_with_a_table_ends_with_a_paragraph_all_the_same(form):
    short = replace(form, sections=form.sections[:2])
    body = etree.fromstring(parts(write_docx(short, Report(form.id)).data)[DOCUMENT])[0]
    assert [element.tag for element in body[-3:]] == [f"{W}tbl", f"{W}p", f"{W}sectPr"]


@pytest.mark.parametrize("make", HARD.values(), ids=HARD)
def test_another_program_reads_every_cell_and_paragraph_of_a_hard_report(form, make):
    report = make(form)
    page = html.fromstring(mammoth.convert_to_html(io.BytesIO(write_docx(form, report).data)).value)
    cells = {words for cell in page.iter("td", "th") if (words := cell.text_content())}
    labels = {cell.label for table in form.tables for cell in table.cells if cell.label}
    assert cells == labels | {write_number(entry) for entry in report.entries.values()}
    read = [element.text_content() for element in page.iterchildren("p", "h1", "h2", "h3")]
    expected = [*sections(form, report)]
    begin = read.index(expected[0])
    assert read[begin : begin + len(expected)] == expected


def sections(form, report):
    """Give every heading and paragraph of the sections, in order, as they are printed."""
    for section in form.sections:
        yield section.title
        for passage in report.text.get(section.id, ()):
            yield from paragraphs_of(clean(f"{passage.heading}\n{passage.body}")[0])


def test_a_million_characters_come_back(form, report):
    text = "公开" * 500_000
    report.apply(Change(text={"1": (Passage("", text),)}))
    written = write_docx(form, report)
    assert written.removed == ()
    assert paragraphs(written.data)[2] == ("Body Text", text)


# --- golden


LINES = r"(?=<(?:w:(?:tbl|tr|tc|p|sectPr|style|font|compat|docDefaults)|dc:\w+|Rel|Over)[ >])"


def golden_parts():
    shipped = sorted(read_base().parts)
    return [*((part, False) for part in shipped), ("word/draft-even.xml", True)]


@pytest.mark.parametrize(("part", "draft"), golden_parts(), ids=str)
def test_the_written_parts_are_those_reviewed(form, seed_report, golden, part, draft):
    text = parts(write_docx(form, seed_report, draft=draft).data)[part].decode()
    name = re.sub(r"^word/|^docProps/|[\[\]_]", "", part).replace("/", "-")
    golden(re.sub(LINES, "\n", text) + "\n", f"docx-{name}")


def test_an_official_file_has_the_reviewed_parts_and_no_others(data):
    assert sorted(parts(data)) == sorted(read_base().parts)
