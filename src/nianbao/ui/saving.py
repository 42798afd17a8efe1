"""Where the report at hand belongs: saving it, opening another, one window a file.

Asks before anything of another program, or of another window, would be written over.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from nianbao.core.report import Report
from nianbao.core.restoring import change_into
from nianbao.io.atomic import write_whole
from nianbao.io.problems import Refused
from nianbao.io.recent import Recent
from nianbao.io.report_json import write_report
from nianbao.io.saved_file import content
from nianbao.ui import dialogs
from nianbao.ui.file_lock import FileLock, Holder
from nianbao.ui.keeping import Keeper
from nianbao.ui.open_cell import enter_open_cell
from nianbao.ui.session import Session


@dataclass
class Saving:
    """Writes the report and takes up others; every file is this window's alone."""

    session: Session
    keeper: Keeper
    recent: Recent

    def save(self, window: QMainWindow, path: Path) -> Path | None:
        """Write the report, asking again as long as it cannot be; None if given up."""
        enter_open_cell()
        data = write_report(self.session.report, self.session.form).encode()
        self.keeper.about_to_save(data)
        wanted: Path | None = path.absolute()
        while wanted is not None:
            path = wanted
            lock = self._lock_of(path)
            holder = Holder.NOBODY_ELSE if lock is self.keeper.lock else lock.take()
            if holder is not Holder.NOBODY_ELSE:
                words, _ = _in_use(path, lock, holder)
                dialogs.warn(window, "没有保存", f"{words}\n\n请换一个名字保存。")
                wanted = _ask_other(window, path)
                continue
            answer = self._written(window, path, data)
            if answer is None:
                self.keeper.hold(lock)
                self.keeper.saved(path, data)
                self.recent.add(path)
                return path
            if lock is not self.keeper.lock:
                lock.release()
            if answer is dialogs.Retry.ELSEWHERE:
                wanted = _ask_other(window, path) or path
            else:
                wanted = path if answer is dialogs.Retry.AGAIN else None
        self.keeper.not_saved()
        return None

    def take_up(self, window: QMainWindow, report: Report, path: Path, known: str | None) -> bool:
        """Open a report that was read from a file; `known` is the hash it had before that.

        Where another window has the file, the clerk may have a copy of it, or nothing: then
        what was open stays open. Tell whether the report is open.
        """
        path = path.absolute()
        lock = self._lock_of(path)
        holder = lock.take() if lock is not self.keeper.lock else Holder.NOBODY_ELSE
        if holder is not Holder.NOBODY_ELSE:
            answer = dialogs.ask_in_use(window, *_in_use(path, lock, holder))
            if answer is dialogs.InUse.CANCEL:
                return False
            if answer is dialogs.InUse.COPY:
                self.session.open(report, None, called=f"{path.stem}（副本）")
                return True
            lock.take_by_force()
        self.keeper.expect(path, known)
        self.session.open(report, path)
        self.keeper.hold(lock)
        self.recent.add(path)
        return True

    def open_unsaved(self, report: Report, called: str) -> None:
        """Open a report that is in no file of its own any more; leaving it is asked about."""
        self.session.open(report, None, called)
        self.session.undo.resetClean()

    def restore(self, report: Report) -> bool:
        """Show another state of a report as a new unsaved one, as one step that can be undone.

        Tell whether it differs at all from what is shown.
        """
        change = change_into(self.session.report, report)
        if change:
            self.keeper.settle()
            self.keeper.let_go()
            self.session.do(change, "恢复以前的版本")
        return bool(change)

    def _lock_of(self, path: Path) -> FileLock:
        held = self.keeper.lock
        return held if held is not None and held.is_on(path) else FileLock(path)

    def _written(self, window: QMainWindow, path: Path, data: bytes) -> dialogs.Retry | None:
        """Write once; None if it is written, else what to do now."""
        own = path == self.session.path
        if own and not self.keeper.is_at_rest():
            words = f"“{path.name}”所在的磁盘或网络盘没有反应。请等一会儿再试，或者换一个位置保存。"
            return dialogs.ask_retry(window, words)
        if own and not self.keeper.stands(path):
            answer = dialogs.ask_conflict(window, path.name)
            if answer is not dialogs.Conflict.OVERWRITE:
                elsewhere = answer is dialogs.Conflict.ELSEWHERE
                return dialogs.Retry.ELSEWHERE if elsewhere else dialogs.Retry.CANCEL
        try:
            held = content(path)
            if held is not None:
                self.keeper.versions.keep_if_possible(path, held)
        except OSError:
            pass  # what is wrong with it shows when it is written
        try:
            write_whole(path, data)
        except Refused as refused:
            return dialogs.ask_retry(window, refused.message)
        return None


def _ask_other(window: QMainWindow, path: Path) -> Path | None:
    return dialogs.ask_save(window, "换个名字保存", dialogs.REPORT_FILES, path)


def _in_use(path: Path, lock: FileLock, holder: Holder) -> tuple[str, bool]:
    """Say who has a file; and whether that may be a computer that was switched off."""
    if holder is Holder.HERE:
        return f"“{path.name}”已经在年报助手的另一个窗口里打开着。", False
    return f"“{path.name}”正在另一台电脑（{lock.computer()}）上打开着。", True
