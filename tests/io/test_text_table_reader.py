"""A text file is a table if it is one, in whatever encoding and however parted; else lines."""

import codecs
import random
from contextlib import suppress

import pytest

from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets import text_table
from nianbao.io.sheets.text_table import read_text_table

ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "1", "0", "11"],
    ["行政规范性文件", "8", "", "66"],
    ["行政许可", "447228", "", ""],
]


def places(*rows):
    """Say what stands where."""
    return {
        (row, column): text
        for row, fields in enumerate(rows)
        for column, text in enumerate(fields)
        if text
    }


GRID = places(*ROWS)


def joined(delimiter, rows=ROWS):
    return "".join(delimiter.join(fields) + "\r\n" for fields in rows)


@pytest.fixture
def grid(tmp_path):
    """Read a text and give what stands where."""

    def write_and_read(data):
        path = tmp_path / "年报.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (sheet,) = read_text_table(path).sheets
        return {place: cell.value for place, cell in sheet.cells.items()}

    return write_and_read


# Encodings


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("gbk"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "gbk", "gb18030", "utf-16", "le", "be", "be without bom"],
)
def test_the_encoding_is_found(grid, encode):
    assert grid(encode(joined(","))) == GRID


def test_a_few_damaged_characters_are_said(tmp_path):
    path = tmp_path / "年报.txt"
    path.write_bytes("规章、".encode() * 100 + b"\xff\n")
    assert "认不出来" in read_text_table(path).remarks[0]


# Tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_the_content(grid, delimiter):
    assert grid(joined(delimiter)) == GRID


def test_the_delimiter_may_be_said_in_the_first_line(grid):
    assert grid("sep=^\r\n" + joined("^")) == GRID


def test_rows_may_be_of_different_lengths(grid):
    assert grid("年报\n规章,1,0,11\n\n行政许可,5\n行政处罚,6\n") == places(
        ["年报"], ["规章", "1", "0", "11"], [], ["行政许可", "5"], ["行政处罚", "6"]
    )


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks(grid):
    text = '"商业\r\n企业","1,234","他说""好"""\n' + joined(",")
    held = grid(text)
    assert [held[0, column] for column in range(3)] == ["商业\n企业", "1,234", '他说"好"']
    assert held[1, 0] == "信息内容"


def test_quotes_that_are_not_in_order_are_mere_characters(grid):
    held = grid('"三审三校"制度,1,2\n"未完,3,4\n规章,5,6\n')
    assert held[0, 0] == '"三审三校"制度'
    assert held[1, 0] == '"未完'
    assert held[2, 2] == "6"


def test_a_table_in_the_way_of_markdown_keeps_its_columns(grid):
    text = (
        "## 二、主动公开\n\n| 信息内容 | 制发 |\n|:---|---:|\n| 规章 | 1 |\n|  | 2 |\n| 许可 |  |\n"
    )
    assert grid(text) == places(
        *(["二、主动公开"], [], ["", "信息内容", "制发"], []),
        *(["", "规章", "1"], ["", "", "2"], ["", "许可"]),
    )


def test_tables_among_paragraphs_are_parted_at_tabs(grid):
    text = (
        "## 一、总体情况\n\n2024 年,我局坚持,落实,公开 1 条,工作 2 条。\n\n"
        "规章\t1\t\t11\n\t许可\t5\n"
    )
    assert grid(text) == places(
        *(["一、总体情况"], [], ["2024 年,我局坚持,落实,公开 1 条,工作 2 条。"], []),
        *(["规章", "1", "", "11"], ["", "许可", "5"]),
    )


# Lines


def test_what_is_no_table_is_one_line_a_row_with_its_blanks(grid):
    text = (
        "   淮安市人民政府\n\n信息内容     制发件数  \n规章            1          0\n\f三、收到\n"
    )
    assert grid(text) == {
        (0, 0): "   淮安市人民政府",
        (2, 0): "信息内容     制发件数",
        (3, 0): "规章            1          0",
        (5, 0): "三、收到",
    }


def test_one_value_a_line_is_not_parted_at_its_thousands(grid):
    text = "规章\n1,234\n许可\n447,228\n处罚\n3,985,758\n强制\n1,000.5\n"
    assert grid(text)[3, 0] == "447,228"
    assert len(grid(text)) == 8


def test_prose_with_many_commas_is_no_table(grid):
    text = "坚持公开,落实要求,回应关切\n" * 20
    assert set(grid(text)) == {(row, 0) for row in range(20)}


def test_a_line_may_begin_with_a_quotation_mark(grid):
    assert grid('"未完的引文\n规章 1\n') == {(0, 0): '"未完的引文', (1, 0): "规章 1"}


@pytest.mark.parametrize(
    ("line", "text"),
    [("### （一）情况", "（一）情况"), ("#标签", "#标签"), ("第 # 号", "第 # 号"), ("##", "##")],
)
def test_only_the_marks_of_headings_are_stripped(grid, line, text):
    assert grid(line + "\n正文\n")[0, 0] == text


# Limits


def test_what_is_too_far_down_or_right_is_noticed_not_kept(tmp_path):
    path = tmp_path / "年报.csv"
    path.write_text("甲\n" * 6_000, encoding="utf-8")
    book = read_text_table(path)
    assert len(book.sheets[0].cells) == 5_000
    assert "A5001" in book.remarks[0]
    path.write_text("1," * 500 + "\n2,3\n4,5\n", encoding="utf-8")
    assert "OK1" in read_text_table(path).remarks[0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x01\x02" * 500, Refusal.CORRUPT),
        (b" " * (text_table.TEXT_LIMIT + 1), Refusal.TOO_BIG),
        (("1," * 390 + "\n").encode() * 1_000, Refusal.TOO_BIG),
    ],
)
def test_a_text_is_refused_with_its_own_code(tmp_path, data, code):
    path = tmp_path / "年报.txt"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_text_table(path)
    assert refused.value.code == code


def test_one_endless_line_does_not_hold_the_program_up(grid):
    assert len(grid("公" * 1_000_000)[0, 0]) == 1_000_000
    assert len(grid("," * 5_000_000 + "1")) == 1
    assert len(grid("1," * 3_000_000 + "\n1,2\n1,2\n")) == 404


def test_no_damage_gets_past_the_reader(grid):
    chance = random.Random(20250121)  # noqa: S311  damage, no secrets
    texts = [joined(each).encode(code) for each in ",\t" for code in ("utf-8", "gbk", "utf-16")]
    for _ in range(300):
        data = bytearray(chance.choice(texts))
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.choice(b'"\n\r\t,\x00\xff')
        with suppress(Refused):
            grid(bytes(data))
