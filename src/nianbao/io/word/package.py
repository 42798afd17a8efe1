"""The parts of a .docx: base.docx read, parts put together to a file.

Not through python-docx: that stamps the hour into the file and cannot write the same report
to the same bytes twice, nor add a header without its own template. Knows nothing of the
report's contents.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lxml import etree

from nianbao.io.paths import data
from nianbao.io.word.measures import USUAL, Measures
from nianbao.io.word.styles import StyleIds, style_ids
from nianbao.io.xml_text import escape

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
CORE = "docProps/core.xml"
TYPES = "[Content_Types].xml"
BASE = "base.docx"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Parts: TypeAlias = Mapping[str, bytes]
"""The parts of a file by name, in the order in which they are packed."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier date; a fixed one keeps bytes the same
LONGEST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class Base:
    """base.docx: its parts by name, its style ids, and how large its tables are set."""

    parts: Parts
    styles: StyleIds
    measures: Measures = USUAL


def read_base() -> Base:
    """Read resources/base.docx. Raises LacksStylesError when styles were lost in editing it."""
    with zipfile.ZipFile(io.BytesIO((data("resources") / BASE).read_bytes())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return Base(parts, style_ids(parts[STYLES]))


def pack(parts: Parts) -> bytes:
    """Put parts together in the order given; the same parts make the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else it tells on which system the file was made
            package.writestr(info, part)
    return whole.getvalue()


def attributes(element: etree._Element) -> dict[str, str]:
    """Give what an element says, by name."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def written(root: etree._Element) -> bytes:
    """Write a part's XML with the declaration all programs expect."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def core_properties(title: str, author: str, day: date) -> bytes:
    """Write docProps/core.xml. Readers refuse properties of more than 255 characters: cut."""
    title, author = (escape(text[:LONGEST_PROPERTY]) for text in (title, author))
    moment = f"{day.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()
