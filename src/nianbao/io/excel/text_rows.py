"""The words of a report as labelled rows, in the order in which the report prints them.

One paragraph a row. Every row has a label, so blank paragraphs and missing headings come back
as they were. Knows nothing of sheets; `io.excel.texts` is the way back.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nianbao.core.composed import report_title
from nianbao.core.form import CellId, Form, SectionKind
from nianbao.core.links import with_numbers
from nianbao.core.numbers import write_number
from nianbao.core.report import Particulars, Passage, Report, Value
from nianbao.io.excel import wording


@dataclass(frozen=True, slots=True)
class TextRow:
    """A label and what stands beside it; `section` marks the title of a section.

    `linked` is the same text with its linked numbers as the report file writes them, where it
    has any.
    """

    label: str
    text: str = ""
    section: bool = False
    linked: str = ""


def text_rows(form: Form, report: Report) -> Iterator[TextRow]:
    """Lay out title, preamble, the narrative sections, signature and date."""

    def number(cell: CellId) -> str | None:
        return write_number(report.entry(cell)) if cell in form.fields else None

    told = report.particulars
    # An organ's title is spelled out; without organ or year there is none to spell.
    named = told.title or (told.organ and told.year is not None)
    yield TextRow(wording.TITLE, report_title(form, told) if named else "")
    yield from _paragraphs(wording.PREAMBLE, told.preamble, number)
    for section in form.sections:
        passages = report.text.get(section.id, ())
        if section.kind is SectionKind.TEXT or passages:
            yield TextRow(section.title, section=True)
            yield from _passages(passages, number)
    yield TextRow(wording.SIGNATURE, told.signature.organ)
    yield TextRow(wording.DATE, _date(told.signature.date))


def fact_rows(told: Particulars) -> Iterator[tuple[str, str | Value | None]]:
    """Lay out whose report it is, and the processing fee."""
    fee = told.processing_fee
    kinds = {kind: word for word, kind in wording.KINDS.items()}
    scopes = {scope: word for word, scope in wording.SCOPES.items()}
    yield wording.ORGAN, told.organ
    yield wording.KIND, kinds[told.organ_kind] if told.organ_kind else None
    yield wording.YEAR, told.year
    yield wording.SCOPE, scopes[told.scope]
    yield wording.NOTICES, fee.notices if fee else None
    yield wording.NOTIFIED, fee.amount_notified if fee else None
    yield wording.COLLECTED, fee.amount_collected if fee else None


def _passages(
    passages: Iterable[Passage], number: Callable[[CellId], str | None]
) -> Iterator[TextRow]:
    """Lay out a section; only before the first paragraph no heading is no heading row."""
    for at, passage in enumerate(passages):
        if passage.heading or at:
            yield TextRow(wording.HEADING, passage.heading)
        yield from _paragraphs(wording.PARAGRAPH, passage.body, number)


def _paragraphs(label: str, text: str, number: Callable[[CellId], str | None]) -> Iterator[TextRow]:
    for paragraph in text.split("\n"):
        printed = with_numbers(paragraph, number)
        yield TextRow(label, printed, linked=paragraph if printed != paragraph else "")


def _date(date: dt.date | None) -> str:
    return "" if date is None else f"{date.year}年{date.month}月{date.day}日"
