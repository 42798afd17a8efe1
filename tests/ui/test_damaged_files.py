"""A report file that can no longer be read: one sentence, and what was kept of it is offered."""

import pytest
from PySide6.QtCore import Qt

from nianbao.ui import dialogs

Key = Qt.Key
FIRST = "t3.1.natural"


@pytest.fixture
def warned(monkeypatch):
    words = []
    monkeypatch.setattr(dialogs, "warn", lambda *args: words.append(args[2]))
    return words


@pytest.fixture
def offers(monkeypatch):
    """Answer the offer; what was offered is kept."""
    asked = []

    def answer(taken):
        def ask(_window, name, when, why):
            asked.append((name, when, why))
            return taken

        monkeypatch.setattr(dialogs, "ask_last_good", ask)
        return asked

    return answer


@pytest.fixture
def worked_on(new_window, seed_file):
    """A file that was worked on in a window, left by closing it."""
    window = new_window()
    window.incoming.open(window, seed_file)
    window.session.type({FIRST: "7"})
    window.close()
    return seed_file


DAMAGES = [
    pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
    pytest.param(lambda data: b"\x00" * len(data), id="zeros, as after a power cut"),
    pytest.param(lambda data: b"", id="empty"),
    pytest.param(lambda data: b"z" + data[1:], id="the first byte"),
    pytest.param(lambda data: data.replace(b'"form"', b'"fbrm"'), id="a key"),
    pytest.param(lambda data: data.replace("年".encode(), b"\xe5\xff\xb4", 1), id="no UTF-8"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_it_held_last_is_offered_and_opened_unsaved(
    worked_on, new_window, warned, offers, damage
):
    broken = damage(worked_on.read_bytes())
    assert broken != worked_on.read_bytes()
    worked_on.write_bytes(broken)
    asked = offers(taken=True)
    window = new_window()
    window.incoming.open(window, worked_on)
    assert warned == []  # all is said in the one dialog
    assert len(asked) == 1
    assert f"“{worked_on.name}”" in asked[0][2]
    assert window.session.report.value(FIRST) == 7
    assert window.session.path is None
    assert window.isWindowModified()
    assert window.windowTitle().startswith("年报（2024）（以前保存的内容）")
    assert worked_on.read_bytes() == broken


def test_the_newest_that_can_be_read_is_the_one(worked_on, new_window, warned, offers):
    window = new_window()
    newest, older = window.files.keeper.versions.of(worked_on)
    newest.file.write_bytes(b"\x00")
    assert older.file.exists()
    worked_on.write_bytes(b"")
    offers(taken=True)
    window.incoming.open(window, worked_on)
    assert window.session.report.value(FIRST) == 1


def test_declined_everything_stays_as_it_is(worked_on, new_window, warned, offers):
    worked_on.write_bytes(b"")
    offers(taken=False)
    window = new_window()
    window.incoming.open(window, worked_on)
    assert not window.session.report.entries
    assert not window.isWindowModified()


def test_of_a_file_never_seen_before_nothing_is_offered(window, warned, seed_file):
    seed_file.write_bytes(b"")
    window.incoming.open(window, seed_file)
    assert len(warned) == 1


def test_a_file_that_can_be_read_is_no_case_for_it(window, warned, tmp_path):
    path = tmp_path / "去年.html"
    path.write_text("<p>没有表格</p>", encoding="utf-8")
    window.incoming.open(window, path)
    assert len(warned) == 1
