"""Text whose columns are lost is read by what follows what; every value of it is doubted."""

import pytest

from nianbao.io.importing import read_workbook
from nianbao.io.problems import Refused

TITLE = "某县教育局2024年政府信息公开工作年度报告"


@pytest.fixture
def lines(drawing, form):
    """Give a whole report as lines of cells, labels and numbers alike."""

    def drawn(values):
        rows = [[TITLE]]
        for section in form.sections:
            rows.append([section.title])
            if section.table:
                rows += [
                    [mark for mark in row if mark and mark not in "<^"]
                    for row in drawing.rows(section.table, values)
                ]
        return rows

    return drawn


@pytest.fixture
def full(drawing):
    """Numbers that differ in every field."""
    return drawing.numbered()


@pytest.fixture
def read(form, drawing):
    """Import lines of text, each in the first cell of its row."""

    def imported(texts):
        sheet = drawing.from_rows([[text] for text in texts], "文本")
        return read_workbook(form, drawing.workbook(sheet), "last.txt")

    return imported


def flagged(imported):
    return {problem.cell for problem in imported.problems}


def codes_of(imported, cell):
    return {problem.code for problem in imported.problems if problem.cell == cell}


@pytest.mark.parametrize(
    "parted", [" ", "   ", "\t", "\n"], ids=["blanks", "wide blanks", "tabs", "one a line"]
)
def test_labels_and_their_numbers_in_order(read, lines, full, parted):
    imported = read(parted.join(row) for row in lines(full))
    assert imported.change.cells == full
    assert flagged(imported) == full.keys()


def test_each_value_a_line_of_its_own(read, lines, full):
    imported = read(text for row in lines(full) for text in row)
    assert imported.change.cells == full
    assert flagged(imported) == full.keys()


def test_the_place_is_the_line(read, lines, full):
    imported = read(" ".join(row) for row in lines(full))
    source = imported.change.sources["t2.rules.repealed"]
    assert (source.place, source.as_read) == ("文本!A6", "2")


def test_page_numbers_are_no_values(read, lines, full):
    texts = [" ".join(row) for row in lines(full)]
    texts[30:30] = ["- 3 -", "第4页 共9页"]
    assert read(texts).change.cells == full


class TestARowWithoutExactlyItsNumbers:
    @pytest.mark.parametrize("numbers", ["1 2 3 4 5 6", "1 2 3 4 5 6 7 8", "1"])
    def test_is_refused_whole(self, read, lines, full, numbers):
        texts = [" ".join(row) for row in lines(full)]
        at = next(n for n, text in enumerate(texts) if text.startswith("二、上年"))
        texts[at] = f"二、上年结转政府信息公开申请数量 {numbers}"
        imported = read(texts)
        row = {cell for cell in full if cell.startswith("t3.2.")}
        assert all(imported.change.cells[cell] is None for cell in row)
        assert all(codes_of(imported, cell) == {"count_differs"} for cell in row)
        assert {cell: n for cell, n in imported.change.cells.items() if cell not in row} == {
            cell: n for cell, n in full.items() if cell not in row
        }

    def test_a_lost_label_is_told_by_its_place(self, read, lines, full):
        rows = lines(full)
        at = next(n for n, row in enumerate(rows) if row[0] == "2.重复申请")
        rows[at] = rows[at][1:]
        assert read(" ".join(row) for row in rows).change.cells == full


def test_a_label_broken_around_its_numbers(read, lines, full):
    texts = ["   ".join(row) for row in lines(full)]
    at = next(n for n, text in enumerate(texts) if text.startswith("5.要求行政机关"))
    numbers = texts[at].split()[1:]
    texts[at : at + 1] = [
        "5.要求行政机关确认或重新出",
        "        " + "   ".join(numbers),
        "具已获取信息",
    ]
    assert read(texts).change.cells == full


def test_a_sum_that_stands_first_is_another_order(read, lines, full):
    even = {cell: 6 if cell.endswith(".total") else 1 for cell in full}
    rows = [[row[0], row[-1], *row[1:-1]] if len(row) == 8 else row for row in lines(even)]
    imported = read(" ".join(row) for row in rows)
    assert not any(cell.startswith("t3.") for cell in imported.change.cells)


def test_numbers_under_headings_of_2019_are_not_taken(read, lines, full):
    texts = [" ".join(row) for row in lines(full)]
    texts[3] = "信息内容 本年新制作数量 本年新公开数量 对外公开总数量"
    imported = read(texts)
    assert not any(cell.startswith("t2.rules") for cell in imported.change.cells)
    assert "t2.rules.in_force" in flagged(imported)


def test_prose_with_numbers_is_no_table(read):
    with pytest.raises(Refused) as caught:
        read([TITLE, "全年收到申请 3119", "行政许可 12", "规章 1 2 3", "行政复议 351"])
    assert caught.value.code == "E_NO_TABLES"


class TestCellsLostBetweenTabs:
    """A table with columns some rows of which came apart, as text recognition leaves them."""

    @pytest.fixture
    def rows(self, drawing):
        ones = {cell: "６" if cell.endswith(".total") else "１" for cell in drawing.numbered()}
        rows = drawing.rows("t3", ones)
        return [["" if mark in ("<", "^") else mark for mark in row] for row in rows]

    @pytest.fixture
    def read_rows(self, form, drawing):
        def imported(rows):
            return read_workbook(form, drawing.workbook(drawing.from_rows(rows)), "last.txt")

        return imported

    def test_a_leading_cell_too_many(self, read_rows, rows):
        rows[6].insert(0, "")
        imported = read_rows(rows)
        assert imported.change.cells["t3.3-2.total"] == 6
        assert flagged(imported) >= imported.change.cells.keys()

    def test_a_leading_cell_lost(self, read_rows, rows):
        del rows[26][0]
        imported = read_rows(rows)
        assert imported.change.cells["t3.3-7.other"] == 1
        assert flagged(imported) >= imported.change.cells.keys()

    def test_a_value_lost_from_the_middle(self, read_rows, rows):
        del rows[3][5]
        imported = read_rows(rows)
        assert {cell for cell in imported.change.cells if cell.startswith("t3.1.")} <= flagged(
            imported
        )
