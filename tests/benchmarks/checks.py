"""The check of a whole report: from scratch, after one letter, after one number.

The floor turns the same report into JSON and back: every number and every word is touched once.
Of six floors tried (a regular expression, a loop over the characters, clauses looked up, ...) it
was the steadiest from process to process.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from comparison import Comparison, measure
from long_report import LARGEST, long_report
from measured import Effort, Limit, Row

from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.core.report import Change
from nianbao.io.open_file import CURRENT
from nianbao.io.report_json import write_report

FIRST_LETTER = 0x4E00


def rows(effort: Effort) -> Iterator[Row]:
    """Measure the three."""
    return measure(effort, checks)


def checks(size: int) -> list[Comparison]:
    """Compare them with the floor, on a narrative so many times as long as the longest met."""
    book = all_books()[CURRENT]
    report = long_report(book.form, LARGEST * size)
    passages = report.text["1"]
    plain = json.loads(write_report(report, book.form))
    letters = (chr(FIRST_LETTER + at) for at in count())  # never a text that is remembered

    def afresh() -> None:
        RuleBook(book.form, book.rules).check(report)  # the same rules, remembering nothing

    def after_a_letter() -> None:
        typed = replace(passages[0], body=f"{next(letters)}{passages[0].body}")
        report.apply(Change(text={"1": (typed, *passages[1:])}))
        book.check(report)

    def after_a_number() -> None:
        report.apply(Change(cells={"t3.1.natural": report.value("t3.1.natural") + 1}))
        book.check(report)

    def floor() -> None:
        json.loads(json.dumps(plain))

    against = "the report to JSON and back"
    return [
        Comparison("whole check", afresh, against, floor, Limit(typical=30)),
        Comparison("check after a letter", after_a_letter, against, floor, Limit(typical=5)),
        Comparison("check after a number", after_a_number, against, floor, Limit(typical=5)),
    ]
