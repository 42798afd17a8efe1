"""What the benchmarks make of figures, and that each kind of them runs."""

import gc
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "benchmarks"))  # scripts that import each other

import package
import run
from measured import NO_LIMIT, QUICK, SMALLEST, Effort, Limit, Pair, Row, as_json, from_json
from one_run import KINDS
from programs import ENDING, programs_in_turn
from record import Record, read_record, write_record
from table import spread_table, table
from timing import in_line, in_turn, typical
from verdict import over_limit, regressions, verdict

MADE = Record(date(2026, 1, 2), "a PC", 5, {"check / floor": {1: 2.0, 10: 4.0}})


def row(once, tenfold=None, *, limit=NO_LIMIT, unit="ms", worst=None):
    """A row whose floor takes 10."""
    sizes = {1: Pair(once * 10, 10, worst)}
    if tenfold is not None:
        sizes[10] = Pair(tenfold * 10, 10)
    return Row("check", "floor", unit, sizes, limit, "checks")


# Against the record


@pytest.mark.parametrize(
    ("measured", "recorded", "said"),
    [
        pytest.param(row(2.0, 4.0), {1: 2, 10: 4}, "as recorded", id="the same"),
        pytest.param(row(2.4, 4.8), {1: 2, 10: 4}, "as recorded", id="a fifth more is noise"),
        pytest.param(row(2.42), {1: 2}, "slower, 1.21 × recorded", id="more than a fifth"),
        pytest.param(row(1.0, 6.0), {1: 2, 10: 4}, "slower, 1.50 × recorded", id="slower at 10×"),
        pytest.param(
            row(2.5, 6.0), {1: 2, 10: 4}, "slower, 1.50 × recorded", id="the worse of two"
        ),
        pytest.param(row(1.0), {1: 2}, "better, 0.50 × recorded", id="better"),
        pytest.param(row(2.5, unit="MB"), {1: 2}, "larger, 1.25 × recorded", id="memory"),
        pytest.param(row(2.0), {}, "not recorded", id="a new row"),
        pytest.param(row(9.0), {10: 4}, "not recorded", id="a size that is not recorded"),
        pytest.param(replace(row(1), sizes={}), {1: 2}, "not built", id="nothing to measure"),
    ],
)
def test_a_row_is_held_against_the_record(measured, recorded, said):
    assert verdict(measured, recorded) == said


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (row(1.5, limit=Limit(ratio=1.5)), []),
        (row(1.6, limit=Limit(ratio=1.5)), ["over 1.5 × promised"]),
        (row(1.6, limit=Limit(typical=16)), []),
        (row(1.7, limit=Limit(typical=16)), ["over 16 ms promised"]),
        (row(1, worst=51, limit=Limit(worst=50)), ["worst over 50 ms promised"]),
        (row(1, worst=50, limit=Limit(worst=50)), []),
        (row(1, 9, limit=Limit(ratio=1.5)), []),
        (replace(row(9, limit=Limit(ratio=1.5)), sizes={}), []),
    ],
)
def test_a_promise_that_is_not_kept_is_named(measured, said):
    assert list(over_limit(measured)) == said


def test_each_size_that_is_worse_is_reported():
    assert regressions([row(2.0, 4.0)], MADE) == []
    assert regressions([replace(row(9), what="new")], MADE) == []
    assert regressions([row(3.0, 6.0)], MADE) == [
        "slower than recorded: check at 1×, 1.50 times (3.00 × floor, recorded 2.00)",
        "slower than recorded: check at 10×, 1.50 times (6.00 × floor, recorded 4.00)",
    ]


# The record


def test_a_record_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "recorded.toml"
    path.write_text(write_record(MADE), encoding="utf-8")
    assert read_record(path) == MADE


def test_where_there_is_no_record_nothing_is_recorded(tmp_path):
    assert read_record(tmp_path / "none.toml").ratios == {}


def test_the_new_record_keeps_what_could_not_be_measured():
    unbuilt = replace(row(1), what="installer", sizes={})
    old = replace(MADE, ratios={"installer / floor": {1: 0.7}, "gone / floor": {1: 1.0}})
    assert run.renewed(old, [row(3.0), unbuilt], 5).ratios == {
        "check / floor": {1: 3.0},
        "installer / floor": {1: 0.7},
    }


# The table


def test_the_table():
    rows = [
        row(2.5, 4.0, worst=31, limit=Limit(ratio=2)),
        Row("installer: size", "the 25 MB promised", "MB", {}),
    ]
    assert [re.split(r"\s{2,}", line) for line in table(rows, MADE.ratios).splitlines()] == [
        ["what", "floor", "ours", "its", "1×", "10×", "growth", "recorded", "verdict"],
        [
            *("check", "floor", "25 ms (worst 31)", "10 ms", "2.5", "4", "1.6 ×", "2 / 4"),
            "slower, 1.25 × recorded; over 2 × promised",
        ],
        ["installer: size", "the 25 MB promised", *"––––––", "not built"],
    ]


def test_the_spread_of_several_runs():
    assert spread_table([[row(2.0, 4.0)], [row(2.5, 4.0)]]).splitlines() == [
        "what   floor  spread at 1×  at 10×",
        "check  floor           25%      0%",
    ]


# Measuring


def test_deeds_are_done_in_turn_and_nothing_is_collected_meanwhile():
    done = []

    def deed(name):
        return lambda: done.append((name, gc.isenabled(), sum(range(200_000))))

    times = in_turn(Effort(seconds=0, least=2, most=2), deed("ours"), deed("floor"))
    assert [name for name, *_ in done[-4:]] == ["ours", "floor"] * 2
    assert {collecting for _, collecting, _ in done[-4:]} == {False}
    assert gc.isenabled()
    assert all(seconds > 0 for seconds in times)


def test_standing_in_line_for_a_processor_does_not_count():
    assert in_line("769374 6700000 2\n") == 0.0067


def test_a_few_slow_times_do_not_count():
    assert typical([1.0, 1.1, 1.2, 50.0, 60.0]) == 1.1


@pytest.mark.parametrize(
    ("effort", "once", "rounds"),
    [(SMALLEST, 1e-9, 1), (SMALLEST, 9, 1), (QUICK, 1e-9, 60), (QUICK, 9, 7), (QUICK, 0.03, 20)],
)
def test_how_often_something_is_measured(effort, once, rounds):
    assert effort.rounds(once) == rounds


def test_rows_come_out_of_a_process_as_they_were():
    rows = [row(2.0, 4.0, worst=3, limit=Limit(1.5, 16, 50)), replace(row(1), sizes={})]
    assert from_json(as_json(rows)) == rows


def test_a_program_in_a_process_of_its_own_tells_what_it_took():
    weight = programs_in_turn(SMALLEST, {"floor": f"{ENDING}\ndone()"})["floor"]
    assert weight.seconds > 0
    assert weight.megabytes > 1


def test_what_was_built_is_weighed_and_what_was_not_is_absent(monkeypatch, tmp_path):
    monkeypatch.setattr(package, "BUILT", tmp_path)
    assert [row.sizes for row in package.rows(SMALLEST)] == [{}, {}]
    (tmp_path / f"nianbao-{package.__version__}-setup.exe").write_bytes(bytes(5_000_000))
    (tmp_path / "nianbao" / "lib").mkdir(parents=True)
    (tmp_path / "nianbao" / "lib" / "one").write_bytes(bytes(15_000_000))
    installer, installed = package.rows(SMALLEST)
    assert (installer.sizes, installed.sizes) == ({1: Pair(5, 25)}, {1: Pair(15, 75)})


# The command


@pytest.fixture
def measured(monkeypatch):
    """What each run gives, instead of measuring; `asked` tells which kinds were to be measured."""

    def measure(*runs):
        left, asked = list(runs), []

        def one_run(_effort, kinds):
            asked.append(list(kinds))
            return left.pop(0)

        monkeypatch.setattr(run, "one_run", one_run)
        return asked

    return measure


@pytest.fixture
def recorded(tmp_path):
    path = tmp_path / "recorded.toml"
    path.write_text(write_record(MADE), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("again", "options", "status", "last"),
    [
        (row(3.0), [], 0, "slower than recorded: check at 1×, 1.50 times (3.00 × floor, "),
        (row(3.0), ["--strict"], 1, "slower than recorded: check at 1×, 1.50 times"),
        (row(2.0), ["--strict"], 0, "nothing is worse than recorded"),
    ],
    ids=["is reported", "fails if asked to", "counts only if it is so twice"],
)
def test_what_is_worse(measured, recorded, capsys, again, options, status, last):
    asked = measured([row(3.0)], [again])
    assert run.main(["--recorded", str(recorded), *options]) == status
    assert capsys.readouterr().out.splitlines()[-1].startswith(last)
    assert asked == [list(KINDS), ["checks"]]


def test_what_is_as_recorded_is_not_measured_again(measured, recorded):
    asked = measured([row(2.1, 4.0)])
    assert run.main(["--recorded", str(recorded)]) == 0
    assert len(asked) == 1


def test_medians_of_several_runs_are_recorded(measured, recorded):
    measured([row(9.0)], [row(7.0)], [row(8.0)])
    assert run.main(["--recorded", str(recorded), "--runs", "3", "--record"]) == 0
    record = read_record(recorded)
    assert (record.ratios, record.runs) == ({"check / floor": {1: 8.0}}, 3)


def test_a_part_is_not_recorded(recorded):
    with pytest.raises(SystemExit):
        run.main(["--recorded", str(recorded), "--record", "--only", "checks"])


def test_a_benchmark_runs_and_what_it_measures_is_recorded():
    """Once, without a look at the figures; that all kinds run is shown by CI, which runs them."""
    rows = run.one_run("smallest", ["checks", "package"])
    assert {row.kind for row in rows} == {"checks", "package"}
    assert {row.name for row in rows} <= read_record(run.RECORDED).ratios.keys()
    assert all(pair.ratio > 0 for row in rows for pair in row.sizes.values())
