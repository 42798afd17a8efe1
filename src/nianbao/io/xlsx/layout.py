"""Gathers what an .xlsx sheet says of its rows and columns as a whole: merges, what is hidden.

Knows nothing of what the cells hold.
"""

import re
from functools import lru_cache

from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, is_true
from nianbao.io.workbook import Merge, Position
from nianbao.io.xlsx.formulas import column_number

ROW_LIMIT = 5_000
COLUMN_LIMIT = 400
MERGE_LIMIT = 20_000

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,7}")


class Layout:
    """The merges and the hidden rows and columns of one sheet, within the limits."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def take_row(self, row: int, attributes: Attributes) -> None:
        """Note a row that cannot be seen."""
        if row < ROW_LIMIT and _is_hidden(attributes, "ht"):
            self.hidden_rows.add(row)

    def take_columns(self, attributes: Attributes) -> None:
        """Note a run of columns that cannot be seen."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (_WHOLE_NUMBER.fullmatch(first) and _WHOLE_NUMBER.fullmatch(last)):
            return
        if _is_hidden(attributes, "width"):
            self.hidden_columns.update(range(max(int(first) - 1, 0), min(int(last), COLUMN_LIMIT)))

    def take_merge(self, attributes: Attributes) -> None:
        """Note a merge, as far as it lies within the limits. Raise `Refused`: TOO_BIG."""
        one, _, other = attributes.get("ref", "").partition(":")
        start, end = position(one), position(other)
        if start is None or end is None or start == end:
            return
        top, bottom = sorted((start[0], end[0]))
        left, right = sorted((start[1], end[1]))
        if top >= ROW_LIMIT or left >= COLUMN_LIMIT:
            return
        if len(self.merges) >= MERGE_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "合并的格子太多")
        self.merges.append(
            Merge(top, left, min(bottom, ROW_LIMIT - 1), min(right, COLUMN_LIMIT - 1))
        )


@lru_cache(maxsize=20_000)
def position(reference: str) -> Position | None:
    """Read a cell's address; the same ones come in every sheet and file."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    return int(found[2]) - 1, column_number(found[1])


def _is_hidden(attributes: Attributes, size: str) -> bool:
    """Tell what is hidden outright or has been drawn down to nothing."""
    return is_true(attributes.get("hidden")) or attributes.get(size) in {"0", "0.0"}
