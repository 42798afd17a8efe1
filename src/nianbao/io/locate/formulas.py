"""Works out formulas that only add up other cells, for files that were saved without results.

Plain sums alone: SUM, +, −, brackets, references within the workbook. Never follows a link.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.io.workbook import Position, Sheet, Workbook

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]+(?:\.[0-9]+)?)(?![0-9A-Za-z!:$])
    | (?P<sum>SUM)\s*\(
    | (?:(?P<sheet>'(?:[^'\[]|'')+'|[^\W\d][\w.]*)!)?
      \$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9][0-9]{0,6})
      (?::\$?(?P<column2>[A-Za-z]{1,3})\$?(?P<row2>[1-9][0-9]{0,6}))?(?![\w(!])
    | (?P<sign>[-+(),])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LARGEST_RANGE = 10_000
_DEEPEST = 40


class _NoSumError(Exception):
    """The formula is no plain sum, or something it adds is no number."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a formula comes to; `empty` tells that all it adds is blank."""

    total: Decimal
    empty: bool


_NOTHING = Sum(Decimal(0), empty=True)


class Sums:
    """Works out the formulas of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheets: Mapping[str, Sheet] = {
            sheet.name.casefold(): sheet for sheet in reversed(workbook.sheets)
        }
        self._under_way: list[tuple[str, Position]] = []
        self._known: dict[tuple[str, Position], Sum] = {}

    def work_out(self, sheet: Sheet, at: Position) -> Sum | None:
        """Work out the formula of a cell; None where it is more than a plain sum."""
        try:
            return self._formula(sheet, at)
        except _NoSumError:
            return None

    def _formula(self, sheet: Sheet, at: Position) -> Sum:
        here = sheet.name, at
        if here in self._known:
            return self._known[here]
        if here in self._under_way or len(self._under_way) >= _DEEPEST:
            raise _NoSumError
        self._under_way.append(here)
        try:
            total = _Expression(self, sheet, sheet.cells[at].formula).total()
            self._known[here] = total
            return total
        finally:
            self._under_way.pop()

    def sheet(self, name: str) -> Sheet:
        """Find a sheet of this workbook by the name a formula gives it."""
        plain = name.strip("'").replace("''", "'").casefold()
        if plain not in self._sheets:
            raise _NoSumError
        return self._sheets[plain]

    def cell(self, sheet: Sheet, at: Position) -> Sum:
        """Read a cell that is added: a number, a blank, or a formula of its own."""
        cell = sheet.cells.get(at)
        if cell is None or (cell.value is None and not cell.formula) or cell.value == "":
            return _NOTHING
        if isinstance(cell.value, Decimal):
            return Sum(cell.value, empty=False)
        if cell.value is None:
            return self._formula(sheet, at)
        # Spreadsheets pass over words, and a number typed as words would be lost.
        raise _NoSumError


class _Expression:
    """One formula being read from left to right."""

    def __init__(self, sums: Sums, sheet: Sheet, formula: str) -> None:
        self._sums = sums
        self._sheet = sheet
        self._tokens = list(_tokens(formula))
        self._next = 0

    def total(self) -> Sum:
        total = self._added()
        if self._next != len(self._tokens):
            raise _NoSumError
        return total

    def _added(self) -> Sum:
        """Read terms parted by + and −."""
        total, empty, factor = Decimal(0), True, self._signs()
        while True:
            term = self._term()
            total += factor * term.total
            empty = empty and term.empty
            if not self._sees("+", "-"):
                return Sum(total, empty)
            factor = self._signs()

    def _signs(self) -> int:
        factor = 1
        while self._sees("+", "-"):
            factor *= -1 if self._take()["sign"] == "-" else 1
        return factor

    def _term(self) -> Sum:
        token = self._take()
        if token["number"]:
            return Sum(Decimal(token["number"]), empty=False)
        if token["sum"]:
            return self._arguments()
        if token["column"]:
            if token["column2"]:
                raise _NoSumError
            return next(self._cells(token))
        if token["sign"] == "(":
            inner = self._added()
            self._expect(")")
            return inner
        raise _NoSumError

    def _arguments(self) -> Sum:
        """Read what SUM adds up to its closing bracket; ranges stand nowhere else."""
        parts: list[Sum] = []
        while True:
            token = self._tokens[self._next] if self._next < len(self._tokens) else None
            if token is not None and token["column2"]:
                self._next += 1
                parts += self._cells(token)
            else:
                parts.append(self._added())
            if not self._sees(","):
                break
            self._take()
        self._expect(")")
        return Sum(sum((part.total for part in parts), Decimal(0)), all(p.empty for p in parts))

    def _cells(self, token: re.Match[str]) -> Iterator[Sum]:
        sheet = self._sums.sheet(token["sheet"]) if token["sheet"] else self._sheet
        top, left = int(token["row"]) - 1, _column(token["column"])
        bottom = int(token["row2"] or token["row"]) - 1
        right = _column(token["column2"] or token["column"])
        rows = range(min(top, bottom), max(top, bottom) + 1)
        columns = range(min(left, right), max(left, right) + 1)
        if len(rows) * len(columns) > _LARGEST_RANGE:
            raise _NoSumError
        return (self._sums.cell(sheet, (row, column)) for row in rows for column in columns)

    def _sees(self, *signs: str) -> bool:
        return self._next < len(self._tokens) and self._tokens[self._next]["sign"] in signs

    def _take(self) -> re.Match[str]:
        if self._next == len(self._tokens):
            raise _NoSumError
        self._next += 1
        return self._tokens[self._next - 1]

    def _expect(self, sign: str) -> None:
        if self._take()["sign"] != sign:
            raise _NoSumError


def _tokens(formula: str) -> Iterator[re.Match[str]]:
    at = 0
    text = formula.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _NoSumError
        yield token
        at = token.end()


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
