"""Lays out what is installed: the program in /opt/nianbao, and what the desktop must know of it."""

import gzip
import os
import shutil
import struct
import tarfile
from pathlib import Path

from common.program import ROOT
from linux.contents import HERE

PROGRAM = Path("opt/nianbao")
_ICON = HERE.parent / "win" / "nianbao.ico"
_DRAWING = HERE.parent / "win" / "icon.svg"
_SIZES = (16, 24, 32, 48, 64, 128, 256)
_LARGE_ICON = 256
"""Written as 0 in the list of an .ico."""


def lay_out(program: Path, root: Path) -> None:
    """Copy the program's folder below `root`, as it will lie on the system."""
    shutil.copytree(program, root / PROGRAM, symlinks=True)
    share = root / "usr" / "share"
    _put(HERE / "nianbao.desktop", share / "applications" / "nianbao.desktop")
    _put(HERE / "nianbao.xml", share / "mime" / "packages" / "nianbao.xml")
    icons = share / "icons" / "hicolor"
    for size, picture in pictures(_ICON.read_bytes()).items():
        if size in _SIZES:
            place = icons / f"{size}x{size}" / "apps" / "nianbao.png"
            place.parent.mkdir(parents=True)
            place.write_bytes(picture)
    _put(_DRAWING, icons / "scalable" / "apps" / "nianbao.svg")
    notices = share / "doc" / "nianbao"
    notices.mkdir(parents=True)
    (notices / "copyright").write_text(
        (HERE / "NOTICE.txt").read_text("utf-8")
        + f"\nThe texts of the licences: /{PROGRAM}/licences\n\n"
        + (ROOT / "LICENSE").read_text("utf-8"),
        "utf-8",
    )
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    (commands / "nianbao").symlink_to(f"/{PROGRAM}/nianbao")


def pictures(icon: bytes) -> dict[int, bytes]:
    """Take the pictures out of an .ico, by their width in pixels."""
    (count,) = struct.unpack_from("<H", icon, 4)
    rows = [struct.unpack_from("<BBBBHHII", icon, 6 + 16 * n) for n in range(count)]
    return {row[0] or _LARGE_ICON: icon[row[7] : row[7] + row[6]] for row in rows}


def settle(folder: Path, epoch: int) -> None:
    """Give every file the same rights and time, whoever built it."""
    for path in [folder, *sorted(folder.rglob("*"), reverse=True)]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == "nianbao" and path.parent.name == "nianbao")
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def make_tar(folder: Path, out: Path, top: str, epoch: int) -> None:
    """Pack a folder; the same folder gives the same bytes."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        return entry

    with (
        out.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = f"{top}/{path.relative_to(folder).as_posix()}".removesuffix("/.")
            archive.add(path, name, recursive=False, filter=plain)


def _put(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
