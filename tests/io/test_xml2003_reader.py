"""An XML spreadsheet of 2003 is read as it is: nothing computed, nothing guessed."""

import datetime as dt
from decimal import Decimal

import pytest

from nianbao.io.documents.xml2003 import read_xml2003
from nianbao.io.foreign import READERS
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sniff import sniff_readable
from nianbao.io.workbook import CellError, Merge, SheetCell

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def workbook(rows, styles="", before="", after="", head='<?xml version="1.0"?>'):
    """Write a workbook with one sheet around its rows."""
    return (
        f'{head}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SPACE}" '
        f'xmlns:ss="{SPACE}" xmlns:x="urn:x"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="表一"><Table>{before}{rows}</Table>{after}</Worksheet></Workbook>'
    )


def data(value, kind="String"):
    return f'<Data ss:Type="{kind}">{value}</Data>'


def row(*cells, **said):
    said = "".join(f' ss:{name}="{value}"' for name, value in said.items())
    return f"<Row{said}>{''.join(cells)}</Row>"


def cell(inside="", **said):
    said = "".join(f' ss:{name}="{value}"' for name, value in said.items())
    return f"<Cell{said}>{inside}</Cell>"


@pytest.fixture
def saved(tmp_path):
    def save(text, encoding="utf-8"):
        path = tmp_path / "年报.xls"
        path.write_bytes(text.encode(encoding))
        return path

    return save


@pytest.fixture
def sheet(saved):
    """Save rows and read the sheet."""

    def save_and_read(*rows, **more):
        return read_xml2003(saved(workbook("".join(rows), **more))).sheets[0]

    return save_and_read


def test_it_is_known_by_its_content(saved):
    path = saved(workbook(row(cell(data("规章")))))
    assert READERS[sniff_readable(path)] is read_xml2003


class TestPlaces:
    def test_cells_follow_each_other_unless_they_say_where_they_stand(self, sheet):
        cells = sheet(
            row(cell(data("甲")), cell(data("乙"), Index=4), cell(data("丙"))),
            row(cell(data("丁")), Index=3),
            row(cell(data("戊"))),
        ).cells
        places = {at: cell.value for at, cell in cells.items()}
        assert places == {(0, 0): "甲", (0, 3): "乙", (0, 4): "丙", (2, 0): "丁", (3, 0): "戊"}

    def test_merged_cells_take_their_room(self, sheet):
        found = sheet(row(cell(data("甲"), MergeAcross=2, MergeDown=1), cell(data("乙"))))
        assert found.merges == (Merge(0, 0, 1, 2),)
        assert found.cells[0, 3].value == "乙"

    def test_what_is_hidden_is_known(self, sheet):
        columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="9" ss:Hidden="1"/>'
        options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
        rows = row(cell(data("甲"))), row(cell(data("乙")), Hidden=1)
        found = sheet(*rows, before=columns, after=options)
        assert (found.hidden_columns, found.hidden_rows, found.hidden) == ({1, 2, 8}, {1}, True)

    def test_what_stands_too_far_out_is_left_and_said(self, saved):
        book = read_xml2003(saved(workbook(row(cell(data("甲")), cell(data("乙"), Index=9999)))))
        assert list(book.sheets[0].cells) == [(0, 0)]
        assert len(book.remarks) == 1


class TestValues:
    @pytest.mark.parametrize(
        ("kind", "text", "value"),
        [
            ("Number", "96171.600000000006", Decimal("96171.6")),
            ("Number", "1E3", Decimal(1000)),
            ("String", "0012", "0012"),
            ("Boolean", "1", True),
            ("Error", "#REF!", CellError("#REF!")),
            ("DateTime", "2025-01-21T00:00:00.000", dt.datetime(2025, 1, 21)),  # noqa: DTZ001
        ],
    )
    def test_of_every_kind(self, sheet, kind, text, value):
        assert sheet(row(cell(data(text, kind)))).cells[0, 0].value == value

    def test_rich_text_is_text(self, sheet):
        rich = '甲<B>乙</B><Font html:Color="#FF0000" xmlns:html="urn:h">丙</Font>'
        assert sheet(row(cell(data(rich)))).cells[0, 0].value == "甲乙丙"

    def test_a_comment_is_a_note(self, sheet):
        noted = cell(data("3", "Number") + f"<Comment>{data('核对过')}</Comment>")
        assert sheet(row(noted)).cells[0, 0] == SheetCell(Decimal(3), note="核对过")

    def test_what_was_seen_of_a_number_is_kept(self, sheet):
        styles = (
            '<Style ss:ID="a"><NumberFormat ss:Format="Percent"/></Style>'
            '<Style ss:ID="b" ss:Parent="a"/>'
        )
        found = sheet(row(cell(data("0.12", "Number"), StyleID="b")), styles=styles).cells[0, 0]
        assert (found.value, found.shown) == (Decimal("0.12"), "12.00%")

    def test_formulas_speak_of_cells_by_letters(self, sheet):
        total = cell(data("7", "Number"), Index=4, Formula="=SUM(RC[-3]:RC[-1])+R1C1")
        assert sheet(row(total)).cells[0, 3] == SheetCell(Decimal(7), "SUM(A1:C1)+A1")

    def test_a_formula_without_a_result_is_still_there(self, sheet):
        assert sheet(row(cell(Formula="=R[1]C"))).cells[0, 0] == SheetCell(None, "A2")


class TestFiles:
    @pytest.mark.parametrize("encoding", ["gb2312", "GBK", "gb18030"])
    def test_chinese_encodings(self, saved, encoding):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        path = saved(workbook(row(cell(data("规章"))), head=head), "gb18030")
        assert read_xml2003(path).sheets[0].cells[0, 0].value == "规章"

    def test_empty_lines_before_the_beginning_are_borne(self, saved):
        path = saved("\n\n" + workbook(row(cell(data("规章")))))
        assert read_xml2003(path).sheets[0].cells[0, 0].value == "规章"

    def test_entities_are_refused(self, saved):
        path = saved(
            workbook("").replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1)
        )
        with pytest.raises(Refused) as refused:
            read_xml2003(path)
        assert refused.value.code is Refusal.UNSAFE

    def test_without_a_sheet_it_is_damaged(self, saved):
        with pytest.raises(Refused) as refused:
            read_xml2003(saved(f'<Workbook xmlns="{SPACE}"/>'))
        assert refused.value.code is Refusal.CORRUPT
