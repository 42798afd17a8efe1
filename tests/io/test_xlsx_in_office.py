"""The workbook in LibreOffice: the same numbers, the formulas worked out, the paper it takes."""

import re
import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from xlsx_places import (
    beside_lines,
    fill_consistently,
    opened,
    parts,
    places,
    put_last_year_beside,
)

from nianbao.core.report import Change, Unread
from nianbao.io.excel.export import write_xlsx
from nianbao.io.open_file import read_any

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture
def consistent(book, report):
    return fill_consistently(book, report)


@pytest.fixture
def beside(report):
    this_year = {"t2.rules.made": 5, "t2.documents.made": Unread("六"), "t3.1.natural": 7}
    last_year = {"t2.rules.made": 2, "t2.rules.repealed": 1, "t2.fees.amount": Decimal("9.5")}
    return put_last_year_beside(report, this_year, last_year)


@pytest.fixture
def converted(tmp_path):
    """Let LibreOffice write a workbook as another kind of file."""

    def convert(content, ending):
        (tmp_path / "report.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", "--convert-to", ending]
        subprocess.run(
            [*command, "--outdir", tmp_path / "out", tmp_path / "report.xlsx"],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return tmp_path / "out" / f"report.{ending}"

    return convert


def test_libreoffice_finds_the_same_numbers(book, consistent, converted):
    path = converted(write_xlsx(book, consistent), "xlsx")
    workbook = opened(path.read_bytes(), results=True)
    found = {cell: workbook[sheet].cell(row, column).value for cell, sheet, row, column in places()}
    assert found == dict(consistent.entries)
    again = read_any(path, {book.form.id: book})
    assert again.change.cells == dict(consistent.entries)


def test_libreoffice_works_every_formula_out_to_what_stands_beside_it(book, beside, converted):
    content = write_xlsx(book, beside)
    expected = beside_lines(content)
    # Without the results it has to work them out.
    bare = BytesIO()
    with ZipFile(bare, "w") as package:
        for name, part in parts(content).items():
            package.writestr(name, re.sub(b"</f><v>[^<]*</v>", b"</f>", part))
    found = beside_lines(converted(bare.getvalue(), "xlsx").read_bytes())
    assert {line: [value or None for value in row] for line, row in found.items()} == {
        line: list(row) for line, row in expected.items()
    }


def test_each_table_is_printed_on_one_sheet_of_paper(book, report, converted):
    cells = dict.fromkeys(book.form.fields, 9999999)
    report.apply(Change(cells=cells))
    pages = pypdfium2.PdfDocument(converted(write_xlsx(book, report), "pdf").read_bytes())
    words = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]
    for page, (first, last) in enumerate(
        [
            ("二、主动公开政府信息情况", "行政事业性收费"),
            ("三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理"),
            ("四、政府信息公开行政复议、行政诉讼情况", "复议后起诉"),
        ]
    ):
        assert first in words[page]
        assert last in words[page]
    sizes = [tuple(round(points / 72 * 25.4) for points in page.get_size()) for page in pages]
    assert sizes[:3] == [(210, 297), (210, 297), (297, 210)]
    assert sum(text.count("9999999") for text in words) == 200
