"""Undo."""

from PySide6.QtGui import QUndoCommand

from nianbao.core.report import Change, Report

MERGING = 1
"""The id of commands that may join the one before; Qt asks `mergeWith` only for equal ids."""


class ApplyChange(QUndoCommand):
    """The one undo command. It holds values, never widgets or model indexes.

    Commands with the same `run` (typing without a pause in one paragraph) become one step.
    """

    def __init__(self, report: Report, change: Change, words: str, run: object = None) -> None:
        super().__init__(words)
        self._report = report
        self.change = change
        self._back = Change()
        self.run = run

    @property
    def back(self) -> Change:
        """The change that takes this one back."""
        return self._back

    def id(self) -> int:
        """Let Qt offer the next command for merging only when this one belongs to a run."""
        return -1 if self.run is None else MERGING

    def redo(self) -> None:
        """Make the change; Qt also calls this when the command is pushed."""
        self._back = self._report.apply(self.change)

    def undo(self) -> None:
        """Put back what was there."""
        self._report.apply(self._back)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over the next command of the same run: its answers, this one's way back."""
        if not isinstance(other, ApplyChange) or other.run != self.run:
            return False
        self.change = other.change
        return True
