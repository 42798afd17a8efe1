"""What each entry of the menus does, by the name of its action."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nianbao import __version__
from nianbao.core.composed import starter_contact
from nianbao.core.finding import COVER, Finding, Part, TextPlace
from nianbao.core.report import Change
from nianbao.ui import dialogs
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.document_style import ask_document_style
from nianbao.ui.going_back import go_back
from nianbao.ui.going_there import show_text
from nianbao.ui.guide import open_example, open_guide
from nianbao.ui.office import edit_office_words
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.paper.deeds import print_report, show_preview
from nianbao.ui.submission import export_all
from nianbao.ui.text.quick_fixes import open_offers
from nianbao.ui.zeros import fill_at_hand, fill_report, fill_table, fill_zero_report

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

CONTACT_SAME = 8
"""Characters by which a lead is seen to have its contact already."""

ABOUT = (
    "政府信息公开工作年度报告的填写、检查和导出。\n\n"
    "本程序使用 Qt（PySide6，LGPLv3）、lxml（BSD）和 xlrd（BSD）。"
)


def deeds(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Give the deed of every entry but undo and redo, which the history brings itself."""
    files, incoming, session = window.files, window.incoming, window.session
    exports = window.exports
    return {
        "New": lambda: files.ask_new(window),
        "Open": lambda: incoming.ask_open(window),
        "Start": lambda: incoming.ask_start(window),
        "Import": lambda: incoming.ask_import(window),
        "ImportClip": lambda: incoming.ask_clipboard(window),
        "Save": lambda: files.ask_save(window),
        "SaveAs": lambda: files.ask_save_as(window),
        "Versions": lambda: go_back(window, files.saving),
        "ExportWord": lambda: exports.ask(window, ".docx"),
        "ExportDraft": lambda: exports.ask(window, ".docx", draft=True),
        "ExportExcel": lambda: exports.ask(window, ".xlsx"),
        "ExportPdf": lambda: exports.ask(window, ".pdf"),
        "ExportWeb": lambda: exports.ask(window, ".html"),
        "CopyWeb": lambda: exports.copy_web_page(window),
        "ExportAll": lambda: export_all(window),
        "Style": lambda: ask_document_style(window),
        "Preview": lambda: show_preview(window),
        "Print": lambda: print_report(window),
        "ExportReview": lambda: exports.ask_review(window),
        "Quit": window.close,
        "FillZeros": lambda: fill_at_hand(window),
        "FillTable": lambda: fill_table(window),
        "FillReport": lambda: fill_report(window),
        "ZeroReport": lambda: fill_zero_report(window),
        "Unlock": lambda: unlock(window),
        "Find": lambda: window.find_bar.open(window.step, replacing=False),
        "FindNext": lambda: _find(window, 1),
        "FindPrevious": lambda: _find(window, -1),
        "Replace": lambda: window.find_bar.open(window.step, replacing=True),
        "InsertLink": lambda: insert_link(window),
        "AddContact": lambda: add_contact(window),
        "Offers": lambda: open_offers(window),
        "TakeFix": lambda: _about_finding(window, session.take_fix),
        "TakeRewording": lambda: _about_finding(window, session.take_rewording),
        "Explain": lambda: _about_finding(window, lambda f: files.explain(window, f)),
        "NextFinding": lambda: next_finding(window, 1),
        "PreviousFinding": lambda: next_finding(window, -1),
        "OfficeWords": lambda: edit_office_words(window),
        "NextStep": lambda: window.turn(1),
        "PreviousStep": lambda: window.turn(-1),
        "Guidance": window.help.toggle,
        "Manual": lambda: open_guide(window),
        "Example": lambda: open_example(window),
        "About": lambda: dialogs.tell(window, f"年报助手 {__version__}", ABOUT),
    }


def next_finding(window: "MainWindow", way: int) -> None:
    """Go to the next finding (way 1) or the one before (-1), round and round."""
    finding = window.session.following(way)
    if finding is not None:
        window.show_finding(finding)


def insert_link(window: "MainWindow") -> None:
    """Let the clerk choose a number of the tables to stand in the text at hand."""
    page = window.page
    if not isinstance(page, TextPage):
        words = "在第一、五、六部分的正文里，把光标放到要写数的地方，再插入。"
        dialogs.tell(window, "这一页没有正文", words)
        return
    cell = dialogs.ask_cell(CellChooser(window.session, window))
    if cell is not None:
        page.insert_link(cell)


def add_contact(window: "MainWindow") -> None:
    """Add to the lead how the organ is reached, and go to the first place to fill in."""
    session = window.session
    told = session.particulars
    contact = starter_contact(session.form, told)
    begin = told.preamble.find(contact[:CONTACT_SAME])
    if begin < 0:
        lead = "\n".join(filter(None, (told.preamble, contact)))
        session.do(Change(particulars=replace(told, preamble=lead)), "加上联系方式")
        begin = lead.index(contact)
    lead = session.particulars.preamble
    gap, end = lead.find("【", begin), lead.find("】", begin) + 1
    place = (gap, end) if 0 <= gap < end else (begin, begin)
    show_text(window, TextPlace(COVER, 0, Part.PREAMBLE, *place), focus=True)


def unlock(window: "MainWindow") -> None:
    """Let the current cell be typed over, if it was carried over, for a reason."""
    page, session = window.page, window.session
    grid = page.grid if isinstance(page, TablePage) else None
    field = grid.grid.field(grid.currentIndex()) if grid else None
    if field is None or not session.report.is_locked(field.id):
        dialogs.tell(window, "这一格没有锁定", "从上一年结转来的数字才会锁定，显示为浅绿色。")
        return
    where = session.form.table(field.table).name + field.name
    reason = dialogs.ask_reason(window, f"{where}是从上一年结转来的。", "")
    if reason and reason.strip():
        session.unlock(field.id, reason.strip())


def _find(window: "MainWindow", way: int) -> None:
    """Go on looking for what was looked for last."""
    if window.find_bar.isVisible():
        window.find_bar.go(way)
    else:
        window.find_bar.open(window.step, replacing=False)


def _about_finding(window: "MainWindow", act: Callable[[Finding], object]) -> None:
    """Do something about the finding the clerk looks at, if there is one."""
    finding = window.session.pointed_at
    if finding is not None:
        act(finding)
