"""An .ods is read as it is seen: what is repeated, covered, hidden, worked out or noted."""

import datetime as dt
import random
import zipfile
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.io.open_file import read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets import ods
from nianbao.io.sheets.ods import read_ods
from nianbao.io.sheets.ods_formulas import as_excel_writes
from nianbao.io.workbook import CellError, Merge, SheetCell

SAMPLES = Path(__file__).parents[1] / "samples"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:{prefix}"'
    for prefix in ("office", "table", "text", "style", "draw", "dc", "xlink", "calcext", "meta")
)
ENDLESS = 2**31
FORMULA = 'table:formula="of:=SUM([.B1:.C1])"'


def content(body, styles=""):
    return (
        f"<office:document-content {NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def table(rows, attributes='table:name="表一"'):
    return f"<table:table {attributes}>{rows}</table:table>"


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(text=None, attributes="", more=""):
    words = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {attributes}>{more}{words}</table:table-cell>"


def number(value, text=None, more=""):
    return cell(text, f'office:value-type="float" office:value="{value}" {more}')


@pytest.fixture
def read_parts(tmp_path):
    def zip_and_read(parts):
        path = tmp_path / "年报.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for name, data in parts.items():
                container.writestr(name, data)
        return read_ods(path)

    return zip_and_read


@pytest.fixture
def read(read_parts):
    """Read a document with these tables."""
    return lambda body, styles="": read_parts({"content.xml": content(body, styles)})


@pytest.fixture
def cells(read):
    """Read the cells of a table with these rows."""
    return lambda *rows: read(table("".join(rows))).sheets[0].cells


def refusal_of(read, *arguments):
    with pytest.raises(Refused) as refused:
        read(*arguments)
    return refused.value.code


# Values


@pytest.mark.parametrize(
    ("attributes", "text", "expected"),
    [
        ('office:value-type="float" office:value="12"', "12", SheetCell(Decimal(12))),
        (
            'office:value-type="float" office:value="1234"',
            "1,234",
            SheetCell(Decimal(1234), shown="1,234"),
        ),
        (
            'office:value-type="float" office:value="25"',
            "25件",
            SheetCell(Decimal(25), shown="25件"),
        ),
        ('office:value-type="float" office:value="25"', "", SheetCell(Decimal(25), shown="")),
        ('office:value-type="float" office:value="25"', None, SheetCell(Decimal(25))),
        (
            'office:value-type="float" office:value="96171.600000000006"',
            "96171.6",
            SheetCell(Decimal("96171.6")),
        ),
        (
            'office:value-type="percentage" office:value="0.5"',
            "50%",
            SheetCell(Decimal("0.5"), shown="50%"),
        ),
        (
            'office:value-type="currency" office:value="2"',
            "￥2.00",
            SheetCell(Decimal(2), shown="￥2.00"),
        ),
        (
            'office:value-type="date" office:date-value="2025-01-02"',
            "1月2日",
            SheetCell(dt.datetime(2025, 1, 2), shown="1月2日"),  # noqa: DTZ001
        ),
        (
            'office:value-type="date" office:date-value="2025-01-02T08:30:00"',
            "2025-01-02 08:30:00",
            SheetCell(dt.datetime(2025, 1, 2, 8, 30)),  # noqa: DTZ001
        ),
        (
            'office:value-type="time" office:time-value="PT12H30M00S"',
            "12:30",
            SheetCell(dt.time(12, 30), shown="12:30"),
        ),
        ('office:value-type="time" office:time-value="PT99H00M00S"', "99:00", SheetCell("99:00")),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", SheetCell(True)),
        ('office:value-type="string"', "规章", SheetCell("规章")),
        ('office:value-type="string" office:string-value="规章"', None, SheetCell("规章")),
        ("", "规章", SheetCell("规章")),
        ('office:value-type="float"', "六", SheetCell("六")),
        (
            'office:value-type="string" calcext:value-type="error"',
            "#REF!",
            SheetCell(CellError("#REF!")),
        ),
        (
            f'{FORMULA} office:value-type="float" office:value="0"',
            "Err:502",
            SheetCell(CellError("Err:502"), "SUM(B1:C1)"),
        ),
    ],
)
def test_a_cell_holds_what_was_typed_and_what_was_seen(cells, attributes, text, expected):
    (held,) = cells(row(cell(text, attributes))).values()
    assert held == expected
    assert type(held.value) is type(expected.value)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>上</text:p><text:p>下</text:p>", "上\n下"),
        ("<text:p>上<text:line-break/>下</text:p>", "上\n下"),
        ('<text:p>规<text:s text:c="2"/>章<text:s/>1</text:p>', "规  章 1"),
        ("<text:p>规<text:tab/>章</text:p>", "规\t章"),
        ("<text:p><text:span>规</text:span><text:a>章</text:a></text:p>", "规章"),
        ("<text:p>\n   规\n   章</text:p>", "规 章"),
        (
            "<text:p><text:ruby>规章<text:ruby-text>guizhang</text:ruby-text></text:ruby></text:p>",
            "规章",
        ),
        ("<draw:frame><text:p>图</text:p></draw:frame><text:p>规章</text:p>", "规章"),
        ('<text:p>规<text:s text:c="99999999999"/>章</text:p>', "规 章"),
    ],
)
def test_words_are_put_together_as_they_are_seen(cells, inside, text):
    assert cells(row(f"<table:table-cell>{inside}</table:table-cell>"))[0, 0].value == text


def test_a_comment_is_no_part_of_the_text(cells):
    note = (
        "<office:annotation><dc:creator>张三</dc:creator><dc:date>2025</dc:date>"
        "<text:p>待核</text:p></office:annotation>"
    )
    held = cells(row(cell("7", 'office:value-type="float" office:value="7"', note)))[0, 0]
    assert held == SheetCell(Decimal(7), note="待核")


# Formulas


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("of:=SUM([.A1:.B2])", "SUM(A1:B2)"),
        ("of:=[.A1]+[.$B$2]-1", "A1+$B$2-1"),
        ("of:=SUM([.A1];[.B1])", "SUM(A1,B1)"),
        ("of:=[$Sheet2.A1]", "Sheet2!A1"),
        ("of:=SUM([$'表 1'.A1:.B2])", "SUM('表 1'!A1:B2)"),
        ("of:=[表-1.A1]", "'表-1'!A1"),
        ("oooc:=[.A1]", "A1"),
        ("msoxl:=SUM(A1:B2)", "SUM(A1:B2)"),
        ("=A1", "A1"),
        ('of:=IF([.A1]="[;]";1;2)', 'IF(A1="[;]",1,2)'),
        ("of:=['file:///去年.ods'#$Sheet1.A1]", "['file:///去年.ods'#$Sheet1.A1]"),
        ("of:=[.#REF!]+1", "#REF!+1"),
    ],
)
def test_a_formula_is_written_as_excel_does(written, text):
    assert as_excel_writes(written) == text


def test_a_formula_has_its_saved_result_or_none(cells):
    held = cells(row(number(5, "5", FORMULA), cell(None, FORMULA)))
    assert held[0, 0] == SheetCell(Decimal(5), "SUM(B1:C1)")
    assert held[0, 1] == SheetCell(None, "SUM(B1:C1)")


# Places


def test_what_is_repeated_stands_in_each_place(cells):
    seven = number(0, "0", 'table:number-columns-repeated="3"')
    held = cells(
        row(cell("甲"), cell(None, 'table:number-columns-repeated="2"'), seven),
        row(cell(), attributes='table:number-rows-repeated="4"'),
        row(cell("乙"), attributes='table:number-rows-repeated="2"'),
    )
    assert list(held) == [(0, 0), (0, 3), (0, 4), (0, 5), (5, 0), (6, 0)]


def test_empty_cells_may_be_repeated_without_end(cells):
    held = cells(
        row(cell("甲"), cell(None, f'table:number-columns-repeated="{ENDLESS}"')),
        row(cell(), attributes=f'table:number-rows-repeated="{ENDLESS}"'),
    )
    assert list(held) == [(0, 0)]


def test_filled_cells_beyond_the_limits_are_noticed_not_kept(read):
    far = row(cell(), attributes='table:number-rows-repeated="1048574"') + row(cell("远"))
    book = read(table(row(cell("甲")) + far))
    assert list(book.sheets[0].cells) == [(0, 0)]
    assert "A1048576" in book.remarks[0]


def test_covered_cells_keep_their_places(read):
    covered = "<table:covered-table-cell table:number-columns-repeated='2'/>"
    spans = 'table:number-columns-spanned="3" table:number-rows-spanned="2"'
    sheet = read(table(row(cell("申请人情况", spans), covered, cell("总计")))).sheets[0]
    assert sheet.merges == (Merge(0, 0, 1, 2),)
    assert list(sheet.cells) == [(0, 0), (0, 3)]


def test_rows_in_groups_and_headings_count_like_others(cells):
    rows = f"<table:table-header-rows>{row(cell('甲'))}</table:table-header-rows>"
    rows += f"<table:table-row-group>{row(cell('乙'))}</table:table-row-group>"
    assert list(cells(rows)) == [(0, 0), (1, 0)]


def test_what_is_hidden_is_known(read):
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = row(cell("甲")) + row(cell("乙"), attributes='table:visibility="filter"')
    book = read(
        table(columns + rows) + table(row(cell("丙")), 'table:name="底稿" table:style-name="ta2"'),
        style + "</style:style>",
    )
    assert book.sheets[0].hidden_columns == {2, 3}
    assert book.sheets[0].hidden_rows == {1}
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_drawings_history_and_copies_of_other_files_are_left_out(read):
    history = f"<table:tracked-changes>{table(row(cell('旧')))}</table:tracked-changes>"
    shapes = "<table:shapes><draw:frame><text:p>图</text:p></draw:frame></table:shapes>"
    copy = table('<table:table-source xlink:href="../a.ods"/>' + row(cell("别处")))
    nested = row(f"<table:table-cell>{table(row(cell('内')))}</table:table-cell>")
    book = read(history + table(shapes + row(cell("甲")) + nested) + copy)
    assert [list(sheet.cells.values()) for sheet in book.sheets] == [[SheetCell("甲")]]
    assert "链接" in book.remarks[0]


def test_the_files_own_properties_are_read(read_parts):
    meta = (
        f"<office:document-meta {NAMESPACES}><dc:title>年报</dc:title>"
        '<meta:user-defined meta:name="NianbaoFormat">2021</meta:user-defined>'
        "</office:document-meta>"
    )
    parts = {"content.xml": content(table(row(cell("甲")))), "meta.xml": meta}
    assert read_parts(parts).properties == {"title": "年报", "NianbaoFormat": "2021"}
    assert read_parts(parts | {"meta.xml": "<a>"}).properties == {}


def test_macros_and_odd_names_are_said_and_left(read_parts):
    parts = {"content.xml": content(table("")), "Basic/a.xml": "", "../../a": ""}
    assert len(read_parts(parts).remarks) == 2


# Refusals


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (content(table(row(cell("甲"))))[:-10], Refusal.CORRUPT),
        (content(""), Refusal.CORRUPT),
        ("", Refusal.CORRUPT),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Refusal.UNSAFE),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", Refusal.UNSAFE),
        ("<a>&b;</a>", Refusal.CORRUPT),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', Refusal.CORRUPT),
        ("<a>" * 300, Refusal.TOO_BIG),
        ("<a>" + "".join(f"<a{n}/>" for n in range(6000)), Refusal.TOO_BIG),
        (content(table(row(cell("甲", 'table:number-columns-repeated="x"')))), Refusal.CORRUPT),
        (" " * (20 * 1024 * 1024), Refusal.TOO_BIG),
    ],
)
def test_a_document_is_refused_with_its_own_code(read_parts, data, code):
    assert refusal_of(read_parts, {"content.xml": data}) == code


def test_a_container_without_a_document_is_damage(read_parts):
    assert refusal_of(read_parts, {"mimetype": ""}) == Refusal.CORRUPT


def test_filled_cells_repeated_without_end_are_refused(read):
    endless = row(
        number(1, "1", f'table:number-columns-repeated="{ENDLESS}"'),
        attributes=f'table:number-rows-repeated="{ENDLESS}"',
    )
    assert refusal_of(read, table(endless)) == Refusal.TOO_BIG


def test_more_sheets_than_a_report_can_have_are_refused(read, monkeypatch):
    monkeypatch.setattr(ods, "SHEET_LIMIT", 1)
    assert refusal_of(read, table("") + table("")) == Refusal.TOO_BIG


def test_no_damage_gets_past_the_reader(read_parts):
    chance = random.Random(20250121)  # noqa: S311  damage, no secrets
    with zipfile.ZipFile(SAMPLES / "sheets" / "seed.ods") as container:
        sound = container.read("content.xml")
    start = sound.index(b"<office:body>")
    sound = b"<office:document>" + sound[start : start + 6_000]
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 3, 10))):
            data[chance.randrange(len(data))] = chance.choice(b"<>/\"' 09x\x00\xff")
        with suppress(Refused):
            read_parts({"content.xml": bytes(data)})


# The whole way


def test_our_own_workbook_saved_as_ods_by_libreoffice_comes_back_whole(book, seed_report):
    imported = read_any(SAMPLES / "sheets" / "seed.ods", {"2021": book})
    assert {cell: imported.change.cells[cell] for cell in book.form.fields} == {
        cell: seed_report.entry(cell) for cell in book.form.fields
    }
    assert imported.problems == ()
