"""Every code of refusal, with files made to be refused: one sentence, and nothing is touched.

`E_BUSY` and `E_WRITE` need a file, or a place to write, that the system does not give.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from bad_files import BAD_FILES, ENDINGS, SEED, sound_files

from nianbao.app.command_line import run
from nianbao.io.problems import Refusal

pytestmark = pytest.mark.usefixtures("qapp")  # a PDF needs one, and there can be only one

UNUSABLE = 2
NOBODY = 65534
HELD_OPEN = """
import ctypes, sys
from ctypes import wintypes
create = ctypes.windll.kernel32.CreateFileW
create.restype = wintypes.HANDLE
create.argtypes = [wintypes.LPCWSTR, *(wintypes.DWORD,) * 2, wintypes.LPVOID,
                   *(wintypes.DWORD,) * 2, wintypes.HANDLE]
handle = create(sys.argv[1], 0x80000000, 0, None, 3, 0, None)
print(handle not in (None, wintypes.HANDLE(-1).value), flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def sound(book):
    return sound_files(book)


def commands(path, out):
    """Every command that reads a file, with what it would write."""
    yield ["read", path]
    yield ["read", path, "-o", out / "年报.nianbao"]
    yield ["start", path, "-o", out / "新.nianbao"]
    yield ["check", path, "--json"]
    yield ["check", SEED, "--previous", path]
    yield from (["export", path, "--draft", "-o", out / f"年报{e}"] for e in (*ENDINGS, ".pdf"))
    yield ["review", path, "-o", out / "核对.docx"]


@pytest.fixture
def out(tmp_path):
    """A folder in which each file that could be written is there already."""
    folder = tmp_path / "输出"
    folder.mkdir()
    for command in commands(Path(), folder):
        if "-o" in command:
            command[-1].write_bytes(b"old")
    return folder


@pytest.fixture
def refused(capsys):
    """Run a command that must be refused; give its one sentence."""

    def refused(words, code, name):
        status = run([str(word) for word in words])
        said = capsys.readouterr()
        assert (status, said.out) == (UNUSABLE, ""), said.err
        sentence = re.fullmatch(rf"\[{code}\] ([^。\n]+。)\n", said.err)
        assert sentence, said.err
        assert f"“{name}”" in sentence[1]
        assert "请" in sentence[1]  # says what to do
        assert not re.search(r"Error|Exception|Traceback|Errno|None|\[|\\x", sentence[1])
        return sentence[1]

    return refused


CASES = [
    pytest.param(code, name, make, id=f"{code}: {what}")
    for code, files in BAD_FILES.items()
    for what, (name, make) in files.items()
    if not (sys.platform == "win32" and make.__name__ in {"pipe", "broken_link"})
]


@pytest.mark.parametrize(("code", "name", "make"), CASES)
def test_a_file_that_cannot_be_used_is_refused_by_every_command(
    code, name, make, sound, tmp_path, out, refused
):
    received = tmp_path / "收到的文件"
    received.mkdir()
    path = received / name
    make(path, sound)
    for command in commands(path, out):
        refused(command, code, path.name)
    assert {file.read_bytes() for file in out.iterdir()} == {b"old"}
    assert len(list(out.iterdir())) == 7


def test_what_is_offered_to_choose_from_is_named_and_can_be_chosen(
    sound, tmp_path, refused, capsys
):
    name, make = BAD_FILES["E_CHOOSE"]["two years in one page"]
    path = tmp_path / name
    make(path, sound)
    said = refused(["read", path], "E_CHOOSE", name)
    assert "2023年" in said
    assert "2024年" in said
    refused(["read", path, "--year", "2025"], "E_CHOOSE", name)
    for year in ("2023", "2024"):
        assert run(["read", str(path), "--year", year]) == 0
        assert f'"year": {year}' in capsys.readouterr().out


def test_every_code_can_be_reached():
    here = {"E_BUSY", "E_WRITE"}
    assert BAD_FILES.keys() | here == {code.value for code in Refusal}


# What the system does not give


@pytest.fixture
def no_rights():
    """Do something as a user without rights: for the one who may do anything, as somebody else."""
    if sys.platform == "win32":
        pytest.skip("rights are no matter of modes here")

    @contextlib.contextmanager
    def as_somebody():
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    return as_somebody


@pytest.fixture
def open_folder(monkeypatch):
    """A folder that everybody may look into, unlike pytest's own; so is the program's own."""
    with tempfile.TemporaryDirectory() as name:
        outside, folder = Path(name), Path(name) / "文件"
        folder.mkdir()
        monkeypatch.setenv("XDG_CONFIG_HOME", str(outside / "own"))
        outside.chmod(0o755)
        yield folder


@pytest.mark.parametrize("name", ["年报.nianbao", "年报.xlsx", "年报.docx"])
def test_a_file_one_may_not_read_is_busy(sound, open_folder, out, refused, no_rights, name, capsys):
    path = open_folder / name
    path.write_bytes(sound[path.suffix])
    for command in commands(path, out):
        assert run([str(word) for word in command]) != UNUSABLE  # all is loaded, all is well
    capsys.readouterr()
    path.chmod(0)
    with no_rights():
        for command in commands(path, out):
            refused(command, "E_BUSY", name)


@pytest.mark.skipif(sys.platform != "win32", reason="nobody is kept out of an open file here")
@pytest.mark.parametrize("name", ["年报.nianbao", "年报.xlsx", "年报.docx"])
def test_a_file_that_is_open_elsewhere_is_busy(sound, tmp_path, out, refused, name):
    path = tmp_path / name
    path.write_bytes(sound[path.suffix])
    with subprocess.Popen(
        [sys.executable, "-c", HELD_OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline().strip() == "True"
        for command in commands(path, out):
            refused(command, "E_BUSY", name)
        refused(["read", SEED, "-o", path], "E_WRITE", name)
        holder.kill()
    assert path.read_bytes() == sound[path.suffix]


WRITING = [
    ("read", "年报.nianbao"),
    ("start", "年报.nianbao"),
    *(("export", f"年报{ending}") for ending in (*ENDINGS, ".pdf")),
    ("review", "核对.docx"),
]


@pytest.mark.parametrize(("command", "name"), WRITING)
class TestWhatCannotBeWritten:
    def test_no_folder(self, tmp_path, refused, command, name):
        path = tmp_path / "没有" / name
        assert "文件夹" in refused([command, SEED, "-o", path], "E_WRITE", name)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_of_that_name(self, tmp_path, refused, command, name):
        path = tmp_path / name
        path.mkdir()
        refused([command, SEED, "-o", path], "E_WRITE", name)
        assert list(tmp_path.iterdir()) == [path]

    def test_a_name_too_long(self, tmp_path, refused, command, name):
        name = f"{'年' * 300}{name}"
        assert "太长" in refused([command, SEED, "-o", tmp_path / name], "E_WRITE", name)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_takes_nothing(self, open_folder, refused, no_rights, command, name):
        path = open_folder / name
        path.write_bytes(b"old")
        path.chmod(0o644)
        warm = open_folder / f"先{name}"
        assert run([command, str(SEED), "-o", str(warm)]) == 0  # all is loaded
        warm.unlink()
        with no_rights():
            refused([command, SEED, "-o", path], "E_WRITE", name)
        assert path.read_bytes() == b"old"
        assert list(open_folder.iterdir()) == [path]

    @pytest.mark.parametrize(("option", "words"), [("size=4k", "磁盘已满"), ("ro", "磁盘")])
    def test_a_disk_that_takes_nothing(self, disk, refused, command, name, option, words):
        path = disk(option) / name
        assert words in refused([command, SEED, "-o", path], "E_WRITE", name)
        assert list(path.parent.iterdir()) == []


@pytest.fixture
def disk(tmp_path):
    """A disk of its own with these options, where this machine lets one be made."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "盘"

    def make(option):
        place.mkdir()
        command = [mount, "-t", "tmpfs", "-o", option, "none", str(place)]
        if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("no file system may be mounted here")
        return place

    yield make
    if unmount is not None and place.is_mount():
        subprocess.run([unmount, "-l", str(place)], check=True)
