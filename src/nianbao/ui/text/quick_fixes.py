"""Opens, by a key, the menu of what can be done about the mark at the caret."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from nianbao.ui.passing_words import say
from nianbao.ui.text.editor import TextEditor
from nianbao.ui.text.heading_line import HeadingLine

NOWHERE: Final = "光标所在的地方没有标出的问题。按 F8 转到下一处。"


def open_offers(window: QMainWindow) -> None:
    """Open the menu at the caret of the field that has the focus, or say that nothing is there."""
    field = QApplication.focusWidget()
    menu = field.offers() if isinstance(field, TextEditor | HeadingLine) else None
    if menu is None or not isinstance(field, TextEditor | HeadingLine):
        say(window, NOWHERE)
        return
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(field.caret())
    first = (a for a in menu.actions() if a.isEnabled() and not a.isSeparator())
    menu.setActiveAction(next(first))
