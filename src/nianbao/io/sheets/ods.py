"""Reads .ods workbooks, of LibreOffice, WPS or Excel.

Only the container is looked at here, and what stands beside the sheets. Never computes,
follows or runs anything. Knows nothing of the annual report.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from nianbao.io.archive import Archive, open_archive
from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, OnEnd, local, parse
from nianbao.io.sheets.gathering import LINK_REMARK, MACRO_REMARK
from nianbao.io.sheets.mixed_xml import walk
from nianbao.io.sheets.ods_tables import TablesListener
from nianbao.io.workbook import Workbook
from nianbao.io.xlsx.reader import CELL_LIMIT, SHEET_LIMIT

_CONTENT = "content.xml"
_META = "meta.xml"
_MACRO_FOLDERS = ("basic/", "scripts/")
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "description": "description",
    "keyword": "keywords",
    "initial-creator": "creator",
    "creator": "lastModifiedBy",
    "generator": "Application",
}
"""OpenDocument's names, and those that all readers use."""


def read_ods(path: Path) -> Workbook:
    """Read every cell that holds something, on every sheet, the hidden ones too.

    Raise `Refused`: CORRUPT, TOO_BIG, UNSAFE, and all of `open_archive`.
    """
    archive = open_archive(path)
    tables = TablesListener(archive.file, CELL_LIMIT, SHEET_LIMIT)
    walk(archive.chunks(_CONTENT), archive.file, tables)
    if not tables.sheets:
        raise Refused(Refusal.CORRUPT, archive.file, "没有工作表")
    remarks = (*_remarks(archive, tables), *tables.remarks)
    return Workbook(tuple(tables.sheets), remarks, _properties(archive))


def _properties(archive: Archive) -> dict[str, str]:
    """Read title, author and so on; a damaged part is passed over. Raise `Refused`: UNSAFE."""
    found: dict[str, str] = {}
    own_name = ""

    def begin(attributes: Attributes) -> None:
        nonlocal own_name
        own_name = local(attributes, "name") or ""

    def keep(name: str, text: str) -> None:
        if name and text.strip():
            found[name] = text.strip()

    def keep_own(text: str) -> None:
        keep(own_name, text)

    if _META in archive:
        ends: dict[str, OnEnd] = {
            theirs: partial(keep, ours) for theirs, ours in _PROPERTIES.items()
        }
        ends["user-defined"] = keep_own
        try:
            parse(archive.chunks(_META), archive.file, {"user-defined": begin}, ends)
        except Refused as refused:
            if refused.code is Refusal.UNSAFE:
                raise
    return found


def _remarks(archive: Archive, tables: TablesListener) -> Iterator[str]:
    """Say what the workbook holds that is never used."""
    if any(name.startswith(_MACRO_FOLDERS) for name in archive.names):
        yield MACRO_REMARK
    if tables.has_links:
        yield LINK_REMARK
    if archive.odd_names:
        yield f"文件里有 {len(archive.odd_names)} 个名称不正常的内部文件，已忽略。"
