"""The Word document as the program hands it out: the office's template, remarks, refusals.

`word.export` writes; this says to the clerk what is to be known of what was written.
"""

from nianbao.core.form import Form
from nianbao.core.report import Report
from nianbao.io.left_out import place_name, told
from nianbao.io.own_folder import this_users_folder
from nianbao.io.problems import Refusal, Refused
from nianbao.io.word.export import Rare, Written, write_docx
from nianbao.io.word.fit import FittedTable
from nianbao.io.word.fonts import fonts_of
from nianbao.io.word.lint import UnsoundError
from nianbao.io.word.package import Base
from nianbao.io.word.template import DOCUMENT_NAME, TEMPLATE, base_for

_OUR_FAULT = "这是程序的毛病，不是您填错了；请把年报文件（.nianbao）和这句话一起发给程序的维护人员"
_SHOWN = 10
"""Rare characters named in one remark."""


def checked_docx(form: Form, report: Report, *, draft: bool) -> tuple[bytes, tuple[str, ...]]:
    """Write the report with the office's template, where there is one; give remarks with it.

    Raises Refused, in words, when the template cannot be used or when what was written does
    not pass the program's own check.
    """
    base = base_for(this_users_folder())
    try:
        written = write_docx(form, report, draft=draft, base=base)
    except UnsoundError as unsound:
        raise refused(unsound, DOCUMENT_NAME) from unsound
    return written.data, (*_torn(form, base), *_remarks(form, report, written))


def refused(unsound: UnsoundError, name: str) -> Refused:
    """Say that what was written is no sound document; `name` is what it would have been."""
    detail = f"写出的内容没有通过自查：{unsound.faults[0].words}"
    return Refused(Refusal.WRITE, name, detail, advice=_OUR_FAULT)


def _torn(form: Form, base: Base) -> tuple[str, ...]:
    """Say which tables no page can hold, where an office set its template larger."""
    return tuple(
        f"按照“{TEMPLATE}”里的字号，{table.name}一页放不下，会断到下一页；要放在一页里，"
        "请把模板里“年报项目”“年报数字”等样式的字号和行距改小。"
        for table in form.tables
        if not FittedTable(table, base.measures).fits_page
    )


def _remarks(form: Form, report: Report, written: Written) -> tuple[str, ...]:
    """Say what was left out, and which characters may look out of place."""
    left_out = tuple(told(form, one) for one in written.removed)
    if not written.rare:
        return left_out
    font = next(f.name for f in fonts_of(report.particulars.printing.fonts).fonts if f.of == "仿宋")
    shown = "、".join(_shown(form, rare) for rare in written.rare[:_SHOWN])
    more = "等" if len(written.rare) > _SHOWN else ""
    words = f"“{font}”里可能没有这些字：{shown}{more}，已经原样写进文档，打印前请看看显示得对不对。"
    return (*left_out, words)


def _shown(form: Form, rare: Rare) -> str:
    return f"“{rare.character}”（U+{ord(rare.character):04X}，{place_name(form, rare.place)}）"
