"""Findings in texts of one line (heading, title): a line below, the words as a tip, a selection."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from nianbao.core.finding import Finding, Severity, TextPlace

LINES = {Severity.MUST_FIX: "solid", Severity.EXPLAIN: "dashed", Severity.HINT: "dotted"}
"""The kind of line by gravity, the same as in running text."""


def mark_line(field: QWidget, findings: Sequence[Finding]) -> None:
    """Mark a field by the gravest of these findings; without any it looks as usual."""
    gravity = list(Severity)
    gravest = min((f.severity for f in findings), key=gravity.index, default=None)
    line = LINES[gravest] if gravest else ""
    field.setToolTip("\n".join(finding.message for finding in findings))
    if (field.property("finding") or "") != line:
        field.setProperty("finding", line)
        field.style().unpolish(field)
        field.style().polish(field)


def select_in_line(line: QLineEdit, place: TextPlace) -> None:
    """Select the characters at a place and put the focus there."""
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    place_in_line(line, place)


def place_in_line(line: QLineEdit, place: TextPlace) -> None:
    """Select the characters at a place; the focus stays where it is."""
    text = line.text()
    begin, end = (len(text[:at].encode("utf-16-le")) // 2 for at in (place.begin, place.end))
    line.setSelection(begin, end - begin)
