"""The journal of one open report: every change is in it before the next key is pressed.

A text file of JSON lines. The first is the head: version, the file the report belongs to with
the SHA-256 of what that file held, the report's name, when the journal was begun. The second
holds the whole report as it was after the change that began the journal; each further line one
change, as a JSON merge patch of the report file. Lines that are pure bookkeeping (`saving`) name
the hash of what is about to be written to the file, so that a journal is known to belong to it
whenever the program was stopped.

What has been handed to the system survives the end of the program at any moment. What
`sync` has put through to the disk survives a power cut too; that takes too long for every key.

Holds what was not saved only: once the file has all of it there is no journal. Reading is
`io.journal_reading`.
"""

import contextlib
import datetime as dt
import json
import os
import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.io.merge_patch import Plain, patch_between
from nianbao.io.own_folder import make_own

VERSION = 1
ENDING = ".journal"
MOST_BYTES = 4 * 1024 * 1024
"""A journal that has grown beyond this is begun anew, from the report as it then is."""

_FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Binding:
    """Which file a report belongs to, and the SHA-256 of what that file held; None for no file."""

    path: Path | None = None
    sha256: str | None = None


class Journal:
    """Keeps the changes of one report from the state `plain` on; begun with the first change.

    May be told of saving, and synced, from another thread than the one that keeps changes.
    """

    def __init__(self, file: Path, binding: Binding, plain: Plain) -> None:
        self.file = file
        self._binding = binding
        self._plain = plain
        self._changes = 0
        self._size = 0
        self._saving: list[str] = []
        self._lock = threading.Lock()
        self._handle: int | None = None
        # Not a file object: Python would complain of one that ends with its window.
        self._closing: Callable[[], object] = weakref.finalize(self, lambda: None)

    @property
    def plain(self) -> Plain:
        """The report as it was last kept."""
        return self._plain

    @property
    def begun(self) -> bool:
        """Tell whether there is anything in it."""
        return self._changes > 0 or self._handle is not None

    @property
    def behind(self) -> bool:
        """Tell whether the last change could not be kept."""
        return self._changes > 0 and self._handle is None

    def keep(self, plain: Plain) -> None:
        """Keep the report as it is now. Raises OSError; the journal of before is then still there.

        After an error the next change is kept with the whole report, in a journal begun anew.
        """
        patch = patch_between(self._plain, plain)
        if not patch:
            return
        with self._lock:
            self._plain = plain
            self._changes += 1
            if self._handle is None or self._size > MOST_BYTES:
                self._begin()
            else:
                self._append({"patch": patch})

    def catch_up(self) -> None:
        """Try once more to keep what could not be kept. Raises OSError."""
        with self._lock:
            if self.behind:
                self._begin()

    def take_up(self, plain: Plain, changes: int) -> None:
        """Begin with work that was recovered: `changes` not saved before. Raises OSError."""
        with self._lock:
            self._plain = plain
            self._changes = changes
            self._begin()

    def about_to_save(self, sha256: str) -> None:
        """Note what the file will hold if the saving that follows comes to its end."""
        with self._lock, contextlib.suppress(OSError):
            self._saving.append(sha256)
            if self._handle is not None:
                self._append({"saving": sha256})

    def bind(self, binding: Binding, changes: int) -> None:
        """Begin anew on a file that was just written, `changes` ago. Raises OSError."""
        with self._lock:
            self._binding = binding
            self._saving.clear()
            self._changes = changes
            self._begin()

    def sync(self) -> None:
        """Put what was kept through to the disk. Raises OSError."""
        with self._lock:
            # A second handle, so that nobody who types waits for the disk.
            handle = None if self._handle is None else os.dup(self._handle)
        if handle is not None:
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def close(self) -> None:
        """Let go of the file and leave it where it is."""
        with self._lock:
            self._let_go()

    def discard(self) -> None:
        """Take the journal away: the report's own file has everything that was in it."""
        self.close()
        self._changes = 0
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)

    def _begin(self) -> None:
        """Write head and report into a new file and put it in place of the old one."""
        self._let_go()
        head = {
            "journal": VERSION,
            "path": None if self._binding.path is None else str(self._binding.path),
            "sha256": self._binding.sha256,
            "saving": self._saving,
            "at": dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
            "changes": self._changes,
        }
        data = _line(head) + _line({"report": self._plain})
        neighbour = self.file.with_suffix(".new")
        make_own(self.file.parent)
        handle = os.open(neighbour, _FLAGS | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            _write(handle, data)
        except OSError:
            os.close(handle)
            with contextlib.suppress(OSError):
                neighbour.unlink()
            raise
        os.close(handle)
        neighbour.replace(self.file)
        self._size = len(data)
        self._hold(os.open(self.file, _FLAGS))

    def _append(self, entry: Mapping[str, Any]) -> None:
        """Write a line at the end; after an error nothing more is written behind a torn line."""
        if self._handle is not None:
            data = _line(entry)
            try:
                _write(self._handle, data)
            except OSError:
                self._let_go()
                raise
            self._size += len(data)

    def _hold(self, handle: int) -> None:
        self._handle = handle
        self._closing = weakref.finalize(self, os.close, handle)

    def _let_go(self) -> None:
        self._handle = None
        self._closing()


def _line(entry: Mapping[str, Any]) -> bytes:
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
    # Half a character, as broken programs leave it, has no UTF-8 but a JSON escape.
    return text.encode("utf-8", "backslashreplace")


def _write(handle: int, data: bytes) -> None:
    """Hand all of it to the system; a full disk takes a part first and then says so."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
