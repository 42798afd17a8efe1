"""Text on its way into Word: what is cleaned, how wide it is, where names break."""

import datetime as dt

import pytest

from nianbao.core.clean_text import Removed
from nianbao.core.links import with_numbers
from nianbao.io.word.lines import CHARACTER, placed, title_lines
from nianbao.io.word.text import clean, paragraphs, width

KEPT = {
    "ordinary": "2024年，我局收到申请1件。",
    "quotation marks, dashes": "“三审三校”——〔2021〕…",
    "a rare character of a name": "\U00020bb7\U00030edd",
    "private use, a name before Unicode had it": "\ue000",
    "emoji with joiner and selector": "👩‍💻❤️",
    "a variant of a character": "葛\U000e0100",
    "markup": "<b>&\"'{{ }}_x000B_",
    "full-width blank inside": "甲　乙",
}
CHANGED = {
    "Windows line end, doubled": ("甲\r\n乙", "甲\n乙", "\r"),
    "old line ends": ("甲\r乙\v丙\f丁", "甲\n乙\n丙\n丁", ""),
    "Unicode line ends": ("甲\u2028乙\u2029丙\u0085丁", "甲\n乙\n丙\n丁", ""),
    "tab": ("甲\t乙", "甲 乙", ""),
    "no-break blanks": ("1\u00a0件\u202f半", "1 件 半", ""),
    "controls": ("甲\x00\x08\x1b乙", "甲乙", "\x00\x08\x1b"),
    "delete and C1": ("甲\x7f\x80\x9f乙", "甲乙", "\x7f\x80\x9f"),
    "half a surrogate pair": ("甲\ud83d乙", "甲乙", "\ud83d"),
    "no characters": ("甲\ufffe\uffff\ufdd0\U0001fffe乙", "甲乙", "\ufffe\uffff\ufdd0\U0001fffe"),
    "reversing": ("\u202e甲\u2066乙\u2069\u200f", "甲乙", "\u202e\u2066\u2069\u200f"),
    "unseen": ("\ufeff甲\u200b\u00ad\u2060乙", "甲乙", "\ufeff\u200b\u00ad\u2060"),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_may_stand_is_kept(text):
    assert clean(text) == (text, ())


@pytest.mark.parametrize(("text", "kept", "gone"), CHANGED.values(), ids=CHANGED)
def test_what_word_cannot_or_must_not_hold_is_changed_and_reported(text, kept, gone):
    assert clean(text) == (kept, tuple(gone))


def test_a_character_is_reported_once_however_often_it_stands():
    assert clean("\x00甲\x00") == ("甲", ("\x00",))


def test_a_removed_character_is_named_by_its_number():
    assert Removed("1", "\x08").code == "U+0008"
    assert Removed("1", "\U0001fffe").code == "U+1FFFE"


def test_paragraphs_lose_the_blanks_the_style_gives_and_blank_ones_go():
    assert paragraphs("　　甲 乙 \n\n　\n\t丙") == ("甲 乙", "丙")


def test_a_linked_number_is_written_as_it_is_now():
    now = {"t3.1.total": "12", "t3.2.total": ""}
    text = "收到{{t3.1.total}}件，结转{{t3.2.total}}件，{{别的}}"
    assert with_numbers(text, now.get) == "收到12件，结转＿＿件，{{别的}}"


@pytest.mark.parametrize(
    ("text", "characters"),
    [("2024年", 3), ("“三审”——", 6), ("abc", 1.5), ("〔2021〕30号", 6), ("", 0), ("e\u0301", 0.5)],
)
def test_a_latin_letter_is_half_as_wide_as_a_chinese_one(text, characters):
    assert width(text) == characters


REST = "2024年政府信息公开工作年度报告"
TITLES = {
    "short: one line": ("某局", "某局2024年政府信息公开工作年度报告", ("某局" + REST,)),
    "the organ, then the rest": (
        "赣州经济技术开发区企业服务和工信局",
        "赣州经济技术开发区企业服务和工信局" + REST,
        ("赣州经济技术开发区企业服务和工信局", REST),
    ),
    "a long organ on two lines, no word broken": (
        "西安市临潼区渭北新城（发展）服务中心综合管理办公室",
        "西安市临潼区渭北新城（发展）服务中心综合管理办公室" + REST,
        ("西安市临潼区渭北新城（发展）", "服务中心综合管理办公室", REST),
    ),
    "of another wording": (
        "泉州市丰泽区教育局",
        "泉州市丰泽区教育局关于印发2025年政府信息公开工作年度报告的通知",
        ("泉州市丰泽区教育局", "关于印发2025年政府信息公开", "工作年度报告的通知"),
    ),
    "another organ: the year is not torn": (
        "",
        "重庆市九龙坡区二郎街道办事处2022年政府信息公开工作年度报告",
        ("重庆市九龙坡区二郎街道办事处", "2022年政府信息公开工作年度报告"),
    ),
    "one that would fill the line to the last hair, were there no air beside its digits": (
        "蠡县审计局",
        "蠡县审计局2022年政府信息公开工作年度报告",
        ("蠡县审计局", "2022年政府信息公开工作年度报告"),
    ),
    "one with a character to spare": (
        "某市某局",
        "某市某局2024年政府信息公开工作年度报告",
        ("某市某局2024年政府信息公开工作年度报告",),
    ),
    "parted by the clerk": ("某局", "甲\n 乙 \n", ("甲", "乙")),
    "none": ("", "", ()),
}


@pytest.mark.parametrize(("organ", "title", "lines"), TITLES.values(), ids=TITLES)
def test_a_title_breaks_where_its_parts_end(organ, title, lines):
    assert title_lines(title, organ) == lines


@pytest.mark.parametrize("length", range(1, 90))
def test_no_line_of_a_title_is_wider_than_the_page(length):
    organ = ("某某省某某自治州某某县人民政府综合行政执法管理局" * 4)[:length]
    lines = title_lines(organ + REST, organ)
    assert "".join(lines) == organ + REST
    assert max(map(width, lines)) <= 20


def test_the_date_begins_two_characters_after_a_longer_signer():
    place = placed("赣州经济技术开发区企业服务和工信局", dt.date(2025, 1, 21))
    signer, date = 17, width("2025年1月21日")
    assert place.date == "2025年1月21日"
    assert place.signer_right == 2 * CHARACTER
    assert place.date_right == round((2 + signer - 2 - date) * CHARACTER)


def test_a_date_longer_than_its_signer_ends_two_characters_from_the_right():
    place = placed("某局", dt.date(2025, 12, 31))
    assert place.date_right == 2 * CHARACTER
    assert place.signer_right == round((2 + 2 + width("2025年12月31日") - 2) * CHARACTER)


def test_a_very_long_signer_breaks_and_leaves_the_date_room():
    place = placed("某" * 60, dt.date(2025, 1, 31))
    assert [len(line) for line in place.signer] == [20, 20, 20]
    assert place.date_right < 20 * CHARACTER


@pytest.mark.parametrize(("organ", "day"), [("", None), ("某局", None), ("", dt.date(2025, 1, 2))])
def test_half_a_signature_stands_two_characters_from_the_right(organ, day):
    place = placed(organ, day)
    assert "".join(place.signer) == organ
    assert bool(place.date) == (day is not None)
    assert place.signer_right == place.date_right == 2 * CHARACTER
