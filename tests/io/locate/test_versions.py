"""A table is of the form whose labels it has, whatever the year; older ones are read strictly."""

import pytest

from nianbao.io.form_toml import read_form
from nianbao.io.importing import read_workbook
from nianbao.io.paths import data

TITLE = "某县教育局2023年政府信息公开工作年度报告"


@pytest.fixture(scope="session")
def old(drawing):
    """Draw tables of the form of 2019."""
    return type(drawing)(read_form(data("forms") / "2019").form)


@pytest.fixture
def read(form, drawing):
    def imported(*rows):
        sheet = drawing.from_rows(
            [[TITLE], [], *(line for each in rows for line in [*each, [], []])]
        )
        return read_workbook(form, drawing.workbook(sheet), "last.xlsx")

    return imported


def named(imported, code):
    return [problem for problem in imported.problems if problem.code == code]


def test_each_table_says_its_own_layout(read, old, drawing):
    imported = read(
        old.rows("t2", old.numbered()),
        drawing.rows("t3", drawing.numbered()),
        drawing.rows("t4", drawing.numbered()),
    )
    assert imported.layouts == {"t2": "2019", "t3": "2021", "t4": "2021"}


def test_of_the_old_table_two_only_the_decisions_come_in(read, old):
    values = old.numbered()
    imported = read(old.rows("t2", values))
    decisions = [f"t2.{row}.decisions" for row in ("licences", "penalties", "compulsion")]
    assert imported.change.cells == {cell: values[cell] for cell in decisions}


def test_every_other_number_is_listed_once(read, old):
    values = old.numbered()
    imported = read(old.rows("t2", values))
    listed = [problem.as_read for problem in named(imported, "older_heading")]
    others = {
        cell: number
        for cell, number in values.items()
        if cell.startswith("t2.") and cell not in imported.change.cells
    }
    assert sorted(map(int, listed)) == sorted(others.values())
    assert len({problem.message for problem in imported.problems}) == len(imported.problems)


def test_what_the_new_form_asks_for_besides_is_said_to_be_missing(read, old):
    missing = {problem.cell for problem in named(read(old.rows("t2", old.numbered())), "not_found")}
    assert {"t2.rules.made", "t2.documents.in_force", "t2.fees.amount"} <= missing


def test_the_one_row_six_is_none_of_the_three(read, old):
    values = old.numbered()
    imported = read(old.rows("t3", values))
    same = {
        cell: number
        for cell, number in values.items()
        if cell.startswith("t3.") and not cell.startswith("t3.3-6.")
    }
    assert imported.layouts == {"t3": "2019"}
    assert imported.change.cells == same
    listed = {int(problem.as_read) for problem in named(imported, "older_heading")}
    assert listed == {number for cell, number in values.items() if cell.startswith("t3.3-6.")}


def test_a_table_that_lost_two_of_the_three_rows_is_no_old_one(read, drawing):
    rows = drawing.rows("t3", drawing.numbered())
    plain = [["" if mark in ("<", "^") else mark for mark in row] for row in rows]
    imported = read([*plain[:24], *plain[25:]])
    assert imported.layouts == {"t3": "2021"}


def test_a_table_that_mixes_both_gives_what_each_label_says(read, drawing):
    rows = drawing.rows("t2", drawing.numbered())
    rows[1][1:] = ["本年新制作数量", "本年新公开数量", "对外公开总数量"]
    imported = read(rows)
    cells = imported.change.cells
    assert cells["t2.licences.decisions"] == drawing.numbered()["t2.licences.decisions"]
    assert cells["t2.fees.amount"] == drawing.numbered()["t2.fees.amount"]
    assert not any(cell.startswith(("t2.rules", "t2.documents")) for cell in cells)
    assert len(named(imported, "older_heading")) == 6


def test_it_is_read_without_columns_too(read, old):
    values = old.numbered()
    rows = [
        [" ".join(mark for mark in row if mark and mark not in "<^")]
        for row in old.rows("t2", values)
    ]
    imported = read(rows)
    assert imported.layouts == {"t2": "2019"}
    assert imported.change.cells["t2.penalties.decisions"] == values["t2.penalties.decisions"]
    assert "t2.rules.in_force" not in imported.change.cells
