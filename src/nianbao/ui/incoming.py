"""What comes in from files: open a report, import a table, start from last year.

Every refusal becomes one clear sentence; nothing is taken over before the clerk has seen it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from nianbao.core.carry_over import not_carried, start_of_year
from nianbao.core.checker import RuleBook
from nianbao.core.report import Change, Report
from nianbao.core.takeover import taken_over
from nianbao.io.imported import Imported, Problem
from nianbao.io.open_file import read_any, read_clipboard
from nianbao.io.preview import preview
from nianbao.io.problems import Refusal, Refused
from nianbao.io.saved_file import fingerprint
from nianbao.ui import dialogs
from nianbao.ui.files import SHOWN_MS, Files
from nianbao.ui.preview import PreviewDialog
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

    def open(self, window: QMainWindow, path: Path) -> None:
        """Open a file: a report to go on with; anything else is looked into for a new one."""
        known = _hash_of(path)
        imported = self._read(window, path)
        if imported is None:
            return
        if not imported.own:
            self.files.start()
            self._take_over(window, path.name, imported)
            return
        report = Report(imported.form)
        report.apply(imported.change)
        if not self.files.saving.take_up(window, report, path, known):
            return
        Recovery(self.files.saving).for_file(window, path)
        if imported.problems:
            remarks = "\n".join(problem.message for problem in imported.problems[:MOST_REMARKS])
            dialogs.tell(window, f"“{path.name}”里有 {len(imported.problems)} 处要留意", remarks)

    def ask_recent(self, window: QMainWindow, path: Path) -> None:
        """Open one of the files that were open last, once nothing would be lost."""
        if self.files.may_leave(window):
            self.open(window, path)

    def take_dropped(self, window: QMainWindow, paths: list[Path]) -> None:
        """Open a report that was dragged onto the window; anything else is looked into."""
        path, *others = paths
        imported = self._read(window, path)
        if imported is None:
            return
        if not imported.own:
            self._take_over(window, path.name, imported)
        elif self.files.may_leave(window):
            self.open(window, path)
        if others:
            words = f"一次只能拖入一个文件，用的是“{path.name}”。"
            window.statusBar().showMessage(words, SHOWN_MS)

    def ask_import(self, window: QMainWindow) -> None:
        """Ask for a file, show what it holds, and take it over as one step."""
        path = dialogs.ask_open(window, "导入", dialogs.IMPORT_FILES, self.files.folder)
        imported = None if path is None else self._read(window, path)
        if path is not None and imported is not None:
            self._take_over(window, path.name, imported)

    def ask_start(self, window: QMainWindow) -> None:
        """Ask for last year's file, show what it holds, and start this year from it."""
        path = dialogs.ask_open(
            window, "从上一年的年报开始", dialogs.IMPORT_FILES, self.files.folder
        )
        this_year = self.files.session.particulars.year
        last_year = None if this_year is None else this_year - 1
        imported = None if path is None else self._read(window, path, last_year)
        found = None if path is None or imported is None else self._ask(window, path.name, imported)
        if path is None or found is None:
            return
        form = self.files.session.form
        last = Report(form.id)
        last.apply(found)
        begun = start_of_year(form, last, path.name)
        self.files.session.do(begun.change, f"从“{path.name}”开始")
        window.statusBar().showMessage(f"已从“{path.name}”开始今年的年报，可以撤销", SHOWN_MS)
        if begun.missing:
            lines = [not_carried(form, source) for source in begun.missing.values()]
            dialogs.tell(window, "有的数字没有结转过来", "\n".join(lines))

    def ask_clipboard(self, window: QMainWindow) -> None:
        """Show what was copied in another program, and take it over as one step."""
        copied = QGuiApplication.clipboard()
        text, (html, _) = copied.text(), copied.text("html")
        imported = self._asking(window, lambda name: read_clipboard(html, text, self.books, name))
        if imported is not None:
            self._take_over(window, "剪贴板", imported)

    def _take_over(self, window: QMainWindow, name: str, imported: Imported) -> None:
        """Show what was found and take over what the clerk chooses, as one step."""
        found = self._ask(window, name, imported)
        if found is not None:
            change = taken_over(self.files.session.report, found)
            self.files.session.do(change, f"导入“{name}”")
            window.statusBar().showMessage(f"已采用“{name}”里的内容，可以撤销", SHOWN_MS)

    def _ask(self, window: QMainWindow, name: str, imported: Imported) -> Change | None:
        """Let the clerk choose what of it to take; None for nothing."""
        session = self.files.session
        lines = preview(session.form, session.report, imported)
        dialog = PreviewDialog(session.form, name, imported, lines, window)
        return dialogs.ask_take_over(dialog)

    def _read(self, window: QMainWindow, path: Path, year: int | None = None) -> Imported | None:
        """Read a file; None where it is not read, and the clerk knows why.

        `year` is taken without asking where the file has it: last year's report for a start.
        """
        imported = self._asking(
            window,
            lambda name: self._of_this_form(read_any(path, self.books, wanted_set=name), path),
            usual=f"{year}年",
        )
        if imported is not None:
            self.files.folder = path.parent
        return imported

    def _asking(
        self, window: QMainWindow, read: Callable[[str | None], Imported], usual: str = ""
    ) -> Imported | None:
        """Read, and read again by name where several sets are there; say why not in words."""
        wanted: str | None = None
        said: tuple[Problem, ...] = ()
        while True:
            try:
                imported = read(wanted)
                return replace(imported, problems=(*said, *imported.problems))
            except Refused as refused:
                if refused.code is not Refusal.CHOOSE or wanted is not None:
                    dialogs.warn(window, "没有读入", refused.message)
                    return None
                names = refused.choices
                if usual in names:
                    words = f"文件里有{'、'.join(names)}的数据，用的是{usual}的。"
                    said, wanted = (Problem("year_chosen", None, "", "", words),), usual
                else:
                    wanted = dialogs.ask_choice(window, refused.message, names)
            if wanted is None:
                return None

    def _of_this_form(self, imported: Imported, path: Path) -> Imported:
        """Refuse a report on a form that this window does not show."""
        if imported.form != self.files.session.form.id:
            words = f"是按旧格式（{imported.form}）填的年报"
            advice = "这里只能填现行格式的年报，请用“从上一年的年报开始”"
            raise Refused(Refusal.NOT_SUPPORTED, path.name, words, advice=advice)
        return imported


def _hash_of(path: Path) -> str | None:
    """Give the hash of a file about to be read; None where it cannot be, as reading will tell."""
    try:
        return fingerprint(path)
    except OSError:
        return None
