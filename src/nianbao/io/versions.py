"""The last states of a report file, ten of them, beside our settings.

What is about to be written over is kept, and what was written when the clerk leaves the file.

Told apart and ordered by a number, not by the clock, which may be set back.
"""

import datetime as dt
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from nianbao.io.atomic import write_whole
from nianbao.io.own_folder import make_own
from nianbao.io.problems import Refused

MOST = 10
"""States kept of each file."""

_NAME = re.compile(r"(\d{6})-(\d{8}-\d{6})\.nianbao")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Version:
    """A state a file once had: where it is kept, when it was saved (local time), its bytes."""

    file: Path
    at: dt.datetime
    size: int


@dataclass(frozen=True, slots=True)
class Versions:
    """All states kept in a folder, whatever file they are of."""

    folder: Path

    def keep(self, path: Path, data: bytes) -> None:
        """Keep what a file holds; the oldest state goes.

        Nothing is done where the newest state is the same.
        Raises Refused and OSError.
        """
        folder = self._folder_of(path)
        kept = self.of(path)
        if kept and kept[0].file.read_bytes() == data:
            return
        make_own(folder)
        number = 1 + max((_number(version.file) for version in kept), default=0)
        saved = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).strftime(_STAMP)
        write_whole(folder / f"{number:06}-{saved}.nianbao", data)
        for version in kept[MOST - 1 :]:
            version.file.unlink(missing_ok=True)

    def keep_if_possible(self, path: Path, data: bytes) -> None:
        """Keep a state; where that does not work the saving at hand is more important."""
        try:
            self.keep(path, data)
        except (Refused, OSError, ValueError, OverflowError):  # a disk may tell any time of a file
            return

    def of(self, path: Path) -> list[Version]:
        """List the states kept of a file, the newest first. Raises OSError."""
        folder = self._folder_of(path)
        files = folder.glob("*.nianbao") if folder.is_dir() else ()
        found = [
            Version(file, _time(named[2]), file.stat().st_size)
            for file in files
            if (named := _NAME.fullmatch(file.name))
        ]
        return sorted(found, key=lambda version: _number(version.file), reverse=True)

    def _folder_of(self, path: Path) -> Path:
        named = os.path.normcase(path.absolute())
        return self.folder / hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _number(file: Path) -> int:
    return int(file.name[:6])


def _time(stamp: str) -> dt.datetime:
    return dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC).astimezone()
