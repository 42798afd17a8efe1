"""What leaves the window: web page, clipboard, the whole set to hand in, the document's style."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import QApplication

from nianbao.core.report import FontScheme
from nianbao.io.atomic import write_whole
from nianbao.io.open_file import read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.submission import LIST_NAME
from nianbao.io.word.template import TEMPLATE, office_template, write_shipped_base
from nianbao.ui import dialogs, exporting, submission

Key = Qt.Key
TITLE = "某市某局2024年政府信息公开工作年度报告"


@pytest.fixture
def told(monkeypatch):
    """What the window says in dialogs that need no answer: their titles and their words."""
    said = []
    for name in ("tell", "warn"):
        monkeypatch.setattr(dialogs, name, lambda _, title, words: said.append((title, words)))
    return said


@pytest.fixture
def save_as(monkeypatch, tmp_path):
    """Choose the name that is proposed, in a folder of the test; remember what was proposed."""
    proposed = []

    def choose(_parent, title, _kinds, proposal):
        proposed.append((title, proposal.name))
        return tmp_path / proposal.name

    monkeypatch.setattr(dialogs, "ask_save", choose)
    return proposed


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """Agree to the names and choose a folder of the test."""
    monkeypatch.setattr(dialogs, "ask_submission", lambda _: True)
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: tmp_path)
    return tmp_path


def trigger(window, name):
    window.findChild(QAction, f"action{name}").trigger()


def break_a_sum(window):
    window.session.type({"t3.1.natural": "5"})


class TestOneDocument:
    @pytest.mark.parametrize(
        ("entry", "title", "ending"),
        [
            ("ExportWord", "导出 Word 文档", ".docx"),
            ("ExportDraft", "导出 Word 文档（草稿，带水印）", "（草稿）.docx"),
            ("ExportExcel", "导出 Excel", ".xlsx"),
            ("ExportPdf", "导出 PDF", ".pdf"),
            ("ExportWeb", "导出网页", ".html"),
            ("ExportReview", "导出核对说明", "_核对说明（内部）.docx"),
        ],
    )
    def test_is_written_under_the_name_proposed(
        self, seed_window, save_as, tmp_path, told, entry, title, ending
    ):
        trigger(seed_window, entry)
        [(asked, name)] = save_as
        assert asked == title
        assert name.endswith(ending)
        assert (tmp_path / name).stat().st_size
        assert seed_window.findChild(object, "exportedBar").isVisible()

    @pytest.mark.parametrize(("entry", "ending"), [("ExportPdf", ".pdf"), ("ExportWeb", ".html")])
    def test_is_a_draft_while_something_is_in_its_way(
        self, seed_window, save_as, tmp_path, told, entry, ending
    ):
        break_a_sum(seed_window)
        trigger(seed_window, entry)
        [(asked, name)] = save_as
        assert asked.endswith("（草稿，带水印）")
        assert name.endswith(f"（草稿）{ending}")

    def test_the_official_one_is_refused_with_what_is_in_its_way(self, seed_window, save_as, told):
        break_a_sum(seed_window)
        trigger(seed_window, "ExportWord")
        assert not save_as
        assert "不能导出正式文档" in told[0][0]
        assert "不符合勾稽关系" in told[0][1]

    def test_one_that_cannot_be_made_is_said_in_words(
        self, seed_window, save_as, told, monkeypatch, tmp_path
    ):
        def refuse(*_, **__):
            raise Refused(Refusal.WRITE, "Word 文档", "模板“年报模板.docx”不能用：缺少样式")

        monkeypatch.setattr(exporting, "make_document", refuse)
        trigger(seed_window, "ExportWord")
        assert "没有生成" in told[0][0]
        assert "缺少样式" in told[0][1]
        assert not list(tmp_path.glob("*.docx"))


class TestTheWebSite:
    def test_the_page_goes_to_the_clipboard_as_an_editor_takes_it(self, seed_window):
        trigger(seed_window, "CopyWeb")
        clip = QApplication.clipboard().mimeData()
        assert clip.hasHtml()
        assert clip.html().count("<table") == 3
        assert "<script" not in clip.html()
        assert "粘贴" in seed_window.statusBar().currentMessage()

    def test_not_while_something_is_in_its_way(self, seed_window, told):
        QApplication.clipboard().setText("别的内容")
        break_a_sum(seed_window)
        trigger(seed_window, "CopyWeb")
        assert QApplication.clipboard().text() == "别的内容"
        assert "不能复制到网站" in told[0][0]


class TestTheWholeSet:
    def test_every_document_comes_under_one_name_with_a_list(self, seed_window, folder, told):
        trigger(seed_window, "ExportAll")
        [made] = folder.iterdir()
        names = {path.name for path in made.iterdir()}
        endings = (".docx", ".xlsx", ".pdf", ".html", "_核对说明（内部）.docx")
        assert names == {*(f"{made.name}{ending}" for ending in endings), LIST_NAME}
        listed = (made / LIST_NAME).read_text(encoding="utf-8-sig")
        assert all(name in listed for name in names - {LIST_NAME})

    def test_the_workbook_in_it_holds_the_report(self, seed_window, folder, book):
        trigger(seed_window, "ExportAll")
        [workbook] = folder.rglob("*.xlsx")
        read = read_any(workbook, {book.form.id: book})
        entries = seed_window.session.report.entries
        assert {cell: read.change.cells[cell] for cell in entries} == dict(entries)

    def test_the_offices_pattern_is_kept_for_next_time(self, seed_window, monkeypatch, folder):
        patterns = []

        def agree(dialog):
            patterns.append(dialog.pattern.text())
            dialog.pattern.setText("{年份}年报")
            return True

        monkeypatch.setattr(dialogs, "ask_submission", agree)
        trigger(seed_window, "ExportAll")
        trigger(seed_window, "ExportAll")
        assert patterns == ["{标题}", "{年份}年报"]
        year = seed_window.session.particulars.year
        assert [path.name for path in folder.iterdir()] == [f"{year}年报"]

    def test_nothing_is_written_while_something_is_in_the_way(self, seed_window, folder, told):
        break_a_sum(seed_window)
        trigger(seed_window, "ExportAll")
        assert not list(folder.iterdir())
        assert "不能导出全套材料" in told[0][0]

    def test_a_folder_that_takes_nothing_gets_a_second_chance(
        self, seed_window, monkeypatch, folder
    ):
        elsewhere = folder / "另一处"
        elsewhere.mkdir()
        folders = iter([folder, elsewhere])
        monkeypatch.setattr(dialogs, "ask_folder", lambda *_: next(folders))
        monkeypatch.setattr(dialogs, "ask_retry", lambda *_: dialogs.Retry.ELSEWHERE)
        write = submission.write_submission

        def full(target, documents):
            if target.parent == folder:
                raise Refused(Refusal.WRITE, target.name, "磁盘已满")
            write(target, documents)

        monkeypatch.setattr(submission, "write_submission", full)
        trigger(seed_window, "ExportAll")
        assert [path.name for path in folder.iterdir()] == ["另一处"]
        assert len(list(elsewhere.rglob("*.*"))) == 6

    def test_the_dialog_shows_every_name_and_what_is_wrong_with_a_pattern(
        self, qtbot, seed_window, press
    ):
        session = seed_window.session
        dialog = submission.SubmissionDialog("{标题}", TITLE, session.particulars, seed_window)
        dialog.show()
        assert f"{TITLE}_核对说明（内部）.docx" in dialog.names.text()
        dialog.pattern.setText("{标题")
        assert "大括号" in dialog.names.text()
        assert not dialog.take.isEnabled()


class TestTheStyle:
    @pytest.fixture
    def answer(self, monkeypatch):
        """Fill in the dialog and agree."""
        acts = []

        def ask(dialog):
            for act in acts:
                act(dialog)
            return True

        monkeypatch.setattr(dialogs, "ask_style", ask)
        return acts

    def test_the_choices_are_one_step_of_the_report(self, seed_window, answer):
        def fill(dialog):
            dialog.fonts.setCurrentIndex(list(FontScheme).index(FontScheme.FOUNDER))
            dialog.number.setText(" 某政办函〔2025〕1号 ")
            dialog.dated.setChecked(True)
            dialog.sealed.setChecked(True)
            dialog.both_sides.setChecked(False)

        answer.append(fill)
        session = seed_window.session
        before = session.particulars
        trigger(seed_window, "Style")
        printing = session.particulars.printing
        assert (printing.fonts, printing.number) == (FontScheme.FOUNDER, "某政办函〔2025〕1号")
        assert (printing.dated, printing.sealed, printing.both_sides) == (True, True, False)
        assert session.undo.count() == 1
        session.undo.undo()
        assert session.particulars == replace(before, printing=before.printing)

    def test_agreeing_without_a_choice_changes_nothing(self, seed_window, answer):
        trigger(seed_window, "Style")
        assert not seed_window.session.undo.count()

    def test_fonts_that_are_lacking_are_named(self, seed_window, answer, monkeypatch):
        words = []
        monkeypatch.setattr(QFontDatabase, "families", lambda: ["仿宋", "楷体"])
        answer.append(lambda dialog: words.append(dialog.lacking.text()))
        trigger(seed_window, "Style")
        assert "“黑体”" in words[0]
        assert "“仿宋”" not in words[0]

    def test_the_offices_template_is_taken_used_and_put_away(
        self, seed_window, answer, monkeypatch, save_as, tmp_path, own_folder
    ):
        def edit_and_use(dialog):
            dialog.save_base.click()
            monkeypatch.setattr(dialogs, "ask_open", lambda *_: tmp_path / TEMPLATE)
            dialog.use_own.click()
            assert dialog.use_shipped.isEnabled()

        answer.append(edit_and_use)
        trigger(seed_window, "Style")
        assert office_template(own_folder) == own_folder / TEMPLATE
        answer[:] = [lambda dialog: dialog.use_shipped.click()]
        trigger(seed_window, "Style")
        assert office_template(own_folder) is None

    def test_a_template_without_the_styles_is_refused_in_words(
        self, seed_window, answer, monkeypatch, tmp_path, told, own_folder
    ):
        bad = tmp_path / "bad.docx"
        write_shipped_base(bad)
        without_styles(bad)
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: bad)
        answer.append(lambda dialog: dialog.use_own.click())
        trigger(seed_window, "Style")
        assert told[0][0] == "模板没有换成"
        assert "样式" in told[0][1]
        assert office_template(own_folder) is None


def without_styles(path: Path) -> None:
    """Take every style out of a template."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    styles = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = re.sub(r"<w:style .*</w:style>", "", styles).encode()
    whole = path.with_suffix(".new")
    with zipfile.ZipFile(whole, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    write_whole(path, whole.read_bytes())
