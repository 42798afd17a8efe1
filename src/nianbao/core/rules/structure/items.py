"""What a section must speak of: a list of things, each known by its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Part, Severity
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.report import OrganKind
from nianbao.core.rules.structure.spoken import told, without_blanks


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to speak of: its name for the clerk, and the words by which it is known."""

    name: str
    words: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Mentions:
    """A section speaks of each of the items, in a heading or in its text.

    `kinds` are the organs it holds for; empty is all. Without `message_empty` the rule leaves
    an empty section to others.
    """

    rule: str
    severity: Severity
    section: str
    items: tuple[Item, ...]
    kinds: frozenset[OrganKind]
    message: str
    message_empty: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name all that is missing, at once."""
        if self.kinds and reading.particulars.organ_kind not in self.kinds:
            return
        paragraphs = told(reading, self.section)
        title = self.form.section(self.section).title
        if any(paragraph.part is Part.BODY for paragraph in paragraphs):
            words = "\n".join(paragraph.words for paragraph in paragraphs)
            names = reading.recall(self._missing, words)
            pattern, missing = self.message, "、".join(names)
        else:
            pattern = self.message_empty
            missing = "、".join(item.name for item in self.items) if pattern else ""
        if missing:
            message = pattern.format(section=title, missing=missing)
            yield Finding(self.rule, self.severity, self.section, (), message, about=missing)

    def _missing(self, words: str) -> tuple[str, ...]:
        return tuple(item.name for item in self.items if not item.words.search(words))


@dataclass(frozen=True, eq=False)
class NotTooLong:
    """A section has at most so many characters, blanks not counted."""

    rule: str
    severity: Severity
    section: str
    most: int
    message: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say how long it is."""
        count = len(without_blanks(reading.section_text(self.section)))
        if count > self.most:
            title = self.form.section(self.section).title
            words = self.message.format(section=title, count=count, most=self.most)
            yield Finding(self.rule, self.severity, self.section, (), words, about="字数")
