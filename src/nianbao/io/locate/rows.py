"""Reads the labels before the rows under a heading, merged, repeated or written once.

Knows no label of its own.
"""

from nianbao.io.locate.headings import Band, says
from nianbao.io.locate.plane import Plane
from nianbao.io.locate.stacks import Stack
from nianbao.io.workbook import Position


def row_stacks(
    plane: Plane, band: Band, own: frozenset[str], foreign: frozenset[str]
) -> list[Stack]:
    """Read the labels of every row that may belong to a heading.

    A row with a label of another table (`foreign`) and none of its `own` ends it.
    """
    stacks = []
    for row in plane.rows:
        if not band.bottom < row <= band.floor:
            continue
        texts = {at[1]: plane.readings.get(at, {}) for at in row_cells(plane, band, row)}
        if any(says(each, foreign) for each in texts.values()) and not any(
            own & each.keys() for each in texts.values()
        ):
            break
        filled = any(True for _ in plane.numbers(row, band.left, band.right))
        if texts or filled:
            stacks.append(Stack(row, texts, filled))
    return stacks


def row_cells(plane: Plane, band: Band, row: int) -> list[Position]:
    """Find the cells with words before a row."""
    columns = range(band.before, band.left)
    origins = dict.fromkeys(plane.origin((row, column)) for column in columns)
    return [at for at in origins if at in plane.words]


def row_words(plane: Plane, band: Band, row: int) -> str:
    """Give the words before a row."""
    return "".join(plane.words[at] for at in row_cells(plane, band, row))
