"""The report files the clerk had open last, as paths in a small file beside our settings."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from nianbao.io.atomic import write_whole
from nianbao.io.own_folder import make_own
from nianbao.io.problems import Refused

MOST = 8


@dataclass(frozen=True, slots=True)
class Recent:
    """The list, kept in `file`; whatever that holds, nothing here raises."""

    file: Path

    def paths(self) -> list[Path]:
        """Give the files, the last one first; whether they are still there is not looked at."""
        try:
            held = json.loads(self.file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return []
        names = held if isinstance(held, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name][:MOST]

    def add(self, path: Path) -> None:
        """Put a file first."""
        self._write([path, *self._without(path)])

    def forget(self, path: Path) -> None:
        """Take a file out."""
        self._write(self._without(path))

    def _without(self, path: Path) -> list[Path]:
        same = os.path.normcase(path)
        return [other for other in self.paths() if os.path.normcase(other) != same]

    def _write(self, paths: list[Path]) -> None:
        text = json.dumps([str(path) for path in paths[:MOST]], indent=1)
        try:
            make_own(self.file.parent)
            write_whole(self.file, text.encode("ascii"))
        except (OSError, Refused):
            return  # a convenience only
