"""Files dragged onto the window, wherever on it they are let go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Drops(QObject):
    """Takes files before the fields under the pointer see them: a field would take the path.

    `take` is called with the files once the program they came from is free again. Anything but
    files goes its usual way.
    """

    def __init__(self, window: QMainWindow, take: Callable[[list[Path]], object]) -> None:
        super().__init__(window)
        self._take = take
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window to be on the screen, then look at what is dragged over it."""
        if watched is self._window:
            if event.type() is QEvent.Type.Show:
                self._watch()
            return False
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        if QApplication.activeModalWidget() is not None:
            return False  # a question is being asked about the report at hand
        files = _files(event.mimeData())
        if not files:
            return False
        # A copy is what is made of it: moving would let the other program delete the file.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not isinstance(event, QDragMoveEvent):
            QTimer.singleShot(0, self, lambda: self._take(files))
        return True

    def _watch(self) -> None:
        """Hear what happens to the window as the system sees it, once it is made."""
        handle = self._window.windowHandle()
        if handle is not None:
            self._window.removeEventFilter(self)
            handle.installEventFilter(self)


def _files(dragged: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
