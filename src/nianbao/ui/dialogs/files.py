"""The system's file choosers, and files opened in other programs."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

REPORT_FILES = "年报助手文件 (*.nianbao)"
WORD_FILES = "Word 文档 (*.docx)"
EXCEL_FILES = "Excel 工作簿 (*.xlsx)"
PDF_FILES = "PDF 文档 (*.pdf)"
WEB_FILES = "网页 (*.html)"
IMPORT_FILES = (
    "年报文件 (*.docx *.xlsx *.xls *.et *.html *.htm *.mht *.nianbao"
    " *.xlsm *.xlsb *.ods *.csv *.txt *.xml);;所有文件 (*)"
)
OPEN_FILES = f"{REPORT_FILES};;所有文件 (*)"


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


def open_outside(path: Path) -> bool:
    """Open a file in the program the system has for it; tell whether that worked."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
