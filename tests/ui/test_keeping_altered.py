"""A report changed outside the program: it opens, how it differs is said, what was kept offered."""

import json

import pytest

from nianbao.ui import dialogs

FIRST = "t3.1.natural"


@pytest.fixture
def altered(new_window, seed_file):
    """A file a window has saved 7 into, in which something else wrote 9 since."""
    window = new_window()
    window.incoming.open(window, seed_file)
    window.session.type({FIRST: "7"})
    window.close()
    text = seed_file.read_text(encoding="utf-8")
    assert f'"{FIRST}": 7' in text
    seed_file.write_text(text.replace(f'"{FIRST}": 7', f'"{FIRST}": 9'), encoding="utf-8")
    return seed_file


@pytest.fixture
def asked(monkeypatch):
    """Answer what is asked about an altered file; what was said is kept."""

    def answer(taken):
        said = []

        def ask(_window, name, when, differences):
            said.append((name, when, differences))
            return taken

        monkeypatch.setattr(dialogs, "ask_altered", ask)
        return said

    return answer


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(dialogs, "tell", lambda *words: said.append(words[1:]))
    return said


def test_it_opens_with_what_is_in_it_and_each_difference_is_named(altered, window, asked, told):
    said = asked(False)
    assert window.incoming.open(window, altered)
    (name, when, differences), *more = said
    assert (name, more, told) == (altered.name, [], [])
    assert "月" in when
    assert "“自然人”：那时是 7，现在是 9" in differences
    assert window.session.report.value(FIRST) == 9
    assert window.session.path == altered
    assert not window.isWindowModified()


def test_what_was_kept_comes_as_one_step_in_a_report_of_its_own(altered, window, asked):
    asked(True)
    before = altered.read_bytes()
    window.incoming.open(window, altered)
    assert window.session.report.value(FIRST) == 7
    assert window.session.path is None
    assert window.isWindowModified()
    assert altered.read_bytes() == before
    window.session.undo.undo()
    assert window.session.report.value(FIRST) == 9


def test_once_the_clerk_saves_it_is_a_file_like_any_other(altered, window, new_window, asked, told):
    said = asked(False)
    window.incoming.open(window, altered)
    window.session.type({FIRST: "8"})
    window.close()
    again = new_window()
    assert again.incoming.open(again, altered)
    assert len(said) == 1
    assert "改过" not in told[0][1]  # the sums that do not come out are said as ever
    assert again.session.report.value(FIRST) == 8


def test_a_version_that_was_altered_itself_is_passed_over(altered, window, asked):
    newest, *_ = window.files.keeper.versions.of(altered)
    newest.file.write_bytes(altered.read_bytes())
    said = asked(True)
    window.incoming.open(window, altered)
    assert "那时是 1，现在是 9" in said[0][2]
    assert window.session.report.value(FIRST) == 1


def test_where_nothing_was_kept_it_is_one_remark(altered, window, told, tmp_path):
    other = tmp_path / "别人的.nianbao"
    other.write_bytes(altered.read_bytes())
    assert window.incoming.open(window, other)
    ((title, words),) = told
    assert other.name in title
    assert "改过，或者已经损坏" in words


def test_where_only_the_checksum_is_another_nothing_is_to_be_chosen(altered, window, told):
    plain = json.loads(altered.read_text(encoding="utf-8"))
    plain["cells"][FIRST] = 7
    plain["checksum"] = "0" * 64
    altered.write_text(json.dumps(plain), encoding="utf-8")
    assert window.incoming.open(window, altered)
    assert len(told) == 1


def test_what_differs_besides_numbers_is_named_and_much_is_counted(altered, window, asked):
    plain = json.loads(altered.read_text(encoding="utf-8"))
    plain["organ"] = "另一个局"
    plain["text"]["5"] = [{"heading": "", "body": "别的话"}]
    altered.write_text(json.dumps(plain), encoding="utf-8")
    said = asked(False)
    window.incoming.open(window, altered)
    differences = said[0][2]
    assert "存在的主要问题" in differences
    assert "封面" in differences
    plain["cells"] = dict.fromkeys(plain["cells"], 3)
    altered.write_text(json.dumps(plain), encoding="utf-8")
    window.incoming.open(window, altered)
    assert len(said[1][2].split("\n\n")[0].splitlines()) == 7
    assert "…… 一共 " in said[1][2]
