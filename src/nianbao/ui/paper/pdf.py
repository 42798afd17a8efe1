"""The pages as a PDF: A4 as laid out, nothing scaled, fonts inside."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.painting import PagePainter
from nianbao.ui.paper.pdf_text import searchable
from nianbao.ui.paper.sheets import Sheets

_PER_POINT = 20
_PER_INCH = 1440
CREATOR = "年报助手"


def pdf_of(sheets: Sheets, faces: Faces) -> bytes:
    """Draw all pages into a PDF. Needs a QGuiApplication for the fonts."""
    whole = QByteArray()
    device = QBuffer(whole)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setTitle(sheets.title)
    writer.setCreator(CREATOR)
    writer.setResolution(_PER_INCH)
    size = QSizeF(sheets.width / _PER_POINT, sheets.height / _PER_POINT)
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    pages = PagePainter(faces)
    for at, sheet in enumerate(sheets.pages):
        if at:
            writer.newPage()
        pages.draw(painter, sheet)
    painter.end()
    device.close()
    return searchable(bytes(whole.data()), sheets, faces)
