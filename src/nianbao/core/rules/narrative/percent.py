"""Percentages worked out and written the way one stands in the text."""

from decimal import Decimal

from nianbao.core.finding import Rewording
from nianbao.core.narrative.numerals import Numeral, rewritten
from nianbao.core.reading import Paragraph


def percent_of(part: Decimal, whole: Decimal, as_written: Numeral) -> Decimal:
    """Work out a percentage to as many places as are written."""
    places = max(0, -int(as_written.step.as_tuple().exponent))
    return round(100 * part / whole, places)


def other_percent(paragraph: Paragraph, percent: Numeral, right: Decimal) -> Rewording:
    """Propose another percentage."""
    new = rewritten(paragraph.words[percent.first : percent.last], right)
    return Rewording(paragraph.place(percent.first, percent.last), new)
