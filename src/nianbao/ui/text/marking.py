"""What is to be marked in one text: findings that speak of it, and what is last year's in it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from nianbao.core.finding import Finding, Part
from nianbao.core.gate import reason_for
from nianbao.core.stale import Stale, StaleKind
from nianbao.ui.session import Session
from nianbao.ui.text.marks import Mark
from nianbao.ui.text.shown import Shown
from nianbao.ui.text.underlines import EXPLAINED

STALE_WORDS = {
    StaleKind.NUMBER: "上一年的数字，请核对",
    StaleKind.YEAR: "不是报告年度的年份，请核对",
}


Spoken: TypeAlias = Mapping[tuple[int, Part], Sequence[Finding]]
"""The findings that speak of a section's texts, by passage and part."""


def spoken_in(session: Session, section: str) -> Spoken:
    """Share out the findings that speak of the texts of one section."""
    found: dict[tuple[int, Part], list[Finding]] = {}
    for finding in session.findings:
        place = finding.place
        if place is not None and place.section == section:
            found.setdefault((place.passage, place.part), []).append(finding)
    return found


def marks_of(
    session: Session, stored: str, findings: Iterable[Finding], stale: Sequence[Stale] = ()
) -> list[Mark]:
    """Make the marks of one text as its editor shows it."""
    shown = Shown(stored, session.form.fields)
    marks = [
        Mark(
            shown.place(piece.begin),
            shown.place(piece.end, end=True),
            piece.kind,
            STALE_WORDS.get(piece.kind, stored[piece.begin : piece.end]),
        )
        for piece in stale
    ]
    for finding in findings:
        if finding.place is not None:
            begin = shown.place(finding.place.begin)
            end = shown.place(finding.place.end, end=True)
            reason = reason_for(finding, session.report)
            words = f"{finding.message}理由：{reason}" if reason else finding.message
            marks.append(
                Mark(begin, end, EXPLAINED if reason else finding.severity, words, finding)
            )
    return marks
