"""The words of a report as two sheets: 文字部分 to read and edit, 基本信息 as a list of facts.

Knows nothing of the tables, nor of how the words are ordered (`io.excel.text_rows`).
"""

from collections.abc import Iterator

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.core.form import Form
from nianbao.core.report import Report, Value
from nianbao.io.excel import wording
from nianbao.io.excel.cells import cell_of, clean, pieces, put_entry, put_text
from nianbao.io.excel.looks import TEXT_SIZE, Look, paper_width, set_up_page, set_width
from nianbao.io.excel.measure import block_height, line_room, lines, most_lines
from nianbao.io.excel.text_rows import TextRow, fact_rows, text_rows

_PAPER = paper_width(landscape=False)
_LABEL_WIDTH = 72.0
_FACT_LABEL_WIDTH = 220.0
_ROOM = line_room(_PAPER - _LABEL_WIDTH, TEXT_SIZE)
_FACT_ROOM = line_room(_PAPER - _FACT_LABEL_WIDTH, TEXT_SIZE)
_MOST = most_lines(TEXT_SIZE) * (_ROOM - 1)
_HEAD_HEIGHT = 24.0
_FACT_HEIGHT = 27.0
_FIRST_TYPED = 2
_LAST_TYPED = 5000
_HINT = (
    "一行一个自然段。要加一段，就插入一行，在左边选“正文”；新的小标题选“小标题”。"
    "标有“（续）”的一行紧接上一行，中间不分段。"
)
_CHOICES = {wording.KIND: tuple(wording.KINDS), wording.SCOPE: tuple(wording.SCOPES)}
_LOOKS = {
    wording.TITLE: Look.HEADING,
    wording.HEADING: Look.HEADING,
}


def write_texts(sheet: Worksheet, form: Form, report: Report) -> None:
    """Write title, preamble, narrative and signature, one paragraph a row."""
    set_up_page(sheet, landscape=False, one_page=False)
    _write_head(sheet, _LABEL_WIDTH)
    rows = (piece for row in text_rows(form, report) for piece in _pieces(row, _MOST))
    for number, row in enumerate(rows, _FIRST_TYPED):
        _write_row(sheet, number, row)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _offer(sheet, f"A{_FIRST_TYPED}:A{_LAST_TYPED}", _labels(), _HINT, strict=False)


def write_facts(sheet: Worksheet, report: Report) -> None:
    """Write whose report it is, and the processing fee."""
    set_up_page(sheet, landscape=False, one_page=True)
    _write_head(sheet, _FACT_LABEL_WIDTH)
    facts = (piece for fact in fact_rows(report.particulars) for piece in _fact_pieces(*fact))
    for number, (label, fact) in enumerate(facts, _FIRST_TYPED):
        cell_of(sheet, number, 1, Look.LABEL_LEFT).value = label
        cell = cell_of(sheet, number, 2, Look.FACT)
        if isinstance(fact, str):
            put_text(cell, fact)
        else:
            put_entry(cell, fact)
        high = block_height(lines(str(fact or ""), _FACT_ROOM), TEXT_SIZE)
        sheet.row_dimensions[number].height = max(_FACT_HEIGHT, high)
        if label in _CHOICES:
            _offer(sheet, f"B{number}", _CHOICES[label], "请从列表中选择。", strict=True)
    sheet.protection.sheet = True


def _fact_pieces(label: str, fact: str | Value | None) -> Iterator[tuple[str, str | Value | None]]:
    """Part a text no row could show in full, as in the narrative."""
    if isinstance(fact, str):
        most = most_lines(TEXT_SIZE) * (_FACT_ROOM - 1)
        yield from ((row.label, row.text) for row in _pieces(TextRow(label, fact), most))
    else:
        yield label, fact


def _labels() -> tuple[str, ...]:
    return wording.HEADING, wording.PARAGRAPH, wording.PARAGRAPH + wording.CONTINUED


def _write_head(sheet: Worksheet, label_width: float) -> None:
    set_width(sheet, 0, label_width)
    set_width(sheet, 1, _PAPER - label_width)
    for column, words in enumerate(wording.HEADER, 1):
        cell_of(sheet, 1, column, Look.HEAD).value = words
    sheet.row_dimensions[1].height = _HEAD_HEIGHT


def _pieces(row: TextRow, most: int) -> Iterator[TextRow]:
    """Part a row that no sheet could show in full; the rest follows on rows marked so."""
    for number, piece in enumerate(pieces(clean(row.text), most)):
        yield TextRow(row.label + wording.CONTINUED * bool(number), piece, section=row.section)


def _write_row(sheet: Worksheet, number: int, row: TextRow) -> None:
    mark, look = Look.MARK, _LOOKS.get(row.label, Look.TEXT)
    if row.section:
        mark = look = Look.PART
    cell_of(sheet, number, 1, mark).value = row.label
    put_text(cell_of(sheet, number, 2, look), row.text)
    sheet.row_dimensions[number].height = (
        _HEAD_HEIGHT if row.section else block_height(lines(row.text, _ROOM), TEXT_SIZE)
    )


def _offer(
    sheet: Worksheet, where: str, choices: tuple[str, ...], hint: str, *, strict: bool
) -> None:
    """Let one of several words be chosen from a list."""
    validation = DataValidation("list", f'"{",".join(choices)}"', sqref=where)
    validation.allowBlank = True
    validation.showInputMessage, validation.prompt = True, hint
    validation.showErrorMessage, validation.error = strict, "请从列表中选择一项。"
    sheet.add_data_validation(validation)
