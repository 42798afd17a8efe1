"""Look over what build_linux.py made: whole, lean, and fit for the systems it says it is for.

    python3 packaging/check_linux.py [FOLDER] [--release]    (build/linux unless said otherwise)

Every check is printed with its result. Exit status 0 when all hold, 1 when one does not. With
--release the program must run on the oldest system of linux/contents.toml. A check that needs a
tool that is not installed is printed as skipped, never passed over.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from common.notices import FOLDER as LICENCES
from common.program import ROOT
from linux.contents import matches, numbers, read_contents
from linux.dist import Dist, Skipped

MACHINE = "Advanced Micro Devices X86-64"
WANTED_LICENCES = (
    "NOTICE.txt", "third-party.txt", "LGPL-3.0.txt", "LGPL-2.1.txt", "GPL-3.0.txt",
    "nianbao-LICENSE.txt", "Python-LICENSE.txt", "PyInstaller-COPYING.txt", "lxml-LICENSE.txt",
    "lxml-LICENSES.txt", "xlrd-LICENSE.txt", "VERSIONS.txt",
)  # fmt: skip
_STREAM = re.compile(rb"\x78[\x01\x9c\xda]")
_LEAST = 64
"""Bytes; what is shorter when unpacked is no module."""


def only_this_machine(dist: Dist) -> Iterator[str]:
    """Every library is for 64-bit Intel."""
    for path, told in dist.binaries.items():
        if told.machine != MACHINE:
            yield f"{dist.named(path)} is for {told.machine}"


def libraries_are_there(dist: Dist) -> Iterator[str]:
    """Every library that is wanted is in the folder, or is one that a desktop has."""
    there = {path.name for path in dist.binaries} | dist.contents.system.keys()
    for path, told in dist.binaries.items():
        for name in sorted(told.needed - there):
            yield f"{dist.named(path)} wants {name}"


def old_systems_are_served(dist: Dist) -> Iterator[str]:
    """No file uses symbols of a newer glibc than the .deb says (a release: than UOS 20 has)."""
    allowed = dist.contents.glibc
    if not dist.release:
        said = re.search(r"libc6 \(>= ([0-9.]+)\)", dist.control["Depends"])
        allowed = numbers(said[1]) if said else ()
    for path, told in dist.binaries.items():
        if told.glibc > allowed:
            yield f"{dist.named(path)} needs glibc {'.'.join(map(str, told.glibc))}"
        if told.glibcxx > dist.contents.glibcxx:
            yield f"{dist.named(path)} needs GLIBCXX {'.'.join(map(str, told.glibcxx))}"


def nothing_is_searched_elsewhere(dist: Dist) -> Iterator[str]:
    """No library looks for others in a folder outside the program."""
    for path, told in dist.binaries.items():
        for place in told.searched.split(":"):
            if place and not place.startswith("$ORIGIN"):
                yield f"{dist.named(path)} looks in {place}"


def nothing_forbidden(dist: Dist) -> Iterator[str]:
    """Nothing is in it that contents.toml forbids: no network, no system libraries, no sources."""
    for path in dist.files:
        parts = path.relative_to(dist.folder).parts
        if any(matches(part, dist.contents.forbidden) for part in parts):
            yield dist.named(path)


def no_path_of_this_machine(dist: Dist) -> Iterator[str]:
    """No folder of the machine it was made on stands in the program's own code."""
    own = {str(ROOT), str(dist.out.resolve()), str(Path.home())} - {"/"}
    told = [path.encode() for path in own]
    for number, code in enumerate(_unpacked((dist.folder / "nianbao").read_bytes())):
        for path in told:
            if path in code:
                yield f"part {number} of nianbao names {path.decode()}"


def licences_are_there(dist: Dist) -> Iterator[str]:
    """Every licence and notice is shipped."""
    borrowed = [f"{package}.txt" for package in dist.contents.borrowed.values()]
    for name in (*WANTED_LICENCES, *borrowed):
        path = dist.folder / LICENCES / name
        if not path.is_file() or not path.stat().st_size:
            yield name


def data_is_there(dist: Dist) -> Iterator[str]:
    """Forms and resources are shipped, byte for byte."""
    for folder in ("forms", "resources"):
        for path in (ROOT / folder).rglob("*"):
            copy = dist.folder / "_internal" / "nianbao" / path.relative_to(ROOT)
            if path.is_file() and (not copy.is_file() or copy.read_bytes() != path.read_bytes()):
                yield str(path.relative_to(ROOT))


def sizes_are_kept(dist: Dist) -> Iterator[str]:
    """Program and package are no larger than allowed."""
    installed = sum(path.lstat().st_size for path in dist.files)
    if installed > dist.contents.installed_bytes:
        yield f"installed {installed / 1e6:.1f} MB"
    for path in dist.out.glob("*.deb"):
        if path.stat().st_size > dist.contents.package_bytes:
            yield f"{path.name} {path.stat().st_size / 1e6:.1f} MB"


def nothing_runs_as_root(dist: Dist) -> Iterator[str]:
    """Installing puts files and runs nothing."""
    _ = dist.control
    with tempfile.TemporaryDirectory() as folder:
        deb = next(dist.out.glob("nianbao_*_amd64.deb"))
        subprocess.run(["dpkg-deb", "--control", deb, folder], check=True)  # noqa: S603, S607
        yield from sorted(path.name for path in Path(folder).iterdir() if path.name != "control")


def the_desktop_understands(dist: Dist) -> Iterator[str]:
    """Every line of the entry in the menu is as the standard wants it."""
    del dist
    if shutil.which("desktop-file-validate") is None:
        raise Skipped("desktop-file-utils is not installed")
    entry = ROOT / "packaging" / "linux" / "nianbao.desktop"
    command = ["desktop-file-validate", entry]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    yield from told.stdout.splitlines()


CHECKS: tuple[Callable[[Dist], Iterator[str]], ...] = (
    only_this_machine,
    libraries_are_there,
    old_systems_are_served,
    nothing_is_searched_elsewhere,
    nothing_forbidden,
    no_path_of_this_machine,
    licences_are_there,
    data_is_there,
    sizes_are_kept,
    nothing_runs_as_root,
    the_desktop_understands,
)


def main(dist: Dist) -> int:
    """Make every check and print what it found."""
    if not dist.folder.is_dir():
        print(f"check_linux.py: there is no {dist.folder}; run packaging/build_linux.py first")
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
    glibc = ".".join(map(str, max(told.glibc for told in dist.binaries.values())))
    size = sum(path.lstat().st_size for path in dist.files)
    print(f"{len(dist.files)} files, {size / 1e6:.1f} MB, glibc {glibc}; {failed} checks failed")
    return int(failed > 0)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Unpack what PyInstaller packed into the program, module by module."""
    for found in _STREAM.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[found.start() :])
        except zlib.error:
            continue
        if len(part) >= _LEAST:
            yield part


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "linux")
    parser.add_argument("--release", action="store_true")
    typed = parser.parse_args()
    sys.exit(main(Dist(typed.folder, read_contents(), typed.release)))
