"""Which totals of a report may live on as formulas, and how such a formula is spelled.

A formula may only stand where it gives the very number the report holds, or the very blank; a
total that came in wrong, or with gaps among its parts, must be seen as it is. Knows nothing of
sheets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from nianbao.core.checker import RuleBook
from nianbao.core.form import CellId
from nianbao.core.report import Report, Unread, Value
from nianbao.core.totals import sum_of_parts
from nianbao.io.workbook import Position, address


@dataclass(frozen=True, slots=True)
class LiveTotal:
    """A total that agrees: the cells it is the sum of, and that sum; None while all are blank."""

    parts: tuple[CellId, ...]
    value: Value | None


def live_totals(book: RuleBook, report: Report) -> Mapping[CellId, LiveTotal]:
    """Find the totals that agree with their parts: all of them filled in, or none."""
    live: dict[CellId, LiveTotal] = {}
    for identity in book.identities:
        total, parts = identity.computed, identity.parts
        if total is None or total in live:
            continue
        entries = [report.entry(cell) for cell in (total, *parts)]
        if all(entry is None for entry in entries):
            live[total] = LiveTotal(parts, None)
        elif not any(isinstance(entry, Unread | None) for entry in entries):
            value = report.value(total)
            if value == sum_of_parts(identity, report.entry):
                live[total] = LiveTotal(parts, value)
    return live


def formula(parts: Iterable[Position], *, blank: bool = False) -> str:
    """Spell the sum of some cells: `SUM(D8:D28)`; of `blank` ones the sum is blank, not zero."""
    where = ",".join(ranges(parts))
    return f'IF(COUNT({where})=0,"",SUM({where}))' if blank else f"SUM({where})"


def ranges(parts: Iterable[Position]) -> list[str]:
    """Name cells in as few ranges as stand in one column or, failing that, in one row."""
    positions = sorted(set(parts))
    down = _runs([(column, row) for row, column in positions])
    across = _runs(positions)
    if len(across) <= len(down):
        return [_named((row, first), (row, last)) for row, first, last in across]
    return [_named((first, column), (last, column)) for column, first, last in down]


def _runs(positions: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Gather neighbours on one line: line, first and last place on it."""
    numbered = enumerate(sorted(positions))
    grouped = groupby(numbered, key=lambda item: (item[1][0], item[1][1] - item[0]))
    runs = ([place for _, place in group] for _, group in grouped)
    return [(run[0][0], run[0][1], run[-1][1]) for run in runs]


def _named(first: Position, last: Position) -> str:
    return address(*first) if first == last else f"{address(*first)}:{address(*last)}"
