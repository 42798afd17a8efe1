"""Turns the day numbers of spreadsheets into dates, and dates into what is seen of them.

Knows nothing of number formats beyond their elements, nothing of cells.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_DAY_ZERO_1900 = dt.datetime(1899, 12, 31)  # noqa: DTZ001  sheets know no zones
_DAY_ZERO_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465
_PHANTOM_DAY = 60
"""29 February 1900, which spreadsheets believe in."""

_MILLISECONDS = 24 * 60 * 60 * 1000
_WEEKDAYS = "一二三四五六日"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class DateParts:
    """A moment as spreadsheets show it; `year` to `day` may name a day that never was."""

    year: int
    month: int
    day: int
    moment: dt.datetime
    serial: Decimal


def date_parts(serial: Decimal, *, from_1904: bool) -> DateParts | None:
    """Read a day number; None where spreadsheets show no date either."""
    if not 0 <= serial <= _LAST_DAY:
        return None
    days = int(serial)
    rest = dt.timedelta(milliseconds=round((serial - days) * _MILLISECONDS))
    if from_1904:
        zero = _DAY_ZERO_1904
    else:
        zero = _DAY_ZERO_1900 - dt.timedelta(days=1 if days >= _PHANTOM_DAY else 0)
    try:
        moment = zero + dt.timedelta(days=days) + rest
    except OverflowError:
        return None
    if not from_1904 and days in {0, _PHANTOM_DAY}:
        month, day = (1, 0) if days == 0 else (2, 29)
        return DateParts(1900, month, day, moment, serial)
    return DateParts(moment.year, moment.month, moment.day, moment, serial)


def show_date(tokens: Sequence[tuple[str, str]], parts: DateParts) -> str:
    """Write a date or time under the elements of a format."""
    half = any(kind == "half" for kind, _ in tokens)
    shown = ""
    for index, (kind, text) in enumerate(tokens):
        if kind == "half":
            shown += _half_of_day(text, parts.moment.hour)
        elif kind == "elapsed":
            shown += _elapsed(text.lower(), parts.serial)
        elif kind == "date":
            name = text.lower()
            minute = name[0] == "m" and _is_minute(tokens, index)
            shown += _clock(name, parts.moment, half=half) if minute else _part(name, parts, half)
        elif kind not in {"text", "digit", "point", "general"}:
            # Fractions of a second (ss.00) are left out.
            shown += text
    return shown.strip()


def _is_minute(tokens: Sequence[tuple[str, str]], index: int) -> bool:
    """Tell minutes from months: behind an hour or before a second."""
    times = [
        (place, text[0].lower())
        for place, (kind, text) in enumerate(tokens)
        if kind in {"date", "elapsed"}
    ]
    before = [name for place, name in times if place < index]
    after = [name for place, name in times if place > index]
    return (bool(before) and before[-1] == "h") or (bool(after) and after[0] == "s")


def _part(name: str, parts: DateParts, half: bool) -> str:  # noqa: FBT001
    """Write one element of a date."""
    width = len(name)
    if name[0] in "ye":
        return f"{parts.year % 100:02}" if name in {"y", "yy"} else f"{parts.year:04}"
    if name[0] == "m":
        word = _MONTHS[parts.month - 1]
        return (str(parts.month), f"{parts.month:02}", word[:3], word, word[0])[min(width, 5) - 1]
    if name[0] == "a" or (name[0] == "d" and width > 2):  # noqa: PLR2004
        prefix = "星期" if width > 3 else "周"  # noqa: PLR2004
        return prefix + _WEEKDAYS[parts.moment.weekday()]
    if name[0] == "d":
        return str(parts.day) if width == 1 else f"{parts.day:02}"
    return _clock(name, parts.moment, half=half)


def _clock(name: str, moment: dt.datetime, *, half: bool) -> str:
    """Write hours, minutes or seconds."""
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[name[0]]
    return str(number) if len(name) == 1 else f"{number:02}"


def _half_of_day(text: str, hour: int) -> str:
    """Write the half of the day in the way the format asks for."""
    morning, _, evening = text.partition("/")
    return evening if hour >= 12 else morning  # noqa: PLR2004


def _elapsed(name: str, serial: Decimal) -> str:
    """Write hours, minutes or seconds counted from the beginning."""
    seconds = round(serial * 86400)
    number = seconds // {"h": 3600, "m": 60, "s": 1}[name[0]]
    return f"{number:0{len(name)}}"
