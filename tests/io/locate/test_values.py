"""What stands in a cell is taken plainly, taken with a remark, or not taken."""

import datetime as dt
from decimal import Decimal

import pytest

from nianbao.core.form import Kind
from nianbao.core.report import Unread
from nianbao.io.locate.values import read_value
from nianbao.io.workbook import CellError, SheetCell

MIDNIGHT = dt.datetime(2024, 1, 2)  # noqa: DTZ001  spreadsheets know no zones
WAN = "本年收费金额（单位：万元）"


@pytest.mark.parametrize(
    ("value", "entry", "remarks"),
    [
        # plainly a number
        (Decimal(3), 3, ()),
        (Decimal("3.0"), 3, ()),
        (Decimal(0), 0, ()),
        ("3", 3, ()),
        ("３００１", 3001, ()),
        ("\u00a053\n", 53, ()),
        ("447，228", 447228, ()),
        ("3,985,758", 3985758, ()),
        # blank, never zero
        ("\u3000", None, ()),
        ("\u200b", None, ()),
        ("/", None, ("blank_mark",)),
        ("—", None, ("blank_mark",)),
        ("——", None, ("blank_mark",)),
        ("-", None, ("blank_mark",)),
        ("无", None, ("blank_mark",)),
        # a number with words around it
        ("11件", 11, ("unit_in_cell",)),
        ("3,001 件", 3001, ("unit_in_cell",)),
        ("88283（件）", 88283, ("unit_in_cell",)),
        ("22（其中修订16件）", 22, ("note_in_cell",)),
        ("55件(含自然失效29件)", 55, ("unit_in_cell", "note_in_cell")),
        # no count
        (Decimal("7.5"), Unread("7.5"), ("not_a_number",)),
        (Decimal(-5), Unread("-5"), ("not_a_number",)),
        ("2 1", Unread("2 1"), ("not_a_number",)),
        ("l2", Unread("l2"), ("not_a_number",)),
        ("1O5", Unread("1O5"), ("not_a_number",)),
        ("六", Unread("六"), ("not_a_number",)),
        ("一", Unread("一"), ("not_a_number",)),
        ("约20件", Unread("约20件"), ("not_a_number",)),
        ("1，2", Unread("1，2"), ("not_a_number",)),
        ("5万元", Unread("5万元"), ("not_a_number",)),
        (True, Unread("TRUE"), ("not_a_number",)),
        (CellError("#REF!"), Unread("#REF!"), ("not_a_number",)),
        (dt.date(2024, 1, 2), Unread("2024-01-02"), ("not_a_number",)),
        (MIDNIGHT, Unread("2024-01-02"), ("not_a_number",)),
    ],
)
def test_a_count(words, value, entry, remarks):
    taken = read_value(Kind.COUNT, SheetCell(value), "", words.values)
    assert (taken.entry, tuple(map(str, taken.remarks))) == (entry, remarks)


@pytest.mark.parametrize(
    ("value", "heading", "amount", "remarks"),
    [
        (Decimal("96171.6"), WAN, "96171.6", ()),
        (Decimal("0.30000000000000004"), WAN, "0.3", ()),
        ("96,171.6", WAN, "96171.6", ()),
        ("96,171.6万元", WAN, "96171.6", ("unit_in_cell",)),
        ("5000元", WAN, "0.5", ("unit_in_cell", "unit_converted")),
        ("1.2亿元", WAN, "12000", ("unit_in_cell", "unit_converted")),
        (Decimal(5000), "本年收费金额（单位：元）", "0.5", ("unit_converted",)),
        (Decimal(5000), "本年收费金额", "5000", ("unit_unknown",)),
        (Decimal(5000), "收费金额（元）行政事业性收费（万元）", "5000", ("unit_unknown",)),
        (Decimal(0), "本年收费金额", "0", ()),
    ],
)
def test_an_amount_is_taken_in_the_unit_the_form_prints(words, value, heading, amount, remarks):
    taken = read_value(Kind.MONEY, SheetCell(value), heading, words.values)
    assert (Decimal(taken.entry), tuple(map(str, taken.remarks))) == (Decimal(amount), remarks)


@pytest.mark.parametrize(
    ("number", "shown", "entry", "remarks"),
    [
        ("3985758", "3,985,758", 3985758, ()),
        ("25", "25件", 25, ("unit_in_cell",)),
        ("0", "-", 0, ("shown_otherwise",)),
        ("25", "", 25, ("shown_otherwise",)),
        ("25", "2500%", 25, ("shown_otherwise",)),
    ],
)
def test_what_the_number_format_shows_is_minded(words, number, shown, entry, remarks):
    taken = read_value(Kind.COUNT, SheetCell(Decimal(number), shown=shown), "", words.values)
    assert (taken.entry, tuple(map(str, taken.remarks))) == (entry, remarks)


def test_an_amount_shown_in_yuan_is_converted(words):
    taken = read_value(Kind.MONEY, SheetCell(Decimal(25), shown="25元"), WAN, words.values)
    assert taken.entry == Decimal("0.0025")
    assert "unit_converted" in taken.remarks
