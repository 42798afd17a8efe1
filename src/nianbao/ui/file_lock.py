"""One file, one window: a lock beside the file, whichever computer the window is on."""

import contextlib
import os
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo


class Holder(Enum):
    """Who has a file open."""

    NOBODY_ELSE = auto()
    HERE = auto()
    """Another window on this computer."""

    ELSEWHERE = auto()
    """A window on another computer; or one that was switched off with the window open."""


class FileLock:
    """Keeps a file for this window. What a dead program has left behind is taken over.

    Where the folder takes no new file there is no lock: a report there cannot be saved anyway.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        self._lock.setStaleLockTime(0)  # by its owner alone: an open file does not grow stale

    def is_on(self, path: Path | None) -> bool:
        """Tell whether this is the lock of a file."""
        return path is not None and os.path.normcase(self.path) == os.path.normcase(path)

    def take(self) -> Holder:
        """Try to have the file; tell who has it instead."""
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return Holder.NOBODY_ELSE
        here = self.computer().casefold() in {"", *(name.casefold() for name in _our_names())}
        return Holder.HERE if here else Holder.ELSEWHERE

    def take_by_force(self) -> None:
        """Have the file although another computer's lock is on it."""
        with contextlib.suppress(OSError):  # where the lock is held after all there is none
            Path(self._lock.fileName()).unlink(missing_ok=True)
        self._lock.tryLock(0)

    def computer(self) -> str:
        """Name the computer the file is open on; "" where that is not known."""
        _, host, _ = self._lock.getLockInfo()
        return host

    def release(self) -> None:
        """Let others have the file."""
        self._lock.unlock()


def _our_names() -> tuple[str, str]:
    """Name this computer both ways: on Windows a lock has the one in the environment."""
    return QSysInfo.machineHostName(), os.environ.get("COMPUTERNAME", "")
