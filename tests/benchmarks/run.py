"""How fast the program is, as ratios to a floor measured in the same run.

    python tests/benchmarks/run.py

Medians of interleaved runs, so that a busy machine slows both sides alike. Nothing is asserted
here: a ratio is for reading, beside the figures in the changelog.
"""

import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
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
        large = formatted_rows(workbook, Path(folder) / "large.xlsx")
        seconds, megabytes = read_in_child(large)
    for words, ours, floor in rows:
        print(f"{words:58} {ours / floor:6.2f}   ({ours * 1e3:.2f} ms / {floor * 1e3:.2f} ms)")
    words = "a sheet of 1,048,576 formatted rows, read and located"
    print(f"{words:58} {seconds:6.2f} s, {megabytes:.0f} MB in all")


def formatted_rows(workbook, path):
    """Put formatted empty rows under a table, down to the last row a sheet can have."""
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(1000, 1_048_577))
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet2.xml":
                data = data.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(part, data)
    return path


def read_in_child(path):
    """Read a file in a process of its own; give its seconds and its peak memory in MB (Linux)."""
    # VmHWM and not ru_maxrss, which a child inherits from the process that started it.
    code = (
        "import re, sys, time; from pathlib import Path;"
        "from nianbao.app.books import all_books; from nianbao.io.open_file import read_any;"
        "books = all_books(); start = time.perf_counter(); read_any(Path(sys.argv[1]), books);"
        "seconds = time.perf_counter() - start; status = Path('/proc/self/status').read_text();"
        "print(seconds, int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    return tuple(map(float, done.stdout.split()))


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
