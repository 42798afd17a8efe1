"""Nothing is lost: each change is in the journal at once, the named file two seconds later.

The journal is written before the next key is read. Whatever may wait for a disk or a network
drive is the writer's business.
"""

import contextlib
import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from nianbao.io.journal import Binding, Journal
from nianbao.io.merge_patch import Plain
from nianbao.io.report_json import plain_report, report_text
from nianbao.io.saved_file import Outcome, Saved, sha256
from nianbao.io.versions import Versions
from nianbao.ui import keeping_words as words
from nianbao.ui.file_lock import FileLock
from nianbao.ui.journals import Journals
from nianbao.ui.open_cell import enter_open_cell
from nianbao.ui.pause import Pause
from nianbao.ui.session import Session
from nianbao.ui.writer import Job, Writer

AGAIN_MS = 30_000
"""After an attempt that failed."""
CLAIM_MS = 500
"""After the window was made: the lock waits for the disk, the first paint does not."""


class Keeper(QObject):
    """Watches over the report of one window.

    `told` says how things stand: a few words for the status bar, and a sentence where something
    is wrong, else "".
    """

    told = Signal(str, str)

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__(session)
        self.journals = Journals(folder)
        self.versions = Versions(folder / "versions")
        self.lock: FileLock | None = None
        self.words = words.NOTHING
        self._session = session
        self._writer = Writer(self.versions, self)
        self._expected: tuple[Path, str | None] = (Path(), None)
        self._autosaved: tuple[Path, Plain] | None = None
        self._held = False
        self._changes = 0
        self._pause = Pause(self)
        self._pause.over.connect(self._round)
        self._writer.done.connect(self._on_done)
        self._begin()
        session.changed.connect(self._on_change)
        session.replaced.connect(self._on_replaced)
        QTimer.singleShot(CLAIM_MS, self, self._claim)

    def expect(self, path: Path, known: str | None) -> None:
        """Say which hash a file had before it was read; the session is about to open it."""
        self._expected = (path, known)

    def hold(self, lock: FileLock) -> None:
        """Have a file for this window, in place of the one it had."""
        if self.lock is not None and self.lock is not lock:
            self.lock.release()
        self.lock = lock

    def stands(self, path: Path) -> bool:
        """Tell whether the report's file is still as it was last read or written, or is gone."""
        return self._writer.stands(path)

    def is_at_rest(self) -> bool:
        """Tell whether nothing is being written, after waiting a little for what is."""
        return self._writer.wait()

    def settle(self) -> None:
        """Bring the file up to what the screen shows, as far as that goes without asking."""
        enter_open_cell()
        self._writer.wait()
        if self._pause.is_awaited or self._session.undo.isClean():
            self._pause.stop()
            self._round()
            self._writer.wait()

    def about_to_save(self, data: bytes) -> None:
        """Hear that the clerk saves; nothing else writes meanwhile."""
        self._stop()
        self._journal.about_to_save(sha256(data))

    def saved(self, path: Path, data: bytes) -> None:
        """Hear that all of the report is in a file now."""
        self._writer.written(data)
        self.versions.keep_if_possible(path, data)
        self._held, self._autosaved = False, None
        self._session.saved(path)
        self._all_in_file()
        self._tell(words.saved(_now()))

    def not_saved(self) -> None:
        """Hear that the clerk gave up saving for now."""
        if not self._session.undo.isClean():
            self._pause.again(AGAIN_MS)

    def recovered(self, changes: int) -> bool:
        """Hear that so many changes of the report just opened were recovered, and are in no file.

        Tell whether they are kept anew.
        """
        self._session.undo.resetClean()
        try:
            self._claim()
            self._journal.take_up(self._plain(), changes)
        except OSError as error:
            self._tell(words.not_kept(error))
            return False
        self._tell_kept()
        return True

    def let_go(self) -> None:
        """Take the report out of its file; what was not saved to it is laid aside too."""
        self._stop()
        named = self._session.path is not None
        self._session.detach()
        if named:
            self._lay_aside()
            self._begin()

    def close(self) -> None:
        """Let go of everything; what is not saved by now is laid aside."""
        self._stop()
        self._lay_aside()
        self._keep_version()
        if self.lock is not None:
            self.lock.release()
        self.journals.close()

    def _on_change(self, _change: object) -> None:
        self._changes += 1
        try:
            self._claim()
            self._journal.keep(self._plain())
        except OSError as error:
            self._tell(words.not_kept(error))
        else:
            self._tell_kept()
        self._pause.changed()

    def _on_replaced(self) -> None:
        """Begin with another report; what was not saved of the one before is laid aside."""
        self._stop()
        self._lay_aside()
        self._begin()
        self._tell(words.NOTHING)

    def _begin(self) -> None:
        """Turn to the report and the file at hand."""
        self._keep_version()
        path = self._session.path
        if self.lock is not None and not self.lock.is_on(path):
            self.lock.release()
            self.lock = None
        expected, known = self._expected
        self._expected = (Path(), None)
        self._writer.look_at(path, known if expected == path else None)
        self._held = False
        self._journal = self._new_journal(self._plain())

    def _stop(self) -> None:
        self._writer.wait()
        self._pause.stop()

    def _round(self) -> None:
        """Write what waits: the file if it has a name, else the journal through to the disk."""
        if self._writer.busy:
            return  # its end begins the next round
        if self._session.undo.isClean():
            self._all_in_file()  # everything was undone
            self._tell_kept(words.NOTHING)
            return
        path = None if self._held else self._session.path
        self._writer.start(Job(self._journal.plain, self._changes, self._journal, path))

    def _on_done(self, job: Job) -> None:
        if job.path is not None and job.result is not None:
            self._after_writing(job, job.path, job.result)
        elif self._journal.behind:
            self._pause.again(AGAIN_MS)
        else:
            self._tell_kept()
        if self._changes != job.changes and not self._pause.is_awaited:
            self._pause.changed()

    def _after_writing(self, job: Job, path: Path, how: Saved) -> None:
        if how.outcome is not Outcome.WRITTEN:
            self._tell(words.not_written(how, kept=not self._journal.behind))
            self._held = how.outcome is not Outcome.FAILED
            if not self._held:
                self._pause.again(AGAIN_MS)
            return
        self._autosaved = (path, job.plain)
        if self._changes == job.changes:
            self._session.saved(path)
            self._all_in_file()
            self._tell(words.autosaved(_now()))
        else:
            self._bind(Binding(path, how.sha256), self._changes - job.changes)

    def _bind(self, binding: Binding, changes: int) -> None:
        """Let the journal go on from the file just written; some changes came meanwhile."""
        try:
            self._journal.bind(binding, changes)
        except OSError as error:
            self._tell(words.not_kept(error))
        else:
            self._tell(words.autosaved(_now()))

    def _all_in_file(self) -> None:
        """Begin afresh: the file holds what the screen shows."""
        plain = self._plain()
        self._journal.discard()
        self._journal = self._new_journal(plain)

    def _lay_aside(self) -> None:
        if self._journal.begun:
            self._journal.close()
            self.journals.lay_aside(self._journal.file)

    def _keep_version(self) -> None:
        """Keep what the file left behind holds: it may be damaged when it is next opened."""
        if self._autosaved is not None:
            path, plain = self._autosaved
            self.versions.keep_if_possible(path, report_text(plain).encode())
        self._autosaved = None

    def _new_journal(self, plain: Plain) -> Journal:
        binding = Binding(self._session.path, self._writer.known)
        return Journal(self.journals.new_file(), binding, plain)

    def _plain(self) -> Plain:
        return plain_report(self._session.report, self._session.form)

    def _claim(self) -> None:
        with contextlib.suppress(OSError):  # told when the first change cannot be kept
            self.journals.claim()

    def _tell_kept(self, told: words.Told | None = None) -> None:
        """Say that all is well, unless the file itself is in trouble."""
        in_trouble = self.words[1] and not words.is_about_journal(self.words)
        if not in_trouble:
            named = self._session.path is not None
            self._tell(told or (words.KEPT if named else words.KEPT_WITHOUT_FILE))

    def _tell(self, told: words.Told) -> None:
        if told != self.words:
            self.words = told
            self.told.emit(*told)


def _now() -> str:
    return dt.datetime.now(tz=dt.UTC).astimezone().strftime("%H:%M")
