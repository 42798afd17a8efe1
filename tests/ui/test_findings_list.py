"""The list of findings: grouped by section with counts, and narrowed to one gravity."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from nianbao.core.finding import Finding, Severity
from nianbao.core.report import Change, Passage
from nianbao.ui.findings import ACCESSIBLE, FINDING, FindingsModel
from nianbao.ui.list_items import GROUP


@dataclass(frozen=True)
class Said:
    """Finds the words of every paragraph that begin with the sign of its gravity."""

    rule: str
    severity: Severity
    sign: str

    def find(self, reading):
        for paragraph in reading.narrative:
            if paragraph.words.startswith(self.sign):
                place = paragraph.place(0, len(paragraph.words))
                yield Finding(
                    self.rule,
                    self.severity,
                    paragraph.section,
                    (),
                    f"{paragraph.words}。",
                    sentence=paragraph.words,
                    place=place,
                )


@pytest.fixture(scope="session")
def book(book):
    rules = (
        Said("R40", Severity.MUST_FIX, "甲"),
        Said("R42", Severity.EXPLAIN, "乙"),
        Said("R60", Severity.HINT, "丙"),
    )
    return replace(book, rules=rules)


@pytest.fixture
def written(seed_window):
    text = {"1": (Passage("", "甲一\n乙一\n甲二"),), "5": (Passage("", "丙一"),), "6": ()}
    seed_window.session.do(Change(text=text), "写")
    return seed_window


def groups(model):
    return [model.index(row).data(GROUP) for row in range(model.rowCount())]


def rows(model):
    return [model.index(row).data(FINDING) for row in range(model.rowCount())]


class TestGroups:
    def test_the_first_of_a_section_names_it_and_counts(self, written):
        assert groups(written.findings.listed) == [
            "一、总体情况（3 处）",
            "",
            "",
            "五、问题及改进（1 处）",
        ]

    def test_every_row_is_a_finding(self, written):
        assert rows(written.findings.listed) == written.session.findings

    def test_a_heading_needs_room_and_the_words_keep_theirs(self, written):
        view = written.findings
        heights = [view.visualRect(view.listed.index(row)).height() for row in range(4)]
        assert heights[0] >= heights[1] + view.fontMetrics().height()
        assert heights[1] == heights[2]

    def test_counts_follow(self, written):
        model = written.findings.listed
        for body, expected in (
            ("甲一", ["一、总体情况（1 处）", "五、问题及改进（1 处）"]),
            ("别的", ["五、问题及改进（1 处）"]),
            ("乙\n甲", ["一、总体情况（2 处）", "", "五、问题及改进（1 处）"]),
        ):
            written.session.do(Change(text={"1": (Passage("", body),)}), "写")
            assert groups(model) == expected
            assert rows(model) == written.session.findings

    def test_a_screen_reader_hears_the_section(self, written):
        spoken = written.findings.listed.index(0).data(ACCESSIBLE)
        assert spoken.startswith("一、总体情况（3 处）✕ 必须改")

    def test_the_model_keeps_qts_contract_through_changes(self, session, qtmodeltester):
        model = FindingsModel(session)
        qtmodeltester.check(model)
        for body in ("甲\n乙", "乙", "甲\n乙\n丙"):
            session.do(Change(text={"1": (Passage("", body),)}), "写")
        model.show_only(Severity.HINT)
        assert len(rows(model)) == 1


class TestTheFilter:
    def choose(self, window, qtbot, times):
        box = window.finding_filter
        box.setFocus()
        for _ in range(times):
            qtbot.keyClick(box, Qt.Key.Key_Down)

    @pytest.mark.parametrize(
        ("times", "words", "count"),
        [
            (0, "全部 4 处", 4),
            (1, "✕ 必须改 2 处", 2),
            (2, "! 需说明 1 处", 1),
            (3, "· 提示 1 处", 1),
        ],
    )
    def test_it_narrows_the_list_and_says_how_many(self, written, qtbot, times, words, count):
        self.choose(written, qtbot, times)
        assert written.finding_filter.currentText() == words
        assert written.findings.listed.rowCount() == count

    def test_counts_of_groups_are_those_shown(self, written, qtbot):
        self.choose(written, qtbot, 1)
        assert groups(written.findings.listed) == ["一、总体情况（2 处）", ""]

    def test_f8_goes_to_every_finding_and_the_list_shows_it(self, written, qtbot):
        self.choose(written, qtbot, 3)
        written.findChild(QAction, "actionNextFinding").trigger()
        assert written.session.pointed_at.severity is Severity.MUST_FIX
        assert written.finding_filter.currentIndex() == 0
        assert written.findings.current() == written.session.pointed_at

    def test_what_is_no_longer_there_leaves_the_narrowed_list_too(self, written, qtbot):
        self.choose(written, qtbot, 1)
        written.session.do(Change(text={"1": (Passage("", "甲一"),)}), "写")
        assert written.findings.listed.rowCount() == 1
        assert written.finding_filter.currentText() == "✕ 必须改 1 处"
