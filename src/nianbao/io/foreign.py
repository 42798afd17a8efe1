"""Files and clippings of other programs → what they hold of a report.

One reader a kind of file turns it into sheets; the tables and words are then found by their
labels. Loads all readers: imported only when one is wanted.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from nianbao.core.form import Form
from nianbao.io.documents.clipboard import NAME, read_clip
from nianbao.io.documents.docx import read_docx
from nianbao.io.documents.html import read_html
from nianbao.io.documents.mht import read_mht
from nianbao.io.documents.xml2003 import read_xml2003
from nianbao.io.excel.beside_sheet import without_beside
from nianbao.io.excel.texts import read_texts, text_problems
from nianbao.io.file_kind import FileKind
from nianbao.io.imported import Imported
from nianbao.io.importing import read_workbook
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets.ods import read_ods
from nianbao.io.sheets.text_table import read_text_table
from nianbao.io.sheets.xls import read_xls
from nianbao.io.sheets.xlsb import read_xlsb
from nianbao.io.workbook import Workbook
from nianbao.io.xlsx.reader import read_xlsx

READERS: Mapping[FileKind, Callable[[Path], Workbook]] = {
    FileKind.XLSX: read_xlsx,
    FileKind.XLSB: read_xlsb,
    FileKind.XLS: read_xls,
    FileKind.ODS: read_ods,
    FileKind.TEXT: read_text_table,
    FileKind.DOCX: read_docx,
    FileKind.HTML: read_html,
    FileKind.MHTML: read_mht,
    FileKind.XML2003: read_xml2003,
}


def read_foreign(
    kind: FileKind, path: Path, form: Form, wanted_set: str | None, wanted_year: int | None
) -> Imported:
    """Read a file of this kind into the form. Raises Refused."""
    if kind not in READERS:
        raise Refused(Refusal.NOT_SUPPORTED, path.name, "是本版本还不能读的文件类型")
    workbook = without_beside(READERS[kind](path))
    imported = read_workbook(
        form, workbook, path.name, wanted_set=wanted_set, wanted_year=wanted_year
    )
    own = read_texts(form, workbook)
    if own is None:
        return imported
    # The two sheets of words of the program's own workbook are read to the letter.
    return replace(
        imported,
        change=replace(imported.change, text=own.text, particulars=own.particulars),
        problems=(*imported.problems, *text_problems(form, workbook)),
    )


def read_copied(
    html: str | None, text: str | None, form: Form, wanted_set: str | None = None
) -> Imported:
    """Read what was copied in another program into the form. Raises Refused."""
    return read_workbook(form, read_clip(html, text), NAME, wanted_set=wanted_set)
