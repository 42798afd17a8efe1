"""The report's way to the disk: begin, save, leave nothing behind.

What comes in is `ui.incoming`'s business, what is made of the report `ui.exporting`'s.
"""

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QMainWindow

from nianbao.core.checker import RuleBook
from nianbao.core.composed import report_title, starter_preamble
from nianbao.core.finding import Finding
from nianbao.core.report import Change, Particulars, Report
from nianbao.core.years import year_to_report
from nianbao.io.file_names import file_name
from nianbao.io.own_folder import this_users_folder
from nianbao.io.recent import Recent
from nianbao.ui import dialogs
from nianbao.ui.keeping import Keeper
from nianbao.ui.passing_words import say
from nianbao.ui.reason import ReasonDialog
from nianbao.ui.saving import Saving
from nianbao.ui.session import Session

REPORT_ENDING = ".nianbao"


def new_report(book: RuleBook, today: dt.date) -> Report:
    """Make the report a clerk starts with: the year at hand and the official lead, no numbers."""
    year = max(year_to_report(today), book.form.first_year)
    told = Particulars(year=year)
    report = Report(book.form.id)
    report.apply(
        Change(particulars=Particulars(year=year, preamble=starter_preamble(book.form, told)))
    )
    return report


@dataclass
class Files:
    """Keeps the report at hand on the disk; `folder` is where the clerk last read or wrote."""

    session: Session
    folder: Path
    keeper: Keeper = field(init=False)
    recent: Recent = field(init=False)
    saving: Saving = field(init=False)

    def __post_init__(self) -> None:
        """Watch over the report from the start."""
        own = this_users_folder() or Path(tempfile.gettempdir()) / "nianbao"
        self.keeper = Keeper(self.session, own)
        self.recent = Recent(own / "recent.json")
        self.saving = Saving(self.session, self.keeper, self.recent)

    @property
    def name(self) -> str:
        """The file's name as the window shows it."""
        path = self.session.path
        return path.name if path else self.session.called

    def start(self) -> None:
        """Begin an empty report."""
        self.session.open(new_report(self.session.book, dt.datetime.now(tz=dt.UTC).date()), None)

    def ask_new(self, window: QMainWindow) -> None:
        """Begin an empty report, once nothing would be lost."""
        if self.may_leave(window):
            self.start()

    def ask_save(self, window: QMainWindow) -> bool:
        """Save to the file the report has, or ask for one; tell whether it is saved."""
        path = self.session.path
        return self.ask_save_as(window) if path is None else self._save(window, path)

    def ask_save_as(self, window: QMainWindow) -> bool:
        """Ask where to save; tell whether it is saved."""
        proposal = self.session.path or self.proposal(REPORT_ENDING)
        path = dialogs.ask_save(window, "保存年报", dialogs.REPORT_FILES, proposal)
        return path is not None and self._save(window, path)

    def explain(self, window: QMainWindow, finding: Finding) -> None:
        """Ask for the reason why a finding may stand and write it down."""
        reason = dialogs.ask_explanation(ReasonDialog(self.session, finding, window))
        if reason is not None:
            today = dt.datetime.now(tz=dt.UTC).date().isoformat()
            self.session.justify(finding, reason, today)

    def may_leave(self, window: QMainWindow) -> bool:
        """Save what has a file, offer to save what has none; tell if the report may be left."""
        self.keeper.settle()
        if self.session.undo.isClean():
            return True
        answer = dialogs.ask_unsaved(window, self.name)
        if answer is dialogs.Unsaved.SAVE:
            return self.ask_save(window)
        return answer is dialogs.Unsaved.DISCARD

    def proposal(self, ending: str) -> Path:
        """Propose a name for what is made of the report, in the folder at hand."""
        title = report_title(self.session.form, self.session.particulars)
        return self.folder / file_name(title, ending)

    def _save(self, window: QMainWindow, path: Path) -> bool:
        written = self.saving.save(window, path)
        if written is None:
            return False
        self.folder = written.parent
        say(window, f"已保存到“{written}”")
        return True


def documents_folder() -> Path:
    """Find where the clerk keeps documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or ".")
