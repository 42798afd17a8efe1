"""Everything a 核对说明 says, in order. No XML."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nianbao import __version__
from nianbao.core.checker import Reminder, RuleBook
from nianbao.core.finding import Finding
from nianbao.core.form import Form
from nianbao.core.links import UNFILLED
from nianbao.core.reading import Reading
from nianbao.core.report import Particulars, Report, Scope
from nianbao.io.imported import Problem
from nianbao.io.review import changes, origins, problems
from nianbao.io.review.said import Block, Boxes, Column, Grid, Heading, Row, Said, Side, Words
from nianbao.io.review_toml import Compared

NAME = "核对说明"
PRIVATE = "内部材料，不公开发布"

_SCOPES = {Scope.ORGAN: "本机关", Scope.GOVERNMENT: "本级汇总"}
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Made:
    """What a 核对说明 is made of besides the report: the day, and what a file's reading noted."""

    day: dt.date
    noted: Sequence[Problem] = ()


def said(
    book: RuleBook, report: Report, findings: Sequence[Finding], compared: Compared, made: Made
) -> Said:
    """Put the whole document together."""
    form, reading = book.form, Reading(book.form, report)
    blocks = itertools.chain(
        _facts(form, report, made.day),
        problems.result(form, report, findings),
        problems.still_open(form, report, findings),
        problems.explained(form, report, findings),
        changes.changes(form, reading, compared),
        origins.origins(book, report, reading, made.noted),
        _reminders(book.reminders),
        _signing(),
    )
    organ = _organ(report.particulars)
    return Said(_title(form, report.particulars), organ, PRIVATE, tuple(_numbered(blocks)))


def _title(form: Form, told: Particulars) -> str:
    """Follow the form's own pattern, whatever the report is called: the title may be at fault."""
    year = UNFILLED if told.year is None else str(told.year)
    return form.title.format(organ=_organ(told), year=year) + NAME


def _organ(told: Particulars) -> str:
    return " ".join(told.organ.split()) or UNFILLED * 2


def _facts(form: Form, report: Report, day: dt.date) -> Iterator[Block]:
    told = report.particulars
    facts = {
        "机关名称": told.organ or "没有填写",
        "报告年度": "没有填写" if told.year is None else f"{told.year}年",
        "报告格式": form.source,
        "统计范围": _SCOPES[told.scope],
        "上一年的年报": _previous(told),
        "制作日期": f"{day.year}年{day.month}月{day.day}日",
        "制作程序": f"年报助手 {__version__}",
    }
    columns = (Column("项目", 2200), Column("内容", 6645))
    rows = tuple(Row(fact) for fact in facts.items())
    yield Grid("基本情况", columns, rows, headed=False, whole=True)


def _previous(told: Particulars) -> str:
    previous = told.previous
    if previous is None:
        return "没有附"
    year = "" if previous.year is None else f"{previous.year}年"
    named = previous.organ + year or "没有写明机关和年度"
    return f"{named}（{previous.source}）" if previous.source else named


def _reminders(reminders: Iterable[Reminder]) -> Iterator[Block]:
    """Give what no program can check; nothing where the form has none."""
    items = tuple(f"{reminder.words}（{reminder.source}）" for reminder in reminders)
    if items:
        yield Heading("请复核时留意")
        yield Words("下面这些程序查不出来，核对以后请打勾。")
        yield Boxes(items)


def _signing() -> Iterator[Block]:
    yield Heading("签字")
    columns = (
        Column("职责", 1700, Side.CENTRE),
        Column("签名", 4145),
        Column("日期", 3000, Side.CENTRE),
    )
    day = "年　　月　　日"
    rows = tuple(Row((who, "", day)) for who in ("填报人", "审核人", "签发人"))
    yield Grid("签字", columns, rows, whole=True, room=790)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Put numbers before the headings."""
    numerals = iter(_NUMERALS)
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, words=f"{next(numerals)}、{block.words}")
        else:
            yield block
