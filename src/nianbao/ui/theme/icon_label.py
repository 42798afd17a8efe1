"""An icon that stands by itself beside words; the words say the same, so it is not spoken."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nianbao.ui import theme
from nianbao.ui.theme.line_drawing import draw


class IconLabel(QWidget):
    """Shows one icon, so many pixels a side; `tone` is a name in `Palette`."""

    def __init__(self, name: str, tone: str, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the colour there is now."""
        draw(QPainter(self), self._name, QRectF(self.rect()), getattr(theme.colours, self._tone))
