"""Make the Linux program, its .tar.gz and its .deb, for 64-bit Intel, on Debian.

    python3 packaging/build_linux.py

makes build/linux/nianbao/ (the program), nianbao-VERSION-linux-x86_64.tar.gz and
nianbao_VERSION_amd64.deb, with sums of both beside them. The same sources, the same Python and the
same Debian give the same bytes. The Python that runs this is shipped, so it says on which systems
the program runs; packaging/linux/old_python.sh makes one for systems as old as UOS 20.

    --python PATH   the CPython 3.11 to 3.13 that is shipped, with a shared library
    --release       refuse what does not run on the oldest system that a release is for
    --wheels DIR    where wheels are kept, and looked for before they are fetched
    --offline       fetch nothing
    --out DIR       where everything is made
    --no-packages   stop when the program's folder is complete
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from common.problem import BuildError, NoToolsError
from common.program import LOCKS, ROOT, USUAL_EPOCH, program_version
from common.wheels import fetch, for_linux, locked_wheels, unpack
from linux.contents import Contents, read_contents
from linux.deb import control_of, make_deb
from linux.elf import read_all
from linux.freeze import freeze
from linux.host import HostPython, ask_python
from linux.notices import put_linux_notices
from linux.tree import lay_out, make_tar, settle

OUT = ROOT / "build" / "linux"
LOCK = LOCKS / "linux.lock"
TOOLS = {"readelf": "binutils", "objdump": "binutils", "strip": "binutils", "dpkg-deb": "dpkg"}


def main(arguments: list[str]) -> int:
    """Build everything; give the exit status, with a sentence where something is missing."""
    typed = _parser().parse_args(arguments)
    contents = read_contents()
    try:
        _tools()
        build(typed, contents, ask_python(typed.python, contents.lines))
    except BuildError as problem:
        print(f"build_linux.py: {problem}", file=sys.stderr)
        return problem.status
    except subprocess.CalledProcessError as failed:
        print(f"build_linux.py: {failed.cmd[0]} failed, see above", file=sys.stderr)
        return 1
    return 0


def build(typed: argparse.Namespace, contents: Contents, python: HostPython) -> None:
    """Make the folder, the .tar.gz and the .deb."""
    begun = time.monotonic()
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", USUAL_EPOCH))
    work, target = typed.out / "work", typed.out / "nianbao"
    for folder in (work, target):
        shutil.rmtree(folder, ignore_errors=True)
    site = work / "site"
    wheels = typed.wheels / python.line
    fetch(LOCK, wheels, offline=typed.offline, wanted=for_linux(python.line))
    unpack(locked_wheels(LOCK, wheels), site)

    shutil.move(freeze(python, site, work, contents), target)
    _strip(target)
    put_linux_notices(site, python, target, contents)
    settle(target, epoch)
    files = [path for path in target.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    _say(f"{target}: {len(files)} files, {size / 1e6:.1f} MB", begun)
    _oldest_system(target, contents, release=typed.release)
    if typed.packages:
        _hand_out(typed.out, target, contents, epoch)
    shutil.rmtree(work)


def _hand_out(out: Path, target: Path, contents: Contents, epoch: int) -> None:
    """Make the two forms for handing out, and list their sums."""
    version = program_version()
    tar = out / f"nianbao-{version}-linux-x86_64.tar.gz"
    deb = out / f"nianbao_{version}_amd64.deb"
    begun = time.monotonic()
    make_tar(target, tar, f"nianbao-{version}", epoch)
    _told(tar, begun)
    begun = time.monotonic()
    root = out / "work" / "root"
    lay_out(target, root)
    settle(root, epoch)
    make_deb(root, deb, control_of(root, version, read_all(root), contents), epoch)
    sums = f"{_told(deb, begun)}  {deb.name}\n{_sum(tar)}  {tar.name}\n"
    (out / f"nianbao-{version}-linux.sha256").write_text(sums, "utf-8")


def _strip(target: Path) -> None:
    """Take what only a debugger reads out of Python's own files; those of wheels stay."""
    own = [*target.rglob("libpython3*.so.*"), *target.rglob("lib-dynload/*.so")]
    subprocess.run(["strip", "--strip-unneeded", *own], check=True)  # noqa: S603, S607


def _oldest_system(target: Path, contents: Contents, *, release: bool) -> None:
    """Say what the program needs; a release must run on the oldest system it is for."""
    read = read_all(target)
    newest = max(read, key=lambda path: read[path].glibc)
    glibc = read[newest].glibc
    words = f"needs glibc {'.'.join(map(str, glibc))} or newer, because of {newest.name}"
    if release and glibc > contents.glibc:
        raise BuildError(f"{words}; make an older Python: packaging/linux/old_python.sh")
    print(words, flush=True)


def _tools() -> None:
    missing = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
    if missing:
        raise NoToolsError(f"missing programs; on Debian: apt-get install {' '.join(missing)}")


def _told(place: Path, begun: float) -> str:
    digest = _sum(place)
    _say(f"{place.name}: {place.stat().st_size / 1e6:.1f} MB, {digest}", begun)
    return digest


def _sum(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def _say(text: str, begun: float) -> None:
    print(f"{text} ({time.monotonic() - begun:.0f} s)", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", type=Path, help="the CPython that is shipped")
    parser.add_argument("--release", action="store_true", help="refuse what needs a new system")
    parser.add_argument("--wheels", type=Path, default=OUT / "wheels", help="where wheels are kept")
    parser.add_argument("--offline", action="store_true", help="fetch nothing")
    parser.add_argument("--out", type=Path, default=OUT, help="where everything is made")
    parser.add_argument(
        "--no-packages", dest="packages", action="store_false", help="only the program's folder"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
