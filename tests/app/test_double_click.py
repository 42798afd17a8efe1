"""A file named on the command line, as a double click on it does."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from nianbao.app.furnishing import begin
from nianbao.ui import crash, dialogs
from nianbao.ui.main_window import MainWindow
from nianbao.ui.pages.start_page import StartPage

SEED = Path(__file__).parents[1] / "samples" / "seed.nianbao"


@pytest.fixture
def begun(qtbot, monkeypatch, tmp_path):
    """The program begun with a file, as the system calls it."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(crash.threading, "excepthook", crash.threading.excepthook)

    def start(path):
        window = MainWindow()
        qtbot.addWidget(window)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        begin(window, path)
        return window

    return start


@pytest.mark.parametrize("name", ["年报.nianbao", "某 局（2024）&终稿.nianbao", "ｘ𠮷.nianbao"])
def test_it_is_open(begun, tmp_path, name):
    path = tmp_path / "张三的 桌面" / name
    path.parent.mkdir()
    path.write_bytes(SEED.read_bytes())
    window = begun(path)
    assert window.session.path == path
    assert window.windowTitle().startswith(name)
    assert window.findChild(StartPage) is None
    assert window.page.objectName() == "coverPage"


def test_one_that_is_gone_is_said_in_words_and_the_ways_to_begin_are_shown(
    begun, tmp_path, monkeypatch
):
    warned = []
    monkeypatch.setattr(dialogs, "warn", lambda *args: warned.append(args[2]))
    window = begun(tmp_path / "没有.nianbao")
    assert "没有.nianbao" in warned[0]
    assert window.findChild(StartPage) is not None
    assert window.shown is window.findChild(StartPage)


def test_a_relative_name_is_taken_from_where_the_program_was_called(begun, tmp_path, monkeypatch):
    (tmp_path / "年报.nianbao").write_bytes(SEED.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert begun(Path("年报.nianbao")).session.path == tmp_path / "年报.nianbao"
