"""The year a report is for, and the years a text speaks of.

A year inside a document number (〔2021〕30号) or a title (《…2021年…》) belongs to what it names
and is left alone.
"""

import datetime as dt
import re

FIRST_MONTH = 10
"""From October on an office prepares the report for the year that is ending."""

PROTECTED = re.compile(r"《[^《》]*》|[〔﹝\[（(]\d{4}[〕﹞\]）)]\s*第?\d+号")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年)")


def year_to_report(today: dt.date) -> int:
    """Tell which year a report begun today is for: the last one, from October on this one."""
    return today.year if today.month >= FIRST_MONTH else today.year - 1


def moved_on(text: str, last: int) -> str:
    """Put the year after `last` wherever the text speaks of `last` (`2023年` → `2024年`)."""
    parts: list[str] = []
    at = 0
    for kept in PROTECTED.finditer(text):
        parts += [_moved(text[at : kept.start()], last), kept.group()]
        at = kept.end()
    return "".join((*parts, _moved(text[at:], last)))


def spans_of_years(text: str) -> list[tuple[int, int, int]]:
    """Find each year the text speaks of: where it begins, where it ends, and which it is."""
    protected = [match.span() for match in PROTECTED.finditer(text)]
    return [
        (*match.span(1), int(match.group(1)))
        for match in YEAR.finditer(text)
        if not any(begin <= match.start() < end for begin, end in protected)
    ]


def _moved(text: str, last: int) -> str:
    return YEAR.sub(
        lambda match: str(last + 1) if match.group(1) == str(last) else match.group(1), text
    )
