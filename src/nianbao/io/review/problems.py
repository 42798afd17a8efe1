"""What the check found, in words: counts and verdict, what is open, what was explained."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from nianbao.core.finding import COVER, Finding, Severity
from nianbao.core.form import Form
from nianbao.core.gate import in_the_way, reason_for
from nianbao.core.report import Report
from nianbao.io.review.said import Block, Column, Grid, Heading, Role, Row, Side, Words

_KINDS = {
    Severity.MUST_FIX: "必须改正",
    Severity.EXPLAIN: "需要改正或者说明理由",
    Severity.HINT: "提示",
}
_NUMBER = Column("序号", 640, Side.CENTRE)
_PLACE = Column("部分", 1690)
_PROBLEM = "问题"
_REASONED = (
    _NUMBER,
    _PLACE,
    Column(_PROBLEM, 2860),
    Column("理由", 1855),
    Column("说明日期", 1800, Side.CENTRE),
)

_LONGEST_SENTENCE = 160
"""Characters of a sentence that are shown; whoever needs more looks into the report."""


def result(form: Form, report: Report, findings: Sequence[Finding]) -> Iterator[Block]:
    """Count the findings and say whether the official document may be exported."""
    yield Heading("检查结果")
    open_ones = in_the_way(findings, report)
    rows = []
    for severity, name in _KINDS.items():
        all_ones = [finding for finding in findings if finding.severity is severity]
        explained = sum(_explained(finding, report) for finding in all_ones)
        left = sum(finding.severity is severity for finding in open_ones)
        shown = (str(len(all_ones)), str(explained), str(left))
        rows.append(Row((name, *shown)))
    columns = (
        Column("类别", 3445),
        Column("处数", 1800, Side.CENTRE),
        Column("已说明理由", 1800, Side.CENTRE),
        Column("尚未处理", 1800, Side.CENTRE),
    )
    yield Grid("检查结果", columns, tuple(rows), whole=True)
    yield Words(_verdict(open_ones), Role.VERDICT)
    blank = sum(report.entry(cell) is None for cell in form.fields)
    rest = f"其中{blank}格空白。" if blank else "没有空白。"
    yield Words(f"表格共{len(form.fields)}格，{rest}")


def still_open(form: Form, report: Report, findings: Sequence[Finding]) -> Iterator[Block]:
    """List what keeps the official document shut, the gravest first."""
    yield Heading("尚未处理的问题")
    open_ones = in_the_way(findings, report)
    if not open_ones:
        yield Words("没有。")
        return
    columns = (_NUMBER, _PLACE, Column(_PROBLEM, 6515))
    rows: list[Row] = []
    number = 0
    for severity in (Severity.MUST_FIX, Severity.EXPLAIN):
        of_kind = _in_order(form, (each for each in open_ones if each.severity is severity))
        if of_kind:
            rows.append(Row((f"{_KINDS[severity]}（{len(of_kind)}处）",), across=True))
        for finding in of_kind:
            number += 1
            rows.append(Row((str(number), _section(form, finding), _said(finding))))
    yield Grid("尚未处理的问题", columns, tuple(rows))


def explained(form: Form, report: Report, findings: Sequence[Finding]) -> Iterator[Block]:
    """List the findings that may stand for a reason, and what is only a hint."""
    yield Heading("已说明理由的问题和提示")
    reasoned = [finding for finding in findings if _explained(finding, report)]
    hints = [
        finding
        for finding in findings
        if finding.severity is Severity.HINT and not _explained(finding, report)
    ]
    if reasoned:
        yield Grid("已说明理由的问题", _REASONED, tuple(_reasoned(form, reasoned, report)))
    else:
        yield Words("没有说明过理由的问题。" if hints else "没有。")
    if lapsed := len(report.justifications) - _in_force(reasoned, report):
        yield Words(
            f"另有{lapsed}条以前写的理由没有列出：所说明的问题已经不在，"
            "或者有关的数字、句子后来改动过，理由不再有效。",
            Role.NOTE,
        )
    if hints:
        yield Words("下面是提示，不影响导出：", Role.LEAD)
        rows = tuple(
            Row((str(number), _section(form, finding), _said(finding)))
            for number, finding in enumerate(_in_order(form, hints), 1)
        )
        yield Grid("提示", (_NUMBER, _PLACE, Column("提示", 6515)), rows)


def _reasoned(form: Form, findings: Iterable[Finding], report: Report) -> Iterator[Row]:
    for number, finding in enumerate(_in_order(form, findings), 1):
        reason, day = reason_for(finding, report), _written_on(finding, report)
        yield Row((str(number), _section(form, finding), _said(finding), reason, day))


def _in_order(form: Form, findings: Iterable[Finding]) -> list[Finding]:
    """Order findings as the report is printed: the cover, then section by section."""
    order = [COVER, *(section.id for section in form.sections)]
    return sorted(
        findings,
        key=lambda each: order.index(each.section) if each.section in order else len(order),
    )


def _verdict(open_ones: Sequence[Finding]) -> str:
    if not open_ones:
        return "结论：可以导出正式文档。"
    must = sum(finding.severity is Severity.MUST_FIX for finding in open_ones)
    parts = [f"{must}处必须改正"] if must else []
    if must < len(open_ones):
        parts.append(f"{len(open_ones) - must}处需要改正或者说明理由")
    return f"结论：还不能导出正式文档，有{'，'.join(parts)}。"


def _section(form: Form, finding: Finding) -> str:
    """Name the part of the report a finding is in."""
    if finding.section == COVER:
        return "封面"
    return next((s.short for s in form.sections if s.id == finding.section), "")


def _said(finding: Finding) -> str:
    """Give the words of a finding, and below them the sentence it speaks of."""
    if not finding.sentence:
        return finding.message
    sentence = finding.sentence
    if len(sentence) > _LONGEST_SENTENCE:
        sentence = sentence[:_LONGEST_SENTENCE] + "……"
    return f"{finding.message}\n原句：{sentence}"


def _explained(finding: Finding, report: Report) -> bool:
    """Tell whether a reason stands; nothing excuses what must be fixed."""
    return finding.severity is not Severity.MUST_FIX and bool(reason_for(finding, report))


def _written_on(finding: Finding, report: Report) -> str:
    """Say on which day the reason was written, as the report would write it."""
    reason = reason_for(finding, report)
    ours = (finding.rule, finding.cells, finding.sentence, finding.about, reason)
    for written in report.justifications:
        if (written.rule, written.cells, written.sentence, written.about, written.reason) == ours:
            return in_words(written.at)
    return ""


def _in_force(reasoned: Iterable[Finding], report: Report) -> int:
    """Count the reasons that some finding goes by."""
    held = {(f.rule, f.cells, f.sentence, f.about) for f in reasoned}
    return sum((w.rule, w.cells, w.sentence, w.about) in held for w in report.justifications)


def in_words(day: str) -> str:
    """Write an ISO date in words; what is none stays as it is."""
    try:
        found = dt.date.fromisoformat(day[:10])
    except ValueError:
        return day
    return f"{found.year}年{found.month}月{found.day}日"
