"""Reading a file and finding everything in it, against other libraries merely opening it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
from comparison import Comparison, measure
from long_report import LARGEST, long_report
from measured import Effort, Limit, Row
from python_calamine import CalamineWorkbook

from nianbao.app.books import all_books
from nianbao.io.export import export
from nianbao.io.open_file import CURRENT, read_any

FOREIGN = Path(__file__).parents[1] / "samples" / "import" / "A02_一页全部_含正文.xlsx"
ROWS = 62
"""Rows of that workbook."""


def rows(effort: Effort) -> Iterator[Row]:
    """Measure a workbook of others, one of ours, and a Word document."""
    with tempfile.TemporaryDirectory() as folder:
        for compare in (of_others, of_ours, documents):
            yield from measure(effort, lambda size, compare=compare: compare(Path(folder), size))


def of_others(folder: Path, size: int) -> list[Comparison]:
    """Read tables and words on one sheet; at 10×, nine times as many rows of something else."""
    path = folder / f"others-{size}.xlsx"
    workbook = openpyxl.load_workbook(FOREIGN)
    if size > 1:
        sheet = workbook.create_sheet("台账")
        for at in range(ROWS * (size - 1)):
            sheet.append([at + 1, f"第{at + 1}件", "网上申请", "已答复", at % 12 + 1, at % 28 + 1])
    workbook.save(path)
    return workbooks("import xlsx of others", path)


def of_ours(folder: Path, size: int) -> list[Comparison]:
    """Read a workbook the program wrote; at 10× with ten times the narrative."""
    return workbooks("import xlsx of ours", written(folder, size, ".xlsx"))


def workbooks(what: str, path: Path) -> list[Comparison]:
    """Compare with openpyxl and with calamine, which is compiled and finds nothing."""
    books = all_books()

    def ours() -> None:
        read_any(path, books)

    def with_openpyxl() -> None:
        openpyxl.load_workbook(path)

    def with_calamine() -> None:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    return [
        Comparison(what, ours, "openpyxl.load_workbook", with_openpyxl, Limit(ratio=0.5)),
        Comparison(what, ours, "calamine, all values", with_calamine),
    ]


def documents(folder: Path, size: int) -> list[Comparison]:
    """Read the Word document of the long report."""
    path = written(folder, size, ".docx")
    books = all_books()

    def ours() -> None:
        read_any(path, books)

    def with_python_docx() -> None:
        docx.Document(str(path))

    return [Comparison("import docx", ours, "python-docx opening it", with_python_docx)]


def written(folder: Path, size: int, ending: str) -> Path:
    """Write the long report, with so many times the narrative."""
    book = all_books()[CURRENT]
    path = folder / f"ours-{size}{ending}"
    path.write_bytes(export(ending, book, long_report(book.form, LARGEST * size)).data)
    return path
