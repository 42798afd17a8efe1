"""The titles of the menus. Loaded for the first picture of the window: keep it light."""

from typing import Final

from PySide6.QtWidgets import QMainWindow, QMenu

FILE: Final = "文件(&F)"
EXPORT: Final = "导出(&X)"
EDIT: Final = "编辑(&E)"
SHOW: Final = "显示(&V)"
CHECK: Final = "检查(&C)"
GO_TO: Final = "转到(&G)"
HELP: Final = "帮助(&H)"

TITLES: Final = (FILE, EXPORT, EDIT, SHOW, CHECK, GO_TO, HELP)


def add_menu_titles(window: QMainWindow) -> None:
    """Put the titles of the menus into a window; what they hold comes later."""
    for title in TITLES:
        window.menuBar().addMenu(title)


def menu_of(window: QMainWindow, title: str) -> QMenu:
    """Find a menu by its title. Raises LookupError if no menu is called so."""
    for menu in window.menuBar().findChildren(QMenu):
        if menu.title() == title:
            return menu
    raise LookupError(title)
