"""The report as a Word document: what stands in it, and in which order.

base.docx holds page and styles; everything else is written here as XML, in half the time an
empty document of python-docx's takes. Knows nothing of where the file goes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree

from nianbao.core.composed import report_title
from nianbao.core.form import Field, Form, Section
from nianbao.core.links import with_numbers
from nianbao.core.numbers import write_number
from nianbao.core.report import Report
from nianbao.io.word.draft import with_watermark
from nianbao.io.word.fit import FittedTable
from nianbao.io.word.flow import Piece, in_flow
from nianbao.io.word.lines import placed, title_lines
from nianbao.io.word.package import CORE, DOCUMENT, core_properties, pack, read_base
from nianbao.io.word.paragraph import Paragraph
from nianbao.io.word.styles import HEADINGS, Style
from nianbao.io.word.table import table_xml
from nianbao.io.word.text import Removed, clean, paragraphs

_HERE = "the report"

_UNDATED = date(2000, 1, 1)
"""Stands in the properties of a report that is not signed: never today, or no two files agree."""

_NUMBERS = (
    re.compile("[一二三四五六七八九十]+、"),
    re.compile("[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+[.．、]"),
    re.compile(r"[（(]\d+[）)]"),
)
"""How headings of each level begin (GB/T 9704-2012 7.3.3), the first level first."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and the characters Word cannot or must not hold that were left out of it."""

    data: bytes
    removed: tuple[Removed, ...]


def write_docx(form: Form, report: Report, *, draft: bool = False) -> Written:
    """Write the report. The same answers make the same bytes.

    Whether the report is fit to be published is not asked here: blank cells stay empty and
    what could not be read stands as it stood. A draft bears a watermark on every page.
    Raises LacksStylesError when base.docx was spoilt.
    """
    base = with_watermark(read_base()) if draft else read_base()
    writing = _Writing(form, report)
    body = "".join(
        piece.xml(base.styles)
        if isinstance(piece, Paragraph)
        else table_xml(piece.fitted, piece.heights, base.styles, writing.number)
        for piece in in_flow(writing.pieces())
    )
    properties = core_properties(
        "".join(writing.title()),
        clean(report.particulars.organ)[0],
        report.particulars.signature.date or _UNDATED,
    )
    parts = {**base.parts, DOCUMENT: _with_body(base.parts[DOCUMENT], body), CORE: properties}
    return Written(pack(parts), tuple(dict.fromkeys(writing.removed)))


def _with_body(part: bytes, body: str) -> bytes:
    """Put what was written before the page set-up, in place of what base.docx has there.

    As text: moving thousands of elements from tree to tree takes longer than all the rest.
    Every program that could have saved base.docx calls the namespace `w`, as is done here.
    """
    document = etree.fromstring(part)
    (old,) = document.iterfind("w:body", {"w": document.nsmap["w"]})
    old[:] = [etree.Comment(_HERE), old[-1]]
    whole = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole.replace(f"<!--{_HERE}-->".encode(), body.encode())


@dataclass
class _Writing:
    """A document being written; what is left out of it is noted in `removed`."""

    form: Form
    report: Report
    removed: list[Removed] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """Give everything between the first line and the last, in order."""
        pieces: list[Piece] = [Paragraph(Style.TITLE, self.title())]
        pieces += self._text(Style.BODY, "preamble", self.report.particulars.preamble)
        for section in self.form.sections:
            pieces += self._section(section)
        signature = self._signature()
        last = pieces[-1]
        if isinstance(last, FittedTable):
            # Word wants a paragraph after a table.
            return pieces + (signature or [Paragraph(Style.BODY)])
        if signature:
            # A signature never stands on a page without text.
            pieces[-1] = replace(last, keep_with_next=True)
        return pieces + signature

    def title(self) -> tuple[str, ...]:
        """Give the lines of the title."""
        given = self.report.particulars
        organ, _ = clean(given.organ)
        return title_lines(self._cleaned("title", report_title(self.form, given)), organ.strip())

    def _section(self, section: Section) -> Iterator[Piece]:
        """Give a section: heading, table, narrative. A heading stays with what follows it."""
        table = FittedTable(self.form.table(section.table)) if section.table else None
        own_page = table is not None and table.fills_page
        yield Paragraph(Style.HEADING_1, (section.title,), new_page=own_page)
        if table is not None:
            yield table
        for passage in self.report.text.get(section.id, ()):
            for heading in self._text(Style.HEADING_2, section.id, passage.heading):
                yield replace(heading, style=_level(heading.lines[0]))
            yield from self._text(Style.BODY, section.id, passage.body)

    def _signature(self) -> list[Piece]:
        """Give signer and date; the blank line before them is the style's."""
        given = self.report.particulars.signature
        place = placed("".join(paragraphs(self._cleaned("signature", given.organ))), given.date)
        pieces: list[Piece] = []
        if place.signer:
            pieces.append(Paragraph(Style.SIGNATURE, place.signer, right=place.signer_right))
        if place.date:
            pieces.append(Paragraph(Style.DATE, (place.date,), right=place.date_right))
        return pieces

    def _text(self, style: Style, place: str, text: str) -> list[Paragraph]:
        """Give the paragraphs of a text as typed, its linked numbers as they are now."""
        words = self._cleaned(place, with_numbers(text, self._linked))
        return [Paragraph(style, (line,)) for line in paragraphs(words)]

    def _linked(self, cell: str) -> str | None:
        found = self.form.fields.get(cell)
        return None if found is None else write_number(self.report.entry(found.id))

    def number(self, asked: Field) -> str:
        return " ".join(
            paragraphs(self._cleaned(asked.id, write_number(self.report.entry(asked.id))))
        )

    def _cleaned(self, place: str, text: str) -> str:
        kept, gone = clean(text)
        self.removed += [Removed(place, character) for character in gone]
        return kept


def _level(heading: str) -> Style:
    """Tell the level of a heading by its number; one without a number is of the second."""
    levels = zip(HEADINGS, _NUMBERS, strict=True)
    return next((style for style, number in levels if number.match(heading)), Style.HEADING_2)
