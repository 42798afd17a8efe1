"""Finds the Python 3.12 of this machine: its compiler and, unless told otherwise, its library."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from common.problem import NoToolsError

_ASK = (
    "import json, sys, sysconfig;"
    "print(json.dumps([sys.version.split()[0], sysconfig.get_path('stdlib')]))"
)
_COMPILER = Path(__file__).with_name("compiled.py")


@dataclass(frozen=True)
class HostPython:
    """A Python on this machine."""

    program: Path
    version: str
    library: Path

    def compile(self, source: Path, target: Path, names: list[str]) -> None:
        """Compile files below a folder; the same input gives the same bytes, always."""
        subprocess.run(  # noqa: S603
            [self.program, "-E", "-s", _COMPILER, source, target],
            input="\n".join(names),
            text=True,
            encoding="utf-8",
            check=True,
            # Sets of constants are written in the order of their hashes.
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )


def find_python(line: str, named: Path | None) -> HostPython:
    """Find a Python of a line such as 3.12; raises NoToolsError."""
    tried = [named] if named else list(_candidates(line))
    for program in tried:
        if found := _asked(program, line):
            return found
    raise NoToolsError(
        f"CPython {line} is needed to compile the program for Windows, and none was found"
        f" (tried: {', '.join(map(str, tried)) or 'nothing'}). Name one: --python PATH"
    )


def _candidates(line: str) -> Iterator[Path]:
    if "{}.{}".format(*sys.version_info) == line:
        yield Path(sys.executable)
    if on_path := shutil.which(f"python{line}"):
        yield Path(on_path)
    if pyenv := shutil.which("pyenv"):
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False)  # noqa: S603
        versions = Path(root.stdout.strip()) / "versions"
        yield from sorted(versions.glob(f"{line}.*/bin/python"), reverse=True)


def _asked(program: Path, line: str) -> HostPython | None:
    try:
        asked = (program, "-I", "-c", _ASK)
        told = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    version, library = json.loads(told.stdout)
    return HostPython(program, version, Path(library)) if version.startswith(f"{line}.") else None
