"""The Linux package: what can be told without building it. docs/linux.md tells the rest."""

import configparser
import re
import shutil
import subprocess
import sys
import tarfile
import zlib
from pathlib import Path

import build_linux
import check_linux
import pytest
from common.program import imported_modules
from common.wheels import for_linux, locked_versions
from linux import deb, freeze, start, tree
from linux.contents import numbers, read_contents
from linux.dist import Dist
from linux.elf import Binary, is_elf, read_elf
from linux.host import ask_python
from lxml import etree

ROOT = Path(__file__).parents[1]
LINUX = ROOT / "packaging" / "linux"
LOCKS = ROOT / "packaging" / "lock"
CONTENTS = read_contents()

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a package for Linux")
needs_readelf = pytest.mark.skipif(
    shutil.which("readelf") is None, reason="binutils is not installed"
)
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is not installed")


# Locks


def test_the_lock_pins_each_wheel_by_its_sum_and_names_no_place():
    text = (LOCKS / "linux.lock").read_text(encoding="utf-8")
    versions = locked_versions(LOCKS / "linux.lock")
    sums = re.findall(r"--hash=sha256:[0-9a-f]{64}", text)
    # lxml alone has a wheel for each Python.
    assert len(set(sums)) == len(sums) == len(versions) + len(CONTENTS.lines) - 1
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|@", text)


@pytest.mark.parametrize("lock", ["linux", "zig"])
def test_the_lock_holds_what_is_wanted(lock):
    wanted = (LOCKS / f"{lock}.in").read_text(encoding="utf-8").splitlines()
    pins = dict(line.lower().split("==") for line in wanted if not line.startswith("#"))
    assert locked_versions(LOCKS / f"{lock}.lock") == pins


def test_linux_gets_the_versions_that_windows_gets():
    windows = locked_versions(LOCKS / "program.lock")
    linux = locked_versions(LOCKS / "linux.lock")
    assert windows.items() <= linux.items()


def test_no_wheel_is_asked_for_that_uos_20_could_not_load():
    asked = [flag for flag in for_linux("3.13") if "manylinux_" in flag]
    versions = [re.search(r"manylinux_(\d+)_(\d+)_", flag).groups() for flag in asked]
    assert versions
    assert max(tuple(map(int, version)) for version in versions) == CONTENTS.glibc


# What goes in


def test_the_program_imports_only_parts_of_qt_that_are_allowed():
    assert imported_modules(ROOT / "src") <= CONTENTS.qt_allowed


def test_what_is_left_out_of_python_the_program_does_not_import():
    excluded = set(CONTENTS.excluded)
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"^\s*(?:import|from) ([\w.]+)", text, re.MULTILINE)
        assert not excluded & set(names), path


@pytest.mark.parametrize("platform", start.PLATFORMS)
def test_every_platform_that_a_session_may_ask_for_is_shipped(platform):
    assert [name for name in CONTENTS.plugins if re.fullmatch(rf"platforms/libq{platform}.*", name)]


TOLD = freeze.Told(
    program="/work/program",
    modules=[],
    borrowed=["/usr/lib/libxcb-cursor.so.0"],
    excluded=[],
    libraries=["PySide6/QtCore.abi3.so", "PySide6/Qt/lib/libQt6Core.so.6"],
    words=["PySide6/Qt/translations/qt_zh_CN.qm"],
    site="/work/site",
)


def entries(*names):
    return [(name, f"/somewhere/{name}", "BINARY") for name in names]


def test_of_what_pyinstaller_found_only_pythons_own_libraries_stay():
    stays = entries(
        "libpython3.11.so.1.0",
        "libxcb-cursor.so.0",
        "lib-dynload/math.cpython-311-x86_64-linux-gnu.so",
        "python3.13/lib-dynload/zlib.cpython-313-x86_64-linux-gnu.so",
    )
    goes = entries(
        *("libstdc++.so.6", "libQt6Core.so.6", "libgtk-3.so.0", "PySide6/QtNetwork.abi3.so"),
        "PySide6/Qt/plugins/platforms/libqvnc.so",
    )
    made = freeze.binaries([*stays, *goes], TOLD)
    assert set(stays) < set(made)
    assert not set(goes) & set(made)


def test_the_libraries_of_wheels_lie_as_they_lie_in_the_wheels():
    made = freeze.binaries([], TOLD)
    assert ("PySide6/Qt/lib/libQt6Core.so.6", "/work/site/PySide6/Qt/lib/libQt6Core.so.6") in [
        entry[:2] for entry in made
    ]


def test_of_qts_words_only_the_chinese_are_shipped():
    found = entries("nianbao/forms/2021/form.toml", "PySide6/Qt/translations/qt_de.qm")
    names = [entry[0] for entry in freeze.datas(found, TOLD)]
    assert names == ["PySide6/Qt/translations/qt_zh_CN.qm", "nianbao/forms/2021/form.toml"]


def test_modules_that_are_imported_late_are_taken_along():
    assert {"nianbao", "nianbao.__main__", "nianbao.app.furnishing"} <= set(
        freeze.modules_of(ROOT / "src")
    )


# What the desktop's session says


SESSIONS = [
    ({}, {}),
    ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}),
    ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULE": "ibus"}),
    ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus"}),
    ({"QT_QPA_PLATFORM": "dxcb;xcb"}, {"QT_QPA_PLATFORM": "xcb"}),
    ({"QT_QPA_PLATFORM": "dxcb"}, {}),
    ({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, {"QT_QPA_PLATFORM": "offscreen:size=800x600"}),
    ({"QT_QPA_PLATFORM": "wayland;xcb"}, {"QT_QPA_PLATFORM": "wayland;xcb"}),
    # What PyInstaller sets is for this process alone.
    ({"LD_LIBRARY_PATH": "/opt/nianbao/_internal", "QT_PLUGIN_PATH": "/opt/nianbao"}, {}),
    (
        {"LD_LIBRARY_PATH": "/opt/nianbao/_internal", "LD_LIBRARY_PATH_ORIG": "/opt/wps"},
        {"LD_LIBRARY_PATH": "/opt/wps"},
    ),
]


@pytest.mark.parametrize(("session", "set_right"), SESSIONS)
def test_what_the_shipped_plugins_cannot_do_is_not_asked_of_them(session, set_right):
    start.set_right(session)
    assert session == set_right


# The desktop


def test_the_menu_entry_and_the_kind_of_file_speak_of_the_same():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / "nianbao.desktop", encoding="utf-8")
    kind = etree.parse(LINUX / "nianbao.xml").getroot()[0]
    names = {"mime": "{http://www.freedesktop.org/standards/shared-mime-info}"}
    assert kind.get("type") + ";" == entry["Desktop Entry"]["MimeType"]
    assert kind.find(f"{names['mime']}glob").get("pattern") == "*.nianbao"
    assert entry["Desktop Entry"]["Exec"] == f"/{tree.PROGRAM}/nianbao %f"


@pytest.fixture
def program(tmp_path):
    """A small program's folder."""
    folder = tmp_path / "program"
    for name in ("nianbao", "_internal/部件.so", "licences/NOTICE.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


@on_linux
def test_nothing_is_installed_outside_the_programs_folder_but_what_the_desktop_must_know(
    program, tmp_path
):
    root = tmp_path / "root"
    tree.lay_out(program, root)
    placed = {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}
    others = {name for name in placed if not name.startswith("opt/nianbao/")}
    assert {name for name in others if "/icons/hicolor/" not in name} == {
        "usr/bin/nianbao",
        "usr/share/applications/nianbao.desktop",
        "usr/share/doc/nianbao/copyright",
        "usr/share/mime/packages/nianbao.xml",
    }
    for size in (16, 48, 256):
        picture = root / f"usr/share/icons/hicolor/{size}x{size}/apps/nianbao.png"
        assert picture.read_bytes().startswith(b"\x89PNG")
    assert (root / "usr/bin/nianbao").readlink() == Path("/opt/nianbao/nianbao")


# The same bytes


@on_linux
def test_the_archive_is_the_same_whenever_and_wherever_it_is_made(program, tmp_path):
    moved = shutil.copytree(program, tmp_path / "elsewhere" / "program")
    for folder, name in ((program, "one"), (moved, "other")):
        tree.settle(folder, 1_000_000)
        tree.make_tar(folder, tmp_path / name, "nianbao-1.2.3", 1_000_000)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    # Made within the same second: the time would be the same by chance.
    assert (tmp_path / "one").read_bytes()[4:8] == (1_000_000).to_bytes(4, "little")
    with tarfile.open(tmp_path / "one") as packed:
        assert packed.getmember("nianbao-1.2.3/_internal/部件.so").uname == "root"


@on_linux
@needs_dpkg
def test_the_deb_is_the_same_twice_and_runs_nothing(program, tmp_path):
    control = deb.control_of(program, "1.2.3", {program / "nianbao": binary()}, CONTENTS)
    for name in ("one", "other"):
        root = tmp_path / f"root-{name}"
        tree.lay_out(program, root)
        tree.settle(root, 1_000_000)
        deb.make_deb(root, tmp_path / f"{name}.deb", control, 1_000_000)
    assert (tmp_path / "one.deb").read_bytes() == (tmp_path / "other.deb").read_bytes()
    told = subprocess.run(
        [shutil.which("dpkg-deb"), "--info", tmp_path / "one.deb"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Version: 1.2.3" in told
    assert not re.search(r"preinst|postinst|prerm|postrm", told)


# What it depends on


def binary(*needed, glibc="2.17", machine=check_linux.MACHINE, searched="", glibcxx="3.4"):
    wanted = frozenset(("libc.so.6", *needed))
    return Binary(machine, wanted, searched, numbers(glibc), numbers(glibcxx))


def test_the_deb_asks_for_the_glibc_that_its_newest_part_needs(program):
    read = {program / "a.so": binary(glibc="2.9"), program / "b.so": binary(glibc="2.28")}
    control = deb.control_of(program, "1.2.3", read, CONTENTS)
    assert re.search(r"^Depends: .*\blibc6 \(>= 2\.28\)", control, re.MULTILINE)


def test_what_qt_does_without_is_recommended_only(program):
    read = {
        program / "libqxcb.so": binary("libX11.so.6"),
        program / "libcupsprintersupport.so": binary("libcups.so.2", "libX11.so.6"),
    }
    needed, wanted = deb.packages(read, CONTENTS)
    assert needed == {"libc6", "libx11-6"}
    assert wanted == {"libcups2 | libcups2t64"}


@on_linux
@needs_readelf
def test_a_library_says_what_it_wants():
    told = read_elf(Path(zlib.__file__) if hasattr(zlib, "__file__") else Path(sys.executable))
    assert "libc.so.6" in told.needed
    assert told.glibc >= (2, 2, 5)
    assert is_elf(Path(sys.executable).resolve())
    assert not is_elf(Path(__file__))


# The gate: a fault is planted, and found


@pytest.fixture
def dist(tmp_path, program):
    """The gate over a small program's folder in which nothing is wrong."""
    program.rename(tmp_path / "nianbao")
    made = Dist(tmp_path, CONTENTS, release=True)
    made.__dict__["binaries"] = {made.folder / "nianbao": binary("libX11.so.6")}
    return made


PLANTED = [
    (check_linux.only_this_machine, binary(machine="AArch64")),
    (check_linux.libraries_are_there, binary("libgtk-3.so.0")),
    (check_linux.old_systems_are_served, binary(glibc="2.29")),
    (check_linux.old_systems_are_served, binary(glibcxx="3.4.26")),
    (check_linux.nothing_is_searched_elsewhere, binary(searched="$ORIGIN/lib:/home/builder/lib")),
]


@pytest.mark.parametrize(("check", "planted"), PLANTED)
def test_the_gate_finds_a_library_that_would_not_load_everywhere(dist, check, planted):
    assert list(check(dist)) == []
    dist.binaries[dist.folder / "_internal" / "bad.so"] = planted
    assert any("bad.so" in line for line in check(dist))


CODE_WITH_A_PATH = zlib.compress(bytes(64) + str(ROOT).encode())
FILES = [
    (check_linux.nothing_forbidden, "_internal/PySide6/Qt/lib/libQt6Network.so.6", b"x"),
    (check_linux.nothing_forbidden, "_internal/libstdc++.so.6", b"x"),
    (check_linux.nothing_forbidden, "_internal/_ssl.cpython-313-x86_64-linux-gnu.so", b"x"),
    (check_linux.nothing_forbidden, "_internal/left.py", b"x"),
    (
        check_linux.no_path_of_this_machine,
        "nianbao",
        b"start" + zlib.compress(bytes(64) + bytes(ROOT)),
    ),
    (check_linux.sizes_are_kept, "large", bytes(CONTENTS.installed_bytes + 1)),
]


@pytest.mark.parametrize(("check", "name", "data"), FILES, ids=[row[1] for row in FILES])
def test_the_gate_finds_what_must_not_be_there(dist, check, name, data):
    assert list(check(dist)) == []
    planted = dist.folder / name
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_bytes(data)
    assert list(check(Dist(dist.out, CONTENTS, release=True)))


def test_the_gate_finds_a_licence_that_is_missing(dist):
    missing = list(check_linux.licences_are_there(dist))
    assert {"LGPL-3.0.txt", "PyInstaller-COPYING.txt", "libxcb-cursor0.txt"} <= set(missing)


# Where something is missing


def test_a_build_without_its_tools_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert build_linux.main([]) == build_linux.NoToolsError.status
    assert "apt-get install binutils dpkg" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "words"),
    [(("2.7",), "CPython 2.7 is needed"), (("3.5", "3.6"), "CPython 3.5, 3.6 is needed")],
)
def test_a_python_of_another_line_is_refused_in_a_sentence(lines, words):
    with pytest.raises(build_linux.BuildError, match=words):
        ask_python(None, lines)


def test_a_python_that_is_none_is_refused_in_a_sentence():
    with pytest.raises(build_linux.BuildError, match="Name one: --python PATH"):
        ask_python(Path("/nowhere/python3"), CONTENTS.lines)


def test_a_release_that_old_systems_cannot_run_is_refused(dist, monkeypatch):
    read = {dist.folder / "_internal" / "libpython3.11.so.1.0": binary(glibc="2.35")}
    monkeypatch.setattr(build_linux, "read_all", lambda folder: read)
    with pytest.raises(build_linux.BuildError, match=r"glibc 2\.35 .*libpython3\.11.*old_python"):
        build_linux._oldest_system(dist.folder, CONTENTS, release=True)


@on_linux
def test_without_its_tools_the_end_to_end_test_says_that_it_was_skipped(tmp_path):
    for tool in ("dirname", "id"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    ran = subprocess.run(
        [shutil.which("bash"), LINUX / "e2e.sh"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 77
    assert ran.stdout.startswith("SKIPPED")
    assert "debootstrap" in ran.stdout
