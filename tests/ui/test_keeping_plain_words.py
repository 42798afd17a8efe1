"""Words of a foreign file are shown as words: no dialog reads them as HTML and loads a picture."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

LARGE = 900
"""Pixels of the picture; a dialog that shows it is larger."""


@pytest.fixture
def hostile(tmp_path):
    """Words that are a picture where they are taken for HTML."""
    path = tmp_path / "picture.png"
    image = QImage(LARGE, LARGE, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(path))
    return f"“<img src='{path}'>”"


@pytest.fixture
def looked_at(qtbot):
    """Look at the next dialog and put it away; what it shows is kept."""
    seen = []

    def look():
        box = QApplication.activeModalWidget()
        if box is not None:
            timer.stop()
            labels = [label for label in box.findChildren(QLabel) if label.text()]
            seen.append((box.height(), [label.text() for label in labels]))
            box.reject()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    return seen


QUESTIONS = {
    "warn": ("没有读入", "{}"),
    "tell": ("{}", "{}"),
    "ask_unsaved": ("{}",),
    "ask_retry": ("{}",),
    "ask_conflict": ("{}",),
    "ask_in_use": ("{}", True),
    "ask_recover": ("{}",),
    "ask_last_good": ("{}", "{}", "{}"),
    "ask_altered": ("{}", "{}", "{}"),
    "ask_zeros": ("{}", 3),
    "ask_choice": ("{}", ["{}", "乙"]),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_dialog_shows_words_as_they_are(window, real_dialogs, hostile, looked_at, name):
    def put(given):
        if isinstance(given, list):
            return [put(one) for one in given]
        return given.format(hostile) if isinstance(given, str) else given

    real_dialogs[name](window, *map(put, QUESTIONS[name]))
    ((height, words),) = looked_at
    assert any(hostile in text for text in words)
    assert height < LARGE
