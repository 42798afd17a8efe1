"""Every question and every file chooser. Tests replace these functions, never Qt's classes."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from nianbao.core.form import CellId
from nianbao.core.report import Change
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.paste_preview import PasteChoice, PastePreview
from nianbao.ui.preview import PreviewDialog
from nianbao.ui.reason import ReasonDialog
from nianbao.ui.versions_dialog import Kept, VersionsDialog
from nianbao.ui.wait_dialog import WaitDialog
from nianbao.ui.zero_report_dialog import ZeroReportDialog

REPORT_FILES = "年报助手文件 (*.nianbao)"
WORD_FILES = "Word 文档 (*.docx)"
EXCEL_FILES = "Excel 工作簿 (*.xlsx)"
PDF_FILES = "PDF 文档 (*.pdf)"
WEB_FILES = "网页 (*.html)"
IMPORT_FILES = (
    "年报文件 (*.docx *.xlsx *.xls *.et *.html *.htm *.mht *.nianbao"
    " *.xlsm *.xlsb *.ods *.csv *.txt *.xml);;所有文件 (*)"
)
UNSAVED = "不保存的话，这些修改不写进文件，以后只能用“恢复以前的版本”找回。"
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


class Zeros(Enum):
    """What to do where some zeros would contradict what is known."""

    ALL = auto()
    SURE = auto()
    NONE = auto()


class Conflict(Enum):
    """What to do when another program has written the report's file."""

    OVERWRITE = auto()
    ELSEWHERE = auto()
    CANCEL = auto()


class InUse(Enum):
    """What to do when another window has the file."""

    COPY = auto()
    FORCE = auto()
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


def ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(name) if name else None


def ask_submission(dialog: QDialog) -> bool:
    """Show how the documents to hand in would be named; tell whether they are wanted."""
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask_style(dialog: QDialog) -> bool:
    """Show how the Word document is set; tell whether the choices are wanted."""
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask_unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask what to do with changes before they would be lost."""
    box = _box(parent, QMessageBox.Icon.Question, f"要保存对“{name}”的修改吗？", UNSAVED)
    save = _button(box, "保存(&S)", QMessageBox.ButtonRole.AcceptRole)
    discard = _button(box, "不保存(&N)", QMessageBox.ButtonRole.DestructiveRole)
    _button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.exec()
    if box.clickedButton() is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if box.clickedButton() is discard else Unsaved.CANCEL


def ask_retry(parent: QWidget, message: str) -> Retry:
    """Say that a file could not be written, and offer a second chance."""
    box = _box(parent, QMessageBox.Icon.Warning, "没有写成", message)
    again = _button(box, "重试(&R)", QMessageBox.ButtonRole.AcceptRole)
    elsewhere = _button(box, "换个名字保存(&A)…", QMessageBox.ButtonRole.ActionRole)
    _button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.exec()
    if box.clickedButton() is again:
        return Retry.AGAIN
    return Retry.ELSEWHERE if box.clickedButton() is elsewhere else Retry.CANCEL


def ask_conflict(parent: QWidget, name: str) -> Conflict:
    """Ask what to do before somebody else's changes would be written over."""
    box = _box(
        parent,
        QMessageBox.Icon.Warning,
        f"“{name}”被别的程序改过",
        "您打开以后，它又被别的程序或别的人保存过，里面可能有您没有见过的内容。\n\n"
        "覆盖的话，它现在的内容会留一份在“恢复以前的版本”里。",
    )
    elsewhere = _button(box, "换个名字保存(&A)…", QMessageBox.ButtonRole.AcceptRole)
    overwrite = _button(box, "覆盖它(&O)", QMessageBox.ButtonRole.DestructiveRole)
    _button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(elsewhere)
    box.exec()
    if box.clickedButton() is elsewhere:
        return Conflict.ELSEWHERE
    return Conflict.OVERWRITE if box.clickedButton() is overwrite else Conflict.CANCEL


def ask_in_use(parent: QWidget, message: str, abandoned: bool) -> InUse:  # noqa: FBT001
    """Say who has a file and offer a copy of it; the file itself where it may be `abandoned`."""
    words = "可以打开一份副本：副本没有文件名，保存时另取名字，不影响原来的文件。"
    if abandoned:
        words += "\n\n如果那台电脑已经关机、没有人在填，也可以仍然打开原来的文件。"
    box = _box(parent, QMessageBox.Icon.Information, message, words)
    copy = _button(box, "打开副本(&P)", QMessageBox.ButtonRole.AcceptRole)
    role = QMessageBox.ButtonRole.DestructiveRole
    force = _button(box, "仍然打开(&O)", role) if abandoned else None
    _button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(copy)
    box.exec()
    if box.clickedButton() is copy:
        return InUse.COPY
    forced = force is not None and box.clickedButton() is force
    return InUse.FORCE if forced else InUse.CANCEL


def ask_recover(parent: QWidget, message: str) -> bool:
    """Say what work a window that was stopped has left behind; tell whether it is wanted."""
    box = _box(parent, QMessageBox.Icon.Question, "上次有修改没有来得及保存", message)
    recover = _button(box, "恢复(&R)", QMessageBox.ButtonRole.AcceptRole)
    _button(box, "不恢复，留着(&N)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(recover)
    box.exec()
    return box.clickedButton() is recover


def ask_last_good(parent: QWidget, name: str, when: str, why: str) -> bool:
    """Say why a report file cannot be read any more, and offer what was kept of it."""
    box = _box(
        parent,
        QMessageBox.Icon.Warning,
        f"打开“{name}”{when}保存的内容吗？",
        f"{why}\n\n这台电脑上还留着它{when}保存的内容。打开以后是一份没有保存的年报，"
        "请核对后保存；读不出来的文件原样不动。",
    )
    opened = _button(box, "打开那时的内容(&O)", QMessageBox.ButtonRole.AcceptRole)
    _button(box, "不打开(&N)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(opened)
    box.exec()
    return box.clickedButton() is opened


def ask_altered(parent: QWidget, name: str, when: str, differences: str) -> bool:
    """Say that a file was changed outside the program; tell whether what was kept is wanted."""
    box = _box(
        parent,
        QMessageBox.Icon.Warning,
        f"“{name}”保存以后在年报助手之外被改过，或者已经损坏",
        f"现在打开的是文件里的内容。和这台电脑上{when}留下的内容相比：\n\n{differences}\n\n"
        "如果不是有人有意改的，请换成那时的内容：换了以后是一份没有保存的年报，文件原样不动，"
        "按 Ctrl+Z 可以换回来。",
    )
    kept = _button(box, "就用文件里的(&F)", QMessageBox.ButtonRole.RejectRole)
    restored = _button(box, "换成那时的内容(&O)", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(kept)
    box.exec()
    return box.clickedButton() is restored


def ask_version(dialog: VersionsDialog) -> Kept | None:
    """Show the states that were kept; give the one to restore."""
    given = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen() if given else None
    dialog.deleteLater()
    return chosen


def ask_take_over(dialog: PreviewDialog) -> Change | None:
    """Show what was found in a file before any of it is taken over; None if none is."""
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen() if taken else None
    dialog.deleteLater()
    return chosen


def ask_zeros(parent: QWidget, message: str, sure: int) -> Zeros:
    """Ask whether to fill in zeros that contradict other numbers; `sure` is how many do not."""
    box = _box(parent, QMessageBox.Icon.Question, "有的空白填 0 会对不上", message)
    some = _button(box, f"只填对得上的 {sure} 格(&S)", QMessageBox.ButtonRole.AcceptRole)
    every = _button(box, "全部填 0(&A)", QMessageBox.ButtonRole.DestructiveRole)
    none = _button(box, "不填(&N)", QMessageBox.ButtonRole.RejectRole)
    some.setEnabled(sure > 0)
    box.setDefaultButton(some if sure else none)
    box.exec()
    if box.clickedButton() is some:
        return Zeros.SURE
    return Zeros.ALL if box.clickedButton() is every else Zeros.NONE


def ask_zero_report(dialog: ZeroReportDialog) -> frozenset[str]:
    """Show what a report of nothing would hold; give the parts to fill in, none for no."""
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen() if taken else frozenset[str]()
    dialog.deleteLater()
    return chosen


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


def ask_paste(dialog: PastePreview) -> PasteChoice | None:
    """Show what is doubtful about a paste, and where it may go; None pastes nothing."""
    given = dialog.exec() == QDialog.DialogCode.Accepted
    choice = dialog.chosen() if given else None
    dialog.deleteLater()
    return choice


def wait_for(dialog: WaitDialog) -> bool:
    """Keep the clerk waiting till some work is over; tell whether it came to its end."""
    over = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return over


def ask_printer(dialog: QDialog) -> bool:
    """Ask which printer prints which pages; tell whether to print."""
    given = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return given


def open_outside(path: Path) -> bool:
    """Open a file in the program the system has for it; tell whether that worked."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def tell(parent: QWidget, title: str, message: str) -> None:
    """Say something that needs no answer."""
    box = _box(parent, QMessageBox.Icon.Information, title, message)
    _button(box, "知道了(&K)", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def warn(parent: QWidget | None, title: str, message: str) -> None:
    """Say that something did not work, and what to do."""
    box = _box(parent, QMessageBox.Icon.Warning, title, message)
    _button(box, "知道了(&K)", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, message: str) -> QMessageBox:
    box = QMessageBox(icon, "年报助手", title, QMessageBox.StandardButton.NoButton, parent)
    # Else words of a foreign file would be read as HTML, and what they point at be loaded.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(message)
    return box


def _button(box: QMessageBox, words: str, role: QMessageBox.ButtonRole) -> QPushButton:
    return box.addButton(words, role)
