"""Digits of other scripts are numbers like any other: a check never fails over them."""

import pytest

from nianbao.core.narrative.numerals import find_numerals
from nianbao.core.report import Change, Passage


@pytest.mark.parametrize("digit", "٣۴৫᧔᮹໔５𝟗")
def test_a_digit_of_any_script_is_read_and_checked(book, report, digit):
    body = f"收到申请{digit}件，占{digit}%，同比增长{digit}{digit}%。"
    report.apply(Change(text={"1": (Passage("", body),)}))
    book.check(report)
    first, *_ = find_numerals(body)
    assert first.value == int(digit)
