"""Finds every table: those that stand in rows and columns, then those that do not.

A table that goes on in the next sheet without a heading is one. Of values only what tells them
from words is known here.
"""

from collections.abc import Iterable, Sequence

from nianbao.io.locate.continued import below
from nianbao.io.locate.layouts import Layout
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.located import Located
from nianbao.io.locate.loose import find_loose
from nianbao.io.locate.tables import find_tables
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import Sheet


def find_all(
    sheets: Iterable[Sheet], layouts: Sequence[Layout], lexicon: Lexicon, words: ValueWords
) -> list[tuple[Sheet, tuple[Located, ...]]]:
    """Find the tables of several sheets; one that only goes on is put under the one before.

    Only the tables that stand nowhere in rows and columns, or whose rows have come apart, are
    looked for in running text.
    """
    pages: list[tuple[Sheet, tuple[Located, ...]]] = []
    for sheet in sheets:
        found = find_tables(sheet, layouts, lexicon)
        if not found and sheet.cells and pages and pages[-1][1]:
            before, known = pages[-1]
            joined = below(before, sheet)
            more = find_tables(joined, layouts, lexicon)
            if len(more) == len(known) and _certain(more) > _certain(known):
                pages[-1] = joined, more
                continue
        pages.append((sheet, found))
    sound = {each.table for _, found in pages for each in found if not each.is_shifted}
    missing = [layout for layout in layouts if layout.table.id not in sound]
    if not missing:
        return pages
    return [
        (sheet, _with_loose(found, find_loose(sheet, missing, lexicon, words)))
        for sheet, found in pages
    ]


def _with_loose(found: Sequence[Located], loose: Iterable[Located]) -> tuple[Located, ...]:
    """Take what was found in running text where it gives as much as the rows did."""
    for located in loose:
        rivals = [other for other in found if other.table == located.table]
        if located.taken >= sum(len(other.spots) for other in rivals):
            found = (*(other for other in found if other not in rivals), located)
    return tuple(sorted(found, key=lambda located: located.area))


def _certain(found: Iterable[Located]) -> int:
    return sum(located.certain for located in found)
