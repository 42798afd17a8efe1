"""The command that sums the reports of subordinate units: who is in it, who is missing, and why."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.core.report import Report
from nianbao.core.rollup import UnitReport, remarks_on, roll_up
from nianbao.io.atomic import write_whole
from nianbao.io.imported import Problem
from nianbao.io.open_file import CURRENT, read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_json import write_report
from nianbao.io.sniff_text import decoded
from nianbao.io.source import read_whole

DONE, TO_FIX = 0, 1
ENDING = ".nianbao"
OWNER_FILES = ("~$", ".")
"""How the names of files begin that nobody put there as a report."""

SUM_DISAGREES = "sum_disagrees"

_Read: TypeAlias = dict[Path, tuple[Report, tuple[Problem, ...]]]
"""What was read from each file, and what is to be known of that."""


@dataclass
class _Intake:
    """The reports that were read, and what is to be said of the others."""

    units: list[UnitReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def tell(self, code: str, file: str, message: str) -> None:
        self.problems.append(Problem(code, None, file, "", message))


def rollup(typed: argparse.Namespace) -> int:
    """Write the sum of many reports; tell by the exit status whether anything is amiss.

    Raises Refused where no report can be read at all, or the sum cannot be written.
    """
    if typed.out.suffix.lower() != ENDING:
        raise Refused(Refusal.WRITE, typed.out.name, f"汇总只能写成 {ENDING}")
    wanted = () if typed.units is None else _names(typed.units)
    books = all_books()
    book = books[CURRENT]
    intake = _Intake()
    read = _read_all(typed, books, intake)
    year = typed.year or _usual_year([report for report, _ in read.values()], typed.inputs[0])
    _take_in(read, year, intake)
    if not intake.units:
        raise intake.refused[0] if intake.refused else _nothing(typed)
    _miss(wanted, intake)
    told = {(problem.place, problem.cell) for problem in intake.problems if problem.cell}
    for code, unit, cell, message in remarks_on(book, intake.units):
        if (unit.file, cell) not in told:
            intake.problems.append(Problem(code, cell, unit.file, "", message))
    sums = Report(book.form.id)
    sums.apply(roll_up(book, intake.units, year))
    write_whole(typed.out, write_report(sums, book.form, tuple(intake.problems)).encode())
    for problem in intake.problems:
        print(problem.message, file=sys.stderr)
    print(_summary(intake, year))
    return TO_FIX if intake.problems else DONE


def _read_all(typed: argparse.Namespace, books: Mapping[str, RuleBook], intake: _Intake) -> _Read:
    """Read what can be read, by file."""
    read: _Read = {}
    for path in _files(typed.inputs, typed.out):
        try:
            imported = read_any(path, books, wanted_set=typed.set, wanted_year=typed.year)
        except Refused as refused:
            intake.refused.append(refused)
            missing = refused.code is Refusal.NOT_FOUND
            intake.tell("unit_missing" if missing else "unit_failed", path.name, str(refused))
            continue
        report = Report(imported.form)
        report.apply(imported.change)
        if imported.form == CURRENT:
            read[path] = report, imported.problems
        else:
            words = f"“{path.name}”是 {books[imported.form].form.first_year} 年的旧格式，没有汇总。"
            intake.tell("unit_failed", path.name, words)
    return read


def _files(inputs: Sequence[Path], out: Path) -> Iterator[Path]:
    """Name every file: of a folder those directly in it, never what is about to be written."""
    for path in inputs:
        inside = path.is_dir()
        for file in sorted(path.iterdir()) if inside else (path,):
            if file.resolve() == out.resolve():
                continue
            if not inside or (file.is_file() and not file.name.startswith(OWNER_FILES)):
                yield file


def _usual_year(reports: Sequence[Report], first: Path) -> int | None:
    """Find the year most reports are of; raises Refused where two years are as frequent."""
    years = Counter(report.particulars.year for report in reports)
    years.pop(None, None)
    ranked = years.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:  # noqa: PLR2004  first and second
        choices = tuple(f"{year}年" for year in sorted(year for year, _ in ranked if year))
        raise Refused(Refusal.CHOOSE, first.name, "、".join(choices), choices)
    return ranked[0][0] if ranked else None


def _take_in(read: _Read, year: int | None, intake: _Intake) -> None:
    """Take each unit once, and only for the year that is summed."""
    known: dict[str, str] = {}
    for path, (report, problems) in read.items():
        file, told = path.name, report.particulars
        organ = _plain(told.organ)
        if told.year is not None and told.year != year:
            intake.tell(
                "unit_failed",
                file,
                f"“{file}”是 {told.year} 年的，汇总的是 {year} 年，没有加进去。",
            )
        elif organ and organ in known:
            words = f"“{file}”和“{known[organ]}”都是{told.organ}的年报，只加了后者，请核对。"
            intake.tell("unit_failed", file, words)
        else:
            known[organ] = file
            intake.units.append(UnitReport(told.organ.strip() or file, file, report))
            intake.problems += [
                replace(problem, place=file, message=f"“{file}”：{problem.message}")
                for problem in problems
                if problem.code != SUM_DISAGREES  # said of the unit in its own words
            ]
            if told.year is None and year is not None:
                intake.tell("unit_no_year", file, f"“{file}”没有写明年份，按 {year} 年加进去了。")


def _miss(wanted: Sequence[str], intake: _Intake) -> None:
    """Compare with the list of those who should report."""
    there = {_plain(unit.name): unit.file for unit in intake.units}
    for name in wanted:
        if _plain(name) not in there:
            intake.tell("unit_missing", name, f"缺{name}的年报。")
    if wanted:
        listed = {_plain(name) for name in wanted}
        for name, file in there.items():
            if name not in listed:
                intake.tell(
                    "unit_unlisted", file, f"“{file}”的单位（{name}）不在名单里，也加进去了。"
                )


def _names(path: Path) -> list[str]:
    """Read the list of units, a name a line. Raises Refused."""
    text = decoded(read_whole(path))
    if text is None:
        raise Refused(
            Refusal.NOT_SUPPORTED, path.name, "不是文本文件", advice="请一行写一个单位的名称"
        )
    return [line.strip() for line in text.splitlines() if line.strip()]


def _summary(intake: _Intake, year: int | None) -> str:
    count = Counter(problem.code for problem in intake.problems)
    when = f" {year} 年" if year else ""
    words = f"汇总了 {len(intake.units)} 个单位{when}的年报"
    if missing := count["unit_missing"]:
        words += f"，缺 {missing} 个单位"
    if failed := count["unit_failed"]:
        words += f"，{failed} 个文件没有加进去"
    if others := count.total() - missing - failed:
        words += f"，另有 {others} 处要核对"
    return words + "。"


def _nothing(typed: argparse.Namespace) -> Refused:
    return Refused(Refusal.NOT_FOUND, typed.inputs[0].name, "里面没有能汇总的年报")


def _plain(name: str) -> str:
    return "".join(name.split())
