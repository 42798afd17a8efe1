"""Files dragged onto the window, let go anywhere on it; and a double click on one."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog

from nianbao.io.export import export
from nianbao.ui import dialogs

FIRST = "t3.1.natural"


@pytest.fixture
def drop(qapp, qtbot):
    """Drag something over the window and let it go, as the system tells of it."""

    def let_go(window, *things):
        dragged = QMimeData()
        if isinstance(things[0], str):
            dragged.setText(things[0])
        else:
            dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in things])
        how = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, dragged)
        hands = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(600, 300), *how, *hands)
        qapp.sendEvent(window.windowHandle(), enter)
        event = QDropEvent(QPointF(600, 300), *how, *hands)
        event.setDropAction(Qt.DropAction.MoveAction)
        qapp.sendEvent(window.windowHandle(), event)
        later = []
        QTimer.singleShot(0, lambda: later.append(event))
        qtbot.waitUntil(lambda: bool(later))  # what the drop leads to comes before
        return event

    return let_go


def test_a_report_is_opened(window, drop, seed_file):
    drop(window, seed_file)
    assert window.session.path == seed_file


def test_the_other_program_is_told_that_a_copy_was_made(window, drop, seed_file):
    event = drop(window, seed_file)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


@pytest.mark.parametrize("step", ["3", "5", "cover"])
def test_no_field_takes_the_path_for_text(window, drop, seed_file, step):
    window.steps.go_to(step)
    window.page.setFocus()
    drop(window, seed_file)
    assert window.session.path == seed_file
    assert "file:" not in str(window.session.report.text)


def test_a_workbook_is_shown_before_anything_is_taken(
    window, drop, book, seed_report, tmp_path, monkeypatch
):
    path = tmp_path / "去年的年报.xlsx"
    path.write_bytes(export(".xlsx", book, seed_report).data)
    monkeypatch.setattr(dialogs, "ask_take_over", lambda dialog: dialog.chosen())
    drop(window, path)
    assert window.session.report.value("t3.2.natural") == 0
    assert window.session.path is None
    assert window.session.undo.count() == 1


def test_changes_to_the_report_at_hand_come_first(window, drop, seed_file, monkeypatch):
    window.session.type({FIRST: "7"})
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.CANCEL)
    drop(window, seed_file)
    assert window.session.report.value(FIRST) == 7
    assert window.session.path is None
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.DISCARD)


def test_of_several_files_one_is_taken_and_the_clerk_told_which(window, drop, seed_file, tmp_path):
    drop(window, seed_file, tmp_path / "另一份.docx")
    assert window.session.path == seed_file
    assert "一次只能拖入一个文件" in window.statusBar().currentMessage()


def test_what_cannot_be_read_is_said_in_words(window, drop, tmp_path, monkeypatch):
    warned = []
    monkeypatch.setattr(dialogs, "warn", lambda *args: warned.append(args[2]))
    path = tmp_path / "照片.nianbao"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    drop(window, path)
    assert "照片.nianbao" in warned[0]


def test_words_are_no_file(window, drop):
    assert not window.session.report.text
    drop(window, "一段文字")
    assert window.session.path is None


def test_while_a_question_is_open_nothing_is_taken(window, drop, seed_file, qtbot):
    question = QDialog(window)
    qtbot.addWidget(question)
    question.setModal(True)
    with qtbot.waitExposed(question):
        question.show()
    drop(window, seed_file)
    assert window.session.path is None
