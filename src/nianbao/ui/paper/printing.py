"""The pages on a printer, as large as they are laid out."""

import sys
from typing import Final

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from nianbao.ui import dialogs
from nianbao.ui.paper.making import LaidOut
from nianbao.ui.paper.painting import PagePainter

_TWIPS_PER_INCH: Final = 1440
_NO_PRINTER: Final = "请先在系统里添加打印机；也可以导出 PDF，换一台电脑打印。"
_NOT_PRINTED: Final = (
    "请看看打印机是否开着、有没有纸，再打印一次；也可以先导出 PDF，换一台电脑打印。"
)


def print_pages(laid: LaidOut, parent: QWidget | None) -> bool:
    """Ask for a printer and print; tell whether it was printed."""
    if sys.platform == "win32" and not QPrinterInfo.availablePrinters():
        # Windows' own dialog would not open, and nothing would be said.
        dialogs.warn(parent, "没有找到打印机", _NO_PRINTER)
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(laid.sheets.title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    if laid.sheets.both_sides:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, len(laid.sheets.pages))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    if not dialogs.ask_printer(dialog):
        return False
    printed = _draw(laid, printer)
    if not printed:
        dialogs.warn(parent, "没有打印成", _NOT_PRINTED)
    return printed


def _draw(laid: LaidOut, printer: QPrinter) -> bool:
    """Draw the pages that were asked for, as often as was asked for."""
    count = len(laid.sheets.pages)
    first, last = printer.fromPage() or 1, printer.toPage() or count
    chosen = laid.sheets.pages[first - 1 : last]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.scale(printer.logicalDpiX() / _TWIPS_PER_INCH, printer.logicalDpiY() / _TWIPS_PER_INCH)
    pages = PagePainter(laid.faces)
    for at, sheet in enumerate(chosen * copies):
        if at:
            printer.newPage()
        pages.draw(painter, sheet)
    return painter.end()
