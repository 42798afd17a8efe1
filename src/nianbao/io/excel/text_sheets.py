"""The words of a report as two sheets: 文字部分 to read and edit, 基本信息 as a list of facts.

Knows nothing of the tables, nor of how the words are ordered (`io.excel.text_rows`).
"""

from collections.abc import Iterator

from nianbao.core.form import Form
from nianbao.core.report import Report, Value
from nianbao.io.excel import wording
from nianbao.io.excel.cells import clean, pieces
from nianbao.io.excel.choice import Choice
from nianbao.io.excel.looks import TEXT_SIZE, Look, Styles
from nianbao.io.excel.measure import block_height, line_room, lines, most_lines
from nianbao.io.excel.paper import Paper
from nianbao.io.excel.sheet import SheetXml
from nianbao.io.excel.strings import Strings
from nianbao.io.excel.text_rows import TextRow, fact_rows, text_rows

_TEXT_PAPER, _FACT_PAPER = Paper(), Paper(one_page=True)
_LABEL_WIDTH = 72.0
_FACT_LABEL_WIDTH = 220.0
_ROOM = line_room(_TEXT_PAPER.width - _LABEL_WIDTH, TEXT_SIZE)
_FACT_ROOM = line_room(_FACT_PAPER.width - _FACT_LABEL_WIDTH, TEXT_SIZE)
_MOST = most_lines(TEXT_SIZE) * (_ROOM - 1)
_FACT_MOST = most_lines(TEXT_SIZE) * (_FACT_ROOM - 1)
_HEAD_HEIGHT = 24.0
_FACT_HEIGHT = 27.0
_LAST_TYPED = 5000
_PICK = "请从列表中选择一项。"
_LABELS = wording.HEADING, wording.PARAGRAPH, wording.PARAGRAPH + wording.CONTINUED
_HINT = (
    "一行一个自然段。要加一段，就插入一行，在左边选“正文”；新的小标题选“小标题”。"
    "标有“（续）”的一行紧接上一行，中间不分段。"
)
_CHOICES = {wording.KIND: tuple(wording.KINDS), wording.SCOPE: tuple(wording.SCOPES)}
_LOOKS = {
    wording.TITLE: Look.HEADING,
    wording.HEADING: Look.HEADING,
}


def texts_sheet(form: Form, report: Report, shared: tuple[Styles, Strings]) -> SheetXml:
    """Write title, preamble, narrative and signature, one paragraph a row."""
    sheet = SheetXml(wording.TEXT_SHEET, _TEXT_PAPER, *shared, growing=True)
    _write_head(sheet, _LABEL_WIDTH)
    rows = (piece for row in text_rows(form, report) for piece in _pieces(row, _MOST))
    for number, row in enumerate(rows, 1):
        _write_row(sheet, number, row)
    sheet.hidden = wording.LINKED, wording.PRINTED
    sheet.frozen, sheet.start, sheet.repeated_rows = (1, 0), (1, 1), 1
    sheet.choices.append(_list(_LABELS, _HINT, strict=False).xml([f"A2:A{_LAST_TYPED}"]))
    return sheet


def facts_sheet(report: Report, shared: tuple[Styles, Strings]) -> SheetXml:
    """Write whose report it is, and the processing fee."""
    sheet = SheetXml(wording.FACTS_SHEET, _FACT_PAPER, *shared)
    _write_head(sheet, _FACT_LABEL_WIDTH)
    facts = (piece for fact in fact_rows(report.particulars) for piece in _fact_pieces(*fact))
    for number, (label, fact) in enumerate(facts, 1):
        sheet.label(number, 0, Look.LABEL_LEFT, label)
        if isinstance(fact, str):
            sheet.text(number, 1, Look.FACT, fact)
        else:
            sheet.entry(number, 1, Look.FACT, fact)
        high = block_height(lines(str(fact or ""), _FACT_ROOM), TEXT_SIZE)
        sheet.heights[number] = max(_FACT_HEIGHT, high)
        if label in _CHOICES:
            choice = _list(_CHOICES[label], "请从列表中选择。", strict=True)
            sheet.choices.append(choice.xml([f"B{number + 1}"]))
    sheet.locked, sheet.start = {}, (1, 1)
    return sheet


def _fact_pieces(label: str, fact: str | Value | None) -> Iterator[tuple[str, str | Value | None]]:
    """Part a text no row could show in full, as in the narrative."""
    if isinstance(fact, str):
        yield from ((row.label, row.text) for row in _pieces(TextRow(label, fact), _FACT_MOST))
    else:
        yield label, fact


def _write_head(sheet: SheetXml, label_width: float) -> None:
    sheet.widths = label_width, sheet.paper.width - label_width
    for column, words in enumerate(wording.HEADER):
        sheet.label(0, column, Look.HEAD, words)
    sheet.heights[0] = _HEAD_HEIGHT


def _pieces(row: TextRow, most: int) -> Iterator[TextRow]:
    """Part a row that no sheet could show in full; the rest follows on rows marked so."""
    parts = list(pieces(clean(row.text), most))
    linked = row.linked if len(parts) == 1 else ""  # the numbers of so long a text stay as they are
    for number, piece in enumerate(parts):
        label = row.label + wording.CONTINUED * bool(number)
        yield TextRow(label, piece, row.section, linked)


def _write_row(sheet: SheetXml, number: int, row: TextRow) -> None:
    mark, look = Look.MARK, _LOOKS.get(row.label, Look.TEXT)
    if row.section:
        mark = look = Look.PART
    sheet.label(number, 0, mark, row.label)
    sheet.text(number, 1, look, row.text)
    if row.linked:
        sheet.text(number, wording.LINKED, look, row.linked)
        sheet.text(number, wording.PRINTED, look, row.text)
    sheet.heights[number] = (
        _HEAD_HEIGHT if row.section else block_height(lines(row.text, _ROOM), TEXT_SIZE)
    )


def _list(words: tuple[str, ...], hint: str, *, strict: bool) -> Choice:
    """Let one of several words be chosen from a list."""
    return Choice("list", (f'"{",".join(words)}"',), hint, _PICK, strict=strict)
