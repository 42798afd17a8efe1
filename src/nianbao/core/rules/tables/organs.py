"""What only some organs have, and what an organ's name lets expect.

Silent while it is not known what kind of organ reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.reading import Reading
from nianbao.core.report import OrganKind, Scope


@dataclass(frozen=True, eq=False)
class Reserved:
    """Only organs of these kinds have anything in these cells (R32)."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[CellId, ...]
    organs: frozenset[OrganKind]
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name the cells that are more than 0, all at once."""
        kind = reading.particulars.organ_kind
        if kind is None or kind in self.organs:
            return
        more = tuple(cell for cell in self.cells if reading.value(cell))
        if more:
            names = "、".join(self.form.fields[cell].name for cell in more)
            table = self.form.table(self.form.fields[more[0]].table).name
            words = self.message.format(table=table, names=names)
            section = self.form.section_of(more[0]).id
            yield Finding(self.rule, self.severity, section, more, words)


@dataclass(frozen=True, eq=False)
class NamedOrgans:
    """The departments whose names end like one of these.

    `branches` are endings of a branch's name, behind the name of what it is a branch of; a
    name with one of the words of `but` in it is none of them.
    """

    names: tuple[str, ...]
    branches: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def include(self, organ: str) -> bool:
        """Tell whether this is one of them; what stands in brackets is no part of its name."""
        name = organ.partition("（")[0].strip()
        if any(word in name for word in self.but):
            return False
        if name.endswith(self.names):
            return True
        return name.endswith(self.branches) and any(word in name for word in self.names)


class Amount(StrEnum):
    """What is expected in some cells."""

    SOMETHING = "something"
    NOTHING = "nothing"


@dataclass(frozen=True, eq=False)
class Expected:
    """Departments of these names have something in these cells, or have nothing (R35)."""

    rule: str
    severity: Severity
    message: str
    organs: NamedOrgans
    cells: tuple[CellId, ...]
    expects: Amount
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name the cells that are not as expected; a report for a whole area is left alone."""
        told = reading.particulars
        if told.organ_kind is not OrganKind.DEPARTMENT or told.scope is not Scope.ORGAN:
            return
        values = {cell: reading.value(cell) for cell in self.cells}
        if self.expects is Amount.SOMETHING:
            odd = tuple(values) if all(value == 0 for value in values.values()) else ()
        else:
            odd = tuple(cell for cell, value in values.items() if value)
        if odd and self.organs.include(told.organ):
            names = "、".join(self.form.fields[cell].name for cell in odd)
            table = self.form.table(self.form.fields[odd[0]].table).name
            words = self.message.format(table=table, names=names, organ=told.organ)
            section = self.form.section_of(odd[0]).id
            yield Finding(self.rule, self.severity, section, odd, words)
