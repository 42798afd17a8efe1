"""Reads files and the clipboard, aside so that the window stays alive.

Whatever stands in the way becomes one clear sentence. What is done with what was read is
`ui.incoming`'s business.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from nianbao.core.checker import RuleBook
from nianbao.core.report import Report
from nianbao.io.imported import Imported, Problem
from nianbao.io.open_file import read_any, read_clipboard
from nianbao.io.problems import Refusal, Refused
from nianbao.io.saved_file import fingerprint
from nianbao.ui import dialogs
from nianbao.ui.long_work import NOT_WAITED, StoppedError, done_aside
from nianbao.ui.passing_words import say


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look into a file brought; `known` is the hash the file had just before.

    The hash is None where it could not be made, or where nobody can want it.
    """

    imported: Imported
    known: str | None = None


def tell_why(window: QMainWindow, refused: Refused) -> None:
    """Say why something is not read."""
    dialogs.warn(window, "没有读入", refused.message)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what fits the form of the window. `books` are the forms the program knows.

    `refuse` tells the clerk why something is not read.
    """

    form: str
    books: Mapping[str, RuleBook]
    refuse: Callable[[QMainWindow, Refused], object] = tell_why

    def file(self, window: QMainWindow, path: Path, year: int | None = None) -> Looked | None:
        """Read a file; None where it is not read, and the clerk knows why.

        `year` is taken without asking where the file has it: last year's report for a start.
        """

        def look(name: str | None) -> Looked:
            known = _hash_of(path)
            imported = read_any(path, self.books, wanted_set=name)
            return Looked(self._of_this_form(imported, path), known)

        return self._asking(window, f"正在读“{path.name}”", look, usual=f"{year}年")

    def clipboard(self, window: QMainWindow) -> Imported | None:
        """Read what was copied in another program; None where that cannot be read."""
        copied = QGuiApplication.clipboard()
        text, (html, _) = copied.text(), copied.text("html")

        def look(name: str | None) -> Looked:
            return Looked(read_clipboard(html, text, self.books, name))

        looked = self._asking(window, "正在看复制的内容", look)
        return None if looked is None else looked.imported

    def _asking(
        self,
        window: QMainWindow,
        doing: str,
        look: Callable[[str | None], Looked],
        usual: str = "",
    ) -> Looked | None:
        """Read, and read again by name where several sets are there; say why not in words."""
        wanted: str | None = None
        said: tuple[Problem, ...] = ()
        while True:
            try:
                looked = done_aside(window, doing, partial(self._checked, look, wanted))
            except StoppedError:
                say(window, NOT_WAITED)
                return None
            except Refused as refused:
                if refused.code is not Refusal.CHOOSE or wanted is not None:
                    self.refuse(window, refused)
                    return None
                names = refused.choices
                if usual in names:
                    words = f"文件里有{'、'.join(names)}的数据，用的是{usual}的。"
                    said, wanted = (Problem("year_chosen", None, "", "", words),), usual
                else:
                    wanted = dialogs.ask_choice(window, refused.message, names)
            else:
                found = looked.imported
                return replace(looked, imported=replace(found, problems=(*said, *found.problems)))
            if wanted is None:
                return None

    def _checked(self, look: Callable[[str | None], Looked], wanted: str | None) -> Looked:
        """Read, and look at the words with all rules: what they say is remembered.

        So the check of a long text is done by the time the window shows it.
        """
        looked = look(wanted)
        report = Report(looked.imported.form)
        report.apply(looked.imported.change)
        self.books[report.form].check(report)
        return looked

    def _of_this_form(self, imported: Imported, path: Path) -> Imported:
        """Refuse a report on a form that this window does not show."""
        if imported.form != self.form:
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
