"""Going back to what was kept: “恢复以前的版本”."""

from collections.abc import Iterator

from PySide6.QtWidgets import QMainWindow

from nianbao.core.form import Form
from nianbao.core.report import Report
from nianbao.io.journal_reading import Found, UnreadableError, read_journal
from nianbao.io.report_json import write_report
from nianbao.io.versions import Version
from nianbao.ui import dialogs
from nianbao.ui.last_good import UNREADABLE, report_of, versions_of
from nianbao.ui.passing_words import say
from nianbao.ui.recovery import report_name
from nianbao.ui.saving import Saving
from nianbao.ui.versions_dialog import Kept, VersionsDialog

MOST_UNSAVED = 30
"""Of what was laid aside, the newest; a journal has to be read to be named."""


def go_back(window: QMainWindow, saving: Saving) -> None:
    """Let the clerk choose a state that was kept, and show it as a new unsaved report."""
    saving.keeper.settle()
    chosen = dialogs.ask_version(VersionsDialog(list(_kept(saving)), window))
    if chosen is None:
        return
    try:
        report = chosen.read()
    except UNREADABLE:
        words = "这一份保存的内容已经损坏，读不出来，请换一个时间的内容。现在的年报没有改动。"
        dialogs.warn(window, "没有恢复", words)
        return
    if saving.restore(report):
        words = "已恢复以前的版本，请核对后另存。按 Ctrl+Z 回到恢复之前的内容。"
    else:
        words = "那时的内容和现在的一样，没有什么要恢复。"
    say(window, words)


def _kept(saving: Saving) -> Iterator[Kept]:
    """List what differs from what is on the screen, and can be read."""
    path, form = saving.session.path, saving.session.form
    if path is not None:
        now = write_report(saving.session.report, form).encode()
        for version in versions_of(saving, path):
            if not _holds(version, now):
                yield _saved(version, path.name, form)
    journals = saving.keeper.journals
    leftovers = journals.leftovers()
    for leftover in leftovers:
        leftover.lock.unlock()
    files = [*(leftover.file for leftover in leftovers), *journals.laid_aside()]
    for file in files[:MOST_UNSAVED]:
        try:
            found = read_journal(file)
            yield _unsaved(found, found.report(form), form, file.stat().st_size)
        except (UnreadableError, *UNREADABLE):
            continue


def _holds(version: Version, data: bytes) -> bool:
    try:
        return version.file.read_bytes() == data
    except OSError:
        return False


def _saved(version: Version, name: str, form: Form) -> Kept:
    return Kept(version.at, name, "保存过的内容", version.size, lambda: report_of(version, form))


def _unsaved(found: Found, report: Report, form: Form, size: int) -> Kept:
    name = found.path.name if found.path else report_name(form, report.particulars)
    how = f"没有保存的修改，{found.changes} 处"
    return Kept(found.at, name, how, size, lambda: report)
