"""Refusals: one code, one clear sentence."""

import pickle
import re

import pytest

from nianbao.io.problems import Refusal, Refused

CODES = {
    *("E_EMPTY", "E_BLANK", "E_NOT_SUPPORTED", "E_PASSWORD", "E_CORRUPT", "E_TOO_BIG", "E_UNSAFE"),
    *("E_OLD_WORD", "E_LOCK_FILE", "E_NO_TABLES", "E_CHOOSE", "E_NOT_FOUND", "E_BUSY", "E_WRITE"),
}
PRODUCT_NAMES = re.compile(r"Excel|Word|WPS|\.[a-z]+|--set|--year")


def test_the_codes_are_those_other_programs_hold_on_to():
    assert {code.value for code in Refusal} == CODES


@pytest.mark.parametrize("code", Refusal)
def test_every_code_has_one_sentence_that_names_the_file(code):
    refused = Refused(code, "去年.xlsx")
    assert "“去年.xlsx”" in refused.message
    assert refused.message.count("。") == 1
    assert refused.message.endswith("。")
    assert not re.search(r"[{}]|（）", refused.message)


@pytest.mark.parametrize("code", [code for code in Refusal if code is not Refusal.WRITE])
def test_a_refused_import_says_that_nothing_came_in(code):
    assert Refused(code, "a.xlsx").message.endswith("没有导入任何内容。")


def test_a_refused_export_says_that_the_old_file_is_untouched():
    assert Refused(Refusal.WRITE, "a.docx").message.endswith("原来的文件没有改动。")


@pytest.mark.parametrize("code", Refusal)
def test_no_sentence_speaks_english_to_the_clerk(code):
    words = PRODUCT_NAMES.sub("", Refused(code, "年报").message)
    assert not re.search(r"[A-Za-z]{2,}", words)


@pytest.mark.parametrize("code", Refusal)
def test_as_text_the_code_stands_in_brackets_before_the_sentence(code):
    refused = Refused(code, "a.xlsx", "表一、表二")
    assert str(refused) == f"[{code.value}] {refused.message}"


@pytest.mark.parametrize(
    "code",
    [
        *(Refusal.NOT_SUPPORTED, Refusal.CORRUPT, Refusal.TOO_BIG, Refusal.UNSAFE),
        *(Refusal.CHOOSE, Refusal.NOT_FOUND, Refusal.WRITE),
    ],
)
def test_particulars_stand_in_the_sentence(code):
    assert "市本级、全市汇总" in Refused(code, "a.xlsx", "市本级、全市汇总").message


@pytest.mark.parametrize("name", ["a\nb.xlsx", "a\tb.xlsx", "a\u202exslx.exe"])
def test_an_odd_file_name_cannot_break_the_sentence(name):
    message = Refused(Refusal.EMPTY, name).message
    assert all(char.isprintable() for char in message)


def test_braces_in_a_file_name_are_just_braces():
    assert "“{file}{0}.xlsx”" in Refused(Refusal.EMPTY, "{file}{0}.xlsx").message


def test_a_refusal_survives_the_way_back_from_another_process():
    refused = Refused(Refusal.CHOOSE, "a.xlsx", "2022年、2023年")
    again = pickle.loads(pickle.dumps(refused))  # noqa: S301  our own bytes
    assert (again.code, str(again)) == (Refusal.CHOOSE, str(refused))
