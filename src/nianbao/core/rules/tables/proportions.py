"""How large a part may be of its whole before it is worth a look."""

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.numbers import write_number
from nianbao.core.reading import Reading


@dataclass(frozen=True, eq=False)
class Share:
    """A cell is at most `limit` per cent of the sum of others (R10, R11)."""

    rule: str
    severity: Severity
    message: str
    part: CellId
    whole: tuple[CellId, ...]
    limit: int
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say that the share is larger; silent while a number is not known."""
        part = reading.value(self.part)
        numbers = [reading.value(cell) for cell in self.whole]
        known = [number for number in numbers if number is not None]
        if part is None or len(known) < len(numbers) or not sum(known):
            return
        whole = sum(known)
        if part * 100 <= self.limit * whole:
            return
        words = self.message.format(
            where=reading.name(self.part),
            part=write_number(part),
            whole=write_number(whole),
            share=f"{part * 100 / whole:.1f}".removesuffix(".0"),
            limit=self.limit,
        )
        section = self.form.section_of(self.part).id
        yield Finding(self.rule, self.severity, section, (self.part, *self.whole), words)
