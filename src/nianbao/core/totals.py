"""Totals follow their parts, unless they came in disagreeing with them.

A total that a file brought in and that does not agree stays as it is, so that the clerk sees
the contradiction; it follows again once it agrees, or when the clerk takes the fix.
"""

from collections.abc import Iterable, Mapping, Sequence

from nianbao.core.form import CellId
from nianbao.core.report import Change, Entry, Report, Unread, Value
from nianbao.core.rules.tables.identity import EntryOf, Identity


def sum_of_parts(identity: Identity, entry_of: EntryOf) -> Value | None:
    """Add up the parts of a computed cell that are there; None while none is.

    With some parts still blank this is the sum so far, as in any spreadsheet.
    """
    numbers = [
        entry
        for entry in map(entry_of, identity.parts)
        if entry is not None and not isinstance(entry, Unread)
    ]
    return sum(numbers[1:], numbers[0]) if numbers else None


def edit(report: Report, identities: Sequence[Identity], typed: Mapping[CellId, Entry]) -> Change:
    """Make the change for what the clerk typed, with every total that follows from it.

    A computed cell follows when it was blank or agreed with its parts before, and is not
    itself among the typed ones. Where a value came from is forgotten for each changed cell,
    unless it was carried over from last year.
    """
    new = dict(typed)

    def entry_of(cell: CellId) -> Entry:
        return new[cell] if cell in new else report.entry(cell)

    waiting = list(typed)
    settled = set(typed)
    while waiting:
        for identity in _computed_from(identities, waiting.pop(0)):
            total = identity.computed
            if total is None or total in settled or not _follows(identity, report.entry):
                continue
            value = sum_of_parts(identity, entry_of)
            if value != entry_of(total):
                new[total] = value
                waiting.append(total)
    changed = {cell: entry for cell, entry in new.items() if entry != report.entry(cell)}
    sources = report.sources
    outdated = {c: None for c in changed if c in sources and not sources[c].carried}
    return Change(cells=changed, sources=outdated)


def _computed_from(identities: Iterable[Identity], part: CellId) -> list[Identity]:
    """Find the totals this cell is a part of."""
    return [identity for identity in identities if part in identity.parts]


def _follows(identity: Identity, before: EntryOf) -> bool:
    """Tell whether the total was blank, or agreed with its parts."""
    total = identity.computed
    if total is None:
        return False
    entry = before(total)
    return entry is None or entry == sum_of_parts(identity, before)
