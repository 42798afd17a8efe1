"""Spells out a shared formula for each of the cells that share it.

Moves cell addresses only; knows nothing of what a formula computes.
"""

import re

from nianbao.io.workbook import address

_REFERENCE = re.compile(
    r"""
      "[^"]*" | '[^']*' | \[[^\]]*\]          # words, sheet names, other files: untouched
    | (?<![\w.$]) (?P<fixed_column>\$?) (?P<column>[A-Za-z]{1,3})
                  (?P<fixed_row>\$?) (?P<row>[1-9][0-9]{0,6}) (?![\w.(!])
    """,
    re.VERBOSE,
)


def moved(formula: str, down: int, right: int) -> str:
    """Write a formula as it reads some rows further down and columns further right."""

    def move(found: re.Match[str]) -> str:
        if found["row"] is None:
            return found[0]
        row = int(found["row"]) - 1 + (0 if found["fixed_row"] else down)
        column = column_number(found["column"]) + (0 if found["fixed_column"] else right)
        if row < 0 or column < 0:
            return "#REF!"
        letters = address(0, column)[:-1]
        return f"{found['fixed_column']}{letters}{found['fixed_row']}{row + 1}"

    return _REFERENCE.sub(move, formula)


def column_number(letters: str) -> int:
    """Count a column's letters from 0: `D` is 3."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
