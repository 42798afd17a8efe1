"""Words are found as they are printed; a linked number is found, and never replaced."""

import pytest

from nianbao.core.finding import Part
from nianbao.core.occurrences import occurrences, replaced
from nianbao.core.report import Change, Particulars, Passage, Report

LINK = "{{t3.1.total}}"


def found(sought, *passages, preamble=""):
    report = Report("2021")
    report.apply(
        Change(
            text={"1": tuple(Passage(*it) for it in passages)},
            particulars=Particulars(preamble=preamble),
        )
    )
    numbers = {"t3.1.total": "126"}
    return report, occurrences(report, ("1", "5"), sought, numbers.get)


def spans(occurrences):
    return [(it.place.begin, it.place.end, it.linked) for it in occurrences]


@pytest.mark.parametrize(
    ("sought", "body", "expected"),
    [
        pytest.param("", "甲", [], id="nothing is nowhere"),
        pytest.param("公开", "公开和不公开", [(0, 2, False), (4, 6, False)], id="each place"),
        pytest.param("aB", "AbaB", [(0, 2, False), (2, 4, False)], id="letters alike"),
        pytest.param("a.c", "abc a.c", [(4, 7, False)], id="no pattern"),
        pytest.param("件", f"{LINK}件", [(14, 15, False)], id="behind a link"),
        pytest.param("126", f"收{LINK}件", [(1, 15, True)], id="a link"),
        pytest.param("到12", f"收到{LINK}件", [(1, 16, True)], id="part of a link"),
        pytest.param("6件", f"{LINK}件", [(0, 15, True)], id="the end of a link"),
        pytest.param("t3.1", f"{LINK}", [], id="not what is behind a link"),
        pytest.param("t9", "{{t9.x}}", [(2, 4, False)], id="braces that are no link"),
    ],
)
def test_where_words_stand(sought, body, expected):
    _, all_found = found(sought, ("", body))
    assert spans(all_found) == expected


def test_in_the_order_of_print():
    _, all_found = found("甲", ("甲", "乙甲"), ("", "甲"), preamble="甲")
    assert [(it.place.section, it.place.passage, it.place.part) for it in all_found] == [
        ("cover", 0, Part.PREAMBLE),
        ("1", 0, Part.HEADING),
        ("1", 0, Part.BODY),
        ("1", 1, Part.BODY),
    ]


def test_all_are_replaced_but_linked_numbers():
    report, all_found = found("1", ("1", f"1{LINK}1"), ("", "没有"), preamble="1和1")
    change = replaced(report, all_found, "一二")
    report.apply(change)
    assert report.text["1"] == (Passage("一二", f"一二{LINK}一二"), Passage("", "没有"))
    assert report.particulars.preamble == "一二和一二"


@pytest.mark.parametrize(("sought", "new"), [("126", "0"), ("没有这个", "有"), ("件", "件")])
def test_what_changes_nothing_is_no_change(sought, new):
    report, all_found = found(sought, ("", f"{LINK}件"))
    assert not replaced(report, all_found, new)
