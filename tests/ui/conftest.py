"""A window on an empty report, real keys, and dialogs that may not open by surprise."""

import os
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from nianbao.core.report import Report
from nianbao.core.rules.tables.cells import Filled, Readable
from nianbao.core.rules.tables.identity import Identity
from nianbao.io.form_toml import read_form
from nianbao.io.paths import data
from nianbao.io.report_json import write_report
from nianbao.io.report_reading import parse_report
from nianbao.ui import dialogs, theme
from nianbao.ui.files import Files
from nianbao.ui.furniture import furnish
from nianbao.ui.incoming import Incoming
from nianbao.ui.main_window import MainWindow
from nianbao.ui.own_words import speak_chinese
from nianbao.ui.session import Session


@pytest.fixture(scope="session")
def whole_book():
    """The form with every rule there is."""
    return read_form(data("forms") / "2021")


@pytest.fixture(scope="session")
def book(book):
    """The rules about sums and single cells alone: few findings, and always the same ones."""
    kept = (Identity, Readable, Filled)
    return replace(book, rules=tuple(rule for rule in book.rules if isinstance(rule, kept)))


@pytest.fixture(scope="session", autouse=True)
def _look(qapp):
    speak_chinese(qapp)
    theme.dress(qapp)


REAL_DIALOGS = dict(vars(dialogs))


@pytest.fixture
def real_dialogs():
    """The functions of `dialogs` as they are: they open, and a test must answer with keys."""
    return REAL_DIALOGS


@pytest.fixture(autouse=True)
def _no_dialog_opens_by_surprise(monkeypatch):
    """A test that expects a question replaces the function that asks it."""

    def surprise(name):
        def ask(*args):
            pytest.fail(f"dialogs.{name} opened: {args[1:]}")

        return ask

    for name in vars(dialogs):
        if name.startswith(("ask_", "open_", "tell", "warn")):
            monkeypatch.setattr(dialogs, name, surprise(name))


@pytest.fixture
def session(book, qapp):
    """An empty report, open."""
    return Session(book)


@pytest.fixture
def seed_session(session, seed_report):
    """The seed report, open."""
    session.open(seed_report, None)
    return session


@pytest.fixture
def new_window(qtbot, book, tmp_path, monkeypatch):
    """Open a whole window, on a new report, 1366 × 690 pixels (768 less task bar and title)."""
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.DISCARD)

    def make():
        session = Session(book)
        files = Files(session, tmp_path)
        files.start()
        window = MainWindow()
        furnish(window, session, files, Incoming(files, {book.form.id: book}))
        qtbot.addWidget(window)
        window.resize(1366, 690)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


@pytest.fixture
def window(new_window):
    return new_window()


@pytest.fixture
def seed_file(tmp_path, form, seed_report):
    """The seed report in a file, where Chinese clerks keep theirs."""
    path = tmp_path / "我的文档" / "年报（2024）.nianbao"
    path.parent.mkdir()
    path.write_text(write_report(seed_report, form), encoding="utf-8")
    return path


@pytest.fixture
def held(form):
    """Read what a report file holds."""

    def read(path):
        report = Report(form.id)
        text = path.read_text(encoding="utf-8")
        report.apply(parse_report(text, path.name, {form.id: form}).change)
        return report

    return read


@pytest.fixture
def pause(qtbot):
    """Let the clerk pause as long as the window waits for; the file is written by then."""

    def wait_long_enough(window):
        timer = window.files.keeper._pause._timer
        assert timer.isActive(), "nothing waits for a pause"
        timer.stop()
        timer.timeout.emit()
        assert window.files.keeper.is_at_rest()

    return wait_long_enough


@pytest.fixture
def kill():
    """End a window as a power cut does: nothing is put in order, its locks are nobody's."""

    def end(window):
        keeper = window.files.keeper
        keeper._stop()
        keeper._journal.close()
        keeper.journals.claim = lambda: None
        keeper.journals._lock.unlock()
        if keeper.lock is not None:
            keeper.lock.release()
        window.session.blockSignals(True)
        window.session.undo.setClean()
        keeper.close = lambda: None
        keeper.settle = lambda: None
        window.close()

    return end


@pytest.fixture
def seed_window(window, seed_report):
    window.session.open(seed_report, None)
    return window


@pytest.fixture
def press(qtbot):
    """Press keys as a person does: each goes to whatever has the focus by then."""

    def press_keys(*keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None, f"nothing has the focus for {key}"
            if isinstance(key, str):
                for character in key:
                    qtbot.keyClick(QApplication.focusWidget(), character, modifier)
            else:
                qtbot.keyClick(focused, key, modifier)
            # Enter in an editor is handled when the event queue is next looked at.
            QApplication.sendPostedEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)

    return press_keys


@pytest.fixture
def ime(qapp):
    """Type as an input method does: QTest.keyClicks aborts the process on non-ASCII text."""

    def commit(widget, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        qapp.sendEvent(widget, event)

    return commit
