"""Writing the program's own file, `*.nianbao`: JSON with its keys in a fixed order.

History of `version`: 1 (0.1.0) is the first. A newer one is refused, every older one opens for
good. Reading is `io.report_reading`; neither knows of disks.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal

from nianbao.core.composed import report_title
from nianbao.core.form import Form
from nianbao.core.report import (
    Entry,
    Justification,
    Passage,
    PreviousReport,
    Report,
    Source,
    Unread,
)
from nianbao.io.checksum import CHECKSUM, checksum_of
from nianbao.io.imported import Problem

VERSION = 1
"""Of the file format; raised when a reader of the old one could not make sense of the new."""


def write_report(report: Report, form: Form, problems: Iterable[Problem] | None = None) -> str:
    """Write a report as indented JSON with its keys in a fixed order.

    With `problems` they follow at the end, as `nianbao read` prints them.
    """
    return report_text(plain_report(report, form), problems)


def report_text(plain: Mapping[str, object], problems: Iterable[Problem] | None = None) -> str:
    """Write what `plain_report` gave as the text of a file, with its checksum."""
    whole = {**plain, CHECKSUM: checksum_of(plain)}
    if problems is not None:
        whole["problems"] = [asdict(problem) for problem in problems]
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    # Half a character, as broken programs leave it, has no UTF-8 but a JSON escape.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def plain_value(value: Entry) -> int | str | None:
    """Give a value as the file holds it: a count as a number, money as text."""
    match value:
        case Decimal():
            return f"{value:f}"
        case Unread():
            return value.text
        case _:
            return value


def plain_report(report: Report, form: Form) -> dict[str, object]:
    """Give the whole report as the file holds it: made anew each time, never changed later."""
    told = report.particulars
    fee = told.processing_fee
    signature = told.signature
    return {
        "version": VERSION,
        "form": report.form,
        "scope": str(told.scope),
        "organ": told.organ,
        "organ_kind": None if told.organ_kind is None else str(told.organ_kind),
        "year": told.year,
        "title": report_title(form, told) if told.title or (told.organ and told.year) else "",
        "preamble": told.preamble,
        "cells": {cell: plain_value(report.value(cell)) for cell in form.fields},
        "unread": {
            cell: entry.text
            for cell in form.fields
            if isinstance(entry := report.entry(cell), Unread)
        },
        "text": {section: _passages(parts) for section, parts in sorted(report.text.items())},
        "processing_fee": None
        if fee is None
        else {
            "notices": fee.notices,
            "amount_notified": plain_value(fee.amount_notified),
            "amount_collected": plain_value(fee.amount_collected),
        },
        "signature": {
            "organ": signature.organ,
            "date": None if signature.date is None else signature.date.isoformat(),
        },
        "previous": None if told.previous is None else _previous(told.previous),
        "sources": {
            cell: _source(report.sources[cell]) for cell in form.fields if cell in report.sources
        },
        "justifications": [_justification(reason) for reason in report.justifications],
        "settled": sorted(report.settled),
        "printing": {
            "fonts": str(told.printing.fonts),
            "number": told.printing.number,
            "dated": told.printing.dated,
            "sealed": told.printing.sealed,
            "both_sides": told.printing.both_sides,
        },
    }


def _passages(passages: Iterable[Passage]) -> list[dict[str, str]]:
    return [{"heading": passage.heading, "body": passage.body} for passage in passages]


def _previous(previous: PreviousReport) -> dict[str, object]:
    return {
        "organ": previous.organ,
        "year": previous.year,
        "form": previous.form,
        "cells": {cell: plain_value(value) for cell, value in previous.cells.items()},
        "text": {section: _passages(parts) for section, parts in previous.text.items()},
        "source": previous.source,
    }


def _source(source: Source) -> dict[str, object]:
    plain: dict[str, object] = {
        "file": source.file,
        "place": source.place,
        "as_read": source.as_read,
    }
    if source.carried:
        plain["carried"] = True
    if source.unlocked:
        plain["unlocked"] = source.unlocked
    return plain


def _justification(reason: Justification) -> dict[str, object]:
    plain: dict[str, object] = {
        "rule": reason.rule,
        "cells": list(reason.cells),
        "values": [plain_value(value) for value in reason.values],
        "reason": reason.reason,
        "at": reason.at,
    }
    if reason.sentence is not None:
        plain["sentence"] = reason.sentence
    if reason.about:
        plain["about"] = reason.about
    return plain
