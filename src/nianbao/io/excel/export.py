"""Writes a report as an Excel workbook: a sheet a table, its words, and whose report it is.

The one door to Excel output. Knows nothing of disks, nor of what stops an export.
"""

from datetime import date

from nianbao.core.checker import RuleBook
from nianbao.core.composed import report_title
from nianbao.core.form import Form, Table
from nianbao.core.report import Report
from nianbao.io.excel.beside_sheet import beside_sheet
from nianbao.io.excel.cells import clean
from nianbao.io.excel.parcel import parcel, shared
from nianbao.io.excel.table_sheet import table_sheet
from nianbao.io.excel.text_sheets import facts_sheet, texts_sheet
from nianbao.io.excel.totals import live_totals

_UNDATED = date(2000, 1, 1)
"""Stands in the properties of a report that is not signed: never today, or no two files agree."""


def write_xlsx(book: RuleBook, report: Report, *, draft: bool = False) -> bytes:
    """Write a report; a draft says so above each page and on its tabs.

    The same report gives the same bytes.
    """
    form, told, both = book.form, report.particulars, shared()
    live = live_totals(book, report)
    sheets = [
        table_sheet(table, _caption(form, table), report, live, both) for table in form.tables
    ]
    sheets += [texts_sheet(form, report, both), facts_sheet(report, both)]
    beside = beside_sheet(form, report, both)
    if beside is not None:
        sheets.append(beside)
    return parcel(
        sheets,
        title=clean(report_title(form, told)),
        author=clean(told.organ),
        day=told.signature.date or _UNDATED,
        draft=draft,
    )


def _caption(form: Form, table: Table) -> str:
    """Give the official title of the section a table stands in."""
    titles = (section.title for section in form.sections if section.table == table.id)
    return next(titles, table.title)
