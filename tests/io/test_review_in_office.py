"""The 核对说明 laid out by LibreOffice: every page is marked, the chart is drawn."""

import datetime as dt
import re
import shutil
import subprocess
from dataclasses import replace

import pypdfium2
import pytest

from nianbao.core.finding import Finding, Severity
from nianbao.core.report import Change, PreviousReport
from nianbao.io.review import write_review

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
DAY = dt.date(2025, 1, 22)

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture
def pages(tmp_path):
    """Give the words of each page of a document as LibreOffice sets it."""

    def pages(data):
        (tmp_path / "review.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
        subprocess.run(
            [*command, tmp_path / "review.docx"], check=True, capture_output=True, timeout=120
        )
        document = pypdfium2.PdfDocument((tmp_path / "review.pdf").read_bytes())
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]

    return pages


def test_many_findings_a_chart_and_room_to_sign(book, seed_report, pages):
    told = seed_report.particulars
    last = PreviousReport(told.organ, 2023, "2021", dict.fromkeys(seed_report.entries, 7), {}, "")
    seed_report.apply(Change(particulars=replace(told, previous=last)))
    findings = [
        Finding(*(f"R{at}", Severity.MUST_FIX, "3", (), f"第{at}个问题，请改正。"), about=str(at))
        for at in range(60)
    ]
    plain = replace(book, rules=book.identities, reminders=())
    found = pages(write_review(plain, seed_report, findings, DAY))
    assert all("内部材料，不公开发布" in page for page in found)
    assert sum("序号部分问题" in page for page in found) > 1  # the head stands on every page
    (drawn,) = [page for page in found if "政府信息公开申请办理情况（件）" in page]
    assert all(words in drawn for words in ("本年新收", "结转下年", "2023年", "2024年"))
    (signed,) = [page for page in found if "填报人" in page]
    assert "审核人" in signed
    assert "签发人" in signed
