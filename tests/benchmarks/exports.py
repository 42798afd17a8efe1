"""Writing a document, against what others need for the least or for the same.

As bytes, without the disk: a file system's pauses are nobody's merit. The Word document is
measured as it is merely written, and as it is handed out, looked through for faults.
"""

import io
from collections.abc import Iterator

import docx
from comparison import Comparison, measure
from long_report import LARGEST, long_report
from measured import Effort, Limit, Row
from other_writers import SameCells, SamePage

from nianbao.app.books import all_books
from nianbao.io.export import export
from nianbao.io.open_file import CURRENT
from nianbao.io.web.export import paste_fragment
from nianbao.io.word.export import set_docx


def rows(effort: Effort) -> Iterator[Row]:
    """Measure each kind of document."""
    for compare in (documents, workbooks, pages):
        yield from measure(effort, compare)


def documents(size: int) -> list[Comparison]:
    """Compare the Word document with python-docx's empty one: the floor stays at 10× as it is."""
    book = all_books()[CURRENT]
    report = long_report(book.form, LARGEST * size)

    def written() -> None:
        set_docx(book.form, report)

    def handed_out() -> None:
        export(".docx", book, report)

    def empty() -> None:
        docx.Document().save(io.BytesIO())

    against = "empty Document() saved"
    return [
        Comparison("export docx, written", written, against, empty, Limit(ratio=0.6)),
        Comparison("export docx, looked through", handed_out, against, empty, Limit(ratio=2)),
    ]


def workbooks(size: int) -> list[Comparison]:
    """Compare the workbook with others writing the same cells, merges and looks bare."""
    book = all_books()[CURRENT]
    report = long_report(book.form, LARGEST * size)
    same = SameCells(export(".xlsx", book, report).data)
    with_openpyxl, with_xlsxwriter = same.with_openpyxl, same.with_xlsxwriter

    def ours() -> None:
        export(".xlsx", book, report)

    return [
        Comparison("export xlsx", ours, "XlsxWriter, same cells", with_xlsxwriter),
        Comparison("export xlsx", ours, "openpyxl, same cells", with_openpyxl, Limit(ratio=1.5)),
    ]


def pages(size: int) -> list[Comparison]:
    """Compare the web page and the piece to paste with lxml building the same page."""
    book = all_books()[CURRENT]
    report = long_report(book.form, LARGEST * size)
    with_lxml = SamePage(export(".html", book, report).data).with_lxml

    def page() -> None:
        export(".html", book, report)

    def piece() -> None:
        paste_fragment(book.form, report)

    against = "lxml, same elements"
    return [
        Comparison("export html", page, against, with_lxml),
        Comparison("piece to paste", piece, against, with_lxml),
    ]
