"""Whether a report is on the official form of its year, and its tables are laid out by it (R06).

A report of this program has the official tables by itself; what a file of another program had
in their place only its import knows, and tells `OfficialLayout`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.reading import Reading


@dataclass(frozen=True, eq=False)
class FormOfYear:
    """The year reported on is one this form is for: from `first` to `last`, where there is one."""

    rule: str
    severity: Severity
    message: str
    first: int | None
    last: int | None

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say that the form is another year's; silent while the year is not known."""
        year = reading.year
        if year is None:
            return
        early = self.first is not None and year < self.first
        late = self.last is not None and year > self.last
        if early or late:
            words = self.message.format(year=year)
            yield Finding(self.rule, self.severity, COVER, (), words, about="form")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """How a table stood in a file of another program.

    `layout` is the form it was laid out by; `missing` are cells for which there was no row or
    column, `noted` cells with words beside the number, `strange` what stood in rows or columns
    the form does not have.
    """

    table: str
    layout: str
    missing: Sequence[CellId] = ()
    noted: Sequence[CellId] = ()
    strange: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class OfficialLayout:
    """Every table has the rows, columns and labels of the form, and nothing but numbers."""

    rule: str
    severity: Severity
    message_older: str
    message_missing: str
    message_noted: str
    message_strange: str
    form: Form

    def find(self, _reading: Reading) -> Iterator[Finding]:
        """Say nothing: the tables of a report are the form's own."""
        return iter(())

    def of_file(self, reading: Reading, found: FoundTable) -> Iterator[Finding]:
        """Say how a table of a file differs from the form.

        An older layout is right for the years before this form's; nothing is said of it while
        the year is not known.
        """
        table = self.form.table(found.table)
        section = next(s.id for s in self.form.sections if s.table == table.id)
        if found.layout != self.form.id:
            if reading.year is not None and reading.year >= self.form.first_year:
                words = self.message_older.format(table=table.name, year=reading.year)
                yield Finding(self.rule, self.severity, section, (), words, about=table.id)
            return
        for cells, pattern in (
            (tuple(found.missing), self.message_missing),
            (tuple(found.noted), self.message_noted),
        ):
            if cells:
                name = self.form.fields[cells[0]].name
                words = pattern.format(table=table.name, count=len(cells), name=name)
                yield Finding(self.rule, self.severity, section, cells, words)
        if found.strange:
            words = self.message_strange.format(table=table.name, count=len(found.strange))
            about = f"{table.id} strange"
            yield Finding(self.rule, self.severity, section, (), words, about=about)
