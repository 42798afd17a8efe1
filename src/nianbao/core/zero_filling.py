"""Blank cells → 0, and which of those zeros would contradict what is known.

Blank is not zero: filling is the clerk's deed, never the program's. A stock that last year's
report lets roll on is left to follow from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nianbao.core.checker import RuleBook
from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId
from nianbao.core.report import Change, Entry, Report


@dataclass(frozen=True, slots=True)
class ZeroFilling:
    """Zeros for blank cells, not yet made.

    `cells` are those that would be filled, without the totals that follow; `objections` what
    would be found wrong only because of it; `doubtful` the cells that an objection speaks of.
    """

    change: Change
    cells: tuple[CellId, ...]
    objections: tuple[Finding, ...] = ()
    doubtful: frozenset[CellId] = frozenset()


def fill_with_zeros(book: RuleBook, report: Report, cells: Sequence[CellId]) -> ZeroFilling:
    """Work out the zeros for those of the cells that are blank and follow from no others."""
    change = _zeros(book, report, tuple(cells))
    typed = tuple(cell for cell in change.cells if cell not in book.computed)
    if not typed:
        return ZeroFilling(change, ())
    said = {_key(finding) for finding in book.check(report)}
    after = book.check(report_after(report, change))
    new = [
        (finding, reached & set(typed))
        for finding in after
        if finding.severity is not Severity.HINT
        and _key(finding) not in said
        and (reached := _reached(book, finding.cells)) & set(typed)
    ]
    # A total that is wrong because one column is wrong says nothing of the other columns.
    least = [
        (finding, reached)
        for finding, reached in new
        if not any(other < reached for _, other in new)
    ]
    doubtful = frozenset(cell for _, reached in least for cell in reached)
    return ZeroFilling(change, typed, tuple(finding for finding, _ in least), doubtful)


def without_doubtful(book: RuleBook, report: Report, filling: ZeroFilling) -> ZeroFilling:
    """Work out the zeros again, leaving blank what they would contradict."""
    sure = tuple(cell for cell in filling.cells if cell not in filling.doubtful)
    change = _zeros(book, report, sure)
    return ZeroFilling(change, tuple(c for c in change.cells if c not in book.computed))


def _zeros(book: RuleBook, report: Report, cells: tuple[CellId, ...]) -> Change:
    """Fill what is blank; a stock follows from last year's where both its parts are known."""
    previous = report.particulars.previous
    known: Mapping[CellId, Entry] = {} if previous is None else previous.cells
    rolling = {stock.cell for stock in book.form.rolled if known.get(stock.cell) is not None}
    change = book.zeros(report, tuple(cell for cell in cells if cell not in rolling))
    late = [cell for cell in cells if cell in rolling and cell not in change.cells]
    if not any(report.entry(cell) is None for cell in late):
        return change
    return book.zeros(report, tuple(cell for cell in cells if cell not in rolling or cell in late))


def _reached(book: RuleBook, cells: Iterable[CellId]) -> set[CellId]:
    """Spell out totals by the cells they come from."""
    reached: set[CellId] = set()
    waiting = list(cells)
    while waiting:
        cell = waiting.pop()
        if cell not in reached:
            reached.add(cell)
            parts = [i.parts for i in book.identities if i.computed == cell]
            waiting += parts[0] if parts else ()
    return reached


def report_after(report: Report, change: Change) -> Report:
    """Make another report that holds the same and the change besides; nobody hears of it."""
    copy = Report(report.form)
    copy.apply(
        Change(
            cells=dict(report.entries),
            sources=dict(report.sources),
            text=dict(report.text),
            particulars=report.particulars,
            justifications=report.justifications,
            settled=report.settled,
        )
    )
    copy.apply(change)
    return copy


def _key(finding: Finding) -> tuple[str, tuple[CellId, ...], str, str | None]:
    return finding.rule, finding.cells, finding.about, finding.sentence
