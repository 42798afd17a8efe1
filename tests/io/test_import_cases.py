"""Files as clerks have them, each with what must come in (`NAME.expected.json`).

`outcome` is import, choose or refuse (with the `code`; `also` names results as good). In
`cells` null must stay blank, {"maybe": v} is v, blank or flagged, "*" must be flagged.
`flagged` cells must be among the problems, `absent` ones get no value, `form` says by which
form each table is laid out, `args` are those of the command line.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.core.report import Unread
from nianbao.io.open_file import read_any
from nianbao.io.problems import Refused

CASES = Path(__file__).parents[1] / "samples" / "import"
EXPECTED = ".expected.json"

FLAGS = {"--year": ("wanted_year", int), "--set": ("wanted_set", str)}


def cases():
    return sorted(CASES / path.name.removesuffix(EXPECTED) for path in CASES.glob(f"*{EXPECTED}"))


def wanted(arguments):
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    return {FLAGS[flag][0]: FLAGS[flag][1](value) for flag, value in pairs}


def number(value):
    """Bring a value of the case and one of the report to one form."""
    return None if value is None else value if isinstance(value, Unread) else Decimal(str(value))


def is_right(expected, got, *, flagged):
    if expected == "*":
        return flagged
    if isinstance(expected, dict):
        return flagged or got is None or number(got) == number(expected["maybe"])
    return number(got) == number(expected)


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.name)
def test_case(path, book):
    case = json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))
    outcome = result(path, {"2021": book}, wanted(case.get("args", [])))
    if isinstance(outcome, str):
        assert outcome in {case.get("code"), *case.get("also", [])}
    else:
        assert "import" in {case["outcome"], *case.get("also", [])}
        check(case, outcome)


def result(path, books, choice):
    """Give what came in, or the code of the refusal."""
    try:
        return read_any(path, books, **choice)
    except Refused as refusal:
        return str(refusal.code)


def check(case, imported):
    cells = imported.change.cells
    flagged = {problem.cell for problem in imported.problems}
    wrong = {
        cell: (expected, cells.get(cell))
        for cell, expected in case.get("cells", {}).items()
        if not is_right(expected, cells.get(cell), flagged=cell in flagged)
    }
    assert not wrong
    assert set(case.get("flagged", ())) <= flagged
    assert not [cell for cell in case.get("absent", ()) if cells.get(cell) is not None]
    assert imported.layouts == case.get("form", imported.layouts)
    told = imported.change.particulars
    assert (told.organ or None, told.year) == (case["organ"], case["year"])
