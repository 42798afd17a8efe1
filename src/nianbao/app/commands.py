"""The commands that need no screen: read, start, check, export, review."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nianbao.app.books import all_books
from nianbao.core.carry_over import not_carried, start_of_year
from nianbao.core.checker import RuleBook
from nianbao.core.finding import Finding, Severity
from nianbao.core.gate import in_the_way
from nianbao.core.report import Change, PreviousReport, Report, Unread
from nianbao.core.years import year_to_report
from nianbao.io.atomic import write_whole
from nianbao.io.found_layouts import layout_findings
from nianbao.io.imported import Imported
from nianbao.io.open_file import CURRENT, read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_json import plain_value, write_report
from nianbao.ui.paper.making import PDF, all_endings, make_document

DONE, TO_FIX = 0, 1

REVIEW_ENDING = ".docx"


def read(typed: argparse.Namespace) -> int:
    """Read a file into the report model and write it as JSON, its problems included."""
    books = all_books()
    report, imported = _read(typed, books)
    for problem in imported.problems:
        print(problem.message, file=sys.stderr)
    text = write_report(report, books[report.form].form, imported.problems)
    if typed.out is None:
        sys.stdout.write(text)
    else:
        write_whole(typed.out, text.encode())
    return DONE


def start(typed: argparse.Namespace) -> int:
    """Start this year's report from last year's file and write it."""
    books = all_books()
    try:
        last, imported = _read(typed, books)
    except Refused as refused:
        # Several years in one file: the one before the year to be reported is meant.
        typed.year = year_to_report(dt.datetime.now(tz=dt.UTC).date()) - 1
        if refused.code is not Refusal.CHOOSE or f"{typed.year}年" not in refused.choices:
            raise
        last, imported = _read(typed, books)
        print(f"文件里有几年的数据，用的是{typed.year}年的。", file=sys.stderr)
    form = books[CURRENT].form
    begun = start_of_year(form, last, typed.input.name)
    report = Report(form.id)
    report.apply(begun.change)
    remarks = [problem.message for problem in imported.problems]
    remarks += [not_carried(form, source) for source in begun.missing.values()]
    for remark in remarks:
        print(remark, file=sys.stderr)
    write_whole(typed.out, write_report(report, form).encode())
    return DONE


def check(typed: argparse.Namespace) -> int:
    """Print every finding; tell by the exit status whether something must be fixed."""
    books = all_books()
    report, imported = _read(typed, books)
    book = books[report.form]
    found = [*layout_findings(imported, report, book), *book.check(report)]
    findings = sorted(found, key=lambda finding: finding.section)
    if typed.json:
        blank = sum(report.entry(cell) is None for cell in book.form.fields)
        plain = {"findings": [_plain(finding) for finding in findings], "blank": blank}
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_line(book, finding) for finding in findings) or "没有发现问题。")
    return TO_FIX if any(f.severity is Severity.MUST_FIX for f in findings) else DONE


def export(typed: argparse.Namespace) -> int:
    """Write the document; the official one only when nothing stands in its way."""
    ending = typed.out.suffix.lower()
    if ending not in all_endings():
        raise Refused(Refusal.WRITE, typed.out.name, f"能导出的是 {'、'.join(all_endings())}")
    books = all_books()
    report, _ = _read(typed, books)
    book = books[report.form]
    obstacles = in_the_way(book.check(report), report)
    if obstacles and not typed.draft:
        print("\n".join(_line(book, finding) for finding in obstacles), file=sys.stderr)
        words = f"还有 {len(obstacles)} 处要处理，没有导出正式文档；加上 --draft 可以导出草稿。"
        print(words, file=sys.stderr)
        return TO_FIX
    if ending == PDF:
        from nianbao.app.unseen import need_fonts  # noqa: PLC0415  Qt is loaded for this alone

        need_fonts()
    exported = make_document(ending, book, report, draft=typed.draft)
    write_whole(typed.out, exported.data)
    for remark in exported.remarks:
        print(remark, file=sys.stderr)
    return DONE


def review(typed: argparse.Namespace) -> int:
    """Write the 核对说明 for the reviewer, whatever is still open in the report."""
    if typed.out.suffix.lower() != REVIEW_ENDING:
        raise Refused(Refusal.WRITE, typed.out.name, f"核对说明只能写成 {REVIEW_ENDING}")
    from nianbao.io.review import write_review  # noqa: PLC0415  loaded only when wanted

    books = all_books()
    report, imported = _read(typed, books)
    book = books[report.form]
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    data = write_review(book, report, book.check(report), today, imported.problems)
    write_whole(typed.out, data)
    return DONE


def _read(typed: argparse.Namespace, books: Mapping[str, RuleBook]) -> tuple[Report, Imported]:
    """Read the input, and last year's report beside it where one is named."""
    imported = read_any(typed.input, books, wanted_set=typed.set, wanted_year=typed.year)
    report = Report(imported.form)
    report.apply(imported.change)
    previous = getattr(typed, "previous", None)
    if previous is not None:
        told = replace(report.particulars, previous=_previous(previous, books))
        report.apply(Change(particulars=told))
    return report, imported


def _previous(path: Path, books: Mapping[str, RuleBook]) -> PreviousReport:
    imported = read_any(path, books)
    last = Report(imported.form)
    last.apply(imported.change)
    numbers = {cell: entry for cell, entry in last.entries.items() if not isinstance(entry, Unread)}
    told = last.particulars
    return PreviousReport(told.organ, told.year, last.form, numbers, dict(last.text), path.name)


def _line(book: RuleBook, finding: Finding) -> str:
    signs = {Severity.MUST_FIX: "必须改", Severity.EXPLAIN: "需说明", Severity.HINT: "提示"}
    return f"[{signs[finding.severity]}] {book.told(finding)}"


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "cells": list(finding.cells),
        "section": finding.section,
        "sentence": finding.sentence,
        "message": finding.message,
        "left": plain_value(finding.left),
        "right": plain_value(finding.right),
        "difference": plain_value(finding.difference),
        "fix": None
        if finding.fix is None
        else {cell: plain_value(value) for cell, value in finding.fix.items()},
    }
