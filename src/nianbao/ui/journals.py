"""The folder with the journals of all windows: whose window is gone, and what is laid aside."""

import contextlib
import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from nianbao.io.journal import ENDING
from nianbao.io.own_folder import make_own


@dataclass(frozen=True, slots=True)
class Leftover:
    """A journal whose window is gone. As long as `lock` is there no other window takes it."""

    file: Path
    lock: QLockFile


class Journals:
    """The journals of this window (`journals/`) and those laid aside for good (`kept/`).

    Each window has a lock of its own; a journal whose window's lock can be had is left over.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "journals"
        self._kept = folder / "kept"
        now = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d-%H%M%S")
        self._window = f"{now}-{secrets.token_hex(4)}"
        self._lock = _lock(self._folder, self._window)
        self._count = 0

    def new_file(self) -> Path:
        """Name a journal for this window; nothing is on the disk yet."""
        self._count += 1
        return self._folder / f"{self._window}-{self._count}{ENDING}"

    def claim(self) -> None:
        """Show other windows that this one is alive, if the disk lets it. Raises OSError."""
        if not self._lock.isLocked():
            make_own(self._folder)
            self._lock.tryLock(0)

    def leftovers(self) -> list[Leftover]:
        """Find the journals of windows that are gone, the last one first."""
        locks: dict[str, QLockFile] = {}
        found = []
        for file in _by_time(self._folder):
            window = file.stem.rpartition("-")[0]
            if window == self._window:
                continue
            if window not in locks:
                locks[window] = _lock(self._folder, window)
                locks[window].tryLock(0)
            if locks[window].isLocked():
                found.append(Leftover(file, locks[window]))
        return found

    def lay_aside(self, file: Path) -> None:
        """Keep a journal out of the way: it is not asked about again, but never deleted."""
        with contextlib.suppress(OSError):
            make_own(self._kept)
            file.replace(self._kept / file.name)

    def laid_aside(self) -> list[Path]:
        """List what was laid aside, the last one first."""
        return _by_time(self._kept)

    def close(self) -> None:
        """Let go of this window's lock."""
        self._lock.unlock()


def _lock(folder: Path, window: str) -> QLockFile:
    lock = QLockFile(str(folder / f"{window}.lock"))
    lock.setStaleLockTime(0)  # by its owner alone: an open window does not grow stale
    return lock


def _by_time(folder: Path) -> list[Path]:
    """List the journals of a folder, the last one first; none where it cannot be looked into."""
    try:
        return sorted(folder.glob(f"*{ENDING}"), key=lambda f: f.stat().st_mtime, reverse=True)
    except OSError:
        return []
