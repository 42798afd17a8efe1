"""`nianbao check` of a file of another program: tables that are not laid out by the form (R06)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.app.books import all_books
from nianbao.app.command_line import run
from nianbao.core.finding import Severity
from nianbao.core.report import Change, Particulars, Report
from nianbao.io.found_layouts import layout_findings
from nianbao.io.imported import Imported, Problem
from nianbao.io.open_file import read_any

SAMPLES = Path(__file__).parents[1] / "samples"
OLD = SAMPLES / "import" / "A13_2019旧格式.xlsx"
CURRENT = [
    SAMPLES / "import" / f"{name}"
    for name in (
        "A02_一页全部_含正文.xlsx",
        "B37_Word年报.docx",
        "C01_真实网页结构.html",
        "B42_种子文本.txt",
    )
]


@pytest.fixture(scope="module")
def books():
    return all_books()


def findings(imported, books, year):
    report = Report(imported.form)
    particulars = replace(imported.change.particulars or Particulars(), year=year)
    report.apply(replace(imported.change, particulars=particulars))
    return layout_findings(imported, report, books[imported.form])


def problem(code, cell, place=""):
    return Problem(code, cell, place, "", "")


def imported(*problems, layout="2021"):
    layouts = {"t2": layout, "t3": layout, "t4": layout}
    return Imported("2021", Change(), problems, layouts=layouts)


def test_an_old_layout_in_a_year_of_the_new_form_is_named_table_by_table(books):
    found = findings(read_any(OLD, books), books, 2023)
    assert [(f.rule, f.severity, f.section) for f in found] == [
        ("R06", Severity.MUST_FIX, "2"),
        ("R06", Severity.MUST_FIX, "3"),
    ]
    assert all("旧格式" in f.message for f in found)
    assert len({f.about for f in found}) == 2


@pytest.mark.parametrize("year", [2019, 2020, None])
def test_an_old_layout_is_right_for_its_years(books, year):
    assert findings(read_any(OLD, books), books, year) == []


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: path.stem)
def test_the_official_layout_is_right_whatever_the_file_is(books, path):
    assert findings(read_any(path, books), books, 2024) == []


def test_rows_that_are_not_there(books):
    cells = ["t3.3-6-1.natural", "t3.3-6-1.total"]
    [finding] = findings(imported(*(problem("not_found", c) for c in cells)), books, 2024)
    assert (finding.section, finding.cells) == ("3", tuple(cells))
    assert "2 格" in finding.message


def test_rows_of_a_table_that_was_hard_to_read_may_be_there(books):
    told = [problem("not_found", "t3.3-6-1.total"), problem("by_position", "t3.1.natural")]
    assert findings(imported(*told), books, 2024) == []


def test_a_table_that_is_not_there_at_all_is_not_altered(books):
    alone = replace(imported(problem("not_found", "t3.1.total")), layouts={"t2": "2021"})
    assert findings(alone, books, 2024) == []


def test_words_in_a_cell_belong_below_the_table(books):
    [finding] = findings(imported(problem("note_in_cell", "t2.documents.made")), books, 2024)
    assert finding.cells == ("t2.documents.made",)
    assert "写在表下" in finding.message


def test_a_row_the_form_does_not_have(tmp_path, capsys):
    plain = json.loads((SAMPLES / "seed.nianbao").read_text(encoding="utf-8"))
    plain["cells"]["t3.3-6.natural"] = 0
    path = tmp_path / "旧表.nianbao"
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert run(["check", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    [finding] = [finding for finding in found if finding["rule"] == "R06"]
    assert (finding["severity"], finding["section"]) == ("must_fix", "3")
