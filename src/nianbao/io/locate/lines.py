"""Reads a sheet as running text: words, and the values that stand behind them.

For text whose columns are lost: copied out of a PDF, pasted, one value a line. Where a value
stands in its line says nothing here, only which words and values come before it. Knows no
label.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nianbao.io.locate.labels import tight
from nianbao.io.locate.values import words_of_value
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import Block, Position, Sheet, SheetCell

_APART = re.compile(r"[\t\n]|\s{2,}|\u3000")
"""What parts one phrase from the next; a single blank may stand inside of one."""

_NUMBER = r"[-−+]?[0-9](?:[0-9,.]*[0-9])?"
_FURNITURE = re.compile(r"[-—–·]+\s*[0-9]+\s*[-—–·]+|第\s*[0-9]+\s*页(?:[，,\s]*共\s*[0-9]+\s*页)?")
"""Page numbers."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, and the row of the sheet they stand in."""

    row: int
    text: str


@dataclass(slots=True)
class Run:
    """Some phrases and all the values that follow, up to the next phrase."""

    phrases: list[Phrase] = field(default_factory=list)
    values: list[Position] = field(default_factory=list)
    _is_column: bool = True

    def goes_on_with(self, values: int) -> bool:
        """Tell whether a line of so many values and no words belongs to it."""
        return not self.values or values == 0 or (self._is_column and values == 1)

    def take(self, row: int, phrases: Iterable[str], values: Sequence[Position]) -> None:
        """Take a line."""
        self.phrases += [Phrase(row, text) for text in phrases]
        self.values += values
        self._is_column = self._is_column and len(values) <= 1


@dataclass(frozen=True)
class RunningText:
    """A sheet as running text; `parted` holds each value in a cell of its own."""

    sheet: Sheet
    runs: tuple[Run, ...]
    parted: Sheet


def running_text(sheet: Sheet, words: ValueWords) -> RunningText:
    """Read a sheet line by line."""
    parting = _Parting(words)
    runs = [Run()]
    cells: dict[Position, SheetCell] = {}
    blocks: list[Block] = []
    for row, line in _lines(sheet).items():
        phrases, values = parting.line(line)
        blocks.append(Block(row, sheet.place(row, line[0][0])))
        held = {(row, number): value for number, value in enumerate(values)}
        if (phrases and runs[-1].values) or not runs[-1].goes_on_with(len(values)):
            runs.append(Run())
        runs[-1].take(row, phrases, list(held))
        cells |= held
    parted = Sheet(sheet.name, cells, hidden_rows=sheet.hidden_rows, blocks=tuple(blocks))
    return RunningText(sheet, tuple(run for run in runs if run.values), parted)


def _lines(sheet: Sheet) -> Mapping[int, list[tuple[int, SheetCell]]]:
    """Give the cells of each row that is no page number, from the left."""
    lines: dict[int, list[tuple[int, SheetCell]]] = {}
    for row, column in sorted(sheet.cells):
        cell = sheet.cells[row, column]
        text = cell.value if isinstance(cell.value, str) else ""
        if not _FURNITURE.fullmatch(text.strip()):
            lines.setdefault(row, []).append((column, cell))
    return lines


class _Parting:
    """Parts lines into phrases and values."""

    def __init__(self, words: ValueWords) -> None:
        units = "|".join(map(re.escape, (*words.counted, *words.money)))
        self._number = re.compile(rf"{_NUMBER}(?:{units})?")
        self._blank = words.blank

    def line(self, cells: Iterable[tuple[int, SheetCell]]) -> tuple[list[str], list[SheetCell]]:
        """Give the phrases of a line, and the values at its end; words may follow none."""
        phrases: list[str] = []
        values: list[SheetCell] = []
        for _, cell in cells:
            for piece in self._pieces(cell):
                if isinstance(piece, str):
                    values.clear()
                    phrases.append(piece)
                else:
                    values.append(piece)
        return phrases, values

    def _pieces(self, cell: SheetCell) -> Iterator[str | SheetCell]:
        if not isinstance(cell.value, str):
            yield _as_saved(cell)
            return
        for phrase in _APART.split(cell.value):
            tokens = phrase.split()
            last = len(tokens)
            while last and self._is_value(tokens[last - 1]):
                last -= 1
            if last:
                yield " ".join(tokens[:last])
            for token in tokens[last:]:
                yield SheetCell(token)

    def _is_value(self, token: str) -> bool:
        if tight(token) in self._blank:
            return True
        return self._number.fullmatch(unicodedata.normalize("NFKC", token)) is not None


def _as_saved(cell: SheetCell) -> SheetCell:
    """Take a cell's result; its formula speaks of places that are not those of the text."""
    if cell.value is None:
        return SheetCell(f"={cell.formula}")
    if isinstance(cell.value, Decimal):
        return replace(cell, formula="")
    return SheetCell(words_of_value(cell.value))
