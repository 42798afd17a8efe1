"""The document laid out by LibreOffice: pages, lines, characters."""

import re
import shutil
import subprocess
from itertools import pairwise

import pypdfium2
import pytest
from docx_parts import HARD

from nianbao.core.report import Change, Passage, Report
from nianbao.io.word.export import write_docx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MILLIMETRE = 72 / 25.4
LINE = 28.95
RULE = pypdfium2.raw.FPDF_PAGEOBJ_PATH

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


# --- reports that try the document hard


HUNG = "，。；：、！？）》”’…"
"""LibreOffice hangs these outside the type area where Word is told not to, and does not."""

TYPE_AREA = {0: (28, 210 - 26), 1: (26, 210 - 28)}
"""Left and right edge in millimetres of odd and even pages: the binding is mirrored."""


@pytest.fixture(scope="module")
def hard(form, tmp_path_factory):
    """The pages of each hard report, all set in one go."""
    folder = tmp_path_factory.mktemp("hard")
    for name, make in HARD.items():
        (folder / f"{name}.docx").write_bytes(write_docx(form, make(form)).data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    files = sorted(folder.glob("*.docx"))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: pypdfium2.PdfDocument((folder / f"{name}.pdf").read_bytes()) for name in HARD}


@pytest.mark.parametrize("name", HARD)
def test_no_table_of_a_hard_report_is_torn(hard, name):
    pages = [words(page) for page in hard[name]]
    for first, last in (
        ("二、主动公开政府信息情况", "行政事业性收费"),
        ("三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理"),
        ("四、政府信息公开行政复议、行政诉讼情况", "复议后起诉"),
    ):
        assert [first in page for page in pages] == [last in page for page in pages]


@pytest.mark.parametrize("name", HARD)
def test_nothing_of_a_hard_report_stands_outside_the_type_area(hard, name):
    outside = []
    for number, page in enumerate(hard[name]):
        left, right = TYPE_AREA[number % 2]
        boxes = [(c, box) for c, box in characters(page) if c not in HUNG]
        boxes += [("rule", shape.get_bounds()) for shape in page.get_objects(filter=[RULE])]
        for what, (x0, y0, x1, y1) in boxes:
            low, high = (297 - y / MILLIMETRE for y in (y1, y0))
            is_page_number = low > 297 - 35
            beside = x0 / MILLIMETRE < left - 0.5 or x1 / MILLIMETRE > right + 0.5
            if beside or (not is_page_number and (low < 37 - 0.5 or high > 297 - 35 + 1)):
                outside.append((number + 1, what, x0, y0, x1, y1))
    assert outside == []


def test_every_full_page_of_a_long_report_has_22_lines(hard):
    pages = list(hard["long"])
    tables = next(n for n, page in enumerate(pages) if "二、主动公开" in words(page))
    assert tables > 40
    for page in pages[1 : tables - 1]:
        assert len(lines_of_text(page)) == 22


def lines_of_text(page):
    """Find how high the lines with Chinese words stand; a sign may stand a little lower."""
    heights = sorted({bottom for c, (_, bottom, _, _) in characters(page) if "一" <= c <= "龥"})
    apart = [low for low, high in pairwise(heights) if high - low > LINE / 2]
    return [*apart, heights[-1]]
