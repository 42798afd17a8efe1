"""Make packaging/win/nianbao.ico, and the installer's wizard.bmp, from the drawings beside them.

    QT_QPA_PLATFORM=offscreen python packaging/make_icon.py [FOLDER FOR PICTURES TO LOOK AT]

Look at every size after a change. The made files are kept, so that a build needs no Qt.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent / "win"
TARGET = HERE / "nianbao.ico"

SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""Pixels; what Windows asks for from 100 % to 200 %."""

SMALL = 24
"""Up to this size the simpler drawing is used."""

WIZARD = QSize(328, 628)
"""Pixels; twice what the installer shows at 100 %, so that it stays sharp at 200 %."""

WIZARD_ICON = QRect(68, 100, 192, 192)


def main(pictures: Path | None) -> None:
    """Draw each size, write the icon."""
    _application = QGuiApplication([])
    drawn = [png(size) for size in SIZES]
    TARGET.write_bytes(icon(SIZES, drawn))
    wizard = picture("wizard.svg", WIZARD)
    with QPainter(wizard) as painter:
        painter.drawImage(WIZARD_ICON, picture("icon.svg", WIZARD_ICON.size()))
    wizard.convertToFormat(QImage.Format.Format_RGB888).save(str(HERE / "wizard.bmp"), b"BMP")
    if pictures is not None:
        for size, data in zip(SIZES, drawn, strict=True):
            (pictures / f"icon-{size}.png").write_bytes(data)


def png(size: int) -> bytes:
    """Draw one size."""
    image = picture("icon-small.svg" if size <= SMALL else "icon.svg", QSize(size, size))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())


def picture(drawing: str, size: QSize) -> QImage:
    """Draw a file of a size in pixels."""
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(str(HERE / drawing)).render(painter)
    return image


def icon(sizes: tuple[int, ...], drawn: list[bytes]) -> bytes:
    """Put pictures of several sizes into one Windows icon."""
    place = 6 + 16 * len(drawn)
    head = struct.pack("<HHH", 0, 1, len(drawn))
    rows = b""
    for size, data in zip(sizes, drawn, strict=True):
        # 256 is written as 0.
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + rows + b"".join(drawn)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
