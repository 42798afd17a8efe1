"""Tables are found by their labels, however they stand; what is doubtful says so."""

import pytest

from nianbao.io.locate.tables import find_tables
from nianbao.io.workbook import address

OFFICIAL_4 = """
行政复议 | <        | <        | <        | <    | 行政诉讼         | <        | <        | <        | <    | <          | <        | <        | <        | <
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | <        | <        | <        | <    | 复议后起诉 | <        | <        | <        | <
^        | ^        | ^        | ^        | ^    | 结果维持         | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持   | 结果纠正 | 其他结果 | 尚未审结 | 总计
1        | 2        | 3        | 4        | 10   | 5                | 6        | 7        | 8        | 26   | 9          | 10       | 11       | 12       | 42
"""  # noqa: E501  a table drawn

MATRIX_4 = """
                            |                  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
行政复议                    | <                | 1        | 2        | 3        | 4        | 10
行政诉讼                    | 未经复议直接起诉 | 5        | 6        | 7        | 8        | 26
^                           | 复议后起诉       | 9        | 10       | 11       | 12       | 42
"""

LIST_4 = """
行政复议         | 结果维持 | 1
                 | 结果纠正 | 2
                 | 其他结果 | 3
                 | 尚未审结 | 4
                 | 总计     | 10
未经复议直接起诉 | 结果维持 | 5
                 | 结果纠正 | 6
                 | 其他结果 | 7
                 | 尚未审结 | 8
                 | 总计     | 26
复议后起诉       | 结果维持 | 9
                 | 结果纠正 | 10
                 | 其他结果 | 11
                 | 尚未审结 | 12
                 | 总计     | 42
"""

VALUES_4 = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 10, 11, 12, 42]

OFFICIAL_2 = """
第二十条第（一）项 | < | < | <
信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数
规章           | 1 | 2 | 3
行政规范性文件 | 4 | 5 | 6
第二十条第（五）项 | < | < | <
信息内容       | 本年处理决定数量 | < | <
行政许可       | 7 | < | <
第二十条第（六）项 | < | < | <
信息内容       | 本年处理决定数量 | < | <
行政处罚       | 8 | < | <
行政强制       | 9 | < | <
第二十条第（八）项 | < | < | <
信息内容       | 本年收费金额（单位：万元） | < | <
行政事业性收费 | 10 | < | <
"""

FLAT_2 = """
信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 | 本年处理决定数量 | 本年收费金额（单位：万元）
规章           | 1 | 2 | 3 |   |
规范性文件     | 4 | 5 | 6 |   |
行政许可       |   |   |   | 7 |
行政处罚       |   |   |   | 8 |
行政强制       |   |   |   | 9 |
行政事业性收费 |   |   |   |   | 10
"""  # noqa: E501  a table drawn

LIST_2 = """
规章           | 本年制发件数 | 1
规章           | 本年废止件数 | 2
规章           | 现行有效件数 | 3
行政规范性文件 | 本年制发件数 | 4
行政规范性文件 | 本年废止件数 | 5
行政规范性文件 | 现行有效件数 | 6
行政许可       | 本年处理决定数量 | 7
行政处罚       | 本年处理决定数量 | 8
行政强制       | 本年处理决定数量 | 9
行政事业性收费 | 本年收费金额（单位：万元） | 10
"""


@pytest.fixture
def find(drawing, layouts, lexicon):
    """Find the tables of a sheet."""

    def found(sheet):
        return find_tables(sheet, layouts, lexicon)

    return found


def values(table):
    """Give what stands in the places that were found, by field."""
    cells = table.sheet.cells
    held = {
        cell: [int(cells[at].value) for at in spot.places if at in cells]
        for cell, spot in table.spots.items()
    }
    return {cell: numbers[0] for cell, numbers in held.items() if len(numbers) == 1}


def doubts(table):
    return {cell: str(spot.doubt) for cell, spot in table.spots.items() if spot.doubt}


def turned(rows):
    height, width = len(rows), max(map(len, rows))
    grid = [[rows[r][c] if c < len(rows[r]) else "" for r in range(height)] for c in range(width)]
    swap = {"<": "^", "^": "<"}
    return [[swap.get(mark, mark) for mark in row] for row in grid]


@pytest.mark.parametrize("drawn", [OFFICIAL_4, MATRIX_4, LIST_4])
@pytest.mark.parametrize("turn", [False, True])
def test_table_four_in_every_layout(drawing, form, find, drawn, turn):
    rows = [[mark.strip() for mark in line.split("|")] for line in drawn.strip("\n").splitlines()]
    (table,) = find(drawing.from_rows(turned(rows) if turn else rows))
    ids = [field.id for field in form.table("t4").fields]
    assert values(table) == dict(zip(ids, VALUES_4, strict=True))
    assert not doubts(table)


@pytest.mark.parametrize("drawn", [OFFICIAL_2, FLAT_2, LIST_2])
@pytest.mark.parametrize("turn", [False, True])
def test_table_two_in_every_layout(drawing, form, find, drawn, turn):
    rows = [[mark.strip() for mark in line.split("|")] for line in drawn.strip().splitlines()]
    (table,) = find(drawing.from_rows(turned(rows) if turn else rows))
    ids = [field.id for field in form.table("t2").fields]
    assert values(table) == dict(zip(ids, range(1, 11), strict=True))
    assert not doubts(table)


class TestTableThree:
    """Table three as the form prints it, and what clerks make of it."""

    @pytest.fixture
    def rows(self, drawing):
        return drawing.rows("t3", drawing.numbered())

    @pytest.fixture
    def expected(self, drawing):
        return {cell: n for cell, n in drawing.numbered().items() if cell.startswith("t3.")}

    def check(self, drawing, find, rows, expected):
        (table,) = find(drawing.from_rows(rows))
        assert values(table) == expected
        assert not doubts(table)

    def test_as_printed(self, drawing, find, rows, expected):
        self.check(drawing, find, rows, expected)

    def test_turned_over(self, drawing, find, rows, expected):
        self.check(drawing, find, turned(rows), expected)

    def test_without_its_merges(self, drawing, find, rows, expected):
        plain = [["" if mark in "<^" else mark for mark in row] for row in rows]
        self.check(drawing, find, plain, expected)

    def test_shifted_with_notes_beside_it(self, drawing, find, rows, expected):
        shifted = [[""] * 10, *(["", "", *row, "", "3200"] for row in rows), ["审核人", "20250115"]]
        self.check(drawing, find, shifted, expected)

    def test_with_subtotals(self, drawing, find, rows, expected):
        subtotal = ["", "", "小计", *["9"] * 8]
        marks = ["", "", "小计", *["9"] * 25]
        wider = [[*row[:9], mark, *row[9:]] for row, mark in zip(rows, marks, strict=True)]
        self.check(drawing, find, [*wider[:15], subtotal, *wider[15:]], expected)

    def test_cut_by_a_page_break_with_the_heading_repeated(self, drawing, find, rows, expected):
        plain = [["" if mark in "<^" else mark for mark in row] for row in rows]
        self.check(drawing, find, [*plain[:14], ["第2页"], *plain[:3], *plain[14:]], expected)

    def test_headings_broken_over_rows(self, drawing, find, rows, expected):
        plain = [["" if mark in "<^" else mark for mark in row] for row in rows]
        upper = [mark[:2] if len(mark) == 4 else "" for mark in plain[2]]
        lower = [mark[2:] if len(mark) == 4 else mark for mark in plain[2]]
        self.check(
            drawing,
            find,
            [*plain[:1], [*plain[1][:4], *upper[4:9], "总计"], lower, *plain[3:]],
            expected,
        )

    def test_a_slip_between_right_neighbours_leaves_no_doubt(self, drawing, find, rows, expected):
        rows[12][2] = "属于四类过程性信自"
        self.check(drawing, find, rows, expected)

    def test_a_label_nobody_can_read_is_told_by_its_place_and_doubted(self, drawing, find, rows):
        rows[12][2] = "看不清了"
        (table,) = find(drawing.from_rows(rows))
        assert set(doubts(table).values()) == {"by_position"}
        assert len(doubts(table)) == 7

    def test_a_blank_heading_is_told_by_its_place_and_doubted(self, drawing, find, rows):
        rows[1][3] = ""
        (table,) = find(drawing.from_rows(rows))
        assert set(doubts(table)) == {cell for cell in table.spots if cell.endswith(".natural")}

    def test_two_unlike_missing_rows_are_not_guessed(self, drawing, find, rows):
        del rows[12:14]
        (table,) = find(drawing.from_rows(rows))
        assert not {"t3.3-3-6.natural", "t3.3-3-7.natural"} & table.spots.keys()
        assert not doubts(table)

    def test_one_row_for_the_whole_of_a_group_is_none_of_its_rows(self, drawing, find, rows):
        rows[25:26] = []
        rows[23:25] = [["", "（六）其他处理", "<", *["5"] * 7]]
        (table,) = find(drawing.from_rows(rows))
        assert not any(cell.startswith("t3.3-6") for cell in table.spots)

    def test_rows_that_serve_two_headings_are_doubted(self, drawing, find, rows):
        twice = [[*row, *(row[3:] if n < 3 else ["9"] * 7)] for n, row in enumerate(rows)]
        tables = find(drawing.from_rows(twice))
        assert all(set(doubts(table).values()) == {"label_twice"} for table in tables)
        assert all(len(doubts(table)) == len(table.spots) for table in tables)

    def test_two_tables_side_by_side_are_two(self, drawing, find, rows, expected):
        both = [[*row, "", *row] for row in rows]
        one, other = find(drawing.from_rows(both))
        assert (values(one), values(other)) == (expected, expected)
        assert (one.area, other.area) == ((0, 0, 27, 9), (0, 11, 27, 20))


def test_headings_of_2019_are_kept_apart(drawing, find):
    (table,) = find(
        drawing.sheet(
            """
            信息内容   | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
            规章       | 13 | 13 | 524
            规范性文件 | 60 | 60 | 368
            信息内容   | 上一年项目数量 | 本年增/减 | 处理决定数量
            行政许可   | 1  | 2  | 3
            信息内容   | 上一年项目数量 | 本年增/减 |
            行政事业性收费 | 4 | 5 |
            """
        )
    )
    assert values(table) == {"t2.licences.decisions": 3}
    assert {address(*at) for at, _ in table.older} >= {"D2", "D3", "B5", "B7"}


@pytest.mark.parametrize(
    "drawn",
    [
        "项目 | 年初预算 | 决算数 | 其他 | 总计\n项目一 | 1 | 2 | 3 | 6",
        "自然人 | 商业企业 | 科研机构\n1 | 2 | 3",
        "规章 | 3",
        "行政许可 | 本年处理决定数量",
        "",
    ],
)
def test_what_only_looks_alike_is_no_table(drawing, find, drawn):
    assert find(drawing.sheet(drawn)) == ()
