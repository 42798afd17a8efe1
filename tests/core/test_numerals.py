"""Numbers in a text: what is one, what it is worth, what is none, and how another is written."""

from decimal import Decimal

import pytest

from nianbao.core.narrative.masking import mask
from nianbao.core.narrative.numerals import find_numerals, read_chinese, rewritten, write_chinese

YEAR = 2024


def numbers(words):
    return [(numeral.value, numeral.unit) for numeral in find_numerals(mask(words, YEAR))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("收到26件", [(26, "件")], id="digits"),
        pytest.param("收到 26 件", [(26, "件")], id="with blanks"),
        pytest.param("收到１２件", [(12, "件")], id="full-width digits"),
        pytest.param("公开3,248条", [(3248, "条")], id="thousands"),
        pytest.param("收到一百二十六件", [(126, "件")], id="Chinese"),
        pytest.param("收到两件", [(2, "件")], id="两"),
        pytest.param("收到二十件", [(20, "件")], id="no ones"),
        pytest.param("收费3.2万元", [(32000, "元")], id="scaled"),
        pytest.param("阅读量1.5亿次", [(150_000_000, "次")], id="scaled twice"),
        pytest.param("占4.34%", [(Decimal("4.34"), "%")], id="per cent"),
        pytest.param("占４.３４％", [(Decimal("4.34"), "%")], id="full-width per cent"),
        pytest.param("收到26件、27件", [(26, "件"), (27, "件")], id="two"),
    ],
)
def test_numbers_are_read(words, found):
    assert numbers(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "2024年1月1日至12月31日",
        "二〇二四年",
        "国办公开办函〔2021〕30号",
        "《关于2023年3件实事的通知》",
        "第二十条第（五）项",
        "咨询电话0517-87222589",
        "20个工作日",
        "一是加强领导，二是完善制度",
        "（一）主动公开",
        "进一步统一标准，一方面严格审核",
        "“三公”经费、一件事一次办、双随机一公开",
        "近三年来",
        "https://www.example.org/123件",
    ],
)
def test_dates_titles_and_numbering_are_no_numbers(words):
    assert numbers(words) == []


@pytest.mark.parametrize(
    ("words", "fits", "not_"),
    [
        pytest.param("26件", [26], [25, 27], id="exact"),
        pytest.param("260余件", [260, 268], [259, 270, 300], id="some more"),
        pytest.param("约300件", [290, 300, 310, 330], [200, 400], id="about"),
        pytest.param("近300件", [280, 299], [200, 350], id="nearly"),
        pytest.param("突破三千件", [3000, 3248], [2999, 4000], id="more than"),
        pytest.param("不足10件", [9, 8], [11, 5], id="less than"),
        pytest.param("3.2万元", [32000, 31500, 32400], [33000], id="to the last place"),
    ],
)
def test_a_number_fits_what_it_fairly_stands_for(words, fits, not_):
    [numeral] = find_numerals(mask(words, YEAR))
    assert [n for n in fits if not numeral.fits(n)] == []
    assert [n for n in not_ if numeral.fits(n)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一千零三十", 1030)],
        *[("三千二百四十八", 3248), ("二万", 20_000), ("一亿", 100_000_000), ("零", 0)],
        *[("二六", 26), ("二〇二四", None), ("百", None), ("一二百", None)],
    ],
)
def test_chinese_numbers(text, value):
    assert read_chinese(text) == value


@pytest.mark.parametrize("value", [*range(120), 1000, 1001, 1010, 1100, 3248, 9999])
def test_chinese_numbers_are_written_so_that_they_are_read_again(value):
    assert read_chinese(write_chinese(value)) == value


@pytest.mark.parametrize(
    ("as_written", "value", "new"),
    [
        ("26", 27, "27"),
        ("２６", 27, "２７"),
        ("3,248", 3284, "3,284"),
        ("二十六", 27, "二十七"),
        ("4.3", Decimal("4.4"), "4.4"),
    ],
)
def test_another_number_is_written_in_the_same_manner(as_written, value, new):
    assert rewritten(as_written, value) == new


def test_masking_keeps_every_place():
    words = "2023年收到１２件，《2022年》〔2021〕30号，一是２件。"
    assert len(mask(words, YEAR)) == len(words)
    assert mask(words, YEAR).startswith("◁◁◁◁年收到12件")
