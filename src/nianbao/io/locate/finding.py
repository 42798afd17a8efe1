"""Finds every table in a sheet: those that stand in rows and columns, then those that do not.

Knows nothing of workbooks, and of values only what tells them from words.
"""

from collections.abc import Sequence

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
