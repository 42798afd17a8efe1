"""The reader of the rules on words names every mistake in their data.

The 2021 form's own file is taken, with one thing changed in it.
"""

import shutil

import pytest

from nianbao.io.form_toml import FormError, read_form
from nianbao.io.paths import data


@pytest.fixture
def mistakes(tmp_path):
    """Change words in the file of these rules; give what the reader has against it."""

    def mistakes(old, new):
        folder = tmp_path / "2021"
        shutil.copytree(str(data("forms") / "2021"), folder)
        path = folder / "rules" / "structure.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            read_form(folder)
        except FormError as error:
            return error.problems
        return []

    return mistakes


MISTAKES = [
    ("(?P<number>", "(?P<sign>", "'numbered' has no group 'number'"),
    ('words = ["总体情况", "概述", "基本情况"]', 'words = ["总体(情况"]', "'words': missing )"),
    ('section = "4"', 'section = "7"', "no section '7'"),
    ('sections = ["1", "5"]', 'sections = ["1", "V"]', "no section 'V'"),
    ('plans = ["5"]', 'plans = ["8"]', "no section '8'"),
    ('organ_kinds = ["province"', 'organ_kinds = ["kingdom"', "no kind of organ 'kingdom'"),
    ('severity_title = "explain"', 'severity_title = "shout"', "'severity_title' is not one of"),
    ("([一二三四五六七八九十])是", "[一二三四五六七八九十]是", "has not one group"),
    ('year = "past"', 'year = "next"', "'year' is none of any, past, coming"),
    ("(?P<organ>", "(?P<name>", "'in_title' has no group 'organ'"),
    ("([二三四五六七八九十]|", "(?:[二三四五六七八九十]|", "'counts' has not one group"),
    ("certain = true", 'certain = "yes"', "'certain' is not true or false"),
    ("{missing}", "{lacking}", "unknown place {lacking}"),
    ("most = 1000", 'most = "1000"', "'most' is not a whole number"),
    ('name = "主动公开"\n', "", "'name' is missing"),
]


def test_the_form_as_it_is_has_no_mistake(mistakes):
    assert mistakes("[[rule]]", "[[rule]]") == []


@pytest.mark.parametrize(
    ("old", "new", "named"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES]
)
def test_a_mistake_is_named_with_its_place(mistakes, old, new, named):
    problems = mistakes(old, new)
    assert any(named in line and "rules/structure.toml" in line for line in problems)


def test_a_part_that_is_missing_is_named(mistakes):
    problems = mistakes('[[rule.part]]\nsection = "6"', '[[rule.part]]\nsection = "5"')
    assert any("section '6' has no words among the parts" in line for line in problems)
