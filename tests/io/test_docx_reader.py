"""A Word document is read as it would be printed, with every tracked change accepted."""

import zipfile

import docx
import pytest

from nianbao.core.report import Report
from nianbao.io.documents import docx_words, flow
from nianbao.io.documents.docx import read_docx
from nianbao.io.export import export
from nianbao.io.open_file import read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Merge

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def p(*runs, properties=""):
    """Write a paragraph; bare words become a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(r, runs))}</w:p>"


def r(words, properties=""):
    if words.startswith("<"):
        return words
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def tc(content="", properties=""):
    content = content if content.startswith("<w:p") or "<w:tbl" in content else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells, properties=""):
    cells = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def tbl(*rows):
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def field(code, result):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>"
        f"{mark.format('separate')}{r(result)}{mark.format('end')}"
    )


SPAN = '<w:gridSpan w:val="{}"/>'.format
BEGINS = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"
DELETED = "<w:del w:id='1'/>"
HIDDEN = "<w:vanish/>"


@pytest.fixture
def read(tmp_path):
    """Zip a body, and further parts, and read them."""

    def zip_and_read(*body, space=W, **parts):
        relations = "".join(
            f'<Relationship Id="r{name}" Type="{LINKS}/{name}" Target="{name}.xml"/>'
            for name in parts
        )
        whole = {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{LINKS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}'
            "</Relationships>",
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{"".join(body)}'
            "</w:body></w:document>",
        }
        for name, xml in parts.items():
            whole[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{space}">{xml}</w:{name}>'
        path = tmp_path / "年报.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for name, xml in whole.items():
                container.writestr(name, xml)
        return read_docx(path)

    return zip_and_read


def lines(book):
    """List what stands in the only sheet, row by row."""
    (sheet,) = book.sheets
    rows = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = cell.value
    return [" | ".join(row.values()) for row in rows.values()]


class TestWords:
    def test_runs_of_a_paragraph_are_one_text(self, read):
        assert lines(read(p("主动", "公开"))) == ["主动公开"]

    def test_words_in_links_and_controls_are_words(self, read):
        link = f"<w:hyperlink>{r('公开')}</w:hyperlink>"
        control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('情况')}</w:sdtContent></w:sdt>"
        assert lines(read(p("主动", link, control))) == ["主动公开情况"]

    def test_a_control_that_only_asks_for_words_is_blank(self, read):
        asking = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        content = f"<w:sdtContent>{r('单击此处输入文字。')}</w:sdtContent>"
        assert lines(read(p("3", f"<w:sdt>{asking}{content}</w:sdt>"))) == ["3"]

    def test_a_line_break_parts_lines(self, read):
        assert lines(read(p("一、总体情况", "<w:r><w:br/></w:r>", "2024年"))) == [
            "一、总体情况",
            "2024年",
        ]

    def test_a_centred_title_is_one_line_however_it_was_parted(self, read):
        title = p(
            "某市人民政府", "<w:r><w:br/></w:r>", "2024年报告", properties='<w:jc w:val="center"/>'
        )
        assert lines(read(title)) == ["某市人民政府2024年报告"]

    def test_a_date_stays_below_its_signer(self, read):
        signed = p("某局", "<w:r><w:br/></w:r>", "2025年1月9日", properties='<w:jc w:val="right"/>')
        assert lines(read(signed)) == ["某局", "2025年1月9日"]

    def test_centred_numbers_above_each_other_stay_two(self, read):
        two = p("3", "<w:r><w:br/></w:r>", "4", properties='<w:jc w:val="center"/>')
        assert lines(read(tbl(tr(tc(two), "x")))) == ["3\n4 | x"]

    def test_of_a_field_only_the_result_is_read(self, read):
        assert lines(read(p("共", field("= SUM(ABOVE)", "12"), "件"))) == ["共12件"]

    def test_a_table_of_contents_is_not_read(self, read):
        contents = p(field("TOC \\o", "一、总体情况 1"))
        assert lines(read(contents, p("一、总体情况"))) == ["一、总体情况"]

    def test_a_field_that_never_ends_does_not_swallow_the_tables(self, read):
        begun = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        )
        assert lines(read(p(begun), tbl(tr("规章", "3")))) == ["规章 | 3"]

    def test_a_text_box_follows_the_paragraph_it_hangs_on(self, read):
        box = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>".format
        again = f"<mc:Fallback xmlns:mc='urn:mc'>{box(p('标题'))}</mc:Fallback>"
        assert lines(read(p("正文", box(p("标题")), again))) == ["正文", "标题"]

    def test_a_text_box_in_a_cell_is_left_out_and_that_is_said(self, read):
        box = f"<w:r><w:txbxContent>{p('9')}</w:txbxContent></w:r>"
        book = read(tbl(tr("规章", tc(p("3", box)))))
        assert lines(book) == ["规章 | 3"]
        assert book.remarks == (docx_words.BOXED,)

    def test_a_sign_of_a_private_font_is_not_guessed(self, read):
        sign = '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>'
        assert lines(read(p("1", sign))) == ["1\ufffd"]

    def test_strict_documents_are_read(self, read):
        assert lines(read(p("主动公开"), space=STRICT)) == ["主动公开"]


class TestChanges:
    def test_what_was_inserted_counts_and_what_was_deleted_does_not(self, read):
        changed = f"<w:del><w:r><w:delText>2999</w:delText></w:r></w:del><w:ins>{r('3001')}</w:ins>"
        book = read(p(changed))
        assert lines(book) == ["3001"]
        assert book.remarks == (docx_words.CHANGED,)

    def test_what_was_moved_is_read_where_it_went(self, read):
        moved = f"<w:moveFrom>{r('甲')}</w:moveFrom>", f"<w:moveTo>{r('甲')}</w:moveTo>"
        assert lines(read(p("乙", moved[0]), p("丙", moved[1]))) == ["乙", "丙甲"]

    def test_a_deleted_end_of_paragraph_joins_two(self, read):
        first = p("本机关", properties=f"<w:rPr>{DELETED}</w:rPr>")
        assert lines(read(first, p("不掌握"))) == ["本机关不掌握"]

    def test_a_deleted_row_is_gone(self, read):
        rows = tr("甲", "1"), tr("乙", "2", properties=DELETED), tr("丙", "3")
        assert lines(read(tbl(*rows))) == ["甲 | 1", "丙 | 3"]

    def test_the_look_before_a_change_is_nothing(self, read):
        before = f"<w:rPrChange><w:rPr>{HIDDEN}</w:rPr></w:rPrChange>"
        assert lines(read(p(r("3", before)))) == ["3"]

    @pytest.mark.parametrize(
        ("look", "remark"),
        [(HIDDEN, docx_words.HIDDEN), ("<w:strike/>", docx_words.STRUCK)],
    )
    def test_what_is_hidden_or_struck_out_is_left_out_and_that_is_said(self, read, look, remark):
        book = read(p(r("5", look), "6"))
        assert lines(book) == ["6"]
        assert book.remarks == (remark,)

    def test_a_look_that_is_switched_off_hides_nothing(self, read):
        assert lines(read(p(r("5", '<w:vanish w:val="0"/>')))) == ["5"]

    def test_a_raised_note_is_no_part_of_a_number(self, read):
        raised = r("1", '<w:vertAlign w:val="superscript"/>')
        book = read(tbl(tr("规章", tc(p("12", raised)))))
        assert lines(book) == ["规章 | 12"]
        assert book.remarks == (docx_words.RAISED,)


LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
).format
LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + LEVEL(0, "chineseCounting", "%1、")
    + LEVEL(1, "chineseCounting", "（%2）")
    + LEVEL(2, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(words, level, which=1):
    return p(
        words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>'
    )


class TestAutomaticNumbers:
    def test_they_stand_before_the_words(self, read):
        body = numbered("总体情况", 0), numbered("甲", 1), numbered("乙", 1), numbered("问题", 0)
        assert lines(read(*body, numbered("丙", 1), numbering=LISTS)) == [
            "一、总体情况",
            "（一）甲",
            "（二）乙",
            "二、问题",
            "（一）丙",
        ]

    def test_a_list_may_begin_anew(self, read):
        body = numbered("甲", 1), numbered("乙", 1), numbered("丙", 1, which=2)
        assert lines(read(*body, numbering=LISTS)) == ["（一）甲", "（二）乙", "（一）丙"]

    def test_they_may_come_from_a_style_and_the_one_it_is_based_on(self, read):
        styles = (
            '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
            "</w:style>"
            '<w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
            "</w:numPr></w:pPr></w:style>"
        )
        body = p("甲", properties='<w:pStyle w:val="a"/>') + p(
            "乙", properties='<w:pStyle w:val="b"/>'
        )
        assert lines(read(body, numbering=LISTS, styles=styles)) == ["一、甲", "（一）乙"]

    def test_a_dot_is_no_number(self, read):
        assert lines(read(numbered("甲", 2), numbering=LISTS)) == ["甲"]

    def test_they_are_no_part_of_what_stands_in_a_table(self, read):
        cell = tc(numbered("5", 1))
        assert lines(read(tbl(tr("规章", cell)), numbering=LISTS)) == ["规章 | 5"]


class TestTables:
    def test_paragraphs_and_tables_keep_their_order(self, read):
        book = read(p("前"), tbl(tr("甲", "1"), tr("乙", "2")), p("后"))
        (sheet,) = book.sheets
        assert [at for at, _ in sorted(sheet.cells.items())] == [
            (0, 0),
            (2, 0),
            (2, 1),
            (3, 0),
            (3, 1),
            (5, 0),
        ]

    def test_every_place_has_a_name(self, read):
        (sheet,) = read(p("前"), tbl(tr("甲", "1"), tr("乙", "2")), p("后")).sheets
        assert [sheet.place(*at) for at in ((0, 0), (3, 1), (5, 0))] == [
            "第1段",
            "表格1第2行第2列",
            "第2段",
        ]
        assert sheet.area(2, 0, 3, 1) == "表格1"

    def test_cells_may_be_merged_both_ways(self, read):
        rows = (
            tr(tc("合", SPAN(2) + BEGINS), "1"),
            tr(tc("", SPAN(2) + GOES_ON), "2"),
            tr("甲", "乙", "3"),
        )
        (sheet,) = read(tbl(*rows)).sheets
        assert sheet.merges == (Merge(1, 0, 2, 1),)
        assert {at: cell.value for at, cell in sheet.cells.items()}[2, 2] == "2"

    def test_words_under_a_merged_cell_are_not_seen(self, read):
        assert lines(read(tbl(tr(tc("甲", BEGINS), "1"), tr(tc("乙", GOES_ON), "2")))) == [
            "甲 | 1",
            "2",
        ]

    def test_a_cell_that_goes_on_from_nothing_stands_for_itself(self, read):
        assert lines(read(tbl(tr(tc("甲", GOES_ON), "1"), tr("乙", "2")))) == ["甲 | 1", "乙 | 2"]

    def test_merged_the_old_way(self, read):
        begins, goes_on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
        (sheet,) = read(tbl(tr(tc("甲", begins), tc("", goes_on), "1"), tr("乙", "2", "3"))).sheets
        assert sheet.merges == (Merge(1, 0, 1, 1),)

    def test_a_row_may_begin_further_right(self, read):
        rows = tr("甲", "乙", "1"), tr("丙", "2", properties='<w:gridBefore w:val="1"/>')
        (sheet,) = read(tbl(*rows)).sheets
        assert sheet.cells[2, 1].value == "丙"

    def test_a_hidden_row_is_known_as_one(self, read):
        (sheet,) = read(tbl(tr("甲", "1"), tr("乙", "2", properties="<w:hidden/>"))).sheets
        assert sheet.hidden_rows == {2}

    def test_a_table_in_a_control_is_a_table(self, read):
        inside = f"<w:sdt><w:sdtContent>{tbl(tr('甲', '1'), tr('乙', '2'))}</w:sdtContent></w:sdt>"
        assert lines(read(inside)) == ["甲 | 1", "乙 | 2"]

    def test_a_table_within_a_table_is_laid_out_by_itself(self, read):
        inner = tbl(tr("甲", "1"), tr("乙", "2"))
        outer = tbl(tr(tc(p("前") + inner + p("后")), "旁"))
        assert lines(read(outer)) == ["前", "甲 | 1", "乙 | 2", "后", "旁"]

    def test_a_frame_around_words_is_no_table(self, read):
        assert lines(read(tbl(tr(tc(p("甲") + p("乙")))))) == ["甲", "乙"]

    def test_what_is_embedded_is_remarked(self, read):
        book = read(
            "<w:altChunk/>", p("<w:r><w:object><o:OLEObject xmlns:o='urn:o'/></w:object></w:r>")
        )
        assert book.remarks == (docx_words.FOREIGN, docx_words.OBJECT)


class TestLimits:
    def test_too_many_cells(self, read, monkeypatch):
        monkeypatch.setattr(flow, "CELL_LIMIT", 3)
        with pytest.raises(Refused) as refused:
            read(tbl(tr("1", "2"), tr("3", "4")))
        assert refused.value.code is Refusal.TOO_BIG

    def test_a_body_without_end(self, read, monkeypatch):
        monkeypatch.setattr("nianbao.io.documents.docx.PART_LIMIT", 100)
        with pytest.raises(Refused) as refused:
            read(p("字" * 100))
        assert refused.value.code is Refusal.TOO_BIG

    def test_a_document_type_definition(self, tmp_path, read):
        read(p("甲"))
        path = tmp_path / "年报.docx"
        with zipfile.ZipFile(path) as container:
            parts = {name: container.read(name) for name in container.namelist()}
        parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        with zipfile.ZipFile(path, "w") as container:
            for name, data in parts.items():
                container.writestr(name, data)
        with pytest.raises(Refused) as refused:
            read_docx(path)
        assert refused.value.code is Refusal.UNSAFE


def test_what_another_program_writes_is_read(tmp_path):
    document = docx.Document()
    document.add_heading("一、总体情况", 1)
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合"
    table.cell(1, 2).text = "7"
    document.save(tmp_path / "年报.docx")
    book = read_docx(tmp_path / "年报.docx")
    assert lines(book) == ["一、总体情况", "合", "7"]
    assert book.sheets[0].merges == (Merge(2, 0, 2, 1),)


@pytest.mark.parametrize("draft", [False, True])
def test_what_was_exported_comes_back(tmp_path, book, seed_report, draft):
    path = tmp_path / "年报.docx"
    path.write_bytes(export(".docx", book, seed_report, draft=draft).data)
    imported = read_any(path, {"2021": book})
    back = Report("2021")
    back.apply(imported.change)
    assert imported.problems == ()
    assert dict(back.entries) == dict(seed_report.entries)
    was, told = seed_report.particulars, back.particulars
    assert (told.organ, told.year, told.title) == (was.organ, was.year, was.title)
    assert (told.preamble, told.signature) == (was.preamble, was.signature)
    assert [[passage.heading for passage in passages] for passages in back.text.values()] == [
        [passage.heading for passage in passages] for passages in seed_report.text.values()
    ]
