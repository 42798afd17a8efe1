"""What is taken from a .docx that other programs have saved: page, page numbers, styles.

They write much into a file that a public document must not carry: who edited it and for how
long, old text, ways to other files, a theme whose fonts win over the named ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath, split

from lxml import etree

from nianbao.io.archive import Archive
from nianbao.io.word.package import (
    CORE,
    DOCUMENT,
    OFFICE,
    PACKAGE,
    STYLES,
    TYPES,
    attributes,
    written,
)
from nianbao.io.word.styles import W

_KINDS = frozenset(
    f"{OFFICE}/{kind}"
    for kind in (
        *("styles", "settings", "fontTable", "numbering", "footer", "header"),
        *("footnotes", "endnotes", "image"),
    )
)
_BINARY = (f"{OFFICE}/image",)
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_OVERRIDE = f"{{{PACKAGE}/content-types}}Override"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_ROOT_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{DOCUMENT}"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
    f' Target="{CORE}"/></Relationships>'
)


class NotWordError(Exception):
    """The file is no Word document as it must be; the message is for the clerk."""


def taken_parts(archive: Archive) -> Mapping[str, bytes]:
    """Take the parts that lay a document out; the body holds nothing but its page.

    Raises NotWordError, and Refused for a damaged container.
    """
    if DOCUMENT not in archive or STYLES not in archive:
        raise NotWordError("它不是 Word 文档（.docx）")
    taking = _Taking(archive)
    try:
        taking.take(DOCUMENT)
        types = _parsed(archive.read(TYPES))
    except etree.XMLSyntaxError as error:
        raise NotWordError("它的内容不完整") from error
    for override in types.findall(_OVERRIDE):
        if override.get("PartName", "").lstrip("/") not in taking.parts:
            types.remove(override)
    etree.SubElement(types, _OVERRIDE, {"PartName": f"/{CORE}", "ContentType": _CORE_TYPE})
    around = {TYPES: written(types), "_rels/.rels": _ROOT_RELATIONS.encode()}
    return {**around, **taking.parts}


@dataclass
class _Taking:
    """Takes a part and those it needs, in the order in which they are pointed at."""

    archive: Archive
    parts: dict[str, bytes] = field(default_factory=dict)

    def take(self, name: str) -> None:
        """Take an XML part without theme fonts and without ways to what is not taken."""
        root = _parsed(self.archive.read(name))
        if name == DOCUMENT:
            _leave_the_page(root)
        folder, file = split(name)
        relations = self._relations(folder, file)
        _cut_ways(root, {relation.get("Id", "") for relation in relations})
        for fonts in root.iter(f"{{{W}}}rFonts"):
            for slot in _THEMES:
                fonts.attrib.pop(f"{{{W}}}{slot}", "")
        self.parts[name] = written(root)
        if len(relations):
            self.parts[f"{folder}/_rels/{file}.rels"] = written(relations)
        for relation in relations:
            part = _part(folder, relation)
            if part in self.parts:
                continue
            if relation.get("Type") in _BINARY:
                self.parts[part] = self.archive.read(part)
            else:
                self.take(part)

    def _relations(self, folder: str, file: str) -> etree._Element:
        """Read where a part points, leaving out what is not taken."""
        name = f"{folder}/_rels/{file}.rels"
        if name not in self.archive:
            return etree.Element(f"{{{PACKAGE}/relationships}}Relationships")
        relations = _parsed(self.archive.read(name))
        for relation in list(relations):
            outside = relation.get("TargetMode") == "External"
            there = not outside and _part(folder, relation) in self.archive
            if not there or relation.get("Type") not in _KINDS:
                relations.remove(relation)
        return relations


def _leave_the_page(document: etree._Element) -> None:
    """Leave nothing in the body but its last page set-up."""
    if document.tag != f"{{{W}}}document" or document.nsmap.get("w") != W:
        raise NotWordError("它存成了“严格 Open XML 文档”，请另存为普通的 Word 文档（.docx）")
    pages = document.findall(f"{{{W}}}body/{{{W}}}sectPr")
    if not pages:
        raise NotWordError("它没有页面设置")
    (body,) = document.iterfind(f"{{{W}}}body")
    document[:] = [body]
    body[:] = pages[-1:]


def _cut_ways(root: etree._Element, known: set[str]) -> None:
    """Remove the elements that point at something not taken, such as an attached template."""
    for element in list(root.iter(f"{{{W}}}*")):
        said = attributes(element)
        ways = {value for name, value in said.items() if name.startswith(f"{{{OFFICE}}}")}
        parent = element.getparent()
        if ways - known and parent is not None:
            parent.remove(element)


def _part(folder: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _parsed(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
