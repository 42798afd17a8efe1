"""The installed program proves itself: forms, pages, a document and a workbook read back."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from nianbao import __version__
from nianbao.app.books import all_books
from nianbao.core.checker import RuleBook
from nianbao.core.gate import in_the_way
from nianbao.core.report import Report
from nianbao.io.atomic import write_whole
from nianbao.io.export import export
from nianbao.io.help_toml import read_help
from nianbao.io.open_file import CURRENT, read_any
from nianbao.io.paths import data
from nianbao.io.report_reading import parse_report
from nianbao.io.zero_report_toml import read_zero_sentences
from nianbao.ui.paper.making import make_document

FAILED = 1


def self_test(out: Path | None) -> int:
    """Try each part; print (and write to `out`, as JSON) what failed; 0 if nothing did."""
    reasons: dict[str, str] = {}
    for name, test in TESTS.items():
        try:
            test()
        except Exception as error:  # noqa: BLE001  whatever fails is the answer
            reasons[name] = f"{type(error).__name__}: {error}"
    result = {"version": __version__, "ok": not reasons, "failed": reasons}
    text = json.dumps(result, ensure_ascii=False, indent=1)
    print(text)
    if out is not None:
        write_whole(out, text.encode())
    return FAILED if reasons else 0


def _forms() -> None:
    if CURRENT not in dict(all_books().items()):
        raise LookupError(f"no form {CURRENT}")


def _pages() -> None:
    """Build every page, without showing any where there is no screen."""
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from nianbao.app.window import make_application, make_window  # noqa: PLC0415  loads Qt

    application = make_application()
    window = make_window(all_books())
    for step in window.steps.ids:
        window.steps.go_to(step)
        if window.grab().isNull():
            raise RuntimeError(f"page {step} shows nothing")
    window.show_start(())
    if window.grab().isNull():
        raise RuntimeError("the start page shows nothing")
    window.deleteLater()
    application.processEvents()


def _document() -> None:
    book = all_books()[CURRENT]
    if not export(".docx", book, _full(book)).data.startswith(b"PK"):
        raise RuntimeError("no document")


def _pages_on_paper() -> None:
    """Draw a PDF; the application that fonts need is there since the pages were built."""
    book = all_books()[CURRENT]
    if not make_document(".pdf", book, _full(book)).data.startswith(b"%PDF"):
        raise RuntimeError("no PDF")


def _workbook() -> None:
    """Write a workbook, read it back and compare all numbers."""
    book = all_books()[CURRENT]
    report = _full(book)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "自检.xlsx"
        write_whole(path, export(".xlsx", book, report).data)
        found = read_any(path, {CURRENT: book}).change.cells
    wrong = [cell for cell in book.form.fields if found.get(cell) != report.entry(cell)]
    if wrong:
        raise RuntimeError(f"read back differently: {wrong[:5]}")


def _full(book: RuleBook) -> Report:
    """Make a report whose numbers are all there and all agree."""
    report = Report(book.form.id)
    typed = {
        cell: field.zero + 1
        for cell, field in book.form.fields.items()
        if cell not in book.computed
    }
    report.apply(book.edit(report, typed))
    return report


def _help() -> None:
    """Read what stands in the help panel, the guide, and the example, in which nothing is wrong."""
    book = all_books()[CURRENT]
    folder = data("forms") / CURRENT
    if not (read_help(folder, book.form) and read_zero_sentences(folder, book.form)):
        raise LookupError("no help")
    if not (data("resources") / "guide.html").is_file():
        raise LookupError("no guide")
    text = (data("resources") / "example.nianbao").read_text(encoding="utf-8")
    report = Report(book.form.id)
    report.apply(parse_report(text, "example.nianbao", {book.form.id: book.form}).change)
    if in_the_way(book.check(report), report):
        raise RuntimeError("the example is not in order")


TESTS: Mapping[str, Callable[[], None]] = {
    "forms": _forms,
    "pages": _pages,
    "help": _help,
    "docx": _document,
    "pdf": _pages_on_paper,
    "xlsx": _workbook,
}
