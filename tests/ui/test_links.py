"""Linked numbers in a text: chosen by name, read as numbers, one piece under every key."""

import random

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from nianbao.core.report import Change, Passage
from nianbao.ui import dialogs
from nianbao.ui.cell_chooser import CellChooser

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LINK = "{{t3.1.total}}"


@pytest.fixture
def body(window):
    """The first text of section one, the caret between 收到 and 件; table three says 126."""
    session = window.session
    session.do(Change(cells={"t3.1.total": 126}, text={"1": (Passage("", "收到件。"),)}), "准备")
    session.undo.clear()
    window.steps.go_to("1")
    body = window.page.cards[0].body
    body.setFocus()
    body.select(2, 2)
    return body


@pytest.fixture
def linked(body):
    """The same with the link put in; the caret behind it."""
    body.insert_link("t3.1.total")
    return body


def stored(window):
    return window.session.report.text["1"][0].body


class TestChoosing:
    @pytest.fixture
    def chooser(self, qtbot, seed_session):
        chooser = CellChooser(seed_session)
        qtbot.addWidget(chooser)
        with qtbot.waitActive(chooser):
            chooser.show()
            chooser.activateWindow()
        return chooser

    def test_official_names_and_the_numbers_they_have_now(self, chooser):
        shown = {line.text(0): line.text(1) for line in chooser._lines}
        assert len(shown) == 200
        assert shown["表三“一、本年新收政府信息公开申请数量”“总计”"] == "1"

    def test_words_narrow_the_list_and_enter_takes_the_first(self, chooser, ime, press, qtbot):
        ime(chooser.sought, "新收 总计")
        assert chooser.chosen() == "t3.1.total"
        with qtbot.waitSignal(chooser.accepted):
            press(Key.Key_Return)

    def test_arrows_go_through_the_list_while_typing(self, chooser, ime, press):
        ime(chooser.sought, "行政复议")
        first = chooser.chosen()
        press(Key.Key_Down)
        assert chooser.chosen() != first
        assert chooser.sought.hasFocus()
        press(Key.Key_Up)
        assert chooser.chosen() == first

    def test_what_nothing_is_called_cannot_be_taken(self, chooser, ime):
        ime(chooser.sought, "没有的名称")
        assert chooser.chosen() is None
        assert not chooser.take.isEnabled()
        assert chooser.none.isVisible()


class TestInserting:
    def test_from_the_menu_at_the_caret_in_one_step(self, body, window, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_cell", lambda _: "t3.1.total")
        window.findChild(QAction, "actionInsertLink").trigger()
        assert stored(window) == f"收到{LINK}件。"
        assert body.printed == "收到126件。"
        assert body.hasFocus()
        window.session.undo.undo()
        assert stored(window) == "收到件。"
        assert window.session.undo.count() == 1

    def test_it_is_in_the_context_menu(self, body, window, monkeypatch):
        monkeypatch.setattr(dialogs, "ask_cell", lambda _: "t3.1.total")
        menu = body.menu_at(2)
        (action,) = (a for a in menu.actions() if a.text() == "插入表格中的数…")
        action.trigger()
        assert stored(window) == f"收到{LINK}件。"

    def test_where_there_is_no_text_the_clerk_is_told(self, window, monkeypatch):
        told = []
        monkeypatch.setattr(dialogs, "tell", lambda *args: told.append(args[2]))
        window.steps.go_to("3")
        window.findChild(QAction, "actionInsertLink").trigger()
        assert "光标" in told[0]

    def test_braces_typed_by_hand_become_a_link(self, body, qtbot, window):
        qtbot.keyClicks(body, LINK)
        assert body.toPlainText() == "收到\ufffc件。"
        assert stored(window) == f"收到{LINK}件。"


class TestALinkUnderTheKeys:
    def test_it_follows_the_cell(self, linked, window):
        window.session.do(Change(cells={"t3.1.total": 9}), "改")
        assert linked.printed == "收到9件。"
        assert linked.accessibleDescription() == "收到9件。"
        assert stored(window) == f"收到{LINK}件。"

    def test_characters_are_counted_as_printed(self, linked, window):
        assert window.page._count.text() == "正文 7 字"

    def test_a_blank_cell_is_a_gap_to_be_seen(self, linked, window):
        window.session.do(Change(cells={"t3.1.total": None}), "改")
        assert linked.printed == "收到＿＿件。"

    def test_it_grows_with_its_number(self, linked, window, qtbot):
        def width():
            linked.select(3, 3)
            end = linked.cursorRect().left()
            linked.select(2, 2)
            return end - linked.cursorRect().left()

        before = width()
        window.session.do(Change(cells={"t3.1.total": 126126}), "改")
        assert width() > before

    def test_backspace_takes_the_whole(self, linked, press, window):
        press(Key.Key_Backspace)
        assert stored(window) == "收到件。"

    def test_delete_takes_the_whole(self, linked, press, window):
        press(Key.Key_Left, Key.Key_Delete)
        assert stored(window) == "收到件。"

    def test_undo_brings_it_back_as_a_link(self, linked, press, window):
        press(Key.Key_Backspace)
        press(Key.Key_Z, modifier=CTRL)
        assert stored(window) == f"收到{LINK}件。"
        assert linked.printed == "收到126件。"

    def test_typing_beside_it_is_plain_text(self, linked, qtbot, ime, press, window):
        ime(linked, "多")
        press(Key.Key_Left, Key.Key_Left)
        ime(linked, "约")
        assert stored(window) == f"收到约{LINK}多件。"

    def test_an_input_method_composes_beside_it(self, linked, window, qapp):
        composing = QInputMethodEvent("duo", [])
        qapp.sendEvent(linked, composing)
        window.session.do(Change(cells={"t3.1.total": 9}), "改")
        assert stored(window) == f"收到{LINK}件。"
        done = QInputMethodEvent()
        done.setCommitString("多")
        qapp.sendEvent(linked, done)
        assert stored(window) == f"收到{LINK}多件。"

    def test_one_arrow_steps_over_it_and_shift_selects_it(self, linked, press):
        press(Key.Key_Left, modifier=SHIFT)
        assert linked.textCursor().selectedText() == "\ufffc"
        assert linked.textCursor().position() == 2

    def test_typing_over_it_replaces_it(self, linked, press, window):
        press(Key.Key_Left, modifier=SHIFT)
        press("5")
        assert stored(window) == "收到5件。"

    def test_enter_beside_it_parts_the_paragraph(self, linked, press, window):
        press(Key.Key_Return)
        assert stored(window) == f"收到{LINK}\n件。"

    def test_a_tip_names_its_cell(self, linked):
        point = linked.viewport().mapTo(linked, linked.cursorRect().center())
        assert (
            linked.words_at(point) == "表三“一、本年新收政府信息公开申请数量”“总计”的数，随表格变化"
        )


class TestCopyAndPaste:
    def test_elsewhere_it_is_a_number(self, linked, press):
        press(Key.Key_A, modifier=CTRL)
        press(Key.Key_C, modifier=CTRL)
        assert QGuiApplication.clipboard().text() == "收到126件。"

    def test_cut_and_pasted_here_it_stays_a_link(self, linked, press, window):
        press(Key.Key_A, modifier=CTRL)
        press(Key.Key_X, modifier=CTRL)
        assert stored(window) == ""
        press(Key.Key_V, modifier=CTRL)
        press(Key.Key_V, modifier=CTRL)
        assert stored(window) == f"收到{LINK}件。" * 2

    def test_pasting_from_elsewhere_brings_text_only(self, body, press, window):
        data = QMimeData()
        data.setHtml("<b>1</b><img src='a.png'>")
        data.setText("1\r\n2\ufffc")
        QGuiApplication.clipboard().setMimeData(data)
        press(Key.Key_V, modifier=CTRL)
        assert stored(window) == "收到1\n2件。"


class TestWhatIsShownIsWhatIsKept:
    @pytest.mark.parametrize(
        "text",
        [
            "𠮷" + LINK,
            LINK,
            LINK * 2,
            "{{t9.9.total}}",
            "{{}} {{" + LINK + "}}",
            "\ufffc" + LINK,
            "",
            "\n\n",
        ],
    )
    def test_looking_at_a_text_changes_nothing(self, window, text):
        session = window.session
        session.do(Change(text={"1": (Passage("", text),)}), "读入")
        count = session.undo.count()
        window.steps.go_to("1")
        assert session.undo.count() == count
        assert window.page.cards[0].body.stored == text
        assert window.page.cards[0].passage.body == text

    def test_undo_and_redo_through_links_are_exact(self, window):
        texts = [
            "",
            f"甲{LINK}乙",
            "甲{{t3.2.total}}乙",
            f"甲{LINK}{LINK}乙",
            "甲乙",
            f"{LINK}𠮷\n丙",
            f"{LINK}𠮸\n丙{{{{t2.rules.made}}}}",
        ]
        session = window.session
        window.steps.go_to("1")
        for text in texts[1:]:
            session.do(Change(text={"1": (Passage("", text),)}), "写")
            assert window.page.cards[0].body.stored == text
        for text in reversed(texts[1:-1]):
            session.undo.undo()
            assert window.page.cards[0].body.stored == text
        for text in texts[2:]:
            session.undo.redo()
            assert window.page.cards[0].body.stored == text

    def test_the_caret_goes_where_undo_puts_something_back(self, linked, press, window):
        press(Key.Key_Backspace, Key.Key_End)
        press(Key.Key_Z, modifier=CTRL)
        assert QApplication.focusWidget() is linked
        assert linked.textCursor().position() == 3


@pytest.mark.parametrize("seed", range(4))
def test_any_typing_undone_and_redone_is_exact(body, window, press, ime, seed):
    chance = random.Random(seed)  # noqa: S311  not for secrets
    session = window.session
    first = dict(session.report.text)

    def marked(key):
        press(key, modifier=SHIFT)

    deeds = [
        lambda: press(chance.choice((Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End))),
        lambda: press(chance.choice((Key.Key_Backspace, Key.Key_Delete))),
        lambda: marked(chance.choice((Key.Key_Left, Key.Key_Right, Key.Key_Home))),
        lambda: press(Key.Key_Return),
        lambda: ime(body, chance.choice(("申请", "𠮷", "12"))),
        lambda: body.insert_link(chance.choice(("t3.1.total", "t2.rules.made"))),
        lambda: press(chance.choice((Key.Key_C, Key.Key_X, Key.Key_V)), modifier=CTRL),
        lambda: press(Key.Key_Z, modifier=CTRL),
        lambda: press(Key.Key_Y, modifier=CTRL),
    ]
    for _ in range(150):
        chance.choice(deeds)()
        assert body.stored == stored(window)
    while session.undo.canRedo():
        session.undo.redo()
    last = dict(session.report.text)
    while session.undo.canUndo():
        session.undo.undo()
        assert body.stored == stored(window)
    assert dict(session.report.text) == first
    while session.undo.canRedo():
        session.undo.redo()
        assert body.stored == stored(window)
    assert dict(session.report.text) == last
