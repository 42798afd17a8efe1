"""What people type into a cell, and what is read of it; what the report prints."""

from decimal import Decimal

import pytest

from nianbao.core.form import Kind
from nianbao.core.numbers import LARGEST, checked, read_number, write_number
from nianbao.core.report import Unread

IDEOGRAPHIC_SPACE, NO_BREAK_SPACE, ZERO_WIDTH = "\u3000", "\u00a0", "\u200b"


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("0", 0),
        ("12", 12),
        ("１２", 12),
        ("1２", 12),
        (" 7 ", 7),
        (f"{IDEOGRAPHIC_SPACE}7{IDEOGRAPHIC_SPACE}", 7),
        (f"{NO_BREAK_SPACE}7{NO_BREAK_SPACE}", 7),
        ("\t7\r\n", 7),
        ("007", 7),
        ("1,234", 1234),
        ("1，234", 1234),
        ("１，２３４", 1234),
        ("1,234,567", 1_234_567),
        ("999999999", LARGEST),
        ("999,999,999", LARGEST),
    ],
)
def test_plainly_a_count(typed, count):
    assert read_number(Kind.COUNT, typed) == count


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("typed", ["", " ", IDEOGRAPHIC_SPACE, NO_BREAK_SPACE, "\n"])
def test_nothing_typed_is_blank_and_not_zero(kind, typed):
    assert read_number(kind, typed) is None


NO_NUMBER_AT_ALL = [
    *("−1", "-1", "－1", "-0", "+1"),
    *("六", "十二", "无", "/", "-", "—"),
    *("3件", "约3", "3+2", "=3", "(3)", "（3）", "3。", "3、"),
    *("1月2日", "2024年", "12:30"),
    *("2 1", f"2{NO_BREAK_SPACE}1", f"2{IDEOGRAPHIC_SPACE}1", f"{ZERO_WIDTH}2"),
    *("1,23", "12,34", "1,2345", "1234,567", ",123", "1,", "1,,234", "1'234", "1_000"),
    *("10⁹", "2²", "①", "⑫", "½", "Ⅳ", "𝟏𝟐", "٣", "0x1F", "1e3", "1E3", "NaN", "Infinity"),
    *("1000000000", "9" * 40, "9" * 5000),
    *("1.2.3", ".5", "1."),
]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("typed", NO_NUMBER_AT_ALL, ids=lambda text: text[:12])
def test_whatever_has_no_one_meaning_is_kept_as_it_stands(kind, typed):
    assert read_number(kind, typed) == Unread(typed.strip())


@pytest.mark.parametrize("typed", ["1.5", "1.0", "１．５", "0.0"])
def test_a_fraction_is_no_count(typed):
    assert read_number(Kind.COUNT, typed) == Unread(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", "0"),
        ("96171.6", "96171.6"),
        ("59237.2449", "59237.2449"),
        ("４０６８．２０８", "4068.208"),
        ("1,234.50", "1234.50"),
        (" 0.10 ", "0.10"),
        ("12", "12"),
        ("999999999", "999999999"),
    ],
)
def test_plainly_an_amount_to_the_last_digit(typed, amount):
    entry = read_number(Kind.MONEY, typed)
    assert isinstance(entry, Decimal)
    assert str(entry) == amount


def test_an_amount_over_the_largest_is_kept_as_it_stands():
    assert read_number(Kind.MONEY, "999999999.01") == Unread("999999999.01")


def test_what_is_kept_loses_only_the_blanks_round_it():
    assert read_number(Kind.COUNT, f" 3 件{IDEOGRAPHIC_SPACE}") == Unread("3 件")


@pytest.mark.parametrize(
    ("kind", "number", "entry"),
    [
        pytest.param(Kind.COUNT, "7", 7, id="a whole number"),
        pytest.param(Kind.COUNT, "7.00", 7, id="whole, written with a fraction"),
        pytest.param(Kind.COUNT, "1E+3", 1000, id="whole, written with an exponent"),
        pytest.param(Kind.COUNT, "-0.0", 0, id="nothing, with a sign"),
        pytest.param(Kind.COUNT, "1.5", Unread("as typed"), id="no whole number"),
        pytest.param(Kind.COUNT, "-1", Unread("as typed"), id="less than nothing"),
        pytest.param(Kind.COUNT, "1000000000", Unread("as typed"), id="too large"),
        pytest.param(Kind.COUNT, "NaN", Unread("as typed"), id="no number"),
        pytest.param(Kind.COUNT, "Infinity", Unread("as typed"), id="without end"),
        pytest.param(Kind.MONEY, "0.3", Decimal("0.3"), id="an amount"),
        pytest.param(Kind.MONEY, "-0.0", Decimal("0.0"), id="no amount, with a sign"),
        pytest.param(Kind.MONEY, "-0.1", Unread("as typed"), id="a debt"),
        pytest.param(Kind.MONEY, "1E+20", Unread("as typed"), id="too much"),
        pytest.param(Kind.MONEY, "1E-99999999", Unread("as typed"), id="endlessly little"),
        pytest.param(Kind.MONEY, "0E-99999999", Unread("as typed"), id="nothing, endlessly exact"),
    ],
)
def test_what_is_a_number_already_is_held_to_the_same_limits(kind, number, entry):
    taken = checked(kind, Decimal(number), "as typed")
    assert (taken, str(taken)) == (entry, str(entry))


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        (None, ""),
        (0, "0"),
        (1234, "1234"),
        (Decimal("96171.6"), "96171.6"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Unread("六"), "六"),
    ],
)
def test_printing(entry, printed):
    assert write_number(entry) == printed


@pytest.mark.parametrize("typed", ["0", "7", "1234", "999999999"])
def test_what_is_printed_is_read_again(typed):
    for kind in Kind:
        assert write_number(read_number(kind, typed)) == typed
