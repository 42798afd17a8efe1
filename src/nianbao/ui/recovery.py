"""What windows that were stopped have left behind: found, told in words, and taken up again."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from nianbao.core.composed import report_title
from nianbao.core.form import Form
from nianbao.core.report import Particulars, Report
from nianbao.io.journal_reading import (
    Belonging,
    Found,
    UnreadableError,
    read_journal,
    readable_report,
)
from nianbao.ui import dialogs
from nianbao.ui.journals import Leftover
from nianbao.ui.passing_words import say
from nianbao.ui.saving import Saving

_WHAT_REMAINS = "不恢复的话，这些修改仍然留着，可以从“文件→恢复以前的版本”里找回。"


@dataclass(frozen=True, slots=True)
class _Work:
    """A journal that makes sense, with the report at its end."""

    leftover: Leftover
    found: Found
    report: Report


@dataclass
class Recovery:
    """Takes care that work found once is either at hand again or laid aside, never lost."""

    saving: Saving

    def at_start(self, window: QMainWindow) -> None:
        """Offer what was left behind, the last first, until the clerk takes one up.

        Where a report was opened by name the others are only mentioned.
        """
        session = self.saving.session
        works = self._works(window, lambda _: True)
        if session.path is not None or session.undo.count() or not session.undo.isClean():
            if works:
                words = f"还有 {len(works)} 份上次没有保存的年报，见“文件→恢复以前的版本”。"
                say(window, words)
            _release(works)
            return
        self._offer(window, works)

    def for_file(self, window: QMainWindow, path: Path) -> None:
        """Offer what was left behind of the file just opened."""
        self._offer(window, self._works(window, lambda found: _same(found.path, path)))

    def _offer(self, window: QMainWindow, works: list[_Work]) -> None:
        for work in works:
            if dialogs.ask_recover(window, _told(work, self.saving.session.form)):
                self._restore(window, work)
                break
            self.saving.keeper.journals.lay_aside(work.leftover.file)
        _release(works)

    def _restore(self, window: QMainWindow, work: _Work) -> None:
        """Open what was recovered, unsaved; its journal goes once this window's own has all."""
        found, session = work.found, self.saving.session
        path = found.path if found.belonging() is Belonging.GOES_ON else None
        if path is None or _same(session.path, path):
            session.open(work.report, path)
        elif not self.saving.take_up(window, work.report, path, None):
            return
        if self.saving.keeper.recovered(found.changes):  # else the journal is needed once more
            with contextlib.suppress(OSError):
                work.leftover.file.unlink()
        words = f"已恢复 {found.changes} 处修改，请核对后保存。"
        say(window, words)

    def _works(self, window: QMainWindow, wanted: Callable[[Found], bool]) -> list[_Work]:
        """Sort out what was left behind; whatever is of no use is out of the way afterwards."""
        journals = self.saving.keeper.journals
        works = []
        for leftover in journals.leftovers():
            try:
                found = read_journal(leftover.file)
            except UnreadableError as error:
                if not error.newer:  # else it waits for the newer program
                    journals.lay_aside(leftover.file)
                continue
            except OSError:
                continue
            if not wanted(found):
                continue
            work = self._sorted_out(window, leftover, found)
            if work is not None:
                works.append(work)
        return works

    def _sorted_out(self, window: QMainWindow, leftover: Leftover, found: Found) -> _Work | None:
        """Look whether a journal may be offered; say so where its file was changed meanwhile."""
        belonging = found.belonging()
        if belonging is Belonging.SAVED:
            with contextlib.suppress(OSError):
                leftover.file.unlink()
            return None
        report = readable_report(found, self.saving.session.form)
        if report is None or belonging is Belonging.STRANGE:
            self.saving.keeper.journals.lay_aside(leftover.file)
            if report is not None:
                dialogs.tell(window, "上次没有保存的修改另外留着", _strange(found))
            return None
        return _Work(leftover, found, report)


def _same(one: Path | None, other: Path) -> bool:
    return one is not None and os.path.normcase(one) == os.path.normcase(other.absolute())


def _release(works: list[_Work]) -> None:
    for work in works:
        work.leftover.lock.unlock()


def _strange(found: Found) -> str:
    name = found.path.name if found.path else ""
    return (
        f"“{name}”在{_when(found)}还有 {found.changes} 处修改没有保存，后来这个文件又被别的程序"
        "改过，所以没有把这些修改放进去。\n\n它们没有丢，可以从“文件→恢复以前的版本”里找回，"
        "作为一份新的年报打开。"
    )


def _told(work: _Work, form: Form) -> str:
    """Say which report it is, how much was not saved, and when."""
    found = work.found
    title = report_name(form, work.report.particulars)
    place = f"文件“{found.path.name}”" if found.path else "还没有存成文件"
    words = (
        f"{title}（{place}）有 {found.changes} 处修改没有保存，"
        f"最后一处在{_when(found)}。\n\n{_WHAT_REMAINS}"
    )
    if found.belonging() is Belonging.MISSING:
        words += f"\n\n原来的文件现在找不到：\n{found.path}\n恢复以后是一份没有保存的年报。"
    return words


def report_name(form: Form, told: Particulars) -> str:
    """Name a report for the clerk, whether or not it has a title yet."""
    return report_title(form, told) if told.organ and told.year else "没有填机关名称的年报"


def _when(found: Found) -> str:
    at = found.at
    return f"{at.month}月{at.day}日 {at:%H:%M}"
