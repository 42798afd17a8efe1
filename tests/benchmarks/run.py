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
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl

from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.core.numbers import read_number
from nianbao.core.report import (
    Change,
    OrganKind,
    Particulars,
    Passage,
    PreviousReport,
    Report,
)
from nianbao.io.export import export
from nianbao.io.open_file import CURRENT, read_any
from nianbao.io.report_json import write_report

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
            ("Word export / empty Document() opened and saved", *docx_export(books, report)),
            ("xlsx export / the same values bare with openpyxl", *xlsx_export(books, report)),
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


PROSE = (
    "坚持把政府信息公开作为规范权力运行的举措，健全领导机制，把公开要求嵌入办文办会办事全过程。",
    "围绕群众关心的教育、医疗、就业、养老等领域发布权威信息，用通俗的语言解读政策，回应关切。",
    "完善信息发布审核制度，落实先审查后公开，定期清理失效的内容，保证信息准确、完整、及时。",
    "优化网站栏目设置，规范政务新媒体管理，加强信息公开专区建设，方便群众查询和办事。",
    "加强业务指导，通过以会代训、案例研讨等方式提高工作人员的能力，把信息公开纳入年度考核。",
)
"""Sentences without numbers, as most of a report is."""


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


def long_report(form, length):
    """Make a large city's report with a narrative of about so many characters."""
    read = tomllib.loads
    given = read((SENTENCES / "reports.toml").read_text(encoding="utf-8"))["report"]
    city = next(report for report in given if report["id"] == "city")
    told = [
        sentence["text"]
        for name in ("development", "blind", "third")
        for sentence in read((SENTENCES / f"{name}.toml").read_text(encoding="utf-8"))["sentence"]
        if sentence["report"] == "city" and not sentence["faults"] and sentence["section"] == "1"
    ]
    paragraphs = []
    while sum(map(len, paragraphs)) < length:
        at = len(paragraphs)
        other = told[at % len(told)] if at % 3 == 0 else f"{PROSE[(at + 2) % 5]}{at}"
        paragraphs.append(PROSE[at % 5] + other)
    headings = form.section("1").headings
    passages = tuple(
        Passage(heading, "\n".join(paragraphs[at::5])) for at, heading in enumerate(headings)
    )
    cells = {field.id: field.zero for field in form.fields.values()}
    for cell, number in city["cells"].items():
        cells[cell] = read_number(form.fields[cell].kind, str(number))
    last = PreviousReport(city["organ"], city["year"] - 1, form.id, cells, {"1": passages}, "")
    particulars = Particulars(city["organ"], OrganKind.CITY, city["year"], previous=last)
    report = Report(form.id)
    report.apply(Change(cells=cells, text={"1": passages}, particulars=particulars))
    return report


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
