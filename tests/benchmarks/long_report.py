"""A large city's report, as long as one likes."""

import tomllib
from pathlib import Path

from nianbao.core.numbers import read_number
from nianbao.core.report import Change, OrganKind, Particulars, Passage, PreviousReport, Report

LARGEST = 6000
"""Characters of the longest narrative met among real reports."""

SENTENCES = Path(__file__).parents[1] / "samples" / "sentences"

PROSE = (
    "坚持把政府信息公开作为规范权力运行的举措，健全领导机制，把公开要求嵌入办文办会办事全过程。",
    "围绕群众关心的教育、医疗、就业、养老等领域发布权威信息，用通俗的语言解读政策，回应关切。",
    "完善信息发布审核制度，落实先审查后公开，定期清理失效的内容，保证信息准确、完整、及时。",
    "优化网站栏目设置，规范政务新媒体管理，加强信息公开专区建设，方便群众查询和办事。",
    "加强业务指导，通过以会代训、案例研讨等方式提高工作人员的能力，把信息公开纳入年度考核。",
)
"""Sentences without numbers, as most of a report is."""


def long_report(form, length):
    """Make a large city's report with a narrative of about so many characters."""
    read = tomllib.loads
    given = read((SENTENCES / "reports.toml").read_text(encoding="utf-8"))["report"]
    city = next(report for report in given if report["id"] == "city")
    told = [
        sentence["text"]
        for name in ("development", "blind", "third")
        for sentence in read((SENTENCES / f"{name}.toml").read_text(encoding="utf-8"))["sentence"]
        if sentence["report"] == "city" and not sentence["faults"] and sentence["section"] == "1"
    ]
    paragraphs = []
    while sum(map(len, paragraphs)) < length:
        at = len(paragraphs)
        other = told[at % len(told)] if at % 3 == 0 else f"{PROSE[(at + 2) % 5]}{at}"
        paragraphs.append(PROSE[at % 5] + other)
    headings = form.section("1").headings
    passages = tuple(
        Passage(heading, "\n".join(paragraphs[at::5])) for at, heading in enumerate(headings)
    )
    cells = {field.id: field.zero for field in form.fields.values()}
    for cell, number in city["cells"].items():
        cells[cell] = read_number(form.fields[cell].kind, str(number))
    last = PreviousReport(city["organ"], city["year"] - 1, form.id, cells, {"1": passages}, "")
    particulars = Particulars(city["organ"], OrganKind.CITY, city["year"], previous=last)
    report = Report(form.id)
    report.apply(Change(cells=cells, text={"1": passages}, particulars=particulars))
    return report
