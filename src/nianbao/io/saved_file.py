"""Writing over the report's own file, and never over what another program has put there."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from nianbao.io.atomic import write_whole
from nianbao.io.problems import Refused


class Outcome(Enum):
    """What became of an attempt to save."""

    WRITTEN = auto()
    CHANGED = auto()
    """Another program has written the file since; it was left alone."""

    GONE = auto()
    """The file is no longer there, its folder is; nothing was written."""

    FAILED = auto()
    """It could not be written; the old file is as it was."""


@dataclass(frozen=True, slots=True)
class Saved:
    """How saving went; `sha256` of what the file then holds, `words` on why it failed."""

    outcome: Outcome
    sha256: str | None = None
    words: str = ""


def sha256(data: bytes) -> str:
    """Give the hash by which a file's content is told from any other."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(path: Path) -> str | None:
    """Give the hash of what a file holds now; None where there is none. Raises OSError.

    The content itself, not its time: clocks are set back, and copying keeps old times.
    """
    held = content(path)
    return None if held is None else sha256(held)


def content(path: Path) -> bytes | None:
    """Read a file; None where there is none. Raises OSError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def save_over(path: Path, data: bytes, known: str | None, before: Callable[[bytes], None]) -> Saved:
    """Write a file if it still holds what is `known` (a hash) of it. Never raises.

    `before` is called with what is about to be overwritten.
    """
    try:
        held = content(path)
    except OSError:
        return Saved(Outcome.FAILED, words=f"“{path.name}”读不到，可能是网络盘断开了或没有权限")
    if held is None:
        if path.parent.is_dir():
            return Saved(Outcome.GONE, words=f"“{path.name}”不在原来的位置了")
        return Saved(Outcome.FAILED, words="文件所在的文件夹找不到，可能是网络盘断开了")
    if sha256(held) != known:
        return Saved(Outcome.CHANGED, words=f"“{path.name}”被别的程序改过")
    before(held)
    try:
        write_whole(path, data)
    except Refused as refused:
        return Saved(Outcome.FAILED, words=refused.message.rstrip("。"))
    return Saved(Outcome.WRITTEN, sha256(data))
