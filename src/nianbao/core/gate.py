"""What keeps the official document shut, and the reasons that open it."""

from collections.abc import Iterable

from nianbao.core.finding import Finding, Severity
from nianbao.core.report import Justification, Report


def reason_for(finding: Finding, report: Report) -> str:
    """Give the reason the clerk wrote for a finding, or "".

    A reason holds for the rule, the cells and the sentence it was written for, as long as the
    cells hold the same values and the sentence is the same.
    """
    values = tuple(report.entry(cell) for cell in finding.cells)
    for written in report.justifications:
        if _is_for(written, finding) and written.values == values:
            return written.reason
    return ""


def justified(report: Report, finding: Finding, reason: str, at: str) -> tuple[Justification, ...]:
    """Give the report's reasons with one for this finding, in place of any it had before.

    `at` is the date it was written (ISO 8601); an empty reason takes the old one away.
    """
    others = tuple(written for written in report.justifications if not _is_for(written, finding))
    if not reason.strip():
        return others
    values = tuple(report.entry(cell) for cell in finding.cells)
    written = Justification(
        rule=finding.rule,
        cells=finding.cells,
        values=values,
        reason=reason.strip(),
        at=at,
        sentence=finding.sentence,
        about=finding.about,
    )
    return (*others, written)


def in_the_way(findings: Iterable[Finding], report: Report) -> list[Finding]:
    """Give the findings that keep the official document shut."""
    return [
        finding
        for finding in findings
        if finding.severity is Severity.MUST_FIX
        or (finding.severity is Severity.EXPLAIN and not reason_for(finding, report))
    ]


def _is_for(written: Justification, finding: Finding) -> bool:
    """Tell whether a reason was written for this finding, whatever the cells hold now."""
    ours = (finding.rule, finding.cells, finding.sentence, finding.about)
    return (written.rule, written.cells, written.sentence, written.about) == ours
