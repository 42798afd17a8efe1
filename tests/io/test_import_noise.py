"""Reports in random layouts, their labels damaged: a number may be missing, never wrong unsaid.

`--noise-files N` makes N files a level instead of the few that every run can afford.
"""

from collections import Counter

import pytest
from noise import Report

from nianbao.io.importing import read_workbook
from nianbao.io.problems import Refused

LEAST_RIGHT = {0.0: 0.99, 0.02: 0.98, 0.05: 0.95, 0.1: 0.85}
"""The share of numbers that must come in right at each level of damage, doubted or not."""


def judged(form, report):
    """Say of every number what became of it."""
    try:
        imported = read_workbook(form, report.workbook, "last.xlsx")
    except Refused:
        return dict.fromkeys(report.numbers, "missing, said")
    said = {problem.cell for problem in imported.problems}
    return {
        cell: verdict(
            number,
            imported.change.cells.get(cell),
            said=cell in said or cell.split(".")[0] not in imported.found,
        )
        for cell, number in report.numbers.items()
    }


def verdict(number, got, *, said):
    words = "right" if got == number else "missing" if got is None else "wrong"
    return f"{words}, said" if said else words


@pytest.mark.parametrize("damage", LEAST_RIGHT)
def test_nothing_is_wrong_in_silence(form, damage, request, record_testsuite_property):
    files = request.config.getoption("--noise-files")
    counts, faults = Counter(), []
    for seed in range(files):
        outcome = judged(form, Report(form, seed, damage))
        counts.update(outcome.values())
        faults += [(seed, cell, words) for cell, words in outcome.items() if words in FAULTS]
    total = counts.total()
    shares = {words: f"{count / total:.2%}" for words, count in sorted(counts.items())}
    record_testsuite_property(f"damage {damage}", str(shares))
    print(f"damage {damage}, {files} files: {shares}")
    assert not faults
    assert (counts["right"] + counts["right, said"]) / total >= LEAST_RIGHT[damage]


FAULTS = {"wrong", "missing"}
