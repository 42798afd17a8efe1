"""What rules on words share: what a section says, and a finding that points at some words."""

import re

from nianbao.core.finding import Finding, Part, Rewording
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules import Rule

BLANK = re.compile(r"\s+")
DEEPER = re.compile(r"\s*[（(]?\d")
"""A heading of a lower level: it belongs to the one before it."""


def without_blanks(words: str) -> str:
    """Leave out blanks and line feeds."""
    return BLANK.sub("", words)


def told(reading: Reading, section: str) -> tuple[Paragraph, ...]:
    """Give what a section says; a heading under which nothing stands says nothing."""
    passages = reading.report.text.get(section, ())
    empty = {
        at
        for at, passage in enumerate(passages)
        if not passage.body.strip()
        and not any(DEEPER.match(after.heading) for after in passages[at + 1 : at + 2])
    }
    return tuple(
        paragraph
        for paragraph in reading.narrative
        if paragraph.section == section
        and not (paragraph.part is Part.HEADING and paragraph.passage in empty)
    )


def told_words(reading: Reading, section: str) -> str:
    """Give what a section says as one text, a paragraph a line."""
    return "\n".join(paragraph.words for paragraph in told(reading, section))


def pointing(
    rule: Rule,
    paragraph: Paragraph,
    span: tuple[int, int],
    message: str,
    new: str | None = None,
) -> Finding:
    """Make the finding on the words at `span`; `new` is what should stand there instead."""
    place = paragraph.place(*span)
    return Finding(
        rule.rule,
        rule.severity,
        paragraph.section,
        (),
        message,
        sentence=paragraph.sentence(span[0]),
        place=place,
        rewording=None if new is None else Rewording(place, new),
    )
