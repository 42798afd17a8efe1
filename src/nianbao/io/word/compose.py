"""What stands in the document, and in which order: from the number over the title to the date.

Knows no XML and no package.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nianbao.core.clean_text import Removed
from nianbao.core.composed import report_title
from nianbao.core.form import Field, Form, Section
from nianbao.core.links import with_numbers
from nianbao.core.numbers import write_number
from nianbao.core.report import Report
from nianbao.io.word.fit import FULL_LINE, FittedTable
from nianbao.io.word.flow import Piece
from nianbao.io.word.lines import placed, placed_for_seal, title_lines, written_day
from nianbao.io.word.measures import USUAL, Measures
from nianbao.io.word.paragraph import Paragraph
from nianbao.io.word.styles import HEADINGS, Style
from nianbao.io.word.text import clean, paragraphs

_NUMBERS = (
    re.compile("[一二三四五六七八九十]+、"),
    re.compile("[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+[.．、]"),
    re.compile(r"[（(]\d+[）)]"),
)
"""How headings of each level begin (GB/T 9704-2012 7.3.3), the first level first."""

_SEAL = 2 * FULL_LINE
"""Room over the signer for a seal of 42 mm whose upper edge stays within a line of the text."""


@dataclass
class Composing:
    """A document being put together.

    `measures` are those of the template's tables. What is left out is noted in `removed`;
    `words` are those of the clerk that stand in it, with their places.
    """

    form: Form
    report: Report
    measures: Measures = USUAL
    removed: list[Removed] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """Give everything between the first line and the last, in order."""
        pieces: list[Piece] = [*self._head()]
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

    def number(self, asked: Field) -> str:
        """Give what stands in a cell, on one line."""
        return " ".join(
            paragraphs(self._cleaned(asked.id, write_number(self.report.entry(asked.id))))
        )

    def _head(self) -> Iterator[Paragraph]:
        """Give the document's number, the title and the day under it, the first and last if asked.

        The blank line before the text is the style's, of whichever stands last.
        """
        given = self.report.particulars
        for number in self._text(Style.NUMBER, "number", given.printing.number):
            yield replace(number, keep_with_next=True)
        day = given.signature.date if given.printing.dated else None
        yield Paragraph(Style.TITLE, self.title(), after=None if day is None else 0)
        if day is not None:
            yield Paragraph(Style.UNDER_TITLE, (f"（{written_day(day)}）",))

    def _section(self, section: Section) -> Iterator[Piece]:
        """Give a section: heading, table, narrative. A heading stays with what follows it."""
        table = None if not section.table else self._table(section.table)
        own_page = table is not None and table.fills_page
        yield Paragraph(Style.HEADING_1, (section.title,), new_page=own_page)
        if table is not None:
            yield table
        for passage in self.report.text.get(section.id, ()):
            for heading in self._text(Style.HEADING_2, section.id, passage.heading):
                yield replace(heading, style=_level(heading.lines[0]))
            yield from self._text(Style.BODY, section.id, passage.body)

    def _table(self, name: str) -> FittedTable:
        return FittedTable(self.form.table(name), self.measures)

    def _signature(self) -> list[Piece]:
        """Give signer and date; a blank line before them is the style's, a seal wants two."""
        given = self.report.particulars
        sealed = given.printing.sealed
        signer = "".join(paragraphs(self._cleaned("signature", given.signature.organ)))
        place = (placed_for_seal if sealed else placed)(signer, given.signature.date)
        pieces: list[Piece] = []
        if place.signer:
            # One paragraph, however many lines: it is one name to whoever reads the file.
            room, left, right = _SEAL if sealed else None, place.signer_left, place.signer_right
            signed = Paragraph(Style.SIGNATURE, place.signer, before=room, left=left, right=right)
            pieces.append(replace(signed, centred=left is not None))
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

    def _cleaned(self, place: str, text: str) -> str:
        kept, gone = clean(text)
        self.removed += [Removed(place, character) for character in gone]
        self.words.append((place, kept))
        return kept


def _level(heading: str) -> Style:
    """Tell the level of a heading by its number; one without a number is of the second."""
    levels = zip(HEADINGS, _NUMBERS, strict=True)
    return next((style for style, number in levels if number.match(heading)), Style.HEADING_2)
