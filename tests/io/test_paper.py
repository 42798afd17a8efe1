"""The Word document read back as what is to be seen: nothing in it may be passed over."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from nianbao.core.numbers import read_number
from nianbao.core.report import Change, FontScheme, Passage, Printing, Report, Signature
from nianbao.io.paper import read_paper
from nianbao.io.paper.document import Align, Paragraph, Sides, Table
from nianbao.io.word.export import write_docx

PRINTINGS = {
    "as it comes": Printing(),
    "with a seal": Printing(sealed=True),
    "on one side": Printing(both_sides=False),
    "number and day": Printing(number="某政公开〔2025〕1号", dated=True),
    **{scheme.name: Printing(fonts=scheme) for scheme in FontScheme},
}


def with_printing(report, printing):
    told = replace(report.particulars, printing=printing)
    report.apply(Change(particulars=told))
    return report


def changed(data, part, old, new):
    """Give a document with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert old.encode() in content, f"{old} is not in {part}"
                content = content.replace(old.encode(), new.encode(), 1)
            other.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def seed_docx(form, seed_report):
    return write_docx(form, seed_report).data


# everything we write is understood


@pytest.mark.parametrize("draft", [False, True], ids=["official", "draft"])
@pytest.mark.parametrize("printing", PRINTINGS.values(), ids=PRINTINGS)
def test_nothing_the_writer_writes_is_unknown(form, seed_report, printing, draft):
    written = write_docx(form, with_printing(seed_report, printing), draft=draft)
    assert read_paper(written.data).unknown == ()


@pytest.mark.parametrize("number", ["", "1234567", "六"])
def test_nor_in_other_reports(form, report, number):
    cells = {} if not number else {f.id: read_number(f.kind, number) for f in form.fields.values()}
    text = {"1": (Passage("1.标题", "国" * 3000), Passage("（1）标题", "第一段\n第二段"))}
    report.apply(Change(cells=cells, text=text))
    assert read_paper(write_docx(form, report).data).unknown == ()


def test_an_empty_report_is_read(form):
    paper = read_paper(write_docx(form, Report(form.id)).data)
    assert paper.unknown == ()
    assert [type(block) for block in paper.blocks].count(Table) == 3


@pytest.mark.parametrize(
    ("part", "old", "new", "named"),
    [
        ("word/document.xml", "<w:keepNext/>", "<w:keepNext/><w:shd/>", "pPr: shd.val"),
        ("word/document.xml", '<w:ind w:right="', '<w:ind w:hanging="1" w:right="', "ind.hanging"),
        ("word/document.xml", "<w:br/>", '<w:br w:type="page"/>', "r: br"),
        ("word/document.xml", "<w:br/>", "<w:drawing/>", "r: drawing"),
        ("word/document.xml", "<w:cantSplit/>", "<w:cantSplit/><w:hidden/>", "trPr: hidden.val"),
        ("word/document.xml", '<w:vAlign w:val="', '<w:noWrap/><w:vAlign w:val="', "tcPr: noWrap"),
        ("word/document.xml", "tbRlV", "btLr", "textDirection: btLr"),
        ("word/document.xml", "<w:sectPr", "<w:sdt/><w:sectPr", "body: sdt"),
        ("word/document.xml", '<w:docGrid w:type="lines"', '<w:docGrid w:type="x"', "docGrid: x"),
        ("word/styles.xml", '<w:jc w:val="both"/>', '<w:jc w:val="both"/><w:bidi/>', "bidi.val"),
        ("word/styles.xml", '<w:sz w:val="44"/>', '<w:sz w:val="44"/><w:i/>', "Title: i.val"),
        ("word/styles.xml", '<w:bottom w:val="single"', '<w:bottom w:val="double"', "tblBorders"),
        ("word/settings.xml", "<w:mirrorMargins/>", "<w:gutterAtTop/>", "settings: gutterAtTop"),
        ("word/footer1.xml", '" PAGE "', '" NUMPAGES "', "field: NUMPAGES"),
    ],
)
def test_what_is_not_understood_is_named(seed_docx, part, old, new, named):
    unknown = read_paper(changed(seed_docx, part, old, new)).unknown
    assert any(named in name for name in unknown), unknown


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/styles.xml", '<w:jc w:val="both"/>', '<w:jc w:val="both"/><w:bidi w:val="0"/>'),
        ("word/styles.xml", '<w:sz w:val="44"/>', '<w:color w:val="auto"/><w:sz w:val="44"/>'),
        ("word/document.xml", "<w:cols ", '<w:pgNumType w:fmt="decimal"/><w:cols '),
    ],
)
def test_what_other_programs_say_without_need_is_harmless(seed_docx, part, old, new):
    assert read_paper(changed(seed_docx, part, old, new)).unknown == ()


# what is read


def test_the_page(seed_docx):
    paper = read_paper(seed_docx)
    page = paper.geometry
    assert (page.width, page.height) == (11906, 16838)
    assert page.margins == Sides(2098, 1474, 1985, 1588)
    assert (page.pitch, page.mirrored) == (579, True)
    assert paper.title == "赣州经济技术开发区企业服务和工信局2024年政府信息公开工作年度报告"


def test_one_sided_prints_have_the_same_margins_on_every_page(form, seed_report):
    printed = with_printing(seed_report, Printing(both_sides=False))
    assert not read_paper(write_docx(form, printed).data).geometry.mirrored


def test_paragraphs_have_what_their_styles_say(seed_docx):
    title, lead, heading, *_ = read_paper(seed_docx).blocks
    face = title.runs[0].face
    assert (face.chinese, face.half_points, title.align) == ("方正小标宋简体", 44, Align.CENTRE)
    assert "\n" in title.text
    assert (lead.first, lead.line, lead.runs[0].face.apart) == (640, 579, -5)
    assert (lead.align, lead.keep_next, lead.hanging) == (Align.BOTH, False, False)
    assert (heading.runs[0].face.chinese, heading.outline, heading.keep_next) == ("黑体", 0, True)


def test_the_fonts_are_those_of_the_scheme(form, seed_report):
    printed = with_printing(seed_report, Printing(fonts=FontScheme.GB2312))
    paper = read_paper(write_docx(form, printed).data)
    assert paper.blocks[1].runs[0].face.chinese == "仿宋_GB2312"


def test_table_three_is_read_cell_by_cell(form, seed_docx):
    tables = [block for block in read_paper(seed_docx).blocks if isinstance(block, Table)]
    table = tables[1]
    drawn = form.table("t3")
    assert table.widths == tuple(drawn.widths)
    assert {(c.row, c.column, c.rows, c.columns) for c in table.cells} == {
        (c.top, c.left, c.height, c.width) for c in drawn.cells
    }
    assert [cell.paragraphs[0].text for cell in table.cells if cell.vertical] == [
        "三、本年度办理结果"
    ]
    assert [row.head for row in table.rows] == [True] * 3 + [False] * (len(table.rows) - 3)
    assert [row.keep_next for row in table.rows] == [True] * (len(table.rows) - 1) + [False]
    assert (table.rule, table.margins) == (10, Sides(0, 28, 0, 28))


def test_every_number_of_the_report_is_in_a_cell(form, report):
    report.apply(Change(cells={cell: 1000 + at for at, cell in enumerate(form.fields)}))
    paper = read_paper(write_docx(form, report).data)
    tables = (block for block in paper.blocks if isinstance(block, Table))
    said = {cell.paragraphs[0].text for table in tables for cell in table.cells}
    assert {str(1000 + at) for at in range(len(form.fields))} <= said


def test_the_page_number_stands_outside_on_odd_and_inside_on_even_pages(seed_docx):
    feet = read_paper(seed_docx).feet
    for page, align in ((1, Align.RIGHT), (2, Align.LEFT), (3, Align.RIGHT)):
        (paragraph,) = feet.on(page).paragraphs
        assert paragraph.align is align
        assert [run.numbers_page for run in paragraph.runs] == [False, True, False]


def test_a_page_number_as_word_itself_saves_it(seed_docx):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" PAGE ">'
    )
    saved = changed(seed_docx, "word/footer1.xml", '<w:fldSimple w:instr=" PAGE ">', field)
    paper = read_paper(saved)
    runs = paper.feet.odd.paragraphs[0].runs
    assert ([run.numbers_page for run in runs], paper.unknown) == ([False, True, True, False], ())


def test_the_watermark_of_a_draft_is_on_every_page(form, seed_report):
    for draft, words in ((False, [None, None]), (True, ["草稿", "草稿"])):
        heads = read_paper(write_docx(form, seed_report, draft=draft).data).heads
        marks = [heads.on(page).watermark for page in (1, 2)]
        assert [mark and mark.text for mark in marks] == words


def test_the_signature_keeps_its_indents(form, report):
    told = replace(report.particulars, signature=Signature("某某局", date(2025, 1, 21)))
    report.apply(Change(particulars=told))
    *_, signer, day = read_paper(write_docx(form, report).data).blocks
    assert isinstance(signer, Paragraph)
    assert (signer.text, signer.align, signer.before) == ("某某局", Align.RIGHT, 579)
    assert (day.text, day.right) == ("2025年1月21日", 630)
    assert signer.right > day.right
