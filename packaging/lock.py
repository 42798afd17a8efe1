"""Write the locks of the packages: each wheel by its version and its sum, no place named.

    python packaging/lock.py [NAME ...]

What is wanted stands in packaging/lock/*.in; pip finds it for the Pythons of TARGETS. Where the
wheels come from is left to pip's own configuration, so a lock holds on every machine. Look at what
changed before it is committed, and build and test anew (release.md).
"""

import hashlib
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from common.program import LOCKS
from common.wheels import FOR_WINDOWS, for_linux
from linux.contents import read_contents


@dataclass(frozen=True)
class Target:
    """What a lock is for: in words, and for pip, once for each Python."""

    words: str
    wanted: tuple[tuple[str, ...], ...]


WINDOWS = Target("win_amd64 and CPython 3.12", (FOR_WINDOWS,))
LINUX = Target(
    "Linux on x86_64 and CPython 3.11 to 3.13", tuple(map(for_linux, read_contents().lines))
)
ZIG = Target("Linux on x86_64", (for_linux(read_contents().lines[0]),))
TARGETS = {"linux": LINUX, "zig": ZIG}
"""By the lock's name; the others are for Windows."""


def main(names: list[str]) -> None:
    """Write one .lock beside each .in, or beside those that are named."""
    for wanted in sorted(LOCKS.glob("*.in")):
        if names and wanted.stem not in names:
            continue
        target = TARGETS.get(wanted.stem, WINDOWS)
        with tempfile.TemporaryDirectory() as folder:
            for flags in target.wanted:
                pip = (sys.executable, "-m", "pip", "--quiet", "download")
                dest = ("--requirement", str(wanted), "--dest", folder)
                subprocess.run([*pip, *flags, *dest], check=True)  # noqa: S603
            told = pinned(list(Path(folder).glob("*.whl")))
        head = f"# For {target.words}; made by packaging/lock.py from {wanted.name}.\n"
        wanted.with_suffix(".lock").write_text(f"{head}{told}\n", encoding="utf-8")


def pinned(wheels: list[Path]) -> str:
    """Give the lines that pin wheels; those of one version for several Pythons stand together."""
    sums: dict[str, list[str]] = defaultdict(list)
    for wheel in sorted(wheels, key=lambda path: path.name.lower()):
        name, version = wheel.name.split("-")[:2]
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        sums[f"{name.lower().replace('_', '-')}=={version}"].append(f"    --hash=sha256:{digest}")
    return "\n".join(" \\\n".join([pin, *found]) for pin, found in sums.items())


if __name__ == "__main__":
    main(sys.argv[1:])
