"""The window is on the screen first; all that works in it comes when it has been painted."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton

from nianbao.ui.files import Files
from nianbao.ui.furniture import furnish
from nianbao.ui.incoming import Incoming
from nianbao.ui.main_window import MainWindow
from nianbao.ui.pages.start_page import StartPage

HEAVY = (
    "nianbao.core.report",
    "nianbao.io.form_toml",
    "openpyxl",
    "lxml",
    "tomllib",
    "nianbao.app.commands",
    "nianbao.ui.actions",
    "nianbao.ui.pages.recent_list",
)


@pytest.fixture
def bare(qtbot):
    """The window as it is made, on its start page."""
    window = MainWindow()
    window.show_start(None)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    return window


@pytest.fixture
def furnish_it(bare, session, book, tmp_path):
    """Brings the report and all that shows it."""

    def bring():
        files = Files(session, tmp_path)
        files.start()
        furnish(bare, session, files, Incoming(files, {book.form.id: book}))

    return bring


def test_what_a_report_needs_is_not_loaded_for_the_first_picture():
    look = (
        "import nianbao.__main__, nianbao.app.window, sys;"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    looked = subprocess.check_output([sys.executable, "-c", look], text=True)
    assert looked.strip() == "[]"


STYLE = """
from nianbao.app import window
window.Look = lambda *_: None
print(window.make_application().style().objectName())
"""


def test_the_style_is_ours_whatever_the_desktop_asks_for():
    asked = os.environ | {"QT_STYLE_OVERRIDE": "windows", "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.check_output([sys.executable, "-c", STYLE], text=True, env=asked)
    assert told.strip() == "fusion"


def test_it_tells_once_that_it_is_seen(bare, qtbot):
    with qtbot.waitSignal(bare.painted):
        bare.show()
    with qtbot.assertNotEmitted(bare.painted, wait=50):
        bare.repaint()


def test_it_can_be_closed_before_anything_is_there(bare):
    bare.show()
    assert bare.close()


def test_what_is_chosen_before_all_is_in_its_place_is_done_then(bare, furnish_it, qtbot):
    qtbot.mouseClick(bare.findChild(QPushButton, "choice2"), Qt.MouseButton.LeftButton)
    assert not bare.pages
    furnish_it()
    assert bare.page.objectName() == "coverPage"
    assert bare.page.isVisibleTo(bare)


def test_the_start_page_stays_while_the_rest_comes(bare, furnish_it):
    furnish_it()
    assert not bare.pages
    assert bare.findChild(QListView, "sectionList").model().rowCount() == 8
    assert not bare.findings.isVisibleTo(bare)


def test_the_files_opened_lately_are_listed_with_the_rest(bare, furnish_it, tmp_path):
    start = bare.findChild(StartPage)
    assert not start.none.isVisibleTo(bare)  # nobody has looked yet
    furnish_it()
    assert start.none.isVisibleTo(bare)
    assert not start.recent.isVisibleTo(bare)
