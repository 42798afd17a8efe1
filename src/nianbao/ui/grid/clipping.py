"""Copying from a grid and pasting into it.

What a paste would do is worked out elsewhere; here it is asked about, done and told.
"""

import re
from html import escape
from typing import Final

from PySide6.QtCore import QItemSelectionRange, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nianbao.core.form import CellId, Table
from nianbao.core.pasting import paste_words
from nianbao.io.problems import Refused
from nianbao.ui import dialogs
from nianbao.ui.grid.model import DISPLAY, GridModel
from nianbao.ui.paste_preview import PastePreview
from nianbao.ui.session import Session

_FORMULA: Final = re.compile(r"\s*(?:[=@＝＠]|[-+－＋](?![\d.,]+$))")
"""What spreadsheets take for a formula; a number with a sign is none."""

_TEXT: Final = """ style="mso-number-format:'\\@'\""""
"""Says to Excel and WPS that a cell is text, whatever stands in it."""


def clip_of(grid: GridModel, block: QItemSelectionRange) -> QMimeData:
    """Write a block as other programs paste it; labels and blanks keep their place.

    What could not be read in a foreign file may be a formula: nowhere does it become one again.
    """
    rows = range(block.top(), block.bottom() + 1)
    columns = range(block.left(), block.right() + 1)
    texts = [[str(grid.index(r, c).data(DISPLAY) or "") for c in columns] for r in rows]
    clip = QMimeData()
    clip.setText("\n".join("\t".join(map(_inert, row)) for row in texts))
    lines = ("".join(map(_cell, row)) for row in texts)
    clip.setHtml(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
    return clip


def _inert(text: str) -> str:
    """Put the sign before a formula that makes it words."""
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(text: str) -> str:
    return f"<td{_TEXT if _FORMULA.match(text) else ''}>{escape(text)}</td>"


def paste(
    parent: QWidget, session: Session, table: Table, at: CellId, chosen: tuple[CellId, ...]
) -> None:
    """Paste what the clipboard holds: at once where all is plain, else after a look at it."""
    from nianbao.io.pasting.plan import (  # noqa: PLC0415  the readers are loaded when wanted
        NotPasted,
        Target,
        plan_paste,
    )

    copied = QGuiApplication.clipboard()
    text, (html, _) = copied.text(), copied.text("html")
    if not text.strip() and not html.strip():
        session.told.emit("剪贴板里没有可以粘贴的内容")
        return
    try:
        plans = plan_paste(html, text, session.book, session.report, Target(table, at, chosen))
    except (NotPasted, Refused) as refused:
        dialogs.warn(parent, "没有粘贴", refused.message)
        return
    plan, taken, clear = plans[0], plans[0].usual, False
    if len(plans) > 1 or not plan.is_plain:
        choice = dialogs.ask_paste(PastePreview(session.form, plans, parent))
        if choice is None:
            session.told.emit("没有粘贴")
            return
        plan, taken, clear = choice.plan, choice.taken, choice.clear
    cells = plan.entries(taken, clear=clear)
    session.do(
        plan.change(session.book, session.report, taken, clear=clear), f"粘贴 {len(cells)} 格"
    )
    session.told.emit(paste_words(plan, taken, clear=clear))


def filled_down(grid: GridModel, block: QItemSelectionRange) -> dict[CellId, str]:
    """Say what Ctrl+D enters: the top row of a block, or the cell above, in all the rest."""
    above = block.top() - 1 if block.top() == block.bottom() else block.top()
    entries: dict[CellId, str] = {}
    for column in range(block.left(), block.right() + 1):
        top = grid.index(above, column)
        if above < 0 or grid.field(top) is None:
            continue
        for row in range(above + 1, block.bottom() + 1):
            index = grid.index(row, column)
            field = grid.field(index)
            if field is not None and grid.is_typed(index):
                entries[field.id] = str(top.data(DISPLAY) or "")
    return entries
