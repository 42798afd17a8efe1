"""The title as the form words it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nianbao.core.composed import report_title
from nianbao.core.finding import Finding, Severity
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.rules.structure.spoken import pointing, without_blanks
from nianbao.core.years import YEAR

ORGAN = "\0"
"""Stands for the organ while the pattern is taken apart."""


@dataclass(frozen=True, slots=True)
class TitleFault:
    """A way titles go wrong: the words by which it is known, and what is said of it."""

    words: re.Pattern[str]
    message: str


@dataclass(frozen=True, eq=False)
class TitleAsOfficial:
    """A title of the clerk's own is the form's pattern, filled with organ and year.

    Whether the organ in it is the right one is another rule's question.
    """

    rule: str
    severity: Severity
    message: str
    """`{title}` is what it should be, `{faults}` what is wrong."""
    message_year: str
    message_organ: str
    message_otherwise: str
    faults: tuple[TitleFault, ...]
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say all that is wrong with the title, and propose the right one."""
        told = reading.particulars
        if told.year is None or not told.organ.strip() or not told.title.strip():
            return
        title = reading.title
        right = report_title(self.form, replace(told, title="", organ=told.organ.strip()))
        faults = reading.recall(self._faults, title.words, told.year)
        if faults:
            words = self.message.format(title=right, faults="，".join(faults))
            span = (0, len(title.words))
            yield pointing(self, title, span, words, right)

    def _faults(self, title: str, year: int) -> tuple[str, ...]:
        words = without_blanks(title)
        found = [fault.message for fault in self.faults if fault.words.search(words)]
        if {int(match[1]) for match in YEAR.finditer(words)} != {year}:
            found.append(self.message_year.format(year=year))
        before, after = self.form.title.format(organ=ORGAN, year=year).split(ORGAN)
        as_official = words.startswith(before) and words.endswith(after)
        if as_official and len(words) == len(before + after):
            found.append(self.message_organ)
        return tuple(found) or (() if as_official else (self.message_otherwise,))
