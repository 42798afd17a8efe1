"""Proposed corrections in words. Knows nothing of widgets."""

import re

from nianbao.core.finding import COVER, Finding, Part, TextPlace
from nianbao.core.form import CellId, Form
from nianbao.core.links import with_numbers
from nianbao.core.numbers import write_number
from nianbao.core.report import Report
from nianbao.core.rewording import reworded
from nianbao.ui.session import Session

AROUND = 4
"""Characters shown on either side of a change that is too short to be found by itself."""

SHORT = 1


def cell_name(form: Form, cell: CellId) -> str:
    """Name a cell: table, official row and column."""
    field = form.fields[cell]
    return f"{form.table(field.table).name}{field.name}"


def numbers_proposal(session: Session, finding: Finding) -> str:
    """Say which numbers would be put in; "" where none are proposed."""
    if not finding.fix:
        return ""
    report, form = session.report, session.form
    if len(finding.fix) == 1:
        ((cell, value),) = finding.fix.items()
        old = write_number(report.entry(cell)) or "空白"
        return f"建议：把{cell_name(form, cell)}由“{old}”改为“{write_number(value)}”。"
    if all(report.entry(cell) is None for cell in finding.fix):
        return f"建议：把空白的 {len(finding.fix)} 格填上 0，其中的总计由程序算出。"
    changes = (
        f"{cell_name(form, cell)}改为“{write_number(value)}”"
        for cell, value in finding.fix.items()
        if report.entry(cell) != value
    )
    return f"建议：把{'，'.join(changes)}。"


def words_proposal(session: Session, finding: Finding) -> str:
    """Say which words would be put for which; "" where none are proposed."""
    proposal = finding.rewording
    if proposal is None or not reworded(session.report, proposal):
        return ""
    text = text_at(session.report, proposal.place)
    begin, end = proposal.place.begin, proposal.place.end
    old, new = (_printed(session, part) for part in (text[begin:end], proposal.new))
    if not new and len(old) > SHORT:
        return f"建议：把文中“{old}”删去。"
    if min(len(old), len(new)) <= SHORT:
        before = re.split(r"\n|\}\}", text[max(begin - AROUND, 0) : begin])[-1]
        after = re.split(r"\n|\{\{?", text[end : end + AROUND])[0]
        old, new = before + old + after, before + new + after
    return f"建议：把文中“{old}”改为“{new}”。"


def text_at(report: Report, place: TextPlace) -> str:
    """Give the whole text, as typed, that a place is in."""
    if place.section == COVER:
        told = report.particulars
        return told.preamble if place.part is Part.PREAMBLE else told.title
    passage = report.text[place.section][place.passage]
    return passage.heading if place.part is Part.HEADING else passage.body


def _printed(session: Session, text: str) -> str:
    def number(cell: CellId) -> str | None:
        known = cell in session.form.fields
        return write_number(session.report.entry(cell)) if known else None

    return with_numbers(text, number)
