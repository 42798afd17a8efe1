"""“恢复以前的版本”: gathers all that was kept and shows the one the clerk chooses."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from nianbao.core.form import Form
from nianbao.core.report import Report
from nianbao.io.journal_reading import Found, UnreadableError, read_journal
from nianbao.io.problems import Refused
from nianbao.io.report_reading import parse_report
from nianbao.io.versions import Version
from nianbao.ui import dialogs
from nianbao.ui.recovery import report_name
from nianbao.ui.saving import Saving
from nianbao.ui.versions_dialog import Kept, VersionsDialog

SHOWN_MS = 8_000
MOST_UNSAVED = 30
"""Of what was laid aside, the newest; a journal has to be read to be named."""


def go_back(window: QMainWindow, saving: Saving) -> None:
    """Let the clerk choose a state that was kept, and show it as a new unsaved report."""
    saving.keeper.settle()
    dialog = VersionsDialog(list(_kept(saving)), window)
    report = dialogs.ask_version(dialog)
    if report is None:
        return
    if saving.restore(report):
        words = "已恢复以前的版本，请核对后另存。按 Ctrl+Z 回到恢复之前的内容。"
    else:
        words = "那时的内容和现在的一样，没有什么要恢复。"
    window.statusBar().showMessage(words, SHOWN_MS)


def _kept(saving: Saving) -> Iterator[Kept]:
    path, form = saving.session.path, saving.session.form
    if path is not None:
        for version in _versions(saving, path):
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
        except (UnreadableError, OSError, Refused):
            continue


def _versions(saving: Saving, path: Path) -> list[Version]:
    try:
        return saving.keeper.versions.of(path)
    except OSError:
        return []


def _saved(version: Version, name: str, form: Form) -> Kept:
    def read() -> Report | None:
        try:
            text = version.file.read_text(encoding="utf-8-sig")
            imported = parse_report(text, name, {form.id: form})
        except (OSError, ValueError, Refused):
            return None
        report = Report(imported.form)
        report.apply(imported.change)
        return report

    return Kept(version.at, name, "保存过的内容", version.size, read)


def _unsaved(found: Found, report: Report, form: Form, size: int) -> Kept:
    name = found.path.name if found.path else report_name(form, report.particulars)
    how = f"没有保存的修改，{found.changes} 处"
    return Kept(found.at, name, how, size, lambda: report)
