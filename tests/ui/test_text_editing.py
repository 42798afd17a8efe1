"""The narrative as a clerk writes it: parts moved, texts started, length told, steps taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from nianbao.core.report import Change, Passage
from nianbao.core.rules.structure.items import NotTooLong
from nianbao.core.rules.wording.slips import Wording

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="session")
def book(book, whole_book):
    """With the length of a section, and what is left of a starter text."""
    kept = (NotTooLong, Wording)
    more = [rule for rule in whole_book.rules if isinstance(rule, kept)]
    return replace(book, rules=(*book.rules, *more), starters=whole_book.starters)


@pytest.fixture
def page(window):
    """Section one with three parts, A to C."""
    session = window.session
    text = tuple(Passage(name, name * 2) for name in "ABC")
    session.do(Change(text={"1": text}), "准备")
    session.undo.clear()
    window.steps.go_to("1")
    return window.page


def order(window):
    return "".join(passage.heading for passage in window.session.report.text["1"])


class TestMovingByKeys:
    @pytest.mark.parametrize(
        ("at", "keys", "expected"),
        [
            pytest.param(0, [Key.Key_Down], "BAC", id="down"),
            pytest.param(2, [Key.Key_Up], "ACB", id="up"),
            pytest.param(0, [Key.Key_Down, Key.Key_Down], "BCA", id="twice: it is followed"),
            pytest.param(0, [Key.Key_Up], "ABC", id="the first stays"),
            pytest.param(2, [Key.Key_Down], "ABC", id="the last stays"),
        ],
    )
    @pytest.mark.parametrize("field", ["body", "heading"])
    def test_alt_and_an_arrow(self, page, window, press, at, keys, expected, field):
        getattr(page.cards[at], field).setFocus()
        press(*keys, modifier=ALT)
        assert order(window) == expected
        moved = page.cards[expected.index("ABC"[at])]
        assert getattr(moved, field).hasFocus()
        assert window.session.undo.count() == (0 if expected == "ABC" else len(keys))

    def test_the_caret_goes_along(self, page, press):
        page.cards[0].body.setFocus()
        page.cards[0].body.select(1, 1)
        press(Key.Key_Down, modifier=ALT)
        assert page.cards[1].body.textCursor().position() == 1


class TestMovingByMouse:
    @pytest.fixture
    def drag(self, page, qtbot):
        """Drag a card by its grip to the upper or lower half of another one."""

        def drag(at, onto, half, *, drop=True):
            QApplication.sendPostedEvents()  # the cards have just been laid out
            grip, target = page.cards[at].grip, page.cards[onto]
            y = target.height() // 4 if half == "upper" else target.height() * 3 // 4
            there = grip.mapFromGlobal(target.mapToGlobal(QPoint(10, y)))
            qtbot.mousePress(grip, LEFT, pos=QPoint(3, 3))
            qtbot.mouseMove(grip, QPoint(3, 3 + QApplication.startDragDistance()))
            qtbot.mouseMove(grip, there)
            if drop:
                qtbot.mouseRelease(grip, LEFT, pos=there)
            return grip, there

        return drag

    @pytest.mark.parametrize(
        ("at", "onto", "half", "expected"),
        [
            pytest.param(0, 2, "lower", "BCA", id="to the end"),
            pytest.param(2, 0, "upper", "CAB", id="to the beginning"),
            pytest.param(0, 1, "lower", "BAC", id="behind the next"),
            pytest.param(0, 1, "upper", "ABC", id="not far enough"),
            pytest.param(1, 1, "lower", "ABC", id="onto itself"),
        ],
    )
    def test_it_goes_where_it_is_dropped_in_one_step(self, drag, window, at, onto, half, expected):
        drag(at, onto, half)
        assert order(window) == expected
        undo = window.session.undo
        assert undo.count() == (expected != "ABC")
        assert undo.undoText() == ("移动一部分（总体情况）" if expected != "ABC" else "")
        undo.undo()
        assert order(window) == "ABC"

    def test_a_line_shows_where_it_would_go(self, drag, page, qtbot):
        line = page._reordering.line
        grip, there = drag(0, 2, "upper", drop=False)
        assert line.isVisible()
        assert page.cards[1].geometry().bottom() < line.y() + 2 < page.cards[2].y() + 2
        qtbot.mouseRelease(grip, LEFT, pos=there)
        assert not line.isVisible()

    def test_esc_leaves_everything_as_it_was(self, drag, page, window, press, qtbot):
        page.cards[1].body.setFocus()
        grip, there = drag(0, 2, "lower", drop=False)
        press(Key.Key_Escape)
        assert not page._reordering.line.isVisible()
        qtbot.mouseRelease(grip, LEFT, pos=there)
        assert order(window) == "ABC"

    def test_a_click_moves_nothing(self, page, window, qtbot):
        qtbot.mouseClick(page.cards[0].grip, LEFT)
        assert window.session.undo.count() == 0


class TestStartingFromAText:
    @pytest.fixture
    def page(self, window):
        told = replace(window.session.particulars, organ="某局", year=2024)
        window.session.do(Change(particulars=told), "准备")
        window.session.undo.clear()
        window.steps.go_to("1")
        return window.page

    def test_the_button_writes_it_and_selects_the_first_place_to_fill(self, page, window, qtbot):
        card = page.cards[3]
        qtbot.mouseClick(card.start, LEFT)
        assert card.body.hasFocus()
        assert card.body.textCursor().selectedText() == (
            "【请填写：网站、专栏、新媒体、查阅点的名称】"
        )
        assert window.session.undo.count() == 1
        window.session.undo.undo()
        assert card.body.toPlainText() == ""

    def test_what_is_typed_takes_the_place(self, page, window, qtbot, ime):
        qtbot.mouseClick(page.cards[3].start, LEFT)
        ime(QApplication.focusWidget(), "门户网站")
        assert window.session.report.text["1"][3].body.startswith(
            "政府信息公开平台主要有门户网站。"
        )

    def test_what_is_left_must_be_fixed_and_f8_goes_from_place_to_place(
        self, page, window, qtbot, press, ime
    ):
        qtbot.mouseClick(page.cards[3].start, LEFT)
        left = [f for f in window.session.findings if f.rule == "R60"]
        assert len(left) == 2
        assert "✕ 有 2 处要改" in window.steps.listed.index(1).data()
        for words in ("门户网站", "改版一次"):
            press(Key.Key_F8)
            assert QApplication.focusWidget().textCursor().selectedText().startswith("【请填写")
            ime(QApplication.focusWidget(), words)
        assert not [f for f in window.session.findings if f.rule == "R60"]

    def test_numbers_of_the_tables_come_as_links(self, page, window, qtbot):
        qtbot.mouseClick(page.cards[1].start, LEFT)
        assert "{{t3.1.total}}" in window.session.report.text["1"][1].body
        assert "\ufffc" in page.cards[1].body.toPlainText()

    def test_of_several_the_clerk_chooses(self, page, window):
        menu = page.cards[4].starters_menu()
        names = [action.text() for action in menu.actions()]
        assert names == [
            "监督保障（部门、单位）",
            "监督保障（人民政府：考核、社会评议、责任追究）",
        ]
        menu.actions()[1].trigger()
        assert "社会评议" in window.session.report.text["1"][4].body

    def test_it_is_offered_in_an_empty_passage_only(self, page, qtbot, ime, press):
        card = page.cards[0]
        assert card.start.isVisible()
        ime(card.body, "写")
        assert not card.start.isVisible()
        card.body.setFocus()
        press(Key.Key_Backspace)
        assert card.start.isVisible()

    def test_it_can_be_reached_and_pressed_by_keys(self, page, window, press):
        page.cards[3].start.setFocus()
        press(Key.Key_Space)
        assert "【请填写" in window.session.report.text["1"][3].body


class TestTheLengthOfASection:
    @pytest.mark.parametrize(
        ("count", "words"),
        [
            pytest.param(0, "正文 0 字（一般不超过 1000 字）", id="nothing"),
            pytest.param(1000, "正文 1000 字（一般不超过 1000 字）", id="as long as it may be"),
            pytest.param(
                1003, "! 正文 1003 字，超出 3 字（一般不超过 1000 字）", id="longer, and it says so"
            ),
        ],
    )
    def test_it_is_told_in_words_with_the_limit_of_the_rules(self, window, count, words):
        window.session.do(Change(text={"1": (Passage("", "字" * count),)}), "写")
        window.steps.go_to("1")
        assert window.page._count.text() == words
        found = [f for f in window.session.findings if f.rule == "R64"]
        assert len(found) == (count > 1000)

    def test_it_follows_each_key_and_counts_as_the_rule_does(self, page, ime):
        # Three headings of one letter and three texts of two; blanks are not counted.
        assert page._count.text().startswith("正文 9 字")
        ime(page.cards[0].body, "新 字")
        assert page._count.text().startswith("正文 11 字")

    def test_a_section_without_a_limit_just_counts(self, window):
        window.session.do(Change(text={"5": (Passage("", "两字"),)}), "写")
        window.steps.go_to("5")
        assert window.page._count.text() == "正文 2 字"


class TestRunsOfTyping:
    """What one Ctrl+Z takes back."""

    def typed(self, window):
        return window.session.report.text["1"][0].body

    def test_words_without_a_pause_are_one(self, page, window, press, ime):
        page.cards[0].body.setFocus()
        for words in ("公开", "信息"):
            ime(page.cards[0].body, words)
        press(Key.Key_Z, modifier=CTRL)
        assert self.typed(window) == "AA"

    @pytest.mark.parametrize(
        "between",
        [
            pytest.param([Key.Key_Home], id="the caret went elsewhere"),
            pytest.param([Key.Key_Return], id="a new paragraph"),
        ],
    )
    def test_another_begins(self, page, window, press, qtbot, between):
        body = page.cards[0].body
        body.setFocus()
        qtbot.keyClicks(body, "xy")
        before = self.typed(window)
        press(*between)
        qtbot.keyClicks(body, "z")
        assert self.typed(window) != before
        press(Key.Key_Z, modifier=CTRL)
        assert self.typed(window) == before

    def test_leaving_for_another_text_begins_another(self, page, window, press, qtbot):
        for at in (0, 1, 0):
            page.cards[at].body.setFocus()
            qtbot.keyClicks(page.cards[at].body, "x")
        assert window.session.undo.count() == 3

    def test_a_pause_begins_another(self, page, window, qtbot):
        body = page.cards[0].body
        qtbot.keyClicks(body, "x")
        body._pause.timeout.emit()
        qtbot.keyClicks(body, "y")
        assert window.session.undo.count() == 2


class TestOneHistory:
    """Ctrl+Z goes to what it takes back, on whichever page."""

    @pytest.fixture
    def busy(self, page, window, qtbot):
        """A text, a cell, another text; then the clerk is on the last page."""
        session = window.session
        page.cards[1].body.setFocus()
        qtbot.keyClicks(page.cards[1].body, "x")
        session.type({"t3.1.natural": "7"})
        session.do(Change(text={"5": (Passage("问题", "一句。"),)}), "写")
        window.steps.go_to("check")
        window.page.setFocus()
        return window

    def test_back_and_forth_through_the_pages(self, busy, press):
        press(Key.Key_Z, modifier=CTRL)
        assert busy.page.objectName() == "sectionPage5"
        press(Key.Key_Z, modifier=CTRL)
        assert busy.page.objectName() == "sectionPage3"
        grid = busy.page.grid
        assert grid.grid.field(grid.currentIndex()).id == "t3.1.natural"
        assert grid.hasFocus()
        press(Key.Key_Z, modifier=CTRL)
        assert busy.page.objectName() == "sectionPage1"
        body = busy.page.cards[1].body
        assert body.hasFocus()
        assert body.toPlainText() == "BB"
        press(Key.Key_Y, modifier=CTRL)
        assert body.toPlainText() in {"xBB", "BBx"}
        press(Key.Key_Y, modifier=CTRL)
        assert busy.page.objectName() == "sectionPage3"

    def test_a_heading_and_a_removed_part_are_shown_again(self, page, window, press, qtbot):
        page.cards[2].heading.selectAll()
        qtbot.keyClicks(page.cards[2].heading, "Z")
        page.cards[0].removed.emit()
        window.steps.go_to("2")
        window.page.setFocus()
        press(Key.Key_Z, modifier=CTRL)
        assert window.page.objectName() == "sectionPage1"
        assert order(window) == "ABZ"
        press(Key.Key_Z, modifier=CTRL)
        assert order(window) == "ABC"
        assert page.cards[2].heading.hasFocus()

    @pytest.mark.parametrize("name", ["heading", "body"])
    def test_a_field_has_no_undo_of_its_own(self, page, window, press, qtbot, name):
        field = getattr(page.cards[1], name)
        field.setFocus()
        qtbot.keyClicks(field, "x")
        before = window.session.report.text["1"]
        press(Key.Key_Z, modifier=CTRL)
        assert window.session.undo.count() == 1
        assert not window.session.undo.canUndo()
        assert page.cards[1].passage == Passage("B", "BB")
        press(Key.Key_Y, modifier=CTRL)
        assert window.session.report.text["1"] == before

    def test_nor_have_the_fields_of_the_cover(self, window, press, qtbot):
        window.page.organ.setFocus()
        qtbot.keyClicks(window.page.organ, "abc")
        press(Key.Key_Z, modifier=CTRL)
        assert window.page.organ.text() == ""
        assert window.page.organ.hasFocus()
        assert not window.session.undo.canUndo()
        press(Key.Key_Y, modifier=CTRL)
        assert window.session.particulars.organ == "abc"

    def test_a_cell_being_typed_into_keeps_its_own(self, window, press):
        window.steps.go_to("3")
        window.page.setFocus()
        press("7")
        editor = QApplication.focusWidget()
        press(Key.Key_Z, modifier=CTRL)
        assert QApplication.focusWidget() is editor
        assert window.session.undo.count() == 0

    def test_the_cover(self, window, press, qtbot):
        qtbot.keyClicks(window.page.organ, "abc")
        window.steps.go_to("3")
        window.page.setFocus()
        press(Key.Key_Z, modifier=CTRL)
        assert window.page.objectName() == "coverPage"
        assert window.page.organ.text() == ""


@pytest.mark.qt_log_ignore("does not support", extend=True)
class TestQuickFixes:
    """Ctrl+M opens what can be done about the mark at the caret."""

    @pytest.fixture
    def written(self, window):
        text = (Passage("（一）帐号情况", "登陆帐号，截止2024年底。"), Passage("", "别的。"))
        window.session.do(Change(text={"1": text}), "写")
        window.steps.go_to("1")
        return window

    def offered(self):
        menu = QApplication.activePopupWidget()
        assert menu is not None
        return [action.text() for action in menu.actions() if not action.isSeparator()]

    def test_by_keys_alone(self, written, press, qtbot):
        body = written.page.cards[0].body
        body.setFocus()
        body.select(3, 3)
        press(Key.Key_M, modifier=CTRL)
        assert self.offered() == [
            "“帐号”应为“账号”。请改正。",
            "选中这几个字，重新写",
            "建议：把文中“帐号”改为“账号”。",
            "说明理由…",
        ]
        menu = QApplication.activePopupWidget()
        assert menu.activeAction().text() == "选中这几个字，重新写"
        for key in (Key.Key_Down, Key.Key_Return):
            qtbot.keyClick(menu, key)
        assert written.session.report.text["1"][0].body.startswith("登陆账号，")

    def test_in_a_heading_too(self, written, press, qtbot):
        heading = written.page.cards[0].heading
        heading.setFocus()
        press(Key.Key_M, modifier=CTRL)
        assert "建议：把文中“帐号”改为“账号”。" in self.offered()
        menu = QApplication.activePopupWidget()
        for key in (Key.Key_Down, Key.Key_Return):
            qtbot.keyClick(menu, key)
        assert heading.text() == "（一）账号情况"

    def test_to_write_it_anew(self, written, press, qtbot):
        body = written.page.cards[0].body
        body.setFocus()
        body.select(6, 6)
        press(Key.Key_M, modifier=CTRL)
        qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
        assert body.textCursor().selectedText() == "截止"

    def test_where_nothing_is_marked_it_says_so(self, written, press):
        written.page.cards[1].body.setFocus()
        press(Key.Key_M, modifier=CTRL)
        assert QApplication.activePopupWidget() is None
        assert "没有标出的问题" in written.statusBar().currentMessage()
