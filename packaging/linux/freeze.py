"""Runs PyInstaller: the program, the Python of this machine and what the lock names, in a folder.

PyInstaller is a tool for building only; of it the program keeps its start (the bootloader), which
its licence allows for any program.
"""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TypedDict

from common.problem import BuildError, NoToolsError
from common.program import ROOT, put_program
from linux.contents import HERE, Contents
from linux.host import HostPython
from linux.qt import wanted_of_qt

TOLD = "told.json"
"""What the .spec is told, in PyInstaller's work folder."""

INTERNAL = "_internal"
"""Where PyInstaller puts everything but the program's start."""

_LIBPYTHON = re.compile(r"libpython3\.\d+\.so\.1\.0")
_EXTENSIONS = re.compile(r"(python3\.\d+/)?lib-dynload/.+\.so")
_SYSTEM_LIBRARIES = (Path("/usr/lib/x86_64-linux-gnu"), Path("/lib/x86_64-linux-gnu"))

Entry = tuple[str, str, str]


class Told(TypedDict):
    """What the .spec is told."""

    program: str
    modules: list[str]
    borrowed: list[str]
    excluded: list[str]
    libraries: list[str]
    words: list[str]
    site: str


def freeze(python: HostPython, site: Path, work: Path, contents: Contents) -> Path:
    """Make the program's folder below `work`; raises BuildError and CalledProcessError."""
    source = work / "program"
    put_program(source / "nianbao")
    steps = work / "nianbao"
    steps.mkdir()
    found = [path for pattern in contents.extensions for path in sorted(site.glob(pattern))]
    extensions = [path.relative_to(site).as_posix() for path in found]
    if len(extensions) != len(contents.extensions):
        raise BuildError(f"{len(extensions)} files fit {', '.join(contents.extensions)}")
    told: Told = {
        "program": str(source),
        "modules": modules_of(source),
        "borrowed": [str(borrowed_library(name)) for name in contents.borrowed],
        "excluded": list(contents.excluded),
        "libraries": sorted({*wanted_of_qt(site, ROOT / "src", contents), *extensions}),
        "words": [f"PySide6/Qt/translations/{name}" for name in contents.translations],
        "site": str(site.resolve()),
    }
    (steps / TOLD).write_text(json.dumps(told), "utf-8")
    places = ("--distpath", work / "made", "--workpath", work, HERE / "nianbao.spec")
    tool = ("-s", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "PYTHONPATH": str(site),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "settings"),
    }
    subprocess.run([python.program, *tool, *places], check=True, env=environment)  # noqa: S603
    return work / "made" / "nianbao"


def modules_of(source: Path) -> list[str]:
    """Name every module of the program; some are imported only when they are wanted."""
    names = [path.relative_to(source).with_suffix("").parts for path in source.rglob("*.py")]
    return sorted(".".join(part for part in parts if part != "__init__") for parts in names)


def borrowed_library(name: str) -> Path:
    """Find a library of this Debian that is shipped; raises NoToolsError."""
    for folder in _SYSTEM_LIBRARIES:
        if (folder / name).exists():
            return folder / name
    raise NoToolsError(f"{name} is not on this machine; see [borrowed] in linux/contents.toml")


def binaries(found: list[Entry], told: Told) -> list[Entry]:
    """Say which libraries the folder gets, and where: those of wheels as they lie in the wheels.

    Of what PyInstaller found only Python's own stay. It would flatten Qt's folders, and take along
    libraries of this machine's system.
    """
    site = Path(told["site"])
    borrowed = {Path(place).name for place in told["borrowed"]}
    kept = [entry for entry in found if entry[0] in borrowed or _is_pythons(entry[0])]
    return sorted({*kept, *((name, str(site / name), "BINARY") for name in told["libraries"])})


def datas(found: list[Entry], told: Told) -> list[Entry]:
    """Say which other files it gets: the program's own, and Qt's words in Chinese."""
    kept = [e for e in found if e[0].startswith("nianbao/") or e[0] == "base_library.zip"]
    site = Path(told["site"])
    return sorted({*kept, *((name, str(site / name), "DATA") for name in told["words"])})


def _is_pythons(name: str) -> bool:
    return bool(_LIBPYTHON.fullmatch(name) or _EXTENSIONS.fullmatch(name))
