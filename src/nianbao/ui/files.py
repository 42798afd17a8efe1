"""The report's way to the disk: save, export, leave nothing behind.

A file that cannot be written gets a second chance. What comes in is `ui.incoming`'s business.
"""

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QMainWindow

from nianbao.core.checker import RuleBook
from nianbao.core.composed import report_title, starter_preamble
from nianbao.core.finding import Finding
from nianbao.core.report import Change, Particulars, Report
from nianbao.core.restoring import copy_of
from nianbao.core.years import year_to_report
from nianbao.io.atomic import write_whole
from nianbao.io.file_names import file_name
from nianbao.io.own_folder import this_users_folder
from nianbao.io.problems import Refused
from nianbao.io.recent import Recent
from nianbao.ui import dialogs
from nianbao.ui.keeping import Keeper
from nianbao.ui.long_work import NOT_WAITED, StoppedError, done_aside
from nianbao.ui.open_cell import enter_open_cell
from nianbao.ui.paper.making import make_document
from nianbao.ui.reason import ReasonDialog
from nianbao.ui.saving import Saving
from nianbao.ui.session import Session

Made = TypeVar("Made")

SHOWN_MS = 8000
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
    """Writes the report at hand; `folder` is where the clerk last read or wrote.

    `exported` hears of every document that was written.
    """

    session: Session
    folder: Path
    keeper: Keeper = field(init=False)
    recent: Recent = field(init=False)
    saving: Saving = field(init=False)
    exported: Callable[[Path], object] = field(init=False, default=lambda _: None)

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
        proposal = self.session.path or self._proposal(REPORT_ENDING)
        path = dialogs.ask_save(window, "保存年报", dialogs.REPORT_FILES, proposal)
        return path is not None and self._save(window, path)

    def ask_export_word(self, window: QMainWindow, *, draft: bool) -> None:
        """Export the Word document; the official one only when nothing stands in its way."""
        enter_open_cell()
        if not draft and (obstacles := self.session.obstacles()):
            dialogs.warn(
                window,
                f"还有 {len(obstacles)} 处要处理，不能导出正式文档",
                f"{obstacles[0].message}\n\n按 F8 逐处查看；也可以先导出带水印的草稿。",
            )
            return
        title = "导出草稿" if draft else "导出 Word 文档"
        name = self._proposal("（草稿）.docx" if draft else ".docx")
        self._export(window, title, dialogs.WORD_FILES, name, draft=draft)

    def ask_export_excel(self, window: QMainWindow) -> None:
        """Export the workbook: next year's starting point."""
        enter_open_cell()
        self._export(window, "导出 Excel", dialogs.EXCEL_FILES, self._proposal(".xlsx"))

    def ask_export_pdf(self, window: QMainWindow) -> None:
        """Export the pages: as a draft while something stands in the way of the official ones."""
        enter_open_cell()
        draft = bool(self.session.obstacles())
        title = "导出 PDF（草稿，带水印）" if draft else "导出 PDF"
        name = self._proposal("（草稿）.pdf" if draft else ".pdf")
        self._export(window, title, dialogs.PDF_FILES, name, draft=draft)

    def ask_export_review(self, window: QMainWindow) -> None:
        """Export the notes for the reviewer, which are no part of the public report."""
        from nianbao.io.review import write_review  # noqa: PLC0415  heavy, and seldom wanted

        enter_open_cell()
        proposal = self._proposal("_核对说明.docx")
        path = dialogs.ask_save(window, "导出核对说明", dialogs.WORD_FILES, proposal)
        if path is not None:
            session = self.session
            today = dt.datetime.now(tz=dt.UTC).astimezone().date()
            findings = list(session.findings)
            data = self._made(
                window, path, lambda report: write_review(session.book, report, findings, today)
            )
            written = None if data is None else self._write(window, path, data, dialogs.WORD_FILES)
            if written is not None:
                self.folder = written.parent
                window.statusBar().showMessage(f"已导出“{written}”", SHOWN_MS)
                self.exported(written)

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

    def _proposal(self, ending: str) -> Path:
        title = report_title(self.session.form, self.session.particulars)
        return self.folder / file_name(title, ending)

    def _save(self, window: QMainWindow, path: Path) -> bool:
        written = self.saving.save(window, path)
        if written is None:
            return False
        self.folder = written.parent
        window.statusBar().showMessage(f"已保存到“{written}”", SHOWN_MS)
        return True

    def _export(
        self, window: QMainWindow, title: str, kinds: str, proposal: Path, *, draft: bool = False
    ) -> None:
        """Ask for a name and write the document; tell what had to be left out of it."""
        path = dialogs.ask_save(window, title, kinds, proposal)
        if path is None:
            return
        session = self.session
        made = self._made(
            window,
            path,
            lambda report: make_document(proposal.suffix, session.book, report, draft=draft),
        )
        written = None if made is None else self._write(window, path, made.data, kinds)
        if made is not None and written is not None:
            self.folder = written.parent
            window.statusBar().showMessage(f"已导出“{written}”", SHOWN_MS)
            self.exported(written)
            if made.remarks:
                dialogs.tell(window, "已导出，有几处要留意", "\n".join(made.remarks))

    def _made(self, window: QMainWindow, path: Path, make: Callable[[Report], Made]) -> Made | None:
        """Make a document from the report as it is now; None if there is none."""
        report = copy_of(self.session.report)
        try:
            return done_aside(window, f"正在生成“{path.name}”", lambda: make(report))
        except StoppedError:
            window.statusBar().showMessage(NOT_WAITED, SHOWN_MS)
        except Refused as refused:
            dialogs.warn(window, f"“{path.name}”没有导出", refused.message)
        return None

    def _write(self, window: QMainWindow, path: Path, data: bytes, kinds: str) -> Path | None:
        """Write a file, asking again as long as it cannot be written; None if given up."""
        while True:
            try:
                words = f"正在写“{path.name}”"
                done_aside(window, words, partial(write_whole, path, data), may_stop=False)
            except Refused as refused:
                answer = dialogs.ask_retry(window, refused.message)
                if answer is dialogs.Retry.ELSEWHERE:
                    other = dialogs.ask_save(window, "换个名字保存", kinds, path)
                    path = other or path
                elif answer is dialogs.Retry.CANCEL:
                    return None
            else:
                return path


def documents_folder() -> Path:
    """Find where the clerk keeps documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or ".")
