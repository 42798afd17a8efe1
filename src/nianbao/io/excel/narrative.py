"""Reads the labelled rows of 文字部分: title, preamble, sections, signature, date.

Also takes what people do to such a sheet: rows put in without a label, words typed beside a
section's title. What has no place is named, never dropped. Knows nothing of workbooks.
"""

import datetime as dt
import re
from collections.abc import Iterable

from nianbao.core.form import Form
from nianbao.core.report import Passage, Signature
from nianbao.io.excel import wording
from nianbao.io.excel.label_rows import LabelRow
from nianbao.io.excel.wording import key
from nianbao.io.imported import Problem

_DATE = re.compile(r"([0-9]{1,4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?")


class NarrativeReading:
    """What the rows of 文字部分 say; `problems` names the rows left out."""

    def __init__(self, form: Form, rows: Iterable[LabelRow]) -> None:
        self.problems: list[Problem] = []
        self._sections = {key(section.title): section.id for section in form.sections}
        self._passages: dict[str, list[tuple[str, list[str]]]] = {}
        self._around: dict[str, list[str]] = {}
        self._date: dt.date | None = None
        # Where a row without a label belongs: an id of a section, or PREAMBLE, or nowhere.
        self._at = ""
        for row in rows:
            self._take(row)

    @property
    def text(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each section that has any."""
        return {
            section: tuple(Passage(heading, "\n".join(body)) for heading, body in passages)
            for section, passages in self._passages.items()
            if passages
        }

    @property
    def title(self) -> str:
        """The title as it stands there."""
        return self._joined(wording.TITLE)

    @property
    def preamble(self) -> str:
        """The lead, its paragraphs parted by line feeds."""
        return self._joined(wording.PREAMBLE)

    @property
    def signature(self) -> Signature:
        """Who signs, and when."""
        return Signature(self._joined(wording.SIGNATURE), self._date)

    def _joined(self, label: str) -> str:
        return "\n".join(self._around.get(key(label), ()))

    def _take(self, row: LabelRow) -> None:
        label = row.label or self._usual
        if label in self._sections:
            self._at = self._sections[label]
            self._passages.setdefault(self._at, [])
            if row.text:
                self._add_paragraph(row.text)
        elif label == wording.HEADING and self._at in self._passages:
            self._passages[self._at].append((row.text, []))
        elif label == wording.PARAGRAPH and self._at in self._passages:
            self._add_paragraph(row.text)
        elif label == wording.DATE:
            self._at = ""
            self._take_date(row)
        elif label in (wording.TITLE, wording.PREAMBLE, wording.SIGNATURE):
            self._at = label if label == wording.PREAMBLE else ""
            self._around.setdefault(label, []).append(row.text)
        elif row.text:
            self._leave_out(row, f"不知道“{row.text[:20]}”属于哪一部分")

    @property
    def _usual(self) -> str:
        """The label that a row without one would have here."""
        return self._at if self._at == wording.PREAMBLE else wording.PARAGRAPH

    def _add_paragraph(self, text: str) -> None:
        passages = self._passages[self._at]
        if not passages:
            passages.append(("", []))
        passages[-1][1].append(text)

    def _take_date(self, row: LabelRow) -> None:
        self._date = row.day or _day(row.text)
        if self._date is None and row.text.strip():
            self._leave_out(row, f"“{row.text}”不是日期")

    def _leave_out(self, row: LabelRow, why: str) -> None:
        words = f"{row.place}：{why}，没有读入，请在程序里填写。"
        self.problems.append(Problem("unread_text", None, row.place, row.text, words))


def _day(text: str) -> dt.date | None:
    """Read a date as people write it: 2025年1月21日, 2025-1-21."""
    found = _DATE.fullmatch(key(text))
    if found is None:
        return None
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError:
        return None
