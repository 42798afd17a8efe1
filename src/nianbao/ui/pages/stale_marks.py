"""Marks in a text what is still last year's: a wavy line under sentences, a ground for numbers."""

from collections.abc import Sequence

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from nianbao.core.stale import Stale, StaleKind
from nianbao.ui import theme


class StaleMarks(QSyntaxHighlighter):
    """Draws the marks of one passage; the text itself is not touched."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._pieces: tuple[Stale, ...] = ()
        sentence = QTextCharFormat()
        sentence.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        sentence.setUnderlineColor(theme.WARN_INK)
        token = QTextCharFormat(sentence)
        token.setBackground(theme.DOUBTFUL)
        self._formats = {
            StaleKind.SENTENCE: sentence,
            StaleKind.NUMBER: token,
            StaleKind.YEAR: token,
        }

    def show_pieces(self, pieces: Sequence[Stale]) -> None:
        """Mark these pieces and no others."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self.rehighlight()

    def sentence_at(self, place: int) -> tuple[int, int] | None:
        """Find the untouched sentence at a place of the text: where it begins and ends."""
        for piece in self._pieces:
            if piece.kind is StaleKind.SENTENCE and piece.begin <= place <= piece.end:
                return piece.begin, piece.end
        return None

    def highlightBlock(self, text: str) -> None:
        """Mark what falls into one paragraph; Qt calls this."""
        start = self.currentBlock().position()
        for piece in self._pieces:
            begin, end = max(piece.begin - start, 0), min(piece.end - start, len(text))
            if begin < end:
                self.setFormat(begin, end - begin, self._formats[piece.kind])
