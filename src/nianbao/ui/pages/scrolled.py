"""A page's content that scrolls where the window is too low for it; nothing is squeezed or cut."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Holds a layout; the field that gets the focus comes into sight, however it got it."""

    def __init__(self, content: QLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        desk = QWidget(self)
        content.setContentsMargins(0, 0, 0, 0)
        desk.setLayout(content)
        self.setWidget(desk)
        desk.setAutoFillBackground(False)  # or it is painted twice when the page is shown
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now)
