"""A workbook becomes one report; whatever is not certain is said, never settled in silence."""

from decimal import Decimal

import pytest

from nianbao.core.report import Unread
from nianbao.io.importing import read_workbook
from nianbao.io.problems import Refused

TITLE = "某县教育局{}年政府信息公开工作年度报告"


@pytest.fixture
def read(form, drawing):
    """Import a workbook of these sheets."""

    def imported(*sheets, file="last.xlsx", **wanted):
        return read_workbook(form, drawing.workbook(*sheets), file, **wanted)

    return imported


@pytest.fixture
def refused(read):
    """Give the refusal of a workbook of these sheets."""

    def refusal(*sheets, **wanted):
        with pytest.raises(Refused) as caught:
            read(*sheets, **wanted)
        return caught.value

    return refusal


@pytest.fixture
def full(drawing):
    """Numbers that differ in every field."""
    return drawing.numbered()


def flags(imported):
    return {(problem.code, problem.cell) for problem in imported.problems}


def codes(imported):
    return {problem.code for problem in imported.problems}


class TestOneReport:
    def test_every_number_comes_in_with_its_source(self, read, drawing, full):
        imported = read(drawing.report(full, TITLE.format(2024), name="年报"))
        assert imported.change.cells == full
        assert imported.problems == ()
        source = imported.change.sources["t2.rules.made"]
        assert (source.file, source.place, source.as_read) == ("last.xlsx", "年报!B5", "1")

    def test_a_blank_stays_blank(self, read, drawing, full):
        imported = read(drawing.report(full | {"t3.1.total": None}, TITLE.format(2024)))
        assert imported.change.cells["t3.1.total"] is None
        assert imported.problems == ()

    def test_whose_report_it_is(self, read, drawing, full):
        told = read(drawing.report(full, TITLE.format(2024))).change.particulars
        assert (told.organ, told.year, told.title) == ("某县教育局", 2024, "")

    def test_a_title_unlike_the_forms_own_is_kept(self, read, drawing, full):
        title = "某县教育局2024年政府信息公开年度报告"
        assert read(drawing.report(full, title)).change.particulars.title == title

    def test_messages_speak_in_official_words(self, read, drawing, full):
        imported = read(drawing.report(full | {"t3.3-1.natural": "六"}, TITLE.format(2024)))
        (problem,) = imported.problems
        assert problem.code == "not_a_number"
        assert problem.message.startswith("表三“（一）予以公开”“自然人”：")
        assert problem.cell not in problem.message
        assert imported.change.cells[problem.cell] == Unread("六")

    def test_a_sheet_for_each_table(self, read, drawing, full):
        sheets = [drawing.from_rows(drawing.rows(t, full), t) for t in ("t2", "t3", "t4")]
        assert read(*sheets).change.cells == full

    def test_a_table_that_is_not_there_is_said(self, read, drawing, full):
        imported = read(drawing.report(full, TITLE.format(2024), tables=("t2", "t3")))
        assert flags(imported) == {("table_missing", None)}
        assert not any(cell.startswith("t4") for cell in imported.change.cells)

    def test_a_row_that_is_not_there_is_said(self, read, drawing, full):
        rows = drawing.rows("t3", full)
        del rows[12:14]
        imported = read(drawing.from_rows(rows))
        assert ("not_found", "t3.3-3-6.natural") in flags(imported)
        assert "t3.3-3-6.natural" not in imported.change.cells


class TestDoubts:
    def test_rows_and_columns_that_are_hidden_are_read_and_named(self, read, drawing, full):
        rows = drawing.rows("t3", full)
        imported = read(drawing.from_rows(rows, hidden_rows={5}, hidden_columns={9}))
        assert imported.change.cells["t3.3-1.natural"] == full["t3.3-1.natural"]
        assert ("hidden", "t3.3-1.natural") in flags(imported)
        assert ("hidden", "t3.4.total") in flags(imported)
        assert ("hidden", "t3.4.other") not in flags(imported)

    def test_a_value_merged_over_two_fields_is_given_to_neither(self, read, drawing, full):
        rows = drawing.rows("t3", full)
        rows[3][4] = "<"
        imported = read(drawing.from_rows(rows))
        assert imported.change.cells["t3.1.natural"] is None
        assert {("merged_value", f"t3.1.{c}") for c in ("natural", "business")} <= flags(imported)

    def test_a_number_beside_its_heading_is_not_taken_and_said(self, read, drawing, full):
        rows = drawing.rows("t2", full)
        for row in rows[4:7]:
            row[2:] = ["", ""]
        rows[6][1:3] = ["", "77"]
        imported = read(drawing.from_rows(rows))
        assert imported.change.cells["t2.licences.decisions"] is None
        assert ("beside_heading", "t2.licences.decisions") in flags(imported)

    def test_two_numbers_under_one_heading_are_not_a_number(self, read, drawing, full):
        rows = drawing.rows("t2", full)
        rows[6][1:] = ["7", "70", ""]
        imported = read(drawing.from_rows(rows))
        assert imported.change.cells["t2.licences.decisions"] == Unread("7 70")

    def test_an_amount_in_yuan_is_converted_and_said(self, read, drawing, full):
        rows = drawing.rows("t2", full | {"t2.fees.amount": 5000})
        rows[12][1] = "本年收费金额（单位：元）"
        imported = read(drawing.from_rows(rows))
        assert imported.change.cells["t2.fees.amount"] == Decimal("0.5")
        assert ("unit_converted", "t2.fees.amount") in flags(imported)

    def test_numbers_under_headings_of_2019_stay_out_and_are_named(self, read, drawing, full):
        rows = drawing.rows("t2", full)
        rows[1][1:] = ["本年新制作数量", "本年新公开数量", "对外公开总数量"]
        imported = read(drawing.from_rows(rows))
        assert not any(cell.startswith("t2.rules") for cell in imported.change.cells)
        assert {("older_heading", None), ("not_found", "t2.rules.in_force")} <= flags(imported)

    def test_two_years_in_one_table_are_doubted_throughout(self, read, drawing, full):
        rows = drawing.rows("t3", full)
        twice = [[*row, *(row[3:] if n < 3 else ["9"] * 7)] for n, row in enumerate(rows)]
        imported = read(drawing.from_rows(twice))
        assert {cell for code, cell in flags(imported) if code == "label_twice"} >= {
            cell for cell in full if cell.startswith("t3.")
        }


class TestFormulas:
    def read_total(self, read, drawing, full, formula, saved=None):
        rows = drawing.rows("t3", full)
        sheet = drawing.from_rows(rows, "表三")
        cell = drawing.sheet("=" + formula).cells[0, 0]
        sheet.cells[3, 9] = type(cell)(saved, formula=formula)
        return read(sheet)

    def test_a_sum_without_a_saved_result_is_worked_out_and_said(self, read, drawing, full):
        imported = self.read_total(read, drawing, full, "SUM(D4:I4)")
        total = sum(range(full["t3.1.natural"], full["t3.1.total"]))
        assert imported.change.cells["t3.1.total"] == total
        assert ("formula_computed", "t3.1.total") in flags(imported)

    def test_what_is_more_than_a_sum_is_left_to_the_clerk(self, read, drawing, full):
        imported = self.read_total(read, drawing, full, "D4*2")
        assert imported.change.cells["t3.1.total"] == Unread("=D4*2")
        assert ("formula_unread", "t3.1.total") in flags(imported)

    def test_a_saved_result_that_is_out_of_date_is_said(self, read, drawing, full):
        imported = self.read_total(read, drawing, full, "SUM(D4:I4)", Decimal(1))
        assert imported.change.cells["t3.1.total"] == 1
        assert ("formula_differs", "t3.1.total") in flags(imported)

    def test_a_result_from_another_file_is_said(self, read, drawing, full):
        imported = self.read_total(read, drawing, full, "[1]表三!J4", Decimal(7))
        assert imported.change.cells["t3.1.total"] == 7
        assert ("formula_elsewhere", "t3.1.total") in flags(imported)

    def test_a_sum_of_blanks_is_blank(self, read, drawing, full):
        blanks = {cell: None for cell in full if cell.startswith("t3.1.")}
        imported = self.read_total(read, drawing, full | blanks, "SUM(D4:I4)")
        assert imported.change.cells["t3.1.total"] is None
        assert ("formula_empty", "t3.1.total") in flags(imported)


class TestSeveralReports:
    @pytest.fixture
    def years(self, drawing):
        return [
            drawing.report(drawing.numbered(year), TITLE.format(year), f"{year}年")
            for year in (2022, 2023, 2024)
        ]

    def test_several_years_are_a_choice(self, refused, years):
        refusal = refused(*years)
        assert refusal.code == "E_CHOOSE"
        assert "2022年" in refusal.message

    def test_the_year_decides(self, read, years):
        imported = read(*years, wanted_year=2023)
        assert imported.change.particulars.year == 2023
        assert imported.change.cells["t2.rules.made"] == 2024
        assert imported.problems == ()

    def test_a_year_that_is_not_there_decides_nothing(self, refused, years):
        assert refused(*years, wanted_year=2019).code == "E_CHOOSE"
        assert refused(years[0], wanted_year=2019).code == "E_CHOOSE"

    def test_years_one_under_the_other(self, read, drawing, full):
        rows = []
        for year in (2023, 2024):
            rows += [[TITLE.format(year)], []]
            for table in ("t2", "t3", "t4"):
                rows += [*drawing.rows(table, drawing.numbered(year)), [], []]
        imported = read(drawing.from_rows(rows), wanted_year=2024)
        assert imported.change.cells == drawing.numbered(2024)
        assert imported.change.particulars.year == 2024

    def test_years_table_by_table(self, read, drawing):
        sheets = [
            drawing.from_rows(
                [[TITLE.format(year)], *drawing.rows(t, drawing.numbered(year))], f"{t}{year}"
            )
            for t in ("t2", "t3", "t4")
            for year in (2023, 2024)
        ]
        assert read(*sheets, wanted_year=2023).change.cells == drawing.numbered(2023)

    def test_two_organs_are_a_choice_by_name(self, read, refused, drawing, full):
        sheets = [
            drawing.report(full, "淮安市人民政府2024年政府信息公开工作年度报告", "市本级"),
            drawing.report(drawing.numbered(500), "淮安市2024年政府信息公开工作年度报告", "汇总"),
        ]
        refusal = refused(*sheets)
        assert refusal.code == "E_CHOOSE"
        assert "“市本级”、“汇总”" in refusal.message
        assert read(*sheets, wanted_set="汇总").change.cells == drawing.numbered(500)
        assert refused(*sheets, wanted_set="没有").code == "E_CHOOSE"

    def test_identical_copies_are_one(self, read, drawing, full):
        sheets = [drawing.report(full, TITLE.format(2024), name) for name in ("一", "二")]
        assert read(*sheets).change.cells == full

    def test_a_blank_template_beside_it_is_left_aside_and_said(self, read, drawing, full):
        imported = read(drawing.report({}, name="模板"), drawing.report(full, TITLE.format(2024)))
        assert imported.change.cells == full
        assert codes(imported) == {"blank_copy"}

    def test_a_single_table_that_disagrees_is_no_rival_but_said(self, read, drawing, full):
        other = drawing.report(full | {"t4.review.upheld": 999}, name="草稿", tables=("t4",))
        imported = read(drawing.report(full, TITLE.format(2024)), other)
        assert imported.change.cells == full
        assert flags(imported) == {("copies_differ", "t4.review.upheld")}


class TestHiddenSheets:
    def test_they_are_not_read_where_something_visible_holds_the_tables(self, read, drawing, full):
        old = drawing.report(drawing.numbered(500), TITLE.format(2024), "旧", hidden=True)
        imported = read(old, drawing.report(full, TITLE.format(2024)))
        assert (imported.change.cells, imported.problems) == (full, ())

    def test_they_are_read_and_named_where_nothing_else_does(self, read, drawing, full):
        cover = drawing.sheet(TITLE.format(2024), "封面")
        imported = read(cover, drawing.report(full, name="数据", hidden=True))
        assert imported.change.cells == full
        assert "hidden_sheet" in codes(imported)


class TestRefusals:
    @pytest.mark.parametrize(
        "drawn", ["", "三公经费 | 其他 | 总计\n一 | 2 | 3", TITLE.format(2024)]
    )
    def test_no_tables(self, refused, drawing, drawn):
        assert refused(drawing.sheet(drawn)).code == "E_NO_TABLES"

    def test_tables_without_a_single_number(self, refused, drawing):
        assert refused(drawing.report({}, TITLE.format(2024))).code == "E_BLANK"


class TestTheYear:
    def test_the_file_name_is_a_guess(self, read, drawing, full):
        imported = read(drawing.report(full), file="教育局2023年报.xlsx")
        assert imported.change.particulars.year == 2023
        assert "year_guessed" in codes(imported)

    def test_a_wish_stands_in_for_a_year_nobody_wrote(self, read, drawing, full):
        imported = read(drawing.report(full), wanted_year=2020)
        assert imported.change.particulars.year == 2020
        assert "year_given" in codes(imported)

    def test_none_at_all_is_said(self, read, drawing, full):
        imported = read(drawing.report(full))
        assert imported.change.particulars.year is None
        assert {"year_missing", "organ_missing"} == codes(imported)

    def test_two_that_differ_are_said(self, read, drawing, full):
        imported = read(drawing.report(full, TITLE.format(2024), name="2023年"))
        assert "year_conflict" in codes(imported)


class TestATableThatGoesOn:
    """Table three torn in two, the second piece without a heading."""

    @pytest.fixture
    def pieces(self, drawing, full):
        rows = [
            ["" if mark in ("<", "^") else mark for mark in r] for r in drawing.rows("t3", full)
        ]
        return rows[:14], rows[14:]

    def check(self, imported, full):
        expected = {cell: n for cell, n in full.items() if cell.startswith("t3.")}
        assert imported.change.cells == expected
        assert not {problem.cell for problem in imported.problems} & expected.keys()

    def test_further_down_the_same_sheet(self, read, drawing, full, pieces):
        first, second = pieces
        self.check(read(drawing.from_rows([*first, [], ["续表"], [], *second])), full)

    def test_on_the_next_sheet(self, read, drawing, full, pieces):
        first, second = map(drawing.from_rows, pieces, "上下")
        imported = read(first, second)
        self.check(imported, full)
        place = imported.change.sources["t3.4.total"].place
        assert place == "工作表“下”第14行第10列"

    def test_another_sheet_with_numbers_is_no_part_of_it(self, read, drawing, pieces):
        first, _ = pieces
        other = drawing.sheet("项目 | 其他 | 总计\n甲 | 1 | 2\n乙 | 3 | 4", "别的")
        imported = read(drawing.from_rows(first, "上"), other)
        assert "t3.4.total" not in imported.change.cells
