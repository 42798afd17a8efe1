"""Reads what a Windows program file (PE: .exe, .dll, .pyd) says of itself. Knows no meaning of it.

Only what the build and its gate ask for: machine, time stamp, the names taken from other
libraries and the names given to others.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

X64 = 0x8664

_EXPORTS, _IMPORTS, _SECURITY, _DELAYED = 0, 1, 4, 13
_PE32_PLUS = 0x20B
_BY_NUMBER = 1 << 63
_SECTION = 40
_IMPORT_ROW, _DELAYED_ROW = 20, 32


class ProgramFileError(ValueError):
    """The bytes are no 64-bit Windows program file."""


@dataclass(frozen=True)
class ProgramFile:
    """What one file says of itself; library names are in lower case."""

    machine: int
    stamp: int
    imports: Mapping[str, frozenset[str]]
    """Names wanted, by library; those wanted when first used among them. Numbers are left out."""
    exports: frozenset[str]
    signed: bool


def read_program_file(path: Path) -> ProgramFile:
    """Read the headers and tables; raises ProgramFileError."""
    try:
        return _Image(path.read_bytes()).read()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ProgramFileError(f"{path.name}: {error}") from error


class _Image:
    """The bytes of one file, with addresses in memory turned into places in the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (head,) = struct.unpack_from("<I", data, 0x3C)
        if data[:2] != b"MZ" or data[head : head + 4] != b"PE\0\0":
            raise ProgramFileError("not a Windows program file")
        machine, sections, stamp, _, _, size, _ = struct.unpack_from("<HHIIIHH", data, head + 4)
        self._machine, self._stamp = machine, stamp
        optional = head + 24
        (kind,) = struct.unpack_from("<H", data, optional)
        if kind != _PE32_PLUS:
            raise ProgramFileError("not a 64-bit program file")
        (self._base,) = struct.unpack_from("<Q", data, optional + 24)
        (count,) = struct.unpack_from("<I", data, optional + 108)
        self._tables: list[tuple[int, int]] = [
            struct.unpack_from("<II", data, optional + 112 + 8 * n) for n in range(count)
        ]
        first = optional + size
        self._sections: list[tuple[int, int, int, int]] = [
            struct.unpack_from("<IIII", data, first + _SECTION * n + 8) for n in range(sections)
        ]

    def read(self) -> ProgramFile:
        imports: dict[str, set[str]] = {}
        for library, names in (*self._imported(), *self._imported_when_used()):
            imports.setdefault(library.lower(), set()).update(names)
        return ProgramFile(
            self._machine,
            self._stamp,
            {library: frozenset(names) for library, names in imports.items()},
            frozenset(self._exported()),
            self._table(_SECURITY) != (0, 0),
        )

    def _table(self, number: int) -> tuple[int, int]:
        return self._tables[number] if number < len(self._tables) else (0, 0)

    def _place(self, address: int) -> int:
        for size, start, raw_size, raw in self._sections:
            if start <= address < start + max(size, raw_size):
                return address - start + raw
        raise ProgramFileError(f"address {address:#x} is in no section")

    def _text(self, address: int) -> str:
        place = self._place(address)
        return self._data[place : self._data.index(b"\0", place)].decode("ascii")

    def _names(self, address: int) -> Iterator[str]:
        place = self._place(address)
        while True:
            (wanted,) = struct.unpack_from("<Q", self._data, place)
            if not wanted:
                return
            if not wanted & _BY_NUMBER:
                yield self._text(wanted + 2)  # behind a hint of two bytes
            place += 8

    def _rows(self, number: int, width: int) -> Iterator[tuple[int, ...]]:
        address, _ = self._table(number)
        if not address:
            return
        place = self._place(address)
        while any(row := struct.unpack_from(f"<{width // 4}I", self._data, place)):
            yield row
            place += width

    def _imported(self) -> Iterator[tuple[str, list[str]]]:
        for names, _, _, library, addresses in self._rows(_IMPORTS, _IMPORT_ROW):
            yield self._text(library), list(self._names(names or addresses))

    def _imported_when_used(self) -> Iterator[tuple[str, list[str]]]:
        for relative, library, _, _, names, *_ in self._rows(_DELAYED, _DELAYED_ROW):
            base = 0 if relative & 1 else self._base
            yield self._text(library - base), list(self._names(names - base))

    def _exported(self) -> Iterator[str]:
        address, _ = self._table(_EXPORTS)
        if not address:
            return
        place = self._place(address)
        (count,) = struct.unpack_from("<I", self._data, place + 24)
        (names,) = struct.unpack_from("<I", self._data, place + 32)
        if not count:
            return
        start = self._place(names)
        for name in struct.unpack_from(f"<{count}I", self._data, start):
            yield self._text(name)
