"""Only plain sums are worked out; everything else is left to the clerk."""

from decimal import Decimal

import pytest

from nianbao.io.locate.formulas import Sums


@pytest.fixture
def sums(drawing):
    first = drawing.sheet(
        """
        1 | 2   | 3   | =A1+B1 | =SUM(A1:D1)
          |     |     |        | =SUM(A2:D2)
        x | 2   |     | =D3    | =E1+E2
        """,
        name="表三",
    )
    other = drawing.sheet("7", name="附 表")
    return Sums(drawing.workbook(first, other)), first


@pytest.mark.parametrize(
    ("formula", "total"),
    [
        ("SUM(A1:C1)", 6),
        ("sum(A1:C1,10)", 16),
        ("$A$1+B1-C1", 0),
        ("-A1+(B1+C1)", 4),
        ("+SUM(A1,B1)-1.5", "1.5"),
        ("D1+1", 4),
        ("SUM(A1:D1)", 9),
        ("'附 表'!A1+A1", 8),
        ("表三!C1", 3),
    ],
)
def test_a_plain_sum_is_worked_out(sums, drawing, formula, total):
    assert _total(sums, drawing, formula) == Decimal(total)


@pytest.mark.parametrize(
    "formula",
    [
        "A1*2",
        "A1/B1",
        "IF(A1>0,1,0)",
        "ROUND(A1,0)",
        "[1]表三!A1",
        "'[去年.xlsx]表三'!A1",
        "没有!A1",
        "SUM(A1:A3)",  # the x would be passed over in silence
        "D3",  # refers to itself
        "A1:C1",
        "SUM(A1:ZZ9999)",
        "A1 B1",
        "#REF!",
        "",
        "1e5",
        "SUM(A1",
    ],
)
def test_anything_else_is_not(sums, drawing, formula):
    assert _total(sums, drawing, formula) is None


def test_a_sum_of_blanks_is_blank_not_zero(sums):
    book, sheet = sums
    assert book.work_out(sheet, (1, 4)).empty
    assert not book.work_out(sheet, (2, 4)).empty


def _total(sums, drawing, formula):
    book, sheet = sums
    sheet.cells[9, 9] = drawing.sheet("=" + formula).cells[0, 0]
    found = book.work_out(sheet, (9, 9))
    return None if found is None else found.total
