"""Skips the rows of an .xlsx sheet that lie beyond the limit, before they are parsed.

A careless click formats a million empty rows, and to parse them takes seconds. What is
skipped is only looked through for anything filled in. Works on bytes: in a spelling it does
not know (UTF-16, rows without numbers) it skips nothing, which is slower and just as right.
"""

import re
from collections.abc import Iterator

_ROW = re.compile(rb"<((?:\w+:)?)row\s(?:[^<>]*?\s)?r=[\"']([0-9]+)[\"']")
_ADDRESS = re.compile(rb"\sr=[\"']([A-Za-z]{1,3}[0-9]{1,7})[\"']")
_LONGEST_TAG = 4_096


class Skimmer:
    """Passes a sheet's bytes on without its far rows; `far_cell` is the first filled one."""

    def __init__(self, row_limit: int) -> None:
        self._row_limit = row_limit
        self._marks: tuple[bytes, ...] = ()
        self._end = b""
        self.far_cell = ""

    def skim(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Give the bytes of a sheet on, always cut between two tags."""
        held = b""
        for chunk in chunks:
            data = held + chunk
            if not self._end:
                start = self._first_far_row(data)
                if start < 0:
                    cut = _between_tags(data)
                    yield data[:cut]
                    held = data[cut:]
                    continue
                yield data[:start]
                data = data[start:]
            end = data.find(self._end)
            self._look_through(data if end < 0 else data[:end])
            if end >= 0:
                yield data[end:]
                # No second sheetData may follow; what comes now is all of use.
                yield from chunks
                return
            held = data[-_LONGEST_TAG:]
        if not self._end:
            yield held

    def _first_far_row(self, data: bytes) -> int:
        """Find where the rows beyond the limit begin; -1 if they do not."""
        for found in _ROW.finditer(data):
            if int(found[2][:9]) > self._row_limit:
                prefix = found[1]
                self._marks = tuple(b"<" + prefix + name for name in (b"v", b"is", b"f"))
                self._end = b"</" + prefix + b"sheetData"
                return found.start()
        return -1

    def _look_through(self, data: bytes) -> None:
        """Remember the first cell that holds something."""
        if self.far_cell:
            return
        places = [place for place in map(data.find, self._marks) if place >= 0]
        if places:
            place = min(places)
            addresses = _ADDRESS.findall(data, max(0, place - _LONGEST_TAG), place)
            self.far_cell = addresses[-1].decode() if addresses else "?"


def _between_tags(data: bytes) -> int:
    """Find the last place to cut without parting a tag; give up on a tag that has no end."""
    cut = data.rfind(b"<")
    return cut if cut >= 0 and len(data) - cut < _LONGEST_TAG else len(data)
