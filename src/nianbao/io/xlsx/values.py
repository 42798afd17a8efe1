"""What the text of an .xlsx cell means: number, date, text, truth value or error.

Knows nothing of places in a sheet. Where a text is not what its type says, the text itself
is the value: nothing is guessed and nothing gets lost.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.io.number_format import NumberFormat, number_format
from nianbao.io.problems import Refusal, Refused
from nianbao.io.serial_date import date_parts
from nianbao.io.workbook import CellError, CellValue
from nianbao.io.xlsx.text import plain_text

_COUNT = re.compile(r"[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_GENERAL = number_format("General")
_TOO_EARLY = "########"
"""What spreadsheets show for a date before their first."""


@dataclass(frozen=True)
class CellContext:
    """What the workbook says about all its cells."""

    file: str
    strings: Sequence[str] = ()
    formats: Sequence[NumberFormat] = ()
    from_1904: bool = False

    def read(self, kind: str, raw: str, style: str | None) -> tuple[CellValue | None, str | None]:
        """Give the value, and what was seen of it where that differs.

        `kind` is the cell's `t`, `raw` its text. Raise `Refused`: CORRUPT.
        """
        if kind in {"n", ""}:
            return self._number(raw.strip(), style)
        if kind == "s":
            return self._shared(raw.strip()) or None, None
        if kind == "b":
            return raw.strip().lower() in {"1", "true"} if raw.strip() else None, None
        if kind == "e":
            return CellError(raw.strip()) if raw.strip() else None, None
        if kind == "d":
            return _iso_moment(raw.strip()) or None, None
        return plain_text(raw) or None, None

    def _shared(self, raw: str) -> str:
        """Look up a shared text; a missing one would be a lost label or value."""
        number = int(raw) if _COUNT.fullmatch(raw) else -1
        if not 0 <= number < len(self.strings):
            raise Refused(Refusal.CORRUPT, self.file, "缺少一部分文字")
        return self.strings[number]

    def _number(self, raw: str, style: str | None) -> tuple[CellValue | None, str | None]:
        """Read a number under its format."""
        if not raw:
            return None, None
        number = _decimal(raw)
        if number is None:
            return raw, None
        form = self._format(style)
        if form.plain:
            return number, None
        if form.is_date:
            return self._moment(number, form)
        shown = form.show(number)
        return number, None if shown == str(number) else shown

    def _moment(self, number: Decimal, form: NumberFormat) -> tuple[CellValue, str | None]:
        """Read a day number; the time of a day stands alone where the format shows no day."""
        parts = date_parts(number, from_1904=self.from_1904)
        if parts is None:
            return number, _TOO_EARLY
        shown = form.show_date(parts)
        value = parts.moment.time() if number < 1 and not form.has_day else parts.moment
        return value, None if shown == str(value) else shown

    def _format(self, style: str | None) -> NumberFormat:
        """Find the number format of a cell's style; General where it leads nowhere."""
        if style is None or not _COUNT.fullmatch(style):
            return _GENERAL
        number = int(style)
        return self.formats[number] if number < len(self.formats) else _GENERAL


def _decimal(raw: str) -> Decimal | None:
    """Read a number as it was typed; None if it is none.

    Spreadsheets save 17 digits of a binary fraction (96171.600000000006, or
    0.30000000000000004 for 0.1+0.2), but take and show no more than 15.
    """
    if _COUNT.fullmatch(raw):
        return Decimal(raw)
    if not _NUMBER.fullmatch(raw):
        return None
    binary = float(raw)
    if binary in (float("inf"), float("-inf")):
        return None
    if binary == 0:
        return Decimal(0)
    typed = Decimal(f"{binary:.15g}").normalize()
    # 1E+2 is the same number as 100, but not what anybody typed.
    return Decimal(f"{typed:f}")


def _iso_moment(raw: str) -> CellValue:
    """Read a date or time that is written out."""
    text = raw.removesuffix("Z")
    readers = (dt.time.fromisoformat, dt.datetime.fromisoformat)
    for read in readers if ":" in text and "-" not in text else readers[1:]:
        try:
            return read(text)
        except ValueError:
            continue
    return raw
