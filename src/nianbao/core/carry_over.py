"""Last year's report → the start of this year's.

Only what follows from last year by itself is taken over: what was handed on comes in, who
reports stays the same, the text is a draft. Every number carried says where it came from and
is locked; everything else stays blank, because blank is not zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nianbao.core.composed import report_title, starter_preamble
from nianbao.core.form import CellId, Form
from nianbao.core.numbers import write_number
from nianbao.core.report import (
    Change,
    Entry,
    Particulars,
    Passage,
    PreviousReport,
    Report,
    Signature,
    Source,
    Unread,
)
from nianbao.core.years import moved_on


@dataclass(frozen=True, slots=True)
class Start:
    """The change that makes an empty report this year's, and what could not be carried over.

    `missing` maps a cell of this year to the one of last year that holds no number.
    """

    change: Change
    missing: Mapping[CellId, CellId]


def start_of_year(form: Form, last: Report, file: str) -> Start:
    """Carry last year's report over; `file` is its name as the clerk knows it.

    A blank or unread number is not carried: nothing is known, which is not zero. Of a report
    on another form only the cells stay beside that this one has too.
    """
    told = last.particulars
    previous = PreviousReport(
        organ=told.organ,
        year=told.year,
        form=last.form,
        cells={
            cell: entry
            for cell, entry in last.entries.items()
            if cell in form.fields and not isinstance(entry, Unread)
        },
        text=dict(last.text),
        source=file,
    )
    carried: dict[CellId, Entry] = {}
    sources: dict[CellId, Source | None] = {}
    for pair in form.carried:
        value = last.value(pair.source)
        if value is not None:
            carried[pair.cell] = value
            place = form.fields[pair.source].name
            sources[pair.cell] = Source(file, place, write_number(value), carried=True)
    change = Change(
        cells=carried,
        sources=sources,
        text=_draft(last.text, told.year),
        particulars=_next_particulars(form, told, previous),
    )
    missing = {p.cell: p.source for p in form.carried if p.cell not in carried}
    return Start(change, missing)


def not_carried(form: Form, source: CellId) -> str:
    """Say in the clerk's words that a number of last year was not there to be carried over."""
    field = form.fields[source]
    return (
        f"上一年年报{form.table(field.table).name}{field.name}没有数字，没有结转过来，请自己填写。"
    )


def _next_particulars(form: Form, told: Particulars, previous: PreviousReport) -> Particulars:
    """Keep who reports; move the year on; leave open what belongs to the new year alone."""
    year = None if told.year is None else told.year + 1
    after = Particulars(
        organ=told.organ,
        organ_kind=told.organ_kind,
        year=year,
        scope=told.scope,
        signature=Signature(told.signature.organ),
        previous=previous,
        printing=replace(told.printing, number=""),
    )
    own_title = told.title if told.title != report_title(form, replace(told, title="")) else ""
    preamble = told.preamble or starter_preamble(form, told)
    if told.year is None:
        return replace(after, title=own_title, preamble=preamble)
    return replace(
        after,
        title=moved_on(own_title, told.year),
        preamble=moved_on(preamble, told.year),
    )


def _draft(
    text: Mapping[str, tuple[Passage, ...]], year: int | None
) -> dict[str, tuple[Passage, ...]]:
    """Move the years of a narrative on."""
    return {section: tuple(drafted(passages, year)) for section, passages in text.items()}


def drafted(passages: Iterable[Passage], year: int | None) -> Iterable[Passage]:
    """Give last year's passages as the draft of this year's."""
    for passage in passages:
        if year is None:
            yield passage
        else:
            yield Passage(moved_on(passage.heading, year), moved_on(passage.body, year))
