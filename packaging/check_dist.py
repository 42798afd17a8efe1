"""Look over what build_win.py made, without Windows: whole, lean, and only what it should be.

    python3 packaging/check_dist.py [FOLDER]      (build/windows unless said otherwise)

Every check is printed with its result. Exit status 0 when all hold, 1 when one does not. A check
that needs a tool that is not installed is printed as skipped, never passed over.
"""

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from common.notices import FOLDER as LICENCES
from common.program import ROOT
from win.contents import Contents, matches, read_contents
from win.pe import X64, ProgramFile, read_program_file

PROGRAM_ENDINGS = (".exe", ".dll", ".pyd")
BYTE_CODE = {"312": 3531, "313": 3571}
"""The number with which byte code begins, for each Python."""

NEVER_COMPARED = 1
"""What byte code says of its source: known by its sum, and never looked at."""

WANTED_LICENCES = (
    "NOTICE.txt", "third-party.txt", "LGPL-3.0.txt", "LGPL-2.1.txt", "GPL-3.0.txt",
    "nianbao-LICENSE.txt", "Python-LICENSE.txt", "lxml-LICENSE.txt", "lxml-LICENSES.txt",
    "xlrd-LICENSE.txt", "VERSIONS.txt",
)  # fmt: skip
WANTED_RESOURCES = ("base.docx", "example.nianbao", "guide.html", "icons")


class Skipped(Exception):  # noqa: N818  an answer, no error
    """The check could not be made; the message says what is missing."""


@dataclass(frozen=True)
class Dist:
    """The program's folder, and what was made of it."""

    out: Path
    contents: Contents

    @property
    def folder(self) -> Path:
        """The program as it will be installed."""
        return self.out / "nianbao"

    @cached_property
    def files(self) -> list[Path]:
        """Every file in it."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def programs(self) -> dict[Path, ProgramFile]:
        """What each Windows program file in it says of itself."""
        found = [path for path in self.files if path.suffix.lower() in PROGRAM_ENDINGS]
        return {path: read_program_file(path) for path in found}

    def named(self, path: Path) -> str:
        """Name a file as seen from the program's folder."""
        return path.relative_to(self.folder).as_posix()


def only_x64(dist: Dist) -> Iterator[str]:
    """Every program file is for 64-bit Windows."""
    for path, told in dist.programs.items():
        if told.machine != X64:
            yield f"{dist.named(path)} is for machine {told.machine:#x}"


def libraries_are_there(dist: Dist) -> Iterator[str]:
    """Every library and name that is wanted is in the folder, or is part of Windows 10 1809."""
    given = {path.name.lower(): told for path, told in dist.programs.items()}
    for path, told in dist.programs.items():
        for library, names in told.imports.items():
            if library in given:
                for name in sorted(names - given[library].exports):
                    yield f"{dist.named(path)} wants {name}, which {library} does not have"
            elif not matches(library.removesuffix(".dll"), dist.contents.system):
                yield f"{dist.named(path)} wants {library}"


def nothing_forbidden(dist: Dist) -> Iterator[str]:
    """Nothing is in it that contents.toml forbids: no network, no sources, no left-overs."""
    for path in dist.files:
        parts = path.relative_to(dist.folder).parts
        if any(matches(part, dist.contents.forbidden) for part in parts):
            yield dist.named(path)


def code_is_compiled(dist: Dist) -> Iterator[str]:
    """All byte code is for the Python that is shipped, and is never compared with a source."""
    head = BYTE_CODE[dist.contents.short].to_bytes(2, "little") + b"\r\n"
    head += NEVER_COMPARED.to_bytes(4, "little")
    for name, data in _byte_code(dist):
        if not data.startswith(head):
            yield name


def modules_are_there(dist: Dist) -> Iterator[str]:
    """Every module that the program imports is in the folder."""
    archive = dist.folder / f"python{dist.contents.short}.zip"
    with zipfile.ZipFile(archive) as library:
        there = {name.split("/")[0].removesuffix(".pyc") for name in library.namelist()}
    for folder in (dist.folder, dist.folder / "lib", dist.folder / "app"):
        there |= {path.name.split(".")[0] for path in folder.iterdir()}
    skipped = {name for name in sys.stdlib_module_names if matches(name, dist.contents.skip)}
    # What has no file of its own is part of python3*.dll.
    compiled_in = sys.stdlib_module_names - skipped - _library_names()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for name in _imported(path):
            if name not in there | compiled_in:
                yield f"{path.relative_to(ROOT)} imports {name}"
            if name == "ssl" or name.startswith("http"):
                yield f"{path.relative_to(ROOT)} imports {name}, a way to a network"


def no_path_of_this_machine(dist: Dist) -> Iterator[str]:
    """Nothing that was made here names a folder of the machine it was made on."""
    own = {str(ROOT), str(Path.home()), sys.prefix, sys.base_prefix} - {"/usr", "/", "/usr/local"}
    told = [path.encode() for path in own] + [path.replace("/", "\\").encode() for path in own]
    made = [(dist.named(p), p.read_bytes()) for p in dist.folder.glob("*.exe")]
    for name, data in [*_byte_code(dist), *made]:
        if any(path in data for path in told):
            yield name


def licences_are_there(dist: Dist) -> Iterator[str]:
    """Every licence and notice is shipped."""
    for name in WANTED_LICENCES:
        path = dist.folder / LICENCES / name
        if not path.is_file() or not path.stat().st_size:
            yield name


def data_is_there(dist: Dist) -> Iterator[str]:
    """Forms and resources are shipped, byte for byte."""
    package = dist.folder / "app" / "nianbao"
    for folder in ("forms", "resources"):
        for path in (ROOT / folder).rglob("*"):
            copy = package / path.relative_to(ROOT)
            if path.is_file() and (not copy.is_file() or copy.read_bytes() != path.read_bytes()):
                yield str(path.relative_to(ROOT))
    for name in WANTED_RESOURCES:
        if not (package / "resources" / name).exists():
            yield f"resources/{name}"


def sizes_are_kept(dist: Dist) -> Iterator[str]:
    """Program and installer are no larger than allowed."""
    installed = sum(path.stat().st_size for path in dist.files)
    if installed > dist.contents.installed_bytes:
        yield f"installed {installed / 1e6:.1f} MB"
    for path in dist.out.glob("*-setup.exe"):
        size = path.stat().st_size
        if size > dist.contents.installer_bytes:
            yield f"{path.name} {size / 1e6:.1f} MB"


def names_are_safe(dist: Dist) -> Iterator[str]:
    """No file name breaks Windows' rules, and no two differ in capitals only."""
    seen: set[str] = set()
    for path in dist.files:
        name = dist.named(path)
        if name.lower() in seen or re.search(r'[<>:"|?*\\]|[. ](/|$)', name):
            yield name
        seen.add(name.lower())


def signatures_hold(dist: Dist) -> Iterator[str]:
    """Signed files are unchanged, and signed by whom they should be."""
    tool = shutil.which("osslsigncode")
    if tool is None:
        raise Skipped("osslsigncode is not installed")
    for path in dist.programs:
        for pattern, signer in dist.contents.signed_by.items():
            if matches(path.name, (pattern,)):
                # Without -ignore-cdp it would ask a network for revoked certificates.
                command = [tool, "verify", "-ignore-cdp", "-in", str(path)]
                told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
                sums = re.findall(r"(?:Current|Calculated) message digest *: (\w+)", told.stdout)
                if len(sums) != 2 or sums[0] != sums[1]:  # noqa: PLR2004  the one and the other
                    yield f"{dist.named(path)} was changed after it was signed"
                if signer not in told.stdout:
                    yield f"{dist.named(path)} is not signed by {signer}"


CHECKS: tuple[Callable[[Dist], Iterator[str]], ...] = (
    only_x64,
    libraries_are_there,
    nothing_forbidden,
    code_is_compiled,
    modules_are_there,
    no_path_of_this_machine,
    licences_are_there,
    data_is_there,
    sizes_are_kept,
    names_are_safe,
    signatures_hold,
)


def main(out: Path) -> int:
    """Make every check and print what it found."""
    dist = Dist(out, read_contents())
    if not dist.folder.is_dir():
        print(f"check_dist.py: there is no {dist.folder}; run packaging/build_win.py first")
        return 1
    failed = 0
    for check in CHECKS:
        words = (check.__doc__ or "").partition("\n")[0]
        try:
            wrong = list(check(dist))
        except Skipped as skipped:
            print(f"SKIPPED  {words} ({skipped})")
            continue
        print(f"{'FAILED ' if wrong else 'ok     '}  {words}")
        for line in wrong:
            print(f"             {line}")
        failed += bool(wrong)
    size = sum(path.stat().st_size for path in dist.files)
    print(f"{len(dist.files)} files, {size / 1e6:.1f} MB; {failed} checks failed")
    return int(failed > 0)


def _byte_code(dist: Dist) -> Iterator[tuple[str, bytes]]:
    for path in dist.files:
        if path.suffix == ".pyc":
            yield dist.named(path), path.read_bytes()
    with zipfile.ZipFile(dist.folder / f"python{dist.contents.short}.zip") as library:
        for name in library.namelist():
            yield name, library.read(name)


def _imported(path: Path) -> set[str]:
    """Name the outermost modules that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def _library_names() -> set[str]:
    """Name the modules of the standard library that have a source."""
    library = Path(ast.__file__).parent
    sources = {path.stem for path in library.glob("*.py")}
    return sources | {path.parent.name for path in library.glob("*/__init__.py")}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "windows"))
