"""The lists of wrong words are sound, numbers are told by their check digits, lists stay short."""

import time

import pytest

from nianbao.core.finding import Severity
from nianbao.core.gate import justified, reason_for
from nianbao.core.report import Change, Passage
from nianbao.core.rules.wording.personal_numbers import Check
from nianbao.core.rules.wording.slip_finders import WordList
from nianbao.core.rules.wording.slips import Wording

PLENTY = 150


@pytest.fixture
def wordings(book):
    return [rule for rule in book.rules if isinstance(rule, Wording)]


@pytest.fixture
def lists(wordings):
    return [
        (rule, finder)
        for rule in wordings
        for finder in rule.finders
        if isinstance(finder, WordList)
    ]


def said(rule, words):
    return [(words[slip.begin : slip.end], slip.new) for slip in rule._slips(words)]


def test_there_are_plenty_of_wrong_words(lists):
    assert sum(len(finder.words) for rule, finder in lists if rule.rule == "R65") >= PLENTY


def test_every_wrong_word_is_found_and_its_right_word_is_right(lists, wordings):
    for rule, finder in lists:
        for wrong, right in finder.words.items():
            assert said(rule, f"甲{wrong}乙") == [(wrong, right)]
            assert [r.rule for r in wordings if r._slips(f"甲{right}乙")] == []


def test_nothing_is_found_in_what_is_excepted(lists):
    for rule, finder in lists:
        for longer in finder.exceptions:
            assert said(rule, f"甲{longer}乙") == []


def test_no_right_word_has_a_wrong_one_in_it(lists):
    for _, finder in lists:
        for right in finder.words.values():
            assert not any(wrong in right for wrong in finder.words)


def body(report, *paragraphs):
    report.apply(Change(text={"1": (Passage("", "\n".join(paragraphs)),)}))
    return report


def found(book, report, rule):
    return [finding for finding in book.check(report) if finding.rule == rule]


def test_two_slips_in_one_sentence_have_reasons_of_their_own(book, seed_report):
    report = body(seed_report, "先布署，再布署。")
    first, second = found(book, report, "R65")
    assert first.severity is Severity.EXPLAIN
    report.apply(Change(justifications=justified(report, first, "书名", "2025-01-05")))
    assert reason_for(first, report) == "书名"
    assert reason_for(second, report) == ""


def test_a_reason_for_those_not_listed_lapses_when_there_are_others(book, seed_report):
    report = body(seed_report, "布署、" * 25)
    *_, more = found(book, report, "R65")
    report.apply(Change(justifications=justified(report, more, "书名", "2025-01-05")))
    assert reason_for(more, report) == "书名"
    body(report, "布署、" * 26)
    *_, more = found(book, report, "R65")
    assert reason_for(more, report) == ""


def test_a_number_is_not_repeated_in_the_message(book, seed_report):
    report = body(seed_report, "请联系13000000000。")
    (finding,) = found(book, report, "R67")
    assert "13000000000" not in finding.message
    assert "13000000000" in finding.sentence


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("11000019000101001x", None),
        ("110000190001010012", Check.IDENTITY_CARD),
        ("110000190001010013", Check.LIKE_IDENTITY_CARD),
        ("110000190002300012", None),
        ("110000189901010012", None),
        ("990000190001010012", None),
        ("11000019000101001", None),
        ("", None),
        ("１１００００１９０００１０１００１２", None),
        ("一", None),
    ],
)
def test_identity_card_numbers(number, what):
    if number.endswith("x"):
        what = Check.LIKE_IDENTITY_CARD
    checks = (Check.IDENTITY_CARD, Check.LIKE_IDENTITY_CARD)
    assert [check for check in checks if check.passes(number)] == ([what] if what else [])


def test_bank_card_numbers():
    assert Check.BANK_CARD.passes("6200 0000 0000 0005")
    assert not Check.BANK_CARD.passes("6200 0000 0000 0006")
    assert not Check.BANK_CARD.passes("")
    assert not Check.BANK_CARD.passes("六")


@pytest.mark.parametrize(
    "junk",
    [
        "，",
        "(",
        "（一",
        "一",
        "申请人",
        "〔2021",
        "国办公开",
        "年度报告格式",
        "车",
        "1",
        "62 ",
        "a@",
    ],
)
def test_no_text_takes_long(wordings, junk):
    words = junk * (30_000 // len(junk))
    began = time.perf_counter()
    for rule in wordings:
        rule._slips(words)
    assert time.perf_counter() - began < 5
