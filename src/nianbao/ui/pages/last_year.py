"""What a passage said last year, beside what it says now, the differences marked as in Word.

What went is struck out, what came is underlined: told by the shape, never by colour alone.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from nianbao.core.differences import Kind, Piece, compare
from nianbao.core.links import with_numbers
from nianbao.core.numbers import write_number
from nianbao.core.report import Passage, PreviousReport
from nianbao.ui import theme

LEGEND: Final = "右边是{year}的文字与今年的对照：加删除线的是今年没有的，加下划线的是今年新写的。"
NOTHING: Final = "上一年没有这一部分。"
NOTHING_NOW: Final = "今年这一部分还没有写。上一年写的是："
REST: Final = "上一年还有下面这些，今年没有对应的部分："
SPOKEN: Final = {Kind.SAME: "{}", Kind.GONE: "（删去：{}）", Kind.NEW: "（新写：{}）"}


def legend(previous: PreviousReport) -> str:
    """Explain the marks."""
    return LEGEND.format(year="上一年" if previous.year is None else f"{previous.year}年")


def as_printed(passage: Passage, previous: PreviousReport) -> str:
    """Give what last year's passage said, with the numbers of that year."""
    return with_numbers(passage.body, lambda cell: write_number(previous.cells.get(cell)))


class LastYear(QTextEdit):
    """Shows last year's words; read-only, to be selected and copied from, as high as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("上一年的文字")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._shown: object = None
        self._written: tuple[str, Sequence[Piece]] | None = None
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_difference(self, heading: str, old: str | None, new: str) -> None:
        """Show how `new` differs from `old`; None where last year had no such passage."""
        if (heading, old, new) == self._shown:
            return
        self._shown = (heading, old, new)
        if old is None:
            self._show(NOTHING, ())
        elif not new.strip():
            self._show(NOTHING_NOW, (Piece(Kind.SAME, f"{heading}\n{old}".strip()),))
        else:
            self._show(heading, tuple(compare(old, new)))

    def show_passages(self, words: str, passages: Sequence[str]) -> None:
        """Show passages that have no counterpart now."""
        if (words, passages) != self._shown:
            self._shown = (words, passages)
            self._show(words, (Piece(Kind.SAME, "\n".join(passages)),))

    def changeEvent(self, event: QEvent) -> None:
        """Write it anew when the colours are others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._written is not None:
            self._show(*self._written)

    def _show(self, head: str, pieces: Sequence[Piece]) -> None:
        self._written = (head, pieces)
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if head:
            cursor.insertText(head + ("\n" if pieces else ""), _faint())
        for piece in pieces:
            cursor.insertText(piece.words, _look(piece.kind))
        cursor.endEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        spoken = (SPOKEN[piece.kind].format(piece.words) for piece in pieces)
        self.setAccessibleDescription(f"{head}\n{''.join(spoken)}".strip())

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 2 * self.frameWidth() + 8)


class Rest(QFrame):
    """What last year's section had besides, below the passages of this year."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.words = LastYear(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addWidget(self.words)
        self.hide()

    def show_passages(self, passages: Sequence[Passage], previous: PreviousReport) -> None:
        """Show these passages; without any it is out of sight."""
        said = [f"{p.heading}\n{as_printed(p, previous)}".strip() for p in passages]
        self.setVisible(bool(said))
        self.words.show_passages(REST, said)


def _faint() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.colours.faint)
    return look


def _look(kind: Kind) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.colours.ink)
    if kind is Kind.GONE:
        look.setFontStrikeOut(True)
        look.setForeground(theme.colours.broken_ink)
        look.setBackground(theme.colours.broken)
    elif kind is Kind.NEW:
        look.setFontUnderline(True)
        look.setForeground(theme.colours.done_ink)
        look.setBackground(theme.colours.locked)
    return look
