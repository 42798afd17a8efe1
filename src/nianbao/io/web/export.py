"""Writes the report for the organ's web site: a page of its own, or a piece to paste.

The page is one file without scripts that asks the net for nothing. The piece carries its looks
in each element, for editors of content systems that throw style sheets away. Knows nothing of
disks, nor of what stops an export.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from nianbao.core.clean_text import clean
from nianbao.core.composed import report_title
from nianbao.core.form import CellId, Form, Section
from nianbao.core.links import with_numbers
from nianbao.core.numbers import write_number
from nianbao.core.report import Report
from nianbao.io.web.dress import (
    DRAFT_STYLE_SHEET,
    STYLE_SHEET,
    Dress,
    Part,
    by_style_sheet,
    in_place,
)
from nianbao.io.web.table import table_html

DRAFT = "草稿"
_DRAFT_WORDS = f"{DRAFT}，还没有定稿，不得公开发布。"


def write_html(form: Form, report: Report, *, draft: bool = False) -> bytes:
    """Write the report as one page. The same report gives the same bytes."""
    writing = _Writing(form, report, by_style_sheet)
    title = " ".join(writing.title.split())
    organ = " ".join(writing.said(report.particulars.organ).split())
    named = f"{DRAFT} | {title}" if draft else title
    style = STYLE_SHEET + DRAFT_STYLE_SHEET * draft
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(named or '政府信息公开工作年度报告')}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="ArticleTitle" content="{escape(title)}">\n'
        f'<meta name="ContentSource" content="{escape(organ)}">\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{''.join(writing.page(draft=draft))}</main>\n</body>\n</html>\n"
    ).encode()


def paste_fragment(form: Form, report: Report, *, draft: bool = False) -> str:
    """Write the report as a piece of HTML to paste into the editor of a content system.

    Its title is no heading: the page it is pasted into has one.
    """
    writing = _Writing(form, report, in_place)
    pieces = "".join(writing.piece(draft=draft))
    return f'<div lang="zh-CN"{in_place(Part.WHOLE)}>\n{pieces}</div>\n'


@dataclass(frozen=True)
class _Writing:
    """A report being written."""

    form: Form
    report: Report
    dress: Dress

    @property
    def title(self) -> str:
        """The title, cleaned."""
        return self.said(report_title(self.form, self.report.particulars))

    def page(self, *, draft: bool) -> Iterator[str]:
        """Give all that stands on a page of its own."""
        yield from self._draft(draft=draft)
        yield from self._titled("h1")
        yield from self._told(alone=True)

    def piece(self, *, draft: bool) -> Iterator[str]:
        """Give what is pasted into a page that has its own heading."""
        yield from self._draft(draft=draft)
        yield from self._titled("p")
        yield from self._told(alone=False)

    def said(self, text: str) -> str:
        """Give a text as printed: its linked numbers as they are now, cleaned."""
        return clean(with_numbers(text, self._linked))[0]

    def _draft(self, *, draft: bool) -> Iterator[str]:
        if draft:
            yield f"<aside{self.dress(Part.DRAFT)}>{_DRAFT_WORDS}</aside>\n"

    def _titled(self, element: str) -> Iterator[str]:
        lines = [escape(line, quote=False) for line in _paragraphs(self.title)]
        if lines:
            words = "<br>".join(lines)
            yield f"<{element}{self.dress(Part.TITLE)}>{words}</{element}>\n"

    def _told(self, *, alone: bool) -> Iterator[str]:
        """Give everything below the title."""
        yield from self._text(self.report.particulars.preamble)
        for section in self.form.sections:
            yield from self._section(section, alone=alone)
        yield from self._signature()

    def _section(self, section: Section, *, alone: bool) -> Iterator[str]:
        """Give a section: heading, table, narrative."""
        yield f"<h2{self.dress(Part.SECTION)}>{escape(section.title, quote=False)}</h2>\n"
        if section.table:
            table = self.form.table(section.table)
            written = {field.id: self._number(field.id) for field in table.fields}
            yield table_html(table, written, self.dress, alone=alone)
        for passage in self.report.text.get(section.id, ()):
            heading = " ".join(_paragraphs(self.said(passage.heading)))
            if heading:
                yield f"<h3{self.dress(Part.HEADING)}>{escape(heading, quote=False)}</h3>\n"
            yield from self._text(passage.body)

    def _text(self, text: str) -> Iterator[str]:
        for paragraph in _paragraphs(self.said(text)):
            yield f"<p{self.dress(Part.PARAGRAPH)}>{escape(paragraph, quote=False)}</p>\n"

    def _signature(self) -> Iterator[str]:
        given = self.report.particulars.signature
        lines = [escape(line, quote=False) for line in _paragraphs(self.said(given.organ))]
        if given.date is not None:
            day = f"{given.date.year}年{given.date.month}月{given.date.day}日"
            lines.append(f'<time datetime="{given.date.isoformat()}">{day}</time>')
        if lines:
            dressed = self.dress(Part.SIGNATURE)
            written = "".join(f"<p{dressed}>{line}</p>\n" for line in lines)
            yield f"<div{dressed}>\n{written}</div>\n"

    def _number(self, cell: CellId) -> str:
        return " ".join(clean(write_number(self.report.entry(cell)))[0].split())

    def _linked(self, cell: str) -> str | None:
        found = self.form.fields.get(cell)
        return None if found is None else write_number(self.report.entry(found.id))


def _paragraphs(text: str) -> list[str]:
    """Part a text; blanks at the ends of a paragraph are no words."""
    return [line for line in map(str.strip, text.split("\n")) if line]
