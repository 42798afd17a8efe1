"""Numbers as people type them, and as the report prints them.

Only what has one meaning is read; nothing is guessed from words, units or signs.
"""

import re
from decimal import Decimal

from nianbao.core.form import Kind
from nianbao.core.report import Entry, Unread, Value

LARGEST = 999_999_999
"""The largest count, and the largest amount in the unit the form prints."""

FINEST = 30
"""Places behind the point beyond which a number is a fault of whatever wrote it."""

_HALF_WIDTH = {ord(char) + 0xFEE0: char for char in "0123456789,."}

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d+"
_PLAIN = {
    Kind.COUNT: re.compile(rf"(?:{_GROUPED})", re.ASCII),
    Kind.MONEY: re.compile(rf"(?:{_GROUPED})(?:\.\d+)?", re.ASCII),
}


def read_number(kind: Kind, text: str) -> Entry:
    """Read what was typed: `１２`, `1,234` and ` 7 ` are numbers, "" is blank.

    Anything else is kept as it stands (Unread): a sign, a unit, a word, a count with a
    fraction, a blank between digits, commas that part no thousands, a raised digit (10⁹ is not
    109), a number beyond LARGEST.
    """
    plain = text.translate(_HALF_WIDTH).strip()
    if not plain:
        return None
    if not _PLAIN[kind].fullmatch(plain):
        return Unread(text.strip())
    return checked(kind, Decimal(plain.replace(",", "")), text.strip())


def checked(kind: Kind, number: Decimal, as_it_stood: str) -> Value | Unread:
    """Take a number that is already one, if it is of the kind and within the limits."""
    if not number.is_finite() or abs(number.adjusted()) > FINEST or not 0 <= number <= LARGEST:
        return Unread(as_it_stood)
    if kind is Kind.MONEY:
        return number.copy_abs()
    return int(number) if number == number.to_integral_value() else Unread(as_it_stood)


def write_number(entry: Entry) -> str:
    """Write an entry as the report prints it; blank is "", what was not read stays as it stood."""
    match entry:
        case None:
            return ""
        case Unread(text):
            return text
        case Decimal():
            return f"{entry:f}"
        case int():
            return str(entry)
