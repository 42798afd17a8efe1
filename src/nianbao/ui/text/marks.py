"""Marks in a text: what a finding speaks of, and what is still last year's.

A mark is told by the shape of its line, never by colour alone: a full line must be fixed, dashes
want a reason, dots are a hint or already explained, a wave is last year's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from nianbao.core.finding import Finding
from nianbao.core.stale import StaleKind
from nianbao.ui import theme
from nianbao.ui.text.underlines import LINES, Run


@dataclass(frozen=True)
class Mark:
    """A marked stretch of an editor's text, in the editor's own places.

    `words` say what is the matter; of last year's sentences they are the sentence itself.
    `finding` is what they are about, if it is a finding.
    """

    begin: int
    end: int
    kind: str
    words: str
    finding: Finding | None = None


class Marks(QSyntaxHighlighter):
    """Holds the marks of one editor and draws their ground; the text itself is not touched."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._marks: tuple[Mark, ...] = ()
        self._runs: list[tuple[Run, ...]] = []

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these stretches and no others, drawing anew only the paragraphs concerned."""
        self._marks = tuple(marks)
        before, self._runs = self._runs, self._by_paragraph()
        if len(before) != len(self._runs):
            self.rehighlight()
            return
        for number, (old, new) in enumerate(zip(before, self._runs, strict=True)):
            if old != new:
                self.rehighlightBlock(self.document().findBlockByNumber(number))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found in the text, each once, in the order of the text."""
        marks = sorted(self._marks, key=lambda mark: mark.begin)
        found = {id(mark.finding): mark.finding for mark in marks if mark.finding is not None}
        return tuple(found.values())

    def at(self, place: int) -> tuple[Mark, ...]:
        """Find the marks at a place: findings first."""
        found = [mark for mark in self._marks if mark.begin <= place <= mark.end]
        return tuple(sorted(found, key=lambda mark: mark.finding is None))

    def sentence_at(self, place: int) -> str | None:
        """Find the untouched sentence of last year at a place."""
        kinds = (mark for mark in self.at(place) if mark.kind == StaleKind.SENTENCE)
        return next((mark.words for mark in kinds), None)

    def runs(self, paragraph: int) -> tuple[Run, ...]:
        """Give the lines to be drawn in a paragraph, counted from 0; none lies over another."""
        return self._runs[paragraph] if paragraph < len(self._runs) else ()

    def highlightBlock(self, _text: str) -> None:
        """Lay the ground under what is marked in one paragraph; Qt calls this."""
        for begin, end, kind in self.runs(self.currentBlock().blockNumber()):
            ground = LINES[kind].ground
            if ground:
                look = QTextCharFormat()
                look.setBackground(getattr(theme.brushes, ground))
                self.setFormat(begin, end - begin, look)

    def _by_paragraph(self) -> list[tuple[Run, ...]]:
        """Share the marks out among the paragraphs, the gravest over the rest."""
        order = list(LINES)
        marks = sorted(self._marks, key=lambda mark: order.index(mark.kind))
        paragraphs: list[tuple[Run, ...]] = []
        block = self.document().firstBlock()
        while block.isValid():
            start, length = block.position(), block.length() - 1
            kinds = [""] * length
            for mark in marks:
                begin, end = max(mark.begin - start, 0), min(mark.end - start, length)
                if begin < end:
                    kinds[begin:end] = [mark.kind] * (end - begin)
            paragraphs.append(_runs(kinds))
            block = block.next()
        return paragraphs


def _runs(kinds: Sequence[str]) -> tuple[Run, ...]:
    """Join neighbours of the same kind."""
    runs = []
    for kind, group in groupby(range(len(kinds)), key=kinds.__getitem__):
        places = list(group)
        if kind:
            runs.append((places[0], places[-1] + 1, kind))
    return tuple(runs)
