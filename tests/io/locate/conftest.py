"""Sheets drawn as text: `|` parts cells, `<` and `^` merge, numbers are numbers, `=` formulas."""

import re
from decimal import Decimal

import pytest

from nianbao.io.locate.layouts import layouts_of, lexicon_of
from nianbao.io.locate.words import words_of
from nianbao.io.workbook import Merge, Sheet, SheetCell, Workbook

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def cell_of(mark):
    if NUMBER.fullmatch(mark):
        return SheetCell(Decimal(mark))
    if mark.startswith("="):
        return SheetCell(None, formula=mark[1:])
    return SheetCell(mark)


def sheet_of(rows, name="Sheet1", **more):
    """Make a sheet of rows of marks."""
    cells, reach = {}, {}
    for r, row in enumerate(rows):
        for c, mark in enumerate(row):
            if mark in ("<", "^"):
                at = (r, c - 1) if mark == "<" else (r - 1, c)
                reach[r, c] = reach.get(at, at)
            elif mark:
                cells[r, c] = cell_of(mark)
    merges = {}
    for (r, c), (top, left) in reach.items():
        bottom, right = merges.get((top, left), (r, c))
        merges[top, left] = max(r, bottom), max(c, right)
    spread = tuple(Merge(*origin, *end) for origin, end in merges.items())
    return Sheet(name, cells, spread, **more)


def rows_of(drawing):
    """Read a drawing: one line a row."""
    return [[mark.strip() for mark in line.split("|")] for line in drawing.strip().splitlines()]


def official_rows(table, value):
    """Draw a table as the form prints it; `value` gives the mark for each field."""
    grid = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        for r in range(cell.top, cell.top + cell.height):
            for c in range(cell.left, cell.left + cell.width):
                grid[r][c] = "<" if c > cell.left else "^"
        grid[cell.top][cell.left] = cell.label or value(cell.field)
    return grid


def numbered(form, first=0):
    """Give every field a number of its own."""
    return {cell: first + number for number, cell in enumerate(form.fields, 1)}


class Drawing:
    """What a test draws with."""

    def __init__(self, form):
        self.form = form

    def sheet(self, drawing, name="Sheet1", **more):
        return sheet_of(rows_of(drawing), name, **more)

    def rows(self, table, values):
        def mark(field):
            return str(values[field.id]) if values.get(field.id) is not None else ""

        return official_rows(self.form.table(table), mark)

    def report(self, values, title="", name="Sheet1", tables=("t2", "t3", "t4"), **more):
        """Draw a whole report in one sheet, the tables one under the other."""
        rows = [[title], []]
        for table in tables:
            rows += [*self.rows(table, values), [], []]
        return sheet_of(rows, name, **more)

    def from_rows(self, rows, name="Sheet1", **more):
        return sheet_of(rows, name, **more)

    def workbook(self, *sheets):
        return Workbook(sheets, (), {})

    def numbered(self, first=0):
        return numbered(self.form, first)


@pytest.fixture(scope="session")
def drawing(form):
    return Drawing(form)


@pytest.fixture(scope="session")
def words(form):
    return words_of(form.id)


@pytest.fixture(scope="session")
def layouts(form, words):
    return layouts_of(form, words)


@pytest.fixture
def lexicon(form, layouts, words):
    return lexicon_of(form, layouts, words)
