"""All rules of a form over one report: what is wrong, and what would put it right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import assert_never

from nianbao.core.form import CellId, Form
from nianbao.core.repair import fill_blanks, fix_identity, recompute
from nianbao.core.report import Change, Entry, Report, Value
from nianbao.core.rolling import rolled_on
from nianbao.core.rules import EntryOf, Filled, Finding, Identity, Readable, Rule, Severity
from nianbao.core.totals import edit


@dataclass(frozen=True)
class RuleBook:
    """A form together with its rules, in the order in which they are declared."""

    form: Form
    rules: tuple[Rule, ...]

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """The rules that tie cells by their sums."""
        return tuple(rule for rule in self.rules if isinstance(rule, Identity))

    @cached_property
    def computed(self) -> frozenset[CellId]:
        """The cells that are not typed but follow from others."""
        return frozenset(i.computed for i in self.identities if i.computed is not None)

    def check(self, report: Report) -> list[Finding]:
        """Find everything that is wrong, section by section, the gravest first."""
        findings = [
            replace(finding, fix=self._fix(rule, finding, report.entry))
            for rule in self.rules
            for finding in rule.find(report.entry)
        ]
        gravity = list(Severity)
        return sorted(findings, key=lambda f: (f.section, gravity.index(f.severity)))

    def edit(self, report: Report, typed: Mapping[CellId, Entry]) -> Change:
        """Make the change for what was typed, with all that follows from it.

        Totals follow their parts, stocks follow last year's.
        """
        change = edit(report, self.identities, typed)
        rolled = rolled_on(report, self.form.rolled, change.cells)
        return replace(change, cells={**change.cells, **rolled}) if rolled else change

    def take_fix(self, report: Report, finding: Finding) -> Change:
        """Make the change that puts a finding right; empty where no fix is proposed."""
        return self.edit(report, finding.fix) if finding.fix else Change()

    def zeros(self, report: Report, cells: tuple[CellId, ...]) -> Change:
        """Make the change that fills those of the cells that are blank with 0."""
        blank = [
            self.form.fields[cell]
            for cell in cells
            if report.entry(cell) is None and cell not in self.computed
        ]
        return self.edit(report, {field.id: field.zero for field in blank})

    def _fix(
        self, rule: Rule, finding: Finding, entry_of: EntryOf
    ) -> Mapping[CellId, Value] | None:
        """Propose what would put a finding right."""
        match rule:
            case Identity():
                return fix_identity(rule, self.identities, entry_of)
            case Filled():
                blank = [self.form.fields[cell] for cell in finding.cells]
                return fill_blanks(blank, self.identities, entry_of)
            case Readable():
                return recompute(finding.cells[0], self.identities, entry_of)
            case _:
                assert_never(rule)
