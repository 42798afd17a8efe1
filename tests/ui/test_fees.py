"""Section six: the three figures of the information processing fee and their sentence."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from nianbao.core.report import Change, Passage, ProcessingFee
from nianbao.ui.pages.fee_words import fee_sentence, with_fee_sentence

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NOTHING = (
    "2024年度，本机关没有收取信息处理费，发出收费通知的件数和总金额以及实际收取的总金额均为0。"
)
SOME = "2024年度，本机关发出信息处理费收费通知3件，通知收费的总金额120.50元，实际收取的总金额90元。"


@pytest.fixture
def fees(window):
    window.steps.go_to("cover")
    window.page.year.setValue(2024)
    window.session.undo.clear()
    window.steps.go_to("6")
    window.page.fees.notices.setFocus()
    return window.page.fees


def held(window):
    return window.session.particulars.processing_fee


class TestTheFigures:
    def test_by_tab_from_one_to_the_next(self, fees, press, window):
        press("3", Key.Key_Tab, "120.50", Key.Key_Tab, "0")
        assert held(window) == ProcessingFee(3, Decimal("120.50"), Decimal(0))
        assert window.session.undo.count() == 3

    def test_each_is_one_step_back(self, fees, press, window):
        press("12", Key.Key_Tab, "7")
        window.session.undo.undo()
        assert held(window) == ProcessingFee(12)
        assert fees.notified.text() == ""
        window.session.undo.undo()
        assert held(window) is None
        assert fees.notices.text() == ""

    def test_blank_is_not_zero(self, fees, press, window):
        press("0")
        assert held(window) == ProcessingFee(notices=0)
        press(Key.Key_Backspace)
        assert held(window) is None
        assert "空白不等于 0" in fees.told.text()

    @pytest.mark.parametrize(("typed", "words"), [("3.5", "“3.5”不是件数"), ("-1", "“-1”不是件数")])
    def test_what_is_no_count_is_told_and_not_kept(self, fees, press, window, typed, words):
        press(typed)
        assert words in fees.told.text()
        assert held(window) is None
        assert fees.notices.text() == typed
        assert not fees.write.isEnabled()

    def test_what_is_no_amount_is_told(self, fees, ime, press, window):
        press("3", Key.Key_Tab)
        ime(fees.notified, "12元")
        assert "“12元”不是金额" in fees.told.text()
        assert held(window) == ProcessingFee(3)

    def test_digits_of_an_input_method_are_read(self, fees, ime, window):
        ime(fees.notices, "１２")
        assert held(window) == ProcessingFee(12)
        assert fees.notices.text() == "１２"

    def test_an_opened_report_shows_its_own(self, fees, window, seed_report):
        fees.notices.setText("乱")
        window.session.open(seed_report, None)
        assert fees.notices.text() == "0"
        assert fees.collected.text() == "0"


class TestTheSentence:
    def test_it_is_written_once_all_three_are_there(self, fees, press, window, qtbot):
        press("0", Key.Key_Tab, "0")
        assert not fees.write.isEnabled()
        press(Key.Key_Tab, "0")
        count = window.session.undo.count()
        qtbot.mouseClick(fees.write, Qt.MouseButton.LeftButton)
        (passage,) = window.session.report.text["6"]
        assert passage == Passage("（一）政府信息公开信息处理费收取情况", NOTHING)
        assert window.page.cards[0].body.stored == NOTHING
        assert window.session.undo.count() == count + 1
        window.session.undo.undo()
        assert "6" not in window.session.report.text

    def test_it_takes_the_place_of_what_was_said_before(self, seed_window, qtbot, press):
        seed_window.steps.go_to("6")
        fees = seed_window.page.fees
        fees.notices.setFocus()
        press("3", Key.Key_Tab, "120.50", Key.Key_Tab, "90")
        qtbot.mouseClick(fees.write, Qt.MouseButton.LeftButton)
        assert seed_window.session.report.text["6"][0].body == SOME
        assert seed_window.session.report.text["6"][1].heading == "（二）其他事项"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            pytest.param("", SOME, id="an empty passage"),
            pytest.param("别的话。", f"{SOME}别的话。", id="other words stay behind it"),
            pytest.param(
                "甲。没有收取信息处理费。\n乙；实际收取0元。丙。",
                f"甲。{SOME}\n乙；丙。",
                id="twice",
            ),
        ],
    )
    def test_other_sentences_stay(self, before, after):
        fee = ProcessingFee(3, Decimal("120.50"), Decimal(90))
        sentence = fee_sentence(fee, 2024)
        (passage,) = with_fee_sentence((Passage("", before),), sentence)
        assert passage.body == after

    def test_a_section_without_passages_gets_one(self):
        assert with_fee_sentence((), NOTHING) == (Passage("", NOTHING),)


def test_other_sections_have_no_such_figures(window):
    window.steps.go_to("5")
    assert window.page.fees is None


def test_a_change_elsewhere_leaves_what_is_being_typed(fees, press, window):
    press("3", Key.Key_Tab, "12.")
    window.session.do(Change(cells={"t2.rules.made": 1}), "别处")
    assert fees.notified.text() == "12."
