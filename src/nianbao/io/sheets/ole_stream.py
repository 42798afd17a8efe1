"""Takes one stream out of an OLE2 container, each sector at most once.

xlrd has a reader of its own, which a small damage can send round in circles and which
refuses files that WPS opens. Knows nothing of what the stream holds.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.io.problems import Refusal, Refused

_SECTOR_SIZES = {9: 512, 12: 4096}
_MINI_SECTOR = 64
_ENTRY = 128
_IN_HEADER = 109
"""So many parts of the allocation table are listed in the header, the others in a chain."""
_LAST_SECTOR = 0xFFFFFFFA
_STREAM = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A stream or folder as the directory lists it."""

    name: str
    kind: int
    neighbours: tuple[int, int]
    child: int
    start: int
    size: int


def root_stream(data: bytes, names: Sequence[str], file: str) -> bytes:
    """Read the first of the named streams that lies directly in the container.

    A stream that breaks off is given as far as it goes. Raise `Refused`: CORRUPT.
    """
    try:
        container = _Container(data)
        found = {entry.name.casefold(): entry for entry in container.at_root()}
        for name in names:
            if name.casefold() in found:
                return container.read(found[name.casefold()])
    except (struct.error, IndexError, KeyError) as error:
        raise Refused(Refusal.CORRUPT, file, "文件不完整") from error
    raise Refused(Refusal.CORRUPT, file, "缺少必要的部分")


class _Container:
    """The sectors of a container, and which of them follow each other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = _SECTOR_SIZES[struct.unpack_from("<H", data, 30)[0]]
        self._next = self._allocation()
        directory = b"".join(map(self._sector, self._chain(_word(data, 48), self._next)))
        self._entries = [
            _entry(directory[at : at + _ENTRY])
            for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)
        ]

    def at_root(self) -> Iterator[_Entry]:
        """List the streams below the root, not those inside folders."""
        waiting = [self._entries[0].child]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number not in seen and number < len(self._entries):
                seen.add(number)
                entry = self._entries[number]
                waiting += entry.neighbours
                if entry.kind == _STREAM:
                    yield entry

    def read(self, entry: _Entry) -> bytes:
        """Put a stream together; small ones lie in a stream of their own."""
        if entry.size >= _word(self._data, 56):
            sectors = self._chain(entry.start, self._next)
            return b"".join(map(self._sector, sectors))[: entry.size]
        root = self._chain(self._entries[0].start, self._next)
        small = b"".join(map(self._sector, root))
        table = self._words(self._chain(_word(self._data, 60), self._next))
        pieces = (
            small[number * _MINI_SECTOR : (number + 1) * _MINI_SECTOR]
            for number in self._chain(entry.start, table)
        )
        return b"".join(pieces)[: entry.size]

    def _allocation(self) -> list[int]:
        """Read the table that says which sector follows which."""
        parts = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        sector = _word(self._data, 68)
        seen: set[int] = set()
        while sector < _LAST_SECTOR and sector not in seen and self._sector(sector):
            seen.add(sector)
            *more, sector = self._words([sector])
            parts += more
        return self._words(dict.fromkeys(part for part in parts if part < _LAST_SECTOR))

    def _chain(self, start: int, follows: Sequence[int]) -> Iterator[int]:
        """Follow sectors to the end, or to where they turn in a circle."""
        seen: set[int] = set()
        sector = start
        while sector < len(follows) and sector not in seen:
            seen.add(sector)
            yield sector
            sector = follows[sector]

    def _words(self, sectors: Iterator[int] | Sequence[int] | dict[int, None]) -> list[int]:
        words: list[int] = []
        for sector in sectors:
            block = self._sector(sector)
            words += struct.unpack_from(f"<{len(block) // 4}I", block)
        return words

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]


def _entry(block: bytes) -> _Entry:
    """Read one entry of the directory."""
    length = struct.unpack_from("<H", block, 64)[0]
    return _Entry(
        name=block[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"),
        kind=block[66],
        neighbours=(_word(block, 68), _word(block, 72)),
        child=_word(block, 76),
        start=_word(block, 116),
        size=_word(block, 120),
    )


def _word(data: bytes, offset: int) -> int:
    number: int = struct.unpack_from("<I", data, offset)[0]
    return number
