"""The document laid out by LibreOffice: pages, lines, characters."""

import re
import shutil
import subprocess

import pypdfium2
import pytest

from nianbao.core.report import Change, Passage, Report
from nianbao.io.word.export import write_docx

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
        return list(pypdfium2.PdfDocument((tmp_path / "report.pdf").read_bytes()))

    return convert


def words(page):
    return re.sub(r"\s", "", page.get_textpage().get_text_range())


def characters(page):
    """Give each printed character with its box: left, bottom, right, top in points."""
    text = page.get_textpage()
    drawn = ((text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars()))
    return [(character, box) for character, box in drawn if character.strip()]


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
    for character, (left, bottom, _, _) in characters(page):
        lines.setdefault(round(bottom), []).append((left, character))
    return ["".join(text for _, text in sorted(line)) for line in lines.values()]


def test_the_dash_of_the_page_number_is_seven_millimetres_below_the_type_area(
    form, seed_report, laid_out
):
    page = laid_out(write_docx(form, seed_report).data)[0]
    dashes = [box for character, box in characters(page) if character == "—"]
    _, bottom, right, top = dashes[-1]
    below = (page.get_height() - (top + bottom) / 2) / MILLIMETRE - (297 - 35)
    assert below == pytest.approx(7, abs=1)
    assert right / MILLIMETRE == pytest.approx(210 - 26 - 16 * 0.3528, abs=1.5)


def test_a_draft_has_the_same_pages_and_its_mark_on_each(form, seed_report, laid_out):
    official = laid_out(write_docx(form, seed_report).data)
    draft = laid_out(write_docx(form, seed_report, draft=True).data)
    assert [words(page) for page in draft] == [words(page) for page in official]
    for plain, marked in zip(official, draft, strict=True):
        assert bytes(marked.render().buffer) != bytes(plain.render().buffer)
