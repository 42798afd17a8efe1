"""All rules of a form over one report: what is wrong, and what would put it right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.reading import Reading
from nianbao.core.recollection import Recollection
from nianbao.core.repair import fill_blanks, fix_identity, recompute, unless_broken
from nianbao.core.report import Change, Entry, Report, Value
from nianbao.core.rolling import rolled_on
from nianbao.core.rules import Rule
from nianbao.core.rules.tables.cells import Filled, Readable
from nianbao.core.rules.tables.identity import Identity
from nianbao.core.starters import Starter
from nianbao.core.totals import edit


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something for the reviewer to look at: number in the rule catalogue, words, source."""

    rule: str
    words: str
    source: str


@dataclass(frozen=True)
class RuleBook:
    """A form together with its rules, in the order in which they are declared.

    `phrases` are ready reasons by the number of the rule they explain; `reminders` is what no
    program can check and the reviewer is asked to; `starters` are texts to start a passage from.
    """

    form: Form
    rules: tuple[Rule, ...]
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reminders: tuple[Reminder, ...] = ()
    starters: tuple[Starter, ...] = ()

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
        self.recall.turn_over()
        reading = Reading(self.form, report, self.recall, self._totals)
        findings = [
            self._with_fix(rule, finding, report)
            for rule in self.rules
            for finding in rule.find(reading)
        ]
        order = {name: at for at, name in enumerate((COVER, *(s.id for s in self.form.sections)))}
        gravity = {severity: at for at, severity in enumerate(Severity)}
        return sorted(findings, key=lambda f: (order[f.section], gravity[f.severity]))

    def told(self, finding: Finding) -> str:
        """Say what is wrong, beginning with the part of the report whose words are meant."""
        if finding.place is None or finding.section == COVER:
            return finding.message
        return f"{self.form.section(finding.section).short}：{finding.message}"

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

    @cached_property
    def _totals(self) -> Mapping[CellId, tuple[CellId, ...]]:
        """The parts of each computed cell; of several ways to add it up the first declared."""
        return {i.computed: i.parts for i in reversed(self.identities) if i.computed is not None}

    @cached_property
    def _standing_in(self) -> Mapping[CellId, tuple[Identity, ...]]:
        """The sums each cell stands in."""
        found: dict[CellId, list[Identity]] = {}
        for identity in self.identities:
            for cell in identity.cells:
                found.setdefault(cell, []).append(identity)
        return {cell: tuple(identities) for cell, identities in found.items()}

    def _near(self, cells: Iterable[CellId]) -> tuple[Identity, ...]:
        """Give the sums that may change with cells: those they and their totals stand in."""
        near: dict[Identity, None] = {}
        reached, waiting = set(cells), list(cells)
        while waiting:
            cell = waiting.pop()
            for identity in self._standing_in.get(cell, ()):
                near[identity] = None
                total = identity.computed
                if total is not None and cell in identity.parts and total not in reached:
                    reached.add(total)
                    waiting.append(total)
        return tuple(near)

    @cached_property
    def recall(self) -> Recollection:
        """Remember what was worked out from the words of the report at hand."""
        return Recollection()

    def _with_fix(self, rule: Rule, finding: Finding, report: Report) -> Finding:
        """Propose what would put a finding right; what its rule proposes may break no sum."""
        fix: Mapping[CellId, Value] | None
        match rule:
            case Identity():
                fix = fix_identity(rule, self.identities, report.entry)
            case Filled():
                blank = [self.form.fields[cell] for cell in finding.cells]
                fix = fill_blanks(blank, self.identities, report.entry)
            case Readable():
                fix = recompute(finding.cells[0], self.identities, report.entry)
            case _ if finding.fix is not None:
                fix = unless_broken(finding.fix, self._near(finding.fix), report)
            case _:
                return finding
        return replace(finding, fix=fix)
