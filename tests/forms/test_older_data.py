"""Which cells of older forms mean the same: the data itself, and its strict reader."""

import pytest

from nianbao.io import older_toml
from nianbao.io.form_toml import FormError, known_forms, read_form
from nianbao.io.older_toml import declared_older
from nianbao.io.paths import data

RIGHT = """
[[form]]
id = "2019"
[[form.same]]
table = "t4"
rows = ["review"]
columns = ["total"]
"""


@pytest.fixture(scope="module")
def forms():
    return {name: read_form(data("forms") / name).form for name in known_forms()}


@pytest.fixture
def older(forms):
    [declared] = declared_older(forms["2021"], forms)
    return declared


def test_table_four_is_the_same_throughout(forms, older):
    assert {f.id for f in forms["2021"].table("t4").fields} <= older.same


def test_table_three_is_but_for_row_six(forms, older):
    rows = {cell.split(".")[1] for cell in older.same if cell.startswith("t3.")}
    assert set(forms["2021"].table("t3").rows) - rows == {"3-6-1", "3-6-2", "3-6-3"}
    assert set(forms["2019"].table("t3").rows) - rows == {"3-6"}


def test_of_table_two_only_the_decisions_are(older):
    assert {cell for cell in older.same if cell.startswith("t2.")} == {
        "t2.licences.decisions",
        "t2.penalties.decisions",
        "t2.compulsion.decisions",
    }


def test_labels_with_other_wordings_are_labels_of_the_form(forms, older):
    labels = {cell.label for table in forms["2019"].tables for cell in table.cells}
    assert older.also.keys() <= labels


@pytest.fixture
def mistakes(forms, tmp_path, monkeypatch):
    """Read a file with some words replaced; give what the reader has against it."""

    def found(old="", new=""):
        (tmp_path / "2021").mkdir(exist_ok=True)
        text = RIGHT.replace(old, new) if old else RIGHT
        (tmp_path / "2021" / "older.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(older_toml, "data", lambda _: tmp_path)
        try:
            declared_older(forms["2021"], forms)
        except FormError as error:
            return error.problems
        return []

    return found


def test_the_right_file_is_right(mistakes):
    assert mistakes() == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"2019"', '"1999"', "no form '1999'"),
        ('"review"', '"3-6"', "t4.3-6.total"),
        ('"t4"', '"t9"', "t9.review.total"),
        ('rows = ["review"]', "", "rows"),
        ('id = "2019"', 'id = "2019"\ncolour = 1', "colour"),
        ('table = "t4"', 'table = "t4"\ncolour = 1', "colour"),
    ],
)
def test_a_mistake_is_named(mistakes, old, new, named):
    assert any(named in problem for problem in mistakes(old, new))
