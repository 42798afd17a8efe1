"""汇总: what the sum of units' reports holds, and what is said of each unit."""

from decimal import Decimal

import pytest

from nianbao.core.report import Change, Particulars, Report, Scope, Unread
from nianbao.core.rollup import UnitReport, remarks_on, roll_up

NEW, BUSINESS, TOTAL = "t3.1.natural", "t3.1.business", "t3.1.total"
RULES = "t2.rules.made"


@pytest.fixture
def unit(book, seed_report):
    """Make a unit: the seed's numbers, some of them others; None blanks a cell."""

    def unit(name, **cells):
        report = Report("2021")
        report.apply(Change(cells=dict(seed_report.entries)))
        changed = {key.replace("_", "."): cells[key] for key in cells}
        report.apply(book.edit(report, changed))
        return UnitReport(name, f"{name}.nianbao", report)

    return unit


def empty_unit(name, cells):
    report = Report("2021")
    report.apply(Change(cells=cells))
    return UnitReport(name, f"{name}.nianbao", report)


def summed(book, *units):
    report = Report("2021")
    report.apply(roll_up(book, units, 2025))
    return report


class TestTheSum:
    def test_every_cell_is_the_sum_of_the_units(self, book, seed_report, unit):
        report = summed(book, unit("甲局"), unit("乙局"), unit("丙局"))
        assert report.entries == {cell: 3 * n for cell, n in seed_report.entries.items()}

    def test_it_speaks_for_the_government_and_the_year(self, book, unit):
        told = summed(book, unit("甲局")).particulars
        assert told == Particulars(year=2025, scope=Scope.GOVERNMENT)

    @pytest.mark.parametrize(
        ("entries", "sum_"),
        [
            pytest.param((1, 2), 3, id="numbers"),
            pytest.param((1, None), 1, id="a blank adds nothing"),
            pytest.param((0, None), 0, id="a zero is a number"),
            pytest.param((None, None), None, id="blank where all are blank"),
            pytest.param((1, Unread("六")), 1, id="what is no number adds nothing"),
        ],
    )
    def test_blank_is_not_zero(self, book, entries, sum_):
        units = [empty_unit(f"{at}局", {NEW: entry}) for at, entry in enumerate(entries)]
        assert summed(book, *units).entry(NEW) == sum_

    def test_money_is_added_to_the_cent(self, book):
        money = next(f.id for f in book.form.fields.values() if isinstance(f.zero, Decimal))
        units = [
            empty_unit(name, {money: Decimal(n)}) for name, n in (("甲", "0.1"), ("乙", "0.2"))
        ]
        assert summed(book, *units).entry(money) == Decimal("0.3")

    def test_totals_follow_from_the_sums_and_not_from_the_units(self, book):
        wrong = empty_unit("甲局", {NEW: 2, TOTAL: 99})
        assert summed(book, wrong, empty_unit("乙局", {NEW: 3})).entry(TOTAL) != 102

    def test_each_sum_tells_who_adds_to_it(self, book, unit):
        source = summed(book, unit("甲局", t3_1_business=4), unit("乙局", t3_1_business=0)).sources[
            BUSINESS
        ]
        assert (source.file, source.as_read) == ("2 个单位汇总", "甲局 4")


class TestRemarks:
    def test_none_on_a_whole_and_consistent_report(self, book, unit):
        assert not list(remarks_on(book, [unit("甲局")]))

    def test_one_blank_cell_is_named(self, book, unit):
        (remark,) = remarks_on(book, [unit("甲局", t2_rules_made=None)])
        assert (remark.code, remark.cell) == ("unit_blank", RULES)
        assert "甲局" in remark.message
        assert "1 格空着" in remark.message

    def test_a_table_left_out_is_one_remark(self, book, unit):
        whole = unit("甲局")
        rest = {c: n for c, n in whole.report.entries.items() if not c.startswith("t4")}
        (remark,) = remarks_on(book, [empty_unit("甲局", rest)])
        assert "一格也没有填" in remark.message

    def test_what_is_no_number_is_quoted(self, book, unit):
        odd = unit("甲局")
        odd.report.apply(Change(cells={RULES: Unread("六")}))
        (remark,) = remarks_on(book, [odd])
        assert (remark.code, remark.unit) == ("unit_unread", odd)
        assert "“六”" in remark.message

    def test_a_total_that_is_wrong_is_named_with_its_unit(self, book, unit):
        wrong = unit("乙局")
        wrong.report.apply(Change(cells={TOTAL: 99}))
        codes = {remark.code for remark in remarks_on(book, [unit("甲局"), wrong])}
        names = {remark.unit.name for remark in remarks_on(book, [unit("甲局"), wrong])}
        assert (codes, names) == ({"unit_contradicts"}, {"乙局"})
