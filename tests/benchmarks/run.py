"""How fast the program is, as ratios to a floor measured in the same run.

    python tests/benchmarks/run.py

Medians of interleaved runs, so that a busy machine slows both sides alike. Nothing is asserted
here: a ratio is for reading, beside the figures in the changelog.
"""

import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import lxml.html
import openpyxl
from long_report import long_report
from other_writers import SameCells

from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.core.report import (
    Change,
    Report,
)
from nianbao.io.atomic import write_whole
from nianbao.io.export import export
from nianbao.io.open_file import CURRENT, read_any
from nianbao.io.report_json import write_report
from nianbao.io.web.export import paste_fragment
from nianbao.io.word.export import set_docx

RUNS = 41
SAMPLE = Path(__file__).parents[1] / "samples" / "seed.nianbao"
SENTENCES = SAMPLE.parent / "sentences"


def main() -> None:
    """Measure everything and print one table of ratios."""
    books = all_books()
    report = sample(books[CURRENT])
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "seed.xlsx"
        workbook.write_bytes(export(".xlsx", books[CURRENT], report).data)
        rows = [
            *docx_exports(books[CURRENT], report, Path(folder) / "report.docx"),
            *xlsx_exports(books[CURRENT], report),
            *html_exports(books[CURRENT], report),
            ("xlsx read and located / openpyxl.load_workbook", *xlsx_import(books, workbook)),
            ("one edit with totals and all checks / empty loop of 200", *edit(books, report)),
            *checks(books[CURRENT].form),
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


def docx_exports(book, report, path):
    """Compare the Word export with python-docx opening and saving its empty document."""

    def empty():
        docx.Document().save(io.BytesIO())

    for words, one in (
        ("seed", report),
        ("6,000 characters", long_report(book.form, 6_000)),
        ("60,000 characters", long_report(book.form, 60_000)),
    ):

        def bare(one=one):
            set_docx(book.form, one)

        def whole(one=one):
            write_whole(path, export(".docx", book, one).data)

        yield f"Word export, {words} / empty Document()", *medians(bare, empty)
        yield f"checked and saved whole, {words} / the same", *medians(whole, empty)


def xlsx_exports(book, report):
    """Compare the workbook with others writing the same cells, merges and looks bare."""
    for times in (1, 10):
        longer = longer_text(book, report, times)

        def ours(longer=longer):
            export(".xlsx", book, longer)

        same = SameCells(export(".xlsx", book, longer).data)
        length = f"text ×{times}"
        yield (
            f"xlsx export, {length} / the same bare with openpyxl",
            *medians(ours, same.with_openpyxl),
        )
        yield (
            f"XlsxWriter, {length} / the same bare with openpyxl",
            *medians(same.with_xlsxwriter, same.with_openpyxl),
        )


def html_exports(book, report):
    """Compare the page and the piece to paste with lxml merely writing the same tree."""
    for times in (1, 10):
        longer = longer_text(book, report, times)
        tree = lxml.html.document_fromstring(export(".html", book, longer).data)

        def page(longer=longer):
            export(".html", book, longer)

        def piece(longer=longer):
            paste_fragment(book.form, longer)

        def floor(tree=tree):
            lxml.html.tostring(tree, encoding="utf-8")

        yield f"html export, text ×{times} / lxml writing the tree", *medians(page, floor)
        yield f"piece to paste, text ×{times} / lxml writing the tree", *medians(piece, floor)


def longer_text(book, report, times):
    """Give the report with each text so many times as long."""
    longer = Report(book.form.id)
    text = {
        section: tuple(replace(part, body="\n".join([part.body] * times)) for part in parts)
        for section, parts in report.text.items()
    }
    told = report.particulars
    longer.apply(Change(cells=report.entries, text=text, particulars=told))
    return longer


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


def checks(form):
    """Measure the whole check: from scratch, after one letter, after one number; 1× and 10×."""
    for times in (1, 10):
        report = long_report(form, 6000 * times)
        passages = report.text["1"]
        length = sum(len(passage.body) for passage in passages)
        file = write_report(report, form)
        book = all_books()[CURRENT]
        book.check(report)  # expressions are compiled once a start
        # The same rules that remember nothing yet.
        fresh = [RuleBook(book.form, book.rules) for _ in range(RUNS)]
        letters = iter(range(RUNS))

        def type_letter(report=report, book=book, letters=letters, passages=passages):
            at = next(letters)
            first = replace(passages[0], body="的" * at + passages[0].body)
            report.apply(Change(text={"1": (first, *passages[1:])}))
            book.check(report)

        def type_number(report=report, book=book):
            report.apply(Change(cells={"t3.1.natural": report.value("t3.1.natural") + 1}))
            book.check(report)

        def parse(file=file):
            json.loads(file)

        whole = medians(lambda fresh=fresh, report=report: fresh.pop().check(report), parse)
        book.check(report)
        yield f"whole check, {length} characters / json.loads of the report", *whole
        yield f"check after a letter, {length} characters / the same", *medians(type_letter, parse)
        yield f"check after a number, {length} characters / the same", *medians(type_number, parse)


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
