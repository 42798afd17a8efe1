"""When something unexpected happens: save first, then say so. Never a traceback on screen."""

import contextlib
import datetime as dt
import logging
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from nianbao.io.atomic import write_whole
from nianbao.io.own_folder import make_own
from nianbao.io.problems import Refused
from nianbao.io.report_json import write_report
from nianbao.ui import dialogs
from nianbao.ui.session import Session

LOG = "nianbao"
LOG_BYTES = 200_000


class FaultLog(logging.Handler):
    """Writes faults into a file that stays small; opens it when there is one."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write one."""
        # Loads sockets, of all things; the start has no time and no use for them.
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415

        file = RotatingFileHandler(self._path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
        with contextlib.closing(file):
            file.emit(record)


class CrashGuard(QObject):
    """Saves a copy of the report when an exception reaches nobody else, and tells the clerk.

    The program goes on. The same fault is told once; the log has all of them, and no text of
    the report.
    """

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__(session)
        self._session = session
        self._folder = folder
        self._told: set[str] = set()

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take the place of Python's own way of telling."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        where = _logged(kind, trace)
        if where not in self._told:
            self._told.add(where)
            # Not at once: the fault may have come out of painting.
            QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        copy = self.save_copy()
        saved = f"年报已另存一份：\n{copy}" if copy else "年报没有能够另存，请马上用“另存为”保存。"
        dialogs.warn(
            QApplication.activeWindow(),
            "程序出了意外",
            f"刚才的操作可能没有完成，其他内容没有受影响，可以继续使用。\n\n{saved}",
        )

    def save_copy(self) -> Path | None:
        """Write the report beside the program's own data; None where even that fails."""
        now = dt.datetime.now(tz=dt.UTC).astimezone().strftime("%Y%m%d-%H%M%S")
        text = write_report(self._session.report, self._session.form)
        for folder in (self._folder, Path(tempfile.gettempdir())):
            path = folder / f"意外时保存的年报-{now}.nianbao"
            try:
                make_own(folder)
                write_whole(path, text.encode())
            except (Refused, OSError):
                continue
            return path
        return None


def _logged(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Log a fault, and give what it is known by.

    The kind and the place only: an exception's words may hold text of the report.
    """
    where = f"{kind.__name__}\n{''.join(traceback.format_tb(trace))}"
    logging.getLogger(LOG).error(where)
    return where


def _log_aside(fault: threading.ExceptHookArgs) -> None:
    """Log a fault in a thread; whoever waits for the thread tells the clerk."""
    _logged(fault.exc_type, fault.exc_traceback)


def catch_crashes(session: Session) -> CrashGuard:
    """Put the guard in place for the life of the session."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    folder = Path(QStandardPaths.writableLocation(place) or tempfile.gettempdir())
    with contextlib.suppress(OSError):
        make_own(folder)
        logging.getLogger(LOG).addHandler(FaultLog(folder / "nianbao.log"))
    guard = CrashGuard(session, folder)
    sys.excepthook = guard.catch
    threading.excepthook = _log_aside
    return guard
