"""What comes in from files: open a report, import a table, start from last year.

Nothing is taken over before the clerk has seen it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from nianbao.core.carry_over import not_carried, start_of_year
from nianbao.core.checker import RuleBook
from nianbao.core.report import Change, Report
from nianbao.core.takeover import taken_over
from nianbao.io.imported import Imported, Problem
from nianbao.io.preview import preview
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_reading import ALTERED
from nianbao.ui import dialogs
from nianbao.ui.files import REPORT_ENDING, Files
from nianbao.ui.last_good import offer_last_good, offer_unaltered
from nianbao.ui.long_work import StoppedError, done_aside
from nianbao.ui.passing_words import say
from nianbao.ui.preview import PreviewDialog
from nianbao.ui.reading import Looked, Reader, tell_why
from nianbao.ui.recovery import Recovery

MOST_REMARKS = 8
"""Remarks on an opened file that are shown at once."""


@dataclass
class Incoming:
    """Reads files into the report at hand. `books` are the forms the program knows."""

    files: Files
    books: Mapping[str, RuleBook]

    def ask_open(self, window: QMainWindow) -> None:
        """Ask for a report file and open it."""
        if not self.files.may_leave(window):
            return
        path = dialogs.ask_open(window, "打开年报", dialogs.OPEN_FILES, self.files.folder)
        if path is not None:
            self.open(window, path)

    def open(self, window: QMainWindow, path: Path) -> bool:
        """Open a file: a report to go on with; anything else is looked into for a new one.

        Where a report is damaged or was changed outside the program, what was kept of it is
        offered. Tell whether anything is open.
        """
        refusals: list[Refused] = []
        looked = self._read(window, path, refuse=lambda _, refused: refusals.append(refused))
        if looked is None:
            saving = self.files.saving
            return bool(refusals) and offer_last_good(window, saving, path, refusals[0])
        imported = looked.imported
        if not imported.own:
            self.files.start()
            self._take_over(window, path.name, imported)
            return True
        report = Report(imported.form)
        report.apply(imported.change)
        if not self.files.saving.take_up(window, report, path, looked.known):
            return False
        Recovery(self.files.saving).for_file(window, path)
        self._remark(window, path, imported.problems)
        return True

    def ask_recent(self, window: QMainWindow, path: Path) -> None:
        """Open one of the files that were open last, once nothing would be lost."""
        if self._is_there(window, path):
            self._open_instead(window, path)

    def take_dropped(self, window: QMainWindow, paths: list[Path]) -> None:
        """Open a report that was dragged onto the window; anything else is looked into."""
        path, *others = paths
        looked = None if path.suffix.lower() == REPORT_ENDING else self._read(window, path)
        if looked is not None and not looked.imported.own:
            self._take_over(window, path.name, looked.imported)
        elif looked is not None or path.suffix.lower() == REPORT_ENDING:
            self._open_instead(window, path)
        if others:
            words = f"一次只能拖入一个文件，用的是“{path.name}”。"
            say(window, words)

    def ask_import(self, window: QMainWindow) -> None:
        """Ask for a file, show what it holds, and take it over as one step."""
        path = dialogs.ask_open(window, "导入", dialogs.IMPORT_FILES, self.files.folder)
        looked = None if path is None else self._read(window, path)
        if path is not None and looked is not None:
            self._take_over(window, path.name, looked.imported)

    def ask_start(self, window: QMainWindow) -> None:
        """Ask for last year's file, show what it holds, and start this year from it."""
        path = dialogs.ask_open(
            window, "从上一年的年报开始", dialogs.IMPORT_FILES, self.files.folder
        )
        this_year = self.files.session.particulars.year
        last_year = None if this_year is None else this_year - 1
        looked = None if path is None else self._read(window, path, last_year)
        if path is None or looked is None:
            return
        found = self._ask(window, path.name, looked.imported)
        if found is None:
            return
        form = self.files.session.form
        last = Report(form.id)
        last.apply(found)
        begun = start_of_year(form, last, path.name)
        self.files.session.do(begun.change, f"从“{path.name}”开始")
        say(window, f"已从“{path.name}”开始今年的年报，可以撤销")
        if begun.missing:
            lines = [not_carried(form, source) for source in begun.missing.values()]
            dialogs.tell(window, "有的数字没有结转过来", "\n".join(lines))

    def ask_clipboard(self, window: QMainWindow) -> None:
        """Show what was copied in another program, and take it over as one step."""
        imported = self._reader().clipboard(window)
        if imported is not None:
            self._take_over(window, "剪贴板", imported)

    def _open_instead(self, window: QMainWindow, path: Path) -> None:
        """Open a file in place of the report at hand, once nothing would be lost."""
        if self.files.may_leave(window):
            self.open(window, path)

    def _remark(self, window: QMainWindow, path: Path, problems: Sequence[Problem]) -> None:
        """Say what is to be known of a report just opened; first whether it was altered."""
        others = [problem.message for problem in problems if problem.code != ALTERED]
        altered = len(others) < len(problems)
        remarks = "\n".join(others[:MOST_REMARKS])
        if altered and offer_unaltered(window, self.files.saving, path, remarks):
            return
        if problems:
            words = "\n".join(problem.message for problem in problems[:MOST_REMARKS])
            dialogs.tell(window, f"“{path.name}”里有 {len(problems)} 处要留意", words)

    def _is_there(self, window: QMainWindow, path: Path) -> bool:
        """Look for a file that was open lately; where it is gone, say so and forget it."""
        try:
            if done_aside(window, f"正在找“{path.name}”", path.is_file):
                return True
        except StoppedError:
            return False
        except OSError:
            pass  # as good as gone
        refused = Refused(Refusal.NOT_FOUND, path.name, f"原来在 {path.parent}")
        words = f"{refused.message}\n\n它已经不在最近打开的年报里了。"
        dialogs.warn(window, "最近打开的年报找不到了", words)
        self.files.recent.forget(path)
        return False

    def _take_over(self, window: QMainWindow, name: str, imported: Imported) -> None:
        """Show what was found and take over what the clerk chooses, as one step."""
        found = self._ask(window, name, imported)
        if found is not None:
            change = taken_over(self.files.session.report, found)
            self.files.session.do(change, f"导入“{name}”")
            say(window, f"已采用“{name}”里的内容，可以撤销")

    def _ask(self, window: QMainWindow, name: str, imported: Imported) -> Change | None:
        """Let the clerk choose what of it to take; None for nothing."""
        session = self.files.session
        lines = preview(session.form, session.report, imported)
        dialog = PreviewDialog(session.form, name, imported, lines, window)
        return dialogs.ask_take_over(dialog)

    def _read(
        self,
        window: QMainWindow,
        path: Path,
        year: int | None = None,
        refuse: Callable[[QMainWindow, Refused], object] = tell_why,
    ) -> Looked | None:
        """Read a file; None where it is not read, and `refuse` was told why if it is of no use."""
        looked = self._reader(refuse).file(window, path, year)
        if looked is not None:
            self.files.folder = path.parent
        return looked

    def _reader(self, refuse: Callable[[QMainWindow, Refused], object] = tell_why) -> Reader:
        return Reader(self.files.session.form.id, self.books, refuse)
