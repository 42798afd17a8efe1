"""The checksum of a report file: what was changed outside is noticed, and opens all the same."""

import json
import re

import pytest

from nianbao.core.report import Change, Passage, Report
from nianbao.io.checksum import CHECKSUM
from nianbao.io.imported import Problem
from nianbao.io.journal_reading import Belonging, read_journal
from nianbao.io.report_json import plain_report, write_report
from nianbao.io.report_reading import ALTERED, parse_report

COUNT = "t3.1.natural"


@pytest.fixture
def text(seed_report, form):
    return write_report(seed_report, form)


@pytest.fixture
def problems(form):
    """Read a file and name the codes of its problems."""

    def problems(text):
        imported = parse_report(text, "年报.nianbao", {form.id: form})
        return [problem.code for problem in imported.problems]

    return problems


def changed(text, **keys):
    """Change a file as another program does that knows its keys."""
    return json.dumps({**json.loads(text), **keys}, ensure_ascii=False)


def test_it_is_one_line_after_everything_the_clerk_entered(text):
    assert list(json.loads(text))[-1] == CHECKSUM
    assert re.search(rf'\n "{CHECKSUM}": "[0-9a-f]{{64}}"\n}}\n$', text)


def test_the_same_report_has_the_same_and_another_one_another(seed_report, form, text):
    again = json.loads(write_report(seed_report, form))[CHECKSUM]
    seed_report.apply(Change(cells={COUNT: 7}))
    other = json.loads(write_report(seed_report, form))[CHECKSUM]
    assert again == json.loads(text)[CHECKSUM] != other


def test_what_this_program_wrote_is_as_it_was(text, problems):
    assert problems(text) == []


UNCHANGED = {
    "the order of the keys": lambda t: json.dumps(dict(reversed(json.loads(t).items()))),
    "the indentation": lambda t: json.dumps(json.loads(t), indent=4),
    "escapes in place of characters": lambda t: json.dumps(json.loads(t), ensure_ascii=True),
    "the line ends": lambda t: t.replace("\n", "\r\n"),
    "the problems that `read` adds": lambda t: changed(t, problems=[{"code": "x"}]),
    "no checksum: an older program wrote it": lambda t: changed(t, checksum=None),
}


@pytest.mark.parametrize("way", UNCHANGED)
def test_what_says_the_same_is_not_altered(text, problems, way):
    other = UNCHANGED[way](text)
    assert other != text
    assert problems(other) == []


ALTERATIONS = {
    "a number": lambda t: t.replace(f'"{COUNT}": 1', f'"{COUNT}": 7'),
    "a number that is gone": lambda t: t.replace(f'"{COUNT}": 1', f'"{COUNT}": null'),
    "a word": lambda t: changed(t, organ="另一个局"),
    "last year's numbers": lambda t: changed(t, previous={"year": 2023, "cells": {COUNT: 4}}),
    "a source": lambda t: changed(t, sources={COUNT: {"file": "a.xlsx"}}),
    "a key that is gone": lambda t: json.dumps(
        {key: value for key, value in json.loads(t).items() if key != "printing"}
    ),
    "the checksum": lambda t: changed(t, checksum="0" * 64),
    "a checksum of another kind": lambda t: changed(t, checksum=7),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_what_says_something_else_opens_and_is_named(text, problems, alteration):
    assert ALTERED in problems(ALTERATIONS[alteration](text))


def test_what_stands_in_the_file_is_what_is_read(text, form):
    imported = parse_report(text.replace(f'"{COUNT}": 1', f'"{COUNT}": 7'), "", {form.id: form})
    assert imported.change.cells[COUNT] == 7
    words = imported.problems[0].message
    assert "改过，或者已经损坏" in words
    assert words.count("。") == 1


@pytest.mark.parametrize(
    "body", ["\ud83d", "\ud83d\ude00", "😀", '"\\', "\u2028", "{{t3.1.total}}"]
)
def test_odd_words_are_as_they_were(report, form, problems, body):
    report.apply(Change(text={"1": (Passage("", body),)}))
    assert problems(write_report(report, form)) == []


def test_problems_in_the_file_stand_behind_it(seed_report, form, problems):
    text = write_report(seed_report, form, [Problem("x", None, "", "", "。")])
    assert list(json.loads(text))[-2:] == [CHECKSUM, "problems"]
    assert problems(text) == []


def test_a_journal_whose_file_has_everything_is_still_known_by_it(tmp_path, form, seed_report):
    """The file has a checksum, the journal has none."""
    report = Report(form.id)
    file, path = tmp_path / "a.journal", tmp_path / "年报.nianbao"
    lines = [{"journal": 1, "path": str(path)}, {"report": plain_report(seed_report, form)}]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    path.write_text(write_report(seed_report, form), encoding="utf-8")
    assert read_journal(file).belonging() is Belonging.SAVED
    path.write_text(write_report(report, form), encoding="utf-8")
    assert read_journal(file).belonging() is Belonging.STRANGE
