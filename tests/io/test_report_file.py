"""The program's own file: the same again after writing and reading, and nothing lost on the way."""

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.core.composed import report_title
from nianbao.core.report import (
    Change,
    Justification,
    OrganKind,
    Particulars,
    Passage,
    PreviousReport,
    ProcessingFee,
    Report,
    Scope,
    Signature,
    Source,
    Unread,
)
from nianbao.io.imported import Problem
from nianbao.io.open_file import read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_json import VERSION, write_report
from nianbao.io.report_reading import parse_report

SAMPLES = Path(__file__).parents[1] / "samples"
KEYS = [
    *("version", "form", "scope", "organ", "organ_kind", "year", "title", "preamble"),
    *("cells", "unread", "text", "processing_fee", "signature", "previous", "sources"),
    "justifications",
]
"""The keys other programs hold on to, in their order; more may follow."""

COUNT, FEE = "t3.1.natural", "t2.fees.amount"
MINIMAL = {"version": 1, "form": "2021", "organ": "某局", "year": 2024, "cells": {}, "text": {}}


@pytest.fixture
def parse(form):
    """Read a file given as text or as what is to be in it besides the least."""

    def parse(given):
        text = given if isinstance(given, str) else json.dumps({**MINIMAL, **given})
        return parse_report(text, "年报.nianbao", {form.id: form})

    return parse


@pytest.fixture
def refusal(parse):
    """Try to read a file; give the refusal."""

    def refusal(given):
        with pytest.raises(Refused) as caught:
            parse(given)
        assert "“年报.nianbao”" in caught.value.message
        return caught.value

    return refusal


def as_report(imported):
    report = Report(imported.form)
    report.apply(imported.change)
    return report


@pytest.fixture
def full_report(seed_report):
    """A report with something in each place there is."""
    told = seed_report.particulars
    seed_report.apply(
        Change(
            cells={COUNT: Unread("１件"), FEE: Decimal("96171.60"), "t4.review.other": None},
            sources={"t2.rules.made": Source("去年.xlsx", "表二!C4", "0")},
            text={
                "5": (Passage("（一）存在的主要问题", "{{t3.1.total}}件"),),
                "1": (Passage("", "前言"), Passage("（一）主动公开情况", "第一段\n第二段“引号”")),
            },
            particulars=Particulars(
                organ=told.organ,
                organ_kind=OrganKind.COUNTY,
                year=2024,
                scope=Scope.GOVERNMENT,
                title="自拟的标题",
                preamble="自拟的导语",
                signature=Signature("某县人民政府", dt.date(2025, 1, 21)),
                processing_fee=ProcessingFee(2, Decimal("300.00"), Decimal(0)),
                previous=PreviousReport(
                    organ="某县人民政府",
                    year=2023,
                    form="2021",
                    cells={COUNT: 7, FEE: Decimal("0.10")},
                    text={"1": (Passage("", "去年"),)},
                    source="2023年.nianbao",
                ),
            ),
            justifications=(
                Justification("R05", ("t4.review.other",), (None,), "没有案件", "2025-01-20"),
                Justification("R07", (COUNT, FEE), (Unread("１件"), Decimal("1.0")), "漏", ""),
            ),
        )
    )
    return seed_report


# Writing and reading again


def test_what_is_written_is_read_back_the_same(full_report, form, parse):
    text = write_report(full_report, form)
    imported = parse(text)
    again = as_report(imported)
    assert dict(again.entries) == {**full_report.entries, COUNT: Unread("１件")}
    assert again.text == full_report.text
    assert again.sources == full_report.sources
    assert again.particulars == full_report.particulars
    assert again.justifications == full_report.justifications
    assert write_report(again, form) == text


@pytest.mark.parametrize("which", ["seed", "empty"])
def test_writing_again_changes_no_byte(which, seed_report, form, parse):
    report = seed_report if which == "seed" else Report("2021")
    text = write_report(report, form)
    assert write_report(as_report(parse(text)), form) == text


def test_the_sample_of_version_1_is_read_without_a_problem(form, parse):
    text = (SAMPLES / "seed.nianbao").read_text(encoding="utf-8")
    imported = parse(text)
    assert imported.problems == ()
    assert len(as_report(imported).entries) == 200
    written = json.loads(write_report(as_report(imported), form))
    sample = json.loads(text)
    assert {key: written[key] for key in sample} == sample


def test_the_keys_stand_in_the_fixed_order(full_report, form):
    plain = json.loads(write_report(full_report, form))
    assert list(plain)[: len(KEYS)] == KEYS
    assert list(plain["cells"]) == list(form.fields)


def test_sections_stand_in_official_order_in_whatever_order_they_were_written(report, form):
    for section in ("6", "1", "5"):
        report.apply(Change(text={section: (Passage("", "甲"),)}))
    assert list(json.loads(write_report(report, form))["text"]) == ["1", "5", "6"]


def test_problems_follow_at_the_very_end(full_report, form):
    problem = Problem("unread", COUNT, "Sheet1!D4", "1件", "看不懂。")
    plain = json.loads(write_report(full_report, form, [problem]))
    assert list(plain)[-1] == "problems"
    assert plain["problems"] == [
        {
            "code": "unread",
            "cell": COUNT,
            "place": "Sheet1!D4",
            "as_read": "1件",
            "message": "看不懂。",
        }
    ]


def test_each_number_stands_on_a_line_of_its_own_for_any_diff_tool(full_report, form):
    text = write_report(full_report, form)
    assert text.endswith("}\n")
    lines = [line for line in text.splitlines() if re.match(r'\s+"t\d\.[^"]+": (\d|null|")', line)]
    assert len(lines) >= 200
    assert "\\u" not in text


@pytest.mark.parametrize(
    ("cell", "entry", "written"),
    [
        pytest.param(COUNT, 0, 0, id="zero"),
        pytest.param(COUNT, None, None, id="blank"),
        pytest.param(COUNT, 999_999_999, 999_999_999, id="the largest count"),
        pytest.param(FEE, Decimal("96171.6"), "96171.6", id="money as text"),
        pytest.param(FEE, Decimal("1E+3"), "1000", id="money without an exponent"),
        pytest.param(FEE, Decimal("0.10"), "0.10", id="money to the last digit"),
        pytest.param(COUNT, Unread("六"), None, id="unreadable: blank, and kept apart"),
    ],
)
def test_a_cell_in_the_file(report, form, cell, entry, written):
    report.apply(Change(cells={cell: entry}))
    plain = json.loads(write_report(report, form))
    assert plain["cells"][cell] == written
    assert type(plain["cells"][cell]) is type(written)
    assert plain["unread"] == ({cell: entry.text} if isinstance(entry, Unread) else {})


def test_half_a_character_from_a_broken_program_stays_what_it_was(form, parse):
    report = as_report(parse('{"version": 1, "form": "2021", "organ": "\\ud800局", "year": 2024}'))
    text = write_report(report, form)
    assert text.encode("utf-8")
    assert as_report(parse(text)).particulars.organ == "\ud800局"


# What a file may hold


def test_the_least_file_is_valid(parse):
    imported = parse({"cells": {COUNT: 3}, "text": {"5": [{"heading": "", "body": "甲"}]}})
    report = as_report(imported)
    assert imported.problems == ()
    assert report.entries == {COUNT: 3}
    assert report.text == {"5": (Passage("", "甲"),)}
    assert report.particulars == Particulars(organ="某局", year=2024)


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("version", "form")])
def test_null_is_as_good_as_nothing(parse, key):
    assert as_report(parse({key: None})).entries == {}


CELLS = [
    pytest.param(COUNT, 0, 0, id="zero"),
    pytest.param(COUNT, None, None, id="blank"),
    pytest.param(COUNT, "１２", 12, id="a number as typed in full width"),
    pytest.param(COUNT, " 1,234 ", 1234, id="a number as typed with a comma"),
    pytest.param(COUNT, "", None, id="an empty text"),
    pytest.param(COUNT, 12.0, 12, id="a whole number with a point"),
    pytest.param(COUNT, 1e3, 1000, id="a whole number as a program writes it"),
    pytest.param(COUNT, 999_999_999, 999_999_999, id="the largest"),
    pytest.param(FEE, "96171.6", Decimal("96171.6"), id="money as text"),
    pytest.param(FEE, 96171.6, Decimal("96171.6"), id="money as a number"),
    pytest.param(FEE, 12, Decimal(12), id="money as a whole number"),
]
UNREADABLE_CELLS = [
    pytest.param(COUNT, -1, "-1", id="less than nothing"),
    pytest.param(COUNT, 1.5, "1.5", id="a fraction"),
    pytest.param(COUNT, 10**9, "1000000000", id="too large"),
    pytest.param(COUNT, True, "true", id="true"),
    pytest.param(COUNT, False, "false", id="false"),
    pytest.param(COUNT, "六", "六", id="a word"),
    pytest.param(COUNT, "1月2日", "1月2日", id="a date"),
    pytest.param(COUNT, "−1", "−1", id="a minus as printed"),
    pytest.param(COUNT, [1], "[1]", id="a list"),
    pytest.param(COUNT, {"value": 1}, '{"value": 1}', id="an object"),
    pytest.param(COUNT, float("nan"), "NaN", id="no number"),
    pytest.param(COUNT, float("inf"), "Infinity", id="without end"),
    pytest.param(FEE, "-0.5", "-0.5", id="less than no money"),
    pytest.param(FEE, "六万", "六万", id="money in words"),
]


@pytest.mark.parametrize(("cell", "given", "entry"), CELLS)
def test_what_a_cell_may_hold(parse, cell, given, entry):
    imported = parse({"cells": {cell: given}})
    held = as_report(imported).entry(cell)
    assert (held, type(held)) == (entry, type(entry))
    assert imported.problems == ()


@pytest.mark.parametrize(("cell", "given", "text"), UNREADABLE_CELLS)
def test_what_is_no_number_of_the_kind_is_kept_and_told(parse, form, cell, given, text):
    imported = parse({"cells": {cell: given}})
    assert as_report(imported).entry(cell) == Unread(text)
    [problem] = imported.problems
    assert (problem.code, problem.cell, problem.as_read) == ("unread", cell, text)
    assert form.fields[cell].name in problem.message
    written = json.loads(write_report(as_report(imported), form))
    assert (written["cells"][cell], written["unread"]) == (None, {cell: text})


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("1e-99999999", "1E-99999999"),
        ("0e-99999999", "0E-99999999"),
        ("1e99999999", "1E+99999999"),
    ],
)
def test_a_few_bytes_never_become_a_hundred_million(parse, form, text, entry):
    given = f'{{"version": 1, "form": "2021", "cells": {{"{FEE}": {text}}}}}'
    report = as_report(parse(given))
    assert report.entry(FEE) == Unread(entry)
    assert len(write_report(report, form)) < 20_000


def test_the_unread_is_read_once_more(parse):
    unread = {COUNT: "１２", "t3.2.natural": "六"}
    report = as_report(parse({"cells": dict.fromkeys(unread), "unread": unread}))
    assert report.entries == {COUNT: 12, "t3.2.natural": Unread("六")}


def test_a_value_goes_before_what_was_unread(parse):
    report = as_report(parse({"cells": {COUNT: 3}, "unread": {COUNT: "三"}}))
    assert report.entry(COUNT) == 3


@pytest.mark.parametrize(
    ("given", "place"),
    [
        pytest.param({"cells": {"t3.9.natural": 5}}, "t3.9.natural", id="a cell of no form"),
        pytest.param({"cells": {"t3.3-6.total": "5"}}, "t3.3-6.total", id="a row of an old form"),
        pytest.param({"unread": {"x": "六"}}, "x", id="unread of no cell"),
        pytest.param({"colour": "red"}, "colour", id="a key of no meaning"),
        pytest.param({"text": {"7": [{"heading": "", "body": ""}]}}, "7", id="a seventh section"),
    ],
)
def test_what_has_no_place_in_the_form_is_told(parse, given, place):
    imported = parse(given)
    assert [problem.place for problem in imported.problems] == [place]
    assert re.search("没有读入", imported.problems[0].message)
    assert as_report(imported).entries == {}


def test_the_problems_a_file_came_with_are_no_problem(parse):
    assert parse({"problems": [{"code": "unread", "cell": None}]}).problems == ()


def test_numbers_of_last_year_that_cannot_be_compared_are_told(parse):
    cells = {COUNT: 3, FEE: "六", "t3.9.natural": 5, "t3.2.natural": None}
    imported = parse({"previous": {"organ": "某局", "year": 2023, "form": "2021", "cells": cells}})
    assert imported.change.particulars.previous.cells == {COUNT: 3}
    assert [p.place for p in imported.problems] == [FEE, "t3.9.natural"]


@pytest.mark.parametrize(
    ("title", "own"),
    [
        pytest.param("某局2024年政府信息公开工作年度报告", "", id="the form's own: automatic"),
        pytest.param("", "", id="none: automatic"),
        pytest.param(
            "某局2023年政府信息公开工作年度报告",
            "某局2023年政府信息公开工作年度报告",
            id="of another year: the clerk's",
        ),
        pytest.param("自拟", "自拟", id="the clerk's"),
    ],
)
def test_a_title_stays_automatic_until_the_clerk_writes_one(parse, form, title, own):
    report = as_report(parse({"title": title}))
    assert report.particulars.title == own
    told = Particulars(organ="新局", year=2025, title=report.particulars.title)
    assert report_title(form, told) == (own or "新局2025年政府信息公开工作年度报告")
    assert json.loads(write_report(report, form))["title"] == (
        own or "某局2024年政府信息公开工作年度报告"
    )


@pytest.mark.parametrize(
    ("given", "amount"),
    [("300.00", "300.00"), (300, "300"), (300.5, "300.5"), ("", None), (None, None)],
)
def test_the_processing_fee_in_yuan(parse, form, given, amount):
    report = as_report(parse({"processing_fee": {"notices": 1, "amount_notified": given}}))
    fee = json.loads(write_report(report, form))["processing_fee"]
    assert fee == {"notices": 1, "amount_notified": amount, "amount_collected": None}


# What is refused


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("年报", id="no JSON"),
        pytest.param('{"version": 1, "form": "2021", "cells": {"t3.1', id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('"年报"', id="a text"),
        pytest.param("{}", id="no version"),
        pytest.param('{"version": 1, "year": ' + "9" * 5000 + "}", id="an endless number"),
        pytest.param('{"version": 1, "year": 1e99999999999999999999}', id="an endless exponent"),
        pytest.param("[" * 100_000, id="endlessly deep"),
        pytest.param('{"a":' * 100_000, id="endlessly deep, by name"),
    ],
)
def test_what_is_no_report_is_refused_as_damaged(refusal, text):
    assert refusal(text).code is Refusal.CORRUPT


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"version": None}, "version"),
        ({"version": 0}, "version"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"form": 2021}, "form"),
        ({"organ": 5}, "organ"),
        ({"organ_kind": "village"}, "organ_kind"),
        ({"scope": "world"}, "scope"),
        ({"year": "2024"}, "year"),
        ({"year": 2024.5}, "year"),
        ({"year": True}, "year"),
        ({"title": []}, "title"),
        ({"preamble": {}}, "preamble"),
        ({"cells": []}, "cells"),
        ({"cells": "t3"}, "cells"),
        ({"unread": []}, "unread"),
        ({"text": []}, "text"),
        ({"text": {"1": "正文"}}, "1"),
        ({"text": {"1": ["正文"]}}, "1"),
        ({"text": {"1": [{"heading": 1, "body": ""}]}}, "heading"),
        ({"processing_fee": 5}, "processing_fee"),
        ({"processing_fee": {"notices": "1"}}, "notices"),
        ({"processing_fee": {"amount_notified": "一百"}}, "amount_notified"),
        ({"processing_fee": {"amount_collected": -1}}, "amount_collected"),
        ({"processing_fee": {"amount_collected": True}}, "amount_collected"),
        ({"signature": "某局"}, "signature"),
        ({"signature": {"date": "2025年1月21日"}}, "date"),
        ({"signature": {"date": "2025-02-30"}}, "date"),
        ({"previous": []}, "previous"),
        ({"previous": {"year": "2023"}}, "year"),
        ({"sources": []}, "sources"),
        ({"sources": {COUNT: "去年.xlsx"}}, COUNT),
        ({"justifications": {}}, "justifications"),
        ({"justifications": ["没有"]}, "justifications"),
        ({"justifications": [{"rule": 5}]}, "rule"),
        ({"justifications": [{"cells": COUNT}]}, "cells"),
    ],
    ids=str,
)
def test_a_wrong_type_is_refused_and_named(refusal, given, named):
    refused = refusal(given)
    assert refused.code is Refusal.CORRUPT
    assert f"“{named}”" in refused.message


@pytest.mark.parametrize("version", [VERSION + 1, 99, 10**20])
def test_a_newer_version_is_refused_whatever_else_is_in_it(refusal, version):
    refused = refusal({"version": version, "form": "2035", "cells": [], "organ": {}})
    assert refused.code is Refusal.NOT_SUPPORTED
    assert str(version) in refused.message
    assert "升级" in refused.message


@pytest.mark.parametrize("form_id", ["2035", "", "../2021"])
def test_a_form_the_program_has_not_is_refused(refusal, form_id):
    refused = refusal({"form": form_id})
    assert refused.code is Refusal.NOT_SUPPORTED
    assert f"“{form_id}”" in refused.message


# The file on disk


def on_disk(tmp_path, book, data):
    path = tmp_path / "年报.nianbao"
    path.write_bytes(data)
    return read_any(path, {book.form.id: book})


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path, book):
    data = json.dumps({**MINIMAL, "cells": {COUNT: 3}}).encode("utf-8-sig")
    assert on_disk(tmp_path, book, data).change.cells == {COUNT: 3}


def test_a_file_that_is_not_utf_8_is_refused(tmp_path, book):
    data = json.dumps({**MINIMAL, "organ": "某局"}, ensure_ascii=False).encode("gb18030")
    with pytest.raises(Refused):
        on_disk(tmp_path, book, data)


def test_sums_that_do_not_come_out_are_among_the_problems(tmp_path, book):
    cells = {"t4.review.upheld": 10, "t4.review.total": 3}
    imported = on_disk(tmp_path, book, json.dumps({**MINIMAL, "cells": cells}).encode())
    assert imported.change.cells == cells
    [problem] = imported.problems
    assert problem.cell == "t4.review.total"
