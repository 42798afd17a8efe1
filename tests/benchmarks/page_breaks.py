"""How far our pages are from those LibreOffice makes of the same Word document.

    python tests/benchmarks/page_breaks.py [FOLDER]

For every report of the folder (JSON as in tests/samples/reports) and for reports made to strain
the pages. A break agrees when the next page begins with the same line of text or row; otherwise it
is told how many of our lines lie between.

LibreOffice 7.4 puts air between Chinese and Latin characters and lets punctuation hang even where
the document says not to. So all is compared twice: as laid out for Word, and with these two habits
put into the same engine, which tells how much of the difference is theirs.
"""

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PySide6.QtGui import QGuiApplication

from nianbao.core.numbers import read_number
from nianbao.core.report import Change, Particulars, Passage, Report, Signature
from nianbao.io.form_toml import read_form
from nianbao.io.paper import Paper, read_paper
from nianbao.io.paper.document import Paragraph, Table
from nianbao.io.paths import data
from nianbao.io.word.export import write_docx
from nianbao.io.word.fit import FULL_LINE
from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.layout import lay_out
from nianbao.ui.paper.sheets import Sheets

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FORM = read_form(data("forms") / "2021").form
THEIR_AIR = 0.2
FOOTER = re.compile("—[0-9]+—")
PROSE = (
    "坚持把政府信息公开作为规范权力运行的重要举措，健全“领导小组+专班”工作机制，把公开要求嵌入办文、办会、办事全过程。",
    "2024年，共主动公开政府信息1286条，其中通过门户网站公开932条、政务新媒体公开354条，较上年增长12.6%。",
    "围绕群众关心的教育、医疗、就业、养老等领域发布权威信息，用图表、短片等通俗的形式解读政策；回应关切及时、准确。",
)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>{}</fontconfig>"""
ALIAS = '<match target="pattern"><test name="family"><string>{}</string></test><edit name="family"'
ALIAS += ' mode="assign" binding="same"><string>{}</string></edit></match>'


class Place(NamedTuple):
    """Where a page begins: a paragraph or table, and the characters of it that came before."""

    block: int
    characters: int


def main() -> None:
    """Print a line for each report and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--again", action="store_true", help="take the PDFs that are kept")
    parser.add_argument("--keep", type=Path, help="put the documents and their PDFs here")
    asked = parser.parse_args()
    if OFFICE is None:
        raise SystemExit("LibreOffice (soffice) is not installed")
    app = QGuiApplication.instance() or QGuiApplication([])
    reports = [*stress(), *([] if asked.folder is None else kept(asked.folder))]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        papers = {}
        for name, report in reports:
            (folder / f"{name}.docx").write_bytes(written := write_docx(FORM, report).data)
            papers[name] = read_paper(written)
        if not asked.again:
            convert(sorted(folder.glob("*.docx")), folder)
        print("pages: theirs, ours for Word, ours with their habits; breaks that agree")
        sums = [0, 0, 0]
        for name, paper in papers.items():
            theirs = their_breaks(paper, pages_of(folder / f"{name}.pdf"))
            compared = [
                compare(each, ours(each, air), theirs)
                for each, air in ((paper, 0.25), (with_habits(paper), THEIR_AIR))
            ]
            sums = [
                sums[0] + len(theirs),
                *(s + c[1] for s, c in zip(sums[1:], compared, strict=True)),
            ]
            shown = "; ".join(
                f"{pages} p., {same}/{len(theirs)}{far(off)}" for pages, same, off in compared
            )
            print(f"{name[:40]:42} {len(theirs) + 1} p.; {shown}")
        print(
            f"of {sums[0]} breaks agree {sums[1]} as for Word, {sums[2]} with LibreOffice's habits"
        )
    del app


def far(off: list[int]) -> str:
    """Say by how many lines at most the other breaks are off, and by how many on the whole."""
    most = max(off, default=0)
    return f" (off by up to {most} lines, {sum(off) / len(off):.1f} on average)" if off else ""


def ours(paper: Paper, air: float) -> Sheets:
    """Lay out."""
    return lay_out(paper, Faces(paper.instead), air)


def with_habits(paper: Paper) -> Paper:
    """Let all paragraphs have air and hanging punctuation."""
    blocks = (
        replace(block, spaced=True, hanging=True) if isinstance(block, Paragraph) else block
        for block in paper.blocks
    )
    return replace(paper, blocks=tuple(blocks))


def compare(paper: Paper, sheets: Sheets, theirs: list[Place]) -> tuple[int, int, list[int]]:
    """Give our pages, the breaks that agree, and by how many lines the others are off.

    A table counts as many lines as text would have in its place.
    """
    lines: list[Place] = []
    breaks: list[int] = []
    said: Counter[int] = Counter()
    for sheet in sheets.pages:
        if lines:
            breaks.append(len(lines))
        for block, group in groupby(sheet.lines, key=lambda line: line.block):
            set_ = list(group)
            if isinstance(paper.blocks[block], Table):
                height = max(line.top + line.height for line in set_) - set_[0].top
                lines += [Place(block, 0)] * math.ceil(height / FULL_LINE)
                continue
            for line in set_:
                lines.append(Place(block, said[block]))
                said[block] += len(squeezed(line.text))
    same, off = 0, list[int]()
    for place in theirs:
        there = min(range(len(lines)), key=lambda line: _far(lines[line], place))
        distance = min(abs(there - ours) for ours in (*breaks, len(lines)))
        if distance:
            off.append(distance)
        else:
            same += 1
    return len(sheets.pages), same, off


def _far(line: Place, place: Place) -> tuple[int, int]:
    return abs(line.block - place.block), abs(line.characters - place.characters)


def their_breaks(paper: Paper, pages: list[str]) -> list[Place]:
    """Find the block with which each of LibreOffice's pages but the first begins."""
    whole = "".join(pages)
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page))
    found: list[tuple[int, int]] = []
    cursor = 0
    for number, block in enumerate(paper.blocks):
        words = squeezed(first_words(block))
        at = whole.find(words, cursor) if words else cursor
        if at < 0:
            raise LookupError(words)
        found.append((at, number))
        cursor = at + len(words)
    breaks = []
    for start in starts[1:-1]:
        at, number = max((pair for pair in found if pair[0] <= start), default=(0, 0))
        following = next((pair for pair in found if pair[0] > start), None)
        if isinstance(paper.blocks[number], Table) and following is not None:
            breaks.append(Place(following[1], 0))
        else:
            breaks.append(Place(number, start - at))
    return breaks


def first_words(block: Paragraph | Table) -> str:
    """Give what is looked for: a paragraph's text, a table's first cell."""
    if isinstance(block, Paragraph):
        return block.text
    return "".join(paragraph.text for paragraph in block.cells[0].paragraphs)


def squeezed(text: str) -> str:
    """Leave letters and figures: reading a PDF sometimes loses a full stop."""
    return re.sub(r"\W", "", text)


def pages_of(pdf: Path) -> list[str]:
    """Read the text of the pages of a PDF, without the number below."""
    pages = pypdfium2.PdfDocument(pdf.read_bytes())
    read = (re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages)
    return [squeezed(FOOTER.sub("", text)) for text in read]


def convert(files: list[Path], folder: Path) -> None:
    """Let LibreOffice lay documents out; all Chinese fonts are given as one that is full-width."""
    names = ("仿宋", "楷体", "黑体", "宋体", "方正小标宋简体")
    config = folder / "fonts.conf"
    aliases = "".join(ALIAS.format(name, "Noto Serif CJK SC") for name in names)
    config.write_text(FONTS.format(aliases), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    subprocess.run([*command, *files], check=True, capture_output=True, env=environment)


def stress() -> Iterator[tuple[str, Report]]:
    """Make reports that strain the pages."""
    usual = Particulars("某某市企业服务局", None, 2024, preamble=PROSE[0] * 3)
    signed = replace(usual, signature=Signature("某某市企业服务局", date(2025, 1, 21)))
    long_name = "某某壮族自治区某某市高新技术产业开发区管理委员会企业服务和投资促进局"
    yield (
        "organ of 33 characters",
        made(
            replace(signed, organ=long_name, signature=Signature(long_name, date(2025, 1, 21))), 12
        ),
    )
    title = "某某市人民政府办公室\n某某市企业服务和工业信息化局\n2024年政府信息公开工作年度报告"
    yield "title of 3 lines", made(replace(signed, title=title), 12)
    yield "numbers of 7 digits", made(signed, 12, number="1234567")
    for characters in (3_000, 30_000):
        yield f"{characters} characters", made(signed, characters // 55)
    yield "no narrative", made(signed, 0)


def made(told: Particulars, paragraphs: int, number: str = "0") -> Report:
    """Make a report with so many paragraphs, and one number in all cells."""
    report = Report(FORM.id)
    headings = FORM.section("1").headings
    words = [PROSE[at % 3][at % 7 :] + PROSE[at % 2] * (at % 2) for at in range(paragraphs)]
    passages = tuple(
        Passage(heading, "\n".join(words[at :: len(headings)]))
        for at, heading in enumerate(headings)
    )
    others = {s: (Passage("", "\n".join(words[:3])),) for s in ("5", "6")} if words else {}
    cells = {f.id: read_number(f.kind, number) for f in FORM.fields.values()}
    report.apply(Change(cells=cells, text={"1": passages, **others}, particulars=told))
    return report


def kept(folder: Path) -> Iterator[tuple[str, Report]]:
    """Read published reports: their numbers, and what is kept of their text."""
    for path in sorted(folder.glob("*.json")):
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain.get("form", FORM.id) != FORM.id:
            continue
        fields = FORM.fields
        cells = {
            cell: read_number(fields[cell].kind, str(number))
            for cell, number in plain["cells"].items()
            if cell in fields and number is not None
        }
        text = {
            section: (Passage("", words),)
            for section, words in plain.get("text", {}).items()
            if section in ("1", "5", "6")
        }
        told = Particulars(plain["organ"], None, plain["year"], preamble=plain["text"].get("0", ""))
        signature = Signature(plain["organ"], date(plain["year"] + 1, 1, 20))
        report = Report(FORM.id)
        report.apply(Change(cells=cells, text=text, particulars=replace(told, signature=signature)))
        yield path.stem, report


if __name__ == "__main__":
    main()
