"""Rows as a table to read in a terminal or in the output of CI."""

from collections.abc import Iterable, Mapping, Sequence

from measured import SIZES, Row
from record import Ratios
from verdict import verdict

HEADS = ("what", "floor", "ours", "its", "1×", "10×", "growth", "recorded", "verdict")
WORDS = {"what", "floor", "verdict"}
"""Set to the left; numbers to the right."""

NONE = "–"


def table(rows: Iterable[Row], recorded: Mapping[str, Ratios]) -> str:
    """Give a line for each row."""
    return set_out([HEADS, *(cells(row, recorded.get(row.name, {})) for row in rows)])


def spread_table(runs: Sequence[Sequence[Row]]) -> str:
    """Give a line for each row: by how much its largest ratio of several runs is over its least."""
    heads = ("what", "floor", "spread at 1×", "at 10×")
    lines = [
        (same[0].what, same[0].floor, *(spread(same, size) for size in SIZES))
        for same in zip(*runs, strict=True)
    ]
    return set_out([heads, *lines])


def spread(same: Sequence[Row], size: int) -> str:
    """Say it of one row and size."""
    ratios = [row.sizes[size].ratio for row in same if size in row.sizes]
    return f"{max(ratios) / min(ratios) - 1:.0%}" if ratios else NONE


def set_out(lines: Sequence[Sequence[str]]) -> str:
    """Put lines of cells under their heads."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if head in WORDS else cell.rjust(width)
            for head, cell, width in zip(lines[0], line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def cells(row: Row, recorded: Ratios) -> tuple[str, ...]:
    """Give what stands in the columns: `ours` and `its` at 1×, `growth` of ours from 1× to 10×."""
    once, tenfold = row.sizes.get(1), row.sizes.get(10)
    worst = f" (worst {once.worst:.0f})" if once and once.worst is not None else ""
    return (
        row.what,
        row.floor,
        f"{once.ours:.3g} {row.unit}{worst}" if once else NONE,
        f"{once.floor:.3g} {row.unit}" if once else NONE,
        f"{once.ratio:.3g}" if once else NONE,
        f"{tenfold.ratio:.3g}" if tenfold else NONE,
        f"{tenfold.ours / once.ours:.1f} ×" if once and tenfold else NONE,
        " / ".join(f"{ratio:.3g}" for ratio in recorded.values()) or NONE,
        verdict(row, recorded),
    )
