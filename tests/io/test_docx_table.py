"""The tables of the written document, read back from its XML and by another program's eyes."""

import io
import zipfile
from decimal import Decimal

import mammoth
import pytest
from lxml import etree, html

from nianbao.core.report import Change, Unread
from nianbao.io.word.export import write_docx
from nianbao.io.word.fit import FULL_LINE, PAGE, FittedTable, number_size

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLES = ("t2", "t3", "t4")


def tables(data):
    """The tables of a written file by their ids in the form of 2021."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return dict(zip(TABLES, document.iter(f"{W}tbl"), strict=True))


def seen(data):
    """The tables as mammoth reads them: words by grid position, merged cells spread out."""
    page = html.fromstring(mammoth.convert_to_html(io.BytesIO(data)).value)
    return dict(zip(TABLES, map(spread, page.iter("table")), strict=True))


def spread(table):
    words = {}
    for row, tr in enumerate(table.iter("tr")):
        column = 0
        for cell in tr.iter("td", "th"):
            while (row, column) in words:
                column += 1
            for i in range(int(cell.get("rowspan", "1"))):
                for j in range(int(cell.get("colspan", "1"))):
                    words[row + i, column + j] = cell.text_content()
    return words


def numbered(form, start=1):
    """Another number for each cell; money with decimals."""
    return {
        cell: Decimal(start + i) + Decimal("0.25")
        if form.fields[cell].kind == "money"
        else start + i
        for i, cell in enumerate(form.fields)
    }


def val(element, path, name="val"):
    return element.find(path, {"w": W[1:-1]}).get(f"{W}{name}")


@pytest.fixture
def written(form, seed_report):
    return tables(write_docx(form, seed_report).data)


@pytest.mark.parametrize("table_id", TABLES)
def test_every_cell_stands_in_its_place_when_another_program_reads_it(form, report, table_id):
    values = numbered(form)
    report.apply(Change(cells=values))
    words = seen(write_docx(form, report).data)[table_id]
    table = form.table(table_id)
    expected = {
        (cell.top + i, cell.left + j): cell.label or str(values[cell.field.id])
        for cell in table.cells
        for i in range(cell.height)
        for j in range(cell.width)
    }
    assert words == expected


def test_a_blank_cell_stays_empty_and_zero_is_written(form, report):
    report.apply(Change(cells={"t3.1.total": 0}))
    words = seen(write_docx(form, report).data)["t3"]
    assert words[3, 9] == "0"
    assert [place for place, text in words.items() if not text] == [
        (row, column) for row in range(3, 28) for column in range(3, 10) if (row, column) != (3, 9)
    ]


def test_what_could_not_be_read_stands_as_it_stood(form, report):
    report.apply(Change(cells={"t2.rules.made": Unread("22（其中修订16件）")}))
    assert seen(write_docx(form, report).data)["t2"][2, 1] == "22（其中修订16件）"


@pytest.mark.parametrize("table_id", TABLES)
def test_widths_are_those_of_the_form_for_word_and_for_libreoffice(form, written, table_id):
    table, widths = written[table_id], form.table(table_id).widths
    columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert columns == list(widths)
    assert sum(columns) == int(val(table, "w:tblPr/w:tblW", "w")) == 8845
    for row in table.iter(f"{W}tr"):
        at = 0
        for cell in row.iter(f"{W}tc"):
            reach = int(next((s.get(f"{W}val") for s in cell.iter(f"{W}gridSpan")), 1))
            assert int(val(cell, "w:tcPr/w:tcW", "w")) == sum(widths[at : at + reach])
            at += reach
        assert at == len(widths)


@pytest.mark.parametrize("table_id", TABLES)
def test_a_continued_cell_is_empty_and_every_cell_ends_with_a_paragraph(written, table_id):
    for cell in written[table_id].iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(f"{W}val") is None:
            assert not list(cell.iter(f"{W}r"))


@pytest.mark.parametrize("table_id", TABLES)
def test_a_table_is_kept_on_one_page_and_its_heading_with_it(written, table_id):
    *rows, last = written[table_id].iter(f"{W}tr")
    for row in rows:
        assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    assert last.find(f".//{W}keepNext") is None
    assert written[table_id].getprevious().find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1"


@pytest.mark.parametrize(("table_id", "heads"), [("t2", 0), ("t3", 3), ("t4", 3)])
def test_rows_of_the_head_are_marked(written, table_id, heads):
    marked = [
        row.find(f"{W}trPr/{W}tblHeader") is not None for row in written[table_id].iter(f"{W}tr")
    ]
    assert marked == [True] * heads + [False] * (len(marked) - heads)


@pytest.mark.parametrize("table_id", TABLES)
def test_a_reader_who_does_not_see_the_table_is_told_what_it_is(form, written, table_id):
    table = form.table(table_id)
    assert val(written[table_id], "w:tblPr/w:tblCaption") == f"{table.name} {table.title}"
    assert table.title in val(written[table_id], "w:tblPr/w:tblDescription")


def test_the_label_of_all_results_runs_downwards(written):
    (cell,) = {
        direction.getparent().getparent()
        for direction in written["t3"].iter(f"{W}textDirection")
        if direction.getparent().find(f"{W}vMerge").get(f"{W}val")
    }
    assert "".join(cell.itertext()) == "三、本年度办理结果"
    assert val(cell, "w:tcPr/w:textDirection") == "tbRlV"


@pytest.mark.parametrize(
    ("text", "column", "half_points"),
    [
        ("0", 570, 21),
        ("123", 570, 21),
        ("1234", 570, 20),
        ("12345", 570, 16),
        ("123456", 570, 13),
        ("1234567", 570, 11),
        ("1234567", 1905, 21),
        ("", 570, 21),
        ("22（其中修订16件）", 570, 10),
    ],
)
def test_a_long_number_is_set_smaller_rather_than_broken(text, column, half_points):
    assert number_size(text, column) == half_points


def test_a_number_of_ordinary_length_has_the_size_of_the_style(written):
    assert not list(written["t4"].iter(f"{W}sz"))


@pytest.mark.parametrize("room", [0, 3000, 5000, 6000, PAGE - FULL_LINE])
@pytest.mark.parametrize("table_id", TABLES)
def test_a_table_is_never_higher_than_a_page_has_room_under_a_heading(form, table_id, room):
    fitted = FittedTable(form.table(table_id))
    assert fitted.height(fitted.row_heights(room)) <= PAGE - FULL_LINE


def test_table_three_fills_its_page_and_no_other_does(form):
    fitted = {name: FittedTable(form.table(name)) for name in TABLES}
    assert [name for name in TABLES if fitted[name].fills_page] == ["t3"]
    assert fitted["t3"].height(fitted["t3"].row_heights(0)) > 0.95 * (PAGE - FULL_LINE)


def test_a_small_table_takes_the_room_there_is_and_no_more(form):
    fitted = FittedTable(form.table("t2"))
    least, tight, wide = (fitted.height(fitted.row_heights(room)) for room in (4600, 6000, 12000))
    assert least <= 4600
    assert least < tight <= 6000
    assert tight < wide == fitted.height(fitted.row_heights(0))
