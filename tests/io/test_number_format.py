"""Numbers are shown as the clerk saw them, or not at all."""

from decimal import Decimal

import pytest

from nianbao.io.number_format import number_format
from nianbao.io.serial_date import date_parts
from nianbao.io.xlsx.styles import BUILT_IN_FORMATS


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0", "7.6", "8"),
        ("0", "-7.4", "-7"),
        ("0", "-0.4", "0"),
        ("0.00", "5", "5.00"),
        ("0.0#", "5.50", "5.5"),
        ("#", "0", ""),
        ("000", "7", "007"),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0.00", "-1234.5", "-1,234.50"),
        ("0%", "0.25", "25%"),
        ('0"件"', "12", "12件"),
        ("0件", "12", "12件"),
        ('#,##0"元"', "251000", "251,000元"),
        ('0!.0,"万元"', "96171", "9.6万元"),
        ('0\\.0,"万"', "12345", "1.2万"),
        ('0.00,,"百万"', "1234567", "1.23百万"),
        ("¥#,##0", "1200", "¥1,200"),
        ("[$¥-804]#,##0", "1200", "¥1,200"),
        ("0_);(0)", "-5", "(5)"),
        ("0;-0;;@", "0", ""),
        (";;;", "12", ""),
        ('0;-0;"—"', "0", "—"),
        ("[Red]0;[蓝色]-0", "-3", "-3"),
        ('[>=10000]0!.0,"万";0', "12345", "1.2万"),
        ('[>=10000]0!.0,"万";0', "345", "345"),
        ('General"件"', "3", "3件"),
        ('G/通用格式"件"', "3", "3件"),
        ('"第"0"号;"', "3", "第3号;"),
        (BUILT_IN_FORMATS[41], "0", "-"),
        (BUILT_IN_FORMATS[43], "1234.5", "1,234.50"),
    ],
)
def test_a_number_is_shown_under_its_format(code, number, shown):
    assert number_format(code).show(Decimal(number)) == shown


@pytest.mark.parametrize("code", ["0.00E+00", "# ?/?", "[DBNum1]0", "[DBNum2]General"])
def test_where_it_is_not_sure_nothing_is_claimed(code):
    assert number_format(code).show(Decimal(12)) is None


def test_a_number_out_of_all_proportion_is_not_written_out():
    assert number_format("0").show(Decimal("1E+300")) is None


@pytest.mark.parametrize("code", ["General", "", "@", "general", "0" * 300])
def test_a_general_format_shows_the_value_itself(code):
    assert number_format(code).show(Decimal(12)) is None


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy/m/d", True),
        ('m"月"d"日"', True),
        ("[h]:mm", True),
        ("[$-804]aaaa", True),
        ("上午/下午h时", True),
        ('0"d"', False),
        ("0\\d", False),
        ("[Red]0", False),
        ("General", False),
        ("0.00E+00", False),
        ('#,##0"年"', False),
    ],
)
def test_dates_are_told_from_numbers(code, is_date):
    assert number_format(code).is_date is is_date


@pytest.mark.parametrize(
    ("code", "serial", "shown"),
    [
        ("yyyy/m/d", "45293", "2024/1/2"),
        ("yyyy-mm-dd", "45293", "2024-01-02"),
        ('m"月"d"日"', "45293", "1月2日"),
        ('yyyy"年"m"月";@', "45293", "2024年1月"),
        ("d-mmm-yy", "45293", "2-Jan-24"),
        ("[$-804]aaaa", "45293", "星期二"),
        ("h:mm", "0.75", "18:00"),
        ("h:mm AM/PM", "0.75", "6:00 PM"),
        ('上午/下午h"时"mm"分"', "0.25", "上午6时00分"),
        ("mm:ss", "0.5006944444", "01:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("yyyy/m/d", "0", "1900/1/0"),
        ("yyyy/m/d", "1", "1900/1/1"),
        ("yyyy/m/d", "59", "1900/2/28"),
        ("yyyy/m/d", "60", "1900/2/29"),
        ("yyyy/m/d", "61", "1900/3/1"),
    ],
)
def test_a_date_is_shown_under_its_format(code, serial, shown):
    parts = date_parts(Decimal(serial), from_1904=False)
    assert parts is not None
    assert number_format(code).show_date(parts) == shown


@pytest.mark.parametrize("serial", ["-1", "2958466", "1E+30"])
def test_a_number_that_is_no_day_is_no_date(serial):
    assert date_parts(Decimal(serial), from_1904=False) is None


def test_the_old_macintosh_counts_from_1904():
    parts = date_parts(Decimal(0), from_1904=True)
    assert parts is not None
    assert (parts.year, parts.month, parts.day) == (1904, 1, 1)
