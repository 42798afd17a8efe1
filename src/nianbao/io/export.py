"""The report as a document of any kind the program writes, by the ending of its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nianbao.core.checker import RuleBook
from nianbao.core.form import Form
from nianbao.core.report import Report


@dataclass(frozen=True, slots=True)
class Exported:
    """A document's bytes, and what the clerk should know of how it was made."""

    data: bytes
    remarks: tuple[str, ...] = ()


def endings() -> tuple[str, ...]:
    """List the endings of the documents the program writes."""
    return tuple(_WRITERS)


def export(ending: str, book: RuleBook, report: Report, *, draft: bool = False) -> Exported:
    """Make a document. Raises KeyError for an ending that is not in `endings()`."""
    return _WRITERS[ending](book, report, draft)


def _docx(book: RuleBook, report: Report, draft: bool) -> Exported:  # noqa: FBT001
    from nianbao.io.word.export import write_docx  # noqa: PLC0415  loaded only when wanted

    written = write_docx(book.form, report, draft=draft)
    remarks = tuple(
        f"{_place(book.form, left_out.place)}有 Word 不能存放的字符 {left_out.code}，没有写进文档"
        for left_out in written.removed
    )
    return Exported(written.data, remarks)


def _xlsx(book: RuleBook, report: Report, draft: bool) -> Exported:  # noqa: FBT001
    from nianbao.io.excel.export import write_xlsx  # noqa: PLC0415  loaded only when wanted

    return Exported(write_xlsx(book, report, draft=draft))


def _place(form: Form, place: str) -> str:
    """Name a place of the report in official words; what is no cell or section names itself."""
    if place in form.fields:
        field = form.fields[place]
        return form.table(field.table).name + field.name
    names = {"title": "标题", "preamble": "开头一段", "signature": "落款"}
    return next((s.title for s in form.sections if s.id == place), names.get(place, place))


_WRITERS: Mapping[str, Callable[[RuleBook, Report, bool], Exported]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
}
