"""The 核对说明 as a Word document.

The only way in for the window and the command line. Knows nothing of where the file goes.
"""

import datetime as dt
from collections.abc import Sequence

from nianbao.core.checker import RuleBook
from nianbao.core.finding import Finding
from nianbao.core.report import Report
from nianbao.io.imported import Problem
from nianbao.io.review.chart import chart_xml, frame_xml
from nianbao.io.review.chart_book import chart_book
from nianbao.io.review.compose import Made, said
from nianbao.io.review.grid import grid_xml, paragraph_xml
from nianbao.io.review.looks import Look, with_looks
from nianbao.io.review.parts import Parts
from nianbao.io.review.said import Block, Boxes, Chart, Grid, Heading, Role, Said, Words
from nianbao.io.review_toml import declared_compared
from nianbao.io.word.checked import refused
from nianbao.io.word.lines import title_lines
from nianbao.io.word.lint import UnsoundError, require_sound
from nianbao.io.word.package import CORE, STYLES, core_properties, pack, read_base
from nianbao.io.word.paragraph import Paragraph
from nianbao.io.word.styles import Style, StyleIds
from nianbao.io.word.text import clean, paragraphs

BOX = "□"

_ROLES = {
    Role.TEXT: Look.BODY,
    Role.VERDICT: Look.VERDICT,
    Role.LEAD: Look.LEAD,
    Role.NOTE: Look.NOTE,
}


def write_review(
    book: RuleBook,
    report: Report,
    findings: Sequence[Finding],
    made: dt.date,
    noted: Sequence[Problem] = (),
) -> bytes:
    """Write the 核对说明 of a report, whatever is still open in it.

    `made` is the day it is made; `noted` is what reading the input had to remark, where the
    report comes straight from a file. The same input makes the same bytes. Raises
    LacksStylesError when base.docx was spoilt, FormError when the form's own data is wrong,
    Refused when what was written does not pass the program's own check.
    """
    told = said(book, report, findings, declared_compared(book.form), Made(made, noted))
    base = read_base()
    parts = Parts(dict(base.parts))
    parts.put_body(_body(told, base.styles))
    parts.put_page(told.notice)
    for block in told.blocks:
        if isinstance(block, Chart):
            parts.put_chart(chart_xml(block), chart_book(block))
    title, author = (clean(words)[0] for words in (told.title, report.particulars.organ))
    written = {
        **parts.written,
        STYLES: with_looks(base.parts[STYLES], base.styles),
        CORE: core_properties(title, author, made),
    }
    document = pack(written)
    try:
        require_sound(document)
    except UnsoundError as unsound:
        raise refused(unsound, "核对说明") from unsound
    return document


def _body(told: Said, ids: StyleIds) -> str:
    lines = title_lines(_line(told.title), _line(told.organ))
    title = Paragraph(Style.TITLE, lines).xml(ids)
    notice = paragraph_xml(Look.NOTICE, told.notice)
    blocks = "".join(_block(block, ids) for block in told.blocks)
    # Word wants a paragraph after a table.
    return title + notice + blocks + paragraph_xml(Look.NOTE, "")


def _block(block: Block, ids: StyleIds) -> str:
    match block:
        case Heading():
            return paragraph_xml(Look.HEADING, _line(block.words), keep_with_next=True)
        case Words():
            return "".join(
                paragraph_xml(_ROLES[block.role], line, keep_with_next=block.role is Role.LEAD)
                for line in _lines(block.words)
            )
        case Grid():
            return grid_xml(block, ids, _lines)
        case Chart():
            return frame_xml(block)
        case Boxes():
            return "".join(paragraph_xml(Look.BOX, f"{BOX} {_line(item)}") for item in block.items)


def _lines(words: str) -> tuple[str, ...]:
    return paragraphs(clean(words)[0])


def _line(words: str) -> str:
    return " ".join(_lines(words))
