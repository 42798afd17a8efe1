"""Stocks roll on from last year: what was in force, plus what came, less what went.

Such a cell follows like a total: while it was blank or agreed, and only when both that came and
that went are known.
"""

from collections.abc import Mapping, Sequence

from nianbao.core.form import CellId, Rolled
from nianbao.core.report import Entry, Report, Value
from nianbao.core.rules.tables.identity import EntryOf


def rolled_on(
    report: Report, stocks: Sequence[Rolled], new: Mapping[CellId, Entry]
) -> dict[CellId, Entry]:
    """Give the stocks that follow from the cells about to change; nothing without a last year."""
    previous = report.particulars.previous
    if previous is None:
        return {}

    def entry_after(cell: CellId) -> Entry:
        return new[cell] if cell in new else report.entry(cell)

    following: dict[CellId, Entry] = {}
    for stock in stocks:
        base = previous.cells.get(stock.cell)
        touched = stock.plus in new or stock.minus in new
        if base is None or not touched or stock.cell in new:
            continue
        before = report.entry(stock.cell)
        if before is None or before == _stock(stock, base, report.entry):
            after = _stock(stock, base, entry_after)
            if after != before:
                following[stock.cell] = after
    return following


def _stock(stock: Rolled, base: Value, entry_of: EntryOf) -> Value | None:
    """Add and take away; None while a part is not known, or more went than there was."""
    plus, minus = entry_of(stock.plus), entry_of(stock.minus)
    if not isinstance(plus, int) or not isinstance(minus, int):
        return None
    value = base + plus - minus
    return value if value >= 0 else None
