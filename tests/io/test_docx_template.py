"""The office's own base.docx: what is taken from it, what is left behind, what is refused."""

import re
import shutil
import subprocess

import docx
import pytest
from docx_parts import (
    CORE,
    DOCUMENT,
    RELATIONS,
    SETTINGS,
    STYLES,
    TYPES,
    parts,
    put_together,
)

from nianbao.app.command_line import run
from nianbao.io.export import export
from nianbao.io.paths import data
from nianbao.io.problems import Refused
from nianbao.io.word.export import write_docx
from nianbao.io.word.fit import FULL_LINE, PAGE, FittedTable
from nianbao.io.word.lint import faults
from nianbao.io.word.measures import USUAL, measured
from nianbao.io.word.styles import Style
from nianbao.io.word.template import (
    TEMPLATE,
    base_for,
    keep_template,
    office_template,
    read_template,
    write_shipped_base,
)

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
OFFICE_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOM = PAGE - FULL_LINE
WORD_TYPE = "application/vnd.openxmlformats-officedocument"


@pytest.fixture
def shipped():
    return parts((data("resources") / "base.docx").read_bytes())


@pytest.fixture
def template(tmp_path):
    """Write parts as an edited base.docx; give its path."""

    def write(given, name="本局模板.docx"):
        path = tmp_path / name
        path.write_bytes(put_together(given))
        return path

    return write


@pytest.fixture
def written(form, seed_report, template):
    """Write the seed report into a template of these parts; give the parts of the document."""

    def write(given, *, draft=False):
        base = read_template(template(given))
        document = write_docx(form, seed_report, draft=draft, base=base).data
        assert faults(document) == ()
        return parts(document)

    return write


@pytest.fixture
def refusal(template):
    """Try to read a template; give the clerk's sentence."""

    def read(given):
        with pytest.raises(Refused) as refused:
            read_template(given if hasattr(given, "name") else template(given))
        return refused.value.message

    return read


def edited(given, part, old, new):
    assert old.encode() in given[part]
    return {**given, part: given[part].replace(old.encode(), new.encode())}


def pointing(given, kind, target, name="rId90", mode=""):
    """Let the document point at one more part."""
    way = f'<Relationship Id="{name}" Type="{OFFICE_SPACE}/{kind}" Target="{target}"{mode}/>'
    return edited(given, RELATIONS, "</Relationships>", way + "</Relationships>")


def typed(given, part, kind):
    override = f'<Override PartName="/{part}" ContentType="{kind}"/>'
    return edited(given, TYPES, "</Types>", override + "</Types>")


# --- kept and used


def test_without_one_the_programs_own_is_used(own_folder):
    assert office_template(own_folder) is None
    assert base_for(None).parts == base_for(own_folder).parts


def test_an_edited_base_is_kept_and_used_from_then_on(
    book, seed_report, shipped, template, own_folder
):
    bigger = edited(shipped, STYLES, '<w:sz w:val="44"/>', '<w:sz w:val="52"/>')
    kept = keep_template(template(bigger), own_folder)
    assert kept == own_folder / TEMPLATE == office_template(own_folder)
    assert b'<w:sz w:val="52"/>' in parts(export(".docx", book, seed_report).data)[STYLES]


def test_what_is_given_to_the_clerk_to_edit_is_the_programs_own(tmp_path, shipped):
    write_shipped_base(tmp_path / "模板.docx")
    assert parts((tmp_path / "模板.docx").read_bytes()) == shipped
    assert read_template(tmp_path / "模板.docx").styles == base_for(None).styles


def test_one_that_is_refused_does_not_replace_the_one_in_use(shipped, template, own_folder):
    keep_template(template(shipped), own_folder)
    before = (own_folder / TEMPLATE).read_bytes()
    with pytest.raises(Refused):
        keep_template(template(edited(shipped, STYLES, "年报数字", "数字")), own_folder)
    assert (own_folder / TEMPLATE).read_bytes() == before


# --- tables set otherwise


def test_the_programs_own_tables_measure_as_the_program_takes_them_to(shipped):
    assert measured(shipped[STYLES], base_for(None).styles) == USUAL


def with_larger_tables(shipped):
    """Numbers of 12 pt on lines of 16 pt, labels of 10 pt on lines of 13 pt."""
    return larger(larger(shipped, "年报数字", 320, 24), "年报项目", 260, 20)


def larger(given, style, line, size):
    before, name, after = given[STYLES].decode().partition(f'<w:name w:val="{style}"/>')
    own, end, others = after.partition("</w:style>")
    own = re.sub(r'w:line="\d+"', f'w:line="{line}"', own)
    own = re.sub(r'(<w:szC?s? w:val=)"\d+"', rf'\1"{size}"', own)
    return {**given, STYLES: (before + name + own + end + others).encode()}


def test_numbers_shrink_from_the_size_the_office_gave_them(form, seed_report, shipped, template):
    base = read_template(template(with_larger_tables(shipped)))
    assert base.measures.sizes[Style.TABLE_NUMBER] == 24
    fitted = FittedTable(form.table("t3"), base.measures)
    (cell,) = [c for c in fitted.table.cells if c.field and c.field.id == "t3.1.welfare"]
    assert [fitted.number_size("9" * digits, cell) for digits in (1, 2, 3, 4)] == [
        *(None, None, None, 20),
    ]


def test_rows_grow_with_the_lines_the_office_gave_them(form, shipped, template):
    base = read_template(template(with_larger_tables(shipped)))
    usual = FittedTable(form.table("t4"))
    grown = FittedTable(form.table("t4"), base.measures)
    assert grown.height(grown.row_heights(0)) - usual.height(usual.row_heights(0)) == 320 - 280


def test_table_three_takes_less_air_rather_than_two_pages(form, shipped, template):
    base = read_template(template(with_larger_tables(shipped)))
    fitted = FittedTable(form.table("t3"), base.measures)
    assert 0.97 * ROOM < fitted.height(fitted.row_heights(0)) <= ROOM


def test_the_clerk_is_told_of_a_table_that_no_page_can_hold(
    book, report, shipped, template, own_folder
):
    keep_template(template(larger(shipped, "年报数字", 480, 36)), own_folder)
    (remark,) = export(".docx", book, report).remarks
    assert remark.startswith("按照“年报模板.docx”里的字号，表三一页放不下，")


@pytest.mark.parametrize(
    ("rule", "line"), [("auto", round(320 / 240 * 240 * 1.35)), ("atLeast", 320)]
)
def test_a_line_left_to_the_font_is_guessed(shipped, template, rule, line):
    given = with_larger_tables(shipped)
    given = edited(given, STYLES, '320" w:lineRule="exact"', f'320" w:lineRule="{rule}"')
    assert read_template(template(given)).measures.lines[Style.TABLE_NUMBER] == line


# --- refused, in words


def test_a_style_that_was_lost_is_named_as_word_shows_it(shipped, refusal):
    lost = edited(shipped, STYLES, 'w:val="heading 1"', 'w:val="我的标题"')
    lost = edited(lost, STYLES, 'w:val="年报数字"', 'w:val="数字"')
    assert refusal(lost) == (
        "“Word 文档”写不进去（模板“本局模板.docx”不能用：里面少了样式“标题 1（heading 1）”、"
        "“年报数字”），请在 Word 或 WPS 里改好这个模板，或者不用它，改用程序自带的模板；"
        "原来的文件没有改动。"
    )


NARROW = ('w:left="1588"', 'w:left="2588"')
LOW = ('w:bottom="1985"', 'w:bottom="3985"')


@pytest.mark.parametrize(("change", "area"), [(NARROW, "138×225"), (LOW, "156×190")])
def test_a_page_too_small_for_the_tables_is_refused_with_its_size(shipped, refusal, change, area):
    assert f"版心只有 {area} 毫米" in refusal(edited(shipped, DOCUMENT, *change))


def test_a_page_a_little_wider_will_do(shipped, written):
    page = written(edited(shipped, DOCUMENT, 'w:left="1588"', 'w:left="1418"'))[DOCUMENT]
    assert b'w:left="1418"' in page


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"<w:sectPr>.*</w:sectPr>", "没有页面设置"),
        (r"<w:pgMar [^>]*/>", "没有写明纸张大小或者页边距"),
        (r"</w:body>.*$", "内容不完整"),
    ],
)
def test_a_document_without_a_page_is_refused(shipped, refusal, pattern, words):
    spoilt = re.sub(pattern.encode(), b"", shipped[DOCUMENT], flags=re.DOTALL)
    assert words in refusal({**shipped, DOCUMENT: spoilt})


def test_strict_open_xml_is_refused_with_what_to_do(shipped, refusal):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = edited(shipped, DOCUMENT, space, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert "另存为普通的 Word 文档（.docx）" in refusal(strict)


def test_a_zip_that_is_no_word_document_is_refused(refusal):
    assert "它不是 Word 文档（.docx）" in refusal({"a.txt": b"a"})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_zip_is_refused(tmp_path, refusal, content):
    path = tmp_path / "模板.docx"
    path.write_bytes(content)
    assert "模板“模板.docx”不能用：它打不开，或者已经损坏" in refusal(path)


def test_the_command_line_says_so_and_writes_nothing(
    request, tmp_path, shipped, own_folder, capsys
):
    own_folder.mkdir(parents=True, exist_ok=True)
    lost = edited(shipped, STYLES, 'w:val="Signature"', 'w:val="S"')
    (own_folder / TEMPLATE).write_bytes(put_together(lost))
    seed = request.config.rootpath / "tests" / "samples" / "seed.nianbao"
    out = tmp_path / "年报.docx"
    assert run(["export", str(seed), "-o", str(out), "--draft"]) == 2
    assert "“签名（Signature）”" in capsys.readouterr().err
    assert not out.exists()


# --- what other programs write into it


def test_text_of_the_template_and_who_edited_it_stay_behind(shipped, written):
    app = b'<Properties xmlns="urn:x"><Company>SECRET</Company></Properties>'
    given = {**shipped, "docProps/app.xml": app}
    given = typed(given, "docProps/app.xml", f"{WORD_TYPE}.extended-properties+xml")
    given = edited(given, CORE, "<dc:language>", "<dc:creator>SECRET</dc:creator><dc:language>")
    old = "<w:p><w:r><w:t>SECRET</w:t></w:r></w:p><w:sectPr>"
    given = edited(given, DOCUMENT, "<w:sectPr>", old)
    everything = b"".join(written(given).values())
    assert b"SECRET" not in everything
    assert b"app.xml" not in everything


def test_fonts_of_the_theme_do_not_win_over_the_named_ones(shipped, written):
    themed = edited(shipped, STYLES, 'w:eastAsia="黑体"', 'w:eastAsia="黑体" w:asciiTheme="minor"')
    themed["word/theme/theme1.xml"] = b'<a:theme xmlns:a="urn:a"/>'
    themed = pointing(themed, "theme", "theme/theme1.xml")
    themed = typed(themed, "word/theme/theme1.xml", f"{WORD_TYPE}.theme+xml")
    document = written(themed)
    assert "word/theme/theme1.xml" not in document
    assert b"Theme=" not in document[STYLES]
    assert 'w:eastAsia="黑体"'.encode() in document[STYLES]


def test_ways_to_other_files_are_not_followed_nor_kept(shipped, written):
    attached = edited(
        shipped,
        SETTINGS,
        "<w:defaultTabStop",
        f'<w:attachedTemplate xmlns:r="{OFFICE_SPACE}" r:id="rId1"/><w:defaultTabStop',
    )
    attached["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE_SPACE}/attachedTemplate"'
        r' Target="file:///\\server\private\Normal.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    everything = b"".join(written(attached).values())
    assert b"attachedTemplate" not in everything
    assert b"private" not in everything


def with_emblem(shipped):
    """Put a picture into the foot of odd pages, and a header of the office's own."""
    space = f'xmlns:r="{OFFICE_SPACE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    picture = (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:pict><v:shape {space} id="e">'
        '<v:imagedata r:id="rId1"/></v:shape></w:pict></w:r></w:p>'
    )
    given = edited(shipped, "word/footer1.xml", "</w:p>", picture)
    given["word/media/emblem.png"] = b"\x89PNG"
    given["word/_rels/footer1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE_SPACE}/image" Target="media/emblem.png"/>'
        "</Relationships>"
    ).encode()
    png = b'<Default Extension="png" ContentType="image/png"/><Override'
    given[TYPES] = given[TYPES].replace(b"<Override", png, 1)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    given["word/header1.xml"] = (
        f'<w:hdr xmlns:w="{space}"><w:p><w:r><w:t>某局</w:t></w:r></w:p></w:hdr>'
    ).encode()
    given = pointing(given, "header", "header1.xml", "rId91")
    given = typed(given, "word/header1.xml", f"{WORD_TYPE}.wordprocessingml.header+xml")
    refers = '<w:headerReference w:type="{}" r:id="rId91"/>'
    both = refers.format("default") + refers.format("even")
    return edited(given, DOCUMENT, "<w:sectPr>", "<w:sectPr>" + both)


def test_an_emblem_in_the_foot_and_a_header_are_kept(shipped, written):
    document = written(with_emblem(shipped))
    assert document["word/media/emblem.png"] == b"\x89PNG"
    assert "某局".encode() in document["word/header1.xml"]


def test_a_draft_bears_its_mark_in_place_of_the_offices_header(shipped, written):
    document = written(with_emblem(shipped), draft=True)
    used = re.findall(rb'<w:headerReference [^>]*r:id="([^"]*)"', document[DOCUMENT])
    assert used == [b"draft-default", b"draft-even"]


def test_a_draft_marks_a_first_page_of_its_own_too(shipped, written):
    apart = edited(shipped, DOCUMENT, "<w:docGrid", "<w:titlePg/><w:docGrid")
    document = written(apart, draft=True)
    assert "草稿".encode() in document["word/draft-first.xml"]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_base_saved_by_libreoffice_does_as_well(tmp_path, form, seed_report):
    write_shipped_base(tmp_path / "base.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "docx", "--outdir", tmp_path / "o"]
    subprocess.run([*command, tmp_path / "base.docx"], check=True, capture_output=True, timeout=120)
    base = read_template(tmp_path / "o" / "base.docx")
    document = write_docx(form, seed_report, base=base).data
    ours = write_docx(form, seed_report).data
    texts = []
    for number, one in enumerate((document, ours)):
        (tmp_path / f"{number}.docx").write_bytes(one)
        texts.append([p.text for p in docx.Document(tmp_path / f"{number}.docx").paragraphs])
    assert texts[0] == texts[1]
