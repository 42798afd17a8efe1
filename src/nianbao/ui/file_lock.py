"""One file, one window: a lock beside the file, whichever computer the window is on."""

import socket
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QLockFile


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

    def take(self) -> Holder:
        """Try to have the file; tell who has it instead."""
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return Holder.NOBODY_ELSE
        computer = self.computer()
        here = not computer or computer == socket.gethostname()
        return Holder.HERE if here else Holder.ELSEWHERE

    def take_by_force(self) -> None:
        """Have the file although another computer's lock is on it."""
        self._lock.removeStaleLockFile()
        if not self._lock.tryLock(0):
            Path(self._lock.fileName()).unlink(missing_ok=True)
            self._lock.tryLock(0)

    def computer(self) -> str:
        """Name the computer the file is open on; "" where that is not known."""
        _, host, _ = self._lock.getLockInfo()
        return host

    def release(self) -> None:
        """Let others have the file."""
        self._lock.unlock()
