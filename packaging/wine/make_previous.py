"""Make an installer of "the version before", to test the upgrade with.

    python packaging/wine/make_previous.py BUILT OUT

It is the built program (BUILT/nianbao) with one module more, which the upgrade has to take away,
and with an older number. OUT gets the installer and the folder it was made from.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from win.installer import make_installer

VERSION = "0.0.9"
GONE = "app/nianbao/gone_since.pyc"


def main(built: Path, out: Path) -> None:
    """Make both."""
    folder = out / "nianbao"
    shutil.copytree(built / "nianbao", folder)
    (folder / GONE).write_bytes(b"an earlier version had this\n")
    make_installer(folder, out / f"nianbao-{VERSION}-setup.exe", VERSION, 0, quick=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
