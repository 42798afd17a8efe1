"""The window with the whole rule catalogue, on a report that there is much to say about."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit

from nianbao.core.finding import Part
from nianbao.core.report import Change, Passage, ProcessingFee
from nianbao.ui import dialogs
from nianbao.ui.pages.fee_words import fee_sentence, with_fee_sentence


@pytest.fixture(scope="session")
def book(whole_book):
    return whole_book


@pytest.fixture
def troubled(seed_window):
    session = seed_window.session
    text = (
        Passage("(一)主动公开情况", "截止2023年底，全年发布信息126条,其中文件3条、动态100条。"),
        Passage("（二）依申请公开情况", "全年收到申请27件，同比增长10%。电话13800138000。"),
    )
    session.do(Change(cells={"t3.1.natural": 12, "t2.rules.made": None}), "改数")
    told = replace(session.particulars, title="某局2024年度年度报告", preamble="开头。")
    session.do(Change(text={"1": text, "5": ()}, particulars=told), "改字")
    return seed_window


def test_each_finding_leads_to_its_page_and_selects_its_words(troubled):
    session = troubled.session
    assert len(session.findings) > 5
    for finding in list(session.findings):
        troubled.findChild(QAction, "actionNextFinding").trigger()
        assert session.pointed_at == finding
        assert troubled.steps.currentIndex().data(Qt.ItemDataRole.UserRole + 1) == (finding.section)
        if finding.place is not None and finding.place.part is not Part.TITLE:
            field = QApplication.focusWidget()
            line = isinstance(field, QLineEdit)
            assert field.hasSelectedText() if line else field.textCursor().hasSelection()


def test_what_is_proposed_can_be_taken_and_undone(troubled):
    session = troubled.session
    for finding in list(session.findings):
        before = (dict(session.report.text), session.particulars, dict(session.report.entries))
        count = session.undo.index()
        session.take_rewording(finding)
        session.take_fix(finding)
        while session.undo.index() > count:
            session.undo.undo()
        now = (dict(session.report.text), session.particulars, dict(session.report.entries))
        assert now == before


def test_the_notes_for_the_reviewer(troubled, monkeypatch, tmp_path):
    out = tmp_path / "核对说明.docx"
    asked = []
    monkeypatch.setattr(dialogs, "ask_save", lambda *args: asked.append(args) or out)
    troubled.findChild(QAction, "actionExportReview").trigger()
    assert out.read_bytes().startswith(b"PK")
    assert "核对说明" in asked[0][3].name


@pytest.mark.parametrize(
    "fee",
    [
        ProcessingFee(0, Decimal(0), Decimal(0)),
        ProcessingFee(3, Decimal("120.50"), Decimal(90)),
        ProcessingFee(12, Decimal(1200), Decimal(0)),
    ],
)
def test_the_sentence_about_the_fee_gives_no_cause_for_a_finding(seed_session, fee):
    told = replace(seed_session.particulars, processing_fee=fee)
    sentence = fee_sentence(fee, told.year)
    text = with_fee_sentence(seed_session.report.text["6"], sentence)
    seed_session.do(Change(particulars=told, text={"6": text}), "写入收费情况")
    assert [finding.message for finding in seed_session.findings] == []
