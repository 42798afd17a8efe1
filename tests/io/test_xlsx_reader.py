"""An .xlsx workbook is read as it is: nothing computed, nothing guessed, nothing lost."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.comments import Comment

from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import CellError, Merge, SheetCell, address
from nianbao.io.xlsx import reader
from nianbao.io.xlsx.reader import read_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

SHEET_PART = "xl/worksheets/sheet1.xml"


def relationships(*pointers, base=LINKS):
    """Write a part of relationships: id, kind, target, and whether it leads outside."""
    inside = "".join(
        f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{target}" {"".join(more)}/>'
        for name, kind, target, *more in pointers
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


EXTERNAL = 'TargetMode="External"'
SHEET_POINTER = ("rId1", "worksheet", "worksheets/sheet1.xml")
STYLES_POINTER = ("rId2", "styles", "styles.xml")
STRINGS_POINTER = ("rId3", "sharedStrings", "sharedStrings.xml")


def sheet_xml(rows, before="", after=""):
    """Write a sheet around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts_of(rows="", before="", after="", **changes):
    """List the parts of a small whole workbook."""
    parts = {
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(SHEET_POINTER),
        SHEET_PART: sheet_xml(rows, before, after),
    }
    return parts | changes


@pytest.fixture
def read(tmp_path):
    """Zip parts and read them."""

    def zip_and_read(parts, compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / "年报.xlsx"
        with zipfile.ZipFile(path, "w", compression) as container:
            for name, data in parts.items():
                if data is not None:
                    container.writestr(name, data)
        return read_xlsx(path)

    return zip_and_read


@pytest.fixture
def saved(tmp_path):
    """Save a workbook of openpyxl and read it."""

    def save_and_read(book):
        path = tmp_path / "年报.xlsx"
        book.save(path)
        return read_xlsx(path)

    return save_and_read


def one_cell(cell):
    """Wrap a cell into a row."""
    return f'<row r="1">{cell}</row>'


def refusal_of(read, parts):
    """Give the code of the refusal."""
    with pytest.raises(Refused) as refused:
        read(parts)
    return refused.value.code


# Addresses


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (6, 3, "D7"), (0, 25, "Z1"), (9, 26, "AA10"), (1048575, 16383, "XFD1048576")],
)
def test_a_place_is_named_as_the_clerk_knows_it(row, column, name):
    assert address(row, column) == name


# Values


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>12</v></c>', Decimal(12)),
        ('<c r="A1" t="n"><v>0</v></c>', Decimal(0)),
        ('<c r="A1"><v>-1</v></c>', Decimal(-1)),
        ('<c r="A1"><v>-0</v></c>', Decimal(0)),
        ('<c r="A1"><v>7.5</v></c>', Decimal("7.5")),
        ('<c r="A1"><v>96171.600000000006</v></c>', Decimal("96171.6")),
        ('<c r="A1"><v>0.30000000000000004</v></c>', Decimal("0.3")),
        ('<c r="A1"><v>1.2E3</v></c>', Decimal(1200)),
        ('<c r="A1"><v>5.0</v></c>', Decimal(5)),
        ('<c r="A1"><v>1E400</v></c>', "1E400"),
        ('<c r="A1"><v>1_000</v></c>', "1_000"),
        ('<c r="A1"><v>六</v></c>', "六"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#REF!</v></c>', CellError("#REF!")),
        ('<c r="A1" t="str"><v> 12 </v></c>', " 12 "),
        ('<c r="A1" t="inlineStr"><is><t>规章</t></is></c>', "规章"),
        ('<c r="A1" t="inlineStr"><is><r><t>规</t></r><r><t>章</t></r></is></c>', "规章"),
        (
            '<c r="A1" t="inlineStr"><is><t>章</t><rPh sb="0"><t>zhang</t></rPh></is></c>',
            "章",
        ),
        ('<c r="A1" t="str"><v>上_x000D_\n下</v></c>', "上\n下"),
        ('<c r="A1" t="str"><v>_x005F_x000D_</v></c>', "_x000D_"),
        ('<c r="A1" t="str"><v>a_x0000_b_xD800_</v></c>', "ab\ufffd"),
        ('<c r="A1" t="d"><v>2024-01-02</v></c>', dt.datetime(2024, 1, 2)),  # noqa: DTZ001
        ('<c r="A1" t="d"><v>12:30:00</v></c>', dt.time(12, 30)),
        ('<c r="A1" t="d"><v>一月</v></c>', "一月"),
    ],
)
def test_a_cell_holds_what_was_typed(read, cell, value):
    sheet = read(parts_of(one_cell(cell))).sheets[0]
    assert sheet.cells == {(0, 0): SheetCell(value)}
    if isinstance(value, Decimal):
        assert str(sheet.cells[0, 0].value) == str(value)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"/>',
        '<c r="A1" s="1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="inlineStr"><is><t></t></is></c>',
        '<c r="A1" t="str"><v></v></c>',
        '<c r="A1" t="e"><v></v></c>',
        '<c r="A1" t="b"><v></v></c>',
    ],
)
def test_an_empty_cell_is_no_cell(read, cell):
    assert read(parts_of(one_cell(cell))).sheets[0].cells == {}


STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>规章</t></si><si><r><t>行政</t></r><r><rPr/><t> 许可</t></r>'
    '<rPh sb="0" eb="1"><t>xing</t></rPh><phoneticPr/></si><si><t></t></si></sst>'
)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "规章"), (1, "行政 许可")], ids=["plain", "rich, with phonetics"]
)
def test_a_shared_text_is_looked_up(read, number, text):
    parts = parts_of(one_cell(f'<c r="A1" t="s"><v>{number}</v></c><c r="B1" t="s"><v>2</v></c>'))
    parts["xl/_rels/workbook.xml.rels"] = relationships(SHEET_POINTER, STRINGS_POINTER)
    parts["xl/sharedStrings.xml"] = STRINGS
    assert read(parts).sheets[0].cells == {(0, 0): SheetCell(text)}


# Dates and number formats

STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts>
<numFmt numFmtId="164" formatCode="m&quot;月&quot;d&quot;日&quot;"/>
<numFmt numFmtId="165" formatCode="#,##0&quot;元&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/>
<xf numFmtId="9"/><xf/></cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("style", "raw", "value", "shown"),
    [
        (0, "45293", Decimal(45293), None),
        (1, "45293", dt.datetime(2024, 1, 2), "1月2日"),  # noqa: DTZ001
        (1, "0", dt.datetime(1899, 12, 31), "1月0日"),  # noqa: DTZ001
        (1, "-3", Decimal(-3), "########"),
        (2, "251000", Decimal(251000), "251,000元"),
        (2, "7", Decimal(7), "7元"),
        (3, "0.75", dt.time(18), "18:00"),
        (4, "0.5", Decimal("0.5"), "50%"),
        (5, "7", Decimal(7), None),
        (99, "7", Decimal(7), None),
    ],
    ids=[
        *("general", "day", "day naught", "before all days", "unit", "small with unit"),
        *("time", "per cent", "style without format", "style that is not there"),
    ],
)
def test_a_number_format_tells_dates_and_what_was_seen(read, style, raw, value, shown):
    parts = parts_of(one_cell(f'<c r="A1" s="{style}"><v>{raw}</v></c>'))
    parts["xl/_rels/workbook.xml.rels"] = relationships(SHEET_POINTER, STYLES_POINTER)
    parts["xl/styles.xml"] = STYLES
    assert read(parts).sheets[0].cells == {(0, 0): SheetCell(value, shown=shown)}


def test_days_count_from_1904_where_the_workbook_says_so(saved):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = dt.datetime(2024, 1, 2)  # noqa: DTZ001
    assert saved(book).sheets[0].cells[0, 0].value == dt.datetime(2024, 1, 2)  # noqa: DTZ001


# Formulas


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="C3"><f>SUM(A1:B1)</f><v>5</v></c>', SheetCell(Decimal(5), "SUM(A1:B1)")),
        ('<c r="C3"><f>SUM(A1:B1)</f></c>', SheetCell(None, "SUM(A1:B1)")),
        ('<c r="C3"><f>SUM(A1:B1)</f><v></v></c>', SheetCell(None, "SUM(A1:B1)")),
        ('<c r="C3"><f>=A1</f><v>5</v></c>', SheetCell(Decimal(5), "A1")),
        ('<c r="C3" t="str"><f>A1&amp;"件"</f><v>5件</v></c>', SheetCell("5件", 'A1&"件"')),
        ('<c r="C3" t="str"><f>IF(A1,"",1)</f><v></v></c>', SheetCell("", 'IF(A1,"",1)')),
        ('<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', SheetCell(CellError("#DIV/0!"), "1/0")),
        (
            '<c r="C3"><f t="array" ref="C3">SUM(A1:A2)</f><v>3</v></c>',
            SheetCell(Decimal(3), "SUM(A1:A2)"),
        ),
        ('<c r="C3"><f>[1]去年!A1</f><v>9</v></c>', SheetCell(Decimal(9), "[1]去年!A1")),
        ('<c r="C3"><f t="shared" si="7"/></c>', SheetCell(None, "?")),
        ('<c r="C3"><f t="dataTable" ref="C3"/><v>4</v></c>', SheetCell(Decimal(4), "?")),
    ],
    ids=[
        *("saved result", "no result", "empty result", "with its sign", "text", "empty text"),
        *("error", "array", "another file", "shared with nothing", "data table"),
    ],
)
def test_a_formula_keeps_its_text_and_its_saved_result(read, cell, expected):
    assert read(parts_of(f'<row r="3">{cell}</row>')).sheets[0].cells == {(2, 2): expected}


@pytest.mark.parametrize(
    ("formula", "further"),
    [
        ("SUM(A1:B1)", "SUM(B3:C3)"),
        ("$A1+A$1+$A$1", "$A3+B$1+$A$1"),
        ("表二!A1*LOG10(A1)", "表二!B3*LOG10(B3)"),
        ("'A1 表'!A1&amp;\"A1\"", "'A1 表'!B3&\"A1\""),
        ("[1]Sheet1!A1", "[1]Sheet1!B3"),
    ],
)
def test_a_shared_formula_is_spelled_out_for_each_cell(read, formula, further):
    rows = (
        f'<row r="1"><c r="C1"><f t="shared" ref="C1:D3" si="0">{formula}</f><v>1</v></c></row>'
        '<row r="3"><c r="D3"><f t="shared" si="0"/></c></row>'
    )
    assert read(parts_of(rows)).sheets[0].cells[2, 3] == SheetCell(None, further)


def test_a_formula_is_never_run_and_its_hyperlink_never_followed(read):
    formula = 'HYPERLINK("http://127.0.0.1/","年报")'
    cell = f'<c r="A1" t="str"><f>{formula}</f><v>年报</v></c>'.replace('("', "(&quot;")
    assert read(parts_of(one_cell(cell))).sheets[0].cells[0, 0] == SheetCell("年报", formula)


# Places

ROWS = {
    "as it should be": '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>',
    "row without number": '<row r="1"/><row><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>',
    "cells without address": '<row r="2"><c/><c><v>1</v></c><c s="1"/><c><v>2</v></c></row>',
    "some without address": '<row r="2"><c r="B2"><v>1</v></c><c/><c><v>2</v></c></row>',
    "small letters and dollars": '<row r="2"><c r="b2"><v>1</v></c><c r="$D$2"><v>2</v></c></row>',
    "no row number at all": "<row/><row><c/><c><v>1</v></c><c/><c><v>2</v></c></row>",
    "addresses against the row": '<row r="9"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>',
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_a_cell_is_found_where_it_stands(read, rows):
    expected = {(1, 1): SheetCell(Decimal(1)), (1, 3): SheetCell(Decimal(2))}
    assert read(parts_of(rows)).sheets[0].cells == expected


def test_a_wrong_dimension_hides_nothing(read):
    rows = '<row r="7"><c r="D7"><v>1</v></c></row>'
    assert (6, 3) in read(parts_of(rows, before='<dimension ref="A1"/>')).sheets[0].cells


def test_merges_are_kept_and_what_is_no_merge_is_not(read):
    after = (
        '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="D4:C3"/><mergeCell ref="E5:E5"/>'
        '<mergeCell ref="F1:XFD1048576"/><mergeCell ref="A6000:B6001"/><mergeCell ref="?"/>'
        "</mergeCells>"
    )
    assert read(parts_of(after=after)).sheets[0].merges == (
        Merge(0, 0, 1, 1),
        Merge(2, 2, 3, 3),
        Merge(0, 5, 4_999, 399),
    )


def test_hidden_rows_and_columns_are_known_and_read_all_the_same(read):
    sheet = read(
        parts_of(
            '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0"/><row r="3"/>',
            before='<cols><col min="2" max="3" hidden="true"/><col min="5" max="5" width="0"/>'
            '<col min="399" max="16384" hidden="1"/><col min="x" max="y" hidden="1"/></cols>',
        )
    ).sheets[0]
    assert sheet.hidden_rows == {0, 1}
    assert sheet.hidden_columns == {1, 2, 4, 398, 399}
    assert (0, 0) in sheet.cells


def test_comments_become_notes_also_on_empty_cells(saved):
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["A1"].comment = Comment("含结转", "甲")
    book.active["B2"].comment = Comment("待核", "甲")
    assert saved(book).sheets[0].cells == {
        (0, 0): SheetCell(Decimal(1), note="含结转"),
        (1, 1): SheetCell(None, note="待核"),
    }


# Sheets


def test_sheets_come_in_order_with_their_names_hidden_ones_too(saved):
    book = openpyxl.Workbook()
    book.active.title = "R&D <一>"
    book.create_sheet("藏").sheet_state = "hidden"
    book.create_sheet("深藏").sheet_state = "veryHidden"
    sheets = saved(book).sheets
    assert [(it.name, it.hidden) for it in sheets] == [
        ("R&D <一>", False),
        ("藏", True),
        ("深藏", True),
    ]


def strict(parts):
    """Respell a workbook in the strict form."""
    return {
        name: data.replace(MAIN, STRICT).replace(LINKS, STRICT_LINKS)
        for name, data in parts.items()
    }


def prefixed(parts):
    """Respell a sheet with a prefix before every name."""
    inside = parts[SHEET_PART].replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return parts | {SHEET_PART: inside.replace("xmlns=", "xmlns:x=")}


def with_target(target):
    """Give a change of the sheet's target."""
    return lambda parts: (
        parts | {"xl/_rels/workbook.xml.rels": relationships(("rId1", "worksheet", target))}
    )


SPELLINGS = {
    "usual": lambda parts: parts,
    "strict": strict,
    "prefixed": prefixed,
    "absolute target": with_target("/xl/worksheets/sheet1.xml"),
    "roundabout target": with_target("../xl/./worksheets/sheet1.xml"),
    "target in other case": with_target("Worksheets/Sheet1.xml"),
    "target with backslashes": with_target("worksheets\\sheet1.xml"),
    "target with escapes": with_target("worksheets/sheet%31.xml"),
    "other prefix of the pointer": lambda parts: {
        name: data.replace("xmlns:r=", "xmlns:q=").replace("r:id=", "q:id=")
        for name, data in parts.items()
    },
    "no package relationships": lambda parts: parts | {"_rels/.rels": None},
    "utf-16": lambda parts: parts | {SHEET_PART: parts[SHEET_PART].encode("utf-16")},
    "indented": lambda parts: parts | {SHEET_PART: parts[SHEET_PART].replace("><", ">\n  <")},
}


@pytest.mark.parametrize("respelled", SPELLINGS.values(), ids=SPELLINGS)
def test_one_workbook_reads_the_same_in_every_spelling(read, respelled):
    rows = '<row r="2"><c r="B2"><f>1+1</f><v>2</v></c></row>'
    book = read(
        respelled(parts_of(rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    )
    assert [it.name for it in book.sheets] == ["表一"]
    assert book.sheets[0].cells == {(1, 1): SheetCell(Decimal(2), "1+1")}
    assert book.sheets[0].merges == (Merge(0, 0, 0, 1),)
    assert book.remarks == ()


def test_properties_tell_title_author_program_and_the_files_own(saved):
    book = openpyxl.Workbook()
    book.properties.title = "2024年年报"
    book.properties.creator = "甲"
    book.custom_doc_props.append(
        openpyxl.packaging.custom.StringProperty(name="NianbaoFormat", value="2021")
    )
    properties = saved(book).properties
    assert (properties["title"], properties["creator"]) == ("2024年年报", "甲")
    assert properties["NianbaoFormat"] == "2021"
    assert "Application" in properties


def with_properties(core):
    """Add a part of properties to a small workbook."""
    pointers = relationships(
        ("rId1", "officeDocument", "xl/workbook.xml"),
        ("rId2", "metadata/core-properties", "docProps/core.xml"),
    )
    return parts_of() | {"_rels/.rels": pointers, "docProps/core.xml": core}


def test_broken_properties_do_not_stop_the_workbook(read):
    assert read(with_properties("<a>A & B</a>")).properties == {}


# What is left aside


def with_pointer(kind, target, *more):
    """Add a pointer to a small workbook."""
    pointers = relationships(SHEET_POINTER, ("rId9", kind, target, *more))
    return parts_of(one_cell('<c r="A1"><v>1</v></c>')) | {"xl/_rels/workbook.xml.rels": pointers}


LEFT_ASIDE = {
    "macros": (with_pointer("vbaProject", "vbaProject.bin") | {"xl/vbaProject.bin": "\0"}, "宏"),
    "links to other files": (with_pointer("externalLink", "externalLinks/e.xml"), "其他文件的链接"),
    "data connections": (with_pointer("connections", "connections.xml"), "外部数据连接"),
    "odd names": (
        parts_of(one_cell('<c r="A1"><v>1</v></c>')) | {"../evil.exe": "MZ"},
        "名称不正常",
    ),
    "far row": (
        parts_of(
            one_cell('<c r="A1"><v>1</v></c>')
            + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>.</t></is></c></row>'
        ),
        "XFD1048576",
    ),
    "far column": (
        parts_of(one_cell('<c r="A1"><v>1</v></c><c r="OK1"><v>9</v></c>')),
        "OK1",
    ),
    "far row without numbers": (
        parts_of(
            one_cell('<c r="A1"><v>1</v></c>') + "<row/>" * 5_000 + "<row><c><v>9</v></c></row>"
        ),
        "A5002",
    ),
}


@pytest.mark.parametrize(("parts", "words"), LEFT_ASIDE.values(), ids=LEFT_ASIDE)
def test_what_is_left_aside_is_said_and_the_rest_is_read(read, parts, words):
    book = read(parts)
    assert book.sheets[0].cells == {(0, 0): SheetCell(Decimal(1))}
    assert len(book.remarks) == 1
    assert words in book.remarks[0]


@pytest.mark.parametrize(
    ("kind", "target", "more"),
    [
        ("chartsheet", "chartsheets/sheet1.xml", ()),
        ("worksheet", "http://127.0.0.1/sheet.xml", (EXTERNAL,)),
    ],
    ids=["chart", "on another machine"],
)
def test_a_sheet_that_is_none_is_passed_over_and_named(read, kind, target, more):
    parts = parts_of()
    parts["xl/_rels/workbook.xml.rels"] = relationships(("rId1", kind, target, *more))
    book = read(parts)
    assert book.sheets == ()
    assert "“表一”" in book.remarks[0]


# Limits


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_million_formatted_rows_cost_nothing_and_what_follows_is_read(read, prefix):
    rows = one_cell('<c r="A1"><v>1</v></c>') + "".join(
        f'<row r="{n}" ht="15"><c r="A{n}" s="1"/></row>' for n in range(2, 60_000)
    )
    parts = parts_of(rows, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    book = read(prefixed(parts) if prefix else parts)
    assert book.sheets[0].cells == {(0, 0): SheetCell(Decimal(1))}
    assert book.sheets[0].merges == (Merge(0, 0, 1, 1),)
    assert book.remarks == ()


@pytest.mark.parametrize("filler", range(0, 70_000, 9_999))
def test_a_far_cell_is_noticed_wherever_the_pieces_are_cut(read, filler):
    rows = f'<row r="6000"/>{" " * filler}<row r="6001"><c r="B6001" s="1"><v>9</v></c></row>'
    book = read(parts_of(rows), compression=zipfile.ZIP_STORED)
    assert "B6001" in book.remarks[0]


def test_the_last_row_and_column_within_the_limits_are_read(read):
    rows = '<row r="5000"><c r="OJ5000"><v>1</v></c></row><row r="5001"/>'
    book = read(parts_of(rows))
    assert book.sheets[0].cells == {(4_999, 399): SheetCell(Decimal(1))}
    assert book.remarks == ()


def test_too_many_filled_cells_are_refused_all_sheets_together(read, monkeypatch):
    monkeypatch.setattr(reader, "CELL_LIMIT", 3)
    row = one_cell('<c r="A1"><v>1</v></c><c r="B1"><v>1</v></c>')
    parts = parts_of(row) | {"xl/worksheets/sheet2.xml": sheet_xml(row)}
    assert len(read(parts).sheets[0].cells) == 2
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        SHEET_POINTER, ("rId2", "worksheet", "worksheets/sheet2.xml")
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="表二" sheetId="2" r:id="rId2"/></sheets>'
    )
    assert refusal_of(read, parts) is Refusal.TOO_BIG


def test_too_many_merges_are_refused(read, monkeypatch):
    monkeypatch.setattr("nianbao.io.xlsx.layout.MERGE_LIMIT", 1)
    after = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    assert refusal_of(read, parts_of(after=after)) is Refusal.TOO_BIG


def test_too_many_sheets_are_refused(read, monkeypatch):
    monkeypatch.setattr(reader, "SHEET_LIMIT", 0)
    assert refusal_of(read, parts_of()) is Refusal.TOO_BIG


# Refusals

DTD = '<!DOCTYPE a [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    "part",
    ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET_PART, "xl/styles.xml"],
)
def test_a_document_type_definition_is_refused_in_every_part_that_is_read(read, part):
    parts = parts_of() | {"xl/styles.xml": STYLES}
    parts["xl/_rels/workbook.xml.rels"] = relationships(SHEET_POINTER, STYLES_POINTER)
    assert refusal_of(read, parts | {part: DTD + parts[part]}) is Refusal.UNSAFE


def test_a_document_type_definition_is_refused_in_the_properties_too(read):
    assert refusal_of(read, with_properties(DTD + "<a>&a;</a>")) is Refusal.UNSAFE


TWICE = one_cell('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')
DAMAGED = {
    "sheet cut short": parts_of() | {SHEET_PART: "<worksheet><sheetData>"},
    "sheet cut short in far rows": parts_of()
    | {SHEET_PART: '<worksheet><sheetData><row r="9000"><c r="A9000"/>'},
    "sheet missing": parts_of() | {SHEET_PART: None},
    "no workbook": parts_of() | {"xl/workbook.xml": None},
    "no sheets": parts_of() | {"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'},
    "shared texts missing": parts_of(one_cell('<c r="A1" t="s"><v>0</v></c>')),
    "shared text without number": parts_of(one_cell('<c r="A1" t="s"><v>x</v></c>')),
    "cell without place": parts_of(one_cell('<c r="?"><v>1</v></c>')),
    "two values in one place": parts_of(TWICE),
    "not text at all": parts_of() | {SHEET_PART: b"\x83\x01\x00"},
}


@pytest.mark.parametrize("parts", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_workbook_is_refused(read, parts):
    assert refusal_of(read, parts) is Refusal.CORRUPT


def test_a_sheet_with_a_wrong_checksum_is_refused(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as container:
        for name, data in parts_of(one_cell('<c r="A1"><v>123456</v></c>')).items():
            container.writestr(name, data)
    path = tmp_path / "年报.xlsx"
    path.write_bytes(buffer.getvalue().replace(b"123456", b"123457"))
    with pytest.raises(Refused) as refused:
        read_xlsx(path)
    assert refused.value.code is Refusal.CORRUPT


def test_a_part_with_a_password_is_refused(tmp_path, read):
    read(parts_of())
    path = tmp_path / "年报.xlsx"
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_xlsx(path)
    assert refused.value.code is Refusal.PASSWORD


def test_nothing_is_ever_written_beside_the_file(tmp_path, read):
    read(parts_of(one_cell('<c r="A1"><v>1</v></c>')))
    assert [file.name for file in tmp_path.iterdir()] == ["年报.xlsx"]
