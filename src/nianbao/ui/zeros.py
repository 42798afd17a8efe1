"""Zeros for what is blank: a selection, a table, the report, or the report of nothing at all.

Each is one undo step and says how many cells it filled. A question is asked only where zeros
would contradict what is known.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nianbao.core.form import CellId
from nianbao.core.zero_filling import ZeroFilling, fill_with_zeros, without_doubtful
from nianbao.core.zero_report import merged, zero_parts
from nianbao.io.paths import data
from nianbao.io.zero_report_toml import read_zero_sentences
from nianbao.ui import dialogs
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.passing_words import say
from nianbao.ui.zero_report_dialog import ZeroReportDialog

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

MOST_SAID = 3
"""Contradictions that are spelled out in a question."""


def fill_at_hand(window: "MainWindow") -> None:
    """Fill the selection if there is one, else the table, else the report."""
    page = window.page
    chosen = page.grid.chosen() if isinstance(page, TablePage) else ()
    if len(chosen) > 1:  # one current cell is no selection
        _fill(window, chosen, "选中的格子")
    elif isinstance(page, TablePage):
        fill_table(window)
    else:
        fill_report(window)


def fill_table(window: "MainWindow") -> None:
    """Fill what is blank in the table at hand."""
    page = window.page
    if isinstance(page, TablePage):
        table = page.grid.grid.table
        _fill(window, tuple(field.id for field in table.fields), table.name)
    else:
        dialogs.tell(window, "这一页没有表格", "请先转到第二、三、四部分，再填 0。")


def fill_report(window: "MainWindow") -> None:
    """Fill what is blank in all tables."""
    _fill(window, tuple(window.session.form.fields), "三张表")


def fill_zero_report(window: "MainWindow") -> None:
    """Show what a report of nothing would hold, and fill in what the clerk agrees to."""
    session = window.session
    sentences = read_zero_sentences(data("forms") / session.form.id, session.form)
    parts = zero_parts(session.book, session.report, sentences)
    taken = dialogs.ask_zero_report(ZeroReportDialog(parts, window))
    if not taken:
        return
    change = merged(session.report, (part.change for part in parts if part.id in taken))
    if change:
        session.do(change, "零报告")
        said = f"零报告：已填 {len(change.cells)} 格，不合适的话按 Ctrl+Z 撤销"
        say(window, said)


def _fill(window: "MainWindow", cells: Sequence[CellId], where: str) -> None:
    session = window.session
    filling = fill_with_zeros(session.book, session.report, cells)
    if not filling.cells:
        say(window, f"{where}没有要填的空白")
        return
    if filling.objections:
        answer = dialogs.ask_zeros(
            window, _question(filling, where), len(filling.cells) - len(filling.doubtful)
        )
        if answer is dialogs.Zeros.NONE:
            return
        if answer is dialogs.Zeros.SURE:
            filling = without_doubtful(session.book, session.report, filling)
    session.do(filling.change, f"{where}空白处填 0")
    said = f"{where}：已填 {len(filling.cells)} 格，总计随着算出，可以撤销（Ctrl+Z）"
    say(window, said)


def _question(filling: ZeroFilling, where: str) -> str:
    """Say what the zeros would contradict."""
    lines = [f"· {finding.message}" for finding in filling.objections[:MOST_SAID]]
    more = len(filling.objections) - MOST_SAID
    lines += [f"……还有 {more} 处"] if more > 0 else []
    return (
        f"{where}有 {len(filling.cells)} 格空白，其中 {len(filling.doubtful)} 格填 0 以后，"
        "会与已经填好的数对不上：\n\n" + "\n".join(lines)
    )
