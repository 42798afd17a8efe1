"""Findings that speak of words: to the very characters and back, and both ways to put it right."""

import re
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from nianbao.core.finding import Finding, Part, Rewording, Severity
from nianbao.core.report import Change, Passage, PreviousReport
from nianbao.ui import dialogs
from nianbao.ui.findings import FINDING
from nianbao.ui.proposals import words_proposal
from nianbao.ui.text.underlines import LINES

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Spoken:
    """Finds a word in every text; enough of a rule to try the window with."""

    rule: str
    severity: Severity
    word: str
    right: str | None = None
    cell: str = ""
    about: str = ""

    def find(self, reading):
        for paragraph in reading.texts:
            for match in re.finditer(re.escape(self.word), paragraph.words):
                place = paragraph.place(*match.span())
                yield Finding(
                    self.rule,
                    self.severity,
                    paragraph.section,
                    (self.cell,) if self.cell else (),
                    f"文中写的是“{self.word}”。",
                    fix={self.cell: 27} if self.cell else None,
                    sentence=paragraph.sentence(match.start()),
                    place=place,
                    rewording=None if self.right is None else Rewording(place, self.right),
                    about=self.about,
                )


@pytest.fixture(scope="session")
def book(book):
    rules = (
        *book.identities,
        Spoken("R40", Severity.MUST_FIX, "27件", "1件", "t2.documents.made"),
        Spoken("R42", Severity.EXPLAIN, "若干"),
        Spoken("R60", Severity.HINT, "截止", "截至"),
        Spoken("R56", Severity.EXPLAIN, "年度年度", "年度"),
    )
    return replace(book, rules=rules)


@pytest.fixture
def written(seed_window):
    """The seed with three slips in its words, on the cover page."""
    session = seed_window.session
    text = (
        Passage("（一）主动公开情况", "截止年底，制发文件27件。\n答复若干。"),
        Passage("截止情况", "别的话。"),
    )
    session.do(Change(text={"1": text}), "写")
    session.undo.clear()
    return seed_window


def rules(session):
    return [finding.rule for finding in session.findings]


def f8(window):
    window.findChild(QAction, "actionNextFinding").trigger()


class TestGoingThere:
    def test_f8_selects_exactly_the_characters(self, written):
        assert rules(written.session) == ["R40", "R42", "R60", "R60"]
        seen = []
        for _ in range(3):
            f8(written)
            body = QApplication.focusWidget()
            assert body is written.page.cards[0].body
            seen.append(body.textCursor().selectedText())
        assert seen == ["27件", "若干", "截止"]

    def test_a_heading_is_selected_in_its_own_line(self, written):
        for _ in range(4):
            f8(written)
        heading = written.page.cards[1].heading
        assert heading.hasFocus()
        assert heading.selectedText() == "截止"
        assert heading.property("finding") == "dotted"
        assert "截止" in heading.toolTip()

    def test_a_click_in_the_list_leads_there(self, written, qtbot):
        row = written.findings.listed.index(1)
        written.findings.setCurrentIndex(row)
        place = written.findings.visualRect(row).center()
        qtbot.mouseClick(written.findings.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert QApplication.focusWidget().textCursor().selectedText() == "若干"

    def test_from_the_check_page_by_double_click_by_enter_and_by_button(
        self, written, qtbot, press
    ):
        def shown():
            selected = QApplication.focusWidget().textCursor().selectedText()
            written.steps.go_to("check")
            written.page.setFocus()
            return selected

        written.steps.go_to("check")
        check = written.page
        check.setFocus()
        place = check.list.visualRect(check.list.listed.index(2)).center()
        qtbot.mouseClick(check.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(check.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert shown() == "截止"
        press(Key.Key_Up, Key.Key_Return)
        assert shown() == "若干"
        press(Key.Key_Up)
        qtbot.mouseClick(check.remedies.go, Qt.MouseButton.LeftButton)
        assert shown() == "27件"

    def test_places_behind_rare_characters_and_linked_numbers_are_right(self, written):
        body = "𠮷某镇{{t3.1.total}}件，若干，{{t3.1.total}}若干。"
        written.session.do(Change(text={"1": (Passage("", body),)}), "写")
        f8(written)
        first = QApplication.focusWidget().textCursor()
        f8(written)
        second = QApplication.focusWidget().textCursor()
        assert first.selectedText() == second.selectedText() == "若干"
        assert second.position() > first.position()

    def test_the_title_and_the_lead_are_on_the_cover(self, written):
        session = written.session
        told = replace(session.particulars, title="2024年度年度报告", preamble="甲。\n截止年底。")
        session.do(Change(particulars=told, text={"1": ()}), "写")
        assert [f.place.part for f in session.findings] == [Part.TITLE, Part.PREAMBLE]
        written.steps.go_to("3")
        f8(written)
        assert written.page.objectName() == "coverPage"
        assert written.page.title.hasFocus()
        assert written.page.title.selectedText() == "年度年度"
        assert written.page.title.property("finding") == "dashed"
        f8(written)
        assert written.page.preamble.hasFocus()
        assert written.page.preamble.textCursor().selectedText() == "截止"

    @pytest.mark.parametrize(
        ("message", "field"),
        [
            ("落款日期是 2025年5月5日，晚于规定的日期。", "date"),
            ("落款是“某局”，封面上填的是别的。", "signer"),
            ("导语没有写编制依据。", "preamble"),
            ("报告年份是 2019 年。", "year"),
            ("别的话。", "organ"),
        ],
    )
    def test_what_has_no_words_of_its_own_leads_to_its_field(self, seed_window, message, field):
        seed_window.steps.go_to("3")
        seed_window.show_finding(Finding("R63", Severity.EXPLAIN, "cover", (), message))
        assert getattr(seed_window.page, field).hasFocus()

    def test_the_line_is_scrolled_to(self, written, qtbot):
        body = "\n".join(["一段话。"] * 60)
        text = tuple(Passage("", part) for part in (body, body, "答复若干。"))
        written.session.do(Change(text={"1": text}), "写")
        f8(written)
        caret = written.page.cards[2].body
        qtbot.waitUntil(lambda: caret.visibleRegion().contains(caret.rect().center()))

    def test_from_the_words_to_the_cell(self, written, qtbot):
        f8(written)
        qtbot.mouseClick(written.page.finding_bar.remedies.cells, Qt.MouseButton.LeftButton)
        assert written.page.objectName() == "sectionPage2"
        grid = written.page.grid
        assert grid.grid.field(grid.currentIndex()).id == "t2.documents.made"
        assert written.page._guidance.text() == "文中写的是“27件”。"

    def test_the_cell_offers_the_same_in_its_menu(self, written):
        written.steps.go_to("2")
        grid = written.page.grid
        place = grid.visualRect(grid.grid.place("t2.documents.made")).center()
        proposed = [
            "建议：把文中“27件”改为“1件”。",
            "建议：把表二“行政规范性文件”“本年制发件数”由“1”改为“27”。",
        ]
        assert self.proposals(written.page, place) == proposed
        elsewhere = grid.visualRect(grid.grid.place("t2.rules.made")).center()
        assert self.proposals(written.page, elsewhere) == []

    def proposals(self, page, place):
        words = [action.text() for action in page.menu_at(place).actions()]
        return [each for each in words if each.startswith("建议：")]


class TestTheMarks:
    def look(self, body, place):
        """The kind of line under one character of the first paragraph; "" for none."""
        runs = body.marks.runs(0)
        return next((kind for begin, end, kind in runs if begin <= place < end), "")

    def test_each_gravity_has_a_line_of_its_own(self):
        shapes = {line.shape for line in LINES.values()}
        assert [LINES[kind].shape for kind in Severity] == [
            Qt.PenStyle.SolidLine,
            Qt.PenStyle.DashLine,
            Qt.PenStyle.DotLine,
        ]
        assert None in shapes

    def test_what_is_spoken_of_is_marked_and_nothing_else(self, written):
        written.steps.go_to("1")
        body = written.page.cards[0].body
        assert self.look(body, 0) == "hint"
        assert self.look(body, 10) == "must_fix"
        assert self.look(body, 6) == ""

    def test_a_mark_says_the_same_words(self, written, qtbot):
        written.steps.go_to("1")
        body = written.page.cards[0].body
        body.select(11, 11)
        point = body.viewport().mapTo(body, body.cursorRect().center())
        assert body.words_at(point) == "文中写的是“27件”。"

    def test_it_goes_once_the_words_are_right(self, written, press, qtbot):
        f8(written)
        qtbot.keyClicks(QApplication.focusWidget(), "1")
        body = written.page.cards[0].body
        assert self.look(body, 10) == ""
        assert "R40" not in rules(written.session)

    def test_typing_before_a_mark_moves_it_along(self, written, qtbot):
        written.steps.go_to("1")
        body = written.page.cards[0].body
        body.select(0, 0)
        qtbot.keyClicks(body, "ab")
        assert self.look(body, 1) == ""
        assert self.look(body, 2) == "hint"

    def test_only_the_paragraph_typed_in_is_drawn_anew(self, written, qtbot, monkeypatch):
        written.steps.go_to("1")
        body = written.page.cards[0].body
        drawn = []
        marks = body.marks
        monkeypatch.setattr(marks, "rehighlight", lambda: drawn.append("all"))
        monkeypatch.setattr(marks, "rehighlightBlock", lambda b: drawn.append(b.blockNumber()))
        body.select(0, 0)
        qtbot.keyClicks(body, "a")
        assert drawn == [0]

    def test_last_years_words_stay_readable_under_a_finding(self, written):
        session = written.session
        last = replace(
            session.particulars,
            previous=replace_previous(session, "截止年底，没有变化。"),
        )
        text = {"1": (Passage("", "截止年底，没有变化。"),)}
        session.do(Change(particulars=last, text=text), "写")
        written.steps.go_to("1")
        body = written.page.cards[0].body
        assert self.look(body, 0) == "hint"
        assert self.look(body, 3) == "sentence"


def replace_previous(session, sentence):
    told = session.particulars
    return PreviousReport(
        told.organ, told.year - 1, "2021", {}, {"1": (Passage("", sentence),)}, "去年.xlsx"
    )


class TestBothCorrections:
    @pytest.fixture
    def check(self, written):
        written.steps.go_to("check")
        written.page.setFocus()
        return written.page

    def test_both_proposals_are_said_in_words(self, check):
        assert check.remedies.proposal.text() == (
            "原句：截止年底，制发文件27件。\n"
            "建议：把表二“行政规范性文件”“本年制发件数”由“1”改为“27”。\n"
            "建议：把文中“27件”改为“1件”。"
        )

    def test_the_words_are_put_right_in_one_step_and_the_next_is_at_hand(
        self, check, written, qtbot
    ):
        session = written.session
        check.list.setCurrentIndex(check.list.listed.index(0))
        qtbot.mouseClick(check.remedies.reword, Qt.MouseButton.LeftButton)
        assert session.report.text["1"][0].body == "截止年底，制发文件1件。\n答复若干。"
        assert session.undo.count() == 1
        assert session.undo.undoText() == "改文字"
        assert check.list.current().rule == "R42"
        session.undo.undo()
        assert rules(session) == ["R40", "R42", "R60", "R60"]

    def test_the_number_is_put_right_in_one_step(self, check, written, qtbot):
        session = written.session
        qtbot.mouseClick(check.remedies.fix, Qt.MouseButton.LeftButton)
        assert session.report.value("t2.documents.made") == 27
        assert session.undo.undoText() == "改数字"

    def test_only_what_is_proposed_is_offered(self, check, press):
        press(Key.Key_Down)
        assert check.list.current().rule == "R42"
        assert not check.remedies.fix.isVisible()
        assert not check.remedies.reword.isVisible()
        assert check.remedies.explain.isVisible()
        press(Key.Key_Down)
        assert check.remedies.reword.isVisible()
        assert check.remedies.proposal.text().endswith("\n建议：把文中“截止”改为“截至”。")

    @pytest.mark.parametrize(
        ("begin", "end", "new", "words"),
        [
            pytest.param(
                4, 5, ",", "把文中“截止年底，制发文件”改为“截止年底,制发文件”", id="a sign"
            ),
            pytest.param(
                5, 5, "共", "把文中“止年底，制发文件”改为“止年底，共制发文件”", id="put in"
            ),
            pytest.param(0, 5, "", "把文中“截止年底，”删去", id="left out"),
            pytest.param(11, 12, "", "把文中“文件27件。”改为“文件27。”", id="at the end"),
        ],
    )
    def test_a_change_too_small_to_be_found_is_shown_with_its_neighbours(
        self, check, begin, end, new, words
    ):
        place = replace(check.list.current().place, begin=begin, end=end)
        finding = replace(check.list.current(), rewording=Rewording(place, new))
        assert words_proposal(check._session, finding) == f"建议：{words}。"

    def test_by_keys_alone_from_the_text(self, written):
        f8(written)
        written.findChild(QAction, "actionTakeRewording").trigger()
        assert "R40" not in rules(written.session)
        assert written.session.pointed_at.rule == "R42"

    def test_the_context_menu_offers_the_same(self, written):
        written.steps.go_to("1")
        menu = written.page.cards[0].body.menu_at(11)
        words = [action.text() for action in menu.actions()]
        assert words[0] == "建议：把文中“27件”改为“1件”。"
        menu.actions()[0].trigger()
        assert "27件" not in written.session.report.text["1"][0].body

    def test_of_a_title_that_follows_the_pattern_no_words_are_offered(self, window, press):
        session = window.session
        session.do(Change(particulars=replace(session.particulars, organ="甲年度年度乙")), "写")
        window.steps.go_to("check")
        assert window.page.list.current().rule == "R56"
        assert not window.page.remedies.reword.isVisible()

    def test_f8_goes_on_where_the_clerk_put_something_right_by_hand(self, written, qtbot):
        f8(written)
        f8(written)
        qtbot.keyClicks(QApplication.focusWidget(), "x")
        assert written.session.pointed_at is None
        f8(written)
        assert written.session.pointed_at.rule == "R60"


def test_the_steps_say_where_something_waits(written):
    assert written.steps.listed.state("1") == "✕ 有 1 处要改"
    written.session.take_rewording(written.session.findings[0])
    assert written.steps.listed.state("1") == "! 有 1 处要改或说明"
    written.session.justify(written.session.findings[0], "属实", "2025-01-10")
    assert written.steps.listed.state("1") == "✓ 已填好"


class TestTheListStaysWhereItIs:
    def test_lines_that_stay_are_not_touched(self, written, qtbot):
        listed = written.findings.listed
        kept = listed.index(3).data(FINDING)
        resets = []
        listed.modelReset.connect(lambda: resets.append(1))
        written.findings.setCurrentIndex(listed.index(3))
        written.session.take_rewording(listed.index(0).data(FINDING))
        assert listed.rowCount() == 3
        assert listed.index(2).data(FINDING) == kept
        assert resets == []

    def test_what_stands_in_the_list_is_what_was_found(self, written):
        session, listed = written.session, written.findings.listed
        for body in ("若干若干截止", "截止27件若干", "", "27件27件", "截止"):
            session.do(Change(text={"1": (Passage("", body),)}), "写")
            rows = [listed.index(row).data(FINDING) for row in range(listed.rowCount())]
            assert rows == session.findings


def test_a_reason_is_asked_for_from_the_page(written, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(dialogs, "ask_explanation", lambda dialog: asked.append(dialog) or "属实")
    f8(written)
    f8(written)
    qtbot.mouseClick(written.page.finding_bar.remedies.explain, Qt.MouseButton.LeftButton)
    assert written.session.report.justifications[0].reason == "属实"
    assert "理由：属实" in written.page.finding_bar.words.text()
    assert len(asked) == 1
