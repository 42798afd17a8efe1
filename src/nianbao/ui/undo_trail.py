"""One history for the whole report: its keys work in every field, and lead to what they change."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QMainWindow, QWidget

from nianbao.core.report import Change
from nianbao.ui.change_places import ChangePlace, place_of
from nianbao.ui.commands import ApplyChange
from nianbao.ui.grid.view import GridView
from nianbao.ui.session import Session

FIELDS = (QLineEdit, QAbstractSpinBox)


class UndoTrail(QObject):
    """Follows undo and redo of a window's actions, and keeps the fields' own undo out of them.

    `go` is called with the place of what was undone or redone. A cell being typed into keeps
    its own keys: what is typed there is not in the report yet.
    """

    def __init__(
        self, window: QMainWindow, session: Session, go: Callable[[ChangePlace], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._go = go
        for name, steps_back in (("actionUndo", 0), ("actionRedo", 1)):
            action = window.findChild(QAction, name)
            if action is not None:
                action.triggered.connect(lambda _on=False, back=steps_back: self._after(back))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return True
        return False

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, FIELDS) and now.window() is self._window:
            above = now.parentWidget()
            if above is None or not isinstance(above.parentWidget(), GridView):
                now.installEventFilter(self)

    def _after(self, steps_back: int) -> None:
        """Go to what the command just undone (0 steps back) or redone (1) has changed."""
        stack = self._session.undo
        command = stack.command(stack.index() - steps_back)
        if isinstance(command, ApplyChange):
            made, before = self._typed(command.change), self._typed(command.back)
            if not steps_back:
                made, before = before, made
            place = place_of(self._session.form, made, before)
            if place is not None:
                self._go(place)

    def _typed(self, change: Change) -> Change:
        """Leave totals aside where they only followed from what was typed."""
        computed = self._session.book.computed
        cells = {cell: entry for cell, entry in change.cells.items() if cell not in computed}
        return Change(cells or change.cells, change.sources, change.text, change.particulars)
