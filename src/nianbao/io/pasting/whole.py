"""Puts whole tables onto the form: what `io.locate` finds in a block by its headings and rows.

Every number for which no place was found is named, so that none is lost in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.core.form import Table
from nianbao.core.pasting import Piece
from nianbao.io.locate.formulas import Sums
from nianbao.io.locate.generations import Generation
from nianbao.io.locate.located import Located
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.reading import Read, read_table
from nianbao.io.locate.stacks import Doubt
from nianbao.io.locate.tables import find_tables
from nianbao.io.pasting.block import Copied
from nianbao.io.pasting.places import as_read_of
from nianbao.io.pasting.values import is_value, settled, takes_nothing, words_for
from nianbao.io.workbook import Position, Workbook

NO_PLACE = "认不出是哪一行、哪一列的数，没有采用。"


def located_in(copied: Copied, generation: Generation) -> tuple[Located, ...]:
    """Find the tables that were copied with their labels."""
    return find_tables(copied.sheet, generation.layouts, generation.lexicon.fresh())


def pieces_of(
    copied: Copied, table: Table, located: Located, others: Sequence[Located], known: Generation
) -> Iterator[Piece]:
    """Say what lands where; what belongs to other tables is left aside."""
    words = known.words.values
    sums = Sums(Workbook((copied.sheet,), (), {}))
    read = read_table(table, located, sums, words)
    for field in table.fields:
        found = read.fields.get(field.id)
        if found is None:
            continue
        entry, remark = found.entry, ""
        codes = tuple(code for code in found.remarks if not _is_idle(code, found, copied))
        held = [at for at in located.spots[field.id].places if at in copied.sheet.cells]
        if takes_nothing(codes):
            remark = "".join(words_for(str(code), found.as_read) for code in codes)
            yield Piece(found.place, found.as_read, None, None, remark)
            continue
        if held:
            cell = copied.sheet.cells[held[0]]
            entry, remark = settled(field, cell, replace(found, remarks=codes), words)
        yield Piece(found.place, found.as_read, field.id, entry, remark)
    yield from _unplaced(copied, located, others, known)


def _is_idle(code: str, found: Read, copied: Copied) -> bool:
    """Tell whether a doubt does not matter: about nothing, or of cells a program parted."""
    if not found.as_read:
        return True
    return code == Doubt.UNEVEN and copied.sure


def _unplaced(
    copied: Copied, located: Located, others: Sequence[Located], known: Generation
) -> Iterator[Piece]:
    """Name the numbers beside the table, or on lines of it that were not recognised."""
    plane = Plane(copied.sheet, known.lexicon.fresh())
    used = {at for spot in located.spots.values() for at in (*spot.places, *spot.beside)}
    for at, cell in sorted(copied.sheet.cells.items()):
        if at in used or plane.readings.get(at) or any(_holds(each, at) for each in others):
            continue
        if not isinstance(cell.value, str) or is_value(cell.value, known.words.values):
            yield Piece(copied.sheet.place(*at), as_read_of(cell), None, None, NO_PLACE)


def _holds(located: Located, at: Position) -> bool:
    top, left, bottom, right = located.area
    return top <= at[0] <= bottom and left <= at[1] <= right
