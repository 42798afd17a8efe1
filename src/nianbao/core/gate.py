"""What keeps the official document shut, and the reasons that open it."""

from collections.abc import Iterable

from nianbao.core.report import Justification, Report
from nianbao.core.rules import Finding, Severity


def reason_for(finding: Finding, report: Report) -> str:
    """Give the reason the clerk wrote for a finding, or "".

    A reason holds for the rule and the cells it was written for, as long as they hold the
    same values.
    """
    values = tuple(report.entry(cell) for cell in finding.cells)
    for written in report.justifications:
        same_place = (written.rule, written.cells) == (finding.rule, finding.cells)
        if same_place and written.values == values:
            return written.reason
    return ""


def justified(report: Report, finding: Finding, reason: str, at: str) -> tuple[Justification, ...]:
    """Give the report's reasons with one for this finding, in place of any it had before.

    `at` is the date it was written (ISO 8601); an empty reason takes the old one away.
    """
    others = tuple(
        written
        for written in report.justifications
        if (written.rule, written.cells) != (finding.rule, finding.cells)
    )
    if not reason.strip():
        return others
    values = tuple(report.entry(cell) for cell in finding.cells)
    return (*others, Justification(finding.rule, finding.cells, values, reason.strip(), at))


def in_the_way(findings: Iterable[Finding], report: Report) -> list[Finding]:
    """Give the findings that keep the official document shut."""
    return [
        finding
        for finding in findings
        if finding.severity is Severity.MUST_FIX
        or (finding.severity is Severity.EXPLAIN and not reason_for(finding, report))
    ]
