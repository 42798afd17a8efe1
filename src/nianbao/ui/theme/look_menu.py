"""The menu in which the clerk chooses how the program looks."""

from typing import Final

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from nianbao.ui.theme.look import Choice, Look

MENU: Final = "外观(&A)"

WORDS: Final = {
    Choice.SYSTEM: "跟随系统(&S)",
    Choice.LIGHT: "浅色(&L)",
    Choice.DARK: "深色(&D)",
    Choice.CONTRAST: "高对比度(&H)",
}


def add_look_menu(menu: QMenu, window: QMainWindow) -> None:
    """Let the clerk choose in a menu of a window, if the program has a Look."""
    app = QApplication.instance()
    look = app.findChild(Look) if app is not None else None
    if not isinstance(look, Look):
        return
    menu.addSeparator()
    ways = menu.addMenu(MENU)
    group = QActionGroup(window)
    for choice, words in WORDS.items():
        action = QAction(words, window)
        action.setObjectName(f"actionLook{choice.value.title()}")
        action.setCheckable(True)
        action.setChecked(choice is look.choice)
        action.triggered.connect(lambda _=False, choice=choice: look.choose(choice))
        group.addAction(action)
        ways.addAction(action)

    def follow() -> None:
        for action, choice in zip(group.actions(), WORDS, strict=True):
            action.setChecked(choice is look.choice)

    look.changed.connect(follow)
    window.destroyed.connect(lambda: look.changed.disconnect(follow))
