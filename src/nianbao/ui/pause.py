"""When the clerk pauses: then is the time to write what was changed."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from nianbao.ui.open_cell import is_cell_open

IDLE_MS = 2_000
"""After the last change."""
LATEST_MS = 10_000
"""After the first change, for a clerk who does not pause or leaves a cell open."""


class Pause(QObject):
    """Says `over` once after changes, when the clerk has paused long enough."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._first: float | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_idle)

    @property
    def is_awaited(self) -> bool:
        """Tell whether something is still to be said."""
        return self._timer.isActive()

    def changed(self) -> None:
        """Hear of a change."""
        if self._first is None:
            self._first = time.monotonic()
        self._timer.start(max(0, min(IDLE_MS, self._left())))

    def again(self, milliseconds: int) -> None:
        """Say it once more after a while, whatever the clerk does."""
        self._first = None
        self._timer.start(milliseconds)

    def stop(self) -> None:
        """Say nothing before the next change."""
        self._first = None
        self._timer.stop()

    def _on_idle(self) -> None:
        if is_cell_open() and self._left() > 0:
            self._timer.start(min(IDLE_MS, self._left()))
        else:
            self._first = None
            self.over.emit()

    def _left(self) -> int:
        """Give the milliseconds until it is said at the latest."""
        if self._first is None:
            return 0
        return LATEST_MS - int((time.monotonic() - self._first) * 1000)
