"""Finds the parts of an Office Open XML package by their relationships.

Targets may be absolute or relative and in any case. A target outside the package is never
followed. Knows nothing of what stands in the parts.
"""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from nianbao.io.archive import Archive
from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, OnEnd, OnStart, parse

Filter: TypeAlias = Callable[[Iterator[bytes]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another.

    `kind` is the last word of the type's address (`worksheet`), the same in the strict and
    in the usual form. `part` is the target's name inside the package, empty if `external`.
    """

    id: str
    kind: str
    part: str
    external: bool


class Package:
    """An archive whose parts point at each other."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.file = archive.file
        self.odd_names = archive.odd_names

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def parse(
        self,
        part: str,
        starts: dict[str, OnStart],
        ends: dict[str, OnEnd],
        through: Filter | None = None,
    ) -> None:
        """Walk through one part, passing its bytes through a filter first if there is one.

        Raise `Refused` as `safe_xml.parse` and `Archive.chunks` do.
        """
        chunks = self._archive.chunks(part)
        parse(through(chunks) if through else chunks, self.file, starts, ends)

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """List where a part points to; the package itself is the part with no name."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", name + ".rels")
        found: list[Relationship] = []
        if source in self._archive:
            self.parse(
                source, {"Relationship": lambda it: found.append(_relationship(it, folder))}, {}
            )
        return tuple(found)

    def main_part(self) -> str:
        """Name the part that holds the document. Raise `Refused`: CORRUPT."""
        for relationship in self.relationships():
            if relationship.kind == "officeDocument" and relationship.part in self:
                return relationship.part
        if "xl/workbook.xml" in self:
            # Some reporting systems write no relationships for the package.
            return "xl/workbook.xml"
        raise Refused(Refusal.CORRUPT, self.file, "缺少必要的部分")


def properties(package: Package) -> dict[str, str]:
    """Read title, author, program and the file's own properties; a damaged part is passed over.

    Raise `Refused`: UNSAFE.
    """
    found: dict[str, str] = {}
    for relationship in package.relationships():
        if relationship.kind in _PROPERTIES and relationship.part in package:
            try:
                _PROPERTIES[relationship.kind](package, relationship.part, found)
            except Refused as refused:
                if refused.code is Refusal.UNSAFE:
                    raise
    return found


def _core(package: Package, part: str, found: dict[str, str]) -> None:
    """Collect what every office program asks for: title, subject, author."""
    names = ("title", "subject", "creator", "description", "keywords", "lastModifiedBy")
    package.parse(part, {}, {name: _setter(found, name) for name in names})


def _extended(package: Package, part: str, found: dict[str, str]) -> None:
    """Collect the program that wrote the file, and the organ if it was set up."""
    names = ("Application", "Company")
    package.parse(part, {}, {name: _setter(found, name) for name in names})


def _custom(package: Package, part: str, found: dict[str, str]) -> None:
    """Collect properties that somebody named himself."""
    current = ""

    def begin(attributes: Attributes) -> None:
        nonlocal current
        current = attributes.get("name", "")

    def keep(text: str) -> None:
        if current and text:
            found[current] = text

    kinds = ("lpwstr", "lpstr", "bstr", "i4", "int", "r8", "bool", "filetime")
    package.parse(part, {"property": begin}, dict.fromkeys(kinds, keep))


def _setter(found: dict[str, str], name: str) -> OnEnd:
    """Keep an element's text under its name, if there is any."""

    def keep(text: str) -> None:
        if text.strip():
            found[name] = text.strip()

    return keep


_PROPERTIES = {
    "core-properties": _core,
    "coreProperties": _core,
    "extended-properties": _extended,
    "extendedProperties": _extended,
    "custom-properties": _custom,
    "customProperties": _custom,
}


def _relationship(attributes: Attributes, folder: str) -> Relationship:
    """Read one pointer and work out the part it means."""
    external = attributes.get("TargetMode", "").lower() == "external"
    target = unquote(attributes.get("Target", "")).replace("\\", "/")
    part = "" if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(
        id=attributes.get("Id", ""),
        kind=attributes.get("Type", "").rpartition("/")[2],
        part=part,
        external=external,
    )
