"""What was kept of a report file, offered where the file is damaged or was changed outside."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from nianbao.core.form import Form
from nianbao.core.numbers import write_number
from nianbao.core.report import Change, Report
from nianbao.core.restoring import change_into
from nianbao.io.imported import Imported
from nianbao.io.problems import Refused
from nianbao.io.report_reading import ALTERED, parse_report
from nianbao.io.saved_file import content
from nianbao.io.versions import Version
from nianbao.ui import dialogs
from nianbao.ui.passing_words import say
from nianbao.ui.saving import Saving

MOST_SHOWN = 6
"""Differences that are named; of the others is said how many there are."""

UNREADABLE = (OSError, ValueError, Refused)
"""What reading a state that was kept may raise."""


def offer_last_good(window: QMainWindow, saving: Saving, path: Path, refused: Refused) -> bool:
    """Say why a file is not read, and offer what was kept of it if it is a damaged report.

    Tell whether that is open now.
    """
    good = _last_good(saving, path) if _is_damaged(path, saving.session.form) else None
    if good is None:
        dialogs.warn(window, "没有读入", refused.message)
        return False
    version, report = good
    if dialogs.ask_last_good(window, path.name, when(version), refused.message):
        saving.open_unsaved(report, f"{path.stem}（以前保存的内容）")
        return True
    return False


def offer_unaltered(window: QMainWindow, saving: Saving, path: Path, remarks: str) -> bool:
    """Show how a report just opened differs from what was kept of its file, and offer that.

    Tell whether there was anything to show.
    """
    good = _last_good(saving, path)
    if good is None:
        return False
    version, report = good
    differences = _differences(saving.session.form, report, saving.session.report)
    if not differences:
        return False
    shown = list(differences[:MOST_SHOWN])
    if len(differences) > MOST_SHOWN:
        shown.append(f"…… 一共 {len(differences)} 处")
    words = "\n".join([*shown, "", remarks] if remarks else shown)
    if dialogs.ask_altered(window, path.name, when(version), words) and saving.restore(report):
        say(window, "已换成以前保存的内容，请核对后另存。按 Ctrl+Z 换回文件里的内容。")
    return True


def versions_of(saving: Saving, path: Path) -> list[Version]:
    """List what was kept of a file, the newest first; nothing where that cannot be got at."""
    try:
        return saving.keeper.versions.of(path)
    except OSError:
        return []


def report_of(version: Version, form: Form) -> Report:
    """Read a state that was kept. Raises one of `UNREADABLE`."""
    return _as_report(_parsed(version.file.read_bytes(), form))


def when(version: Version) -> str:
    """Say when a state was saved."""
    return f"{version.at.month}月{version.at.day}日 {version.at:%H:%M} "


def _is_damaged(path: Path, form: Form) -> bool:
    """Tell whether a file is there but is no report that can be read."""
    try:
        held = content(path)
        if held is not None:
            _parsed(held, form)
    except OSError:
        return False
    except (ValueError, Refused):
        return True
    return False


def _last_good(saving: Saving, path: Path) -> tuple[Version, Report] | None:
    """Find the newest state that can be read and is as this program wrote it."""
    for version in versions_of(saving, path):
        try:
            imported = _parsed(version.file.read_bytes(), saving.session.form)
        except UNREADABLE:
            continue
        if ALTERED not in [problem.code for problem in imported.problems]:
            return version, _as_report(imported)
    return None


def _parsed(data: bytes, form: Form) -> Imported:
    """Read the bytes of a report file. Raises Refused and ValueError."""
    return parse_report(data.decode("utf-8-sig"), "", {form.id: form})


def _as_report(imported: Imported) -> Report:
    report = Report(imported.form)
    report.apply(imported.change)
    return report


def _differences(form: Form, then: Report, now: Report) -> Sequence[str]:
    """Say what differs: each number, each section, and the rest in a word."""
    change = change_into(then, now)
    return [*_numbers(form, then, change), *_other(form, change)]


def _numbers(form: Form, then: Report, change: Change) -> Iterator[str]:
    for cell, field in form.fields.items():
        if cell in change.cells:
            old, new = (write_number(e) or "空白" for e in (then.entry(cell), change.cells[cell]))
            yield f"{form.table(field.table).name}{field.name}：那时是 {old}，现在是 {new}"


def _other(form: Form, change: Change) -> Iterator[str]:
    for section in form.sections:
        if section.id in change.text:
            yield f"“{section.title}”的文字不一样"
    if change.particulars is not None:
        yield "封面、导语、落款、上一年的数字或文档样式不一样"
    if change.justifications is not None:
        yield "说明的理由不一样"
    if change.sources or change.settled is not None:
        yield "数字的出处或已看过的句子不一样"
