"""What is to be said of a row: against the record, and against what was promised."""

from collections.abc import Iterator, Sequence

from measured import Row
from record import Ratios, Record

TOLERATED = 1.2
"""So many times the recorded ratio a ratio may be; less is noise."""


def verdict(row: Row, recorded: Ratios) -> str:
    """Say it in a few words."""
    return "; ".join([against_record(row, recorded), *over_limit(row)])


def against_record(row: Row, recorded: Ratios) -> str:
    """Say whether a row is as recorded, slower or faster; at the size where it is most so."""
    if not row.sizes:
        return "not built"
    times = times_recorded(row, recorded)
    if not times:
        return "not recorded"
    if (most := max(times.values())) > TOLERATED:
        return f"{worse(row)}, {most:.2f} × recorded"
    if (least := min(times.values())) < 1 / TOLERATED:
        return f"better, {least:.2f} × recorded"
    return "as recorded"


def over_limit(row: Row) -> Iterator[str]:
    """Name each promise that is not kept; promises are for the usual size."""
    if 1 not in row.sizes:
        return
    pair, limit = row.sizes[1], row.limit
    if limit.ratio is not None and pair.ratio > limit.ratio:
        yield f"over {limit.ratio:g} × promised"
    if limit.typical is not None and pair.ours > limit.typical:
        yield f"over {limit.typical:g} {row.unit} promised"
    if limit.worst is not None and pair.worst is not None and pair.worst > limit.worst:
        yield f"worst over {limit.worst:g} {row.unit} promised"


def regressions(rows: Sequence[Row], record: Record) -> list[str]:
    """Say of each row and size that is worse than tolerated by how much it is."""
    return [
        f"{worse(row)} than recorded: {row.what} at {size}×, {times:.2f} times"
        f" ({row.sizes[size].ratio:.2f} × {row.floor}, recorded {recorded[size]:.2f})"
        for row in rows
        for recorded in (record.ratios.get(row.name, {}),)
        for size, times in times_recorded(row, recorded).items()
        if times > TOLERATED
    ]


def times_recorded(row: Row, recorded: Ratios) -> dict[int, float]:
    """Give how many times the recorded ratio each ratio is that was recorded."""
    return {
        size: pair.ratio / recorded[size] for size, pair in row.sizes.items() if size in recorded
    }


def worse(row: Row) -> str:
    """Give the word for more of what a row is measured in."""
    return "larger" if row.unit == "MB" else "slower"
