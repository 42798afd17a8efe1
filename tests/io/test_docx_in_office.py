"""The document laid out by LibreOffice: pages, lines, characters."""

import re
import shutil
import subprocess

import pytest

from nianbao.core.report import Change, Passage, Report
from nianbao.io.docx_export import write_docx

pymupdf = pytest.importorskip("pymupdf", reason="pymupdf is not installed: no PDF can be measured")

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MILLIMETRE = 72 / 25.4

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture
def laid_out(tmp_path):
    """Give the pages of a file as LibreOffice sets them."""

    def convert(data):
        (tmp_path / "report.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
        subprocess.run(
            [*command, tmp_path / "report.docx"], check=True, capture_output=True, timeout=120
        )
        return pymupdf.open(tmp_path / "report.pdf")

    return convert


def words(page):
    return re.sub(r"\s", "", page.get_text())


def test_the_seed_report_takes_four_pages_and_tears_no_table(form, seed_report, laid_out):
    pages = [words(page) for page in laid_out(write_docx(form, seed_report).data)]
    assert len(pages) == 4
    for first, last in (
        ("二、主动公开政府信息情况", "行政事业性收费"),
        ("三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理"),
        ("四、政府信息公开行政复议、行政诉讼情况", "复议后起诉"),
    ):
        assert [first in page for page in pages] == [last in page for page in pages]


def test_a_page_holds_22_lines_of_28_characters(form, laid_out):
    report = Report(form.id)
    report.apply(Change(text={"1": (Passage("", "国" * 28 * 22 * 3),)}))
    page = laid_out(write_docx(form, report).data)[1]
    lines = [line for line in words_by_line(page) if "国" in line]
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def words_by_line(page):
    lines = {}
    for x, y, _, _, text, *_ in page.get_text("words"):
        lines.setdefault(round(y), []).append((x, text))
    return ["".join(text for _, text in sorted(line)) for line in lines.values()]


def test_the_dash_of_the_page_number_is_seven_millimetres_below_the_type_area(
    form, seed_report, laid_out
):
    page = laid_out(write_docx(form, seed_report).data)[0]
    ((_, top, right, bottom),) = (tuple(r) for r in page.search_for("— 1 —"))
    below = (top + bottom) / 2 / MILLIMETRE - (297 - 35)
    assert below == pytest.approx(7, abs=1)
    assert right / MILLIMETRE == pytest.approx(210 - 26 - 16 * 0.3528, abs=1.5)


def test_a_draft_has_the_same_pages_and_its_mark_on_each(form, seed_report, laid_out):
    official = laid_out(write_docx(form, seed_report).data)
    draft = laid_out(write_docx(form, seed_report, draft=True).data)
    assert [words(page) for page in draft] == [words(page) for page in official]
    for plain, marked in zip(official, draft, strict=True):
        grey = marked.get_pixmap(dpi=30, colorspace="gray").samples
        assert grey != plain.get_pixmap(dpi=30, colorspace="gray").samples
