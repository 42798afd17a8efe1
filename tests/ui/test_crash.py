"""Something unexpected: the report is saved first, then the clerk is told in words."""

import logging
import sys

import pytest

from nianbao.io.report_reading import parse_report
from nianbao.ui import dialogs
from nianbao.ui.crash import LOG, CrashGuard, FaultLog

CONTENT = "words of the report"


@pytest.fixture
def told(monkeypatch):
    lines = []
    monkeypatch.setattr(dialogs, "warn", lambda *args: lines.append(args[1:]))
    return lines


@pytest.fixture
def guard(seed_session, tmp_path):
    return CrashGuard(seed_session, tmp_path / "rescue")


def fail(guard):
    try:
        int(CONTENT)
    except ValueError:
        guard.catch(*sys.exc_info())


def test_the_report_is_saved_whole_before_anything_is_said(guard, told, qtbot, tmp_path, form):
    fail(guard)
    qtbot.waitUntil(lambda: bool(told))
    (copy,) = (tmp_path / "rescue").glob("*.nianbao")
    saved = parse_report(copy.read_text(encoding="utf-8"), copy.name, {form.id: form})
    assert len(saved.change.cells) == len(form.fields)
    assert str(copy) in told[0][1]


def test_the_clerk_hears_no_english_and_no_traceback(guard, told, qtbot):
    fail(guard)
    qtbot.waitUntil(lambda: bool(told))
    assert "ValueError" not in "".join(told[0])
    assert CONTENT not in "".join(told[0])


def test_the_same_fault_is_told_once(guard, told, qtbot):
    for _ in range(3):
        fail(guard)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert len(told) == 1


def test_the_log_names_the_kind_and_no_word_of_the_report(guard, told, qtbot, tmp_path, caplog):
    place = tmp_path / "nianbao.log"
    log = FaultLog(place)
    logging.getLogger(LOG).addHandler(log)
    try:
        fail(guard)
        fail(guard)
    finally:
        logging.getLogger(LOG).removeHandler(log)
    written = place.read_text(encoding="utf-8")
    assert written.count("ValueError") == 2
    assert CONTENT not in written


def test_where_nothing_can_be_saved_the_clerk_is_told_that_too(
    seed_session, told, qtbot, tmp_path, monkeypatch
):
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(blocked))
    guard = CrashGuard(seed_session, blocked / "rescue")
    fail(guard)
    qtbot.waitUntil(lambda: bool(told))
    assert "另存为" in told[0][1]
