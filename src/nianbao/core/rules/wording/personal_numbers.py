"""Numbers that tell whose they are: identity cards (GB 11643) and bank cards (Luhn)."""

import datetime as dt
from enum import StrEnum

_PROVINCES = (
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
    *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64"),
    *("65", "71", "81", "82", "83"),
)
"""The first two digits there are: GB/T 2260, and those for residents of 港澳台."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FIRST_BIRTH = 1900


class Check(StrEnum):
    """What a number must be for a pattern to speak of it."""

    IDENTITY_CARD = "identity_card"
    """An identity card number beyond doubt."""

    LIKE_IDENTITY_CARD = "like_identity_card"
    """Region and date of birth are those of one, the check digit is not."""

    BANK_CARD = "bank_card"

    def passes(self, said: str) -> bool:
        """Tell whether it is; blanks and hyphens in it do not count."""
        number = said.upper().replace(" ", "").replace("-", "")
        match self:
            case Check.IDENTITY_CARD:
                return _looks_like_identity(number) and _has_its_check_digit(number)
            case Check.LIKE_IDENTITY_CARD:
                return _looks_like_identity(number) and not _has_its_check_digit(number)
            case Check.BANK_CARD:
                return number.isascii() and number.isdecimal() and _luhn(number)


def _looks_like_identity(number: str) -> bool:
    """Tell whether region and date of birth are possible ones."""
    digits = number[:17]
    if len(number) != len(_WEIGHTS) + 1 or not (digits.isascii() and digits.isdecimal()):
        return False
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return number[:2] in _PROVINCES and born.year >= _FIRST_BIRTH


def _has_its_check_digit(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return number[-1] == _CHECK_DIGITS[total % len(_CHECK_DIGITS)]


def _luhn(number: str) -> bool:
    """Tell whether the last digit fits, as ISO/IEC 7812 has it."""
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0  # noqa: PLR2004
