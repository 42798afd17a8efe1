"""A window on an empty report, real keys, and dialogs that may not open by surprise."""

import os
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from nianbao.core.rules.tables.cells import Filled, Readable
from nianbao.core.rules.tables.identity import Identity
from nianbao.io.form_toml import read_form
from nianbao.io.paths import data
from nianbao.ui import dialogs, theme
from nianbao.ui.files import Files
from nianbao.ui.furniture import furnish
from nianbao.ui.incoming import Incoming
from nianbao.ui.main_window import MainWindow
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
    theme.dress(qapp)


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
def window(qtbot, book, tmp_path, monkeypatch):
    """The whole window, on a new report, 1366 × 690 pixels (768 less task bar and title)."""
    session = Session(book)
    files = Files(session, tmp_path)
    files.start()
    window = MainWindow()
    furnish(window, session, files, Incoming(files, {book.form.id: book}))
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: dialogs.Unsaved.DISCARD)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


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
