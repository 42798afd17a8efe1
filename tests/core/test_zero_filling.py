"""Blank cells filled with zeros: which, what is left to follow, and what zeros contradict."""

import pytest

from nianbao.core.report import Change, Particulars, Passage, PreviousReport, Source
from nianbao.core.zero_filling import fill_with_zeros, report_after, without_doubtful
from nianbao.core.zero_report import ZeroSentence, merged, zero_parts

SENTENCES = (ZeroSentence("1", "依申请公开", "{year}，没有收到政府信息公开申请。"),)


def fill(book, report, typed, cells=None):
    report.apply(book.edit(report, typed))
    return fill_with_zeros(book, report, tuple(cells or book.form.fields))


def last_year(held):
    return Particulars(
        "某局", year=2024, previous=PreviousReport("某局", 2023, "2021", held, {}, "x")
    )


@pytest.mark.parametrize(
    ("typed", "doubtful", "rules"),
    [
        pytest.param({}, 0, [], id="nothing typed: all zeros agree"),
        pytest.param({"t3.1.natural": 0}, 0, [], id="a zero typed"),
        pytest.param({"t3.1.natural": 5}, 23, ["R01"], id="one column, and not the total's"),
        pytest.param({"t3.1.natural": 5, "t3.4.natural": 5}, 0, [], id="both sides known"),
        pytest.param(
            {"t3.1.natural": 5, "t3.1.legal": 1}, 46, ["R01", "R01"], id="two columns are two"
        ),
        pytest.param({"t4.review.total": 3}, 4, ["R20"], id="a total without its parts"),
    ],
)
def test_only_what_contradicts_is_doubtful(book, report, typed, doubtful, rules):
    filling = fill(book, report, typed)
    assert len(filling.doubtful) == doubtful
    assert [finding.rule for finding in filling.objections] == rules


def test_a_number_in_the_text_objects(book, report):
    words = Passage("（二）依申请公开情况", "2024年，本机关新收政府信息公开申请7件。")
    report.apply(Change(text={"1": (words,)}, particulars=Particulars("某局", year=2024)))
    filling = fill_with_zeros(book, report, tuple(book.form.fields))
    assert [finding.section for finding in filling.objections] == ["1"]


def test_what_is_left_agrees_with_everything(book, report):
    filling = fill(book, report, {"t3.1.natural": 5})
    sure = without_doubtful(book, report, filling)
    assert set(filling.cells) - set(sure.cells) == filling.doubtful
    assert report.entry("t3.3-1.natural") is None
    assert not report_after(report, sure.change).entry("t3.3-1.business")


def test_looking_changes_nothing_and_nobody_hears_of_it(book, report):
    heard = []
    report.watch(heard.append)
    fill_with_zeros(book, report, tuple(book.form.fields))
    assert not report.entries
    assert heard == []


def test_a_stock_rolls_on_from_last_year(book, report):
    report.apply(Change(particulars=last_year({"t2.documents.in_force": 3})))
    filling = fill_with_zeros(book, report, tuple(book.form.fields))
    assert filling.change.cells["t2.documents.in_force"] == 3
    assert filling.change.cells["t2.rules.in_force"] == 0
    assert filling.objections == ()


def test_a_stock_alone_that_last_year_contradicts_is_asked_about(book, report):
    report.apply(Change(particulars=last_year({"t2.documents.in_force": 3})))
    report.apply(Change(cells={"t2.documents.made": 0, "t2.documents.repealed": 0}))
    filling = fill_with_zeros(book, report, ("t2.documents.in_force",))
    assert [finding.rule for finding in filling.objections] == ["R30"]


class TestTheZeroReport:
    def test_several_parts_make_one_change(self, book, report):
        parts = zero_parts(book, report, SENTENCES)
        change = merged(report, (part.change for part in parts))
        assert len(change.cells) == 200
        assert change.text["1"][1].body == "本年，没有收到政府信息公开申请。"

    def test_a_sentence_that_would_be_untrue_is_not_proposed(self, book, report):
        carried = Source("去年.docx", "四", "2", carried=True)
        report.apply(book.edit(report, {"t3.1.natural": 2, "t3.4.natural": 2}))
        report.apply(Change(sources={"t3.1.natural": carried}))
        [*tables, words] = zero_parts(book, report, SENTENCES)
        assert not words.proposed
        assert "没有收到" in words.objection
        assert "从上一年结转来的 1 格" in tables[1].words

    def test_where_its_heading_is_gone_a_sentence_is_not_written(self, book, report):
        report.apply(Change(text={"1": (Passage("（一）概况", "有文字。"),)}))
        assert "请自己写" in zero_parts(book, report, SENTENCES)[-1].words
