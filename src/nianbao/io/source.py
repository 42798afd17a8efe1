"""Takes the bytes of a file the clerk chose, or says in plain words why that cannot be done.

Knows nothing of what the bytes mean.
"""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from nianbao.io.problems import Refusal, Refused

FILE_LIMIT = 30 * 1024 * 1024
"""Bytes; a real report has 12 to 40 thousand."""

_OWNER_PREFIXES = ("~$", ".~")
"""Microsoft's and WPS's (and LibreOffice's) marks beside a file that is open."""


def read_whole(path: Path) -> bytes:
    """Read a file of bearable size.

    Raise `Refused`: NOT_FOUND, BUSY, LOCK_FILE, EMPTY, TOO_BIG.
    """
    with _opened(path) as file:
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        megabytes = FILE_LIMIT // (1024 * 1024)
        raise Refused(Refusal.TOO_BIG, path.name, f"文件超过 {megabytes} 兆")
    return data


def read_head(path: Path, size: int) -> bytes:
    """Read the beginning of a file, however big it is.

    Raise `Refused`: NOT_FOUND, BUSY, LOCK_FILE, EMPTY.
    """
    with _opened(path) as file:
        return file.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular, non-empty file; put every way this can fail into a refusal."""
    try:
        _require_file(path)
        with path.open("rb") as file:
            yield file
    except PermissionError as error:
        raise Refused(Refusal.BUSY, path.name) from error
    except FileNotFoundError as error:
        raise Refused(Refusal.NOT_FOUND, path.name) from error
    except (OSError, ValueError) as error:
        # A drive that is gone, a name the system cannot hold, a null in the name.
        raise Refused(Refusal.NOT_FOUND, path.name, "读取不到") from error


def _require_file(path: Path) -> None:
    """Refuse what is there but is no file with content."""
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise Refused(Refusal.NOT_FOUND, path.name or str(path), "这是一个文件夹")
    if path.name.startswith(_OWNER_PREFIXES):
        raise Refused(Refusal.LOCK_FILE, path.name)
    if not stat.S_ISREG(facts.st_mode):
        # A pipe or a device could keep the program waiting for ever.
        raise Refused(Refusal.NOT_FOUND, path.name, "这不是普通文件")
    if facts.st_size == 0:
        raise Refused(Refusal.EMPTY, path.name)
