"""Message boxes as they all are here: plain words, buttons in Chinese."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget


def tell(parent: QWidget, title: str, message: str) -> None:
    """Say something that needs no answer."""
    box = message_box(parent, QMessageBox.Icon.Information, title, message)
    add_button(box, "知道了(&K)", QMessageBox.ButtonRole.AcceptRole)
    clicked_in(box)


def warn(parent: QWidget | None, title: str, message: str) -> None:
    """Say that something did not work, and what to do."""
    box = message_box(parent, QMessageBox.Icon.Warning, title, message)
    add_button(box, "知道了(&K)", QMessageBox.ButtonRole.AcceptRole)
    clicked_in(box)


def message_box(
    parent: QWidget | None, icon: QMessageBox.Icon, title: str, message: str
) -> QMessageBox:
    """Make a box with a heading and a message under it; buttons are yet to come."""
    box = QMessageBox(icon, "年报助手", title, QMessageBox.StandardButton.NoButton, parent)
    # Else words of a foreign file would be read as HTML, and what they point at be loaded.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(message)
    return box


def add_button(box: QMessageBox, words: str, role: QMessageBox.ButtonRole) -> QPushButton:
    """Put a button into a box."""
    return box.addButton(words, role)


def clicked_in(box: QMessageBox) -> QAbstractButton:
    """Show a box, and give the button that was clicked; both are gone by the next event."""
    box.exec()
    box.deleteLater()
    return box.clickedButton()
