"""The ways about the window without a mouse: from part to part, and to every step by its number.

F6 goes from the steps to the page, what is found, the findings and the help, as far as they are
on the screen, and comes back to where the clerk was in each.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from nianbao.ui.menu_titles import GO_TO, menu_of
from nianbao.ui.sections import CHECK, COVER
from nianbao.ui.tab_order import order_tabs

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

ONWARDS, BACKWARDS = "换到下一块：步骤、页面、问题、说明(&W)", "换到上一块(&U)"
REASON: Final = Qt.FocusReason.ShortcutFocusReason


class Panes(QObject):
    """Moves the focus between the parts of a window; Esc in any of them leads to the page."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.help.left.connect(self.to_page)
        order_tabs(window.steps, window.finding_filter, window.findings, window.back, window.next)
        menu = QShortcut(QKeySequence("Shift+F10"), window)
        menu.activated.connect(lambda: open_context_menu(window))
        for pane in (window.steps, window.finding_filter, window.findings):
            back = QShortcut(QKeySequence(Qt.Key.Key_Escape), pane)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(self.to_page)

    def go(self, way: int) -> None:
        """Go to the next part on the screen (way 1) or the one before (-1), round and round."""
        panes = [pane for pane in self._panes() if pane.isVisible()]
        here = next((at for at, pane in enumerate(panes) if _holds_focus(pane)), 0)
        self._enter(panes[(here + way) % len(panes)])

    def to_page(self) -> None:
        """Go back to the place on the page where the clerk was."""
        self._enter(self._window.shown)

    def to_step(self, step: str) -> None:
        """Show a step and go to where it is filled in."""
        self._window.steps.go_to(step)
        self._window.page.setFocus(REASON)

    def _panes(self) -> tuple[QWidget, ...]:
        window = self._window
        return window.steps, window.shown, window.find_bar, window.findings, window.help

    def _enter(self, pane: QWidget) -> None:
        last = pane.focusWidget()
        if last is not None and last.isVisible() and last.isEnabled():
            last.setFocus(REASON)
        else:
            pane.setFocus(REASON)
        if isinstance(pane, QAbstractItemView) and not pane.currentIndex().isValid():
            pane.setCurrentIndex(pane.model().index(0, 0))


def add_ways(window: "MainWindow", panes: Panes) -> None:
    """Put the ways about the window into its menu, each with its key."""
    menu = menu_of(window, GO_TO)
    menu.addSeparator()
    for step in window.steps.listed.steps:
        number = {COVER: 0, CHECK: len(window.steps.listed.steps) - 1}.get(step.id)
        number = int(step.id) if number is None else number
        go = _action(window, f"Step{number}", f"{step.short}(&{number})")
        # Ctrl+0 fills zeros, as the key says; the cover is one step back from the first part.
        go.setShortcut(QKeySequence(f"Ctrl+{number}" if number else ""))
        go.triggered.connect(lambda _=False, step=step.id: panes.to_step(step))
        menu.addAction(go)
    menu.addSeparator()
    for name, words, key, way in (
        ("NextPane", ONWARDS, "F6", 1),
        ("PreviousPane", BACKWARDS, "Shift+F6", -1),
    ):
        move = _action(window, name, words)
        move.setShortcut(QKeySequence(key))
        move.triggered.connect(lambda _=False, way=way: panes.go(way))
        menu.addAction(move)


def open_context_menu(window: QWidget) -> None:
    """Open the menu of what has the focus, at its caret or current cell, as the menu key does."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(window.windowHandle(), event)


def _action(window: "MainWindow", name: str, words: str) -> QAction:
    action = QAction(words, window)
    action.setObjectName(f"action{name}")
    return action


def _holds_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
