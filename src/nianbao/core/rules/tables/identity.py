"""Sums that must agree: the identities printed on the form."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Field
from nianbao.core.numbers import write_number
from nianbao.core.reading import Reading
from nianbao.core.report import Entry, Unread, Value

EntryOf: TypeAlias = Callable[[CellId], Entry]
"""Looks up what a cell holds: a report, or a report as it would be."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Two groups of cells have the same sum, on one line of a table.

    `computed` is the one cell that is not typed but follows from the others; None where every
    cell is typed or follows from elsewhere.
    """

    rule: str
    severity: Severity
    section: str
    left: tuple[CellId, ...]
    right: tuple[CellId, ...]
    computed: CellId | None
    message: str
    """Already says where; still open are `{left}`, `{right}` and `{difference}`."""

    @property
    def cells(self) -> tuple[CellId, ...]:
        """Every cell whose change can alter the outcome."""
        return self.left + self.right

    @property
    def parts(self) -> tuple[CellId, ...]:
        """The cells the computed one is the sum of; empty where none is computed."""
        if self.computed is None:
            return ()
        return self.right if self.computed in self.left else self.left

    def sides(self, entry_of: EntryOf) -> tuple[Value, Value] | None:
        """Give both sums when they certainly differ, else None.

        A blank is not zero but cannot be less: while a side has blanks its sum is only the
        least it can be, and the rule speaks only when the other side is complete and
        smaller still. With anything unreadable in it the rule says nothing.
        """
        entries = [entry_of(cell) for cell in self.cells]
        if any(isinstance(entry, Unread) for entry in entries):
            return None
        left, right = _sum(entries[: len(self.left)]), _sum(entries[len(self.left) :])
        left_open = None in entries[: len(self.left)]
        right_open = None in entries[len(self.left) :]
        certain = (left > right or not left_open) and (right > left or not right_open)
        return (left, right) if certain and left != right else None

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say what is wrong, if anything is."""
        sides = self.sides(reading.entry)
        if sides is None:
            return
        left, right = sides
        words = self.message.format(
            left=write_number(left),
            right=write_number(right),
            difference=write_number(max(left, right) - min(left, right)),
        )
        yield Finding(self.rule, self.severity, self.section, self.cells, words, left, right)


def line_words(fields: Sequence[Field]) -> str:
    """Name the line on which all these fields stand, in official words.

    A row or column by its own label; a line that has neither (table four prints one row) by
    the innermost label the fields share.
    """
    row = _common([field.row_name for field in fields])
    column = _common([field.column_name for field in fields])
    if row or column:
        return f"“{row}”行" if row else f"“{column}”列"
    paths = [field.column_path for field in fields]
    shared = [words for words in paths[0] if all(words in path for path in paths)]
    return f"“{shared[-1]}”部分" if shared else ""


def _common(names: Sequence[str]) -> str:
    """Give the name if it is the same for all, or ""."""
    return names[0] if len(set(names)) == 1 else ""


def _sum(entries: Iterable[Entry]) -> Value:
    """Add up what is there; what is blank adds nothing."""
    total: Value = 0
    for entry in entries:
        if isinstance(entry, int | Decimal):
            total = total + entry
    return total
