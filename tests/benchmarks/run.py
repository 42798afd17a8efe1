"""How fast the program is, as ratios to a floor measured in the same run.

    python tests/benchmarks/run.py

Medians of interleaved runs, so that a busy machine slows both sides alike. Nothing is asserted
here: a ratio is for reading, beside the figures in the changelog.
"""

import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

import docx
import openpyxl

from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.core.report import Report
from nianbao.io.export import export
from nianbao.io.open_file import CURRENT, read_any

RUNS = 41
SAMPLE = Path(__file__).parents[1] / "samples" / "seed.nianbao"


def main() -> None:
    """Measure everything and print one table of ratios."""
    books = all_books()
    report = sample(books[CURRENT])
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "seed.xlsx"
        workbook.write_bytes(export(".xlsx", books[CURRENT], report).data)
        rows = [
            ("Word export / empty Document() opened and saved", *docx_export(books, report)),
            ("xlsx export / the same values bare with openpyxl", *xlsx_export(books, report)),
            ("xlsx read and located / openpyxl.load_workbook", *xlsx_import(books, workbook)),
            ("one edit with totals and all checks / empty loop of 200", *edit(books, report)),
        ]
    for words, ours, floor in rows:
        print(f"{words:58} {ours / floor:6.2f}   ({ours * 1e3:.2f} ms / {floor * 1e3:.2f} ms)")


def sample(book: RuleBook) -> Report:
    """Read the sample report."""
    report = Report(book.form.id)
    report.apply(read_any(SAMPLE, {book.form.id: book}).change)
    return report


def docx_export(books, report):
    """Compare the Word export with python-docx opening and saving its empty document."""
    return medians(
        lambda: export(".docx", books[CURRENT], report),
        lambda: docx.Document().save(io.BytesIO()),
    )


def xlsx_export(books, report):
    """Compare the workbook with openpyxl writing the same values without any style."""

    def bare():
        workbook = openpyxl.Workbook()
        for table in books[CURRENT].form.tables:
            sheet = workbook.create_sheet(table.id)
            for cell in table.cells:
                value = cell.label or (cell.field and report.value(cell.field.id))
                sheet.cell(cell.top + 1, cell.left + 1, value)
        workbook.save(io.BytesIO())

    return medians(lambda: export(".xlsx", books[CURRENT], report), bare)


def xlsx_import(books, path):
    """Compare reading and finding everything with openpyxl merely loading the file."""
    return medians(lambda: read_any(path, books), lambda: openpyxl.load_workbook(path))


def edit(books, report):
    """Measure one number typed and taken back, with all that follows."""
    book = books[CURRENT]

    def type_one():
        back = report.apply(book.edit(report, {"t3.3-1.natural": 7}))
        book.check(report)
        report.apply(back)

    return medians(type_one, lambda: [report.entry(cell) for cell in book.form.fields])


def medians(ours, floor):
    """Time both in turn; give the median seconds of each."""
    times = ([], [])
    for _ in range(RUNS):
        for measured, deed in zip(times, (ours, floor), strict=True):
            start = time.perf_counter()
            deed()
            measured.append(time.perf_counter() - start)
    return tuple(map(statistics.median, times))


if __name__ == "__main__":
    sys.exit(main())
