"""Taking a file over: what is shown first, what is taken, and a year started from the last."""

import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Change, Passage, Source
from nianbao.io.export import export
from nianbao.io.imported import Imported, Problem
from nianbao.io.preview import Standing, preview
from nianbao.ui import dialogs
from nianbao.ui.grid.model import LAST_YEAR
from nianbao.ui.preview import NAME, REMARK, TAKE, PreviewDialog, PreviewModel

SAMPLES = Path(__file__).parents[1] / "samples"
DOUBTFUL = "t4.review.total"


@pytest.fixture
def imported(seed_report):
    """What a file might hold: the seed, one doubtful cell, one cell not found."""
    cells = {**seed_report.entries, "t2.rules.made": None}
    change = Change(
        cells=cells,
        sources={DOUBTFUL: Source("去年.xlsx", "表四!E5", "0 件")},
        text=dict(seed_report.text),
        particulars=seed_report.particulars,
    )
    problem = Problem("unit", DOUBTFUL, "表四!E5", "0 件", "带有单位，请核对。")
    return Imported("2021", change, (problem,), {"t4": "表四!A1"})


@pytest.fixture
def dialog(qtbot, window, form, imported):
    lines = preview(form, window.session.report, imported)
    dialog = PreviewDialog(form, "去年.xlsx", imported, lines, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


class TestThePreview:
    def test_the_doubtful_comes_first_then_what_is_missing(self, form, report, imported):
        lines = preview(form, report, imported)
        assert [(line.cell, line.standing) for line in lines[:2]] == [
            (DOUBTFUL, Standing.DOUBTFUL),
            ("t2.rules.made", Standing.MISSING),
        ]
        assert len(lines) == len(form.fields)

    @pytest.mark.parametrize(
        ("now", "standing"), [(None, Standing.NEW), (0, Standing.SAME), (5, Standing.OTHER)]
    )
    def test_each_value_beside_the_one_already_there(self, form, report, imported, now, standing):
        report.apply(Change(cells={"t3.4.natural": now}))
        line = next(x for x in preview(form, report, imported) if x.cell == "t3.4.natural")
        assert line.standing is standing

    def test_the_model_keeps_qts_contract(self, form, report, imported, qtmodeltester):
        qtmodeltester.check(PreviewModel(preview(form, report, imported)))

    def test_a_line_says_what_and_where_and_why(self, dialog):
        texts = [dialog.model.index(0, column).data() for column in range(NAME, REMARK + 1)]
        assert texts == ["表四“行政复议／总计”", "", "0", "表四!E5", "带有单位，请核对。"]

    def test_everything_found_is_taken_unless_unticked(self, dialog):
        dialog.model.setData(
            dialog.model.index(0, TAKE), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
        )
        chosen = dialog.chosen()
        assert DOUBTFUL not in chosen.cells
        assert DOUBTFUL not in chosen.sources
        assert len(chosen.cells) == 198
        assert chosen.particulars.year == 2024

    def test_one_table_alone_can_be_taken_and_no_words(self, dialog, qtbot):
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        qtbot.mouseClick(buttons["不选全部"], Qt.MouseButton.LeftButton)
        qtbot.mouseClick(buttons["选表四"], Qt.MouseButton.LeftButton)
        dialog.words.setChecked(False)
        chosen = dialog.chosen()
        assert {cell.partition(".")[0] for cell in chosen.cells} == {"t4"}
        assert not chosen.text
        assert chosen.particulars is None


@pytest.fixture
def started(window, form, seed_report):
    """This year's report in the window, started from the seed with one case handed on."""
    seed_report.apply(Change(cells={"t3.4.natural": 1, "t3.4.total": 1}))
    window.session.do(start_of_year(form, seed_report, "去年.xlsx").change, "开始")
    return window


class TestAYearStartedFromTheLast:
    def test_from_a_file_in_one_undoable_step(
        self, window, book, seed_report, tmp_path, monkeypatch
    ):
        path = tmp_path / "去年.xlsx"
        path.write_bytes(export(".xlsx", book, seed_report).data)
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
        monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
        window.findChild(QAction, "actionStart").trigger()
        session = window.session
        assert session.particulars.year == 2025
        assert session.particulars.previous.source == "去年.xlsx"
        assert session.report.value("t3.2.total") == 0
        session.undo.undo()
        assert session.particulars.previous is None
        assert not session.report.entries

    def test_of_several_years_the_one_before_is_taken(self, window, monkeypatch):
        path = SAMPLES / "import" / "A10_多年度一册.xlsx"
        window.steps.go_to("cover")
        window.page.year.setValue(2024)
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
        said = []

        def take(dialog):
            said.extend(label.text() for label in dialog.findChildren(QLabel))
            return dialog.chosen()

        monkeypatch.setattr(dialogs, "ask_take_over", take)
        window.incoming.ask_start(window)
        assert "用的是2023年的" in "".join(said)
        assert window.session.particulars.previous.year == 2023
        assert window.session.particulars.year == 2024

    def test_of_several_organs_the_clerk_is_asked(self, window, monkeypatch):
        path = SAMPLES / "import" / "A19_两个单位.xlsx"
        asked = []

        def choose(_window, message, names):
            asked.append(names)
            return names[1]

        monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
        monkeypatch.setattr(dialogs, "ask_choice", choose)
        monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
        window.incoming.ask_import(window)
        assert asked == [("市本级", "全市汇总")]
        assert window.session.report.entries

    def test_what_was_copied_elsewhere_is_taken_over_after_a_look(
        self, window, book, seed_report, monkeypatch
    ):
        model = openpyxl.load_workbook(io.BytesIO(export(".xlsx", book, seed_report).data))
        rows = model["表四"].iter_rows(values_only=True)
        copied = "\n".join("\t".join("" if v is None else str(v) for v in row) for row in rows)
        QGuiApplication.clipboard().setText(copied.replace("=SUM(A5:D5)", "0"))
        monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
        window.findChild(QAction, "actionImportClip").trigger()
        assert window.session.report.value("t4.review.upheld") == 0
        assert window.session.undo.count() == 1

    def test_nothing_copied_is_said_in_words(self, window, monkeypatch):
        QGuiApplication.clipboard().clear()
        warned = []
        monkeypatch.setattr(dialogs, "warn", lambda *args: warned.append(args[2]))
        window.findChild(QAction, "actionImportClip").trigger()
        assert "剪贴板" in warned[0]

    def test_a_carried_cell_is_locked_until_a_reason_is_given(self, started, monkeypatch):
        started.steps.go_to("3")
        model = started.page.grid.grid
        place = model.place("t3.2.natural")
        assert not model.flags(place) & Qt.ItemFlag.ItemIsEditable
        assert not model.setData(place, "7")
        started.page.grid.setCurrentIndex(place)
        monkeypatch.setattr(dialogs, "ask_reason", lambda *_: "上一年统计有误")
        started.findChild(QAction, "actionUnlock").trigger()
        assert model.setData(place, "7")
        assert started.session.report.value("t3.2.natural") == 7
        assert "上一年统计有误" in place.data(Qt.ItemDataRole.ToolTipRole)

    def test_deleting_does_not_touch_a_locked_cell(self, started):
        started.session.type({"t3.2.natural": "", "t3.1.natural": "3"})
        assert started.session.report.value("t3.2.natural") == 1
        assert started.session.report.value("t3.1.natural") == 3

    def test_last_years_number_is_said_at_the_cell(self, started):
        started.steps.go_to("2")
        grid = started.page.grid
        grid.setCurrentIndex(grid.grid.place("t2.documents.in_force"))
        assert "上一年：3（" in started.page._guidance.text()
        assert grid.currentIndex().data(LAST_YEAR) == "3"

    def test_the_stock_follows_what_is_typed(self, started):
        started.session.type({"t2.documents.made": "2"})
        started.session.type({"t2.documents.repealed": "1"})
        assert started.session.report.value("t2.documents.in_force") == 4
        started.session.undo.undo()
        assert started.session.report.entry("t2.documents.in_force") is None

    def test_untouched_text_is_marked_until_it_is_dealt_with(self, started):
        started.steps.go_to("5")
        page, session = started.page, started.session
        assert "与上一年相同 100%" in page._count.text()
        assert started.steps.listed.state("5") == "◐ 还有上一年的文字"
        card = page.cards[0]
        sentence = card.passage.body.split("。")[0] + "。"
        assert card.body.marks.sentence_at(0) == sentence
        card.body.let_stand.emit(sentence)
        assert card.body.marks.sentence_at(0) is None
        assert sentence in session.report.settled
        session.do(Change(text={"5": (Passage("", "全新的一句。"),)}), "改写")
        assert "与上一年相同" not in page._count.text()
        assert started.steps.listed.state("5") == "✓ 已填好"
