"""A stored text in a Qt document: read from it and put into it, links as signs of their own."""

from collections.abc import Container
from typing import Final

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from nianbao.core.form import CellId
from nianbao.core.links import LINK, link
from nianbao.ui.text.chips import cell_of, chip
from nianbao.ui.text.shown import SIGN, pieces

PLAIN: Final = QTextCharFormat()


def read(document: QTextDocument, begin: int = 0, end: int | None = None) -> str:
    """Give what stands between two places of a document, as the report keeps it."""
    text = _cursor(document, begin, _last(document) if end is None else end).selectedText()
    text = text.replace("\u2029", "\n")
    if SIGN not in text:
        return text
    parts, at = [], begin
    for before in text.split(SIGN)[:-1]:
        at += _units(before) + len(SIGN)
        cell = _cell_before(document, at)
        parts += [before, SIGN if cell is None else link(cell)]
    return "".join((*parts, text.rpartition(SIGN)[2]))


def put(cursor: QTextCursor, stored: str, known: Container[CellId]) -> None:
    """Put a stored text in place of what a cursor has selected; links to `known` cells as signs."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for piece in pieces(stored, known):
        if piece.cell is None:
            cursor.insertText(piece.words, PLAIN)
        else:
            cursor.insertText(SIGN, chip(piece.cell))
    cursor.endEditBlock()


def take_links(document: QTextDocument, known: Container[CellId]) -> None:
    """Put a sign for each link that stands in braces, the last first."""
    raw = document.toRawText()
    for match in reversed(list(LINK.finditer(raw))):
        if match[1] in known:
            begin = _units(raw[: match.start()])
            put(_cursor(document, begin, begin + len(match[0])), match[0], known)


def cell_near(document: QTextDocument, place: int) -> CellId | None:
    """Find the cell of a link on either side of a place."""
    sides = (at for at in (place, place + 1) if 0 < at <= _last(document))
    cells = (_cell_before(document, at) for at in sides)
    return next((cell for cell in cells if cell is not None), None)


def _cell_before(document: QTextDocument, place: int) -> CellId | None:
    return cell_of(_cursor(document, place, place).charFormat())


def _cursor(document: QTextDocument, begin: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _last(document: QTextDocument) -> int:
    return document.characterCount() - 1


def _units(text: str) -> int:
    """Count as Qt does: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
