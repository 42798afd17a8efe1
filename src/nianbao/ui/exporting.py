"""What leaves the window: each document by itself, or all of them in one folder.

The official documents only when nothing stands in their way; everything is made from a copy of
the report, aside, and written whole.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from nianbao.core.report import Report
from nianbao.core.restoring import copy_of
from nianbao.io.atomic import write_whole
from nianbao.io.export import Exported
from nianbao.io.problems import Refused
from nianbao.ui import dialogs
from nianbao.ui.files import Files
from nianbao.ui.long_work import NOT_WAITED, StoppedError, done_aside
from nianbao.ui.open_cell import enter_open_cell
from nianbao.ui.paper.making import make_document
from nianbao.ui.passing_words import say
from nianbao.ui.writing import written

Made = TypeVar("Made")

DRAFT: Final = "（草稿）"
REVIEW: Final = "_核对说明（内部）"
KINDS: Final = {
    ".docx": ("导出 Word 文档", dialogs.WORD_FILES),
    ".xlsx": ("导出 Excel", dialogs.EXCEL_FILES),
    ".pdf": ("导出 PDF", dialogs.PDF_FILES),
    ".html": ("导出网页", dialogs.WEB_FILES),
}
"""What exporting each kind is called, and how a file chooser names the kind."""

PUBLIC: Final = tuple(KINDS)


@dataclass
class Exports:
    """Makes documents of the report at hand; `exported` hears of each one that was written."""

    files: Files
    exported: Callable[[Path], object] = lambda _: None

    def ask(self, window: QMainWindow, ending: str, *, draft: bool = False) -> None:
        """Export a document under a name the clerk is asked for.

        The official Word document is refused while something stands in its way. A workbook
        holds the report as it is; other kinds come out as drafts then.
        """
        enter_open_cell()
        obstacles = () if ending == ".xlsx" else self.files.session.obstacles()
        if obstacles and ending == ".docx" and not draft:
            self.refuse(window, "导出正式文档")
            return
        draft = draft or bool(obstacles)
        title, chooser = KINDS[ending]
        title += "（草稿，带水印）" if draft else ""
        proposal = self.files.proposal(f"{DRAFT if draft else ''}{ending}")
        path = dialogs.ask_save(window, title, chooser, proposal)
        if path is not None:
            made = self._made(window, path.name, partial(self._document, ending, draft))
            self._write(window, path, made, chooser)

    def ask_review(self, window: QMainWindow) -> None:
        """Export the notes for the reviewer, which are no part of the public report."""
        enter_open_cell()
        proposal = self.files.proposal(f"{REVIEW}.docx")
        path = dialogs.ask_save(window, "导出核对说明", dialogs.WORD_FILES, proposal)
        if path is not None:
            made = self._made(window, path.name, self._review)
            self._write(window, path, made, dialogs.WORD_FILES)

    def copy_web_page(self, window: QMainWindow) -> None:
        """Put the report on the clipboard, as the editor of a web site takes it."""
        from nianbao.io.web.export import paste_fragment  # noqa: PLC0415  loaded when wanted

        enter_open_cell()
        session = self.files.session
        if session.obstacles():
            self.refuse(window, "复制到网站")
            return
        piece = paste_fragment(session.form, session.report)
        clip = QMimeData()
        clip.setHtml(piece)
        clip.setText(piece)
        QGuiApplication.clipboard().setMimeData(clip)
        words = "已复制。到网站后台的编辑器里粘贴；粘贴后没有表格的，请切换到“源代码”再粘贴。"
        say(window, words)

    def all_documents(self, window: QMainWindow, name: str) -> dict[str, Exported] | None:
        """Make every document, by its file name; None where nothing came of it."""
        return self._made(window, name, partial(self._all, name))

    def _all(self, name: str, report: Report) -> dict[str, Exported]:
        made = {f"{name}{ending}": self._document(ending, False, report) for ending in PUBLIC}
        return {**made, f"{name}{REVIEW}.docx": self._review(report)}

    def _document(self, ending: str, draft: bool, report: Report) -> Exported:  # noqa: FBT001
        return make_document(ending, self.files.session.book, report, draft=draft)

    def _review(self, report: Report) -> Exported:
        from nianbao.io.review import write_review  # noqa: PLC0415  heavy, and seldom wanted

        book = self.files.session.book
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        return Exported(write_review(book, report, book.check(report), today))

    def refuse(self, window: QMainWindow, deed: str) -> None:
        """Say what stands in the way of an official document."""
        obstacles = self.files.session.obstacles()
        dialogs.warn(
            window,
            f"还有 {len(obstacles)} 处要处理，不能{deed}",
            f"{obstacles[0].message}\n\n按 F8 逐处查看；也可以先导出带水印的草稿。",
        )

    def _made(self, window: QMainWindow, name: str, make: Callable[[Report], Made]) -> Made | None:
        """Make something of the report as it is now; None where nothing came of it."""
        report = copy_of(self.files.session.report)
        try:
            return done_aside(window, f"正在生成“{name}”", lambda: make(report))
        except StoppedError:
            say(window, NOT_WAITED)
        except Refused as refused:
            dialogs.warn(window, f"没有生成“{name}”", refused.message)
        return None

    def _write(self, window: QMainWindow, path: Path, made: Exported | None, kinds: str) -> None:
        """Write a document, asking again as long as it cannot be written; tell what it lacks."""
        if made is None:
            return
        there = written(
            window,
            path,
            partial(write_whole, data=made.data),
            lambda path: dialogs.ask_save(window, "换个名字保存", kinds, path),
        )
        if there is None:
            return
        self.files.folder = there.parent
        say(window, f"已导出“{there}”")
        self.exported(there)
        if made.remarks:
            dialogs.tell(window, "已导出，有几处要留意", "\n".join(made.remarks))
