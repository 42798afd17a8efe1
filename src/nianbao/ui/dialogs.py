"""Every question and every file chooser. Tests replace these functions, never Qt's classes."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

from nianbao.core.form import CellId
from nianbao.core.report import Change
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.preview import PreviewDialog
from nianbao.ui.reason import ReasonDialog

REPORT_FILES = "年报助手文件 (*.nianbao)"
WORD_FILES = "Word 文档 (*.docx)"
EXCEL_FILES = "Excel 工作簿 (*.xlsx)"
IMPORT_FILES = (
    "年报文件 (*.docx *.xlsx *.xls *.et *.html *.htm *.mht *.nianbao"
    " *.xlsm *.xlsb *.ods *.csv *.txt *.xml);;所有文件 (*)"
)
OPEN_FILES = f"{REPORT_FILES};;所有文件 (*)"


class Unsaved(Enum):
    """What to do with changes that are not saved yet."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Retry(Enum):
    """What to do when a file could not be written."""

    AGAIN = auto()
    ELSEWHERE = auto()
    CANCEL = auto()


def ask_open(parent: QWidget, title: str, kinds: str, folder: Path) -> Path | None:
    """Ask which file to read."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, kinds: str, proposal: Path) -> Path | None:
    """Ask where to write; the ending is added where it was left out."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposal.suffix)


def ask_unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask what to do with changes before they would be lost."""
    box = _box(
        parent, QMessageBox.Icon.Question, f"要保存对“{name}”的修改吗？", "不保存的话，修改会丢失。"
    )
    save = _button(box, "保存", QMessageBox.ButtonRole.AcceptRole)
    discard = _button(box, "不保存", QMessageBox.ButtonRole.DestructiveRole)
    _button(box, "取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.exec()
    if box.clickedButton() is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if box.clickedButton() is discard else Unsaved.CANCEL


def ask_retry(parent: QWidget, message: str) -> Retry:
    """Say that a file could not be written, and offer a second chance."""
    box = _box(parent, QMessageBox.Icon.Warning, "没有写成", message)
    again = _button(box, "重试", QMessageBox.ButtonRole.AcceptRole)
    elsewhere = _button(box, "换个名字保存…", QMessageBox.ButtonRole.ActionRole)
    _button(box, "取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.exec()
    if box.clickedButton() is again:
        return Retry.AGAIN
    return Retry.ELSEWHERE if box.clickedButton() is elsewhere else Retry.CANCEL


def ask_take_over(dialog: PreviewDialog) -> Change | None:
    """Show what was found in a file before any of it is taken over; None if none is."""
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen() if taken else None
    dialog.deleteLater()
    return chosen


def ask_reason(parent: QWidget, message: str, reason: str) -> str | None:
    """Ask why a locked cell is to be opened; None when the clerk thinks better of it."""
    text, given = QInputDialog.getMultiLineText(
        parent, "说明理由", f"{message}\n\n如果确需修改，请写明理由：", reason
    )
    return text if given else None


def ask_explanation(dialog: ReasonDialog) -> str | None:
    """Show a finding and ask why it may stand; "" takes the reason away, None changes nothing."""
    given = dialog.exec() == QDialog.DialogCode.Accepted
    reason = dialog.chosen() if given else None
    dialog.deleteLater()
    return reason


def ask_cell(dialog: CellChooser) -> CellId | None:
    """Ask which number of the tables is to stand in the text."""
    given = dialog.exec() == QDialog.DialogCode.Accepted
    cell = dialog.chosen() if given else None
    dialog.deleteLater()
    return cell


def ask_choice(parent: QWidget, message: str, names: Sequence[str]) -> str | None:
    """Ask which of several sets of numbers is meant."""
    name, given = QInputDialog.getItem(parent, "选择一套数据", message, list(names), 0, False)
    return name if given else None


def open_outside(path: Path) -> bool:
    """Open a file in the program the system has for it; tell whether that worked."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def tell(parent: QWidget, title: str, message: str) -> None:
    """Say something that needs no answer."""
    box = _box(parent, QMessageBox.Icon.Information, title, message)
    _button(box, "知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def warn(parent: QWidget | None, title: str, message: str) -> None:
    """Say that something did not work, and what to do."""
    box = _box(parent, QMessageBox.Icon.Warning, title, message)
    _button(box, "知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, message: str) -> QMessageBox:
    box = QMessageBox(icon, "年报助手", title, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(message)
    return box


def _button(box: QMessageBox, words: str, role: QMessageBox.ButtonRole) -> QPushButton:
    return box.addButton(words, role)
