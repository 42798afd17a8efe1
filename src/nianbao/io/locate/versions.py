"""Tells for each table whether it is laid out by the current form or an older one, and reads it.

By its labels alone, never by the year: old layouts are handed in for years after they were
given up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nianbao.core.form import CellId
from nianbao.io.locate.finding import find_all
from nianbao.io.locate.formulas import Sums
from nianbao.io.locate.generations import Generation
from nianbao.io.locate.labels import LONG, forms_of
from nianbao.io.locate.located import Located
from nianbao.io.locate.reading import TableRead, read_table, translated
from nianbao.io.locate.stacks import Doubt
from nianbao.io.workbook import Sheet

_GUESSED = frozenset({Doubt.PLACE, Doubt.COUNT})


class Versions:
    """Reads the tables of one file, whichever of the known forms they are laid out by."""

    def __init__(self, now: Generation, older: Sequence[Generation], sums: Sums) -> None:
        self._now = now
        self._older = [replace(each, lexicon=each.lexicon.fresh()) for each in older]
        self._sums = sums

    def read(self, sheet: Sheet, found: Iterable[Located]) -> list[TableRead]:
        """Read what was found in a sheet with the current form's labels, and what was not."""
        reads = [self._read(self._now, located) for located in found]
        for older in self._older:
            if self._is_worth_a_look(older, sheet, reads):
                reads = self._with_older(older, sheet, reads)
        return sorted(reads, key=lambda read: read.located.area)

    def _is_worth_a_look(self, older: Generation, sheet: Sheet, reads: Sequence[TableRead]) -> bool:
        changed = {layout.table.id for layout in older.layouts}
        if any(
            read.table.id in changed and len(read.fields) < len(read.table.fields) for read in reads
        ):
            return True
        telling = older.lines - self._now.wordings
        return any(
            form in telling
            for cell in sheet.cells.values()
            if isinstance(cell.value, str) and len(cell.value) <= LONG
            for text in (cell.value, *cell.value.split())
            for form in forms_of(text)
        )

    def _with_older(
        self, older: Generation, sheet: Sheet, reads: Sequence[TableRead]
    ) -> list[TableRead]:
        """Take the tables that say more of what only the older form has."""
        result = list(reads)
        pages = find_all([sheet], older.layouts, older.lexicon, older.words.values)
        for located in pages[0][1]:
            rival = next(
                (
                    read
                    for read in result
                    if read.table.id == located.table and read.located.overlaps(located)
                ),
                None,
            )
            theirs = _evidence(rival.located, older.same) if rival else 0
            if _evidence(located, older.same) > theirs:
                table = self._now.form.table(located.table)
                read = translated(self._read(older, located), rival, table, older.same)
                result = [read, *(other for other in result if other is not rival)]
        return result

    def _read(self, generation: Generation, located: Located) -> TableRead:
        table = generation.form.table(located.table)
        read = read_table(table, located, self._sums, generation.words.values)
        return replace(read, layout=generation.form.id)


def _evidence(located: Located, same: frozenset[CellId]) -> int:
    """Count the fields that only one of two forms has, and that were found by their labels."""
    return sum(
        cell not in same and spot.doubt not in _GUESSED for cell, spot in located.spots.items()
    )
