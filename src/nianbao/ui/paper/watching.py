"""Pages made anew in the background when the clerk pauses; the old ones stay until then."""

import contextlib
import threading
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from nianbao.core.report import Report
from nianbao.core.restoring import copy_of
from nianbao.io.problems import Refused
from nianbao.ui.paper.making import LaidOut, laid_out
from nianbao.ui.session import Session

IDLE_MS: Final = 400
"""After the last change: no key is held up by pages nobody has asked for yet."""

PATIENCE_SECONDS: Final = 5


class PageMaker(QObject):
    """Keeps pages of the report at hand.

    `made` brings them; `failed` says in words why there are none. Another change while pages
    are being made has them made once more.
    """

    made = Signal(object)
    failed = Signal(str)
    _over = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = False
        self._again = False
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(self._start)
        self._over.connect(self._bring)
        session.changed.connect(self._on_change)
        session.checked.connect(self._on_change)
        session.replaced.connect(self._on_change)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._wait)

    def want(self) -> None:
        """Make pages now, and again after every change."""
        self._wanted = True
        self._start()

    def leave(self) -> None:
        """Make no more pages until they are wanted again."""
        self._wanted = False
        self._timer.stop()

    def _on_change(self, *_change: object) -> None:
        if self._wanted:
            self._timer.start()

    def _start(self) -> None:
        self._timer.stop()
        self._again = self._thread is not None
        if self._again:
            return
        report = copy_of(self._session.report)
        draft = bool(self._session.obstacles())
        self._thread = threading.Thread(target=self._work, args=(report, draft), daemon=True)
        self._thread.start()

    def _work(self, report: Report, draft: bool) -> None:  # noqa: FBT001  what a thread is given
        """Make pages: in another thread, so nothing but fonts and the signal at the end."""
        outcome: LaidOut | Refused | None = None
        try:
            outcome = laid_out(self._session.book, report, draft=draft)
        except Refused as refused:
            outcome = refused
        finally:
            with contextlib.suppress(RuntimeError):  # the window may be gone by now
                self._over.emit(outcome)

    def _bring(self, outcome: LaidOut | Refused | None) -> None:
        self._thread = None
        if self._again and self._wanted:
            self._start()
        if isinstance(outcome, LaidOut):
            self.made.emit(outcome)
        elif outcome is not None:
            self.failed.emit(outcome.message)

    def _wait(self) -> None:
        if self._thread is not None:
            self._thread.join(PATIENCE_SECONDS)
