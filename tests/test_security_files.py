"""Files that point at other files, climb out of their folder, or weigh too much.

The threats are listed in `docs/threats.md`.
"""

import json
import os
import re
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from bad_files import BAD_FILES, holding, parts_of, sound_files, with_part, zipped

from nianbao.app.command_line import run
from nianbao.io import atomic
from nianbao.io.file_names import file_name

TESTS = Path(__file__).parent
SEED = TESTS / "samples" / "seed.nianbao"
CELL = "t3.1.natural"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and modes are of POSIX")


# Files that name other files


CANARY = """
import json, sys
reached = []
def hear(event, given):
    if event.startswith(("socket.", "ftplib.", "http.", "smtplib.", "urllib.", "subprocess.",
                         "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.startfile",
                         "webbrowser.")):
        reached.append((event, str(given)))
sys.addaudithook(hear)
from nianbao.app.command_line import run
status = run(sys.argv[1:])
memory = open("/proc/self/status").read() if sys.platform == "linux" else ""
print(json.dumps([status, reached, memory]))
"""


def watched(*words, timeout=60):
    """Run a command in a process of its own that tells what it reached for, and what it weighed."""
    ended = subprocess.run(
        [sys.executable, "-c", CANARY, *map(str, words)],
        capture_output=True,
        check=False,
        timeout=timeout,
        env={**os.environ, "PYTHONPATH": str(TESTS.parent / "src")},
        text=True,
        encoding="utf-8",
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    status, reached, memory = json.loads(ended.stdout.splitlines()[-1])
    peak = re.search(r"VmHWM:\s+(\d+)", memory)
    return status, reached, int(peak[1]) // 1024 if peak else 0


LINK = '<Relationship Id="x9" Type="{kind}" Target="{target}" TargetMode="External"/>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def linking(part, *kinds):
    """Point from a part at a file outside, in as many ways as there are kinds."""

    def make(sound, target):
        ending = ".docx" if part.startswith("word/") else ".xlsx"
        links = "".join(
            LINK.format(kind=f"{OFFICE}/{kind}", target=target).replace("x9", f"x{n}")
            for n, kind in enumerate(kinds)
        )

        def add(part):
            whole = (
                part
                or b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            )
            return whole.replace(b"</Relationships>", links.encode() + b"</Relationships>")

        folder, name = part.rsplit("/", 1)
        return ending, with_part(sound[ending], f"{folder}/_rels/{name}.rels", add)

    return make


def page_with(head, body=""):
    def make(sound, target):
        page = sound[".html"].decode().replace("</head>", head.format(target) + "</head>")
        return ".html", page.replace("<table", body.format(target) + "<table", 1).encode()

    return make


POINTING = {
    "docx": linking(
        "word/document.xml", "image", "attachedTemplate", "aFChunk", "oleObject", "subDocument",
        "hyperlink", "frame", "settings", "styles", "numbering",
    ),
    "xlsx": linking(
        "xl/workbook.xml", "externalLink", "worksheet", "styles", "sharedStrings", "theme",
        "connections",
    ),
    "a sheet": linking("xl/worksheets/sheet1.xml", "hyperlink", "oleObject", "image", "drawing"),
    "a web page": page_with(
        '<link rel="stylesheet" href="{0}"><style>@import "{0}";</style><base href="{0}">'
        '<script src="{0}"></script><meta http-equiv="refresh" content="0;url={0}">',
        '<img src="{0}"><iframe src="{0}"></iframe><object data="{0}"></object>',
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(book):
    return sound_files(book)


@POSIX
@pytest.mark.parametrize("target", ["a pipe", "the network"])
@pytest.mark.parametrize("what", POINTING)
def test_what_a_file_points_at_is_never_opened(sound, tmp_path, what, target):
    """Who opened the pipe would wait for ever; who asked the network would be heard."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    place = f"file://{pipe}" if target == "a pipe" else "http://127.0.0.1:9/x"
    ending, data = POINTING[what](sound, place)
    path = tmp_path / f"年报{ending}"
    path.write_bytes(data)
    out = tmp_path / "年报.nianbao"
    assert watched("read", path, "-o", out)[:2] == (0, [])
    cells = json.loads(out.read_text(encoding="utf-8"))["cells"]
    assert cells == json.loads(SEED.read_text(encoding="utf-8"))["cells"]


FORM_NAMES = ["../2021", "2021/../2021", "/etc", "C:\\forms\\2021", "//127.0.0.1/forms", ".", ""]


@pytest.mark.parametrize("name", FORM_NAMES)
def test_a_report_cannot_name_a_form_outside(tmp_path, capsys, name):
    path = tmp_path / "年报.nianbao"
    plain = json.loads(SEED.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**plain, "form": name}), encoding="utf-8")
    assert run(["read", str(path)]) == 2
    assert re.match(r"\[E_(NOT_SUPPORTED|CORRUPT)\] ", capsys.readouterr().err)


def test_a_report_that_names_files_has_none_of_them_opened(tmp_path):
    """Sources and last year's file are words to be shown."""
    pipe = tmp_path / "pipe"
    if sys.platform != "win32":
        os.mkfifo(pipe)
    plain = json.loads(SEED.read_text(encoding="utf-8"))
    plain["sources"] = {CELL: {"file": str(pipe), "place": f"file://{pipe}", "as_read": "1"}}
    plain["previous"] = {"year": 2023, "form": str(pipe), "cells": {}, "source": str(pipe)}
    path = tmp_path / "年报.nianbao"
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert watched("read", path)[:2] == (0, [])
    for ending in (".docx", ".xlsx", ".html"):
        status = watched("export", path, "--draft", "-o", tmp_path / f"a{ending}")
        assert status[:2] == (0, [])


CLIMBING = [
    "../climbed",
    "..\\climbed",
    "/climbed",
    "C:\\climbed",
    "xl/../../climbed",
    "a/\x01",
]


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_members_that_climb_are_not_unpacked_and_are_named(sound, tmp_path, capsys, ending):
    parts = {**parts_of(sound[ending]), **dict.fromkeys(CLIMBING, b"climbed")}
    folder = tmp_path / "内" / "内"
    folder.mkdir(parents=True)
    path = folder / f"年报{ending}"
    path.write_bytes(zipped(parts))
    assert run(["read", str(path)]) == 0
    said = capsys.readouterr()
    assert [p for p in json.loads(said.out)["problems"] if "climbed" in json.dumps(p)] or (
        "名" in said.err
    )
    left = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert left == [path]
    assert not Path("/climbed").exists()


# Names of files made of names of organs


WINDOWS_NAME = re.compile(r'[^<>:"/\\|?*\x00-\x1f\x7f]+')
RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"
}
TITLES = [
    "../../etc/passwd", "..\\..\\a", "/etc/passwd", "C:\\Windows\\a", "a:b", 'a*?"<>|b',
    "a\x00b\nc",
    *sorted(RESERVED), "con", "nul.txt", "Con.2024", "aux ", " prn", ".", "..", "...", "", " ",
    "某局2024年. . .", ".隐藏", "某局\u202excod.exe", "某\u200b局", "长" * 300, "\ud83d某局",
    "\ufeff某局",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("ending", [".docx", ".nianbao"])
def test_a_name_made_of_a_title_is_a_name_everywhere(title, ending, tmp_path):
    name = file_name(title, ending)
    stem = name.removesuffix(ending)
    assert name != stem
    assert WINDOWS_NAME.fullmatch(name)
    assert stem.strip(" .") == stem != ""
    assert stem.partition(".")[0].rstrip().upper() not in RESERVED
    assert len(name) <= 130
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cf", "Cs"}
    assert (tmp_path / name).parent == tmp_path
    if len(name.encode()) <= 255:
        (tmp_path / name).write_bytes(b"")
        assert [path.name for path in tmp_path.iterdir()] == [name]


# Files on their way


@POSIX
@pytest.mark.parametrize(
    "command",
    [
        *(
            ["export", SEED, "-o", f"年报{ending}"]
            for ending in (".docx", ".xlsx", ".html", ".pdf")
        ),
        ["read", SEED, "-o", "年报.nianbao"],
        ["start", SEED, "-o", "新.nianbao"],
        ["review", SEED, "-o", "核对.docx"],
    ],
    ids=lambda command: command[-1],
)
def test_a_file_on_its_way_is_readable_to_its_owner_alone(qapp, tmp_path, monkeypatch, command):
    seen = []
    through = atomic._write_through

    def look(path, data):
        through(path, data)
        seen.append(stat.S_IMODE(path.stat().st_mode))

    monkeypatch.setattr(atomic, "_write_through", look)
    monkeypatch.chdir(tmp_path)
    before = os.umask(0)
    try:
        assert run([str(word) for word in command]) == 0
    finally:
        os.umask(before)
    assert seen == [0o600]
    assert [path.name for path in tmp_path.iterdir()] == [command[-1]]


# Limits


HEAVIEST_MB = 400
BOMBS = BAD_FILES["E_TOO_BIG"]
WIDE_DIMENSION = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1"/></cols>'
    b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)
HEAVY = {
    **BOMBS,
    "a sheet as large as there is": (
        "年报.xlsx",
        holding(
            lambda s: with_part(s[".xlsx"], "xl/worksheets/sheet1.xml", lambda _: WIDE_DIMENSION)
        ),
    ),
    "a web page of cells that span everything": (
        "年报.html",
        holding(b"<table>" + b'<tr><td colspan="1000" rowspan="65534">1</td></tr>' * 2_000),
    ),
    "a report of thirty million brackets": (
        "年报.nianbao",
        holding(b'{"version": 1, "form": "2021", "cells": ' + b"[" * 29_000_000),
    ),
    "a report of a long number": (
        "年报.nianbao",
        holding(b'{"version": 1, "form": "2021", "year": ' + b"9" * 20_000_000 + b"}"),
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")
@pytest.mark.parametrize("what", HEAVY)
def test_no_file_makes_the_program_heavy(sound, tmp_path, what):
    name, make = HEAVY[what]
    path = tmp_path / name
    make(path, sound)
    status, reached, megabytes = watched("read", path)
    print(f"{what}: {megabytes} MB")
    assert status in {0, 2}  # of a sound file, the rest is read
    assert reached == []
    assert 0 < megabytes < HEAVIEST_MB
