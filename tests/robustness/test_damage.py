"""A part of what `damage.py` does to every bit."""

import re

import pytest
from damage import SAMPLE, answered, damaged, keep_in, opening, outcome, sound

from nianbao.app.window import make_window
from nianbao.ui import dialogs

EVERY = 331  # primes: all bits of a byte and all kinds of places come up
EVERY_IN_A_WINDOW = 1009


@pytest.fixture
def books(book):
    return {book.form.id: book}


@pytest.fixture
def window(qtbot, books, monkeypatch):
    """A window in which every question is answered with yes, and the names of those questions."""
    asked = []
    for name, stand_in in list(answered(asked)):
        monkeypatch.setattr(dialogs, name, stand_in)
    window = make_window(books)
    qtbot.addWidget(window, before_close_func=lambda window: window.session.undo.setClean())
    return window, asked


def test_a_damaged_report_is_noticed_or_refused_in_one_sentence(books, tmp_path):
    data, said = sound(books)
    path = keep_in(tmp_path, data)
    seen = set()
    for what, broken in damaged(data, EVERY):
        path.write_bytes(broken)
        seen.add((outcome(path, books, said), what.split()[0]))
    assert seen == {("noticed", "byte"), ("refused", "byte"), ("refused", "cut")}


def test_no_digit_can_become_another_unnoticed(books, tmp_path):
    data, said = sound(books)
    path = keep_in(tmp_path, data)
    for digit in re.finditer(rb"\d", data):
        at = digit.start()
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert outcome(path, books, said) in {"noticed", "refused"}, f"byte {at}"


def test_what_was_kept_is_offered_in_one_dialog_and_opens(window, books, tmp_path):
    data, said = sound(books)
    path = keep_in(tmp_path, data)
    window, asked = window
    window.files.keeper.versions.keep(path, data)
    look, seen = opening(window, asked), set()
    for _, broken in damaged(data, EVERY_IN_A_WINDOW):
        path.write_bytes(broken)
        seen.add(look(path, books, said))
    assert {"ask_last_good", "ask_altered"} <= seen


def test_the_sample_itself_is_sound_with_and_without_a_checksum(books, tmp_path):
    data, said = sound(books)
    path = keep_in(tmp_path, data)
    for whole in (data, SAMPLE.read_bytes()):
        path.write_bytes(whole)
        assert outcome(path, books, said) == "same"
