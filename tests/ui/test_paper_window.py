"""The preview: opened by a key, turned and sized by keys, following what the clerk does."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from nianbao.core.report import Change, Passage, Report
from nianbao.io.problems import Refusal, Refused
from nianbao.ui import dialogs
from nianbao.ui.paper import making, watching
from nianbao.ui.paper.deeds import preview_of
from nianbao.ui.paper.view import Fit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SECONDS = 20_000


@pytest.fixture
def opened(qtbot, press):
    """Open the preview by its key and wait for its pages."""

    def open_(window):
        window.page.setFocus()
        press(Key.Key_F7)
        preview = preview_of(window)
        if not preview.view.count:
            qtbot.waitSignal(preview.maker.made, timeout=SECONDS).wait()
        return preview

    return open_


@pytest.fixture
def preview(opened, seed_window):
    return opened(seed_window)


@pytest.fixture
def after_a_pause(qtbot):
    """Let the clerk pause until there are new pages."""

    def wait(preview):
        timer = preview.maker._timer
        assert timer.isActive(), "nothing waits for a pause"
        assert timer.interval() == watching.IDLE_MS
        with qtbot.waitSignal(preview.maker.made, timeout=SECONDS):
            timer.stop()
            timer.timeout.emit()

    return wait


def words(preview):
    return "".join(line.text for page in preview.view._laid.sheets.pages for line in page.lines)


# opening


def test_f7_opens_it_and_f7_closes_it(preview, press):
    assert preview.isVisible()
    assert (preview.view.count, preview.tools.count.text()) == (4, "/ 4 页")
    press(Key.Key_F7)
    assert not preview.isVisible()


def test_escape_closes_it(preview, press):
    press(Key.Key_Escape)
    assert not preview.isVisible()


def test_it_is_opened_from_the_page_of_the_way_out_too(qtbot, seed_window):
    seed_window.steps.go_to("check")
    seed_window.page.to_preview.click()
    preview = preview_of(seed_window)
    assert preview.isVisible()
    qtbot.waitSignal(preview.maker.made, timeout=SECONDS).wait()


@pytest.mark.parametrize(("step", "page"), [("cover", 1), ("2", 2), ("3", 3), ("6", 4)])
def test_it_opens_at_the_section_at_hand(opened, seed_window, step, page):
    seed_window.steps.go_to(step)
    assert opened(seed_window).view.page == page


def test_it_goes_along_to_another_section(preview, seed_window):
    assert preview.view.page == 1
    seed_window.steps.go_to("3")
    assert preview.view.page == 3


def test_it_says_what_the_pages_are_made_with(preview):
    assert "分页以 Word、WPS 打开为准" in preview.note.text()
    assert preview.state.text().startswith("没有要处理的问题")


# keys


def test_page_down_and_up_turn_pages(preview, press):
    seen = []
    for key in (Key.Key_PageDown,) * 4 + (Key.Key_PageUp,):
        press(key)
        seen.append(preview.view.page)
    assert seen == [2, 3, 4, 4, 3]
    assert preview.tools.number.value() == 3


def test_the_first_and_the_last_page(preview, press):
    press(Key.Key_End, modifier=CTRL)
    assert preview.view.page == 4
    press(Key.Key_Home, modifier=CTRL)
    assert preview.view.page == 1


def test_a_page_number_that_is_typed_leads_there(preview, press):
    preview.tools.number.setFocus()
    preview.tools.number.selectAll()
    press("3", Key.Key_Return)
    assert preview.view.page == 3


def test_keys_make_pages_larger_and_smaller(preview, press):
    preview.view.set_zoom(100)
    press(Key.Key_Plus, modifier=CTRL)
    assert preview.view.zoom == 125
    press(Key.Key_Minus, Key.Key_Minus, modifier=CTRL)
    assert preview.view.zoom == 75
    press(Key.Key_0, modifier=CTRL)
    assert preview.view.zoom is Fit.WIDTH
    press(Key.Key_9, modifier=CTRL)
    assert preview.view.zoom is Fit.PAGE


def test_the_choice_shows_how_large_pages_are(preview):
    choice = preview.tools.size_choice
    preview.view.set_zoom(Fit.PAGE)
    assert choice.currentText() == "整页"
    preview.view.set_zoom(150)
    assert choice.currentText() == "150%"


def test_the_wheel_makes_pages_larger_while_control_is_held(preview):
    preview.view.set_zoom(100)
    for modifier, zoom in ((CTRL, 125), (Qt.KeyboardModifier.NoModifier, 125)):
        before = preview.view.verticalScrollBar().value()
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, 120 if modifier else -120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(preview.view.viewport(), event)
        assert preview.view.zoom == zoom
    assert preview.view.verticalScrollBar().value() > before


def test_whole_pages_stand_side_by_side_where_there_is_room(preview):
    preview.resize(1300, 690)
    preview.view.set_zoom(Fit.PAGE)
    first, second = preview.view._rect(0), preview.view._rect(1)
    assert first.top() == second.top()
    assert second.left() > first.right()


def test_pages_side_by_side_are_turned_together(preview, press):
    preview.resize(900, 690)
    preview.view.set_zoom(Fit.PAGE)
    assert preview.view._columns() == 2
    preview.view.setFocus()
    press(Key.Key_PageDown)
    assert preview.view.page == 3
    press(Key.Key_PageUp)
    assert preview.view.page == 1


def test_all_pages_can_be_scrolled_to_at_every_size(preview):
    for zoom in (Fit.WIDTH, Fit.PAGE, 25, 100, 400):
        preview.view.set_zoom(zoom)
        bar = preview.view.verticalScrollBar()
        last = preview.view._rect(3)
        assert last.bottom() - bar.maximum() <= preview.view.viewport().height()


# following the work


def test_it_follows_what_is_typed(preview, seed_window, after_a_pause):
    assert "新写的一句" not in words(preview)
    passage = Passage("", "新写的一句")
    seed_window.session.do(Change(text={"1": (passage,)}), "改文字")
    assert "新写的一句" not in words(preview)
    after_a_pause(preview)
    assert "新写的一句" in words(preview)


def test_the_place_is_kept_when_pages_are_new(preview, seed_window, after_a_pause):
    preview.view.go_to_page(3, 4000)
    before = preview.view.verticalScrollBar().value()
    seed_window.session.do(Change(cells={"t2.rules.made": 5}), "填写")
    after_a_pause(preview)
    assert preview.view.verticalScrollBar().value() == pytest.approx(before, abs=2)


def test_a_broken_report_is_shown_as_the_draft_it_is(preview, seed_window, after_a_pause):
    seed_window.session.do(Change(cells={"t3.1.total": 77}), "填写")
    after_a_pause(preview)
    assert "带水印的草稿" in preview.state.text()
    assert preview.view._laid.sheets.pages[0].watermark is not None
    seed_window.session.undo.undo()
    after_a_pause(preview)
    assert preview.view._laid.sheets.pages[0].watermark is None


def test_an_empty_report_has_pages(opened, window):
    window.steps.go_to("1")
    preview = opened(window)
    assert preview.view.count == 3
    assert "带水印的草稿" in preview.state.text()


def test_another_report_is_shown(preview, seed_window, after_a_pause, form):
    seed_window.session.open(Report(form.id), None)
    after_a_pause(preview)
    assert "赣州" not in words(preview)


def test_a_change_while_pages_are_made_is_not_forgotten(preview, seed_window, qtbot):
    made = []
    preview.maker.made.connect(made.append)
    preview.maker._start()
    passage = Passage("", "后来的一句")
    seed_window.session.do(Change(text={"1": (passage,)}), "改文字")
    preview.maker._timer.timeout.emit()
    qtbot.waitUntil(lambda: len(made) == 2, timeout=SECONDS)
    assert "后来的一句" in words(preview)


def test_nothing_is_made_while_it_is_closed(preview, seed_window, press):
    press(Key.Key_Escape)
    seed_window.session.do(Change(cells={"t2.rules.made": 5}), "填写")
    assert not preview.maker._timer.isActive()


def test_pages_stay_when_new_ones_cannot_be_made(preview, seed_window, qtbot, monkeypatch):
    def refuse(*_, **__):
        raise Refused(Refusal.WRITE, "Word 文档", "模板不能用")

    monkeypatch.setattr(watching, "laid_out", refuse)
    seed_window.session.do(Change(cells={"t2.rules.made": 5}), "填写")
    with qtbot.waitSignal(preview.maker.failed, timeout=SECONDS):
        preview.maker._timer.timeout.emit()
    assert "模板不能用" in preview.state.text()
    assert preview.view.count == 4


# ways out


def test_control_p_prints_from_either_window(preview, seed_window, press, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(dialogs, "ask_printer", lambda dialog: asked.append(dialog) or False)
    press(Key.Key_P, modifier=CTRL)
    press(Key.Key_Escape)
    with qtbot.waitActive(seed_window):
        seed_window.activateWindow()
    seed_window.page.setFocus()
    press(Key.Key_P, modifier=CTRL)
    assert len(asked) == 2


def test_what_was_printed_is_said(window, monkeypatch, tmp_path):
    def ask(dialog):
        dialog.printer().setOutputFileName(str(tmp_path / "out.pdf"))
        return True

    monkeypatch.setattr(dialogs, "ask_printer", ask)
    window.deeds["Print"]()
    assert window.statusBar().currentMessage() == "草稿（带水印）已送去打印，共 3 页"
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("broken", "name"),
    [(False, "报告.pdf"), (True, "报告（草稿）.pdf")],
)
def test_the_pdf_goes_through_the_same_gate(seed_window, monkeypatch, tmp_path, broken, name):
    if broken:
        seed_window.session.do(Change(cells={"t3.1.total": 77}), "填写")
    proposed = []

    def ask(_window, _title, kinds, proposal):
        proposed.append((kinds, proposal.name))
        return tmp_path / "年报.pdf"

    monkeypatch.setattr(dialogs, "ask_save", ask)
    seed_window.deeds["ExportPdf"]()
    assert proposed[0][0] == dialogs.PDF_FILES
    assert proposed[0][1].endswith(name)
    assert (tmp_path / "年报.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("entry", ["ExportWord", "ExportPdf", "Print"])
def test_a_document_that_cannot_be_made_is_said_in_words(seed_window, monkeypatch, tmp_path, entry):
    def refuse(*_, **__):
        raise Refused(Refusal.WRITE, "Word 文档", "模板不能用")

    said = []
    monkeypatch.setattr(making, "export", refuse)
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "年报.docx")
    monkeypatch.setattr(dialogs, "warn", lambda _, title, words: said.append((title, words)))
    seed_window.deeds[entry]()
    ((title, words),) = said
    assert "没有" in title
    assert "模板不能用" in words


def test_after_an_export_the_document_and_its_folder_are_a_click_away(
    seed_window, monkeypatch, tmp_path
):
    bar = seed_window.findChild(object, "exportedBar")
    assert not bar.isVisible()
    path = tmp_path / "年报.docx"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: path)
    seed_window.deeds["ExportWord"]()
    assert bar.isVisible()
    assert bar.words.text() == "已导出“年报.docx”"
    opened: list[Path] = []
    monkeypatch.setattr(dialogs, "open_outside", lambda p: opened.append(p) or True)
    bar.open_document.click()
    bar.open_folder.click()
    assert opened == [path, tmp_path]
    bar.put_away.click()
    assert not bar.isVisible()


def test_a_document_no_program_opens_is_named(seed_window, monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(dialogs, "open_outside", lambda _: False)
    monkeypatch.setattr(dialogs, "warn", lambda _, title, words: said.append((title, words)))
    bar = seed_window.findChild(object, "exportedBar")
    bar.show_file(tmp_path / "年报.docx")
    bar.open_document.click()
    assert said == [("“年报.docx”没有打开", f"请在文件夹里双击打开：\n{tmp_path / '年报.docx'}")]
