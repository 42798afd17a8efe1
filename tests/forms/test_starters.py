"""The starter texts: read strictly, honest, and none of them gives cause for a finding but one."""

import shutil

import pytest

from nianbao.core.report import Change, Passage
from nianbao.core.starters import PLACEHOLDER, Starter, fitting
from nianbao.io.form_toml import FormError, read_form
from nianbao.io.paths import data


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('section = "1"', 'section = "2"', "no narrative section '2'"),
        ('name = "主动公开"', 'name = "开头一段"', "stands twice"),
        ('name = "主动公开"', "", "'name' is missing"),
        ('heading = "主动公开"', "title = 1", "unknown key 'title'"),
        ("{{t2.documents.made}}", "{{t2.documents.all}}", "no cell t2.documents.all"),
        ("{year}年，", "{Year}年，", "no link"),
        ("【请填写：次数】", "【次数】", "no link and no 【请填写：…】"),
        ("【请填写：围绕哪些重点工作推进政府信息公开】", "别的", "nothing to be filled"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, said):
    folder = tmp_path / "2021"
    shutil.copytree(str(data("forms") / "2021"), folder)
    path = folder / "starters.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError) as error:
        read_form(folder)
    assert any(p.startswith("starters.toml") and said in p for p in error.value.problems)


def test_a_form_need_not_have_any(tmp_path):
    folder = tmp_path / "2021"
    shutil.copytree(str(data("forms") / "2021"), folder)
    (folder / "starters.toml").unlink()
    assert read_form(folder).starters == ()


def test_every_official_heading_has_one(book):
    for section in book.form.sections:
        for heading in section.headings:
            own = fitting(book.starters, section.id, heading)
            assert own
            assert all(starter.heading in heading for starter in own), heading


def test_a_heading_of_ones_own_is_offered_all_of_the_section():
    starters = tuple(Starter(s, h, s + h, "") for s, h in ("1甲", "1乙", "5丙"))
    assert [s.name for s in fitting(starters, "1", "（一）甲的情况")] == ["1甲"]
    assert [s.name for s in fitting(starters, "1", "别的")] == ["1甲", "1乙"]


@pytest.mark.parametrize("year", [2024, None])
def test_what_is_left_to_fill_is_found_and_nothing_else_is_wrong(book, seed_report, year):
    before = {finding.message for finding in book.check(seed_report)}
    for starter in book.starters:
        old = seed_report.text[starter.section]
        words = starter.written(year)
        back = seed_report.apply(Change(text={starter.section: (*old, Passage("", words))}))
        found = [f for f in book.check(seed_report) if f.message not in before]
        seed_report.apply(back)
        assert {f.rule for f in found} <= {"R60"}, [f.message for f in found]
        assert len(found) == len(PLACEHOLDER.findall(words))
        assert {f.severity for f in found} <= {"must_fix"}
