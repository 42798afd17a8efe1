"""Documents of every kind; a PDF is the Word document, drawn.

Qt is loaded only where pages are wanted.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nianbao.core.checker import RuleBook
from nianbao.core.report import Report
from nianbao.io.export import Exported, endings, export

if TYPE_CHECKING:
    from nianbao.ui.paper.faces import Faces
    from nianbao.ui.paper.sheets import Sheets

PDF: Final = ".pdf"
_WORD: Final = ".docx"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A report on pages, the fonts they are drawn with, and what is to be known of it."""

    sheets: "Sheets"
    faces: "Faces"
    draft: bool
    remarks: tuple[str, ...]


def all_endings() -> tuple[str, ...]:
    """List the endings of all documents there are."""
    return (*endings(), PDF)


def make_document(ending: str, book: RuleBook, report: Report, *, draft: bool = False) -> Exported:
    """Make a document by the ending of its name; a PDF needs a QGuiApplication.

    Raises KeyError for an ending that is not in `all_endings()`, and Refused as `export` does.
    """
    if ending != PDF:
        return export(ending, book, report, draft=draft)
    from nianbao.ui.paper.pdf import pdf_of  # noqa: PLC0415  loads Qt

    laid = laid_out(book, report, draft=draft)
    return Exported(pdf_of(laid.sheets, laid.faces), laid.remarks)


def laid_out(book: RuleBook, report: Report, *, draft: bool = False) -> LaidOut:
    """Write the Word document and lay out what it says. Raises Refused as `export` does."""
    from nianbao.io.paper import read_paper  # noqa: PLC0415  loaded only when wanted
    from nianbao.ui.paper.faces import Faces  # noqa: PLC0415  loads Qt
    from nianbao.ui.paper.layout import lay_out  # noqa: PLC0415

    word = export(_WORD, book, report, draft=draft)
    paper = read_paper(word.data)
    faces = Faces(paper.instead)
    return LaidOut(lay_out(paper, faces), faces, draft, word.remarks)
