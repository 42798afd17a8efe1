"""The answers: one way in, and the way back."""

import datetime as dt
from decimal import Decimal

import pytest

from nianbao.core.report import (
    Change,
    Justification,
    OrganKind,
    Particulars,
    Passage,
    ProcessingFee,
    Report,
    Scope,
    Signature,
    Source,
    Unread,
)

NEW, FEE = "t3.1.natural", "t2.fees.amount"


def everything(report):
    """All that a report holds, to be compared with what it holds later."""
    return (
        dict(report.entries),
        dict(report.sources),
        dict(report.text),
        report.particulars,
        report.justifications,
    )


CHANGES = {
    "a number": Change(cells={NEW: 5}),
    "several numbers": Change(cells={NEW: 5, "t3.1.total": 5, FEE: Decimal("1.50")}),
    "a blank": Change(cells={NEW: None}),
    "a zero": Change(cells={NEW: 0}),
    "something unreadable": Change(cells={NEW: Unread("六")}),
    "where a number came from": Change(sources={NEW: Source("去年.xlsx", "Sheet1!D4", "5")}),
    "a source forgotten": Change(sources={NEW: None}),
    "text": Change(text={"1": (Passage("（一）主动公开情况", "甲\n乙"), Passage("", "丙"))}),
    "a section without passages": Change(text={"1": ()}),
    "the cover": Change(
        particulars=Particulars(
            organ="某县审计局",
            organ_kind=OrganKind.DEPARTMENT,
            year=2024,
            scope=Scope.GOVERNMENT,
            title="某县审计局2024年报告",
            preamble="根据",
            signature=Signature("某县审计局", dt.date(2025, 1, 21)),
            processing_fee=ProcessingFee(1, Decimal(100), Decimal(0)),
        )
    ),
    "a reason": Change(
        justifications=(Justification("R05", (NEW,), (None,), "没有", "2025-01-21"),)
    ),
    "no reasons": Change(justifications=()),
    "all at once": Change(
        cells={NEW: 9, FEE: Unread("六万")},
        sources={NEW: Source("a.xlsx", "A1", "9"), FEE: None},
        text={"5": (Passage("", "丁"),)},
        particulars=Particulars(organ="某局"),
        justifications=(),
    ),
}


@pytest.fixture(params=["on an empty report", "on a filled report"])
def started(request, report):
    if request.param == "on a filled report":
        report.apply(
            Change(
                cells={NEW: 3, FEE: Decimal(2)},
                sources={NEW: Source("旧.xlsx", "B2", "3"), FEE: Source("旧.xlsx", "B9", "2")},
                text={"1": (Passage("", "旧"),), "5": (Passage("", "旧"),)},
                particulars=Particulars(organ="旧局", year=2023),
                justifications=(Justification("R05", (), (), "旧", "2024-01-01"),),
            )
        )
    return report


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_can_be_taken_back_exactly_and_made_again(started, change):
    before = everything(started)
    back = started.apply(change)
    after = everything(started)
    again = started.apply(back)
    assert everything(started) == before
    started.apply(again)
    assert everything(started) == after


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_way_back_names_nothing_but_what_the_change_names(started, change):
    back = started.apply(change)
    assert back.cells.keys() == change.cells.keys()
    assert back.sources.keys() == change.sources.keys()
    assert back.text.keys() == change.text.keys()
    assert (back.particulars is None) == (change.particulars is None)
    assert (back.justifications is None) == (change.justifications is None)


def test_what_a_change_does_not_name_stays(started):
    before = everything(started)
    started.apply(Change(cells={"t4.review.upheld": 1}))
    started.apply(Change(cells={"t4.review.upheld": None}))
    assert everything(started) == before


@pytest.mark.parametrize(
    ("entry", "held", "value"),
    [
        pytest.param(0, 0, 0, id="zero is a number"),
        pytest.param(None, None, None, id="blank is none"),
        pytest.param(Unread("六"), Unread("六"), None, id="unreadable is no number, and not blank"),
        pytest.param(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), id="money"),
    ],
)
def test_blank_zero_and_unreadable_are_three_things(report, entry, held, value):
    report.apply(Change(cells={NEW: entry}))
    assert (report.entry(NEW), report.value(NEW)) == (held, value)
    assert (NEW in report.entries) == (held is not None)


def test_an_empty_report_is_blank_everywhere(report, form):
    assert all(report.entry(cell) is None for cell in form.fields)
    assert everything(report) == ({}, {}, {}, Particulars(), ())


def test_a_zero_erased_is_a_blank_again(report):
    report.apply(Change(cells={NEW: 0}))
    report.apply(Change(cells={NEW: None}))
    assert NEW not in report.entries


@pytest.mark.parametrize("view", ["entries", "sources", "text"])
def test_there_is_no_second_way_in(report, view):
    with pytest.raises(TypeError):
        getattr(report, view)["x"] = 1


@pytest.mark.parametrize(
    ("change", "says_something"),
    [
        (Change(), False),
        (Change(cells={}), False),
        (Change(cells={NEW: None}), True),
        (Change(sources={NEW: None}), True),
        (Change(text={"1": ()}), True),
        (Change(particulars=Particulars()), True),
        (Change(justifications=()), True),
    ],
)
def test_a_change_is_true_when_it_names_anything(change, says_something):
    assert bool(change) is says_something


def test_who_watches_hears_every_change_once_and_after_it_was_made(report):
    heard = []
    report.watch(lambda change: heard.append((change, report.entry(NEW))))
    first, second = Change(cells={NEW: 1}), Change(cells={NEW: 2})
    report.apply(first)
    report.apply(second)
    assert heard == [(first, 1), (second, 2)]


def test_taking_back_is_heard_like_any_change(report):
    back = report.apply(Change(cells={NEW: 1}))
    heard = []
    report.watch(heard.append)
    report.apply(back)
    assert heard == [back]


def test_who_stops_watching_hears_nothing_more_and_the_others_still_do(report):
    one, other = [], []
    stop = report.watch(one.append)
    report.watch(other.append)
    stop()
    report.apply(Change(cells={NEW: 1}))
    assert (len(one), len(other)) == (0, 1)


def test_a_watcher_may_stop_while_it_is_told(report):
    heard = []

    def once(change):
        heard.append(change)
        stop()

    stop = report.watch(once)
    report.watch(heard.append)
    report.apply(Change(cells={NEW: 1}))
    report.apply(Change(cells={NEW: 2}))
    assert len(heard) == 3


def test_two_reports_know_nothing_of_each_other():
    one, other = Report("2021"), Report("2021")
    one.apply(Change(cells={NEW: 1}))
    assert other.entry(NEW) is None
