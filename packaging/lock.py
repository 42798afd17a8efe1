"""Write the locks of the Windows build: each wheel by its version and its sum, no place named.

    python packaging/lock.py

What is wanted stands in packaging/lock/*.in; pip resolves it for Windows and CPython 3.12. Where
the wheels come from is left to pip's own configuration, so a lock holds on every machine. Look at
what changed before it is committed, and build and test anew (release.md).
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from win.wheels import FOR_WINDOWS

LOCKS = Path(__file__).parent / "lock"


def main() -> None:
    """Write one .lock beside each .in."""
    for wanted in sorted(LOCKS.glob("*.in")):
        with tempfile.TemporaryDirectory() as folder:
            pip = (sys.executable, "-m", "pip", "--quiet", "download")
            dest = ("--requirement", str(wanted), "--dest", folder)
            subprocess.run([*pip, *FOR_WINDOWS, *dest], check=True)  # noqa: S603
            wheels = sorted(Path(folder).glob("*.whl"), key=lambda path: path.name.lower())
            told = "\n".join(pinned(wheel) for wheel in wheels)
        head = f"# For win_amd64 and CPython 3.12; made by packaging/lock.py from {wanted.name}.\n"
        wanted.with_suffix(".lock").write_text(f"{head}{told}\n", encoding="utf-8")


def pinned(wheel: Path) -> str:
    """Give the lines that pin one wheel."""
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.lower().replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}"


if __name__ == "__main__":
    main()
