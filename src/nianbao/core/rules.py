"""The kinds of rule a form can declare, and what a broken one says.

A rule is data (`forms/<id>/rules.toml`); here is only what each kind means. Knows nothing of
files or screens, nor of which rules a given form has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from nianbao.core.form import CellId, Field, Form, Kind
from nianbao.core.numbers import write_number
from nianbao.core.report import Entry, Unread, Value

EntryOf: TypeAlias = Callable[[CellId], Entry]
"""Looks up what a cell holds: a report, or a report as it would be."""


class Severity(StrEnum):
    """What a finding asks of the clerk."""

    MUST_FIX = "must_fix"
    """It keeps the official document shut until it is put right."""

    EXPLAIN = "explain"
    """It must be put right or given a reason."""

    HINT = "hint"
    """It may well be right; worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: which rule, where, both sides, and the words for the clerk.

    `cells` are those of the broken rule and no others; `fix` holds the new values that would
    put it right, or is None where no single answer is at hand.
    """

    rule: str
    severity: Severity
    section: str
    cells: tuple[CellId, ...]
    message: str
    left: Value | None = None
    right: Value | None = None
    fix: Mapping[CellId, Value] | None = None
    sentence: str | None = None

    @property
    def difference(self) -> Value | None:
        """Left less right; None for a rule without sides."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right


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

    def find(self, entry_of: EntryOf) -> Iterator[Finding]:
        """Say what is wrong, if anything is."""
        sides = self.sides(entry_of)
        if sides is None:
            return
        left, right = sides
        words = self.message.format(
            left=write_number(left),
            right=write_number(right),
            difference=write_number(max(left, right) - min(left, right)),
        )
        yield Finding(self.rule, self.severity, self.section, self.cells, words, left, right)


@dataclass(frozen=True, slots=True)
class Readable:
    """What stands in a cell is a number of the kind the form asks for."""

    rule: str
    severity: Severity
    message_count: str
    message_money: str
    form: Form

    def find(self, entry_of: EntryOf) -> Iterator[Finding]:
        """Name each cell whose content is no such number."""
        for field in self.form.fields.values():
            entry = entry_of(field.id)
            if isinstance(entry, Unread):
                pattern = self.message_money if field.kind is Kind.MONEY else self.message_count
                words = pattern.format(
                    table=self.form.table(field.table).name, name=field.name, text=entry.text
                )
                section = self.form.section_of(field.id).id
                yield Finding(self.rule, self.severity, section, (field.id,), words)


@dataclass(frozen=True, slots=True)
class Filled:
    """No cell of a table is left blank."""

    rule: str
    severity: Severity
    message: str
    form: Form

    def find(self, entry_of: EntryOf) -> Iterator[Finding]:
        """Name the blank cells of each table, once for the table."""
        for table in self.form.tables:
            blank = tuple(field.id for field in table.fields if entry_of(field.id) is None)
            if blank:
                words = self.message.format(table=table.name, count=len(blank))
                section = self.form.section_of(blank[0]).id
                yield Finding(self.rule, self.severity, section, blank, words)


Rule: TypeAlias = Identity | Readable | Filled


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
