"""A line of words that gives way where there is no room, and says the rest as a tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

LEAST = 80
"""Pixels it is never narrower than."""


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for little: a long sentence must not make the window wider than the screen."""
        whole = super().minimumSizeHint()
        return QSize(min(LEAST, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the beginning, with dots for what is left out."""
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip("" if words == self.text() else self.text())
        if words == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        flags = int(self.alignment())
        self.style().drawItemText(
            painter, room, flags, self.palette(), True, words, self.foregroundRole()
        )
