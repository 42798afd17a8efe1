"""What the menus do with pages: show them, print them."""

from typing import TYPE_CHECKING

from nianbao.core.restoring import copy_of
from nianbao.io.problems import Refused
from nianbao.ui import dialogs
from nianbao.ui.long_work import NOT_WAITED, StoppedError, done_aside
from nianbao.ui.open_cell import enter_open_cell
from nianbao.ui.paper.making import laid_out
from nianbao.ui.passing_words import say

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow
    from nianbao.ui.paper.window import PreviewWindow


def preview_of(window: "MainWindow") -> "PreviewWindow":
    """Find the preview of a window, made when it is first wanted."""
    from nianbao.ui.paper.window import PreviewWindow  # noqa: PLC0415  not before it is wanted

    found = window.findChild(PreviewWindow, "previewWindow")
    if found is None:
        found = PreviewWindow(window.session, window)
        found.printing.connect(lambda: print_report(window))
        found.exporting.connect(window.deeds["ExportPdf"])
        window.steps.chosen.connect(found.follow)
    return found


def show_preview(window: "MainWindow") -> None:
    """Show the report as it comes out on paper, at the section at hand."""
    enter_open_cell()
    preview_of(window).open(window.step)


def print_report(window: "MainWindow") -> None:
    """Print the report: as a draft with its watermark while something stands in its way."""
    from nianbao.ui.paper.printing import print_pages  # noqa: PLC0415  not before it is wanted

    enter_open_cell()
    session = window.session
    report, draft = copy_of(session.report), bool(session.obstacles())
    try:
        laid = done_aside(window, "正在排版", lambda: laid_out(session.book, report, draft=draft))
    except StoppedError:
        say(window, NOT_WAITED)
        return
    except Refused as refused:
        dialogs.warn(window, "没有打印", refused.message)
        return
    if print_pages(laid, window):
        kind = "草稿（带水印）" if draft else "年报"
        words = f"{kind}已送去打印，共 {len(laid.sheets.pages)} 页"
        say(window, words)
