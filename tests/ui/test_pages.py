"""The pages other than the grids: cover, narrative, check; typed into with real keys."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QToolButton

from nianbao.core.report import Change, Passage, Scope
from nianbao.ui import dialogs
from nianbao.ui.deeds import next_finding
from nianbao.ui.findings import FindingsModel
from nianbao.ui.pages.cover_page import CoverPage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.sections import SectionModel

Key = Qt.Key
ORGAN = "某市某局"


@pytest.fixture
def cover(qtbot, window):
    return window.page


@pytest.fixture
def page(qtbot, session):
    """Section one of an empty report."""
    page = TextPage(session.form.section("1"), session)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


class TestTheCover:
    def test_the_organ_goes_into_title_and_signature(self, cover, ime, window):
        cover.organ.setFocus()
        ime(cover.organ, ORGAN)
        told = window.session.particulars
        assert told.organ == ORGAN
        assert told.signature.organ == ORGAN
        assert cover.title.placeholderText().startswith(ORGAN)

    def test_typing_a_name_is_one_step_back(self, cover, qtbot, window):
        cover.organ.setFocus()
        qtbot.keyClicks(cover.organ, "abc")
        assert window.session.undo.count() == 1
        window.session.undo.undo()
        assert cover.organ.text() == ""

    def test_the_lead_follows_the_year_until_it_is_rewritten(self, cover, window):
        cover.year.setValue(2023)
        assert "2023年1月1日" in window.session.particulars.preamble
        cover.preamble.setPlainText("自己写的开头")
        cover.year.setValue(2022)
        assert window.session.particulars.preamble == "自己写的开头"

    def test_a_date_can_be_set_and_undone(self, cover, window):
        cover.date.setDate(QDate(2025, 1, 21))
        assert window.session.particulars.signature.date == dt.date(2025, 1, 21)
        window.session.undo.undo()
        assert window.session.particulars.signature.date is None
        assert cover.date.date() == cover.date.minimumDate()

    def test_scope_and_kind_are_kept(self, cover, window):
        cover.scope.setCurrentIndex(1)
        cover.scope.activated.emit(1)
        assert window.session.particulars.scope is Scope.GOVERNMENT

    def test_it_shows_what_an_import_brings(self, cover, window, seed_report):
        window.session.do(Change(particulars=seed_report.particulars), "导入")
        assert cover.organ.text() == seed_report.particulars.organ
        assert cover.year.value() == 2024


class TestANarrativeSection:
    def test_it_starts_with_the_official_headings(self, page, form):
        assert tuple(card.heading.text() for card in page.cards) == form.section("1").headings

    def test_looking_at_it_changes_nothing(self, page, session):
        assert session.undo.count() == 0
        assert not session.report.text

    def test_what_is_typed_goes_into_the_report(self, page, ime, session):
        ime(page.cards[0].body, "全年公开信息126条。")
        assert session.report.text["1"][0].body == "全年公开信息126条。"

    def test_enter_begins_a_new_paragraph(self, page, ime, press, session):
        page.cards[0].body.setFocus()
        ime(page.cards[0].body, "一")
        press(Key.Key_Return)
        ime(page.cards[0].body, "二")
        assert session.report.text["1"][0].body == "一\n二"

    def test_typing_without_a_pause_is_one_step_back(self, page, qtbot, session):
        qtbot.keyClicks(page.cards[0].body, "abc")
        session.undo.undo()
        assert page.cards[0].body.toPlainText() == ""
        assert session.undo.count() == 1

    def test_a_heading_can_be_renamed(self, page, qtbot, session):
        page.cards[1].heading.selectAll()
        qtbot.keyClicks(page.cards[1].heading, "X")
        assert session.report.text["1"][1].heading == "X"

    @pytest.mark.parametrize(
        ("at", "button", "order"),
        [
            pytest.param(0, "下移", "BAC", id="the first moves down"),
            pytest.param(2, "上移", "ACB", id="the last moves up"),
            pytest.param(0, "上移", "ABC", id="the first stays when moved up"),
            pytest.param(1, "删除这一部分", "AC", id="the middle one is removed"),
        ],
    )
    def test_parts_move_and_go(self, page, qtbot, session, at, button, order):
        session.do(Change(text={"1": tuple(Passage(name, name) for name in "ABC")}), "test")
        buttons = {b.accessibleName(): b for b in page.cards[at].findChildren(QToolButton)}
        qtbot.mouseClick(buttons[button], Qt.MouseButton.LeftButton)
        assert "".join(passage.heading for passage in session.report.text["1"]) == order
        assert "".join(card.heading.text() for card in page.cards) == order

    def test_a_part_can_be_added(self, page, session):
        page.add_passage()
        assert len(session.report.text["1"]) == 6
        assert page.cards[-1].heading.hasFocus()

    def test_undo_puts_a_removed_part_back(self, page, session):
        session.do(Change(text={"1": (Passage("甲", "乙"),)}), "test")
        page.cards[0].removed.emit()
        session.undo.undo()
        assert page.cards[0].passage == Passage("甲", "乙")

    def test_ctrl_z_in_the_text_is_left_to_the_window(self, window, qtbot, ime):
        window.steps.go_to("1")
        body = window.page.cards[0].body
        body.setFocus()
        ime(body, "文字")
        qtbot.keyClick(body, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert body.toPlainText() == ""


class TestTheListOfFindings:
    def test_the_model_keeps_qts_contract(self, session, qtmodeltester):
        qtmodeltester.check(FindingsModel(session))

    def test_a_finding_leads_to_its_cell(self, seed_window):
        session = seed_window.session
        session.type({"t3.1.natural": "12"})
        finding = session.findings[0]
        seed_window.findings.chosen.emit(finding)
        grid = seed_window.page.grid
        assert seed_window.page.objectName() == "sectionPage3"
        assert grid.grid.field(grid.currentIndex()).id in finding.cells
        assert session.pointed_at == finding

    def test_f8_goes_round(self, seed_window, qtbot):
        session = seed_window.session
        session.type({"t3.1.natural": "12"})
        seen = []
        for _ in range(3):
            next_finding(seed_window, 1)
            seen.append(session.pointed_at)
        assert seen == [*session.findings, session.findings[0]]

    def test_f8_says_nothing_when_all_is_well(self, seed_window):
        next_finding(seed_window, 1)
        assert seed_window.session.pointed_at is None


class TestTheCheckPage:
    @pytest.fixture
    def check(self, seed_window):
        seed_window.steps.go_to("check")
        return seed_window.page

    def test_the_way_out_is_open_when_all_is_well(self, check):
        assert check.to_word.isEnabled()

    def test_it_is_shut_while_something_must_be_fixed(self, check, seed_window):
        seed_window.session.type({"t3.1.natural": "12"})
        assert not check.to_word.isEnabled()
        assert check.to_draft.isEnabled()

    def test_the_proposed_fix_is_said_and_taken_in_one_step(self, check, seed_window, qtbot):
        session = seed_window.session
        session.do(Change(cells={"t4.review.upheld": 3}), "test")
        assert "由“0”改为“3”" in check.remedies.proposal.text()
        qtbot.mouseClick(check.remedies.fix, Qt.MouseButton.LeftButton)
        assert session.findings == []
        session.undo.undo()
        assert len(session.findings) == 1

    def test_a_blank_needs_a_reason_and_the_reason_opens_the_way(
        self, check, seed_window, qtbot, monkeypatch
    ):
        session = seed_window.session
        session.type({"t2.rules.made": ""})
        assert not check.to_word.isEnabled()
        monkeypatch.setattr(dialogs, "ask_explanation", lambda _: "没有规章制定权")
        qtbot.mouseClick(check.remedies.explain, Qt.MouseButton.LeftButton)
        assert check.to_word.isEnabled()
        assert "没有规章制定权" in check.list.listed.index(0).data()
        session.type({"t2.rules.made": "0"})
        session.type({"t2.rules.made": ""})
        assert check.to_word.isEnabled()


class TestTheSteps:
    def test_the_model_keeps_qts_contract(self, session, qtmodeltester):
        qtmodeltester.check(SectionModel(session))

    @pytest.mark.parametrize(
        ("change", "state"),
        [
            pytest.param({}, "○ 未填写", id="nothing there"),
            pytest.param({"t4.review.upheld": 0}, "◐ 填写中", id="some there"),
            pytest.param(
                {
                    "t4.review.upheld": 1,
                    "t4.review.corrected": 0,
                    "t4.review.other": 0,
                    "t4.review.pending": 0,
                    "t4.review.total": 2,
                },
                "✕ 有 1 处要改",
                id="something wrong",
            ),
        ],
    )
    def test_the_state_is_said_in_words(self, session, change, state):
        model = SectionModel(session)
        session.do(Change(cells=change), "test")
        assert model.state("4") == state

    def test_a_full_section_is_done(self, seed_session):
        model = SectionModel(seed_session)
        assert {model.state(step.id) for step in model.steps[:-1]} == {"✓ 已填好"}
        assert model.state("check") == "✓ 可以导出"


def test_a_closed_page_hears_nothing_more(qtbot, session):
    page = CoverPage(session)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    session.do(Change(cells={"t2.rules.made": 1}), "test")


class TestTheContactInTheLead:
    def test_it_is_added_with_the_first_place_to_fill_in_chosen(self, window, cover, press, ime):
        window.deeds["AddContact"]()
        assert cover.preamble.textCursor().selectedText() == "【请填写：办公地址】"
        ime(cover.preamble, "人民路1号")
        assert "（地址：人民路1号，" in window.session.particulars.preamble
        assert window.session.particulars.preamble.count("\n") == 1

    def test_asked_for_again_the_next_place_is_chosen_and_nothing_added(self, window, cover, ime):
        window.deeds["AddContact"]()
        ime(cover.preamble, "人民路1号")
        lead = window.session.particulars.preamble
        window.deeds["AddContact"]()
        assert cover.preamble.textCursor().selectedText() == "【请填写：邮政编码】"
        assert window.session.particulars.preamble == lead
