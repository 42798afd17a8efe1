"""The kinds of rule a form can declare, and what a broken one says.

A rule is data (`forms/<id>/rules/`); here is only what each kind means. Knows nothing of files
or screens, nor of which rules a given form has.
"""

from collections.abc import Iterable
from typing import Protocol

from nianbao.core.finding import Finding, Severity
from nianbao.core.reading import Reading


class Rule(Protocol):
    """What every kind of rule can do; `rule` is its number in the rule catalogue."""

    @property
    def rule(self) -> str:
        """The number in the rule catalogue."""
        ...

    @property
    def severity(self) -> Severity:
        """What its findings ask of the clerk."""
        ...

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Say what is wrong, if anything is."""
        ...
