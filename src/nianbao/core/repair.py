"""What would put a finding right: proposals, never changes.

One wrong number breaks every identity it stands in, so the cell whose correction heals all of
them at once is the likely culprit; failing that, a total is recomputed from its parts.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from nianbao.core.form import CellId, Field
from nianbao.core.numbers import LARGEST
from nianbao.core.report import Entry, Report, Unread, Value
from nianbao.core.rules.tables.identity import EntryOf, Identity
from nianbao.core.totals import edit, sum_of_parts


def fix_identity(
    broken: Identity, identities: Sequence[Identity], entry_of: EntryOf
) -> Mapping[CellId, Value] | None:
    """Propose the one cell to correct, or None where several would do equally well.

    A cell is the one when correcting it heals every broken identity it stands in, breaks
    none, and heals more than any other cell would. Where there is none such, the total of
    the broken identity is recomputed.
    """
    sides = broken.sides(entry_of)
    if sides is None:
        return None
    healed: dict[CellId, tuple[int, Value]] = {}
    for cell in broken.cells:
        value = _corrected(broken, cell, sides, entry_of)
        if value is not None:
            score = _healed(cell, value, identities, entry_of)
            if score > 0:
                healed[cell] = (score, value)
    best = max((score for score, _ in healed.values()), default=0)
    winners = {cell: value for cell, (score, value) in healed.items() if score == best}
    if len(winners) == 1:
        return winners
    if broken.computed is None:
        return None
    total = sum_of_parts(broken, entry_of)
    return None if total is None else {broken.computed: total}


def _corrected(
    broken: Identity, cell: CellId, sides: tuple[Value, Value], entry_of: EntryOf
) -> Value | None:
    """Give the value of one cell that would make both sides equal; None if there is none."""
    entry = entry_of(cell)
    if entry is None or isinstance(entry, Unread):
        return None
    left, right = sides
    value = entry + (right - left if cell in broken.left else left - right)
    return value if 0 <= value <= LARGEST else None


def _healed(cell: CellId, value: Value, identities: Sequence[Identity], entry_of: EntryOf) -> int:
    """Count the identities a correction would heal; 0 if any it stands in stays or gets broken."""

    def corrected(other: CellId) -> Entry:
        return value if other == cell else entry_of(other)

    healed = 0
    for identity in identities:
        if cell in identity.cells:
            if identity.sides(corrected) is not None:
                return 0
            healed += identity.sides(entry_of) is not None
    return healed


def fill_blanks(
    blank: Sequence[Field], identities: Sequence[Identity], entry_of: EntryOf
) -> Mapping[CellId, Value] | None:
    """Propose what to put into blank cells: the sum for a total, 0 for the rest.

    None where zeros would contradict what the other cells say: a number is missing there.
    """
    computed = {identity.computed for identity in identities}
    filled: dict[CellId, Value] = {
        field.id: field.zero for field in blank if field.id not in computed
    }

    def entry_after(cell: CellId) -> Entry:
        return filled[cell] if cell in filled else entry_of(cell)

    blank_totals = {field.id for field in blank} & computed
    for _ in range(2):  # a total of totals needs the totals first
        for identity in identities:
            total = sum_of_parts(identity, entry_after)
            if identity.computed in blank_totals and total is not None:
                filled[identity.computed] = total
    touched = [i for i in identities if any(cell in filled for cell in i.cells)]
    return None if any(i.sides(entry_after) is not None for i in touched) else filled


def recompute(
    cell: CellId, identities: Sequence[Identity], entry_of: EntryOf
) -> Mapping[CellId, Value] | None:
    """Propose the sum of its parts for a total; None unless all of them are there."""
    for identity in identities:
        if identity.computed == cell:
            whole = all(isinstance(entry_of(part), int | Decimal) for part in identity.parts)
            total = sum_of_parts(identity, entry_of)
            return {cell: total} if whole and total is not None else None
    return None


def unless_broken(
    fix: Mapping[CellId, Value], identities: Sequence[Identity], report: Report
) -> Mapping[CellId, Value] | None:
    """Keep a proposal only where, with the totals that follow, every sum that holds still does."""
    new = edit(report, identities, fix).cells

    def entry_after(cell: CellId) -> Entry:
        return new[cell] if cell in new else report.entry(cell)

    broken = any(
        identity.sides(entry_after) is not None and identity.sides(report.entry) is None
        for identity in identities
        if any(cell in new for cell in identity.cells)
    )
    return None if broken else fix
