"""`nianbao start`: this year's report from last year's file, whatever that is."""

import json
from pathlib import Path

import pytest

from nianbao.app.command_line import run

SAMPLES = Path(__file__).parents[1] / "samples"
SEED = SAMPLES / "seed.nianbao"


@pytest.fixture
def start(tmp_path, capsys):
    """Run the command; give the exit status, the new report and what was said."""

    def run_start(source, *more):
        out = tmp_path / "今年.nianbao"
        status = run(["start", str(source), "-o", str(out), *more])
        report = json.loads(out.read_text(encoding="utf-8")) if out.exists() else None
        return status, report, capsys.readouterr().err

    return run_start


@pytest.fixture
def last(tmp_path):
    """Last year's report file, with some of its keys changed."""

    def write(**changed):
        plain = json.loads(SEED.read_text(encoding="utf-8"))
        plain["cells"].update(changed)
        path = tmp_path / "去年.nianbao"
        path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_what_was_handed_on_comes_in_and_nothing_else(start, last):
    received = {"t3.1.natural": 3, "t3.1.total": 3}
    status, report, said = start(last(**received, **{"t3.4.natural": 2, "t3.4.total": 2}))
    assert status == 0
    assert said == ""
    filled = {cell: value for cell, value in report["cells"].items() if value is not None}
    assert filled == {
        f"t3.2.{column}": 2 if column in ("natural", "total") else 0
        for column in ("natural", "business", "research", "welfare", "legal", "other", "total")
    }


def test_the_carried_cells_say_where_they_came_from(start, last):
    _, report, _ = start(last())
    source = report["sources"]["t3.2.natural"]
    assert source["file"] == "去年.nianbao"
    assert source["carried"] is True


def test_last_year_stays_beside_and_the_year_moves_on(start, last):
    _, report, _ = start(last())
    assert report["year"] == 2025
    assert report["previous"]["year"] == 2024
    assert len(report["previous"]["cells"]) == 200
    assert report["title"].startswith(report["organ"] + "2025年")
    assert report["signature"]["date"] is None
    assert "2025年" in report["text"]["6"][0]["body"]


def test_a_blank_is_not_carried_and_said(start, last):
    _, report, said = start(last(**{"t3.4.natural": None}))
    assert report["cells"]["t3.2.natural"] is None
    assert "“四、结转下年度继续办理”“自然人”没有数字" in said


def test_a_workbook_of_several_years_needs_the_year(start):
    path = SAMPLES / "import" / "A10_多年度一册.xlsx"
    status, report, _ = start(path, "--year", "2024")
    assert status == 0
    assert (report["previous"]["year"], report["year"]) == (2024, 2025)


def test_of_several_years_the_one_before_the_year_to_be_reported_is_meant(start, monkeypatch):
    monkeypatch.setattr("nianbao.app.commands.year_to_report", lambda _: 2024)
    status, report, said = start(SAMPLES / "import" / "A10_多年度一册.xlsx")
    assert status == 0
    assert report["previous"]["year"] == 2023
    assert "2023年" in said


def test_where_that_year_is_not_there_the_names_are_said(start, monkeypatch):
    monkeypatch.setattr("nianbao.app.commands.year_to_report", lambda _: 2031)
    status, report, said = start(SAMPLES / "import" / "A10_多年度一册.xlsx")
    assert status == 2
    assert report is None
    assert said.startswith("[E_CHOOSE]")


def test_what_was_started_can_be_checked(start, last, tmp_path, capsys):
    start(last())
    assert run(["check", str(tmp_path / "今年.nianbao"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["blank"] == 193
