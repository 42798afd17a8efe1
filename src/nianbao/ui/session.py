"""The report at hand while the window is open: its answers, its findings, its undo, its file.

Everything on screen asks here and hears from here; pages know nothing of one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from nianbao.core.checker import RuleBook
from nianbao.core.clean_text import clean_change
from nianbao.core.finding import Finding, Severity
from nianbao.core.form import CellId, Form
from nianbao.core.gate import in_the_way, justified, reason_for
from nianbao.core.numbers import read_number
from nianbao.core.report import Change, Particulars, Report
from nianbao.core.rewording import reworded
from nianbao.core.stale import Stale, stale_pieces
from nianbao.io.left_out import told
from nianbao.ui.commands import ApplyChange
from nianbao.ui.grid.manners import GridManners

UNSAVED_NAME = "未保存的年报"
GRAVITY = tuple(Severity)


class Session(QObject):
    """One open report.

    Signals: `changed` (a Change was made), `replaced` (another report is open), `checked` (the
    findings are new), `pointed` (the clerk looks at one finding, or None), `filed` (the file
    or its saved state is another), `selected` (these cells are chosen in the grid on screen),
    `told` (words of the moment for the status bar).
    """

    changed = Signal(object)
    replaced = Signal()
    checked = Signal()
    pointed = Signal(object)
    filed = Signal()
    selected = Signal(object)
    told = Signal(str)

    def __init__(self, book: RuleBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.undo = QUndoStack(self)
        self.manners = GridManners(self)
        self.report = Report(book.form.id)
        self.path: Path | None = None
        self.called = UNSAVED_NAME
        self.findings: list[Finding] = []
        self.broken: Mapping[CellId, tuple[Finding, ...]] = {}
        self.doubted: Mapping[CellId, tuple[Finding, ...]] = {}
        self.pointed_at: Finding | None = None
        self._row = 0
        self._stale: list[Stale] | None = None
        self.undo.cleanChanged.connect(self.filed)
        self.open(self.report, None)

    @property
    def form(self) -> Form:
        """The form the report answers."""
        return self.book.form

    @property
    def particulars(self) -> Particulars:
        """Whose report this is, for which year, and the like."""
        return self.report.particulars

    @property
    def stale(self) -> list[Stale]:
        """What in the text is still last year's; looked for once after a change of words."""
        if self._stale is None:
            self._stale = stale_pieces(self.report, self.book.recall)
        return self._stale

    def open(self, report: Report, path: Path | None, called: str = UNSAVED_NAME) -> None:
        """Take up another report; there is nothing to undo in it yet.

        `called` names it as long as it has no file.
        """
        self.report = report
        self.path = path
        self.called = called
        self._stale = None
        self.undo.clear()
        report.watch(self._on_change)
        self._check()
        self.replaced.emit()
        self.filed.emit()

    def saved(self, path: Path) -> None:
        """Note that the file holds what the screen shows."""
        self.path = path
        self.undo.setClean()
        self.filed.emit()

    def detach(self) -> None:
        """Let go of the file: the report at hand is unsaved; what was done can still be undone."""
        self.path = None
        self.called = UNSAVED_NAME
        self.undo.resetClean()
        self.filed.emit()

    def do(self, change: Change, words: str, run: object = None) -> None:
        """Make a change that the clerk can undo; nothing happens if it changes nothing.

        Characters no report may hold are left out, and the clerk is told.
        """
        change, left_out = clean_change(change)
        if left_out:
            self.told.emit("".join(told(self.form, one) for one in left_out))
        if change:
            self.undo.push(ApplyChange(self.report, change, words, run))

    def type(self, cells: Mapping[CellId, str]) -> None:
        """Enter what was typed into cells, with the totals that follow, as one step.

        Cells carried over from last year are locked and left alone.
        """
        cells = {cell: text for cell, text in cells.items() if not self.report.is_locked(cell)}
        if not cells:
            return
        fields = self.form.fields
        entries = {cell: read_number(fields[cell].kind, text) for cell, text in cells.items()}
        first = fields[next(iter(cells))]
        table = self.form.table(first.table).name
        words = f"填写{table}{first.name}" if len(cells) == 1 else f"填写{table} {len(cells)} 格"
        self.do(self.book.edit(self.report, entries), words)

    def take_fix(self, finding: Finding) -> None:
        """Put the numbers of a finding right as proposed, and look at the next one."""
        self._correct(finding, self.book.take_fix(self.report, finding), "改数字")

    def take_rewording(self, finding: Finding) -> None:
        """Put the words of a finding right as proposed, and look at the next one."""
        if finding.rewording is not None:
            self._correct(finding, reworded(self.report, finding.rewording), "改文字")

    def justify(self, finding: Finding, reason: str, at: str) -> None:
        """Write down why a finding may stand; an empty reason takes the old one back."""
        reasons = justified(self.report, finding, reason, at)
        if reasons != self.report.justifications:
            self.do(Change(justifications=reasons), "说明理由")

    def unlock(self, cell: CellId, reason: str) -> None:
        """Let a cell carried over from last year be typed over, for a reason that is kept."""
        opened = replace(self.report.sources[cell], unlocked=reason)
        self.do(Change(sources={cell: opened}), "解除锁定")

    def point_at(self, finding: Finding | None) -> None:
        """Say which finding the clerk is looking at."""
        self.pointed_at = finding
        if finding in self.findings:
            self._row = self.findings.index(finding)
        self.pointed.emit(finding)

    def following(self, way: int) -> Finding | None:
        """Find the next finding (way 1) or the one before (-1), round and round.

        Where the one looked at is gone, the next is what has come into its place.
        """
        if not self.findings:
            return None
        if self.pointed_at in self.findings:
            return self.findings[(self.findings.index(self.pointed_at) + way) % len(self.findings)]
        return self.findings[(self._row if way > 0 else self._row - 1) % len(self.findings)]

    def is_open(self, finding: Finding) -> bool:
        """Tell whether a finding still waits for the clerk."""
        return not reason_for(finding, self.report)

    def findings_at(self, cell: CellId) -> tuple[Finding, ...]:
        """Give what waits for the clerk at a cell, the gravest first."""
        return (*self.broken.get(cell, ()), *self.doubted.get(cell, ()))

    def obstacles(self) -> list[Finding]:
        """Give the findings that keep the official document shut."""
        return in_the_way(self.findings, self.report)

    def _correct(self, finding: Finding, change: Change, words: str) -> None:
        """Make a correction; then the clerk looks at the next finding without a reason."""
        row = self.findings.index(finding) if finding in self.findings else 0
        self.do(change, words)
        if change:
            waiting = [*self.findings[row:], *self.findings[:row]]
            self.point_at(next(filter(self.is_open, waiting), None))
            self._row = row

    def _on_change(self, change: Change) -> None:
        if change.touches_words:
            self._stale = None
        self.changed.emit(change)
        self._check()

    def _check(self) -> None:
        """Look at the whole report again: the rules take less than a millisecond."""
        self.findings = self.book.check(self.report)
        broken: dict[CellId, tuple[Finding, ...]] = {}
        doubted: dict[CellId, tuple[Finding, ...]] = {}
        for finding in sorted(self.findings, key=_gravity):
            grave = finding.severity is Severity.MUST_FIX
            if grave or self.is_open(finding):
                cells = broken if grave else doubted
                for cell in finding.cells:
                    if grave or self.report.entry(cell) is not None:  # a blank shows by itself
                        cells[cell] = (*cells.get(cell, ()), finding)
        self.broken, self.doubted = broken, doubted
        if self.pointed_at is not None:
            self.pointed_at = _found_again(self.pointed_at, self.findings)
        self.checked.emit()


def _gravity(finding: Finding) -> int:
    return GRAVITY.index(finding.severity)


def _found_again(finding: Finding, findings: Sequence[Finding]) -> Finding | None:
    """Find the one of the same rule about the same cells and words, or else at the same place."""
    same = [f for f in findings if _key(f) == _key(finding)]
    alike = [f for f in same if f.sentence == finding.sentence]
    if not alike and finding.place is not None:
        alike = [f for f in same if _start(f) == _start(finding)]
    return min(alike, key=lambda f: abs(_start(f)[-1] - _start(finding)[-1]), default=None)


def _key(finding: Finding) -> tuple[str, tuple[CellId, ...], str]:
    return finding.rule, finding.cells, finding.about


def _start(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return ("", 0, 0) if place is None else (place.section, place.passage, place.begin)
