"""A .docx that this program has written, read back as what is to be seen.

It goes by the file's own bytes alone, so that whatever the Word document says, fonts, sizes,
indents, heights of rows, is also what is seen on the screen and printed.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from lxml import etree

from nianbao.io.paper.document import Block, Paper
from nianbao.io.paper.page import geometry, margins
from nianbao.io.paper.sayings import Unknown, name_of
from nianbao.io.paper.styles import Styles
from nianbao.io.paper.tables import Tables
from nianbao.io.paper.text import Paragraphs
from nianbao.io.word.package import CORE, DOCUMENT, SETTINGS, STYLES
from nianbao.io.word.styles import W

_W = f"{{{W}}}"
_RELATIONS = "word/_rels/document.xml.rels"
_FONTS = "word/fontTable.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_paper(data: bytes) -> Paper:
    """Read a document that was written by this program, or with a template it has accepted.

    What is not understood is named in `Paper.unknown`. Raises KeyError, ValueError or
    BadZipFile for what is no such document.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
    unknown = Unknown()
    styles = Styles(roots[STYLES], unknown)
    paragraphs = Paragraphs(styles, unknown)
    (body,) = roots[DOCUMENT].iterfind(f"{_W}body")
    (page,) = body.iterfind(f"{_W}sectPr")
    targets = {
        relation.get("Id", ""): normpath(join("word", relation.get("Target", "")))
        for relation in roots[_RELATIONS]
    }

    def part(reference: str) -> etree._Element:
        return roots[targets[reference]]

    settings = roots[SETTINGS]
    return Paper(
        title=roots[CORE].findtext(_TITLE) or "",
        geometry=geometry(page, settings, unknown),
        blocks=tuple(_blocks(body, paragraphs, Tables(styles, paragraphs, unknown), unknown)),
        heads=margins("header", page, settings, part, paragraphs),
        feet=margins("footer", page, settings, part, paragraphs),
        instead=_stand_ins(roots.get(_FONTS)),
        unknown=unknown.names,
    )


def _blocks(
    body: etree._Element, paragraphs: Paragraphs, tables: Tables, unknown: Unknown
) -> Iterator[Block]:
    for child in body:
        match name_of(child):
            case "p":
                yield paragraphs.read(child)
            case "tbl":
                yield tables.read(child)
            case "sectPr" | "bookmarkStart" | "bookmarkEnd" | "":
                continue
            case other:
                unknown.note("body", other)


def _stand_ins(fonts: etree._Element | None) -> Mapping[str, str]:
    """Read which font may stand in for another."""
    found: dict[str, str] = {}
    for font in () if fonts is None else fonts.iterfind(f"{_W}font"):
        other = font.find(f"{_W}altName")
        if other is not None:
            found[font.get(f"{_W}name", "")] = other.get(f"{_W}val", "")
    return found
