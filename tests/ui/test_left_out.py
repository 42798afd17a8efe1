"""Characters no report may hold: left out where they come in, and the clerk is told."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from nianbao.core.report import Change

TURNED = "甲\u202e乙\x07"
"""What some web pages put among the words: a sign that turns the text round, and a bell."""


@pytest.fixture
def body(window):
    """The empty text of section one, with the caret in it."""
    window.steps.go_to("1")
    editor = window.page.cards[0].body
    editor.setFocus()
    return editor


@pytest.fixture
def told(window):
    """What the status bar is asked to say."""
    words = []
    window.session.told.connect(words.append)
    return words


def text_of(window):
    return next(passage.body for passage in window.session.report.text["1"])


def test_pasted_words_lose_them_and_the_clerk_hears_which(window, body, told):
    QApplication.clipboard().setText(f"{TURNED}\r\n第二段")
    body.paste()
    assert body.toPlainText() == text_of(window) == "甲乙\n第二段"
    assert "“粘贴的文字”里有改变文字方向的符号（U+202E），已经去掉" in told[0]
    assert "控制字符（U+0007）" in told[0]


def test_plain_words_pass_without_a_word(window, body, told):
    QApplication.clipboard().setText("𠮷野家😀　第二行\n第三行")
    body.paste()
    assert text_of(window) == "𠮷野家😀　第二行\n第三行"
    assert not told


def test_what_an_input_method_sends_is_cleaned_too(window, body, ime, told):
    ime(body, TURNED)
    assert body.toPlainText() == text_of(window) == "甲乙"
    assert told


def test_so_are_the_fields_of_the_cover(window, told):
    session = window.session
    session.do(Change(particulars=replace(session.particulars, organ=TURNED)), "填写")
    assert session.particulars.organ == "甲乙"
    assert told[0].startswith("“机关名称”里有")
