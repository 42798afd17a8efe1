"""The pages: what stands on which, where lines end, what is never torn."""

from dataclasses import replace
from datetime import date

import pytest

from nianbao.core.report import Change, Passage, Printing, Report, Signature
from nianbao.io.paper import read_paper
from nianbao.io.word.export import write_docx
from nianbao.ui.paper.breaking import Signs, broken
from nianbao.ui.paper.characters import may_part
from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.flow import Unit, put_on_pages
from nianbao.ui.paper.layout import lay_out

pytestmark = pytest.mark.usefixtures("qapp")

TWIPS = 20
A4 = (11906, 16838)
TYPE_AREA = (156, 225)  # millimetres
MILLIMETRE = 1440 / 25.4
WIDE = "国" * 60


def pages_of(form, report, *, draft=False):
    paper = read_paper(write_docx(form, report, draft=draft).data)
    return lay_out(paper, Faces(paper.instead))


def words(sheet):
    return "".join(line.text for line in sheet.lines)


def report_with(form, *paragraphs, **told):
    report = Report(form.id)
    particulars = replace(report.particulars, **told)
    text = {"1": (Passage("", "\n".join(paragraphs)),)}
    report.apply(Change(text=text, particulars=particulars))
    return report


# the seed report


@pytest.fixture
def seed(form, seed_report):
    return pages_of(form, seed_report)


def test_the_seed_report_takes_four_pages(seed):
    assert len(seed.pages) == 4
    assert (seed.width, seed.height) == A4
    assert seed.unknown == ()


def test_every_section_begins_where_it_does_in_the_word_document(seed):
    assert [(mark.words.partition("、")[0], mark.page + 1) for mark in seed.landmarks] == [
        ("一", 1),
        ("二", 2),
        ("三", 3),
        ("四", 4),
        ("五", 4),
        ("六", 4),
    ]


def test_no_table_is_torn(seed):
    for first, last in (
        ("第二十条第（一）项", "行政事业性收费"),
        ("申请人情况", "四、结转下年度继续办理"),
        ("未经复议直接起诉", "复议后起诉"),
    ):
        has = [(first in words(sheet), last in words(sheet)) for sheet in seed.pages]
        assert has.count((True, True)) == 1
        assert has.count((False, False)) == 3


def test_all_words_and_rules_are_within_the_type_area(seed):
    for sheet in seed.pages:
        left, top, width, height = sheet.type_area
        assert (width / MILLIMETRE, height / MILLIMETRE) == pytest.approx(TYPE_AREA, abs=0.1)
        for line in sheet.lines:
            assert line.left >= left - 1
            assert line.top >= top - 1
            assert line.top + line.height <= top + height + 1
        for rule in sheet.rules:
            assert left - 1 <= rule.x1 <= rule.x2 <= left + width + 1
            assert top <= rule.y1 <= rule.y2 <= top + height + 1


def test_the_binding_is_at_the_left_of_odd_and_at_the_right_of_even_pages(seed):
    assert [round(sheet.type_area[0] / MILLIMETRE) for sheet in seed.pages] == [28, 26, 28, 26]


def test_one_sided_prints_are_bound_at_the_left(form, seed_report):
    told = replace(seed_report.particulars, printing=Printing(both_sides=False))
    seed_report.apply(Change(particulars=told))
    sheets = pages_of(form, seed_report)
    assert {round(sheet.type_area[0] / MILLIMETRE) for sheet in sheets.pages} == {28}
    assert not sheets.both_sides


def test_page_numbers_stand_outside_seven_millimetres_below_the_text(seed):
    for sheet in seed.pages:
        (line,) = sheet.around
        assert line.text == f"— {sheet.number} —"
        left, top, width, height = sheet.type_area
        begins = min(piece.x for piece in line.pieces)
        beside_left = begins - left
        assert (beside_left == pytest.approx(280)) is (sheet.number % 2 == 0)
        assert (begins > left + width / 2) is (sheet.number % 2 == 1)
        dash = line.pieces[0].y - 0.35 * 280  # a dash stands at about a third of its type
        assert (dash - top - height) / MILLIMETRE == pytest.approx(7, abs=1)


def test_a_draft_has_the_same_pages_and_its_mark_on_each(form, seed_report, seed):
    draft = pages_of(form, seed_report, draft=True)
    assert [words(sheet) for sheet in draft.pages] == [words(sheet) for sheet in seed.pages]
    assert {sheet.watermark and sheet.watermark.text for sheet in draft.pages} == {"草稿"}
    assert {sheet.watermark for sheet in seed.pages} == {None}


# lines


def test_a_page_holds_22_lines_of_28_characters(form):
    page = pages_of(form, report_with(form, "国" * 28 * 22 * 3)).pages[1]
    assert len(page.lines) == 22
    assert {line.text for line in page.lines} == {"国" * 28}


def test_a_paragraph_begins_two_characters_in(form):
    sheet = pages_of(form, report_with(form, "国" * 60)).pages[0]
    first, second, _ = [line for line in sheet.lines if "国" in line.text]
    assert first.left - second.left == 640
    assert (len(first.text), len(second.text)) == (26, 28)


def test_a_line_that_is_not_the_last_ends_at_the_margin(form):
    sheet = pages_of(form, report_with(form, "国" * 20 + "ABCDEFGHIJKLMNOPQRSTUVW" + "国" * 9))
    first, *_, last = [line for line in sheet.pages[0].lines if "国" in line.text]
    (piece,) = first.pieces
    assert piece.type.apart > 0
    wide = len(piece.text) * (320 + piece.type.apart) - piece.type.apart
    assert first.left + wide == pytest.approx(1588 + 8844, abs=20)
    assert {piece.type.apart for piece in last.pieces} == {-5}


SENTENCES = (
    f"{WIDE[:25]}，{WIDE}",
    f"{WIDE[:26]}，{WIDE}",
    f"{WIDE[:25]}。”{WIDE}",
    f"{WIDE[:25]}（{WIDE}",
    f"{WIDE[:24]}《“{WIDE}",
    f"{WIDE[:25]}——{WIDE}",
    f"{WIDE[:25]}……{WIDE}",
    f"{WIDE[:24]}12345678{WIDE}",
    f"{WIDE[:25]}100%{WIDE}",
    f"{WIDE[:24]}2024年{WIDE}",
    "，".join(WIDE[:at] for at in range(1, 40)),
    "“".join(WIDE[:at] for at in range(1, 40)),
)


@pytest.mark.parametrize("text", SENTENCES)
def test_no_line_begins_or_ends_with_what_may_not(form, text):
    sheets = pages_of(form, report_with(form, text))
    lines = [line.text for sheet in sheets.pages for line in sheet.lines]
    mine = lines[lines.index("一、总体情况") + 1 : lines.index("二、主动公开政府信息情况")]
    assert "".join(mine) == text
    assert not [line for line in mine if line[0] in "，。、；：？！）》”%"]
    assert not [line for line in mine[:-1] if line[-1] in "（《“"]
    assert not [line for line in mine[:-1] if line[-1] + text[text.find(line) + len(line)] == "——"]
    for number in ("12345678", "100%", "2024"):
        assert (number in text) is any(number in line for line in mine)


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("国", "国", True),
        ("国", "，", False),
        ("，", "国", True),
        ("国", "“", True),
        ("“", "国", False),
        ("”", "国", True),
        ("—", "—", False),
        ("年", "1", True),
        ("1", "年", True),
        ("1", "2", False),
        ("a", "b", False),
        ("/", "b", True),
        ("a", " ", False),
        (" ", "b", True),
    ],
)
def test_where_a_line_may_end(before, after, may):
    assert may_part(before, after) is may


def test_a_word_longer_than_a_line_is_broken_all_the_same(form):
    address = "http://www.example.gov.cn/" + "a" * 200
    sheets = pages_of(form, report_with(form, address))
    lines = [line.text for line in sheets.pages[0].lines if "aaa" in line.text]
    assert len(lines) > 2
    assert "a" * 200 in "".join(lines)


def test_hanging_punctuation_stands_outside_only_where_it_may(form):
    paper = read_paper(write_docx(form, report_with(form, WIDE)).data)
    runs = next(b for b in paper.blocks if b.runs[0].text == WIDE).runs
    (signs,) = Signs(Faces({})).of([replace(runs[0], text="国国国，国国")])
    for hanging, lines in ((True, ["国国国，", "国国"]), (False, ["国国", "国，国", "国"])):
        room = 3 * 315
        assert [line.text for line in broken(signs, room, room, hanging=hanging)] == lines


def test_rare_signs_take_a_square_of_their_own(form):
    text = "国😀国𠮷国e\u0301国️"
    sheets = pages_of(form, report_with(form, text))
    line = next(line for line in sheets.pages[0].lines if "😀" in line.text)
    assert line.text == text.rstrip("️") or line.text == text
    xs = [piece.x for piece in line.pieces]
    assert xs == sorted(xs)


# pages


def test_what_is_glued_goes_to_the_next_page_as_a_whole():
    units = [Unit(0, at, 100) for at in range(4)]
    units += [Unit(1, 0, 100, glued=True), Unit(1, 1, 100, glued=True), Unit(2, 0, 100)]
    assert [put.page for put in put_on_pages(units, 600)] == [0, 0, 0, 0, 1, 1, 1]
    assert [put.page for put in put_on_pages(units, 700)] == [0] * 7


def test_what_no_page_can_hold_is_torn():
    units = [Unit(0, 0, 100), *(Unit(1, at, 100, glued=at < 9) for at in range(10))]
    assert [put.page for put in put_on_pages(units, 500)] == [0] * 5 + [1] * 5 + [2]


def test_space_above_is_left_out_at_the_top_of_a_page():
    units = [Unit(0, 0, 100, before=50), Unit(1, 0, 100, before=50), Unit(2, 0, 100, before=50)]
    assert [(put.page, put.top) for put in put_on_pages(units, 300)] == [(0, 50), (0, 200), (1, 0)]


@pytest.mark.parametrize("lines", range(15, 24))
def test_a_heading_never_stands_at_the_foot_of_a_page(form, lines):
    report = report_with(form, *(["国"] * lines))
    passage = Passage("（一）标题在此", "正文在此")
    report.apply(Change(text={"1": (*report.text["1"], passage)}))
    (sheet,) = [s for s in pages_of(form, report).pages if "标题在此" in words(s)]
    assert "正文在此" in words(sheet)


@pytest.mark.parametrize("lines", range(6, 30))
def test_a_signature_never_stands_on_a_page_without_text(form, lines):
    report = report_with(form, "国", signature=Signature("某某局", date(2025, 1, 21)))
    report.apply(Change(text={"6": (Passage("", "\n".join(["国"] * lines)),)}))
    sheet = pages_of(form, report).pages[-1]
    texts = [line.text for line in sheet.lines]
    assert texts[-3:] == ["国", "某某局", "2025年1月21日"]


def test_a_table_that_no_page_can_hold_goes_on_under_its_head(form):
    paper = read_paper(write_docx(form, Report(form.id)).data)
    table = max((b for b in paper.blocks if hasattr(b, "rows")), key=lambda b: len(b.rows))
    tall = replace(table, rows=tuple(replace(row, height=1000) for row in table.rows))
    sheets = lay_out(replace(paper, blocks=(tall,)), Faces({}))
    assert len(sheets.pages) == 3  # 12 rows, then 9 more at a time
    for sheet in sheets.pages:
        assert words(sheet).count("申请人情况") == 1


def test_numbers_of_seven_digits_stay_in_their_cells(form, report):
    report.apply(Change(cells=dict.fromkeys(form.fields, 1234567)))
    for sheet in pages_of(form, report).pages:
        edges = sorted({rule.x1 for rule in sheet.rules if rule.x1 == rule.x2})
        for line in sheet.lines:
            if line.text == "1234567":
                (piece,) = line.pieces
                right = min(edge for edge in edges if edge > piece.x)
                assert piece.x + line.width <= right


def test_a_vertical_label_is_read_downwards(seed):
    (label,) = [ln for sh in seed.pages for ln in sh.lines if ln.text == "三、本年度办理结果"]
    upright = [piece for piece in label.pieces if piece.text != "、"]
    assert len({piece.x for piece in upright}) == 1
    ys = [piece.y for piece in upright]
    assert ys == sorted(ys)
