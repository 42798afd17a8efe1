"""Makes the program's two .exe files: for the window, and for the command line."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from win.contents import HERE

_COMPILER = "x86_64-w64-mingw32-gcc"
_RESOURCES = "x86_64-w64-mingw32-windres"


@dataclass(frozen=True)
class Launcher:
    """One .exe: its name, the module it runs, and whether it has a window of its own."""

    name: str
    module: str | None
    window: bool


LAUNCHERS = (
    Launcher("nianbao.exe", "start_window", window=True),
    Launcher("nianbao-console.exe", "nianbao", window=False),
)


def make_launcher(launcher: Launcher, target: Path, version: str, python: str) -> None:
    """Compile one .exe for `python` (a library's name); the same input gives the same bytes."""
    numbers = ",".join([*version.split("."), "0"])
    with tempfile.TemporaryDirectory() as folder:
        resources = Path(folder) / "program.o"
        told = {
            "VERSION_NUMBERS": numbers,
            "VERSION_TEXT": f'\\"{version}\\"',
            "FILE_NAME": f'\\"{launcher.name}\\"',
        }
        defined = [f"-D{name}={value}" for name, value in told.items()]
        subprocess.run(  # noqa: S603
            [_RESOURCES, *defined, "-c", "65001", HERE / "program.rc", "-O", "coff", resources],
            check=True,
            cwd=HERE,
        )
        flags = ["-O2", "-s", "-municode", "-Wall", "-Wextra", "-Werror", "-finput-charset=UTF-8"]
        flags += ["-static-libgcc", "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat"]
        flags += ["-Wl,--high-entropy-va", f'-DPYTHON=L"{python}"']
        if launcher.module:
            flags.append(f'-DMODULE=L"{launcher.module}"')
        if launcher.window:
            flags += ["-mwindows", "-DWINDOW"]
        files = ("-o", target / launcher.name, HERE / "launch.c", resources)
        subprocess.run([_COMPILER, *flags, *files], check=True)  # noqa: S603
