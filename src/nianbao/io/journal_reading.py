"""Reading what a program that was stopped has left: up to the last whole line, never beyond.

Whether a journal belongs to its file is said here; what is done about it is not.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from pathlib import Path
from typing import Any

from nianbao.core.form import Form
from nianbao.core.report import Report
from nianbao.io.checksum import CHECKSUM
from nianbao.io.journal import VERSION
from nianbao.io.json_object import JsonObject, MalformedError
from nianbao.io.merge_patch import Plain, patch_between, patched
from nianbao.io.problems import Refused
from nianbao.io.report_json import report_text
from nianbao.io.report_reading import parse_report
from nianbao.io.saved_file import fingerprint

FILE_LIMIT = 64 * 1024 * 1024
"""Bytes; a journal is begun anew long before."""


class UnreadableError(Exception):
    """No journal that can be used; `newer` tells that a newer program could."""

    def __init__(self, *, newer: bool) -> None:
        super().__init__("a journal of a newer program" if newer else "no journal")
        self.newer = newer


class Belonging(Enum):
    """How a journal stands to the file it names."""

    NO_FILE = auto()
    """The report never had a name."""

    GOES_ON = auto()
    """The file is as the journal knows it: what is in the journal comes on top."""

    SAVED = auto()
    """The file already holds all that is in the journal."""

    STRANGE = auto()
    """The file holds something else: another program has written it."""

    MISSING = auto()
    """The file is gone, or the drive it lies on is."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a journal holds: the report at its end, and what to tell of it.

    `changes` were made since the file was last written, the last one about `at`.
    """

    path: Path | None
    hashes: tuple[str, ...]
    plain: Plain
    changes: int
    at: dt.datetime

    def report(self, form: Form) -> Report:
        """Give the report as it was at the last change. Raises Refused where it makes no sense."""
        imported = parse_report(report_text(self.plain), "journal", {form.id: form})
        report = Report(imported.form)
        report.apply(imported.change)
        return report

    def belonging(self) -> Belonging:
        """Look at the file the journal names."""
        if self.path is None:
            return Belonging.NO_FILE
        try:
            now = fingerprint(self.path)
        except OSError:
            now = None
        if now is None:
            return Belonging.MISSING
        if self._all_in(self.path):
            return Belonging.SAVED
        return Belonging.GOES_ON if now in self.hashes else Belonging.STRANGE

    def _all_in(self, path: Path) -> bool:
        """Tell whether the file says the same: the program was stopped just after it saved."""
        try:
            saved = json.loads(path.read_bytes(), parse_float=Decimal)
        except (OSError, ValueError, RecursionError):
            return False
        if not isinstance(saved, dict):
            return False
        saved.pop(CHECKSUM, None)
        return not patch_between(self.plain, saved)


def read_journal(file: Path) -> Found:
    """Read a journal. Raises UnreadableError, and OSError where the file cannot be got at.

    What comes after a line that is not whole is left out: it would stand on nothing.
    """
    with file.open("rb") as opened:
        data = opened.read(FILE_LIMIT)
    lines = _whole_lines(data)
    try:
        head = JsonObject(next(lines, None), "head")
        version = head.number("journal")
        if version is None or version < 1:
            raise UnreadableError(newer=False)
        if version > VERSION:
            raise UnreadableError(newer=True)
        base = JsonObject(next(lines, None), "report").inner("report")
        if not base.raw:
            raise UnreadableError(newer=False)
        path = head.text("path")
        hashes = [head.text("sha256"), *map(str, head.items("saving"))]
        found = _replayed(base.raw, lines, head.number("changes") or 0)
    except MalformedError as error:
        raise UnreadableError(newer=False) from error
    plain, changes, saving = found
    at = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).astimezone()
    known = tuple(filter(None, [*hashes, *saving]))
    return Found(Path(path) if path else None, known, plain, changes, at)


def _replayed(
    base: Plain, lines: Iterator[Any], changes: int
) -> tuple[dict[str, Any], int, list[str]]:
    """Make the changes one after the other; also count them, and gather what was being saved."""
    plain, saving = dict(base), list[str]()
    for line in lines:
        if isinstance(line.get("patch"), Mapping):
            plain = patched(plain, line["patch"])
            changes += 1
        elif isinstance(line.get("saving"), str):
            saving.append(line["saving"])
    return plain, changes, saving


def _whole_lines(data: bytes) -> Iterator[Any]:
    """Read line by line up to the first that is no JSON object."""
    for line in data.split(b"\n"):
        try:
            entry = json.loads(line, parse_float=Decimal)
        except (ValueError, RecursionError):
            return
        if not isinstance(entry, dict):
            return
        yield entry


def readable_report(found: Found, form: Form) -> Report | None:
    """Give the report of a journal, or None where it makes no sense after all."""
    try:
        return found.report(form)
    except Refused:
        return None
