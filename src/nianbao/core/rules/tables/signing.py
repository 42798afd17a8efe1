"""When a report is signed: in the year after the one it reports on, and in time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.reading import Reading
from nianbao.core.report import OrganKind

MonthDay = tuple[int, int]
"""A day of any year: month and day of the month."""


@dataclass(frozen=True, eq=False)
class SignedInTime:
    """The date of the signature is in the next year and not after the last day (R63).

    Silent while the date, the year or what kind of organ it is are not known.
    """

    rule: str
    severity: Severity
    message_year: str
    message_late: str
    last_day: Mapping[OrganKind, MonthDay]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say that the date is of another year, or too late."""
        told = reading.particulars
        date, year = told.signature.date, told.year
        last_day = self.last_day.get(told.organ_kind) if told.organ_kind else None
        if date is None or year is None or last_day is None:
            return
        if date.year != year + 1:
            pattern = self.message_year
        elif (date.month, date.day) > last_day:
            pattern = self.message_late
        else:
            return
        words = pattern.format(
            date=f"{date.year}年{date.month}月{date.day}日",
            year=year,
            next=year + 1,
            day=f"{last_day[0]}月{last_day[1]}日",
        )
        yield Finding(self.rule, self.severity, COVER, (), words, about=date.isoformat())
