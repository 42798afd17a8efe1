"""What is in force: it rolls on from last year, and holds what came and did not go.

Both rules are silent on a stock while a number they need is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import Form, Rolled
from nianbao.core.numbers import LARGEST, write_number
from nianbao.core.reading import Reading
from nianbao.core.report import Value
from nianbao.core.rules.tables.years import last_file


@dataclass(frozen=True, eq=False)
class RolledOn:
    """A stock is last year's, plus what came, less what went (R30)."""

    rule: str
    severity: Severity
    message: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each stock that does not come out; what would come out is proposed for it."""
        for stock in self.form.rolled:
            rolled = _rolled(reading, stock)
            if rolled is None or rolled[0] == rolled[1]:
                continue
            now, right = rolled
            words = self.message.format(
                where=reading.name(stock.cell),
                now=write_number(now),
                last=_known(reading.last(stock.cell)),
                plus=_known(reading.value(stock.plus)),
                minus=_known(reading.value(stock.minus)),
                right=_known(right),
                difference=write_number(max(now, right) - min(now, right)),
                file=last_file(reading),
            )
            section = self.form.section_of(stock.cell).id
            fix = {stock.cell: right} if 0 <= right <= LARGEST else None
            cells = (stock.plus, stock.minus, stock.cell)
            yield Finding(self.rule, self.severity, section, cells, words, now, right, fix)


@dataclass(frozen=True, eq=False)
class StockCovers:
    """A stock holds at least what came this year and did not go (R31).

    Less than came at all is odd too, unless last year's number explains it.
    """

    rule: str
    severity: Severity
    message_less: str
    message_new: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each stock that is too small."""
        for stock in self.form.rolled:
            now, plus, minus = map(reading.value, (stock.cell, stock.plus, stock.minus))
            if now is None or plus is None or minus is None or now >= plus:
                continue
            rolled = _rolled(reading, stock)
            if now < plus - minus:
                pattern, right = self.message_less, plus - minus
            elif rolled is None or rolled[0] != rolled[1]:
                pattern, right = self.message_new, plus
            else:
                continue
            words = pattern.format(
                where=reading.name(stock.cell),
                now=write_number(now),
                plus=write_number(plus),
                minus=write_number(minus),
                right=write_number(right),
            )
            section = self.form.section_of(stock.cell).id
            cells = (stock.plus, stock.minus, stock.cell)
            yield Finding(self.rule, self.severity, section, cells, words, now, right)


def _rolled(reading: Reading, stock: Rolled) -> tuple[Value, Value] | None:
    """Give a stock as it is and as last year's makes it; None while a number is not known."""
    now, last = reading.value(stock.cell), reading.last(stock.cell)
    plus, minus = reading.value(stock.plus), reading.value(stock.minus)
    if now is None or last is None or plus is None or minus is None:
        return None
    return now, last + plus - minus


def _known(value: Value | None) -> str:
    """Write a number, one below zero in words."""
    if value is not None and value < 0:
        return f"负 {write_number(-value)}"
    return write_number(value)
