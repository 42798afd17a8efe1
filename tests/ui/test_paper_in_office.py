"""Our pages beside those LibreOffice makes of the same document."""

import re
import shutil
import subprocess

import pypdfium2
import pytest

from nianbao.core.report import Change, Passage, Report
from nianbao.io.paper import read_paper
from nianbao.io.word.export import write_docx
from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.layout import lay_out

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.office,
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]

ALIKE = 20
"""Letters by which the beginnings of pages are compared."""


@pytest.fixture
def beginnings(tmp_path):
    """Give what each page begins with: in LibreOffice, and in ours."""

    def compare(data):
        (tmp_path / "report.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
        subprocess.run(
            [*command, tmp_path / "report.docx"], check=True, capture_output=True, timeout=120
        )
        theirs = pypdfium2.PdfDocument((tmp_path / "report.pdf").read_bytes())
        paper = read_paper(data)
        sheets = lay_out(paper, Faces(paper.instead))
        return (
            [squeezed(page.get_textpage().get_text_range())[:ALIKE] for page in theirs],
            [squeezed("".join(line.text for line in page.lines))[:ALIKE] for page in sheets.pages],
        )

    return compare


def squeezed(text):
    return re.sub(r"\W", "", text)


def test_the_seed_report_has_the_same_pages(form, seed_report, beginnings):
    theirs, ours = beginnings(write_docx(form, seed_report).data)
    assert ours == theirs
    assert len(ours) == 4


def test_a_long_text_has_the_same_pages(form, beginnings):
    """Paragraphs of every length, each of its own character, so that lines can be told apart."""
    paragraphs = [chr(0x4E10 + at) * (7 + 13 * at % 101) for at in range(120)]
    passages = tuple(
        Passage(f"（{number}）标题", "\n".join(paragraphs[at::4]))
        for at, number in enumerate("一二三四")
    )
    report = Report(form.id)
    report.apply(Change(text={"1": passages}))
    theirs, ours = beginnings(write_docx(form, report).data)
    assert ours == theirs
    assert len(ours) > 15
