"""The user's guide and the example report: both lie with the program, nothing is fetched."""

from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.core.report import Report
from nianbao.io.paths import data
from nianbao.io.report_reading import parse_report
from nianbao.ui import dialogs
from nianbao.ui.passing_words import say

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

GUIDE, EXAMPLE = "guide.html", "example.nianbao"
EXAMPLE_NAME = "示例年报"


def guide_path() -> Path:
    """Find the guide."""
    return data("resources") / GUIDE


def open_guide(window: "MainWindow") -> None:
    """Open the guide in the system's browser, or say where it lies."""
    path = guide_path()
    if not path.is_file() or not dialogs.open_outside(path):
        words = f"请用浏览器打开这个文件：\n{path}"
        dialogs.warn(window, "使用说明没有打开", words)


def open_example(window: "MainWindow") -> None:
    """Show the example report: a copy without a file, which nothing can spoil."""
    if not window.files.may_leave(window):
        return
    session = window.session
    text = (data("resources") / EXAMPLE).read_text(encoding="utf-8")
    report = Report(session.form.id)
    report.apply(parse_report(text, EXAMPLE_NAME, {session.form.id: session.form}).change)
    session.open(report, None, called=EXAMPLE_NAME)
    words = "这是示例年报，机关和数字都是虚构的。可以随意修改，原来的示例不会变。"
    say(window, words)
