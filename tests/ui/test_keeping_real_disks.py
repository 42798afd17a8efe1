"""An open report on a disk of its own, which becomes read-only, full or is taken away."""

import shutil
import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from nianbao.ui import dialogs

pytestmark = pytest.mark.qt_log_ignore("Could not remove our own lock file", extend=True)

Key = Qt.Key
FIRST = "t3.1.natural"
MOUNT, UNMOUNT = shutil.which("mount"), shutil.which("umount")


class Disk:
    """A file system in memory, mounted where the test wants it."""

    def __init__(self, place):
        self.place = place
        self.layers = 0
        self._mount("-t", "tmpfs", "-o", "size=1m", "none")

    def become_read_only(self):
        """Lay the same disk over itself, for reading alone: what is open in it stays open."""
        self._mount("--bind", str(self.place))
        subprocess.run([MOUNT, "-o", "remount,bind,ro", str(self.place)], check=True)

    def go(self):
        """Take the top layer away."""
        subprocess.run([UNMOUNT, "-l", str(self.place)], check=True)
        self.layers -= 1

    def _mount(self, *words):
        subprocess.run([MOUNT, *words, str(self.place)], check=True, capture_output=True)
        self.layers += 1


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "网络盘"
    place.mkdir()
    if MOUNT is None or UNMOUNT is None:
        pytest.skip("no file system can be mounted here")
    try:
        disk = Disk(place)
    except subprocess.CalledProcessError:
        pytest.skip("no file system may be mounted here")
    yield disk
    while disk.layers:
        disk.go()


@pytest.fixture
def opened(disk, window, seed_file):
    """A window on a report on that disk, in table three."""
    path = disk.place / seed_file.name
    path.write_bytes(seed_file.read_bytes())
    window.incoming.open(window, path)
    window.steps.go_to("3")
    window.page.setFocus()
    return window


def few(window):
    return window.findChild(QLabel, "kept").text()


def test_a_disk_that_becomes_read_only_is_said_and_written_to_later(
    disk, opened, press, pause, held
):
    path = opened.session.path
    before = path.read_bytes()
    disk.become_read_only()
    press("7", Key.Key_Return)
    pause(opened)
    assert few(opened) == "✕ 没有自动保存：写不进去"
    assert path.read_bytes() == before
    disk.go()
    pause(opened)
    assert held(path).value(FIRST) == 7


def test_a_disk_that_is_taken_away_is_said_and_the_work_can_be_saved_elsewhere(
    disk, opened, press, pause, held, tmp_path, monkeypatch
):
    disk.go()
    press("7", Key.Key_Return)
    pause(opened)
    assert few(opened) == "✕ 没有自动保存：文件不见了"
    other = tmp_path / "另存.nianbao"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: other)
    opened.deeds["SaveAs"]()
    assert held(other).value(FIRST) == 7
    assert not opened.isWindowModified()


def fill_up(disk):
    """Leave no room."""
    free = shutil.disk_usage(disk.place).free
    (disk.place / "别人的文件").write_bytes(bytes(free))


@pytest.mark.parametrize("trouble", [Disk.become_read_only, fill_up], ids=["read-only", "full"])
@pytest.mark.parametrize("deed", ["ExportDraft", "ExportExcel", "Save"])
def test_what_is_not_written_is_said_in_a_sentence_and_goes_elsewhere(
    disk, opened, press, held, tmp_path, monkeypatch, trouble, deed
):
    press("7", Key.Key_Return)
    trouble(disk)
    asked, other = [], tmp_path / ("别处.nianbao" if deed == "Save" else "别处.docx")
    names = [disk.place / "输出.docx", other] if deed != "Save" else [other]

    def retry(_window, message):
        asked.append(message)
        return dialogs.Retry.ELSEWHERE

    monkeypatch.setattr(dialogs, "ask_retry", retry)
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: names.pop(0))
    opened.deeds[deed]()
    (message,) = asked
    assert message.startswith("“")
    assert message.endswith("原来的文件没有改动。")
    assert ("磁盘已满" in message) is (trouble is fill_up)
    assert other.stat().st_size > 0
    assert not list(disk.place.glob("*.tmp"))
