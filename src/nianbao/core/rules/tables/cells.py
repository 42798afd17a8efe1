"""What a single cell must hold: a number of the right kind, and not nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import Form, Kind
from nianbao.core.reading import Reading
from nianbao.core.report import Unread


@dataclass(frozen=True, slots=True)
class Readable:
    """What stands in a cell is a number of the kind the form asks for."""

    rule: str
    severity: Severity
    message_count: str
    message_money: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each cell whose content is no such number."""
        for field in self.form.fields.values():
            entry = reading.entry(field.id)
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

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name the blank cells of each table, once for the table."""
        for table in self.form.tables:
            blank = tuple(field.id for field in table.fields if reading.entry(field.id) is None)
            if blank:
                words = self.message.format(table=table.name, count=len(blank))
                section = self.form.section_of(blank[0]).id
                yield Finding(self.rule, self.severity, section, blank, words)
