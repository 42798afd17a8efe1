"""Summing units' reports: as the command does it, files read, sum written.

At 1× ten units, at 10× a hundred; ours and the floor are of the same number of files, so the ratio
is one per file.
"""

import contextlib
import io
import json
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from comparison import Comparison, measure
from long_report import LARGEST, long_report
from measured import Effort, Row

from nianbao.app.books import all_books
from nianbao.app.rolling_up import rollup
from nianbao.core.report import Change
from nianbao.io.open_file import CURRENT
from nianbao.io.report_json import write_report

UNITS = 10


def rows(effort: Effort) -> Iterator[Row]:
    """Measure the command."""
    with tempfile.TemporaryDirectory() as folder:
        yield from measure(effort, lambda size: [_of_units(Path(folder), UNITS * size)])


def _of_units(folder: Path, count: int) -> Comparison:
    """Compare the command with reading the same files as JSON."""
    form = all_books()[CURRENT].form
    report = long_report(form, LARGEST)
    inputs = [folder / f"{number}.nianbao" for number in range(count)]
    for path in inputs:
        report.apply(Change(particulars=replace(report.particulars, organ=f"第{path.stem}局")))
        path.write_text(write_report(report, form), encoding="utf-8")
    typed = Namespace(inputs=inputs, out=folder / "sum.nianbao", units=None, set=None, year=None)

    def summed() -> None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            rollup(typed)

    def read() -> None:
        for path in inputs:
            json.loads(path.read_bytes())

    return Comparison("roll-up of ten units", summed, "json.loads of each file", read)
