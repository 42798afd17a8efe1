"""Whatever is done to a report's rows, columns or bytes: an answer, and no wrong number unsaid.

The examples are the same in every run; `--hypothesis-profile long` looks much further.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noise import Report

from nianbao.io.form_toml import read_form
from nianbao.io.importing import read_workbook
from nianbao.io.open_file import read_any
from nianbao.io.paths import data
from nianbao.io.problems import Refused
from nianbao.io.workbook import Sheet, Workbook

BOOK = read_form(data("forms") / "2021")
"""No fixture: Hypothesis would write it out with every example that fails."""

SAMPLE = Path(__file__).parents[1] / "samples" / "import" / "A01_官方三表_每表一页.xlsx"

Places = st.integers(0, 60)
Lost = st.lists(st.tuples(st.just("drop"), st.booleans(), Places, Places), max_size=1)
"""At most one line is lost: of two, one may leave what the other takes for its own."""

Others = st.lists(
    st.tuples(st.sampled_from(["free", "clear"]), st.booleans(), Places, Places), max_size=3
)


def changed(sheet, kind, is_row, first, second):
    """Drop a row or column, leave one free, or clear a cell.

    None of it makes a number say anything else; rows that change places would.
    """

    def place(index):
        if kind == "drop":
            return None if index == first else index - (index > first)
        return index + (index >= first) if kind == "free" else index

    cells = {}
    for at, cell in sheet.cells.items():
        to = place(at[0] if is_row else at[1])
        if to is not None and not (kind == "clear" and at == (first, second)):
            cells[(to, at[1]) if is_row else (at[0], to)] = cell
    # Cells that move no longer belong to their merges.
    return Sheet(sheet.name, cells, sheet.merges if kind == "clear" else ())


@given(
    seed=st.integers(0, 10**6),
    damage=st.sampled_from([0.0, 0.02, 0.1]),
    lost=Lost,
    others=Others,
)
def test_rows_and_columns_dropped_and_freed_and_cells_cleared(seed, damage, lost, others):
    report = Report(BOOK.form, seed, damage)
    sheets = report.workbook.sheets
    for change in (*lost, *others):
        sheets = [changed(sheet, *change) for sheet in sheets]
    workbook = Workbook(tuple(sheets), (), {})
    check(report.numbers, lambda: read_workbook(BOOK.form, workbook, "last.xlsx"))


@pytest.fixture(scope="module")
def whole():
    """A sound workbook: its bytes, and what it holds."""
    return SAMPLE.read_bytes(), read_any(SAMPLE, {"2021": BOOK}).change.cells


@given(
    cut=st.integers(0, 2**20),
    bites=st.lists(st.tuples(st.integers(0, 2**20), st.binary(min_size=1, max_size=4)), max_size=6),
    is_cut=st.booleans(),
)
def test_bytes_of_a_workbook_bitten_off_and_replaced(whole, scratch, cut, bites, is_cut):
    file, numbers = bytearray(whole[0]), whole[1]
    for at, bite in bites:
        start = at % len(file)
        file[start : start + len(bite)] = bite
    if is_cut:
        del file[cut % len(file) :]
    scratch.write_bytes(file)
    check(numbers, lambda: read_any(scratch, {"2021": BOOK}))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "bitten.xlsx"


def check(numbers, read):
    """Read: a refusal is an answer; of a number that comes in wrong the clerk is told."""
    try:
        imported = read()
    except Refused:
        return
    said = {problem.cell for problem in imported.problems}
    wrong = {
        cell: (number, got)
        for cell, number in numbers.items()
        if (got := imported.change.cells.get(cell)) not in (None, number) and cell not in said
    }
    assert not wrong
