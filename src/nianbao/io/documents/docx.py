"""Reads a Word document: the parts of the package that hold its words, and the rest aside.

Headers, footers, notes and comments are not read; nothing is fetched or followed.
"""

from collections.abc import Iterator
from pathlib import Path

from nianbao.io.archive import open_archive
from nianbao.io.documents.docx_body import Body
from nianbao.io.documents.docx_numbers import Numbering
from nianbao.io.documents.docx_styles import Style, read_styles
from nianbao.io.documents.layout import lay_out
from nianbao.io.ooxml import Filter, Package, properties
from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Workbook

NAME = "正文"

PART_LIMIT = 32 * 1024 * 1024
"""Bytes of one part, unpacked; the body of a report has a quarter of a million at most."""

_MAIN = "word/document.xml"


def read_docx(path: Path) -> Workbook:
    """Read a document as one sheet of paragraphs and tables.

    Raise `Refused`: CORRUPT, PASSWORD, TOO_BIG, UNSAFE, and all of `open_archive`.
    """
    package = Package(open_archive(path))
    main = package.main_part() if package.relationships() or _MAIN not in package else _MAIN
    styles, numbering = _lists(package, main)
    body = Body(package.file, styles, numbering)
    package.parse(main, body.starts, body.ends, _bounded(package.file))
    remarks = tuple(body.words.remarks)
    if package.odd_names:
        remarks += (f"文件里有 {len(package.odd_names)} 个名称不正常的内部文件，已忽略。",)
    sheet = lay_out(body.flow, NAME, package.file)
    return Workbook((sheet,), remarks, properties(package))


def _bounded(file: str) -> Filter:
    """Let no more of a part through than a document can need."""

    def pass_on(chunks: Iterator[bytes]) -> Iterator[bytes]:
        left = PART_LIMIT
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                raise Refused(Refusal.TOO_BIG, file, "正文太长")
            yield chunk

    return pass_on


def _lists(package: Package, main: str) -> tuple[dict[str, Style], Numbering]:
    """Read what the document says of its styles and automatic numbers."""
    styles: dict[str, Style] = {}
    numbering = Numbering()
    bounded = _bounded(package.file)
    for pointer in package.relationships(main):
        if pointer.part in package:
            if pointer.kind == "styles":
                styles.update(read_styles(package, pointer.part, bounded))
            elif pointer.kind == "numbering":
                numbering.read(package, pointer.part, bounded)
    return styles, numbering
