"""What a screen reader is told unasked, politely: sums newly broken, what was saved or exported.

Never at each key: what came out wrong is said once nobody has typed for a moment.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from nianbao.core.finding import Severity

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

PAUSE_MS: Final = 700
"""Without a change, before what is newly broken is said."""

RIGHT_AGAIN: Final = "必须改的问题都改好了"


class Announcer(QObject):
    """Speaks for a window; `said` brings the words, whether anybody listens or not."""

    said = Signal(str)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._told = self._broken()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        window.session.checked.connect(self._on_checked)
        window.session.replaced.connect(self._on_replaced)
        window.statusBar().messageChanged.connect(self.say)

    def say(self, words: str) -> None:
        """Say something; nothing for no words."""
        if not words:
            return
        event = QAccessibleAnnouncementEvent(self._window, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
        self.said.emit(words)

    def _on_checked(self) -> None:
        """Wait for a pause in the typing."""
        self._pause.start()

    def _on_replaced(self) -> None:
        """Take another report as it is: only what the clerk does to it is news."""
        self._pause.stop()
        self._told = self._broken()

    def _tell(self) -> None:
        now = self._broken()
        new = [message for message in now if message not in self._told]
        cleared = bool(self._told) and not now
        self._told = now
        if new:
            more = f"另有 {len(new) - 1} 处。" if len(new) > 1 else ""
            self.say(f"必须改：{new[0]}{more}")
        elif cleared:
            self.say(RIGHT_AGAIN)

    def _broken(self) -> tuple[str, ...]:
        grave = (f for f in self._session.findings if f.severity is Severity.MUST_FIX)
        return tuple(finding.message for finding in grave)
