"""Characters no report may hold: taken out on the way in, named, and nothing else touched."""

import datetime as dt

import pytest

from nianbao.core.clean_text import Removed, clean, clean_change
from nianbao.core.report import Change, Particulars, Passage, Printing, Signature, Unread

KINDS = {
    "\r": "多余的换行符",
    "\x00": "控制字符",
    "\x9f": "控制字符",
    "\ud83d": "残缺的半个字符",
    "\u202e": "改变文字方向的符号",
    "\u200f": "改变文字方向的符号",
    "\ufeff": "看不见的符号",
    "\u200b": "看不见的符号",
    "\ufffe": "不是文字的编码",
    "\U0010ffff": "不是文字的编码",
}


@pytest.mark.parametrize(("character", "kind"), KINDS.items(), ids=[f"{ord(c):X}" for c in KINDS])
def test_each_kind_of_character_has_words(character, kind):
    assert Removed("1", character).kind == kind


def test_what_is_left_out_has_words_of_its_kind():
    for code in range(0x110000):
        for character in clean(chr(code))[1]:
            assert Removed("", character).kind


@pytest.mark.parametrize(
    "text", ["2024年\t“甲”\u00a0乙　丙", "𠮷😀👩‍💻❤️", "第一段\n第二段", "", "e\u0301"]
)
def test_what_a_clerk_may_type_is_left_alone(text):
    assert clean(text) == (text, ())


def test_a_change_is_cleaned_wherever_it_has_words():
    change = Change(
        text={"1": (Passage("（一）\x00", "甲\r\n乙"),), "6": (Passage("", "丙"),)},
        particulars=Particulars(
            organ="某\u202e局",
            title="标题\ufeff",
            preamble="引\x07言",
            signature=Signature("某局\u200b", dt.date(2025, 1, 2)),
            printing=Printing(number="某〔2025〕\x001号"),
        ),
    )
    cleaned, removed = clean_change(change)
    assert cleaned == Change(
        text={"1": (Passage("（一）", "甲\n乙"),), "6": (Passage("", "丙"),)},
        particulars=Particulars(
            organ="某局",
            title="标题",
            preamble="引言",
            signature=Signature("某局", dt.date(2025, 1, 2)),
            printing=Printing(number="某〔2025〕1号"),
        ),
    )
    assert [(one.place, one.code) for one in removed] == [
        ("1", "U+0000"),
        ("1", "U+000D"),
        ("signature", "U+200B"),
        ("number", "U+0000"),
        ("organ", "U+202E"),
        ("title", "U+FEFF"),
        ("preamble", "U+0007"),
    ]


def test_a_change_without_such_characters_comes_back_as_it_is():
    change = Change(cells={"t3.1.natural": Unread("六\x00")}, text={"1": (Passage("", "好"),)})
    assert clean_change(change)[0] is change
