"""Lists the words around the tables of a set in reading order.

Knows nothing of what the words mean.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from nianbao.io.locate.narrative import TextLine
from nianbao.io.locate.sets import TableSet
from nianbao.io.workbook import Position, Sheet

_END = 1 << 30


def lines_around(
    chosen: TableSet, sets: Sequence[TableSet], sheets: Iterable[Sheet]
) -> Iterator[TextLine]:
    """List the paragraphs of a set's sheets; of those without tables, if it is the only set."""
    own = {id(sheet) for sheet in chosen.sheets}
    tabled = {id(sheet) for each in sets for sheet in each.sheets}
    for sheet in sheets:
        free = len(sets) == 1 and id(sheet) not in tabled and not sheet.hidden
        if id(sheet) in own or free:
            yield from _lines(sheet, _rows(sheet, chosen, sets), _areas(sheet, sets))


def _rows(sheet: Sheet, chosen: TableSet, sets: Iterable[TableSet]) -> range:
    """Tell which rows of a sheet speak of the set, where others share it."""
    starts = {id(each): _start(sheet, each) for each in sets}
    if sum(start is not None for start in starts.values()) <= 1:
        return range(_END)
    start = starts[id(chosen)] or 0
    later = [other for other in starts.values() if other is not None and other > start]
    return range(start, min(later, default=_END))


def _start(sheet: Sheet, each: TableSet) -> int | None:
    """Find the first row of a set in a sheet: its title or its first table."""
    rows = [
        min(table.located.area[0], caption.at[0] if caption.at else _END)
        for table, caption in zip(each.tables.values(), each.captions, strict=True)
        if table.located.sheet is sheet
    ]
    return min(rows, default=None)


def _areas(sheet: Sheet, sets: Iterable[TableSet]) -> list[tuple[int, int, int, int]]:
    return [
        table.located.area
        for each in sets
        for table in each.tables.values()
        if table.located.sheet is sheet
    ]


def _lines(
    sheet: Sheet, rows: range, areas: Sequence[tuple[int, int, int, int]]
) -> Iterator[TextLine]:
    for at in sorted(sheet.cells):
        if at[0] not in rows:
            continue
        if any(top <= at[0] <= bottom for top, _, bottom, _ in areas):
            yield TextLine(None)
            continue
        for text in _texts(sheet, at):
            yield TextLine(text)


def _texts(sheet: Sheet, at: Position) -> Iterator[str]:
    value = sheet.cells[at].value
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dt.date):
        yield f"{value.year}年{value.month}月{value.day}日"
