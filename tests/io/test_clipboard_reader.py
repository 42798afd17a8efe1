"""What was copied in Excel, WPS, Word or a browser can be pasted as a whole."""

import pytest

from nianbao.io.documents.clipboard import TEXT_LIMIT, read_clip
from nianbao.io.problems import Refusal, Refused

FROM_EXCEL = (
    "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000002000\r\nStartFragment:0000000300\r\n"
    "EndFragment:0000001900\r\n\r\n<html xmlns:x='urn:x'><head><style>td{}</style></head><body>"
    "<table border=0><!--StartFragment--><col width=72><tr><td>规章</td><td x:num>3</td></tr>"
    "<tr><td>行政许可</td><td x:num='4.5'>5</td></tr><!--EndFragment--></table></body></html>\0"
)


def rows(book):
    (sheet,) = book.sheets
    found = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        found.setdefault(row, {})[column] = cell.value
    return [list(row.items()) for row in found.values()]


class TestHtml:
    def test_cells_of_a_spreadsheet(self):
        book = read_clip(FROM_EXCEL, "规章\t3\r\n")
        assert [cell.shown or cell.value for _, cell in sorted(book.sheets[0].cells.items())] == [
            "规章",
            "3",
            "行政许可",
            "5",
        ]

    def test_rows_torn_out_of_their_table(self):
        book = read_clip("<tr><td>规章<td>3<tr><td>行政许可<td>4", None)
        assert rows(book) == [[(0, "规章"), (1, "3")], [(0, "行政许可"), (1, "4")]]

    def test_words_and_tables_of_a_document(self):
        html = "<html><body><p>一、总体情况</p><table><tr><td>甲<td>1<tr><td>乙<td>2</table></body>"
        assert rows(read_clip(html, None))[0] == [(0, "一、总体情况")]

    def test_without_a_table_the_plain_text_is_taken(self):
        assert rows(read_clip("<span>规章 3</span>", "规章\t3")) == [[(0, "规章"), (1, "3")]]

    def test_without_text_even_words_are_taken(self):
        assert rows(read_clip("<p>甲</p>", None)) == [[(0, "甲")]]


class TestText:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_tabs_part_columns_and_line_ends_rows(self, end):
        assert rows(read_clip(None, f"规章\t\t3{end}许可\t4{end}")) == [
            [(0, "规章"), (2, "3")],
            [(0, "许可"), (1, "4")],
        ]

    def test_a_cell_with_a_line_break_is_in_quotes(self):
        assert rows(read_clip(None, '"商业\n企业"\t3\n甲\t4')) == [
            [(0, "商业\n企业"), (1, "3")],
            [(0, "甲"), (1, "4")],
        ]

    def test_quotes_within_are_doubled(self):
        assert rows(read_clip(None, '"危及""三安全一稳定"""\t3')) == [
            [(0, '危及"三安全一稳定"'), (1, "3")]
        ]

    def test_quotes_that_no_spreadsheet_wrote_are_words(self):
        assert rows(read_clip(None, '"规章"\t"3\n"许可\t4')) == [
            [(0, '"规章"'), (1, '"3')],
            [(0, '"许可'), (1, "4")],
        ]

    def test_a_place_is_named_like_that_of_a_sheet(self):
        (sheet,) = read_clip(None, "规章\t3").sheets
        assert sheet.place(0, 1) == "剪贴板!B1"


class TestRefusals:
    @pytest.mark.parametrize(("html", "text"), [(None, None), ("", " \n"), ("<table></table>", "")])
    def test_nothing_was_copied(self, html, text):
        with pytest.raises(Refused) as refused:
            read_clip(html, text)
        assert refused.value.code is Refusal.EMPTY

    @pytest.mark.parametrize("text", ["字" * (TEXT_LIMIT + 1), "\t" * 1_000 + "甲"])
    def test_too_much_was_copied(self, text):
        with pytest.raises(Refused) as refused:
            read_clip(None, text)
        assert refused.value.code is Refusal.TOO_BIG
