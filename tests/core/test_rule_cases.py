"""When each rule that is not a sum speaks and when it is silent: `tests/samples/rules/*.toml`.

A case is the seed report with something changed and what one rule then says. Its keys:

- `rule`, `how` ("speaks", "silent", "boundary"), `words` (what the case shows);
- what is changed: `cells`, `title`, `preamble`, `organ`, `organ_kind`, `scope`, `year`, `signer`,
  `date`, `fee` (notices, notified, collected), `text` ({section: body, or list of heading and
  body}; a section that is not named keeps the seed's), `previous` (year, organ, cells, text);
- `found`: for each finding, in order, whatever of it matters: `cells`, `said` (the words it
  points at), `new` (the words it proposes for them), `fix`, `section`, `left`, `right`, `message`
  (pieces of it). An empty list is silence.
"""

import datetime as dt
from decimal import Decimal

import pytest
from rule_cases import ALL_CASES

from nianbao.core.finding import COVER, Part
from nianbao.core.numbers import read_number
from nianbao.core.report import (
    Change,
    OrganKind,
    Particulars,
    Passage,
    PreviousReport,
    ProcessingFee,
    Scope,
    Signature,
)


def case_id(case):
    return f"{case['rule']} {case['how']}: {case['words']}"


def entries(form, numbers):
    return {
        cell: None if value == "" else read_number(form.fields[cell].kind, str(value))
        for cell, value in numbers.items()
    }


def passages(given):
    parts = [{"body": given}] if isinstance(given, str) else given
    return tuple(Passage(part.get("heading", ""), part.get("body", "")) for part in parts)


def texts(given):
    return {section: passages(parts) for section, parts in given.items()}


def previous(form, given):
    return PreviousReport(
        organ=given.get("organ", ""),
        year=given.get("year"),
        form="2021",
        cells=entries(form, given.get("cells", {})),
        text=texts(given.get("text", {})),
        source="上年年报.docx",
    )


def fee(given):
    return ProcessingFee(
        notices=given.get("notices"),
        amount_notified=None if "notified" not in given else Decimal(given["notified"]),
        amount_collected=None if "collected" not in given else Decimal(given["collected"]),
    )


def particulars(form, case, seed):
    told = {
        "organ": case.get("organ", seed.organ),
        "organ_kind": seed.organ_kind,
        "year": case.get("year", seed.year),
        "scope": Scope(case.get("scope", seed.scope)),
        "title": case.get("title", ""),
        "preamble": case.get("preamble", seed.preamble),
        "signature": Signature(
            case.get("signer", seed.signature.organ),
            dt.date.fromisoformat(case["date"]) if "date" in case else seed.signature.date,
        ),
        "processing_fee": fee(case["fee"]) if "fee" in case else None,
        "previous": previous(form, case["previous"]) if "previous" in case else None,
    }
    if "organ_kind" in case:
        told["organ_kind"] = OrganKind(case["organ_kind"]) if case["organ_kind"] else None
    return Particulars(**told)


@pytest.fixture
def changed(form, seed_report):
    """Make the report of a case."""

    def make(case):
        change = Change(
            cells=entries(form, case.get("cells", {})),
            text=texts(case.get("text", {})),
            particulars=particulars(form, case, seed_report.particulars),
        )
        seed_report.apply(change)
        return seed_report

    return make


def text_at(form, report, place):
    """Give the words a finding points at, as typed."""
    told = report.particulars
    if place.section == COVER:
        whole = told.preamble if place.part is Part.PREAMBLE else told.title
        whole = whole or f"{told.organ}{told.year}年政府信息公开工作年度报告"
    else:
        passage = report.text[place.section][place.passage]
        whole = passage.heading if place.part is Part.HEADING else passage.body
    return whole[place.begin : place.end]


def seen(form, report, finding, asked):
    """Give what a finding says of the things a case asks for."""
    answers = {
        "cells": lambda: list(finding.cells),
        "said": lambda: text_at(form, report, finding.place),
        "new": lambda: finding.rewording.new if finding.rewording else None,
        "fix": lambda: (
            None
            if finding.fix is None
            else {cell: str(value) for cell, value in finding.fix.items()}
        ),
        "section": lambda: finding.section,
        "left": lambda: finding.left,
        "right": lambda: finding.right,
        "message": lambda: [part for part in asked["message"] if part in finding.message],
    }
    return {key: answers[key]() for key in asked}


@pytest.mark.parametrize("case", ALL_CASES, ids=case_id)
def test_case(book, form, changed, case):
    report = changed(case)
    found = [finding for finding in book.check(report) if finding.rule == case["rule"]]
    asked = case["found"]
    assert [f.message for f in found[len(asked) :]] == []
    assert [seen(form, report, f, a) for f, a in zip(found, asked, strict=True)] == asked


def test_messages_have_no_cell_ids_and_no_open_places(book, changed):
    for case in ALL_CASES:
        report = changed(case)
        for finding in book.check(report):
            assert "{" not in finding.message
            assert not any(word in finding.message for word in ("t2.", "t3.", "t4."))
            assert finding.message.endswith(("。", "？", "”"))


def test_places_point_into_the_text(book, form, changed):
    for case in ALL_CASES:
        report = changed(case)
        for finding in book.check(report):
            if finding.place is not None:
                assert text_at(form, report, finding.place)
                assert finding.sentence
