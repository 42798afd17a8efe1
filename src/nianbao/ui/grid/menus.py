"""The menus of the grids: the clipboard, where Enter goes, what of last year is shown."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from nianbao.ui.grid.manners import DIFFERENCE, ENTER_RIGHT, LAST_YEAR, GridManners
from nianbao.ui.menu_titles import EDIT, SHOW, menu_of

CLIP: Final = (
    ("Cut", "剪切(&T)", "Ctrl+X", "cut"),
    ("Copy", "复制(&C)", "Ctrl+C", "copy"),
    ("Paste", "粘贴(&P)", "Ctrl+V", "paste"),
    ("FillDown", "向下填充(&D)", "Ctrl+D", "fill_down"),
    ("SelectAll", "全选(&A)", "Ctrl+A", "selectAll"),
)
"""Name, words, key, and what the widget calls it; Qt's own lines for text call it so too."""


def add_grid_menus(window: QMainWindow, manners: GridManners) -> None:
    """Put what the grids need into the menus of a window."""
    edit = menu_of(window, EDIT)
    before = edit.actions()[2] if len(edit.actions()) > 2 else None  # noqa: PLR2004  undo, redo
    for action in _clip_actions(window):
        edit.insertAction(before, action) if before else edit.addAction(action)
        # The key is shown, and left to the widget that has the focus.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if before is not None:
        edit.insertSeparator(edit.actions()[2])
    edit.addSeparator()
    _add_directions(edit, window, manners)
    show = menu_of(window, SHOW)
    for name, words in ((LAST_YEAR, "上年数(&L)"), (DIFFERENCE, "与上年之差(&D)")):
        _add_choice(show, manners, name, words)


def add_clip_actions(menu: QMenu, grid: QWidget) -> None:
    """Put the clipboard's actions for one grid into its context menu."""
    for _, words, key, method in CLIP:
        action = menu.addAction(words)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(getattr(grid, method))


def _clip_actions(window: QMainWindow) -> list[QAction]:
    actions = []
    for name, words, key, method in CLIP:
        action = QAction(words, window)
        action.setObjectName(f"action{name}")
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, method=method: _ask_focused(method))
        actions.append(action)
    return actions


def _ask_focused(method: str) -> None:
    """Let whatever has the focus do it, if it can."""
    act = getattr(QApplication.focusWidget(), method, None)
    if act is not None:
        act()


def _add_directions(menu: QMenu, window: QMainWindow, manners: GridManners) -> None:
    """Let the clerk choose where Enter goes."""
    ways = menu.addMenu("按回车后(&N)")
    group = QActionGroup(window)
    for right, name, words in ((False, "EnterDown", "向下(&D)"), (True, "EnterRight", "向右(&R)")):
        action = ways.addAction(words)
        action.setObjectName(f"action{name}")
        action.setParent(window)
        action.setCheckable(True)
        group.addAction(action)
        action.triggered.connect(lambda _=False, right=right: manners.choose(ENTER_RIGHT, on=right))
        _follow(action, manners, ENTER_RIGHT, is_on=right)


def _add_choice(menu: QMenu, manners: GridManners, name: str, words: str) -> None:
    action = menu.addAction(words)
    action.setObjectName(f"action{name.title().replace('_', '')}")
    action.setCheckable(True)
    action.triggered.connect(lambda on: manners.choose(name, on=on))
    _follow(action, manners, name, is_on=True)


def _follow(action: QAction, manners: GridManners, name: str, *, is_on: bool) -> None:
    """Keep the tick where the choice is, wherever it was made."""

    def show() -> None:
        action.setChecked(manners.chosen(name) is is_on)

    show()
    manners.changed.connect(show)
