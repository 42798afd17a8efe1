"""The reader of rules on years, organs and proportions names every mistake in their data.

The 2021 form's own files are taken, with one thing changed in each.
"""

import shutil

import pytest

from nianbao.core.finding import Severity
from nianbao.io.form_toml import FormError, read_form
from nianbao.io.paths import data

FEWEST, MOST = 2, 6
"""How many ready reasons a rule has: some to choose from, few enough to read."""


@pytest.fixture
def mistakes(tmp_path):
    """Change words in one file of the form of 2021; give what the reader has against it."""

    def mistakes(name, old, new):
        folder = tmp_path / "2021"
        shutil.copytree(str(data("forms") / "2021"), folder)
        path = folder / name
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
    (
        "rules/years.toml",
        'pending = "t4.review.pending"',
        'pending = "t4.review.all"',
        "t4.review.all",
    ),
    (
        "rules/years.toml",
        'counted = ["t4.direct_suit.total"]',
        "counted = []",
        "'counted' names no",
    ),
    ("rules/years.toml", 'cells = ["t2.fees.amount"]', 'cells = ["t2.fees"]', "no cell t2.fees"),
    ("rules/years.toml", "times = 10", "times = 0", "'times' is less"),
    ("rules/years.toml", "times = 10", 'times = "10"', "'times' is not a whole number"),
    ("rules/years.toml", "apart = 0", "", "'apart' is missing"),
    ("rules/years.toml", "{source}", "{cell}", "unknown place {cell}"),
    ("rules/years.toml", "{right}", "{value}", "unknown place {value}"),
    (
        "rules/plausible.toml",
        'part = "t3.3-6-3.total"',
        'part = "t3.3-6.total"',
        "no cell t3.3-6.total",
    ),
    ("rules/plausible.toml", 'given = ["t3.1.total", ', 'given = ["t3.0.total", ', "t3.0.total"),
    ("rules/plausible.toml", 'years = "this"', 'years = "all"', "'years' is not one of this, both"),
    ("rules/plausible.toml", "limit = 30", "limit = 30.5", "'limit' is not a whole number"),
    ("rules/plausible.toml", 'cell = "t3.3-6-2.total"', "", "'cell' is missing"),
    ("rules/organs.toml", '"ministry", "province", "city"]', '"town"]', "no kind of organ 'town'"),
    (
        "rules/organs.toml",
        'department = "01-31"',
        'department = "02-30"',
        "'last_day' of department",
    ),
    ("rules/organs.toml", 'department = "01-31"', 'bureau = "01-31"', "no kind of organ 'bureau'"),
    ("rules/organs.toml", 'expects = "nothing"', 'expects = "none"', "something, nothing"),
    ("rules/organs.toml", '"综合行政执法局", ', '"", ', "'names' has nothing to go by"),
    ("rules/layout.toml", "message_noted", "message_note", "'message_noted' is missing"),
    ("phrases.toml", 'rules = ["R07"]', 'rules = ["R99"]', "no rule 'R99'"),
    ("phrases.toml", 'rules = ["R07"]', 'rules = ["R01"]', "no rule 'R01' that asks"),
    ("phrases.toml", 'rules = ["R07"]', "rules = []", "'rules' names no rule"),
    ("phrases.toml", 'rules = ["R07"]', 'rules = ["R07", "R07"]', "stands twice for R07"),
    ("phrases.toml", 'rules = ["R07"]', 'rules = ["R07"]\nid = 1', "unknown key 'id'"),
    ("reminders.toml", 'id = "R36"', 'id = "R22"', "stands twice"),
    ("reminders.toml", 'source = "', 'sources = "', "'source' is missing"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"), MISTAKES, ids=[f"{m[0]}: {m[3]}" for m in MISTAKES]
)
def test_a_mistake_is_named_with_its_place(mistakes, name, old, new, said):
    problems = mistakes(name, old, new)
    assert any(problem.startswith(name) and said in problem for problem in problems)


@pytest.mark.parametrize("name", ["phrases.toml", "reminders.toml"])
def test_a_form_need_not_help(tmp_path, name):
    folder = tmp_path / "2021"
    shutil.copytree(str(data("forms") / "2021"), folder)
    (folder / name).unlink()
    book = read_form(folder)
    assert not (book.phrases if name == "phrases.toml" else book.reminders)


def test_every_rule_that_asks_for_a_reason_has_some_ready(book):
    asking = {rule.rule for rule in book.rules if rule.severity is Severity.EXPLAIN}
    counts = {rule: len(book.phrases.get(rule, ())) for rule in asking}
    assert {rule: n for rule, n in counts.items() if not FEWEST <= n <= MOST} == {}


def test_phrases_and_reminders_are_whole_sentences(book):
    words = [
        *(w for each in book.phrases.values() for w in each),
        *(r.words for r in book.reminders),
    ]
    assert [w for w in words if not w.endswith("。") or w != w.strip()] == []


def test_the_reminders_are_no_findings(book):
    reminders = [reminder.rule for reminder in book.reminders]
    assert reminders == ["R22", "R36", "R68"]
    assert not set(reminders) & {rule.rule for rule in book.rules}
