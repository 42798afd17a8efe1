"""Lists the streams at the root of an OLE2 container (.xls, .doc and others of their age).

A tiny, bounded look at the directory; streams are not read. Knows nothing of what they hold.
"""

import struct

from nianbao.io.problems import Refusal, Refused

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SECTOR_SIZES = {9: 512, 12: 4096}
_ENTRY = 128
_ENTRY_LIMIT = 4_096
_NOBODY = 0xFFFFFFFF


def root_streams(data: bytes, file: str) -> frozenset[str]:
    """Name the streams and folders that lie directly in the container.

    Raise `Refused`: CORRUPT.
    """
    try:
        entries = _directory(data)
        return frozenset(_children(entries))
    except (struct.error, IndexError, KeyError) as error:
        raise Refused(Refusal.CORRUPT, file, "文件不完整") from error


def _directory(data: bytes) -> list[bytes]:
    """Follow the directory's chain of sectors as far as it goes."""
    size = _SECTOR_SIZES[struct.unpack_from("<H", data, 30)[0]]
    table = _allocation(data, size)
    sector = _word(data, 48)
    seen: set[int] = set()
    entries: list[bytes] = []
    while sector not in seen and sector < _NOBODY - 3 and len(entries) < _ENTRY_LIMIT:
        seen.add(sector)
        start = (sector + 1) * size
        block = data[start : start + size]
        if len(block) < size and not entries:
            raise IndexError(sector)
        entries += [block[at : at + _ENTRY] for at in range(0, len(block) - _ENTRY + 1, _ENTRY)]
        sector = table[sector] if sector < len(table) else _NOBODY
    return entries


def _allocation(data: bytes, size: int) -> tuple[int, ...]:
    """Read the table that says which sector follows which, as far as the header points to it."""
    words: list[int] = []
    for place in range(109):
        sector = _word(data, 76 + 4 * place)
        start = (sector + 1) * size
        if sector >= _NOBODY - 3 or start + size > len(data):
            break
        words.extend(struct.unpack_from(f"<{size // 4}I", data, start))
    return tuple(words)


def _children(entries: list[bytes]) -> list[str]:
    """Walk the tree of entries below the root."""
    names: list[str] = []
    waiting = [_word(entries[0], 76)]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        entry = entries[number]
        length = struct.unpack_from("<H", entry, 64)[0]
        names.append(entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"))
        waiting += [_word(entry, 68), _word(entry, 72)]
    return names


def _word(data: bytes, offset: int) -> int:
    number: int = struct.unpack_from("<I", data, offset)[0]
    return number
