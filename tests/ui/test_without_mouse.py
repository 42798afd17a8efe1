"""Everything in the window can be done with the keyboard; the keys here are real ones.

`Window keys` go the whole way of a key press: shortcuts first, then the widget with the focus.
"""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from nianbao.core.report import Change, Passage
from nianbao.ui import dialogs

Key = Qt.Key
NONE, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
STEPS = ["cover", "1", "2", "3", "4", "5", "6", "check"]
MOST_STOPS = 120

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def key(window, code, modifier=NONE):
    """Press a key the way the system does."""
    QTest.keyClick(window.windowHandle(), code, modifier)
    QApplication.sendPostedEvents()


def focus():
    return QApplication.focusWidget()


def tour(window, code=Key.Key_Tab, modifier=NONE):
    """Tab round the window from where the focus is; give the stops until it comes back."""
    stops = []
    while focus() not in stops:
        stops.append(focus())
        assert len(stops) < MOST_STOPS
        leaving = CTRL if focus().objectName().startswith("grid_") else NONE
        key(window, code, modifier | leaving)
    return stops, focus()


def tab_stops(window):
    """All that can be reached with Tab just now."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parent(), QSpinBox))
        and not (isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit")
    }


def name_of(widget):
    words = widget.accessibleName() or (
        widget.text() if isinstance(widget, QAbstractButton) else widget.objectName()
    )
    return words.replace("&", "")


def names(stops):
    return [name_of(stop) for stop in stops]


SIDE = ["步骤", "显示哪一类问题", "要处理的问题"]
TABS = {
    "cover": [
        "机关名称",
        "机关类型",
        "报告年度",
        "统计范围",
        "报告标题",
        "开头一段",
        "落款机关",
        "落款日期",
        "今天",
        "从上一年的年报开始…",
        "导入今年的表格…",
        "打开上次保存的年报…",
        "本年没有收到申请（零报告）…",
        *SIDE,
        "下一步(N) ›",
    ],
    "2": ["表二 主动公开政府信息情况", *SIDE, "‹ 上一步(B)", "下一步(N) ›"],
    "5": [
        "（一）存在的主要问题正文",
        "上移",
        "下移",
        "删除这一部分",
        "小标题",
        "（二）改进情况正文",
        "上移",
        "下移",
        "删除这一部分",
        "添加一部分",
        *SIDE,
        "‹ 上一步(B)",
        "下一步(N) ›",
        "小标题",
    ],
    "check": [
        "要处理的问题",
        "转到表格(5)",
        "导出草稿…",
        "预览",
        "导出 Excel…",
        "导出核对说明…",
        *SIDE,
        "‹ 上一步(B)",
    ],
}


class TestTab:
    @pytest.mark.parametrize("step", TABS)
    def test_goes_through_a_page_as_it_is_read(self, seed_window, step):
        seed_window.session.type({"t3.1.natural": "5"})
        seed_window.steps.go_to(step)
        seed_window.page.setFocus()
        stops, back = tour(seed_window)
        assert names(stops) == TABS[step]
        assert back is stops[0]

    @pytest.mark.parametrize("step", STEPS)
    def test_reaches_everything_and_is_caught_nowhere(self, seed_window, step):
        seed_window.steps.go_to(step)
        seed_window.page.setFocus()
        stops, _ = tour(seed_window)
        assert names(tab_stops(seed_window) - set(stops)) == []

    @pytest.mark.parametrize("step", STEPS)
    def test_goes_back_the_same_way_with_shift(self, seed_window, step):
        seed_window.steps.go_to(step)
        seed_window.page.setFocus()
        there, _ = tour(seed_window)
        back, _ = tour(seed_window, Key.Key_Backtab, SHIFT)
        assert back == [there[0], *reversed(there[1:])]

    def test_on_the_start_page(self, window):
        window.show_start([Path("去年.nianbao")])
        stops, back = tour(window)
        assert [name[:1] for name in names(stops)] == ["1", "2", "3", "4", "5", "最", "步"]
        assert back is stops[0]

    def test_finds_passages_made_later_in_their_order(self, seed_window):
        seed_window.steps.go_to("5")
        seed_window.page.add_passage()
        seed_window.page.cards[1].body.setFocus()
        for _ in range(3):
            key(seed_window, Key.Key_Tab)
        key(seed_window, Key.Key_Tab)
        assert focus() is seed_window.page.cards[2].heading

    @pytest.mark.parametrize("date", ["", "2025-01-21"], ids=["unset", "set"])
    def test_leaves_the_date(self, seed_window, date):
        field = seed_window.page.date
        if not date:
            field.setDate(field.minimumDate())
        field.setFocus()
        key(seed_window, Key.Key_Tab)
        assert name_of(focus()) == "今天"


class TestTheDateIsTyped:
    @pytest.mark.parametrize(
        ("typed", "date"),
        [
            ("20260120", "2026-01-20"),
            ("2026-1-20", "2026-01-20"),
            ("2026/1/8", "2026-01-08"),
            ("2025.12.31", "2025-12-31"),
            ("2026>1>20", "2026-01-20"),
            ("202634", "2026-03-04"),
            ("2026-01-2", "2026-01-02"),
        ],
    )
    @pytest.mark.parametrize("before", ["unset", "set"])
    def test_as_people_write_it(self, seed_window, typed, date, before):
        """Over another date, or over the words that say there is none; > is the arrow."""
        field = seed_window.page.date
        if before == "unset":
            field.setDate(field.minimumDate())
        field.setFocus(Qt.FocusReason.TabFocusReason)
        for sign in typed:
            key(seed_window, Key.Key_Right if sign == ">" else ord(sign))
        key(seed_window, Key.Key_Tab)
        assert seed_window.session.particulars.signature.date.isoformat() == date

    def test_and_taken_away_again(self, seed_window):
        seed_window.page.date.setFocus()
        key(seed_window, Key.Key_Delete)
        assert seed_window.session.particulars.signature.date is None
        assert seed_window.page.date.text() == "（未填写）"


class TestGoingAbout:
    @pytest.mark.parametrize("number", range(1, 7))
    def test_ctrl_and_a_number_lead_to_the_part(self, seed_window, number):
        key(seed_window, Key.Key_0 + number, CTRL)
        page = seed_window.pages[str(number)]
        assert page.isVisible()
        assert page.isAncestorOf(focus())

    def test_ctrl_7_leads_to_the_check(self, seed_window):
        key(seed_window, Key.Key_7, CTRL)
        assert focus() is seed_window.pages["check"].list

    def test_from_the_start_page_too(self, window):
        window.show_start([])
        key(window, Key.Key_3, CTRL)
        assert focus() is window.pages["3"].grid

    def test_page_keys_lead_on_and_back(self, seed_window):
        for step in STEPS[1:]:
            key(seed_window, Key.Key_PageDown, CTRL)
            assert seed_window.step == step
            assert seed_window.page.isAncestorOf(focus())
        for step in reversed(STEPS[:-1]):
            key(seed_window, Key.Key_PageUp, CTRL)
            assert seed_window.step == step

    def test_what_is_typed_after_going_to_a_text_stands_in_it(self, seed_window):
        key(seed_window, Key.Key_5, CTRL)
        key(seed_window, Key.Key_X)
        assert "x" in seed_window.session.report.text["5"][0].body

    def test_the_steps_with_arrows(self, seed_window):
        seed_window.steps.setFocus()
        for step in STEPS[1:]:
            key(seed_window, Key.Key_Down)
            assert seed_window.step == step
            assert focus() is seed_window.steps


class TestF6:
    def test_goes_round_all_parts_on_the_screen(self, seed_window):
        key(seed_window, Key.Key_3, CTRL)
        key(seed_window, Key.Key_F1)
        visited = []
        for _ in range(4):
            key(seed_window, Key.Key_F6)
            visited.append(name_of(focus()))
        grid = "表三 收到和处理政府信息公开申请情况"
        assert visited == ["要处理的问题", "填报说明", "步骤", grid]

    def test_back_with_shift(self, seed_window):
        key(seed_window, Key.Key_3, CTRL)
        key(seed_window, Key.Key_F6, SHIFT)
        assert focus() is seed_window.steps
        key(seed_window, Key.Key_F6)
        assert focus() is seed_window.page.grid

    def test_comes_back_to_where_one_was_on_the_page(self, seed_window):
        seed_window.page.signer.setFocus()
        key(seed_window, Key.Key_F6)
        assert focus() is seed_window.findings
        key(seed_window, Key.Key_F6, SHIFT)
        assert focus() is seed_window.page.signer

    def test_takes_in_the_bar_for_finding(self, seed_window):
        key(seed_window, Key.Key_F, CTRL)
        assert seed_window.find_bar.isAncestorOf(focus())
        key(seed_window, Key.Key_F6, SHIFT)
        assert seed_window.page.isAncestorOf(focus())
        key(seed_window, Key.Key_F6)
        assert seed_window.find_bar.isAncestorOf(focus())


class TestEscape:
    def test_closes_the_help_and_gives_the_focus_back(self, seed_window):
        key(seed_window, Key.Key_3, CTRL)
        grid = seed_window.page.grid
        key(seed_window, Key.Key_F1)
        assert focus() is grid
        key(seed_window, Key.Key_F6)
        key(seed_window, Key.Key_F6)
        assert seed_window.help.isAncestorOf(focus())
        key(seed_window, Key.Key_Escape)
        assert not seed_window.help.isVisible()
        assert focus() is grid

    def test_so_does_f1(self, seed_window):
        seed_window.page.signer.setFocus()
        key(seed_window, Key.Key_F1)
        seed_window.help.words.setFocus()
        key(seed_window, Key.Key_F1)
        assert focus() is seed_window.page.signer

    def test_closes_the_bar_for_finding(self, seed_window):
        key(seed_window, Key.Key_5, CTRL)
        body = focus()
        key(seed_window, Key.Key_F, CTRL)
        key(seed_window, Key.Key_Escape)
        assert not seed_window.find_bar.isVisible()
        assert focus() is body

    @pytest.mark.parametrize("part", ["steps", "findings", "finding_filter"])
    def test_leads_from_the_lists_to_the_page(self, seed_window, part):
        seed_window.page.title.setFocus()
        getattr(seed_window, part).setFocus()
        key(seed_window, Key.Key_Escape)
        assert focus() is seed_window.page.title


def menu_key(window):
    """What the system makes of the menu key."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(window.windowHandle(), event)


def shift_f10(window):
    QTest.keyClick(window.windowHandle(), Key.Key_F10, SHIFT)


class TestTheContextMenu:
    """The menu key, or Shift+F10, opens what the right button opens."""

    @pytest.fixture
    def opened(self):
        """The texts of the menu that is open, which is then closed."""
        seen = []

        def look():
            menu = QApplication.activePopupWidget()
            if menu is not None:
                seen.extend(action.text() for action in menu.actions())
                menu.close()
                timer.stop()

        timer = QTimer(interval=5)
        timer.timeout.connect(look)
        timer.start()
        yield seen
        timer.stop()

    @pytest.mark.parametrize("by", [menu_key, shift_f10])
    @pytest.mark.parametrize(
        ("step", "entry"), [("3", "粘贴(&P)"), ("5", "插入表格中的数…"), ("cover", "全选")]
    )
    def test_by_key(self, seed_window, qtbot, opened, step, entry, by):
        seed_window.steps.go_to(step)
        seed_window.page.setFocus()
        by(seed_window)
        qtbot.waitUntil(lambda: bool(opened))
        assert any(entry in text for text in opened)

    def test_it_is_about_the_cell_at_hand(self, seed_window, qtbot, opened):
        session = seed_window.session
        session.type({"t3.1.natural": "5"})
        key(seed_window, Key.Key_3, CTRL)
        grid = seed_window.page.grid
        grid.setCurrentIndex(grid.grid.place("t3.1.natural"))
        (fix,) = session.findings_at("t3.1.natural")
        menu_key(seed_window)
        qtbot.waitUntil(lambda: bool(opened))
        assert fix.fix is None or any("建议" in text for text in opened)
        assert len(opened) > 0


def test_passages_are_reordered_by_keys(seed_window):
    key(seed_window, Key.Key_5, CTRL)
    headings = [passage.heading for passage in seed_window.session.report.text["5"]]
    key(seed_window, Key.Key_Down, ALT)
    assert [p.heading for p in seed_window.session.report.text["5"]] == headings[::-1]
    assert focus() is seed_window.page.cards[1].body
    key(seed_window, Key.Key_Up, ALT)
    assert [p.heading for p in seed_window.session.report.text["5"]] == headings


TAKEN_BY_INPUT_METHODS = {
    "Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+,", "Ctrl+Shift+F", "Ctrl+Shift+K",
    "Ctrl+Shift+B", "Ctrl+Shift+Z", "Ctrl+Shift+E", "Ctrl+Shift+M", "Ctrl+Shift+P",
}  # fmt: skip
"""Keys by which the usual Chinese input methods are switched: they never reach a program."""


class TestKeys:
    def shortcuts(self, window):
        actions = [a for a in window.findChildren(QAction) if not a.shortcut().isEmpty()]
        return [key.toString() for action in actions for key in action.shortcuts()]

    def test_none_is_given_twice(self, window):
        for step in STEPS:
            window.steps.go_to(step)
        twice = [key for key, count in Counter(self.shortcuts(window)).items() if count > 1]
        assert twice == []

    def test_none_is_eaten_by_an_input_method(self, window):
        assert len(self.shortcuts(window)) > 35
        assert not set(self.shortcuts(window)) & TAKEN_BY_INPUT_METHODS

    def test_every_command_has_a_key_or_a_letter(self, window):
        """A menu and its letters lead to every entry; the most used have keys of their own."""
        for menu in window.menuBar().findChildren(QMenu):
            for action in menu.actions():
                reached = "&" in action.text() or not action.shortcut().isEmpty()
                assert reached or action.isSeparator() or not action.isEnabled(), action.text()

    def test_no_letter_is_given_twice_in_a_menu(self, window):
        bar = window.menuBar()
        for entries in [bar.actions(), *(menu.actions() for menu in bar.findChildren(QMenu))]:
            letters = [
                QKeySequence.mnemonic(action.text()).toString()
                for action in entries
                if action.isVisible()
            ]
            given = [letter for letter in letters if letter]
            assert len(given) == len(set(given)), given

    @pytest.mark.parametrize("step", ["start", *STEPS])
    def test_no_letter_is_given_twice_on_a_page(self, seed_window, step):
        session = seed_window.session
        session.type({"t3.1.natural": "5"})
        session.do(Change(text={"1": (Passage("", "收到{{t3.1.total}}件。"),)}), "改写")
        if step == "start":
            seed_window.show_start([Path("去年.nianbao")])
        else:
            seed_window.steps.go_to(step)
            for finding in session.findings:
                if finding.section == step:
                    seed_window.show_finding(finding)
        seed_window.findChild(QAction, "actionReplace").trigger()
        words = [action.text() for action in seed_window.menuBar().actions()]
        for kind in (QAbstractButton, QLabel):
            words += [each.text() for each in seed_window.findChildren(kind) if each.isVisible()]
        letters = [QKeySequence.mnemonic(text).toString() for text in words]
        twice = [key for key, count in Counter(letters).items() if key and count > 1]
        assert twice == []

    @pytest.mark.parametrize(
        ("letter", "field"),
        [
            ("O", "organ"),
            ("K", "kind"),
            ("Y", "year"),
            ("R", "scope"),
            ("T", "title"),
            ("P", "preamble"),
            ("S", "signer"),
            ("D", "date"),
        ],
    )
    def test_alt_and_a_letter_lead_to_a_field(self, window, letter, field):
        window.steps.setFocus()
        key(window, ord(letter), ALT)
        wanted = getattr(window.page, field)
        assert focus() is wanted or wanted.isAncestorOf(focus())


def answered(qtbot, keys):
    """Press keys at the next dialog; gives what happens to its default and its buttons."""

    def look():
        box = QApplication.activeModalWidget()
        if box is None or not box.isActiveWindow():
            return
        timer.stop()
        for code, modifier in keys:
            if QApplication.activeModalWidget() is box:
                QTest.keyClick(box.windowHandle(), code, modifier)

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    return timer


Conflict, InUse, Retry, Unsaved, Zeros = (
    dialogs.Conflict,
    dialogs.InUse,
    dialogs.Retry,
    dialogs.Unsaved,
    dialogs.Zeros,
)
ENTER, ESCAPE = [(Key.Key_Return, NONE)], [(Key.Key_Escape, NONE)]


def alt(letter):
    return [(ord(letter), ALT)]


QUESTIONS = [
    ("ask_unsaved", ("年报",), ENTER, Unsaved.SAVE),
    ("ask_unsaved", ("年报",), alt("N"), Unsaved.DISCARD),
    ("ask_unsaved", ("年报",), ESCAPE, Unsaved.CANCEL),
    ("ask_retry", ("写不进去",), ENTER, Retry.AGAIN),
    ("ask_retry", ("写不进去",), alt("A"), Retry.ELSEWHERE),
    ("ask_retry", ("写不进去",), ESCAPE, Retry.CANCEL),
    ("ask_conflict", ("年报",), ENTER, Conflict.ELSEWHERE),
    ("ask_conflict", ("年报",), alt("O"), Conflict.OVERWRITE),
    ("ask_conflict", ("年报",), ESCAPE, Conflict.CANCEL),
    ("ask_in_use", ("别处开着", True), ENTER, InUse.COPY),
    ("ask_in_use", ("别处开着", True), alt("O"), InUse.FORCE),
    ("ask_in_use", ("别处开着", False), ESCAPE, InUse.CANCEL),
    ("ask_recover", ("三处修改",), ENTER, True),
    ("ask_recover", ("三处修改",), ESCAPE, False),
    ("ask_last_good", ("年报", "1月2日 ", "读不出来"), ENTER, True),
    ("ask_last_good", ("年报", "1月2日 ", "读不出来"), ESCAPE, False),
    ("ask_altered", ("年报", "1月2日 ", "差一处"), ENTER, False),
    ("ask_altered", ("年报", "1月2日 ", "差一处"), alt("O"), True),
    ("ask_altered", ("年报", "1月2日 ", "差一处"), ESCAPE, False),
    ("ask_zeros", ("对不上", 3), ENTER, Zeros.SURE),
    ("ask_zeros", ("对不上", 0), ENTER, Zeros.NONE),
    ("ask_zeros", ("对不上", 3), alt("A"), Zeros.ALL),
    ("ask_zeros", ("对不上", 3), ESCAPE, Zeros.NONE),
    ("tell", ("说明", "一句话"), ENTER, None),
    ("warn", ("说明", "一句话"), ESCAPE, None),
    ("ask_choice", ("哪一套？", ["市本级", "全市"]), [(Key.Key_Down, NONE), *ENTER], "全市"),
    ("ask_choice", ("哪一套？", ["市本级", "全市"]), ESCAPE, None),
    (
        "ask_reason",
        ("从上一年来的", ""),
        [(ord("x"), NONE), (Key.Key_Tab, NONE), *ENTER],
        "x",
    ),
    ("ask_reason", ("从上一年来的", ""), ESCAPE, None),
]


@pytest.mark.parametrize(("name", "asked", "keys", "answer"), QUESTIONS)
def test_every_question_is_answered_by_keys(window, qtbot, real_dialogs, name, asked, keys, answer):
    timer = answered(qtbot, keys)
    assert real_dialogs[name](window, *asked) == answer
    assert not timer.isActive()


class TestQtSpeaksChinese:
    """What Qt says by itself: no Latin letter but in the names of keys."""

    def latin(self, text):
        plain = "".join(text.partition("\t")[0].split("&"))
        letter = QKeySequence.mnemonic(text).toString()[-1:]
        plain = plain.replace(f"({letter})", "") if letter else plain
        return [sign for sign in plain if sign.isascii() and sign.isalpha()]

    def test_on_standard_buttons(self, qtbot):
        box = QDialogButtonBox()
        qtbot.addWidget(box)
        for button in QDialogButtonBox.StandardButton:
            box.setStandardButtons(button)
            for shown in box.buttons():
                assert not self.latin(shown.text()), shown.text()

    @pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextBrowser])
    def test_in_context_menus(self, qtbot, kind):
        field = kind()
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        assert menu.actions()
        assert [a.text() for a in menu.actions() if self.latin(a.text())] == []

    @pytest.mark.parametrize("kind", [QSpinBox, QScrollBar])
    def test_in_menus_that_open_by_themselves(self, qtbot, kind):
        field = kind()
        qtbot.addWidget(field)
        field.show()
        seen = []

        def look():
            menu = QApplication.activePopupWidget()
            seen.extend(action.text() for action in menu.actions())
            menu.close()

        QTimer.singleShot(50, look)
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(3, 3), field.mapToGlobal(QPoint(3, 3))
        )
        QApplication.sendEvent(field, event)
        assert seen
        assert [text for text in seen if self.latin(text)] == []

    @pytest.mark.parametrize("kind", [QFileDialog, QCalendarWidget, QInputDialog, QMessageBox])
    def test_in_its_dialogs(self, qtbot, kind):
        dialog = kind()
        qtbot.addWidget(dialog)
        if kind is QFileDialog:
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.show()
        words = []
        for shown in (QAbstractButton, QLabel, QToolButton):
            for widget in dialog.findChildren(shown):
                words += [widget.text(), widget.toolTip(), widget.accessibleName()]
        assert words
        assert [text for text in words if self.latin(text)] == []
