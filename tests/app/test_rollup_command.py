"""`nianbao rollup`: a folder of units' files → their sum, who is missing, whose file fails."""

import json
import shutil
from pathlib import Path

import pytest

from nianbao.app.command_line import run

SAMPLES = Path(__file__).parents[1] / "samples"
DONE, TO_FIX, UNUSABLE = 0, 1, 2
NEW = "t3.1.natural"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "各单位"
    place.mkdir()
    return place


@pytest.fixture
def unit(folder):
    """Write the seed's report as that of a unit."""

    def unit(organ, *, year=2025, cells=None, name=None):
        plain = json.loads((SAMPLES / "seed.nianbao").read_text(encoding="utf-8"))
        plain.pop("checksum", None)
        plain.update(organ=organ, year=year, text={}, title="", preamble="", previous=None)
        plain["cells"].update(cells or {})
        path = folder / f"{name or organ}.nianbao"
        path.write_text(json.dumps(plain), encoding="utf-8")
        return path

    return unit


@pytest.fixture
def rollup(capsys, tmp_path):
    """Run the command; give exit status, what it wrote, and the lines on standard error."""

    def rollup(*arguments):
        out = tmp_path / "汇总.nianbao"
        status = run(["rollup", *map(str, arguments), "-o", str(out)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        written = json.loads(out.read_text(encoding="utf-8")) if out.exists() else None
        return status, written, [*said.out.splitlines(), *said.err.splitlines()]

    return rollup


def codes(written):
    return [problem["code"] for problem in written["problems"]]


def test_a_folder_of_whole_reports(unit, folder, rollup):
    unit("甲局")
    unit("乙局")
    status, written, said = rollup(folder)
    seed = json.loads((SAMPLES / "seed.nianbao").read_text(encoding="utf-8"))["cells"]
    assert status == DONE
    assert written["cells"] == {
        cell: 2 * number if isinstance(number, int) else "0" for cell, number in seed.items()
    }
    assert (written["scope"], written["year"], written["organ"]) == ("government", 2025, "")
    assert written["problems"] == []
    assert said == ["汇总了 2 个单位 2025 年的年报。"]


def test_files_of_other_programs_are_read_as_everywhere(unit, folder, rollup):
    unit("甲局", year=2024)
    shutil.copy(SAMPLES / "import" / "A01_官方三表_每表一页.xlsx", folder)
    _, written, said = rollup(folder, "--year", "2024")
    assert said[0].startswith("汇总了 2 个单位")
    assert written["sources"][NEW]["file"] == "2 个单位汇总"


def test_the_sum_itself_and_files_of_open_programs_are_no_units(unit, folder, rollup, tmp_path):
    unit("甲局")
    (folder / "~$甲局.docx").write_bytes(b"x" * 162)
    status, _, _ = rollup(folder, tmp_path / "汇总.nianbao")
    status, written, _ = rollup(folder, tmp_path / "汇总.nianbao")
    assert (status, codes(written)) == (DONE, [])


def test_a_file_that_is_named_and_not_there_is_missing(unit, folder, rollup):
    status, written, said = rollup(unit("甲局"), folder / "乙局.nianbao")
    assert (status, codes(written)) == (TO_FIX, ["unit_missing"])
    assert said[0] == "汇总了 1 个单位 2025 年的年报，缺 1 个单位。"
    assert "乙局.nianbao" in said[1]


def test_who_should_report_and_did_not(unit, folder, rollup, tmp_path):
    unit("甲局")
    unit("丁局")
    listed = tmp_path / "名单.txt"
    listed.write_bytes("甲局\r\n乙局\r\n\r\n".encode("gb18030"))
    status, written, said = rollup(folder, "--units", listed)
    assert (status, codes(written)) == (TO_FIX, ["unit_missing", "unit_unlisted"])
    assert "缺乙局的年报。" in said
    assert any("丁局" in line and "不在名单里" in line for line in said)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("乙.nianbao", b"{", id="damaged"),
        pytest.param("乙.pdf", b"%PDF-1.7\n", id="of no kind we read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(unit, folder, rollup, name, data):
    unit("甲局")
    (folder / name).write_bytes(data)
    status, written, said = rollup(folder)
    assert (status, codes(written)) == (TO_FIX, ["unit_failed"])
    assert name in said[1]
    assert "1 个文件没有加进去" in said[0]


def test_what_was_not_plainly_read_is_said_with_its_file(folder, rollup):
    shutil.copy(SAMPLES / "import" / "A04_符号_千分位_单位.xlsx", folder)
    status, written, said = rollup(folder)
    assert status == TO_FIX
    assert {problem["place"] for problem in written["problems"]} == {"A04_符号_千分位_单位.xlsx"}
    assert all("A04_符号" in line or line.startswith("淮安市") for line in said[1:])
    assert len({problem["cell"] for problem in written["problems"]}) == len(written["problems"])


def test_a_unit_without_a_year_is_added_and_named(unit, folder, rollup):
    unit("甲局")
    unit("乙局", year=None)
    status, written, said = rollup(folder)
    assert (status, codes(written)) == (TO_FIX, ["unit_no_year"])
    assert said[0].startswith("汇总了 2 个单位 2025 年")


def test_another_years_report_is_not_added(unit, folder, rollup):
    unit("甲局")
    unit("乙局")
    unit("丙局", year=2024)
    status, written, said = rollup(folder)
    assert (status, codes(written)) == (TO_FIX, ["unit_failed"])
    assert written["year"] == 2025
    assert "是 2024 年的" in said[1]


def test_as_many_of_one_year_as_of_another_is_asked(unit, folder, rollup):
    unit("甲局")
    unit("乙局", year=2024)
    status, written, said = rollup(folder)
    assert (status, written) == (UNUSABLE, None)
    assert said[0].startswith("[E_CHOOSE]")
    status, written, _ = rollup(folder, "--year", "2024")
    assert (status, written["year"]) == (TO_FIX, 2024)


def test_one_unit_is_added_once(unit, folder, rollup):
    unit("甲局")
    unit("甲局", name="甲局（改）", cells={NEW: 5})
    status, written, said = rollup(folder)
    assert (status, codes(written)) == (TO_FIX, ["unit_failed"])
    assert "甲局（改）.nianbao" in said[1]
    assert said[0].startswith("汇总了 1 个单位")


def test_a_total_that_is_wrong_is_named_with_its_unit(unit, folder, rollup):
    unit("甲局", cells={"t4.review.total": 99})
    status, written, said = rollup(folder)
    assert status == TO_FIX
    assert set(codes(written)) == {"unit_contradicts"}
    assert said[1].startswith("甲局：")


def test_nothing_that_can_be_read_is_refused_as_the_first_of_them(folder, rollup):
    (folder / "甲局.nianbao").write_bytes(b"")
    status, written, said = rollup(folder)
    assert (status, written) == (UNUSABLE, None)
    assert said[0].startswith("[E_EMPTY]")


def test_an_empty_folder(folder, rollup):
    status, _, said = rollup(folder)
    assert status == UNUSABLE
    assert said[0].startswith("[E_NOT_FOUND]")


def test_the_sum_is_a_report_that_can_be_checked_and_exported(
    unit, folder, rollup, tmp_path, capsys
):
    unit("甲局")
    unit("乙局")
    rollup(folder)
    out = tmp_path / "汇总.docx"
    assert run(["export", "--draft", str(tmp_path / "汇总.nianbao"), "-o", str(out)]) == DONE
    assert out.stat().st_size


@pytest.mark.parametrize("name", ["汇总.xlsx", "汇总"])
def test_the_sum_is_written_as_our_own_file_alone(unit, folder, name, tmp_path, capsys):
    unit("甲局")
    assert run(["rollup", str(folder), "-o", str(tmp_path / name)]) == UNUSABLE
    assert capsys.readouterr().err.startswith("[E_WRITE]")
