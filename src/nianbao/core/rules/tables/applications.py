"""What must be nothing where there was nothing, and what needs a notice first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.numbers import write_number
from nianbao.core.reading import Reading

NAMED = 3
"""So many cells are named in a message; the others are counted."""


class Years(StrEnum):
    """In which years there must have been nothing."""

    THIS = "this"
    BOTH = "both"
    """This year and last year, by last year's report."""


@dataclass(frozen=True, eq=False)
class NothingFromNothing:
    """While all of `given` are 0, all of `then` are 0 (R08, R23).

    The finding has the given cells and those of the others that are more.
    """

    rule: str
    severity: Severity
    message: str
    given: tuple[CellId, ...]
    then: tuple[CellId, ...]
    years: Years
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say which cells are more than 0."""
        if any(reading.value(cell) != 0 for cell in self.given):
            return
        both = self.years is Years.BOTH
        if both and any(reading.last(cell) != 0 for cell in self.given):
            return
        more = tuple(cell for cell in self.then if reading.value(cell))
        if not more:
            return
        fields = [self.form.fields[cell] for cell in more]
        names = "、".join(f"“{f.row_name or f.column_name}”" for f in fields[:NAMED])
        words = self.message.format(
            table=self.form.table(fields[0].table).name,
            names=names if len(more) <= NAMED else f"{names}等 {len(more)} 处",
        )
        section = self.form.section_of(more[0]).id
        yield Finding(self.rule, self.severity, section, (*self.given, *more), words)


@dataclass(frozen=True, eq=False)
class WithinNotices:
    """No more is counted in a cell than notices of a fee were sent (R09)."""

    rule: str
    severity: Severity
    message: str
    cell: CellId
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say that there are more; silent while the notices are not known."""
        fee, now = reading.particulars.processing_fee, reading.value(self.cell)
        if fee is None or fee.notices is None or now is None or now <= fee.notices:
            return
        words = self.message.format(
            where=reading.name(self.cell), now=write_number(now), notices=fee.notices
        )
        section = self.form.section_of(self.cell).id
        yield Finding(self.rule, self.severity, section, (self.cell,), words, now, fee.notices)
