"""Help: the panel that follows the clerk, the guide, and Qt's own words in Chinese."""

import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QTextEdit,
    QTreeView,
    QWidget,
)

from nianbao.io.form_toml import FormError
from nianbao.io.help_toml import Standing, read_help
from nianbao.io.paths import data
from nianbao.io.zero_report_toml import read_zero_sentences
from nianbao.ui import dialogs
from nianbao.ui.guide import guide_path
from nianbao.ui.paper.deeds import preview_of

ROOT = Path(__file__).parents[2]
CHAPTERS = ROOT / "docs" / "guide"


@pytest.fixture
def helped(window):
    """The window with the panel in sight."""
    window.findChild(QAction, "actionGuidance").trigger()
    return window


def words(window):
    return window.help.words.toPlainText()


class TestThePanel:
    def test_it_is_away_until_it_is_asked_for(self, window):
        assert not window.help.isVisible()
        assert window.findChild(QTextBrowser, "helpWords") is None

    def test_f1_shows_it_and_puts_it_away_and_the_focus_stays(self, window):
        action = window.findChild(QAction, "actionGuidance")
        assert action.shortcut().toString() == "F1"
        before = window.focusWidget()
        action.trigger()
        assert window.help.isVisible()
        assert window.focusWidget() is before
        action.trigger()
        assert not window.help.isVisible()

    @pytest.mark.parametrize(
        ("step", "said"),
        [
            ("cover", "最迟哪一天公布？"),
            ("1", "主要写五个方面"),
            ("2", "没有发生的，填 0 还是空着？"),
            ("3", "勾稽关系是什么？"),
            ("4", "上一年没有审结的案件"),
            ("5", "问题和改进情况怎么写？"),
            ("6", "还可以写什么？"),
            ("check", "公布在哪里"),
        ],
    )
    def test_it_speaks_of_the_step_at_hand(self, helped, step, said):
        helped.steps.go_to(step)
        assert said in words(helped)

    def test_it_follows_the_row(self, helped):
        helped.steps.go_to("3")
        grid = helped.page.grid
        grid.setCurrentIndex(grid.grid.place("t3.3-6-2.natural"))
        assert words(helped).startswith("三、本年度办理结果 › （六）其他处理")
        assert "多久不交费" in words(helped)
        grid.setCurrentIndex(grid.grid.place("t3.3-2.natural"))
        assert "多久不交费" not in words(helped)
        assert "区分处理的，只计这一情形" in words(helped)

    def test_it_follows_the_paragraph(self, helped):
        helped.steps.go_to("1")
        helped.page.cards[1].body.setFocus()
        assert words(helped).startswith("（二）依申请公开情况")
        assert "对应表三的哪个数" in words(helped)
        helped.page.cards[4].body.setFocus()
        assert "责任追究" in words(helped)

    def test_it_catches_up_when_it_is_shown(self, window):
        window.steps.go_to("5")
        window.findChild(QAction, "actionGuidance").trigger()
        assert "问题和改进情况怎么写？" in words(window)

    def test_practice_is_not_passed_off_as_official(self, helped):
        helped.steps.go_to("4")
        assert "通行做法，不是官方规定" in words(helped)

    def test_table_three_keeps_all_its_columns_beside_it(self, helped):
        helped.resize(1366, 690)
        helped.steps.go_to("3")
        assert helped.page.grid.horizontalScrollBar().maximum() == 0

    def test_a_screen_reader_finds_it_by_name(self, helped):
        spoken = QAccessible.queryAccessibleInterface(helped.help.words)
        assert spoken.text(QAccessible.Text.Name) == "填报说明"


class TestTheData:
    def test_the_questions_of_the_form(self, whole_book):
        entries = read_help(data("forms") / "2021", whole_book.form)
        assert len(entries) >= 30
        assert all(entry.source for entry in entries)
        unseen = ("未能对照", "通行理解", "推出")
        doubtful = [e for e in entries if any(words in e.source for words in unseen)]
        assert all(entry.standing is Standing.PRACTICE for entry in doubtful)

    def test_a_form_need_not_have_any(self, form, tmp_path):
        assert read_help(tmp_path, form) == ()
        assert read_zero_sentences(tmp_path, form) == ()

    ENTRY = '[[entry]]\nabout = ["1"]\nquestion = "问"\nanswer = "答"\n'
    ENTRY += 'standing = "practice"\nsource = "无"\n'

    @pytest.mark.parametrize(
        ("old", "new", "named"),
        [
            ('["1"]', '["9"]', "'9'"),
            ('["1"]', '["1:没有的小标题"]', "没有的小标题"),
            ('["1"]', '["t3.99"]', "t3.99"),
            ('["1"]', "[]", "names nothing"),
            ('"practice"', '"hearsay"', "'standing'"),
            ('source = "无"', "", "'source'"),
            ('source = "无"', 'source = "无"\ncolour = 1', "'colour'"),
            ("[[entry]]", "[[entry", "help.toml"),
        ],
    )
    def test_a_mistake_in_the_help_is_named(self, form, tmp_path, old, new, named):
        text = self.ENTRY.replace(old, new)
        (tmp_path / "help.toml").write_text(text, encoding="utf-8")
        with pytest.raises(FormError) as caught:
            read_help(tmp_path, form)
        assert named in "\n".join(caught.value.problems)

    def test_a_question_asked_twice_is_a_mistake(self, form, tmp_path):
        (tmp_path / "help.toml").write_text(2 * self.ENTRY, encoding="utf-8")
        with pytest.raises(FormError, match="twice"):
            read_help(tmp_path, form)

    @pytest.mark.parametrize(
        ("old", "new", "named"),
        [
            ('"1"', '"9"', "no section '9'"),
            ("依申请公开", "没有的", "no heading"),
            ("{year}", "{jahr}", "{jahr}"),
            ("words", "word", "'words' is missing"),
            ("[[sentence]]", "[[sentence", "zero_report.toml"),
        ],
    )
    def test_a_mistake_in_the_zero_report_is_named(self, form, tmp_path, old, new, named):
        text = '[[sentence]]\nsection = "1"\ntopic = "依申请公开"\nwords = "{year}，没有。"\n'
        (tmp_path / "zero_report.toml").write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(FormError) as caught:
            read_zero_sentences(tmp_path, form)
        assert named in "\n".join(caught.value.problems)


class TestTheGuide:
    def test_it_opens_in_the_browser(self, window, monkeypatch):
        opened = []
        monkeypatch.setattr(dialogs, "open_outside", lambda path: opened.append(path) or True)
        window.findChild(QAction, "actionManual").trigger()
        assert opened == [guide_path()]

    def test_where_no_browser_opens_the_clerk_learns_where_it_is(self, window, monkeypatch):
        monkeypatch.setattr(dialogs, "open_outside", lambda _: False)
        warned = []
        monkeypatch.setattr(dialogs, "warn", lambda *args: warned.append(args[2]))
        window.findChild(QAction, "actionManual").trigger()
        assert str(guide_path()) in warned[0]


def latin(text):
    """What is left of a text in Latin letters without its mnemonic and its key."""
    plain = text.partition("\t")[0]
    bare = plain[: plain.index("(&")] if "(&" in plain else plain
    return [character for character in bare if character.isascii() and character.isalpha()]


class TestQtsOwnWords:
    @pytest.fixture(autouse=True)
    def _chinese(self, qapp):
        translator = QTranslator(qapp)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        assert translator.load("qtbase_zh_CN", folder)
        qapp.installTranslator(translator)
        yield
        qapp.removeTranslator(translator)

    def test_the_usual_buttons(self, qtbot):
        box = QMessageBox()
        qtbot.addWidget(box)
        button = QMessageBox.StandardButton
        for which in (button.Ok, button.Cancel, button.Yes, button.No, button.Save):
            assert not latin(box.addButton(which).text())

    @pytest.mark.parametrize(
        "kind", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave]
    )
    def test_the_file_dialog(self, qtbot, kind, tmp_path):
        dialog = QFileDialog(None, "打开", str(tmp_path), "年报助手文件 (*.nianbao)")
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(kind)
        dialog.show()
        buttons = [button.text() for button in dialog.findChildren(QPushButton)]
        actions = [action.text() for action in dialog.findChildren(QAction)]
        headings = dialog.findChild(QTreeView).model()
        across = Qt.Orientation.Horizontal
        names = [headings.headerData(at, across) for at in range(headings.columnCount())]
        assert [text for text in (*buttons, *actions, *names) if latin(text)] == []

    @pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser])
    def test_the_menu_of_a_text_field(self, qtbot, kind):
        field = kind()
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        assert [action.text() for action in menu.actions() if latin(action.text())] == []
        menu.deleteLater()

    def test_asking_for_words(self, qtbot):
        dialog = QInputDialog()
        qtbot.addWidget(dialog)
        dialog.show()
        buttons = [button.text() for button in dialog.findChildren(QPushButton)]
        assert buttons
        assert not any(map(latin, buttons))


def test_every_field_of_the_cover_has_a_name(window):
    for field in window.page.findChildren(QWidget):
        named = isinstance(field, QSpinBox | QDateEdit | QPushButton) or (
            isinstance(field, QLineEdit) and isinstance(field.parent(), type(window.page))
        )
        if named and field.isVisible():
            spoken = QAccessible.queryAccessibleInterface(field)
            assert spoken.text(QAccessible.Text.Name), field


@pytest.mark.parametrize("menu", ["文件(&F)", "编辑(&E)", "帮助(&H)"])
def test_no_two_entries_of_a_menu_share_a_letter(window, menu):
    found = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == menu)
    letters = [a.text().partition("(&")[2][:1] for a in found.actions() if "(&" in a.text()]
    assert len(letters) == len(set(letters))


def test_the_guide_is_there_and_fetches_nothing():
    html = Path(guide_path()).read_text(encoding="utf-8")
    for fetched in ("http://", "https://", "<script", "<link", "url("):
        assert fetched not in html


def test_the_guide_is_what_its_chapters_say():
    """Run packaging/make_guide.py after a change to a chapter."""
    path = ROOT / "packaging" / "make_guide.py"
    maker = importlib.util.module_from_spec(
        importlib.util.spec_from_file_location("make_guide", path)
    )
    maker.__spec__.loader.exec_module(maker)
    without_pictures = re.sub(r'src="data:[^"]*"', 'src=""', guide_path().read_text("utf-8"))
    assert without_pictures == maker.guide(lambda _: "")


GRID_KEYS = (
    "F2 Delete Enter Shift+Enter Tab Shift+Tab Ctrl+Tab Ctrl Shift Home End Ctrl+Home Ctrl+End"
    " Alt Alt+↑ Alt+↓ Esc"
)


def test_the_guide_names_no_key_that_does_nothing(window):
    chapter = (CHAPTERS / "13.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`]+)`", chapter))
    actions = window.findChildren(QAction)
    sequences = [action.shortcut() for action in actions]
    sequences += [shortcut.key() for shortcut in preview_of(window).findChildren(QShortcut)]
    keys = {sequence.toString().replace("PgDown", "PgDn") for sequence in sequences}
    assert named - keys - set(GRID_KEYS.split()) == set()
