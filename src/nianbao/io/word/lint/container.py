"""The file as a container: parts there, typed, sound, and every way between them leading on."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath, split

from lxml import etree

from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.package import CORE, DOCUMENT, OFFICE, PACKAGE, SETTINGS, STYLES, TYPES

NEEDED = (TYPES, "_rels/.rels", DOCUMENT, STYLES, SETTINGS, CORE)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
_KINDS = {
    DOCUMENT: f"{_WORD}.document.main+xml",
    STYLES: f"{_WORD}.styles+xml",
    SETTINGS: f"{_WORD}.settings+xml",
    CORE: _PROPERTIES,
}
_TYPE_OF = {
    f"{OFFICE}/{kind}": f"{_WORD}.{kind}+xml"
    for kind in ("footer", "header", "styles", "settings", "fontTable", "numbering")
} | {
    f"{OFFICE}/officeDocument": _KINDS[DOCUMENT],
    f"{PACKAGE}/relationships/metadata/core-properties": _PROPERTIES,
}
"""The type a part must be of, by the kind of the relation that points at it."""

_XML = (".xml", ".rels")
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError),
)


@dataclass
class Container:
    """A written file taken apart: the XML of its parts, and where each part points."""

    names: tuple[str, ...] = ()
    roots: dict[str, etree._Element] = field(default_factory=dict)
    ways: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each part the parts it points at, by the id of the relation."""


def opened(data: bytes, found: list[Fault]) -> Container:
    """Take a file apart; what keeps it from being one goes to `found`."""
    container = Container()
    # Huge, for a paragraph may be of any length; nothing in it is ever followed or expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            container.names = tuple(package.namelist())
            for name in dict.fromkeys(container.names):
                part = package.read(name)  # which compares the checksum
                if name.endswith(_XML):
                    container.roots[name] = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        found.append(Fault(Kind.XML, name, f"不是合格的 XML（{error.msg}）"))
    except _DAMAGES as error:
        found.append(Fault(Kind.CONTAINER, "", f"压缩包不完整（{error}）"))
    return container


def container_faults(container: Container) -> Iterator[Fault]:
    """Look for parts missing, doubled, untyped, and for relations that lead nowhere."""
    doubled = [name for name, times in Counter(container.names).items() if times > 1]
    yield from (Fault(Kind.CONTAINER, name, "同一部分写了两次") for name in doubled)
    for name in NEEDED:
        if name not in container.names:
            yield Fault(Kind.PART_MISSING, name, f"缺少 {name}")
    if TYPES in container.roots:
        yield from _types(container, container.roots[TYPES])
    for name, root in container.roots.items():
        if name.endswith(".rels"):
            yield from _relations(container, name, root)
    reached = {part for ways in container.ways.values() for part in ways.values()}
    for name in container.names:
        if name != TYPES and not name.endswith(".rels") and name not in reached:
            yield Fault(Kind.RELATION, name, f"没有关系指向 {name}")


def _types(container: Container, types: etree._Element) -> Iterator[Fault]:
    """See that every part has a type, the main ones theirs, and none is named that is not there."""
    space = f"{{{PACKAGE}/content-types}}"
    endings = {one.get("Extension", "").lower() for one in types.iterfind(f"{space}Default")}
    named: dict[str, str] = {}
    for one in types.iterfind(f"{space}Override"):
        name = one.get("PartName", "").lstrip("/")
        if name in named:
            yield Fault(Kind.CONTENT_TYPE, TYPES, f"{name} 的类型写了两次")
        named[name] = one.get("ContentType", "")
        if name not in container.names:
            yield Fault(Kind.CONTENT_TYPE, TYPES, f"写了没有的部分 {name} 的类型")
    for name in container.names:
        ending = name.rpartition(".")[2].lower()
        if name != TYPES and name not in named and ending not in endings:
            yield Fault(Kind.CONTENT_TYPE, name, f"没有写明 {name} 的类型")
        if name in _KINDS and named.get(name) != _KINDS[name]:
            yield Fault(Kind.CONTENT_TYPE, name, f"{name} 的类型不对")


def _relations(container: Container, name: str, root: etree._Element) -> Iterator[Fault]:
    """Follow every relation to the part it names."""
    folder, file = split(name)
    source = normpath(join(folder, "..", file.removesuffix(".rels")))
    base = "" if source == "." else split(source)[0]
    ways = container.ways.setdefault(source, {})
    for relation in root.iterfind(f"{{{PACKAGE}/relationships}}Relationship"):
        identity, target = relation.get("Id", ""), relation.get("Target", "")
        if identity in ways or not identity:
            yield Fault(Kind.RELATION, name, f"关系编号“{identity}”重复或者没有写")
        if relation.get("TargetMode") == "External":
            ways[identity] = ""
            continue
        part = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
        ways[identity] = part
        if part not in container.names:
            yield Fault(Kind.RELATION, name, f"指向没有的部分 {part}")
        means = relation.get("Type", "")
        if not means.startswith((f"{OFFICE}/", f"{PACKAGE}/relationships/")):
            yield Fault(Kind.RELATION, name, f"指向 {part} 的关系没有写明用途")
        kind = _TYPE_OF.get(means)
        if kind and not _typed(container, part, kind):
            yield Fault(Kind.CONTENT_TYPE, part, f"{part} 的类型不对")


def _typed(container: Container, part: str, kind: str) -> bool:
    types = container.roots.get(TYPES)
    if types is None:
        return False
    overrides = types.iterfind(f"{{{PACKAGE}/content-types}}Override")
    return any(
        one.get("PartName") == f"/{part}" and one.get("ContentType") == kind for one in overrides
    )
