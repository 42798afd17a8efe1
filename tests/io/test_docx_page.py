"""base.docx and what comes of it in the written file: page, page numbers, fonts, styles."""

import importlib.util
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx_parts import HARD
from lxml import etree

from nianbao.io.word import package
from nianbao.io.word.export import write_docx
from nianbao.io.word.package import read_base
from nianbao.io.word.styles import LacksStylesError, Style, style_ids

ROOT = Path(__file__).parents[2]
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
DOCUMENT = "word/document.xml"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(data):
    """Style and words of each paragraph outside tables; a line break is a line feed."""
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [(paragraph.style.name, paragraph.text) for paragraph in found]


def attributes(element):
    return {name.removeprefix(W): value for name, value in element.attrib.items()}


def style_of(data, name):
    return docx.Document(io.BytesIO(data)).styles[name].element


@pytest.fixture
def data(form, seed_report):
    return write_docx(form, seed_report).data


# --- base.docx


def test_the_shipped_base_is_what_the_script_makes():
    script = ROOT / "packaging" / "make_base_docx.py"
    spec = importlib.util.spec_from_file_location("make_base_docx", script)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert parts((ROOT / "resources" / "base.docx").read_bytes()) == made.parts()


def test_a_base_whose_styles_were_lost_is_refused_with_their_names():
    styles = read_base().parts["word/styles.xml"].decode().replace('"年报数字"', '"数字"')
    with pytest.raises(LacksStylesError) as refused:
        style_ids(styles.encode())
    assert refused.value.names == ("年报数字",)


def test_styles_are_found_by_name_whatever_word_makes_of_their_ids(form, seed_report, monkeypatch):
    base = dict(read_base().parts)
    for part in ("word/styles.xml", "word/footer1.xml", "word/footer2.xml"):
        base[part] = re.sub(
            rb'(styleId|basedOn w:val|next w:val|pStyle w:val)="', rb'\1="a', base[part]
        )
    saved = package.Base(base, style_ids(base["word/styles.xml"]))
    monkeypatch.setattr("nianbao.io.word.export.read_base", lambda: saved)
    names = [style for style, _ in paragraphs(write_docx(form, seed_report).data)]
    assert names[:3] == ["Title", "Body Text", "Heading 1"]
    assert saved.styles[Style.HEADING_1] == "aHeading1"


# --- page


def test_the_page_is_that_of_the_standard(data):
    (page,) = etree.fromstring(parts(data)[DOCUMENT]).iter(f"{W}sectPr")
    assert attributes(page.find("w:pgSz", NS)) == {"w": "11906", "h": "16838"}
    margins = attributes(page.find("w:pgMar", NS))
    assert [margins[side] for side in ("top", "left", "bottom", "right")] == [
        *("2098", "1588", "1985", "1474"),  # 37, 28, 35, 26 mm
    ]
    assert attributes(page.find("w:docGrid", NS)) == {"type": "lines", "linePitch": "579"}


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_type_area(data):
    normal = style_of(data, "Normal")
    line = attributes(normal.find("w:pPr/w:spacing", NS))
    closer = int(normal.find("w:rPr/w:spacing", NS).get(f"{W}val"))
    assert line == {"line": "579", "lineRule": "exact"}
    assert (16838 - 2098 - 1985) // 579 == 22
    assert (11906 - 1588 - 1474) // (16 * 20 + closer) == 28


@pytest.mark.parametrize("make", HARD.values(), ids=HARD)
def test_the_page_is_the_same_whatever_stands_on_it(form, data, make):
    usual, hard = (etree.fromstring(parts(d)[DOCUMENT])[0][-1] for d in (data, written(form, make)))
    assert etree.tostring(hard) == etree.tostring(usual)


@pytest.mark.parametrize("make", HARD.values(), ids=HARD)
def test_every_font_size_is_one_of_the_standard_or_a_number_made_to_fit(form, make):
    document = etree.fromstring(parts(written(form, make))[DOCUMENT])
    sizes = {int(size.get(f"{W}val")) for size in document.iter(f"{W}sz")}
    assert sizes <= set(range(10, 21))


def written(form, make):
    return write_docx(form, make(form)).data


@pytest.mark.parametrize(
    ("footer", "side", "indent"),
    [
        ("footer1", "right", {"rightChars": "100", "right": "280"}),
        ("footer2", "left", {"leftChars": "100", "left": "280"}),
    ],
)
def test_the_page_number_stands_between_dashes_one_character_from_the_outside(
    data, footer, side, indent
):
    paragraph = etree.fromstring(parts(data)[f"word/{footer}.xml"])[0]
    assert "".join(paragraph.itertext()) == "— 1 —"
    assert paragraph.find("w:pPr/w:jc", NS).get(f"{W}val") == side
    assert attributes(paragraph.find("w:pPr/w:ind", NS)) == indent
    assert paragraph.find("w:fldSimple", NS).get(f"{W}instr").strip() == "PAGE"


def test_odd_and_even_pages_differ_and_there_is_no_compatibility_mode(data):
    settings = etree.fromstring(parts(data)["word/settings.xml"])
    assert settings.find("w:evenAndOddHeaders", NS) is not None
    assert settings.find("w:mirrorMargins", NS) is not None
    modes = {s.get(f"{W}name"): s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"


# --- fonts and styles


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Body Text", None, None),
        ("heading 1", "黑体", None),
        ("heading 2", "楷体", None),
        ("heading 3", None, None),
        ("footer", "宋体", "28"),
        ("年报表头", "宋体", "21"),
        ("年报项目", "宋体", "18"),
        ("年报数字", "宋体", "21"),
    ],
)
def test_each_style_has_the_font_the_standard_names(data, style, font, half_points):
    run = style_of(data, style).find("w:rPr", NS)
    fonts = None if run is None else run.find("w:rFonts", NS)
    size = None if run is None else run.find("w:sz", NS)
    assert (None if fonts is None else fonts.get(f"{W}eastAsia")) == font
    assert (None if size is None else size.get(f"{W}val")) == half_points


def test_what_no_style_says_is_three_hao_fangsong_in_chinese(data):
    default = etree.fromstring(parts(data)["word/styles.xml"]).find("w:docDefaults//w:rPr", NS)
    assert default.find("w:rFonts", NS).get(f"{W}eastAsia") == "仿宋"
    assert default.find("w:sz", NS).get(f"{W}val") == "32"
    assert default.find("w:lang", NS).get(f"{W}eastAsia") == "zh-CN"


def test_latin_text_is_not_called_chinese_or_libreoffice_breaks_numbers_in_two(data):
    default = etree.fromstring(parts(data)["word/styles.xml"]).find("w:docDefaults//w:rPr", NS)
    assert default.find("w:lang", NS).get(f"{W}val") == "en-US"


def test_there_are_no_colours_and_no_theme_to_win_over_the_named_fonts(data):
    package = parts(data)
    everything = b"".join(package.values())
    assert b"<w:color " not in everything
    assert not re.search(rb"(ascii|hAnsi|eastAsia|cs)Theme", everything)
    assert not [name for name in package if "theme" in name]


def test_every_run_says_that_its_quotation_marks_are_chinese(data):
    for run in etree.fromstring(parts(data)[DOCUMENT]).iter(f"{W}r"):
        assert run.find("w:rPr/w:rFonts", NS).get(f"{W}hint") == "eastAsia"


def test_each_font_has_one_other_name_short_enough_for_word(data):
    fonts = etree.fromstring(parts(data)["word/fontTable.xml"])
    for font in fonts.iter(f"{W}altName"):
        assert len(font.get(f"{W}val")) < 32
        assert "," not in font.get(f"{W}val")
