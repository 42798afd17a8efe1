"""Write a file whole or not at all.

A temporary neighbour is written, flushed to the disk and put in place of the old file in one
step; whatever goes wrong before that leaves the old file as it was.
"""

import contextlib
import errno
import glob
import os
import time
from pathlib import Path

from nianbao.io.problems import Refusal, Refused

TRIES = 3
PAUSE = 0.2
"""Seconds between tries: virus scanners and sync programs let go within that."""
ABANDONED = 600
"""Seconds after which a neighbour belongs to a program that was stopped while it wrote."""

_REASONS = {
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘已满",
}


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of whatever `path` holds.

    Raises Refused (E_WRITE) with the reason in words; the old file is then as it was and
    nothing is left beside it. Follows a symbolic link and keeps the file's permissions.
    """
    target = _behind_links(path)
    neighbour = target.with_name(f"{_neighbours(target)}{os.urandom(4).hex()}.tmp")
    try:
        _write_through(neighbour, data)
        _keep_permissions(target, neighbour)
        _replace(neighbour, target)
        _sweep(target)
    except OSError as error:
        raise Refused(Refusal.WRITE, path.name, _why(error, target)) from error
    finally:
        with contextlib.suppress(OSError):
            neighbour.unlink(missing_ok=True)


def _behind_links(path: Path) -> Path:
    """Find the file a symbolic link stands for."""
    try:
        target = path.resolve() if path.is_symlink() else path
        in_circles = target.is_symlink()
    except OSError:
        return path  # what is wrong with the name shows when it is written
    except RuntimeError:
        in_circles = True
    if in_circles:
        raise Refused(Refusal.WRITE, path.name, "这个名字是一个绕圈的链接")
    return target


def _write_through(path: Path, data: bytes) -> None:
    """Write a new file, readable to its owner alone, down to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _neighbours(target: Path) -> str:
    """Give what the names of a file's temporary neighbours begin with."""
    return f".{target.name[:40]}."


def _sweep(target: Path) -> None:
    """Take away what a program that was stopped in the middle has left beside the file."""
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{glob.escape(_neighbours(target))}????????.tmp"):
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink()


def _keep_permissions(old: Path, new: Path) -> None:
    """Give the new file the old one's permissions, or those of any new file of this user."""
    if os.name != "posix":
        return
    if old.exists():
        mode = old.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with contextlib.suppress(PermissionError):  # some network drives keep permissions of their own
        new.chmod(mode)


def _replace(new: Path, old: Path) -> None:
    """Swap the files, waiting a little for whoever holds the old one for a moment."""
    for last in (False,) * (TRIES - 1) + (True,):
        try:
            new.replace(old)
        except PermissionError:
            if last or old.is_dir():
                raise
            time.sleep(PAUSE)
        else:
            return


def reason(error: OSError) -> str:
    """Say in a few of the clerk's words why the disk took nothing, wherever it was."""
    denied = isinstance(error, PermissionError)
    return _REASONS.get(error.errno or 0, "没有权限写入" if denied else "磁盘或网络盘出错")


def _why(error: OSError, target: Path) -> str:
    """Say in the clerk's words why a file cannot be written."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    folder = target.parent
    if not folder.is_dir():
        return f"没有“{folder}”这个文件夹，或者网络盘已经断开"
    if target.is_dir():
        return "这个名字已经是一个文件夹"
    lock = _lock_of(target)
    if lock is not None:
        return f"它正在 Word、Excel 或 WPS 里打开着（旁边有“{lock.name}”）"
    if isinstance(error, PermissionError):
        return "它正被别的程序打开着，或者这个文件夹不许写入"
    return "磁盘或网络盘出错"


def _lock_of(target: Path) -> Path | None:
    """Find the owner file Word, Excel, WPS or LibreOffice keeps beside an open document."""
    name = target.name
    names = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    with contextlib.suppress(OSError):  # with the mark before it a name may be too long
        return next((lock for lock in map(target.with_name, names) if lock.exists()), None)
    return None
