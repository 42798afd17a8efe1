"""Decides what a file is by its content; the ending of its name is never believed.

Knows nothing of how the kinds are read.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from nianbao.io.archive import Archive
from nianbao.io.file_kind import FileKind
from nianbao.io.ole import OLE_MAGIC, root_streams
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sniff_text import decoded, text_kind
from nianbao.io.source import read_head, read_whole

__all__ = ["FileKind", "sniff", "sniff_readable"]


_HEAD = 64 * 1024
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAGICS: Mapping[bytes, FileKind] = MappingProxyType(
    {
        b"%PDF-": FileKind.PDF,
        b"{\\rtf": FileKind.OLD_WORD,
        b"Rar!\x1a\x07": FileKind.ZIP,
        b"7z\xbc\xaf\x27\x1c": FileKind.ZIP,
        b"\x1f\x8b": FileKind.ZIP,
        b"\x89PNG\r\n\x1a\n": FileKind.PICTURE,
        b"\xff\xd8\xff": FileKind.PICTURE,
        b"GIF8": FileKind.PICTURE,
        b"II*\x00": FileKind.PICTURE,
        b"MM\x00*": FileKind.PICTURE,
    }
)
_MEDIA = re.compile(
    rb"^(?:RIFF....WEBP|....ftyp(?:hei|mif|avif)|BM....\x00\x00\x00\x00)", re.DOTALL
)

_CONTENT_TYPES: Mapping[bytes, FileKind] = MappingProxyType(
    {
        b"wordprocessingml.document.main+xml": FileKind.DOCX,
        b"wordprocessingml.template.main+xml": FileKind.DOCX,
        b"ms-word.document.macroenabled.main+xml": FileKind.DOCX,
        b"ms-word.template.macroenabledtemplate.main+xml": FileKind.DOCX,
        b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
        b"spreadsheetml.template.main+xml": FileKind.XLSX,
        b"ms-excel.sheet.macroenabled.main+xml": FileKind.XLSX,
        b"ms-excel.template.macroenabled.main+xml": FileKind.XLSX,
        b"ms-excel.sheet.binary.macroenabled.main": FileKind.XLSB,
    }
)
_TELLING_PARTS: Mapping[str, FileKind] = MappingProxyType(
    {
        "word/document.xml": FileKind.DOCX,
        "xl/workbook.xml": FileKind.XLSX,
        "xl/workbook.bin": FileKind.XLSB,
        "ofd.xml": FileKind.OFD,
    }
)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_REFUSALS: Mapping[FileKind, tuple[Refusal, str]] = MappingProxyType(
    {
        FileKind.PDF: (Refusal.NOT_SUPPORTED, "是 PDF 文件"),
        FileKind.OFD: (Refusal.NOT_SUPPORTED, "是 OFD 版式文件"),
        FileKind.PICTURE: (Refusal.NOT_SUPPORTED, "是一张图片"),
        FileKind.ZIP: (Refusal.NOT_SUPPORTED, "是压缩包，要先解压"),
        FileKind.UNKNOWN: (Refusal.NOT_SUPPORTED, "不是认得的文件类型"),
        FileKind.OLD_WORD: (Refusal.OLD_WORD, ""),
        FileKind.ENCRYPTED: (Refusal.PASSWORD, ""),
    }
)


def sniff(path: Path) -> FileKind:
    """Say what a file is, whether or not it can be read.

    Raise `Refused`: NOT_FOUND, BUSY, LOCK_FILE, EMPTY; and where already the container tells,
    CORRUPT or TOO_BIG.
    """
    head = read_head(path, _HEAD)
    for magic, kind in _MAGICS.items():
        if head.startswith(magic):
            return kind
    if _MEDIA.match(head):
        return FileKind.PICTURE
    if head.startswith(_ZIP_MAGICS):
        return _zip_kind(Archive(read_whole(path), path.name))
    if head.startswith(OLE_MAGIC):
        return _ole_kind(root_streams(read_whole(path), path.name))
    if not head.strip(b"\x00"):
        # What a power cut leaves of a file that was being saved.
        raise Refused(Refusal.CORRUPT, path.name, "内容全是空字节")
    return _text_kind(path, head)


def sniff_readable(path: Path) -> FileKind:
    """Say what a file is if there can be a reader for it.

    Raise `Refused`: NOT_SUPPORTED, OLD_WORD, PASSWORD, and all of `sniff`.
    """
    kind = sniff(path)
    if kind in _REFUSALS:
        code, detail = _REFUSALS[kind]
        raise Refused(code, path.name, detail)
    return kind


def _zip_kind(archive: Archive) -> FileKind:
    """Tell office documents from each other and from mere archives."""
    kind = _open_document_kind(archive)
    if kind is not None:
        return kind
    if "[content_types].xml" in archive:
        types = archive.read("[content_types].xml").lower()
        for marker, kind in _CONTENT_TYPES.items():
            if marker in types:
                return kind
    for part, kind in _TELLING_PARTS.items():
        if part in archive:
            return kind
    return FileKind.UNKNOWN if "[content_types].xml" in archive else FileKind.ZIP


def _open_document_kind(archive: Archive) -> FileKind | None:
    """Tell an OpenDocument spreadsheet, and one with a password."""
    manifest = "meta-inf/manifest.xml"
    if "content.xml" not in archive or manifest not in archive:
        return None
    listing = archive.read(manifest)
    declared = archive.read("mimetype") if "mimetype" in archive else listing
    if b"encryption-data" in listing:
        return FileKind.ENCRYPTED
    return FileKind.ODS if _ODS_TYPE in declared else FileKind.UNKNOWN


def _ole_kind(streams: frozenset[str]) -> FileKind:
    """Tell the documents of the nineties from each other."""
    if "EncryptedPackage" in streams:
        return FileKind.ENCRYPTED
    if "WordDocument" in streams:
        return FileKind.OLD_WORD
    if not streams.isdisjoint({"Workbook", "Book", "WORKBOOK", "BOOK"}):
        return FileKind.XLS
    return FileKind.UNKNOWN


def _text_kind(path: Path, head: bytes) -> FileKind:
    """Tell the kinds of text from each other."""
    text = decoded(head)
    if text is None:
        return FileKind.UNKNOWN
    data = read_whole(path)
    if len(data) <= len(head) and not text.strip():
        raise Refused(Refusal.EMPTY, path.name)
    return text_kind(text, data)
