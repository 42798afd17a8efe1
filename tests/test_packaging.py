"""The Windows package: what can be told without building it. packaging/README.md tells the rest."""

import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import build_win
import check_dist
import pytest
from check_dist import Dist
from common.problem import NoToolsError
from common.wheels import locked_versions
from win import launcher, qt, start_window
from win.contents import read_contents
from win.installer import make_zip, putting_of, removal_of
from win.pe import X64, ProgramFileError, read_program_file

import nianbao

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
LOCKS = PACKAGING / "lock"
CONTENTS = read_contents()


# Locks


@pytest.mark.parametrize("lock", ["program", "runtime", "tests"])
def test_a_lock_pins_each_wheel_by_its_sum_and_names_no_place(lock):
    text = (LOCKS / f"{lock}.lock").read_text(encoding="utf-8")
    versions = locked_versions(LOCKS / f"{lock}.lock")
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\n", text)) == len(versions) > 0
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|@", text)


@pytest.mark.parametrize("lock", ["program", "runtime", "tests"])
def test_a_lock_holds_what_is_wanted(lock):
    wanted = (LOCKS / f"{lock}.in").read_text(encoding="utf-8").splitlines()
    pins = dict(line.lower().split("==") for line in wanted if not line.startswith("#"))
    assert locked_versions(LOCKS / f"{lock}.lock") == pins


@pytest.mark.parametrize(("lock", "whole"), [("program", "runtime.txt"), ("tests", "dev.txt")])
def test_windows_gets_the_versions_that_are_tested_here(lock, whole):
    tested = locked_versions(ROOT / "requirements" / whole)
    for name, version in locked_versions(LOCKS / f"{lock}.lock").items():
        assert tested[name] == version, name


def test_qt_is_the_last_that_starts_on_windows_10_1809():
    assert locked_versions(LOCKS / "program.lock")["pyside6-essentials"] == "6.9.3"


# What goes in


def test_the_program_imports_only_parts_of_qt_that_are_allowed():
    modules = qt.imported_modules(ROOT / "src")
    assert modules >= {"QtCore", "QtGui", "QtWidgets"}
    assert modules <= CONTENTS.qt_allowed


@pytest.mark.parametrize(
    "line",
    [
        "from PySide6.QtNetwork import QTcpSocket",
        "import PySide6.QtNetwork",
        "from PySide6 import QtNetwork",
        "def later():\n    from PySide6.QtNetwork import QTcpSocket",
    ],
)
def test_an_import_is_seen_however_it_is_written(tmp_path, line):
    (tmp_path / "new.py").write_text(line, encoding="utf-8")
    assert qt.imported_modules(tmp_path) == {"QtNetwork"}


def test_the_version_stands_in_one_place():
    assert build_win.program_version() == nianbao.__version__


def test_what_is_compiled_ahead_is_always_the_same_and_knows_no_path(tmp_path):
    source = tmp_path / "source" / "部件"
    source.mkdir(parents=True)
    (source / "one.py").write_text("def f(a):\n    return a in {'甲', '乙', '丙', '丁'}\n", "utf-8")
    made = []
    for seed in ("1", "2"):
        target = tmp_path / seed
        subprocess.run(
            [sys.executable, PACKAGING / "win" / "compiled.py", source.parent, target],
            input="部件/one.py",
            encoding="utf-8",
            check=True,
            env={"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        )
        made.append((target / "部件" / "one.pyc").read_bytes())
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]
    assert "部件/one.py".encode() in made[0]
    assert made[0][4:8] == b"\1\0\0\0"  # never compared with a source


# The launchers


needs_compiler = pytest.mark.skipif(
    shutil.which("x86_64-w64-mingw32-gcc") is None, reason="gcc-mingw-w64-x86-64 is not installed"
)


@needs_compiler
@pytest.mark.parametrize("wanted", launcher.LAUNCHERS, ids=lambda wanted: wanted.name)
def test_a_launcher_needs_windows_alone_and_is_made_the_same_twice(tmp_path, wanted):
    made = []
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        launcher.make_launcher(wanted, tmp_path / folder, "1.2.3", "python312.dll")
        made.append(tmp_path / folder / wanted.name)
    told = read_program_file(made[0])
    assert (told.machine, told.stamp) == (X64, 0)
    assert told.imports.keys() <= {"kernel32.dll", "msvcrt.dll", "user32.dll"}
    assert made[0].read_bytes() == made[1].read_bytes()
    assert "年报助手".encode("utf-16-le") in made[0].read_bytes()
    assert "1.2.3".encode("utf-16-le") in made[0].read_bytes()


@pytest.mark.parametrize("data", [b"", b"MZ", b"PK\3\4" + bytes(200), b"MZ" + bytes(400)])
def test_what_is_no_program_file_is_said_to_be_none(tmp_path, data):
    (tmp_path / "a.dll").write_bytes(data)
    with pytest.raises(ProgramFileError):
        read_program_file(tmp_path / "a.dll")


@pytest.fixture
def said(monkeypatch, tmp_path):
    """What nianbao.exe says in a box; nobody sees what it prints."""
    said = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(start_window, "_say", said.append)
    return said


@pytest.fixture
def start(monkeypatch):
    """Start the program as Windows does: with nowhere to print to."""

    def start():
        with monkeypatch.context() as windows:
            windows.setattr(sys, "stdout", None)
            windows.setattr(sys, "stderr", None)
            return start_window.main()

    return start


def test_two_files_dropped_on_the_program_are_answered_in_words(said, start, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["nianbao", "a.nianbao", "b.nianbao"])
    assert start() == start_window.UNUSABLE
    assert said == ["一次只能打开一个文件，用 nianbao --help 看用法。"]


def test_a_program_that_ends_well_says_nothing(said, start, monkeypatch):
    monkeypatch.setattr("nianbao.__main__.main", lambda: print("版本") or 0)
    assert start() == 0
    assert said == []


def test_a_program_that_cannot_start_says_so_and_writes_down_why(
    said, start, monkeypatch, tmp_path
):
    def broken():
        raise OSError("form.toml is gone")

    monkeypatch.setattr("nianbao.__main__.main", broken)
    with pytest.raises(OSError, match="gone") as caught:
        start()
    sys.excepthook(caught.type, caught.value, caught.tb)
    (words,) = said
    assert "没有能够打开" in words
    assert "Traceback" not in words
    assert "form.toml is gone" in (tmp_path / "nianbao" / "启动失败.log").read_text("utf-8")


# The icon


def test_the_icon_has_every_size_that_windows_asks_for():
    data = (PACKAGING / "win" / "nianbao.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    rows = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * n) for n in range(count)]
    assert kind == 1
    assert {row[0] or 256 for row in rows} >= {16, 20, 24, 32, 40, 48, 64, 256}
    for width, *_, size, place in rows:
        picture = data[place : place + size]
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack_from(">II", picture, 16) == (width or 256, width or 256)


# The installer and the .zip


@pytest.fixture
def folder(tmp_path):
    """A small program's folder."""
    folder = tmp_path / "program"
    for name in ("nianbao.exe", "说明.txt", "lib/a.dll", "lib/deep/b.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


def test_uninstalling_takes_away_each_file_by_its_name_and_only_empty_folders(folder):
    lines = removal_of(folder).splitlines()
    assert sorted(lines[:4]) == [
        'Delete "$INSTDIR\\lib\\a.dll"',
        'Delete "$INSTDIR\\lib\\deep\\b.pyc"',
        'Delete "$INSTDIR\\nianbao.exe"',
        'Delete "$INSTDIR\\说明.txt"',
    ]
    # The inner folder first: the outer is not empty before.
    assert lines[4:] == ['RMDir "$INSTDIR\\lib\\deep"', 'RMDir "$INSTDIR\\lib"']


def test_installing_names_each_file_in_a_fixed_order(folder):
    lines = putting_of(folder).splitlines()
    assert lines == [
        'SetOutPath "$INSTDIR"',
        f'File "{folder / "nianbao.exe"}"',
        f'File "{folder / "说明.txt"}"',
        'SetOutPath "$INSTDIR\\lib"',
        f'File "{folder / "lib/a.dll"}"',
        'SetOutPath "$INSTDIR\\lib\\deep"',
        f'File "{folder / "lib/deep/b.pyc"}"',
    ]


def test_nothing_else_is_removed_from_a_disk():
    script = (PACKAGING / "win" / "installer.nsi").read_text(encoding="utf-8")
    assert "RMDir /r" not in script
    removed = re.findall(r"^\s*(?:Delete|RMDir) (.*)$", script, re.MULTILINE)
    links = ['"$SMPROGRAMS\\${NAME}.lnk"', '"$DESKTOP\\${NAME}.lnk"']
    assert sorted(removed) == sorted(['"$INSTDIR\\uninstall.exe"', '"$INSTDIR"', *links])


def test_no_date_of_a_checkout_gets_into_the_installer():
    script = (PACKAGING / "win" / "installer.nsi").read_text(encoding="utf-8")
    off, first_file = script.index("\nSetDateSave off\n"), script.index("!insertmacro MUI_PAGE")
    assert off < first_file
    assert "SetDateSave on" not in script


def test_the_installer_asks_for_no_rights_and_writes_to_the_users_part_only():
    script = (PACKAGING / "win" / "installer.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert "SetShellVarContext all" not in script


def test_the_zip_is_the_same_whenever_and_wherever_it_is_made(folder, tmp_path):
    make_zip(folder, tmp_path / "one.zip", "nianbao-1.2.3")
    moved = shutil.copytree(folder, tmp_path / "elsewhere" / "program")
    make_zip(moved, tmp_path / "other.zip", "nianbao-1.2.3")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert "nianbao-1.2.3/说明.txt" in packed.namelist()


# The gate: a fault is planted, and found


PLANTED = [
    (check_dist.nothing_forbidden, "lib/PySide6/Qt6Network.dll", b"x"),
    (check_dist.nothing_forbidden, "lib/PySide6/opengl32sw.dll", b"x"),
    (check_dist.nothing_forbidden, "_ssl.pyd", b"x"),
    (check_dist.nothing_forbidden, "app/nianbao/left.py", b"x"),
    (check_dist.nothing_forbidden, "app/nianbao/__pycache__/left.cpython-312.pyc", b"x"),
    (check_dist.code_is_compiled, "app/of_another_python.pyc", b"\xa7\r\r\n\1\0\0\0"),
    (check_dist.code_is_compiled, "app/compared_with_its_source.pyc", b"\xcb\r\r\n\0\0\0\0"),
    (check_dist.no_path_of_this_machine, "app/path.pyc", str(ROOT).encode()),
    (check_dist.names_are_safe, "LIB/a.DLL", b"x"),
    (check_dist.names_are_safe, "app/ends with a dot.", b"x"),
    (check_dist.sizes_are_kept, "large", bytes(CONTENTS.installed_bytes + 1)),
]


@pytest.fixture
def dist(tmp_path, folder):
    """The gate over a small program's folder in which nothing is wrong."""
    built = folder.rename(tmp_path / "nianbao")
    (built / "lib/deep/b.pyc").write_bytes(b"\xcb\r\r\n\1\0\0\0")
    with zipfile.ZipFile(built / f"python{CONTENTS.short}.zip", "w"):
        pass
    return Dist(tmp_path, CONTENTS)


@pytest.mark.skipif(sys.platform == "win32", reason="some of these names Windows refuses")
@pytest.mark.parametrize(("check", "name", "data"), PLANTED, ids=[row[1] for row in PLANTED])
def test_the_gate_finds_what_must_not_be_there(dist, check, name, data):
    assert list(check(dist)) == []
    planted = dist.folder / name
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_bytes(data)
    assert list(check(Dist(dist.out, CONTENTS)))


def test_the_gate_finds_a_licence_that_is_missing(dist):
    assert "LGPL-3.0.txt" in list(check_dist.licences_are_there(dist))


@needs_compiler
def test_the_gate_finds_a_library_that_not_every_windows_has(dist, tmp_path):
    def library(name, source, *more):
        (tmp_path / f"{name}.c").write_text(source, encoding="utf-8")
        target = dist.folder / f"{name}.dll"
        compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-Wl,--entry,0"]
        subprocess.run([*compiler, "-o", target, tmp_path / f"{name}.c", *more], check=True)
        return target

    (dist.folder / "nianbao.exe").unlink()
    (dist.folder / "lib" / "a.dll").unlink()
    given = library("given", "__declspec(dllexport) int one(void) { return 1; }")
    library("user", "int one(void); int two(void) { return one(); }", given)
    assert list(check_dist.libraries_are_there(Dist(dist.out, CONTENTS))) == []
    library("given", "__declspec(dllexport) int other(void) { return 1; }")
    wrong = check_dist.libraries_are_there(Dist(dist.out, CONTENTS))
    assert list(wrong) == ["user.dll wants one, which given.dll does not have"]
    given.rename(dist.folder / "icuuc.dll")
    wrong = check_dist.libraries_are_there(Dist(dist.out, CONTENTS))
    assert list(wrong) == ["user.dll wants given.dll"]


# Where something is missing


def test_a_build_without_its_tools_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert build_win.main([]) == NoToolsError.status
    said = capsys.readouterr().err
    assert "gcc-mingw-w64-x86-64" in said
    assert "nsis" in said


def test_a_release_is_refused_when_pythons_library_is_of_another_version(monkeypatch, capsys):
    host = build_win.HostPython(Path("python3.12"), "3.12.0", Path("lib"))
    monkeypatch.setattr(build_win, "find_python", lambda line, named: host)
    monkeypatch.setattr(build_win, "_tools", lambda *, installer: None)
    assert build_win.main(["--release"]) == 1
    assert f"signed files of {CONTENTS.version}" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_without_wine_the_end_to_end_test_says_that_it_was_skipped(tmp_path):
    for tool in ("dirname", "grep"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    ran = subprocess.run(
        [shutil.which("bash"), PACKAGING / "wine" / "e2e.sh"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 77
    assert ran.stdout.startswith("SKIPPED")
    assert "wine" in ran.stdout
