"""What ties this year's numbers to last year's: carried over, pending, jumped.

Every rule here is silent on a cell whose number, this year's or last year's, is not known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.numbers import write_number
from nianbao.core.reading import Reading

_ENDING = re.compile(r"\.[A-Za-z0-9]{2,7}$")


@dataclass(frozen=True, eq=False)
class CarriedOver:
    """What was handed on last year is what comes in this year, column by column (R07)."""

    rule: str
    severity: Severity
    message: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each cell that differs from last year's; last year's number is proposed for it."""
        for pair in self.form.carried:
            now, last = reading.value(pair.cell), reading.last(pair.source)
            if now is None or last is None or now == last:
                continue
            words = self.message.format(
                where=reading.name(pair.cell),
                now=write_number(now),
                source=reading.name(pair.source),
                last=write_number(last),
                file=last_file(reading),
            )
            section = self.form.section_of(pair.cell).id
            cells, fix = (pair.cell,), {pair.cell: last}
            yield Finding(self.rule, self.severity, section, cells, words, now, last, fix)


@dataclass(frozen=True, eq=False)
class Reappears:
    """Cases pending at the end of last year are among this year's (R21).

    `pending` is the cell of last year, `counted` the totals of this year in any of which its
    cases may now be counted.
    """

    rule: str
    severity: Severity
    message: str
    pending: CellId
    counted: tuple[CellId, ...]
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say that there are fewer cases than were pending."""
        last = reading.last(self.pending)
        numbers = [reading.value(cell) for cell in self.counted]
        known = [number for number in numbers if number is not None]
        if last is None or len(known) < len(numbers) or sum(known) >= last:
            return
        words = self.message.format(
            pending=reading.name(self.pending),
            last=write_number(last),
            counted="、".join(self.form.fields[cell].name for cell in self.counted),
            now=write_number(sum(known)),
        )
        section = self.form.section_of(self.pending).id
        yield Finding(self.rule, self.severity, section, self.counted, words, sum(known), last)


@dataclass(frozen=True, eq=False)
class Jump:
    """A number is neither more than so many `times` last year's, nor less than that part of it.

    Numbers less than `apart` from one another say nothing, nor does a zero of last year
    (R33, R34).
    """

    rule: str
    severity: Severity
    message_more: str
    message_less: str
    cells: Sequence[CellId]
    times: int
    apart: int
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each cell that jumped."""
        for cell in self.cells:
            now, last = reading.value(cell), reading.last(cell)
            if now is None or not last or max(now, last) - min(now, last) < self.apart:
                continue
            if now > last * self.times:
                pattern = self.message_more
            elif now * self.times < last:
                pattern = self.message_less
            else:
                continue
            words = pattern.format(
                where=reading.name(cell),
                now=write_number(now),
                last=write_number(last),
                times=self.times,
            )
            section = self.form.section_of(cell).id
            yield Finding(self.rule, self.severity, section, (cell,), words, now, last)


def last_file(reading: Reading) -> str:
    """Name the file last year's report came from, in brackets and without its ending, or ""."""
    source = "" if reading.previous is None else reading.previous.source
    return f"（“{_ENDING.sub('', source)}”）" if source else ""
