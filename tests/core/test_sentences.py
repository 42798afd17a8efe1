"""Acceptance: the narrative is held against the tables, on sentences written for the purpose.

`tests/samples/sentences/reports.toml` has made-up reports that are right in themselves; the other
files hold sentences and short passages of such reports. Half of them have a planted fault, of
the rest at least half are traps: numbers that speak of something else. Each file was written
by somebody who did not know the program, and first run unseen; what came out then is in the
changelog. Since then all of them have been learned from, so this is a gate against getting
worse, not a measure of how good the program is on what it has never seen.
"""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.core.numbers import read_number
from nianbao.core.report import (
    Change,
    OrganKind,
    Particulars,
    Passage,
    PreviousReport,
    ProcessingFee,
    Report,
)

FOLDER = Path(__file__).parents[1] / "samples" / "sentences"
FILES = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "reports")
ON_NUMBERS = {"R40", "R41", "R42", "R43", "R44", "R45", "R46", "R47", "R55"}

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.95


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def numbers(form, given):
    cells = {field.id: field.zero for field in form.fields.values()}
    named = {cell: read_number(form.fields[cell].kind, str(n)) for cell, n in given.items()}
    return cells | named


def told(form, given):
    fee, last = given.get("processing_fee"), given.get("previous")
    return Particulars(
        organ=given["organ"],
        organ_kind=OrganKind(given["organ_kind"]),
        year=given["year"],
        processing_fee=fee
        and ProcessingFee(
            fee["notices"], Decimal(fee["amount_notified"]), Decimal(fee["amount_collected"])
        ),
        previous=last
        and PreviousReport(
            given["organ"], last["year"], "2021", numbers(form, last["cells"]), {}, "上年"
        ),
    )


@pytest.fixture(scope="module")
def made_up(form):
    """The change that makes each made-up report, by its name."""
    return {
        given["id"]: Change(cells=numbers(form, given["cells"]), particulars=told(form, given))
        for given in read(FOLDER / "reports.toml")["report"]
    }


@pytest.fixture(scope="module")
def marked(book, made_up):
    """Run every sentence: the faults found, those missed, and what was reported beside them."""

    def mark(path):
        found, missed, false = [], [], []
        for sentence in read(path)["sentence"]:
            report = Report("2021")
            report.apply(made_up[sentence["report"]])
            passage = Passage(sentence.get("heading", ""), sentence["text"])
            report.apply(Change(text={sentence["section"]: (passage,)}))
            said = [f for f in book.check(report) if f.rule in ON_NUMBERS and f.place]
            for fault in sentence["faults"]:
                begin = sentence["text"].index(fault["words"])
                end = begin + len(fault["words"])
                hits = [f for f in said if f.place.begin < end and f.place.end > begin]
                (found if hits else missed).append(fault["words"])
                said = [finding for finding in said if finding not in hits]
            false += [finding.message for finding in said]
        return found, missed, false

    return {path.stem: mark(path) for path in FILES}


def test_there_are_enough_sentences_half_of_them_with_faults():
    sentences = [sentence for path in FILES for sentence in read(path)["sentence"]]
    assert len(sentences) >= 150
    assert 0.4 <= sum(bool(s["faults"]) for s in sentences) / len(sentences) <= 0.6


def test_planted_faults_are_found(marked):
    found = sum(len(found) for found, _, _ in marked.values())
    missed = [words for _, missed, _ in marked.values() for words in missed]
    assert found / (found + len(missed)) >= LEAST_RECALL, missed


def test_hardly_anything_else_is_reported(marked):
    found = sum(len(found) for found, _, _ in marked.values())
    false = [message for _, _, false in marked.values() for message in false]
    assert found / (found + len(false)) >= LEAST_PRECISION, false
