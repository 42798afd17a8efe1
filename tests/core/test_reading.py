"""What rules read: paragraphs as printed, with the way back to the text as typed."""

from dataclasses import replace

import pytest

from nianbao.core.finding import Part, Rewording
from nianbao.core.links import UNFILLED, link
from nianbao.core.reading import Reading
from nianbao.core.report import Change, Passage, PreviousReport
from nianbao.core.rewording import reworded

TOTAL = "t3.1.total"


@pytest.fixture
def reading(form, seed_report):
    def read(body, heading="（一）"):
        seed_report.apply(Change(text={"1": (Passage("", "前言。"), Passage(heading, body))}))
        return Reading(form, seed_report)

    return read


def body(reading):
    return [p for p in reading.narrative if p.section == "1" and p.passage == 1][1:]


def test_a_linked_number_is_read_as_it_is_printed(reading):
    [paragraph] = body(reading(f"收到{link(TOTAL)}件。"))
    assert paragraph.words == "收到1件。"


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        pytest.param("收到", "收到", id="before the link"),
        pytest.param("1", f"{link(TOTAL)}", id="the link itself"),
        pytest.param("1件", f"{link(TOTAL)}件", id="from the link on"),
        pytest.param("件，", "件，", id="behind the link"),
        pytest.param("结转1件", f"结转{link(TOTAL)}件", id="around a second link"),
    ],
)
def test_what_is_printed_is_found_in_what_was_typed(reading, words, typed):
    text = f"第一段。\n收到{link(TOTAL)}件，结转{link(TOTAL)}件。"
    paragraph = body(reading(text))[1]
    begin = paragraph.words.index(words)
    place = paragraph.place(begin, begin + len(words))
    assert text[place.begin : place.end] == typed
    assert (place.section, place.passage, place.part) == ("1", 1, Part.BODY)


def test_a_link_to_a_blank_cell_is_a_gap(reading, seed_report):
    seed_report.apply(Change(cells={TOTAL: None}))
    [paragraph] = body(reading(f"收到{link(TOTAL)}件。"))
    assert paragraph.words == f"收到{UNFILLED}件。"


def test_a_link_to_nothing_stays_as_it_stands(reading):
    [paragraph] = body(reading("收到{{t9.1.total}}件。"))
    assert paragraph.words == "收到{{t9.1.total}}件。"


@pytest.mark.parametrize("at", [0, 3, 5])
def test_a_sentence_is_found_around_a_place(reading, at):
    [paragraph] = body(reading("甲乙丙。丁戊己；庚辛。"))
    assert paragraph.sentence(at) == ("甲乙丙。" if at <= 3 else "丁戊己；")


def test_rewording_changes_just_these_words(reading, seed_report):
    paragraph = body(reading("一。\n收到27件。"))[1]
    proposal = Rewording(paragraph.place(2, 4), "26")
    seed_report.apply(reworded(seed_report, proposal))
    assert seed_report.text["1"][1].body == "一。\n收到26件。"


def test_a_heading_can_be_reworded_too(reading, seed_report):
    heading = next(p for p in reading("正文。", "一）主动").narrative if p.part is Part.HEADING)
    seed_report.apply(reworded(seed_report, Rewording(heading.place(0, 2), "（一）")))
    assert seed_report.text["1"][1].heading == "（一）主动"


@pytest.mark.parametrize(("year", "known"), [(2023, True), (2022, False), (None, True)])
def test_only_the_year_before_is_last_year(form, seed_report, year, known):
    last = PreviousReport("", year, "2021", {TOTAL: 5}, {}, "")
    told = replace(seed_report.particulars, previous=last)
    seed_report.apply(Change(particulars=told))
    assert Reading(form, seed_report).last(TOTAL) == (5 if known else None)
