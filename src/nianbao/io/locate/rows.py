"""Reads the labels before the rows under a heading, merged, repeated or written once.

Knows nothing of the form.
"""

from collections.abc import Sequence

from nianbao.io.locate.align import Stack
from nianbao.io.locate.headings import Band
from nianbao.io.locate.plane import Plane


def row_stacks(plane: Plane, band: Band) -> list[Stack]:
    """Read the labels of every row that may belong to a heading."""
    stacks = []
    for row in plane.rows:
        if not band.bottom < row <= band.floor:
            continue
        origins = dict.fromkeys(
            plane.origin((row, column)) for column in range(band.before, band.left)
        )
        texts = {at[1]: plane.readings.get(at, {}) for at in origins if at in plane.words}
        filled = any(True for _ in plane.numbers(row, band.left, band.right))
        if texts or filled:
            stacks.append(Stack(row, texts, filled))
    return stacks


def unread_rows(stacks: Sequence[Stack], read: frozenset[int]) -> list[int]:
    """List the rows with values whose labels say nothing known, not even in part."""
    return [
        stack.index
        for stack in stacks
        if stack.filled and stack.index not in read and not any(stack.texts.values())
    ]


def row_words(plane: Plane, band: Band, row: int) -> str:
    """Give the words before a row."""
    origins = dict.fromkeys(plane.origin((row, column)) for column in range(band.before, band.left))
    return "".join(plane.words.get(at, "") for at in origins)
