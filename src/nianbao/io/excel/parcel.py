"""Packs a workbook into bytes: the same workbook always into the same bytes.

Puts in what openpyxl cannot: the results of formulas, without which viewers show nothing,
and rows whose height still follows their text. Knows nothing of the annual report.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from _typeshed import SizedBuffer

_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)')
_FIXED_HEIGHT = b' customHeight="1"'
_NO_DATE = dt.datetime(1980, 1, 1)  # noqa: DTZ001  openpyxl takes none with a time zone
_SHEET = "xl/worksheets/sheet{}.xml"


def pack(
    workbook: Workbook, results: Mapping[str, Mapping[str, str]], growing: Collection[str]
) -> bytes:
    """Write a workbook.

    `results` are those of the formulas, by sheet and address; `growing` names the sheets
    whose rows follow their text when it is edited.
    """
    # The time of writing would make every file different, and some date there must be.
    workbook.properties.created = workbook.properties.modified = _NO_DATE
    parts = {_SHEET.format(n): name for n, name in enumerate(workbook.sheetnames, 1)}

    def finished(part: str, data: bytes) -> bytes:
        sheet = parts.get(part)
        if sheet is None:
            return data
        if sheet in growing:
            data = data.replace(_FIXED_HEIGHT, b"")
        return _with_results(data, results.get(sheet, {}))

    buffer = BytesIO()
    with _Parcel(buffer, finished) as parcel:
        ExcelWriter(workbook, parcel).write_data()
    return buffer.getvalue()


def _with_results(data: bytes, results: Mapping[str, str]) -> bytes:
    """Put behind each formula what it gives."""

    def filled(cell: re.Match[bytes]) -> bytes:
        return cell[1] + b"<v>" + results[cell[2].decode()].encode() + b"</v>"

    return _FORMULA.sub(filled, data) if results else data


class _Parcel(ZipFile):
    """An archive that finishes each part on its way in and puts no date on it."""

    def __init__(self, buffer: BytesIO, finished: Callable[[str, bytes], bytes]) -> None:
        super().__init__(buffer, "w", ZIP_DEFLATED)
        self._finished = finished

    def write(
        self,
        filename: str | PathLike[str],
        arcname: str | PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Take a part from a file."""
        data = Path(filename).read_bytes()
        self.writestr(str(arcname or filename), data, compress_type, compresslevel)

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: "SizedBuffer | str",
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Take a part; neither the clock nor the system it was written on leaves a trace."""
        name = str(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname))
        entry = ZipInfo(name)
        entry.create_system = 0
        whole = data.encode() if isinstance(data, str) else bytes(data)
        super().writestr(
            entry, self._finished(name, whole), compress_type or ZIP_DEFLATED, compresslevel
        )
