"""What a library or program for Linux says of itself, as readelf (binutils) reads it."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from common.problem import BuildError
from linux.contents import numbers

_MAGIC = b"\x7fELF"
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_SEARCHED = re.compile(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]")
_WANTED = re.compile(r"Name: (GLIBC|GLIBCXX)_([0-9.]+) ")


@dataclass(frozen=True)
class Binary:
    """One file: the libraries it wants, where it looks for them, the newest symbols it uses."""

    machine: str
    needed: frozenset[str]
    searched: str
    glibc: tuple[int, ...]
    glibcxx: tuple[int, ...]


def is_elf(path: Path) -> bool:
    """Tell by the first bytes whether a file is a library or a program."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def read_elf(path: Path) -> Binary:
    """Ask readelf; raises BuildError when it cannot read the file."""
    asked = ["readelf", "--wide", "--file-header", "--dynamic", "--version-info", path]
    told = subprocess.run(  # noqa: S603
        asked, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    machine = re.search(r"Machine: +(.+)", told.stdout)
    if told.returncode or not machine:
        raise BuildError(f"readelf cannot read {path}: {told.stderr.strip()}")
    found: dict[str, list[tuple[int, ...]]] = {"GLIBC": [()], "GLIBCXX": [()]}
    for family, version in _WANTED.findall(told.stdout):
        found[family].append(numbers(version))
    searched = _SEARCHED.search(told.stdout)
    return Binary(
        machine=machine[1].strip(),
        needed=frozenset(_NEEDED.findall(told.stdout)),
        searched=searched[1] if searched else "",
        glibc=max(found["GLIBC"]),
        glibcxx=max(found["GLIBCXX"]),
    )


def read_all(folder: Path) -> dict[Path, Binary]:
    """Read every library and program below a folder, links left out."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return {path: read_elf(path) for path in files if is_elf(path)}
