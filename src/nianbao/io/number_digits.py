"""Lays the digits of a number into the placeholders of a number format.

Knows nothing of how a format is read or chosen.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeAlias

Tokens: TypeAlias = Sequence[tuple[str, str]]
"""Kind and letters; the kinds are `digit`, `point`, `comma`, `percent`, or shown as it is."""

_GREATEST = Decimal(10) ** 20
_EXACT = Context(prec=400)
_GROUP = 3


def show_number(tokens: Tokens, value: Decimal) -> str | None:
    """Write a number under a format; None for one too great to be a figure of a report."""
    if abs(value) >= _GREATEST:
        return None
    kinds = [kind for kind, _ in tokens]
    split = kinds.index("point") if "point" in kinds else len(tokens)
    whole, fraction = tokens[:split], tokens[split + 1 :]
    thousands = _trailing_commas(whole) + _trailing_commas(fraction)
    moved = value.scaleb(2 * kinds.count("percent") - 3 * thousands, _EXACT)
    places = sum(kind == "digit" for kind, _ in fraction)
    amount = moved.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    digits, _, decimals = f"{abs(amount):f}".partition(".")
    shown = _whole(whole, digits)
    if split < len(tokens):
        shown += "." + _fraction(fraction, decimals)
    has_digits = "digit" in kinds
    return ("-" if amount < 0 and has_digits else "") + shown.strip()


def _trailing_commas(tokens: Tokens) -> int:
    """Count the commas right behind the last digit: each divides by a thousand."""
    count = 0
    for kind, _ in reversed(tokens):
        if kind == "digit":
            return count
        count = count + 1 if kind == "comma" else count
    return 0


def _whole(tokens: Tokens, digits: str) -> str:
    """Fill the places before the point from the right; the leftmost takes all that is left."""
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "digit"]
    grouped = bool(places) and any(kind == "comma" for kind, _ in tokens[places[0] : places[-1]])
    left = "" if digits == "0" else digits
    shown: list[str] = []
    written = 0
    for index in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[index]
        if kind == "digit":
            take = len(left) if index == places[0] else min(1, len(left))
            for digit in reversed(left[len(left) - take :] or ("0" if text == "0" else "")):
                if grouped and written and written % _GROUP == 0:
                    shown.append(",")
                shown.append(digit)
                written += 1
            left = left[: len(left) - take]
        elif kind != "comma":
            shown.append(text)
    return "".join(reversed(shown))


def _fraction(tokens: Tokens, decimals: str) -> str:
    """Fill the places behind the point; `#` shows no closing zeros."""
    texts = [text for kind, text in tokens if kind == "digit"]
    kept = len(texts)
    while kept and texts[kept - 1] != "0" and decimals[kept - 1] == "0":
        kept -= 1
    shown = ""
    place = 0
    for kind, text in tokens:
        if kind == "digit":
            shown += decimals[place] if place < kept else ""
            place += 1
        elif kind != "comma":
            shown += text
    return shown
