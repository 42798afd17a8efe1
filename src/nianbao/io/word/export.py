"""The report as a Word document: put into base.docx, and checked before anyone sees it.

base.docx holds page and styles; everything else is written as XML, in half the time an empty
document of python-docx's takes. Knows nothing of where the file goes.
"""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from nianbao.core.clean_text import Removed
from nianbao.core.form import Form
from nianbao.core.report import Printing, Report
from nianbao.io.word.compose import Composing
from nianbao.io.word.draft import with_watermark
from nianbao.io.word.flow import in_flow
from nianbao.io.word.fonts import fonts_of, rare_characters, with_fonts
from nianbao.io.word.lint import require_sound
from nianbao.io.word.package import (
    CORE,
    DOCUMENT,
    SETTINGS,
    Base,
    Parts,
    core_properties,
    pack,
    read_base,
    written,
)
from nianbao.io.word.paragraph import Paragraph
from nianbao.io.word.styles import W
from nianbao.io.word.table import table_xml
from nianbao.io.word.text import clean

_HERE = "the report"

_UNDATED = date(2000, 1, 1)
"""Stands in the properties of a report that is not signed: never today, or no two files agree."""


@dataclass(frozen=True, slots=True)
class Rare:
    """A character that the fonts of the document are not made for, and where it stands."""

    place: str
    character: str


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and what the clerk should know of its characters.

    `removed` are those Word cannot or must not hold and that were left out; `rare` stand in
    the document but may look out of place.
    """

    data: bytes
    removed: tuple[Removed, ...]
    rare: tuple[Rare, ...] = ()


def write_docx(
    form: Form, report: Report, *, draft: bool = False, base: Base | None = None
) -> Written:
    """Write the report into `base`, or base.docx. The same answers make the same bytes.

    Whether the report is fit to be published is not asked here: blank cells stay empty and
    what could not be read stands as it stood. A draft bears a watermark on every page.
    Raises UnsoundError when what was written is no sound document: a fault of ours.
    """
    document = set_docx(form, report, draft=draft, base=base)
    require_sound(document.data)
    return document


def set_docx(
    form: Form, report: Report, *, draft: bool = False, base: Base | None = None
) -> Written:
    """Write the report without looking at what came out; `write_docx` does."""
    base = base or read_base()
    composing = Composing(form, report, base.measures)
    data = pack(_parts(composing, base, draft=draft))
    return Written(data, tuple(dict.fromkeys(composing.removed)), _rare(composing))


def _rare(composing: Composing) -> tuple[Rare, ...]:
    """Find the characters the fonts are not made for, each where it stands first."""
    holds = fonts_of(composing.report.particulars.printing.fonts).holds
    places: dict[str, str] = {}
    for place, words in composing.words:
        for character in rare_characters(words, holds):
            places.setdefault(character, place)
    return tuple(Rare(place, character) for character, place in places.items())


def _parts(composing: Composing, base: Base, *, draft: bool) -> Parts:
    """Write all parts of the document."""
    if draft:
        base = with_watermark(base)
    told = composing.report.particulars
    body = "".join(
        piece.xml(base.styles)
        if isinstance(piece, Paragraph)
        else table_xml(piece.fitted, piece.heights, base.styles, composing.number)
        for piece in in_flow(composing.pieces())
    )
    properties = core_properties(
        "".join(composing.title()), clean(told.organ)[0], told.signature.date or _UNDATED
    )
    laid_out = _with_printing(base.parts, told.printing)
    return {**laid_out, DOCUMENT: _with_body(laid_out[DOCUMENT], body), CORE: properties}


def _with_printing(parts: Parts, printing: Printing) -> Parts:
    """Name the fonts that were chosen; turn the margins of one-sided prints the same way."""
    parts = with_fonts(parts, printing.fonts)
    if printing.both_sides:
        return parts
    settings = etree.fromstring(parts[SETTINGS])
    for mirrored in settings.findall(f"{{{W}}}mirrorMargins"):
        settings.remove(mirrored)
    return {**parts, SETTINGS: written(settings)}


def _with_body(part: bytes, body: str) -> bytes:
    """Put what was written before the page set-up, in place of what base.docx has there.

    As text: moving thousands of elements from tree to tree takes longer than all the rest.
    Every program that could have saved base.docx calls the namespace `w`, as is done here.
    """
    document = etree.fromstring(part)
    (old,) = document.iterfind(f"{{{W}}}body")
    old[:] = [etree.Comment(_HERE), old[-1]]
    return written(document).replace(f"<!--{_HERE}-->".encode(), body.encode(), 1)
