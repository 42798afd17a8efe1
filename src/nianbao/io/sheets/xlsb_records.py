"""Parts the binary records of .xlsb from each other, and reads the few shapes of data in them.

Knows nothing of what a record means.
"""

import struct
from collections.abc import Iterator

from nianbao.io.problems import Refusal, Refused

_MORE = 0x80
_RECORD_LIMIT = 20_000_000
"""As many come out of a sheet formatted to its last row by a careless click."""


def records(data: bytes, file: str) -> Iterator[tuple[int, bytes]]:
    """List number and content of all records of a part. Raise `Refused`: CORRUPT, TOO_BIG."""
    at, count, end = 0, 0, len(data)
    try:
        while at < end:
            kind = data[at]
            at += 1
            if kind & _MORE:
                kind = kind & ~_MORE | (data[at] & ~_MORE) << 7
                at += 1
            length = data[at]
            at += 1
            if length & _MORE:
                length, at = _long_length(data, at - 1)
            if at + length > end:
                raise Refused(Refusal.CORRUPT, file, "文件不完整")
            yield kind, data[at : at + length]
            at += length
            count += 1
            if count > _RECORD_LIMIT:
                raise Refused(Refusal.TOO_BIG, file, "内容太多")
    except (IndexError, struct.error) as error:
        raise Refused(Refusal.CORRUPT, file, "有的记录不完整") from error


def _long_length(data: bytes, at: int) -> tuple[int, int]:
    """Read a length of up to four bytes, seven bits each."""
    length = 0
    for place in range(4):
        byte = data[at + place]
        length |= (byte & ~_MORE) << (7 * place)
        if not byte & _MORE:
            return length, at + place + 1
    return length, at + 4


def word(data: bytes, at: int) -> int:
    """Read a number of four bytes."""
    number: int = struct.unpack_from("<I", data, at)[0]
    return number


def short(data: bytes, at: int) -> int:
    """Read a number of two bytes."""
    number: int = struct.unpack_from("<H", data, at)[0]
    return number


def double(data: bytes, at: int) -> float:
    """Read a binary fraction."""
    number: float = struct.unpack_from("<d", data, at)[0]
    return number


def packed_number(data: bytes, at: int) -> float:
    """Read a number packed into four bytes."""
    packed = word(data, at)
    if packed & 2:
        signed: int = struct.unpack_from("<i", data, at)[0]
        number: float = signed >> 2
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]
    return number / 100 if packed & 1 else number


def wide_text(data: bytes, at: int) -> tuple[str, int]:
    """Read a text and tell where it ends; one without a text is empty."""
    length = word(data, at)
    if length == 0xFFFFFFFF:  # noqa: PLR2004  there is none
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(data):
        raise IndexError(end)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
