"""The documents of one report in one folder, with a list to check them by: all of them or none.

Written first into a folder of their own inside the one that was named, then put in place of
what stands there under the same names. Anything else in the folder is left alone.
"""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from nianbao.core.report import Particulars
from nianbao.io.atomic import reason, write_whole
from nianbao.io.file_names import file_name
from nianbao.io.problems import Refusal, Refused

USUAL_PATTERN = "{标题}"
WORDS = ("标题", "机关", "年份")
"""What may stand in braces in the office's pattern of names."""

LIST_NAME = "校验清单.txt"

_HEAD = (
    "# 每个文件的 SHA-256 校验码。收到文件的人可以据此核对有没有缺损或改动，",
    "# 在 Windows 上的命令：certutil -hashfile 文件名 SHA256",
)


class PatternError(ValueError):
    """The pattern has a word in braces that means nothing; the message names it."""


def submission_name(pattern: str, title: str, told: Particulars) -> str:
    """Make the name of the folder and of each document in it, without an ending.

    `pattern` holds {标题}, {机关} and {年份} where these go. Raises PatternError for another
    word in braces.
    """
    values = dict(zip(WORDS, (title, told.organ, str(told.year or "")), strict=True))

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise PatternError(
                f"文件名里的大括号只能是 {'、'.join(f'{{{word}}}' for word in WORDS)}"
            )
        return values[found[1]]

    return file_name(re.sub(r"\{([^{}]*)\}|[{}]", value, pattern), "")


def check_list(documents: Mapping[str, bytes]) -> bytes:
    """List the SHA-256 of each document as `sha256sum` does; UTF-8 with a mark, for Notepad."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in documents.items()]
    return "\r\n".join((*_HEAD, *lines, "")).encode("utf-8-sig")


def write_submission(folder: Path, documents: Mapping[str, bytes]) -> None:
    """Write the documents and their list into a folder, made if it is not there.

    Raises Refused (E_WRITE) naming the file that could not be written; everything in the folder
    is then as it was.
    """
    files = {**documents, LIST_NAME: check_list(documents)}
    made = not folder.exists()
    staging = folder / f".{os.urandom(4).hex()}.tmp"
    try:
        _stage(staging, files)
        _put_in_place(folder, staging, tuple(files))
    except BaseException:
        _clear(staging)
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    _clear(staging)


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    """Write everything beside its place, so that a full disk is met before anything is moved."""
    try:
        staging.mkdir(parents=True)
    except OSError as error:
        raise Refused(Refusal.WRITE, staging.parent.name, reason(error)) from error
    for name, data in files.items():
        write_whole(staging / name, data)


def _put_in_place(folder: Path, staging: Path, names: Sequence[str]) -> None:
    """Move every file to its place; if one cannot be moved, move all back."""
    moved: list[tuple[Path, Path]] = []
    for name in names:
        kept = staging / f"{name}.old"
        steps = [(staging / name, folder / name)]
        if (folder / name).exists():
            steps.insert(0, (folder / name, kept))
        for start, end in steps:
            try:
                start.replace(end)
            except OSError as error:
                for was, now in reversed(moved):
                    now.replace(was)
                words = (
                    "它正被别的程序打开着" if isinstance(error, PermissionError) else reason(error)
                )
                raise Refused(Refusal.WRITE, name, words) from error
            moved.append((start, end))


def _clear(staging: Path) -> None:
    """Take away the folder between; what is left of it harms nobody."""
    shutil.rmtree(staging, ignore_errors=True)
