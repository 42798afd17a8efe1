"""Reads what stands in a cell as a number of the form, with the leniency an import needs.

Everything that is more than a plain number is taken with a remark or not at all; a mark for
nothing is blank, never zero. Knows nothing of places or labels.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum

from nianbao.core.form import Kind
from nianbao.core.numbers import checked, read_number
from nianbao.core.report import Entry, Unread, Value
from nianbao.io.locate.labels import tight
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import CellError, CellValue, SheetCell

_SHOWN_DIGITS = Context(prec=15)
"""Spreadsheets count with binary fractions and show 15 digits of them."""

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"


class Remark(StrEnum):
    """What is to be known of a value that was not plainly there."""

    BLANK_MARK = "blank_mark"
    NOT_A_NUMBER = "not_a_number"
    UNIT = "unit_in_cell"
    CONVERTED = "unit_converted"
    UNIT_UNKNOWN = "unit_unknown"
    NOTE = "note_in_cell"
    SHOWN = "shown_otherwise"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from a cell, what stood there, and what is to be known of it."""

    entry: Entry
    as_read: str
    remarks: tuple[Remark, ...] = ()


def read_value(kind: Kind, cell: SheetCell, heading: str, words: ValueWords) -> Taken:
    """Read a cell; `heading` may name the unit of an amount."""
    as_read = words_of_value(cell.value) if cell.shown is None else cell.shown
    if isinstance(cell.value, Decimal):
        taken = _number(kind, cell.value, cell.shown, words)
    elif isinstance(cell.value, str):
        taken = _text(kind, cell.value, words)
    elif cell.value is None:
        return Taken(None, "")
    else:
        taken = Taken(Unread(as_read), as_read, (Remark.NOT_A_NUMBER,))
    return _in_unit(kind, taken, heading, words)


def words_of_value(value: CellValue | None) -> str:
    """Write a cell's value as the clerk saw it."""
    match value:
        case None:
            return ""
        case CellError(text) | str(text):
            return text.strip()
        case bool():
            return str(value).upper()
        case Decimal():
            return f"{value:f}"
        case _:
            # A date alone needs no midnight.
            return value.isoformat().removesuffix("T00:00:00")


def plain_number(value: CellValue | None) -> Decimal | None:
    """Read a value that is a plain number and nothing more, whatever it counts."""
    if isinstance(value, Decimal):
        return value
    entry = read_number(Kind.MONEY, value) if isinstance(value, str) else None
    return None if entry is None or isinstance(entry, Unread) else Decimal(entry)


def _number(kind: Kind, number: Decimal, shown: str | None, words: ValueWords) -> Taken:
    """Take a number, and mind what the clerk saw of it."""
    rounded = _SHOWN_DIGITS.plus(number)
    as_read = words_of_value(number) if shown is None else shown
    entry = checked(kind, rounded, as_read.strip() or words_of_value(number))
    if isinstance(entry, Unread):
        return Taken(entry, as_read, (Remark.NOT_A_NUMBER,))
    if shown is None:
        return Taken(entry, as_read)
    seen = _text(kind, shown, words)
    bare = _quantity(shown, (*words.counted, *words.money))
    if seen.entry == entry or (bare and Decimal(bare[0]) == rounded):
        return replace(seen, as_read=as_read)
    return Taken(entry, as_read, (Remark.SHOWN,))


def _text(kind: Kind, text: str, words: ValueWords) -> Taken:
    """Take a number that stands there as text, with or without words around it."""
    as_read = text.strip()
    if tight(text) in words.blank:
        return Taken(None, as_read, (Remark.BLANK_MARK,))
    entry = read_number(kind, text)
    if not isinstance(entry, Unread) or not tight(text):
        return Taken(None if isinstance(entry, Unread) else entry, as_read)
    units = words.counted if kind is Kind.COUNT else tuple(words.money)
    found = _quantity(text, units)
    if found is None:
        return Taken(Unread(as_read), as_read, (Remark.NOT_A_NUMBER,))
    digits, unit, note = found
    entry = read_number(kind, digits)
    if isinstance(entry, Unread) or entry is None:
        return Taken(Unread(as_read), as_read, (Remark.NOT_A_NUMBER,))
    remarks = [Remark.UNIT] if unit else []
    if kind is Kind.MONEY and unit and words.money[unit] != 1:
        entry = _converted(entry, words.money[unit])
        remarks.append(Remark.CONVERTED)
    if note:
        remarks.append(Remark.NOTE)
    return Taken(entry, as_read, tuple(remarks))


def _quantity(text: str, units: Iterable[str]) -> tuple[str, str, str] | None:
    """Part `22件（其中修订16件）` into its number, its unit and the note in brackets."""
    if any(unicodedata.category(char) == "No" for char in text):
        return None  # 10⁹ is not 109, nor ① 1
    plain = unicodedata.normalize("NFKC", text).strip()
    unit = "|".join(map(re.escape, units))
    found = re.fullmatch(
        rf"({_NUMBER})\s*(?:\(?({unit})\)?)?\s*(?:\(([^()]*[^()\s0-9.,][^()]*)\))?", plain
    )
    return (found[1], found[2] or "", found[3] or "") if found else None


def _in_unit(kind: Kind, taken: Taken, heading: str, words: ValueWords) -> Taken:
    """Convert an amount from the unit its heading names; the cell's own unit goes before."""
    entry = taken.entry
    if kind is not Kind.MONEY or entry is None or isinstance(entry, Unread):
        return taken
    if Remark.UNIT in taken.remarks or entry == 0:
        return taken
    named = set(re.findall("|".join(map(re.escape, words.money)), tight(heading)))
    if len(named) != 1:
        return replace(taken, remarks=(*taken.remarks, Remark.UNIT_UNKNOWN))
    size = words.money[named.pop()]
    if size == 1:
        return taken
    remarks = (*taken.remarks, Remark.CONVERTED)
    return replace(taken, entry=_converted(entry, size), remarks=remarks)


def _converted(amount: Value, size: Decimal) -> Value | Unread:
    exact = Decimal(amount) * size
    plain = exact.normalize() if exact else Decimal(0)
    return checked(Kind.MONEY, Decimal(f"{plain:f}"), f"{plain:f}")
