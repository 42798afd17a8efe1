"""Reads back the two sheets of words that we write: 文字部分 and 基本信息.

Goes by the label of each row, never by where the row stands. Knows no other layout: a
workbook without these sheets is somebody else's to read.
"""

from dataclasses import dataclass, replace

from nianbao.core.composed import report_title
from nianbao.core.form import Form
from nianbao.core.report import Change, Particulars, Passage
from nianbao.io.excel.facts import FactReading
from nianbao.io.excel.label_rows import label_rows
from nianbao.io.excel.narrative import NarrativeReading
from nianbao.io.excel.wording import FACTS_SHEET, TEXT_SHEET
from nianbao.io.imported import Problem
from nianbao.io.workbook import Workbook


def read_texts(form: Form, workbook: Workbook) -> Change | None:
    """Read the narrative and the particulars; None if the workbook has not both our sheets.

    A section without a single row of its own is not named in the change. Last year's report
    is no part of the workbook: `previous` is None.
    """
    read = _read(form, workbook)
    return None if read is None else Change(text=read.text, particulars=read.particulars)


def text_problems(form: Form, workbook: Workbook) -> tuple[Problem, ...]:
    """Name every row of our two sheets whose content `read_texts` leaves out."""
    read = _read(form, workbook)
    return () if read is None else read.problems


@dataclass(frozen=True, slots=True)
class _Read:
    """All that both sheets hold."""

    text: dict[str, tuple[Passage, ...]]
    particulars: Particulars
    problems: tuple[Problem, ...]


def _read(form: Form, workbook: Workbook) -> _Read | None:
    words = label_rows(workbook, TEXT_SHEET)
    facts = label_rows(workbook, FACTS_SHEET)
    if words is None or facts is None:
        return None
    narrative = NarrativeReading(form, words)
    told = FactReading(facts)
    particulars = replace(
        told.particulars, preamble=narrative.preamble, signature=narrative.signature
    )
    # Where the title is the form's own it goes on following the organ.
    own = narrative.title and narrative.title != report_title(form, particulars)
    return _Read(
        narrative.text,
        replace(particulars, title=narrative.title) if own else particulars,
        (*narrative.problems, *told.problems),
    )
