"""The name of the organ: the same on the cover, in title, lead and signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.structure.spoken import pointing, without_blanks


@dataclass(frozen=True, eq=False)
class OneOrganName:
    """Title, lead and signature name the organ that is named on the cover.

    `in_title` has the group `organ`. In the lead only a government and its office (`offices`:
    how the names of offices end) are told apart, where `own_report` follows the name.
    """

    rule: str
    severity: Severity
    message_title: str
    message_lead: str
    message_signature: str
    in_title: re.Pattern[str]
    own_report: re.Pattern[str]
    offices: tuple[str, ...]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each place where another name stands."""
        told = reading.particulars
        organ = told.organ.strip()
        if not organ:
            return
        if told.title.strip():
            yield from self._in_title(reading.title, organ)
        for paragraph in reading.preamble:
            for begin, end in reading.recall(self._slips, paragraph.words, organ):
                span = (begin, end)
                other = paragraph.words[begin:end]
                message = self.message_lead.format(other=other, organ=organ)
                yield pointing(self, paragraph, span, message, organ)
        signer = told.signature.organ.strip()
        if signer and without_blanks(signer) != without_blanks(organ):
            message = self.message_signature.format(other=signer, organ=organ)
            about = f"落款{signer}"
            yield Finding(self.rule, self.severity, COVER, (), message, about=about)

    def _in_title(self, title: Paragraph, organ: str) -> Iterator[Finding]:
        match = self.in_title.match(title.words)
        if match is None or not match["organ"]:
            return
        other = match["organ"]
        if without_blanks(other) != without_blanks(organ):
            message = self.message_title.format(other=without_blanks(other), organ=organ)
            span = match.span("organ")
            yield pointing(self, title, span, message, organ)

    def _slips(self, words: str, organ: str) -> tuple[tuple[int, int], ...]:
        """Find the government in place of its office, and the office in place of it."""
        others = {organ + office for office in self.offices}
        others |= {organ.removesuffix(office) for office in self.offices} - {organ}
        return tuple(
            (at, at + len(other))
            for other in sorted(others)
            for at in _places(words, other)
            if self.own_report.match(words, at + len(other))
        )


def _places(words: str, name: str) -> Iterator[int]:
    at = words.find(name) if name else -1
    while at >= 0:
        yield at
        at = words.find(name, at + len(name))
