"""The last look at a written document: silent on sound ones, outspoken on planted faults."""

import datetime as dt
import io
import random
import re
import zipfile

import pytest
from docx_parts import (
    CORE,
    DOCUMENT,
    FONTS,
    HARD,
    RELATIONS,
    SETTINGS,
    STYLES,
    TYPES,
    parts,
    printed,
    put_together,
)

from nianbao.app.command_line import run
from nianbao.core.report import FontScheme, Report
from nianbao.io.export import export
from nianbao.io.form_toml import read_form
from nianbao.io.paths import data
from nianbao.io.problems import Refused
from nianbao.io.review import write_review
from nianbao.io.word.export import write_docx
from nianbao.io.word.lint import Fault, UnsoundError, faults
from nianbao.io.word.lint.fault import Kind


@pytest.fixture
def sound(form, seed_report):
    return parts(write_docx(form, seed_report).data)


def told(given):
    return {fault.kind for fault in faults(given)}


# --- sound documents


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("make", HARD.values(), ids=HARD)
def test_nothing_is_said_of_a_sound_document(form, make, draft):
    assert faults(write_docx(form, make(form), draft=draft).data) == ()


@pytest.mark.parametrize("scheme", FontScheme)
def test_nothing_is_said_whatever_the_fonts(form, seed_report, scheme):
    printed(seed_report, fonts=scheme, both_sides=False, number="某〔2025〕1号", dated=True)
    assert faults(write_docx(form, seed_report).data) == ()


def test_nothing_is_said_of_a_report_on_the_older_form():
    older = read_form(data("forms") / "2019").form
    assert faults(write_docx(older, Report("2019")).data) == ()


def test_nothing_is_said_of_the_reviewers_notes(book, seed_report):
    notes = write_review(book, seed_report, book.check(seed_report), dt.date(2025, 1, 21))
    assert faults(notes) == ()


def test_nothing_is_said_of_what_only_another_packer_did(sound):
    assert faults(put_together(sound)) == ()


# --- planted faults


def replaced(part, old, new):
    """Put other words for the first occurrence in a part."""

    def plant(given):
        assert old.encode() in given[part], f"{old} does not stand in {part}"
        given[part] = given[part].replace(old.encode(), new.encode(), 1)

    return plant


def turned(part, pattern, new):
    """Put other words for the first match in a part."""

    def plant(given):
        given[part], times = re.subn(pattern.encode(), new.encode(), given[part], count=1)
        assert times == 1, f"{pattern} matches nothing in {part}"

    return plant


def without(name):
    def plant(given):
        del given[name]

    return plant


def added(part, words, before):
    return replaced(part, before, words + before)


NUMBER = (
    r'(<w:tc><w:tcPr><w:tcW w:w="570" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>)'
    r"(<w:p>.*?</w:p>)(</w:tc>)"
)
CONTINUED = r"(<w:vMerge/>.*?)</w:p></w:tc>"
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
LONG = "很长很长的字体名" * 4

PLANTED = {
    # the container
    "a part that a relation names is not there": (Kind.RELATION, without("word/footer2.xml")),
    "no styles": (Kind.PART_MISSING, without(STYLES)),
    "no properties": (Kind.PART_MISSING, without(CORE)),
    "no types": (Kind.PART_MISSING, without(TYPES)),
    "a part without a type": (
        Kind.CONTENT_TYPE,
        turned(TYPES, r'<Override PartName="/word/styles.xml"[^>]*/>', ""),
    ),
    "a type of the wrong kind": (Kind.CONTENT_TYPE, replaced(TYPES, "footer+xml", "header+xml")),
    "a relation that is used and not declared": (
        Kind.RELATION,
        turned(RELATIONS, r'<Relationship Id="rId4"[^>]*/>', ""),
    ),
    "two relations of one id": (Kind.RELATION, replaced(RELATIONS, '"rId5"', '"rId4"')),
    "a document that nothing points at": (
        Kind.RELATION,
        turned("_rels/.rels", r'<Relationship Id="rId1"[^>]*/>', ""),
    ),
    "a relation that does not say what it is for": (
        Kind.RELATION,
        turned(RELATIONS, r'Type="[^"]*/styles"', 'Type="styles"'),
    ),
    "a relation for something else": (
        Kind.CONTENT_TYPE,
        replaced(RELATIONS, "relationships/footer", "relationships/settings"),
    ),
    # XML and characters
    "XML that breaks off": (Kind.XML, turned(DOCUMENT, "</w:body>.*$", "")),
    "a control character": (Kind.XML, replaced(DOCUMENT, "总体情况</w:t>", "总体\x08情况</w:t>")),
    "a character that turns the text round": (
        Kind.CHARACTER,
        replaced(DOCUMENT, "总体情况</w:t>", "总体\u202e情况</w:t>"),
    ),
    "blanks that get lost": (
        Kind.BLANKS,
        turned(DOCUMENT, r'<w:t xml:space="preserve">总计', "<w:t> 总计"),
    ),
    # order of elements
    "properties of a paragraph in another order": (
        Kind.ORDER,
        turned(DOCUMENT, r"(<w:pStyle [^>]*/>)<w:keepNext/>", r"<w:keepNext/>\1"),
    ),
    "properties of a run in another order": (
        Kind.ORDER,
        turned(STYLES, r'(<w:rFonts [^>]*/>)(<w:spacing w:val="0"/>)', r"\2\1"),
    ),
    "the width of a cell after its merge": (
        Kind.ORDER,
        turned(DOCUMENT, r'(<w:tcW [^>]*/>)(<w:gridSpan w:val="4"/>)', r"\2\1"),
    ),
    "borders after the look of a table": (
        Kind.ORDER,
        turned(DOCUMENT, r'(<w:tblW [^>]*/>)(<w:jc w:val="center"/>)', r"\2\1"),
    ),
    "page numbers after the size of the page": (
        Kind.ORDER,
        turned(DOCUMENT, r"(<w:footerReference [^>]*/>)(<w:pgSz [^>]*/>)", r"\2\1"),
    ),
    "text before the properties of its run": (
        Kind.ORDER,
        turned(DOCUMENT, r"(<w:r>)(<w:rPr>.*?</w:rPr>)(<w:t .*?</w:t>)", r"\1\3\2"),
    ),
    "one property twice": (
        Kind.TWICE,
        turned(DOCUMENT, "(<w:keepNext/>)", r"\1\1"),
    ),
    "an element that is not known there": (
        Kind.UNKNOWN,
        added(DOCUMENT, '<w:bold w:val="1"/>', "<w:keepNext/>"),
    ),
    "a misspelt element in a paragraph": (
        Kind.UNKNOWN,
        turned(DOCUMENT, "<w:pPr>(.*?)</w:pPr>", r"<w:PPr>\1</w:PPr>"),
    ),
    "an element without its value": (
        Kind.VALUE,
        replaced(DOCUMENT, '<w:vAlign w:val="center"/>', "<w:vAlign/>"),
    ),
    "a word an attribute cannot say": (
        Kind.VALUE,
        replaced(DOCUMENT, '<w:vAlign w:val="center"/>', '<w:vAlign w:val="middle"/>'),
    ),
    "a length that is no whole number": (
        Kind.VALUE,
        turned(DOCUMENT, r'<w:trHeight w:val="(\d+)"', r'<w:trHeight w:val="\1.5"'),
    ),
    # tables
    "a cell without a paragraph": (Kind.CELL_END, turned(DOCUMENT, NUMBER, r"\1\3")),
    "a row that lacks a cell": (Kind.ROW, turned(DOCUMENT, NUMBER, "")),
    "a merge that goes on from nothing": (
        Kind.MERGE,
        replaced(DOCUMENT, '<w:vMerge w:val="restart"/>', "<w:vMerge/>"),
    ),
    "a merge interrupted": (
        Kind.MERGE,
        replaced(DOCUMENT, '<w:gridSpan w:val="3"/><w:vMerge/>', '<w:gridSpan w:val="3"/>'),
    ),
    "text in a cell that is merged away": (
        Kind.MERGED_TEXT,
        turned(DOCUMENT, CONTINUED, r"\1<w:r><w:t>多</w:t></w:r></w:p></w:tc>"),
    ),
    "a column of another width in the grid": (
        Kind.GRID,
        replaced(DOCUMENT, '<w:gridCol w:w="3130"/>', '<w:gridCol w:w="3030"/>'),
    ),
    "a cell wider than its column": (
        Kind.WIDTH,
        replaced(DOCUMENT, '<w:tcW w:w="570"', '<w:tcW w:w="600"'),
    ),
    "a head that repeats from the middle of a table": (
        Kind.HEAD_ROWS,
        turned(DOCUMENT, "</w:trPr>((?:(?!<w:tr>).)*</w:tbl>)", r"<w:tblHeader/></w:trPr>\1"),
    ),
    # names
    "a style that is not there": (
        Kind.STYLE,
        replaced(DOCUMENT, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="标题1"/>'),
    ),
    "a style of the wrong kind": (
        Kind.STYLE,
        replaced(DOCUMENT, '<w:tblStyle w:val="ReportTable"/>', '<w:tblStyle w:val="Title"/>'),
    ),
    "a style built on nothing": (
        Kind.STYLE,
        replaced(STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="a"/>'),
    ),
    "two styles of one id": (
        Kind.SAME_ID,
        replaced(STYLES, 'w:styleId="Heading4"', 'w:styleId="Heading3"'),
    ),
    "a list that is not there": (
        Kind.NUMBERING,
        replaced(
            DOCUMENT,
            "<w:keepNext/>",
            '<w:keepNext/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>',
        ),
    ),
    "two bookmarks of one name": (Kind.SAME_ID, added(DOCUMENT, BOOKMARK * 2, "<w:sectPr>")),
    "a bookmark without an end": (
        Kind.SAME_ID,
        added(DOCUMENT, '<w:bookmarkStart w:id="1" w:name="a"/>', "<w:sectPr>"),
    ),
    # fonts
    "a font of the theme": (
        Kind.THEME_FONT,
        replaced(STYLES, 'w:eastAsia="仿宋"', 'w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"'),
    ),
    "a font's name of more than 31 characters": (
        Kind.FONT_NAME,
        replaced(STYLES, 'w:eastAsia="黑体"', f'w:eastAsia="{LONG}"'),
    ),
    "a list of other names for a font": (
        Kind.FONT_NAME,
        replaced(FONTS, '"FangSong"', '"FangSong,STFangsong"'),
    ),
    "quotation marks left to the Latin font": (
        Kind.HINT,
        replaced(DOCUMENT, '<w:rFonts w:hint="eastAsia"/>', ""),
    ),
    # page and properties
    "no page set-up": (Kind.PAGE, turned(DOCUMENT, "<w:sectPr>.*</w:sectPr>", "")),
    "no grid": (Kind.PAGE, turned(DOCUMENT, "<w:docGrid [^>]*/>", "")),
    "a table at the very end": (
        Kind.PAGE,
        turned(DOCUMENT, "(<w:tbl>.*</w:tbl>)(.*)(<w:sectPr>)", r"\2\1\3"),
    ),
    "even page numbers that the settings switch off": (
        Kind.FOOTER,
        replaced(SETTINGS, "<w:evenAndOddHeaders/>", ""),
    ),
    "no page number for even pages": (
        Kind.FOOTER,
        turned(DOCUMENT, r'<w:footerReference w:type="even"[^>]*/>', ""),
    ),
    "two page numbers for odd pages": (
        Kind.FOOTER,
        replaced(DOCUMENT, 'w:type="even"', 'w:type="default"'),
    ),
    "a day that is none": (Kind.PROPERTIES, replaced(CORE, "2025-01-21T", "2025-02-30T")),
    "no title": (Kind.PROPERTIES, turned(CORE, "<dc:title>.*</dc:title>", "")),
    "a property without end": (
        Kind.PROPERTIES,
        replaced(CORE, "<dc:title>", "<dc:title>" + "长" * 300),
    ),
}


@pytest.mark.parametrize(("kind", "plant"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(sound, kind, plant):
    plant(sound)
    assert kind in told(put_together(sound))


def test_every_kind_of_fault_was_planted():
    assert {kind for kind, _ in PLANTED.values()} == set(Kind) - {Kind.CONTAINER}


def test_a_container_that_is_damaged_or_holds_a_part_twice_is_found(sound):
    whole = put_together(sound)
    middle = len(whole) // 2
    assert told(whole[:middle]) == {Kind.CONTAINER}
    assert told(whole[:middle] + b"\xff\x00" + whole[middle + 2 :]) <= {Kind.CONTAINER, Kind.XML}
    twice = io.BytesIO(whole)
    with zipfile.ZipFile(twice, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(STYLES, sound[STYLES])
    assert Kind.CONTAINER in told(twice.getvalue())


@pytest.mark.parametrize("seed", range(5))
def test_a_bit_turned_raises_nothing_and_a_torso_is_always_found(form, seed):
    whole = write_docx(form, Report(form.id)).data
    chance = random.Random(seed)  # noqa: S311  no secret
    for _ in range(40):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        faults(bytes(damaged))
        assert faults(whole[: chance.randrange(len(whole))])


# --- what becomes of it


@pytest.fixture
def spoilt(monkeypatch):
    """Let the program write something Word would call damaged."""
    fault = Fault(Kind.ROW, DOCUMENT, "第 2 张表第 5 行有 9 列，应有 10 列")
    monkeypatch.setattr("nianbao.io.word.lint._looked_through", lambda container: [fault])
    return fault


def test_an_unsound_document_is_never_handed_out(form, seed_report, spoilt):
    with pytest.raises(UnsoundError) as raised:
        write_docx(form, seed_report)
    assert raised.value.faults == (spoilt,)


def test_the_clerk_gets_one_sentence(book, seed_report, spoilt):
    with pytest.raises(Refused) as refused:
        export(".docx", book, seed_report)
    assert refused.value.message == (
        "“Word 文档”写不进去（写出的内容没有通过自查：第 2 张表第 5 行有 9 列，应有 10 列），"
        "这是程序的毛病，不是您填错了；请把年报文件（.nianbao）和这句话一起发给程序的维护人员；"
        "原来的文件没有改动。"
    )


def test_the_reviewers_notes_are_looked_at_too(book, seed_report, spoilt):
    with pytest.raises(Refused, match="“核对说明”写不进去（写出的内容没有通过自查"):
        write_review(book, seed_report, (), dt.date(2025, 1, 21))


def test_the_old_file_stays_as_it_was(request, tmp_path, spoilt, capsys):
    old = tmp_path / "年报.docx"
    old.write_bytes(b"old")
    seed = request.config.rootpath / "tests" / "samples" / "seed.nianbao"
    assert run(["export", str(seed), "-o", str(old), "--draft"]) == 2
    assert old.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["年报.docx"]
    assert capsys.readouterr().err.startswith("[E_WRITE] “Word 文档”")
