"""Reads the labelled rows of 基本信息: whose report it is, and the processing fee.

What is no answer to its label is named, never guessed at. Knows nothing of workbooks.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from nianbao.core.report import Particulars, ProcessingFee, Scope
from nianbao.io.excel import wording
from nianbao.io.excel.label_rows import LabelRow
from nianbao.io.excel.wording import key
from nianbao.io.imported import Problem

Choice = TypeVar("Choice")

_COUNT = re.compile(r"[0-9]{1,18}")
_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LABELS = (
    wording.ORGAN,
    wording.KIND,
    wording.YEAR,
    wording.SCOPE,
    wording.NOTICES,
    wording.NOTIFIED,
    wording.COLLECTED,
)


class FactReading:
    """What the rows of 基本信息 say; `problems` names the rows left out."""

    def __init__(self, rows: Iterable[LabelRow]) -> None:
        self.problems: list[Problem] = []
        self._rows: dict[str, LabelRow] = {}
        known = {key(label) for label in _LABELS}
        for row in rows:
            if row.label in known and row.label not in self._rows:
                self._rows[row.label] = row
            elif row.text:
                self._leave_out(row, f"没有“{row.label}”这一项，或者写了两次")
        self.particulars = self._particulars()

    def _particulars(self) -> Particulars:
        fee = ProcessingFee(
            notices=self._count(wording.NOTICES),
            amount_notified=self._amount(wording.NOTIFIED),
            amount_collected=self._amount(wording.COLLECTED),
        )
        organ = self._rows.get(key(wording.ORGAN))
        return Particulars(
            organ=organ.text if organ else "",
            organ_kind=self._choice(wording.KIND, wording.KINDS),
            year=self._count(wording.YEAR),
            scope=self._choice(wording.SCOPE, wording.SCOPES) or Scope.ORGAN,
            processing_fee=None if fee == ProcessingFee() else fee,
        )

    def _count(self, label: str) -> int | None:
        text = self._matching(label, _COUNT, "整数")
        return int(text) if text else None

    def _amount(self, label: str) -> Decimal | None:
        text = self._matching(label, _AMOUNT, "金额")
        return Decimal(text) if text else None

    def _choice(self, label: str, choices: Mapping[str, Choice]) -> Choice | None:
        text = self._matching(label, re.compile("|".join(choices)), "、".join(choices))
        return choices[text] if text else None

    def _matching(self, label: str, pattern: re.Pattern[str], wanted: str) -> str:
        """Give the content of a row, without blanks, if it is of the kind; else ""."""
        row = self._rows.get(key(label))
        text = key(row.text) if row else ""
        if row is None or not text or pattern.fullmatch(text):
            return text
        self._leave_out(row, f"“{row.text}”不是{wanted}")
        return ""

    def _leave_out(self, row: LabelRow, why: str) -> None:
        words = f"{row.place}：{why}，没有读入，请在程序里填写。"
        self.problems.append(Problem("unread_text", None, row.place, row.text, words))
