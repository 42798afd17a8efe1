"""Any file that can be read → what it holds. Decides by content, never by the name's ending."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from nianbao.core.checker import RuleBook
from nianbao.core.form import Form
from nianbao.core.report import Report
from nianbao.core.rules import Identity
from nianbao.io.documents.docx import read_docx
from nianbao.io.documents.html import read_html
from nianbao.io.documents.mht import read_mht
from nianbao.io.documents.xml2003 import read_xml2003
from nianbao.io.excel.texts import read_texts, text_problems
from nianbao.io.file_kind import FileKind
from nianbao.io.imported import Imported, Problem
from nianbao.io.importing import read_workbook
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_reading import parse_report
from nianbao.io.sheets.ods import read_ods
from nianbao.io.sheets.text_table import read_text_table
from nianbao.io.sheets.xls import read_xls
from nianbao.io.sheets.xlsb import read_xlsb
from nianbao.io.sniff import sniff_readable
from nianbao.io.source import read_whole
from nianbao.io.workbook import Workbook
from nianbao.io.xlsx.reader import read_xlsx

SHEET_READERS: Mapping[FileKind, Callable[[Path], Workbook]] = {
    FileKind.XLSX: read_xlsx,
    FileKind.XLSB: read_xlsb,
    FileKind.XLS: read_xls,
    FileKind.ODS: read_ods,
    FileKind.TEXT: read_text_table,
    FileKind.DOCX: read_docx,
    FileKind.HTML: read_html,
    FileKind.MHTML: read_mht,
    FileKind.XML2003: read_xml2003,
}

CURRENT = "2021"
"""The form that numbers found in a foreign file are read into."""


def read_any(
    path: Path,
    books: Mapping[str, RuleBook],
    *,
    wanted_set: str | None = None,
    wanted_year: int | None = None,
) -> Imported:
    """Read a report file or a workbook.

    `wanted_set` and `wanted_year` choose where a file holds several sets of numbers. Totals
    that disagree with their parts are among the problems. Raises Refused.
    """
    kind = sniff_readable(path)
    if kind is FileKind.REPORT:
        forms: Mapping[str, Form] = {name: book.form for name, book in books.items()}
        imported = parse_report(_text(path), path.name, forms)
    elif kind in SHEET_READERS:
        workbook = SHEET_READERS[kind](path)
        form = books[CURRENT].form
        imported = read_workbook(
            form, workbook, path.name, wanted_set=wanted_set, wanted_year=wanted_year
        )
        imported = _with_own_texts(imported, form, workbook)
    else:
        raise Refused(Refusal.NOT_SUPPORTED, path.name, "是本版本还不能读的文件类型")
    return replace(
        imported, problems=(*imported.problems, *_disagreeing(imported, books[imported.form]))
    )


def _with_own_texts(imported: Imported, form: Form, workbook: Workbook) -> Imported:
    """Prefer the two sheets of words that the program's own workbook has, read to the letter."""
    own = read_texts(form, workbook)
    if own is None:
        return imported
    return replace(
        imported,
        change=replace(imported.change, text=own.text, particulars=own.particulars),
        problems=(*imported.problems, *text_problems(form, workbook)),
    )


def _text(path: Path) -> str:
    """Read a report file's text; a byte order mark is no part of it."""
    try:
        return read_whole(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Refusal.CORRUPT, path.name, "不是 UTF-8 编码的年报文件") from error


def _disagreeing(imported: Imported, book: RuleBook) -> list[Problem]:
    """Name every sum that does not come out: the value stands as it is, the clerk must know."""
    report = Report(imported.form)
    report.apply(imported.change)
    problems = []
    for rule in book.rules:
        if isinstance(rule, Identity):
            for finding in rule.find(report.entry):
                cell = rule.computed
                source = report.sources.get(cell) if cell else None
                problems.append(
                    Problem(
                        "sum_disagrees",
                        cell,
                        source.place if source else "",
                        source.as_read if source else "",
                        finding.message,
                    )
                )
    return problems
