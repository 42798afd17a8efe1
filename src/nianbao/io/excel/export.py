"""Writes a report as an Excel workbook: a sheet a table, its words, and whose report it is.

The one door to Excel output; openpyxl is loaded with this module, so whoever wants a quick
start imports it where it is needed. Knows nothing of disks, nor of what stops an export.
"""

from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.core.checker import RuleBook
from nianbao.core.composed import report_title
from nianbao.core.form import Form, Table
from nianbao.core.report import Report
from nianbao.io.excel.cells import clean
from nianbao.io.excel.looks import add_looks
from nianbao.io.excel.parcel import pack
from nianbao.io.excel.table_sheet import draw_table
from nianbao.io.excel.text_sheets import write_facts, write_texts
from nianbao.io.excel.totals import live_totals
from nianbao.io.excel.wording import FACTS_SHEET, TEXT_SHEET

DRAFT = "草稿"

_HEADER_LIMIT = 100
"""Characters of the title above each page; a spreadsheet refuses headers of more than 255."""


def write_xlsx(book: RuleBook, report: Report, *, draft: bool = False) -> bytes:
    """Write a report; a draft says so above each page and on its tabs.

    The same report gives the same bytes.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_looks(workbook)
    live = live_totals(book, report)
    results = {
        table.name: draw_table(
            workbook.create_sheet(table.name), table, _caption(book.form, table), report, live
        )
        for table in book.form.tables
    }
    write_texts(workbook.create_sheet(TEXT_SHEET), book.form, report)
    write_facts(workbook.create_sheet(FACTS_SHEET), report)
    title = clean(report_title(book.form, report.particulars))
    workbook.properties.title = title
    workbook.properties.creator = "年报助手"
    for sheet in workbook.worksheets:
        _mark(sheet, title, draft=draft)
    return pack(workbook, results, growing={TEXT_SHEET})


def _caption(form: Form, table: Table) -> str:
    """Give the official title of the section a table stands in."""
    titles = (section.title for section in form.sections if section.table == table.id)
    return next(titles, table.title)


def _mark(sheet: Worksheet, title: str, *, draft: bool) -> None:
    """Name the report above each page."""
    line = " ".join(title.split())[:_HEADER_LIMIT]
    header = HeaderFooterItem()
    header.center.text = line.replace("&", "&&")
    sheet.HeaderFooter.oddHeader = header
    if draft:
        header.left.text, header.left.size, header.left.color = DRAFT, 20, "FF0000"
        sheet.sheet_properties.tabColor = "FFFF0000"
