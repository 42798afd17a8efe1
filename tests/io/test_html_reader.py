"""A web page is read as a browser shows it, however broken, and never followed anywhere."""

import time
from decimal import Decimal

import pytest

from nianbao.io.documents.html import read_html
from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Merge, SheetCell

PAGE = "<html><head><meta charset={}><title>{}</title></head><body>{}</body></html>"


@pytest.fixture
def read(tmp_path):
    """Save a page and read it."""

    def save_and_read(body, title="", encoding="utf-8"):
        path = tmp_path / "年报.html"
        page = body if "<html" in body else PAGE.format(encoding, title, body)
        path.write_bytes(page.encode(encoding))
        return read_html(path)

    return save_and_read


def grid(book):
    """List what stands in the only sheet, row by row, each cell in its column."""
    (sheet,) = book.sheets
    rows = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = str(cell.value)
    return ["|".join(row.get(at, "") for at in range(max(row) + 1)) for row in rows.values()]


def refusal(read, body):
    with pytest.raises(Refused) as refused:
        read(body)
    return refused.value.code


TWO_ROWS = "<table><tr><td>规章<td>3<tr><td>行政许可<td>4</table>"


class TestWords:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_in_any_encoding(self, read, encoding):
        assert grid(read("<p>一、总体情况</p>", encoding=encoding)) == ["一、总体情况"]

    def test_what_a_page_declares_is_not_believed(self, tmp_path):
        path = tmp_path / "年报.html"
        path.write_bytes(PAGE.format("utf-8", "", "<p>一、总体情况</p>").encode("gb18030"))
        assert grid(read_html(path)) == ["一、总体情况"]

    def test_elements_part_paragraphs(self, read):
        assert grid(read("甲<p>乙<p>丙<div>丁</div>戊<br>己")) == list("甲乙丙丁戊己")

    def test_blanks_are_put_together_and_entities_resolved(self, read):
        assert grid(read("<p>&nbsp;&nbsp;1 &lt;\n 2&#65;&emsp;</p>")) == ["1 < 2A"]

    def test_a_line_torn_in_the_source_is_none(self, read):
        assert grid(read("<p>本机关不掌握\n  相关政府信息</p>")) == ["本机关不掌握相关政府信息"]

    def test_typed_lines_stay(self, read):
        assert grid(read("<pre>规章 3\n许可 4</pre>")) == ["规章 3", "许可 4"]

    def test_a_title_on_two_lines_is_one(self, read):
        title = "<p style='text-align: center'>某市人民政府<br>2024年报告</p>"
        assert grid(read(title)) == ["某市人民政府2024年报告"]

    def test_scripts_styles_comments_and_menus_are_not_read(self, read):
        body = "<script>var a='<td>1';</script><style>p{}</style><!-- <p>乙 --><nav>丙</nav>甲"
        assert grid(read(body)) == ["甲"]

    def test_a_comment_for_old_programs_is_a_comment(self, read):
        assert grid(read("<!--[if gte mso 9]><xml>1</xml><![endif]--><![if !x]>甲<![endif]>")) == [
            "甲"
        ]

    def test_what_is_struck_out_or_deleted_is_left_out(self, read):
        book = read("<p><s>5</s>6<del>7</del></p>")
        assert grid(book) == ["6"]
        assert len(book.remarks) == 1

    def test_what_was_typed_into_a_form_counts(self, read):
        row = "<table><tr><td>规章<td><input value=3><input type=hidden value=9></table>"
        assert grid(read(row)) == ["规章|3"]


class TestFurniture:
    def test_links_and_counters_are_no_part_of_the_document(self, read):
        around = (
            "<div>当前位置：<a href=/>首页</a> &gt; 年报</div>"
            "<ul><li><a href=/1>政府信息公开年报</a></ul><p>一、总体情况</p>"
            "<p>发布时间：2025-01-21 浏览次数：123</p>"
            "<p>上一篇：<a href=/2>某局年报</a></p><p>【打印本页】【关闭窗口】</p>"
        )
        assert grid(read(around)) == ["一、总体情况"]

    def test_the_heading_of_the_page_stands_in_for_one_that_is_missing(self, read):
        book = read("<p>甲</p>", title="某市人民政府2024年年度报告_政务公开-某市政府网")
        assert grid(book) == ["某市人民政府2024年年度报告", "甲"]

    def test_the_heading_is_read_once(self, read):
        title = "某市人民政府2024年年度报告"
        book = read(f"<h1>{title}</h1><div><p>{title}</p><p>甲</p></div>", title=f"{title}-某网")
        assert grid(book) == [title, "甲"]

    def test_a_link_in_a_table_is_what_stands_there(self, read):
        assert (
            grid(read("<table><tr><td>规章<td><a href=/>3</a><tr><td>a<td>b</table>"))[0]
            == "规章|3"
        )


class TestTables:
    def test_cells_and_rows_that_nobody_closed(self, read):
        assert grid(read(TWO_ROWS)) == ["规章|3", "行政许可|4"]

    def test_merged_cells(self, read):
        body = "<table><tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2<tr><td>乙<td>丙<td>3</table>"
        book = read(body)
        assert grid(book) == ["甲||1", "||2", "乙|丙|3"]
        assert book.sheets[0].merges == (Merge(1, 0, 2, 1),)

    def test_a_cell_reaches_no_further_than_its_table(self, read):
        book = read("<table><tr><td rowspan=9>甲<td>1<tr><td>2</table><p>乙")
        assert book.sheets[0].merges == (Merge(1, 0, 2, 0),)

    def test_a_cell_is_cut_where_another_reaches_down(self, read):
        book = read("<table><tr><td>1<td rowspan=2>甲<td>3<tr><td colspan=3>乙<td>4</table>")
        assert grid(book) == ["1|甲|3", "乙||4"]

    def test_several_paragraphs_in_a_cell_stay_apart(self, read):
        assert grid(read("<table><tr><td>规章<td><p>1<p>2<tr><td>a<td>b</table>"))[0] == "规章|1\n2"

    def test_words_between_cells_stand_above_the_table(self, read):
        assert grid(read("<table>单位：件<tr><td>规章<td>3<tr><td>a<td>b</table>")) == [
            "单位：件",
            "规章|3",
            "a|b",
        ]

    def test_a_table_that_holds_the_page_in_shape_is_taken_apart(self, read):
        body = f"<table><tr><td>栏目<td><h1>标题</h1>{TWO_ROWS}<p>后</table>"
        assert grid(read(body)) == ["栏目", "标题", "规章|3", "行政许可|4", "后"]

    def test_prose_in_a_table_is_prose(self, read):
        words = "<p>" + "字" * 40 + "</p><p>" + "词" * 40 + "</p>"
        body = f"<table><tr><td>规章<td>3<tr><td colspan=2>{words}<tr><td>许可<td>4</table>"
        assert grid(read(body)) == ["规章|3", "字" * 40, "词" * 40, "许可|4"]

    def test_a_place_is_named_as_the_clerk_counts(self, read):
        (sheet,) = read(f"<table><tr><td>首页<td>公开</table><p>甲</p>{TWO_ROWS}").sheets
        names = {cell.value: sheet.place(*at) for at, cell in sheet.cells.items()}
        assert names == {
            "首页": "第1段",
            "公开": "第1段",
            "甲": "第2段",
            "规章": "表格1第1行第1列",
            "3": "表格1第1行第2列",
            "行政许可": "表格1第2行第1列",
            "4": "表格1第2行第2列",
        }

    def test_the_exact_value_excel_writes_beside_what_it_shows(self, read):
        book = read("<table><tr><td>金额<td x:num='1234.56'>1,235<tr><td>a<td x:num>7</table>")
        cells = book.sheets[0].cells
        assert cells[1, 1] == SheetCell(Decimal("1234.56"), shown="1,235")
        assert cells[2, 1] == SheetCell("7")

    def test_a_raised_note_is_no_part_of_a_number(self, read):
        book = read("<table><tr><td>规章<td>12<sup>1</sup><tr><td>a<td>b</table>")
        assert grid(book)[0] == "规章|12"
        assert len(book.remarks) == 1


HEAD = "<tr><td colspan=2 rowspan=1>项目<td>自然人<td>商业企业<td>科研机构<td>总计</tr>"
FIRST = "<tr><td rowspan=3>（三）不予公开<td>1.属于国家秘密<td>1<td>2<td>3<td>6</tr>"
REST = "<tr><td>2.其他法律行政法规禁止公开<td>4<td>5<td>6<td>15</tr>"
LAST = "<tr><td colspan=2>（七）总计<td>7<td>8<td>9<td>24</tr>"


class TestATableThatGoesOn:
    @pytest.mark.parametrize("between", ["", "<p>（续表）</p>", "<p>" + "字" * 90 + "</p>"])
    def test_rows_that_lost_their_first_cells_end_where_those_above_do(self, read, between):
        book = read(f"<table>{HEAD}{FIRST}</table>{between}<table>{REST}{LAST}</table>")
        assert grid(book)[-2:] == ["|2.其他法律行政法规禁止公开|4|5|6|15", "（七）总计||7|8|9|24"]

    def test_the_clerk_counts_the_columns_that_are_there(self, read):
        (sheet,) = read(f"<table>{HEAD}{FIRST}</table><table>{REST}{LAST}</table>").sheets
        places = {cell.value: sheet.place(*at) for at, cell in sheet.cells.items()}
        assert (places["15"], places["24"]) == ("表格2第1行第5列", "表格2第2行第6列")

    def test_a_row_that_ends_otherwise_is_mere_words(self, read):
        short = "<tr><td>3.危及三安全一稳定<td>1<td>2</tr>"
        book = read(f"<table>{HEAD}{FIRST}</table><table>{REST}{short}</table>")
        assert grid(book)[-1] == "3.危及三安全一稳定 1 2"

    def test_a_table_with_a_heading_of_its_own_stands_for_itself(self, read):
        own = "<table><tr><td>信息内容<td>本年制发<td>本年废止<tr><td>规章<td>1<td>2</table>"
        assert grid(read(f"<table>{HEAD}{FIRST}</table>{own}"))[-1] == "规章|1|2"


class TestHidden:
    def test_a_hidden_row_is_known_as_one(self, read):
        book = read("<table><tr><td>甲<td>1<tr style='display:none'><td>乙<td>2</table>")
        assert book.sheets[0].hidden_rows == {2}

    def test_a_hidden_cell_is_not_there(self, read):
        body = "<table><tr><td>甲<td style='display: none'>9<td>1<tr><td>a<td>b</table>"
        assert grid(read(body))[0] == "甲|1"

    def test_hidden_words_are_left_out(self, read):
        assert grid(read("<p>甲<span style='mso-hide:all'>乙</span></p><p hidden>丙</p>")) == ["甲"]

    def test_tables_that_a_script_would_show_are_taken_for_a_hidden_sheet(self, read):
        body = "<table>" + "<tr><td>规章<td>3</tr>" * 12 + "</table>"
        assert read(body).sheets[0].hidden is False
        assert read(f"<div style='display:none'>{body}</div>").sheets[0].hidden is True


class TestMalice:
    @pytest.mark.parametrize(
        "body",
        [
            "<table>" + "<tr><td>1<td>2" * 500_000,
            "<div>" * 1_000_000,
            "<table><tr><td>" * 100_000,
            "<p>第二十条" * 200_000,
            "<table>" + "<tr><td colspan=400>1" * 5_000,
            "<a " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        ],
        ids=["cells", "depth", "tables in tables", "paragraphs", "merges", "attributes"],
    )
    def test_too_much_is_refused_soon(self, read, body):
        start = time.perf_counter()
        assert refusal(read, body) is Refusal.TOO_BIG
        assert time.perf_counter() - start < 10

    @pytest.mark.parametrize(
        "body",
        [
            "<a " * 1_000_000,
            "<!--" * 1_000_000,
            "<" * 5_000_000,
            '<a b="' * 500_000,
            "&#" * 500_000,
        ],
        ids=["tags", "comments", "angles", "quotes", "entities"],
    )
    def test_what_never_ends_is_passed_by_soon(self, read, body):
        start = time.perf_counter()
        read(body)
        assert time.perf_counter() - start < 10

    def test_entities_are_refused(self, read):
        body = '<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>'
        assert refusal(read, body) is Refusal.UNSAFE

    def test_an_ordinary_document_type_is_none_of_those(self, read):
        page = (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://x/y.dtd"><html><p>甲</html>'
        )
        assert grid(read(page)) == ["甲"]
