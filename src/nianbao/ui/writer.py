"""Writes the report's file in the background; the clerk types on, whatever the drive does."""

import contextlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nianbao.io.journal import Journal
from nianbao.io.merge_patch import Plain
from nianbao.io.report_json import report_text
from nianbao.io.saved_file import Outcome, Saved, fingerprint, save_over, sha256
from nianbao.io.versions import Versions

VERSION_SECONDS = 600
"""At least, between two states of a file that are kept while it is saved in the background."""
PATIENCE_SECONDS = 5
"""How long the window waits for a drive when it must."""


@dataclass(eq=False)
class Job:
    """One round: the state to write, the file for it if there is one, and what became of it.

    `changes` tells the state from later ones. A job with a file has a result when it is over.
    """

    plain: Plain
    changes: int
    journal: Journal
    path: Path | None
    result: Saved | None = None


class Writer(QObject):
    """Writes over the file at hand as long as it is as this window knows it.

    `done` brings the job when it is over, or has been waited for. A job whose file is no longer
    at hand is not brought.
    """

    done = Signal(object)
    _over = Signal(object)

    def __init__(self, versions: Versions, parent: QObject) -> None:
        super().__init__(parent)
        self.known: str | None = None
        self._versions = versions
        self._version_at: float | None = None
        self._job: Job | None = None
        self._thread: threading.Thread | None = None
        self._over.connect(self._bring)

    @property
    def busy(self) -> bool:
        """Tell whether a job is not over yet."""
        return self._job is not None

    def look_at(self, path: Path | None, known: str | None = None) -> None:
        """Turn to another file; `known` is the hash of what it held when it was read."""
        self._job = None
        self._version_at = None
        self.known = known
        if path is not None and known is None:
            with contextlib.suppress(OSError):
                self.known = fingerprint(path)

    def stands(self, path: Path) -> bool:
        """Tell whether the file is still as it was last read or written, or is gone."""
        with contextlib.suppress(OSError):
            return fingerprint(path) in (self.known, None)
        return True  # what is wrong with it shows when it is written

    def written(self, data: bytes) -> None:
        """Hear that the clerk has saved."""
        self._job = None
        self.known = sha256(data)
        self._version_at = time.monotonic()

    def start(self, job: Job) -> None:
        """Begin with a job; there must be none at work."""
        self._job = job
        now = time.monotonic()
        due = self._version_at is None or now - self._version_at > VERSION_SECONDS
        arguments = (job, self.known, self._versions if due else None)
        self._thread = threading.Thread(target=self._work, args=arguments, daemon=True)
        self._thread.start()

    def wait(self) -> bool:
        """Let the job at work come to its end and bring it; tell whether none is at work now.

        A drive that does not answer is not waited for any longer than the window can bear.
        """
        if self._job is not None and self._thread is not None:
            self._thread.join(PATIENCE_SECONDS)
            if not self._thread.is_alive():
                self._bring(self._job)
        return self._job is None

    def _work(self, job: Job, known: str | None, versions: Versions | None) -> None:
        """Do a job: in another thread, so nothing of Qt but the signal at the end."""
        try:
            with contextlib.suppress(OSError):
                job.journal.catch_up()
                job.journal.sync()
            if job.path is not None:
                job.result = Saved(Outcome.FAILED, words=f"“{job.path.name}”没有能够写完")
                job.result = _written(job, job.path, known, versions)
        finally:
            with contextlib.suppress(RuntimeError):  # the window may be gone by now
                self._over.emit(job)

    def _bring(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.result is not None and job.result.outcome is Outcome.WRITTEN:
            self.known = job.result.sha256
            now = time.monotonic()
            if self._version_at is None or now - self._version_at > VERSION_SECONDS:
                self._version_at = now
        self.done.emit(job)


def _written(job: Job, path: Path, known: str | None, versions: Versions | None) -> Saved:
    """Write the file of a job; its old content goes to the versions where they are given."""
    data = report_text(job.plain).encode()
    job.journal.about_to_save(sha256(data))

    def keep(held: bytes) -> None:
        if versions is not None:
            versions.keep_if_possible(path, held)

    return save_over(path, data, known, keep)
