"""Where the numbers stand in our workbook, told from the form's own drawing; openpyxl reads it."""

import tomllib
from io import BytesIO
from zipfile import ZipFile

import openpyxl

from nianbao.core.report import Change, Particulars, PreviousReport
from nianbao.io.paths import data

CAPTION_ROWS = 1
SHEETS = {"t2": "表二", "t3": "表三", "t4": "表四"}


def opened(content, *, results=False):
    return openpyxl.load_workbook(BytesIO(content), data_only=results)


def parts(content):
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def places():
    """Where the form's own drawing has each number: sheet, row and column counted from 1."""
    for table, sheet in SHEETS.items():
        grid = tomllib.loads((data("forms") / "2021" / f"{table}.toml").read_text("utf-8"))["grid"]
        for row, line in enumerate(grid, CAPTION_ROWS + 1):
            for column, words in enumerate(line, 1):
                if words.startswith("="):
                    yield f"{table}.{words[1:]}", sheet, row, column


def fill_consistently(book, report):
    """Let the totals follow from numbers that differ from cell to cell."""
    typed = [cell for cell in book.form.fields if cell not in book.computed]
    report.apply(book.edit(report, {cell: n for n, cell in enumerate(typed, 1)}))
    return report


def beside_lines(content):
    """What the comparison with last year says of each cell: this year's, last year's, more."""
    sheet = opened(content, results=True)["上年对照"]
    return {row[:3]: row[3:] for row in sheet.iter_rows(min_row=2, values_only=True)}


def put_last_year_beside(report, this_year, last_year):
    """Make it a report of 2024 with these numbers, and one of 2023 beside it."""
    previous = PreviousReport("甲局", 2023, "2021", last_year, {}, "去年.docx")
    told = Particulars(organ="甲局", year=2024, previous=previous)
    report.apply(Change(cells=this_year, particulars=told))
    return report
