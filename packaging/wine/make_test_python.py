"""Make a python.exe from the parts of the Windows program, to run the project's own tests with.

    python packaging/wine/make_test_python.py FOLDER

Needs build/windows/nianbao and its wheels (packaging/build_win.py). For tests only: it takes what
the program leaves out (QtTest, asyncio, OpenSSL, the whole library from its sources), and the
program itself from the checkout.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from common.program import LOCKS, ROOT
from common.wheels import fetch, locked_wheels, unpack
from win.contents import read_contents
from win.host import find_python
from win.launcher import Launcher, make_launcher

BUILT = ROOT / "build" / "windows"
MORE = (
    "_asyncio.pyd",
    "_hashlib.pyd",
    "_multiprocessing.pyd",
    "_overlapped.pyd",
    "_sqlite3.pyd",
    "_ssl.pyd",
    "libcrypto-3.dll",
    "libssl-3.dll",
    "sqlite3.dll",
)


def main(folder: Path, built: Path, wheels: Path) -> None:
    """Put it together; an earlier one is replaced."""
    contents = read_contents()
    shutil.rmtree(folder, ignore_errors=True)
    left_out = shutil.ignore_patterns("app", "licences", "*.exe", "python3*.zip")
    shutil.copytree(built, folder, ignore=left_out)
    carrier, site = folder / "carrier", folder / "site"
    unpack(locked_wheels(LOCKS / "runtime.lock", wheels), carrier)
    for name in MORE:
        shutil.copyfile(carrier / "deploy_libs" / name, folder / name)
    shutil.rmtree(carrier)
    fetch(LOCKS / "tests.lock", wheels, offline=False)
    unpack(locked_wheels(LOCKS / "tests.lock", wheels), site)
    whole = folder / "whole"
    unpack(locked_wheels(LOCKS / "program.lock", wheels), whole)
    for name in ("QtTest.pyd", "Qt6Test.dll"):
        shutil.copyfile(whole / "PySide6" / name, folder / "lib" / "PySide6" / name)
    # Tests compare with more of lxml than the program has.
    shutil.copytree(whole / "lxml", folder / "lib" / "lxml", dirs_exist_ok=True)
    shutil.rmtree(whole)
    python = find_python(contents.version.rpartition(".")[0], None)
    ours = (windows_path(ROOT / "src"), windows_path(Path(__file__).parent))
    search = (windows_path(python.library), ".", "lib", "site", *ours)
    (folder / f"python{contents.short}._pth").write_text("\n".join(search) + "\n", "utf-8")
    launcher = Launcher("python.exe", None, window=False)
    make_launcher(launcher, folder, "0.0.0", f"python{contents.short}.dll")


def windows_path(path: Path) -> str:
    """Say where a file of this machine lies for Wine."""
    return "Z:" + str(path).replace("/", "\\")


if __name__ == "__main__":
    args = [Path(word) for word in sys.argv[1:]]
    main(
        args[0],
        args[1] if args[1:] else BUILT / "nianbao",
        args[2] if args[2:] else BUILT / "wheels",
    )
