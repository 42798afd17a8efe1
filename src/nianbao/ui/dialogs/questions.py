"""Questions about numbers: zeros that contradict, a locked cell, one of several sets."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QMessageBox, QPlainTextEdit, QWidget

from nianbao.ui.dialogs.boxes import add_button, clicked_in, message_box


class Zeros(Enum):
    """What to do where some zeros would contradict what is known."""

    ALL = auto()
    SURE = auto()
    NONE = auto()


def ask_zeros(parent: QWidget, message: str, sure: int) -> Zeros:
    """Ask whether to fill in zeros that contradict other numbers; `sure` is how many do not."""
    box = message_box(parent, QMessageBox.Icon.Question, "有的空白填 0 会对不上", message)
    some = add_button(box, f"只填对得上的 {sure} 格(&S)", QMessageBox.ButtonRole.AcceptRole)
    every = add_button(box, "全部填 0(&A)", QMessageBox.ButtonRole.DestructiveRole)
    none = add_button(box, "不填(&N)", QMessageBox.ButtonRole.RejectRole)
    some.setEnabled(sure > 0)
    box.setDefaultButton(some if sure else none)
    clicked = clicked_in(box)
    if clicked is some:
        return Zeros.SURE
    return Zeros.ALL if clicked is every else Zeros.NONE


def ask_reason(parent: QWidget, message: str, reason: str) -> str | None:
    """Ask why a locked cell is to be opened; None when the clerk thinks better of it."""
    box = QInputDialog(parent)
    box.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    box.setWindowTitle("说明理由")
    box.setLabelText(f"{message}\n\n如果确需修改，请写明理由：")
    box.setTextValue(reason)
    for field in box.findChildren(QPlainTextEdit):
        field.setTabChangesFocus(True)  # else Tab would never leave it
    given = box.exec() == QDialog.DialogCode.Accepted
    text = box.textValue()
    box.deleteLater()
    return text if given else None


def ask_choice(parent: QWidget, message: str, names: Sequence[str]) -> str | None:
    """Ask which of several sets of numbers is meant."""
    box = QInputDialog(parent)
    box.setWindowTitle("选择一套数据")
    box.setLabelText(message)
    box.setComboBoxItems(list(names))
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)  # the names stand in a file of anybody's
    given = box.exec() == QDialog.DialogCode.Accepted
    name = box.textValue()
    box.deleteLater()
    return name if given else None
