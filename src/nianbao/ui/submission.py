"""Everything that is handed in, in one folder: asked for once, named as the office names it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.composed import report_title
from nianbao.core.report import Particulars
from nianbao.io.own_folder import this_users_folder
from nianbao.io.submission import (
    LIST_NAME,
    USUAL_PATTERN,
    WORDS,
    PatternError,
    submission_name,
    write_submission,
)
from nianbao.ui import dialogs, theme
from nianbao.ui.exporting import PUBLIC, REVIEW
from nianbao.ui.labels import faint_note
from nianbao.ui.open_cell import enter_open_cell
from nianbao.ui.writing import written

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

KEY: Final = "pattern"
PLACE: Final = "全套材料写到哪里"
WIDTH: Final = 640


class SubmissionDialog(QDialog):
    """Asks how the documents are named, and shows every name that comes of it."""

    def __init__(
        self, pattern: str, title: str, told: Particulars, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._told = title, told
        self.setWindowTitle("导出全套报送材料")
        self.pattern = QLineEdit(pattern, self)
        self.names = QLabel(self, wordWrap=True)
        self.take = QPushButton("选择位置并导出(&E)…", self)
        self._lay_out()
        self.pattern.textChanged.connect(self._show_names)
        self._show_names()

    @property
    def name(self) -> str:
        """The name of the folder and of the documents. Raises PatternError."""
        return submission_name(self.pattern.text(), self._title, self._told)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("文件名(&N)", self.pattern)
        form.addRow(
            "", faint_note(f"大括号里的词会自动换成：{'、'.join(f'{{{w}}}' for w in WORDS)}", self)
        )
        heading = QLabel("将要写出的文件（同名的会被替换，文件夹里别的文件不动）", self)
        heading.setProperty("group", True)
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        leave = QPushButton("取消(&C)", self)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        end = QHBoxLayout()
        end.addStretch()
        end.addWidget(leave)
        end.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GAP,) * 4)
        column.setSpacing(theme.GAP)
        column.addLayout(form)
        column.addWidget(heading)
        column.addWidget(self.names)
        column.addSpacing(theme.GAP)
        column.addLayout(end)
        self.setMinimumWidth(WIDTH)

    def _show_names(self) -> None:
        """Show what would be written, or what is wrong with the pattern."""
        try:
            name = self.name
        except PatternError as error:
            self.names.setText(str(error))
            theme.set_tone(self.names, "broken_ink")
            self.take.setEnabled(False)
            return
        files = (*(f"{name}{ending}" for ending in PUBLIC), f"{name}{REVIEW}.docx", LIST_NAME)
        self.names.setText(f"文件夹“{name}”：\n" + "\n".join(f"　{file}" for file in files))
        theme.set_tone(self.names, "ink")
        self.take.setEnabled(True)


def export_all(window: "MainWindow") -> None:
    """Write all documents into one folder: the official ones, or none."""
    enter_open_cell()
    session, own = window.session, this_users_folder()
    if session.obstacles():
        window.exports.refuse(window, "导出全套材料")
        return
    kept = (
        None if own is None else QSettings(str(own / "submission.ini"), QSettings.Format.IniFormat)
    )
    pattern = USUAL_PATTERN if kept is None else str(kept.value(KEY, USUAL_PATTERN))
    title = report_title(session.form, session.particulars)
    dialog = SubmissionDialog(pattern, title, session.particulars, window)
    if not dialogs.ask_submission(dialog):
        return
    name = dialog.name
    if kept is not None:
        kept.setValue(KEY, dialog.pattern.text())
    parent = dialogs.ask_folder(window, PLACE, window.files.folder)
    if parent is not None:
        _write(window, parent, name)


def _write(window: "MainWindow", parent: Path, name: str) -> None:
    """Make the documents and write them, asking again as long as they cannot be written."""
    made = window.exports.all_documents(window, name)
    if made is None:
        return
    documents = {file: one.data for file, one in made.items()}
    folder = written(
        window,
        parent / name,
        partial(write_submission, documents=documents),
        partial(_other, window),
    )
    if folder is None:
        return
    window.files.folder = folder.parent
    window.exports.exported(folder / f"{name}{PUBLIC[0]}")
    remarks = dict.fromkeys(remark for one in made.values() for remark in one.remarks)
    if remarks:
        dialogs.tell(window, "已导出，有几处要留意", "\n".join(remarks))


def _other(window: "MainWindow", folder: Path) -> Path | None:
    """Ask for another place of a folder that keeps its name."""
    parent = dialogs.ask_folder(window, PLACE, folder.parent)
    return None if parent is None else parent / folder.name
