"""What a screen reader finds: every page, dialog and menu is walked through Qt's own interface."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from nianbao.core.report import Change, Passage
from nianbao.core.zero_report import zero_parts
from nianbao.io.imported import Imported
from nianbao.io.pasting.plan import Target, plan_paste
from nianbao.io.paths import data
from nianbao.io.preview import preview
from nianbao.io.zero_report_toml import read_zero_sentences
from nianbao.ui import announcing, dialogs
from nianbao.ui.announcing import PAUSE_MS, Announcer
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.paste_preview import PastePreview
from nianbao.ui.preview import PreviewDialog
from nianbao.ui.reason import ReasonDialog
from nianbao.ui.versions_dialog import VersionsDialog
from nianbao.ui.wait_dialog import WaitDialog
from nianbao.ui.zero_report_dialog import ZeroReportDialog

Role, Text = QAccessible.Role, QAccessible.Text
STEPS = ["cover", "1", "2", "3", "4", "5", "6", "check"]

KNOWN_LATIN = re.compile(
    r"\([A-Z0-9]\)"  # the letter of a mnemonic
    r"|Excel|Word|PDF|\.nianbao|(?:(?:Ctrl|Alt|Shift)\+)*(?:Ctrl|Alt|Shift|Enter|Esc|F\d+)(?:\+\S)?"
)
CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]")

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def spoken(thing, text=Text.Name):
    return QAccessible.queryAccessibleInterface(thing).text(text)


def nodes(thing):
    """All that is on the screen under a widget, itself included."""
    waiting = [QAccessible.queryAccessibleInterface(thing)]
    while waiting:
        node = waiting.pop()
        if node is None or not node.isValid() or node.state().invisible:
            continue
        yield node
        waiting += [node.child(number) for number in range(node.childCount())]


def is_reached(node):
    """Whether somebody can come to a node with the keyboard, or press it."""
    if node.role() in (Role.Client, Role.Window, Role.Dialog):
        return False  # holds others, and has no words of its own
    actions = node.actionInterface()
    return bool(node.state().focusable) or bool(actions and "Press" in actions.actionNames())


def faults(thing):
    """The nodes that are reached and have no name, or none in Chinese."""
    found = []
    for node in nodes(thing):
        name = node.text(Text.Name)
        plain = KNOWN_LATIN.sub("", name)
        if is_reached(node) and (not CHINESE.search(plain) or LATIN.search(plain)):
            found.append((node.role().name, name, type(node.object()).__name__))
    return found


def node_of(thing, name):
    """The one node called so."""
    found = [node for node in nodes(thing) if node.text(Text.Name) == name]
    assert len(found) == 1, [node.text(Text.Name) for node in nodes(thing)]
    return found[0]


@pytest.fixture
def busy_window(seed_window, seed_report, form):
    """A report with everything to be seen: links, findings, last year's text."""
    session = seed_window.session
    session.type({"t3.1.natural": "5"})
    text = "帐号{{t3.1.total}}件。"
    session.do(Change(text={"1": (Passage("（一）主动公开", text),)}), "改写")
    return seed_window


class TestEveryNodeHasAName:
    @pytest.mark.parametrize("step", STEPS)
    def test_of_every_page(self, busy_window, step):
        busy_window.steps.go_to(step)
        assert sum(is_reached(node) for node in nodes(busy_window)) > 15
        assert faults(busy_window) == []

    def test_of_the_start_page(self, window):
        window.show_start([Path("/年报/去年.nianbao")])
        reached = [node for node in nodes(window.shown) if is_reached(node)]
        assert len(reached) == 7  # five ways, the files open last, and one of them
        assert faults(window.shown) == []

    @pytest.mark.parametrize("step", ["1", "3", "cover", "check"])
    def test_with_what_is_found_and_what_can_be_done(self, busy_window, step):
        for finding in busy_window.session.findings:
            busy_window.steps.go_to(step)
            busy_window.show_finding(finding)
            assert faults(busy_window) == []

    def test_of_find_and_replace_and_the_help(self, busy_window):
        busy_window.findChild(QAction, "actionReplace").trigger()
        busy_window.findChild(QAction, "actionGuidance").trigger()
        assert busy_window.help.isVisible()
        assert faults(busy_window) == []

    def test_of_every_menu(self, window):
        menus = window.menuBar().findChildren(QMenu)
        assert len(menus) >= 6
        for menu in menus:
            menu.popup(window.pos())
            assert faults(menu) == []
            menu.hide()


def preview_dialog(window, report):
    change = Change(cells={"t3.1.natural": 3, "t2.fees": Decimal(1)}, text=dict(report.text))
    imported = Imported("2021", change)
    lines = preview(window.session.form, window.session.report, imported)
    return PreviewDialog(window.session.form, "去年.xlsx", imported, lines, window)


def paste_dialog(window, _report):
    session = window.session
    target = Target(session.form.table("t4"), "t4.review.upheld", ())
    plans = plan_paste("", "3\t没有\t1.5", session.book, session.report, target)
    return PastePreview(session.form, plans, window)


def reason_dialog(window, _report):
    window.session.type({"t3.1.natural": "5"})
    return ReasonDialog(window.session, window.session.findings[0], window)


def zero_dialog(window, _report):
    session = window.session
    sentences = read_zero_sentences(data("forms") / session.form.id, session.form)
    return ZeroReportDialog(zero_parts(session.book, session.report, sentences), window)


DIALOGS = {
    "what a file holds": preview_dialog,
    "what a paste would do": paste_dialog,
    "the number for a text": lambda window, _: CellChooser(window.session, window),
    "the reason": reason_dialog,
    "the states that were kept": lambda window, _: VersionsDialog([], window),
    "the report of nothing": zero_dialog,
    "waiting": lambda window, _: WaitDialog("正在读", lambda: False, window, may_stop=True),
}


@pytest.mark.parametrize("made", DIALOGS.values(), ids=DIALOGS)
def test_every_node_of_a_dialog_has_a_name(seed_window, seed_report, qtbot, made):
    dialog = made(seed_window, seed_report)
    qtbot.addWidget(dialog)
    dialog.show()
    assert QAccessible.queryAccessibleInterface(dialog).role() is Role.Dialog
    assert CHINESE.search(spoken(dialog))
    assert any(is_reached(node) for node in nodes(dialog))
    assert faults(dialog) == []


def test_a_question_is_an_alert_that_says_itself(window, qtbot, monkeypatch):
    """A box says what it asks when it opens; its buttons are named in Chinese."""
    seen = []

    def look(box):
        box.show()
        seen.append((QAccessible.queryAccessibleInterface(box).role(), faults(box)))
        box.hide()

    monkeypatch.undo()
    monkeypatch.setattr(QMessageBox, "exec", look)
    dialogs.ask_unsaved(window, "年报")
    assert seen == [(Role.AlertMessage, [])]


class TestRolesAndStates:
    @pytest.mark.parametrize(
        ("step", "name", "role"),
        [
            ("cover", "机关名称", Role.EditableText),
            ("cover", "报告年度", Role.SpinBox),
            ("cover", "开头一段", Role.EditableText),
            ("cover", "落款日期", Role.SpinBox),
            ("cover", "今天", Role.Button),
            ("1", "添加一部分", Role.Button),
            ("1", "（一）主动公开正文", Role.EditableText),
            ("1", "显示上年文字(Y)", Role.CheckBox),
            ("2", "表二 主动公开政府信息情况", Role.Table),
            ("6", "发出收费通知的件数", Role.EditableText),
            ("check", "导出 Word 文档…", Role.Button),
        ],
    )
    def test_what_a_thing_is(self, busy_window, step, name, role):
        busy_window.steps.go_to(step)
        assert node_of(busy_window.page, name).role() is role

    def test_a_choice_has_its_label(self, window):
        name, box = "统计范围", window.page.scope
        node = QAccessible.queryAccessibleInterface(box)
        assert node.role() is Role.ComboBox
        assert box.accessibleName() == name
        labels = [
            other.text(Text.Name)
            for other, how in node.relations()
            if how == QAccessible.RelationFlag.Label
        ]
        assert labels[0].startswith(name)

    def test_what_cannot_be_used_yet_says_so(self, busy_window):
        busy_window.steps.go_to("check")
        assert node_of(busy_window.page, "导出 Word 文档…").state().disabled
        assert not node_of(busy_window.page, "导出草稿…").state().disabled

    def test_last_years_text_is_read_only_and_its_button_checked(self, busy_window, form):
        session = busy_window.session
        busy_window.steps.go_to("5")
        page = busy_window.page
        assert node_of(page, "显示上年文字(Y)").state().disabled
        assert session.particulars.previous is None
        assert page.cards[0].last_year.isReadOnly()
        assert QAccessible.queryAccessibleInterface(page.cards[0].last_year).state().readOnly

    def test_the_step_at_hand_is_selected_and_says_how_far_it_is(self, busy_window):
        busy_window.steps.go_to("3")
        node = node_of(busy_window.steps, "三、收到和处理政府信息公开申请情况，有 2 处要改")
        assert node.role() is Role.ListItem
        assert node.state().selected
        assert not node_of(busy_window.steps, "封面，已填好").state().selected

    def test_how_it_stands_with_saving(self, window):
        window.session.type({"t3.1.natural": "5"})
        names = [node.text(Text.Name) for node in nodes(window.statusBar())]
        assert any(name.startswith("保存情况：") and len(name) > 5 for name in names)


class TestATable:
    @pytest.fixture
    def grid(self, busy_window):
        busy_window.steps.go_to("3")
        return busy_window.page.grid

    def cell(self, grid, name):
        place = grid.grid.place(name)
        rows = QAccessible.queryAccessibleInterface(grid)
        return rows.child((place.row() + 1) * (grid.grid.columnCount() + 1) + place.column() + 1)

    @pytest.mark.parametrize(
        ("cell", "words"),
        [
            ("t3.1.natural", "“一、本年新收政府信息公开申请数量”“自然人”：5"),
            ("t3.2.natural", "“二、上年结转政府信息公开申请数量”“自然人”：0"),
        ],
    )
    def test_a_cell_says_where_it_is_and_what_it_holds(self, grid, cell, words):
        node = self.cell(grid, cell)
        assert node.role() is Role.Cell
        assert node.text(Text.Name) == words

    def test_a_blank_cell_says_so(self, busy_window, grid):
        busy_window.session.type({"t3.2.natural": ""})
        assert self.cell(grid, "t3.2.natural").text(Text.Name).endswith("：空白")

    def test_a_broken_cell_says_the_rule(self, grid):
        words = self.cell(grid, "t3.1.natural").text(Text.Description)
        assert "第一项加第二项之和是 5" in words
        assert self.cell(grid, "t3.3.2.1.natural").text(Text.Description) == ""

    def test_a_total_says_that_it_is_computed(self, grid):
        words = "总计由程序算出"
        assert words in self.cell(grid, "t3.1.total").text(Text.Description)
        assert words not in self.cell(grid, "t3.1.natural").text(Text.Description)

    def test_the_current_cell_is_selected(self, grid):
        grid.setCurrentIndex(grid.grid.place("t3.2.natural"))
        assert self.cell(grid, "t3.2.natural").state().selected
        assert not self.cell(grid, "t3.1.natural").state().selected

    def test_its_heads_give_the_whole_path(self, grid):
        cell = self.cell(grid, "t3.1.business").tableCellInterface()
        (column,), (row,) = cell.columnHeaderCells(), cell.rowHeaderCells()
        assert (column.role(), row.role()) == (Role.ColumnHeader, Role.RowHeader)
        assert column.text(Text.Name) == "申请人情况／法人或其他组织／商业企业"
        assert row.text(Text.Name) == "一、本年新收政府信息公开申请数量"


class TestATextSaysWhatItShows:
    @pytest.fixture
    def body(self, busy_window):
        busy_window.steps.go_to("1")
        return busy_window.page.cards[0].body

    def test_linked_numbers(self, body):
        """In the text itself a linked number is one sign nobody could read out."""
        assert "\ufffc" in body.toPlainText()
        assert spoken(body, Text.Description).startswith("帐号5件。")

    def test_linked_numbers_follow_the_table(self, busy_window, body):
        busy_window.session.type({"t3.1.natural": "8"})
        assert spoken(body, Text.Description).startswith("帐号8件。")

    def test_the_caret_beside_a_number_says_which_it_is(self, busy_window, body, press):
        body.setFocus()
        body.select(0, 0)
        press(Qt.Key.Key_Right, Qt.Key.Key_Right)
        assert busy_window.statusBar().currentMessage() == (
            "表三“一、本年新收政府信息公开申请数量”“总计”：5，随表格变化"
        )

    def test_what_is_found_in_it(self, qtbot, whole_book, tmp_path, busy_window, body):
        session = busy_window.session
        session.book = whole_book
        session.do(Change(text={"1": (Passage("（一）主动公开", "银行帐号。"),)}), "改写")
        assert "“帐号”应为“账号”" in spoken(body, Text.Description)
        session.do(Change(text={"1": (Passage("（一）主动公开", "银行账号。"),)}), "改写")
        assert spoken(body, Text.Description) == ""


class TestAnnouncements:
    """What is said unasked: little, politely, and never at each key."""

    @pytest.fixture
    def said(self, seed_window):
        words = []
        seed_window.findChild(Announcer).said.connect(words.append)
        return words

    def broken(self, said):
        return [words for words in said if words.startswith("必须改")]

    def test_a_sum_newly_broken_is_said_once_after_a_pause(self, seed_window, said, qtbot):
        for typed in ("5", "6", "7"):
            seed_window.session.type({"t3.1.natural": typed})
        assert not self.broken(said)
        qtbot.waitUntil(lambda: bool(self.broken(said)), timeout=PAUSE_MS + 5000)
        (words,) = self.broken(said)
        assert "第一项加第二项之和是 7" in words
        assert "另有 1 处" in words

    def test_what_is_put_right_again_is_said_too(self, seed_window, said, qtbot):
        seed_window.session.type({"t3.1.natural": "5"})
        qtbot.waitUntil(lambda: bool(self.broken(said)), timeout=PAUSE_MS + 5000)
        seed_window.session.undo.undo()
        qtbot.waitUntil(lambda: "必须改的问题都改好了" in said, timeout=PAUSE_MS + 5000)

    def test_another_report_is_no_news(self, seed_window, said, qtbot, form):
        announcer = seed_window.findChild(Announcer)
        seed_window.session.type({"t3.1.natural": "5"})
        seed_window.session.open(seed_window.session.report, None)
        assert not announcer.findChild(QObject).isActive()
        assert not self.broken(said)

    @pytest.mark.parametrize("action", ["actionSaveAs", "actionExportExcel"])
    def test_saved_and_exported(self, seed_window, said, monkeypatch, tmp_path, action):
        path = tmp_path / ("年报.xlsx" if action == "actionExportExcel" else "年报.nianbao")
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: path)
        seed_window.findChild(QAction, action).trigger()
        assert any(path.name in words for words in said)

    def test_it_is_a_polite_announcement(self, seed_window, monkeypatch):
        events = []
        monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", events.append)
        seed_window.findChild(Announcer).say("已保存")
        assert events[0].message() == "已保存"
        assert events[0].politeness() is QAccessible.AnnouncementPoliteness.Polite


def test_nothing_is_named_after_the_program_parts(busy_window):
    """Object names are for tests; nobody hears them."""
    names = {widget.objectName() for widget in busy_window.findChildren(QWidget)} - {""}
    for step in STEPS:
        busy_window.steps.go_to(step)
        heard = {node.text(Text.Name) for node in nodes(busy_window)}
        assert not heard & names
