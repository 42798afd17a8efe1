"""Finds every table: those that stand in rows and columns, then those that do not.

A table that goes on in the next sheet without a heading is one. Of values only what tells them
from words is known here.
"""

from collections.abc import Iterable, Sequence

from nianbao.io.locate.continued import below
from nianbao.io.locate.labels import Lexicon
from nianbao.io.locate.layouts import Layout
from nianbao.io.locate.located import Located
from nianbao.io.locate.loose import find_loose
from nianbao.io.locate.tables import find_tables
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import Sheet


def find_all(
    sheet: Sheet, layouts: Sequence[Layout], lexicon: Lexicon, words: ValueWords
) -> tuple[Located, ...]:
    """Find the tables of a sheet, from the top.

    A sheet is read as running text only for the tables that do not stand in it as such, or
    whose rows have come apart.
    """
    found = find_tables(sheet, layouts, lexicon)
    sound = {located.table for located in found if not located.is_shifted}
    missing = [layout for layout in layouts if layout.table.id not in sound]
    loose = tuple(find_loose(sheet, missing, lexicon, words)) if missing and sheet.cells else ()
    replaced = {located.table for located in loose}
    kept = tuple(located for located in found if located.table not in replaced)
    return tuple(sorted(kept + loose, key=lambda located: located.area))


def find_in_sheets(
    sheets: Iterable[Sheet], layouts: Sequence[Layout], lexicon: Lexicon, words: ValueWords
) -> list[tuple[Sheet, tuple[Located, ...]]]:
    """Find the tables of several sheets; one that only goes on is put under the one before."""
    pages: list[tuple[Sheet, tuple[Located, ...]]] = []
    for sheet in sheets:
        found = find_all(sheet, layouts, lexicon, words)
        if not found and sheet.cells and pages and pages[-1][1]:
            before, known = pages[-1]
            joined = below(before, sheet)
            more = find_all(joined, layouts, lexicon, words)
            if len(more) == len(known) and _certain(more) > _certain(known):
                pages[-1] = joined, more
                continue
        pages.append((sheet, found))
    return pages


def _certain(found: Iterable[Located]) -> int:
    return sum(located.certain for located in found)
