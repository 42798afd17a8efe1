"""Opens a zip container within limits, in memory; nothing is ever unpacked to disk.

Knows nothing of what the parts mean.
"""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nianbao.io.problems import Refusal, Refused
from nianbao.io.source import read_whole

MEMBER_LIMIT = 3_000
PART_LIMIT = 120 * 1024 * 1024
TOTAL_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 400
RATIO_FREE = 8 * 1024 * 1024
"""Below this many bytes a part may be packed as tightly as it likes."""

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
_ODD_NAME = re.compile(r"^$|(^|/)\.\.(/|$)|^/|^[A-Za-z]:|[\x00-\x1f]")


def open_archive(path: Path) -> "Archive":
    """Open a container and look at its directory.

    Raise `Refused`: CORRUPT, TOO_BIG, and all of `read_whole`.
    """
    return Archive(read_whole(path), path.name)


class Archive:
    """The parts of a zip container, found by name without regard to case.

    `odd_names` are members whose names reach outside the container; they cannot be read.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._container = _opened(data, file)
        members = [it for it in self._container.infolist() if not it.filename.endswith("/")]
        _require_bearable(members, file)
        self._count = Counter(_key(member.filename) for member in members)
        self._members = {_key(member.filename): member for member in members}
        self.odd_names = tuple(name for name in self._members if _ODD_NAME.search(name))
        for name in self.odd_names:
            del self._members[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Every part that can be read, in lower case with `/` between folders."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def read(self, name: str) -> bytes:
        """Unpack one part as a whole. Raise as `chunks` does."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one part piece by piece; it is known to be sound once the last piece came.

        Raise `Refused`: CORRUPT (missing, twice there, damaged, not as long as declared),
        PASSWORD.
        """
        member = self._member(name)
        taken = 0
        try:
            with self._container.open(member) as part:
                # Piece by piece, because a single read unpacks before it looks at the size.
                while chunk := part.read(_CHUNK):
                    taken += len(chunk)
                    yield chunk
        except _DAMAGES as error:
            raise Refused(Refusal.CORRUPT, self.file, "校验不对") from error
        if taken != member.file_size:
            raise Refused(Refusal.CORRUPT, self.file, "内容比标明的短")

    def _member(self, name: str) -> zipfile.ZipInfo:
        """Find one part that can be read without doubt."""
        member = self._members.get(_key(name))
        if member is None:
            raise Refused(Refusal.CORRUPT, self.file, "缺少必要的部分")
        if self._count[_key(name)] > 1:
            # Programs differ in which of the two they show.
            raise Refused(Refusal.CORRUPT, self.file, "同一部分出现了两次")
        if member.flag_bits & _ENCRYPTED:
            raise Refused(Refusal.PASSWORD, self.file)
        if member.compress_type not in _METHODS:
            raise Refused(Refusal.CORRUPT, self.file, "压缩方式不认识")
        return member


def _opened(data: bytes, file: str) -> zipfile.ZipFile:
    """Read the directory, after a glance at how long it is."""
    if data.count(_DIRECTORY_ENTRY) > 2 * MEMBER_LIMIT:
        # zipfile would build every entry before they could be counted.
        raise Refused(Refusal.TOO_BIG, file, "内部文件太多")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGES as error:
        raise Refused(Refusal.CORRUPT, file, "压缩包不完整") from error


def _require_bearable(members: list[zipfile.ZipInfo], file: str) -> None:
    """Refuse by what the directory declares, before anything is unpacked."""
    if len(members) > MEMBER_LIMIT:
        raise Refused(Refusal.TOO_BIG, file, "内部文件太多")
    for member in members:
        packed_too_tight = (
            member.file_size > RATIO_FREE and member.file_size > RATIO_LIMIT * member.compress_size
        )
        if member.file_size > PART_LIMIT or packed_too_tight:
            raise Refused(Refusal.TOO_BIG, file, "解压后有一部分大得不正常")
    if sum(member.file_size for member in members) > TOTAL_LIMIT:
        raise Refused(Refusal.TOO_BIG, file, f"解压后超过 {TOTAL_LIMIT // 1024**2} 兆")


def _key(name: str) -> str:
    """Bring the ways of writing one part's name together."""
    return name.replace("\\", "/").lower()
