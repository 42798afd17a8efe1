"""The report as a document of any kind the program writes, by the ending of its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nianbao.core.checker import RuleBook
from nianbao.core.clean_text import Removed, clean, clean_change
from nianbao.core.form import Form
from nianbao.core.report import Change, Report, Unread
from nianbao.io.left_out import told


@dataclass(frozen=True, slots=True)
class Exported:
    """A document's bytes, and what the clerk should know of how it was made."""

    data: bytes
    remarks: tuple[str, ...] = ()


def endings() -> tuple[str, ...]:
    """List the endings of the documents the program writes."""
    return tuple(_WRITERS)


def export(ending: str, book: RuleBook, report: Report, *, draft: bool = False) -> Exported:
    """Make a document.

    Raises KeyError for an ending that is not in `endings()`, and Refused when the document
    cannot be made: a template of the office that lacks something, or a fault of ours.
    """
    return _WRITERS[ending](book, report, draft)


def _docx(book: RuleBook, report: Report, draft: bool) -> Exported:  # noqa: FBT001
    from nianbao.io.word.checked import checked_docx  # noqa: PLC0415  loaded only when wanted

    return Exported(*checked_docx(book.form, report, draft=draft))


def _xlsx(book: RuleBook, report: Report, draft: bool) -> Exported:  # noqa: FBT001
    from nianbao.io.excel.export import write_xlsx  # noqa: PLC0415  loaded only when wanted

    return Exported(write_xlsx(book, report, draft=draft), _left_out(book.form, report))


def _html(book: RuleBook, report: Report, draft: bool) -> Exported:  # noqa: FBT001
    from nianbao.io.web.export import write_html  # noqa: PLC0415  loaded only when wanted

    return Exported(write_html(book.form, report, draft=draft), _left_out(book.form, report))


def _left_out(form: Form, report: Report) -> tuple[str, ...]:
    """Say which characters of the report no document may hold."""
    _, removed = clean_change(Change(text=report.text, particulars=report.particulars))
    unread = {cell: e.text for cell, e in report.entries.items() if isinstance(e, Unread)}
    in_cells = (Removed(cell, one) for cell, text in unread.items() for one in clean(text)[1])
    return tuple(told(form, one) for one in (*removed, *in_cells))


_WRITERS: Mapping[str, Callable[[RuleBook, Report, bool], Exported]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".html": _html,
}
