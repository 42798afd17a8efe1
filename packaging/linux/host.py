"""Asks the Python that is to be shipped: its line, its library, whether it can be taken along."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from common.problem import BuildError, NoToolsError

_ASK = (
    "import json, platform, sys, sysconfig as s;"
    "print(json.dumps([sys.implementation.name, sys.version.split()[0], platform.machine(),"
    " s.get_path('stdlib'), s.get_config_var('INSTSONAME'), s.get_config_var('LIBDIR'),"
    " s.get_config_var('MULTIARCH')]))"
)
MACHINE = "x86_64"


@dataclass(frozen=True)
class HostPython:
    """The Python of this machine that is shipped."""

    program: Path
    version: str
    library: Path

    @property
    def line(self) -> str:
        """Give its line: 3.12."""
        return self.version.rpartition(".")[0]


def ask_python(program: Path | None, lines: tuple[str, ...]) -> HostPython:
    """Look at a Python, the one that runs this unless one is named; raises BuildError."""
    asked = program or Path(sys.executable)
    try:
        command = (asked, "-I", "-c", _ASK)
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise BuildError(f"{asked} cannot be run as a Python. Name one: --python PATH") from error
    name, version, machine, library, shared, folder, many = json.loads(told.stdout)
    python = HostPython(asked, version, Path(library))
    if machine != MACHINE:
        raise BuildError(f"only {MACHINE} can be built; this Python is for {machine}")
    if name != "cpython" or python.line not in lines:
        raise NoToolsError(
            f"CPython {', '.join(lines)} is needed, and {asked} is {name} {version}."
            " Name another: --python PATH"
        )
    places = [Path(folder), Path(folder) / (many or ""), python.library.parent]
    if not (shared or "").startswith("libpython") or not any((p / shared).exists() for p in places):
        raise NoToolsError(
            f"{asked} has no shared library, which PyInstaller takes along; on Debian:"
            f" apt-get install libpython{python.line}"
        )
    return python
