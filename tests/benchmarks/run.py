"""How fast and how large the program is, as ratios to floors measured in the same run.

    python tests/benchmarks/run.py              everything, in some minutes
    python tests/benchmarks/run.py --quick      everything, in less than a minute
    python tests/benchmarks/run.py --runs 5 --record     kept as what others are held against

Prints one table, and after it every ratio that is worse than the recorded one by more than a
fifth, twice measured. docs/benchmarks.md says what each row means.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import PySide6
from measured import Row, from_json
from one_run import KINDS
from record import Record, read_record, write_record
from table import spread_table, table
from verdict import regressions

HERE = Path(__file__).parent
RECORDED = HERE / "recorded.toml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and what is worse than recorded; 1 for that if --strict."""
    parser = command_line()
    asked = parser.parse_args(arguments)
    if asked.record and asked.only:
        parser.error("--record is for everything, not for --only some of it")
    runs = [one_run(asked.effort, asked.only or tuple(KINDS)) for _ in range(asked.runs)]
    record = read_record(asked.recorded)
    rows = middle(runs)
    if not asked.record:
        rows = looked_at_twice(rows, record, asked.effort)
    print(f"recorded: {record.made}, {record.machine}\nnow:      {today()}, {machine()}\n")
    print(table(rows, record.ratios))
    if len(runs) > 1:
        print(f"\n{spread_table(runs)}")
    if asked.record:
        asked.recorded.write_text(write_record(renewed(record, rows, len(runs))), "utf-8")
        return 0
    found = regressions(rows, record)
    print("\n" + "\n".join(found or ["nothing is worse than recorded"]))
    return 1 if asked.strict and found else 0


def command_line() -> argparse.ArgumentParser:
    """Say what can be typed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    effort = parser.add_mutually_exclusive_group()
    effort.set_defaults(effort="full")
    for name, words in (
        ("quick", "in less than a minute on an idle PC"),
        ("smallest", "everything once, which shows that it works and nothing else"),
    ):
        effort.add_argument(
            f"--{name}", action="store_const", const=name, dest="effort", help=words
        )
    parser.add_argument("--only", nargs="+", choices=KINDS, help="these kinds alone")
    parser.add_argument("--runs", type=int, default=1, help="so many runs; medians and spread")
    parser.add_argument("--record", action="store_true", help="keep the ratios as the record")
    parser.add_argument("--strict", action="store_true", help="exit status 1 if one is worse")
    parser.add_argument("--recorded", type=Path, default=RECORDED, help="the file of the record")
    return parser


def one_run(effort: str, kinds: Iterable[str]) -> list[Row]:
    """Measure in a process of its own, away from the settings of whoever runs this."""
    with tempfile.TemporaryDirectory() as own:
        environment = os.environ | {
            "XDG_CONFIG_HOME": own,
            "XDG_DATA_HOME": own,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONHASHSEED": "0",
        }
        command = [sys.executable, str(HERE / "one_run.py"), effort, *kinds]
        return from_json(subprocess.check_output(command, text=True, env=environment))


def looked_at_twice(rows: Sequence[Row], record: Record, effort: str) -> list[Row]:
    """Measure again what is worse than recorded, and take the better: chance seldom strikes twice.

    All of its kind is measured again, in the same order, as whatever ran before may matter.
    """
    kinds = dict.fromkeys(row.kind for row in rows if regressions([row], record))
    again = {row.name: row for row in one_run(effort, kinds)} if kinds else {}
    return [better(row, again.get(row.name, row)) for row in rows]


def better(row: Row, again: Row) -> Row:
    """Take at each size the pair with the smaller ratio."""
    pairs = {
        size: min(pair, again.sizes[size], key=lambda pair: pair.ratio)
        for size, pair in row.sizes.items()
    }
    return replace(row, sizes=pairs)


def middle(runs: Sequence[Sequence[Row]]) -> list[Row]:
    """Give of each row and size the pair whose ratio is the median of the runs."""
    return [
        replace(
            same[0],
            sizes={
                size: sorted((row.sizes[size] for row in same), key=lambda pair: pair.ratio)[
                    len(same) // 2
                ]
                for size in same[0].sizes
            },
        )
        for same in zip(*runs, strict=True)
    ]


def renewed(record: Record, rows: Iterable[Row], runs: int) -> Record:
    """Make the new record; what could not be measured today stays as it was."""
    ratios = {}
    for row in rows:
        known = {size: pair.ratio for size, pair in row.sizes.items()}
        ratios[row.name] = known or record.ratios.get(row.name, {})
    return Record(today(), machine(), runs, ratios)


def today() -> date:
    """Give the date."""
    return datetime.now(tz=UTC).date()


def machine() -> str:
    """Say on what kind of machine this is measured."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    processor = re.search(r"model name\s*: (.+)", told)
    name = processor[1] if processor else platform.machine()
    versions = f"Python {platform.python_version()}, Qt {PySide6.__version__}"
    return f"{name}, {os.cpu_count()} processors, {platform.system()}, {versions}"


if __name__ == "__main__":
    sys.exit(main())
