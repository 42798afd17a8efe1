"""What a file is, is decided by its content."""

import io
import json
import os
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from nianbao.io.problems import Refusal, Refused
from nianbao.io.sniff import FileKind, sniff, sniff_readable
from nianbao.io.source import FILE_LIMIT

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
STORAGE, STREAM, ROOT = 1, 2, 5


def zipped(**parts):
    """Make a container; `__` in a name stands for `/`, `_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name, data in parts.items():
            container.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def office(content_type, part):
    """Make a container that declares its main part in the way of Office Open XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="{content_type}"/>'
        )
        container.writestr(part, "<a/>")
    return buffer.getvalue()


def ole_entry(name, kind, right=FREE, child=FREE):
    """Make one entry of an OLE directory."""
    letters = (name + "\0").encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    return (head + struct.pack("<III", FREE, right, child)).ljust(128, b"\0")


def ole(*names, inside=()):
    """Make an OLE container with streams at its root, and others in a folder."""
    entries = [ole_entry("Root Entry", ROOT, child=1)]
    for number, name in enumerate(names, start=1):
        entries.append(ole_entry(name, STREAM, right=number + 1))
    first = len(names) + 2
    entries.append(ole_entry("ObjectPool", STORAGE, child=first if inside else FREE))
    for number, name in enumerate(inside, start=first):
        last = number == first + len(inside) - 1
        entries.append(ole_entry(name, STREAM, right=FREE if last else number + 1))
    while len(entries) % 4:
        entries.append(bytes(128))
    sectors = len(entries) // 4
    table = [0xFFFFFFFD, *range(2, sectors + 1), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + allocation + b"".join(entries)


def xlsx():
    """Make a workbook as openpyxl writes it."""
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORD_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = "<html><head><meta charset='{}'></head><body><table><tr><td>年报</td></tr></table>"
XML2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<!-- 报表系统 --><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
REPORT = {"version": 1, "form": "2021", "organ": "某局", "year": 2024, "cells": {}, "text": {}}

FILES = {
    "workbook": (xlsx(), FileKind.XLSX),
    "workbook with macros": (
        office("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml"),
        FileKind.XLSX,
    ),
    "workbook under another name": (office(f"{SHEET_ML}.sheet.main+xml", "a/b.xml"), FileKind.XLSX),
    "workbook without declared types": (zipped(xl__workbook_xml="<a/>"), FileKind.XLSX),
    "binary workbook": (
        office("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"),
        FileKind.XLSB,
    ),
    "word document": (office(f"{WORD_ML}.document.main+xml", "word/document.xml"), FileKind.DOCX),
    "presentation": (
        office("application/vnd.ms-powerpoint.presentation.main+xml", "ppt/a.xml"),
        FileKind.UNKNOWN,
    ),
    "open document": (
        zipped(mimetype=ODS, content_xml="<a/>", **{"META-INF__manifest_xml": "<m/>"}),
        FileKind.ODS,
    ),
    "open document with a password": (
        zipped(
            mimetype=ODS,
            content_xml=b"\x00\x01",
            **{"META-INF__manifest_xml": "<m><encryption-data/></m>"},
        ),
        FileKind.ENCRYPTED,
    ),
    "open text document": (
        zipped(
            mimetype=b"application/vnd.oasis.opendocument.text",
            content_xml="<a/>",
            **{"META-INF__manifest_xml": "<m/>"},
        ),
        FileKind.UNKNOWN,
    ),
    "plain archive": (zipped(a_xlsx=b"1", b_txt=b"2"), FileKind.ZIP),
    "empty archive": (zipped(), FileKind.ZIP),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(50), FileKind.ZIP),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(50), FileKind.ZIP),
    "ofd": (zipped(OFD_xml="<a/>"), FileKind.OFD),
    "old workbook": (ole("Workbook", "\x05SummaryInformation"), FileKind.XLS),
    "very old workbook": (ole("Book"), FileKind.XLS),
    "old document": (ole("WordDocument", "1Table", "Data", "CompObj"), FileKind.OLD_WORD),
    "old document with a workbook in it": (
        ole("1Table", "WordDocument", inside=["Workbook"]),
        FileKind.OLD_WORD,
    ),
    "old workbook with a document in it": (ole("Workbook", inside=["WordDocument"]), FileKind.XLS),
    "office document with a password": (
        ole("EncryptionInfo", "EncryptedPackage"),
        FileKind.ENCRYPTED,
    ),
    "old presentation": (ole("PowerPoint Document"), FileKind.UNKNOWN),
    "rtf": (b"{\\rtf1\\ansi 1}", FileKind.OLD_WORD),
    "word saved as xml": (
        b'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:w"/>',
        FileKind.OLD_WORD,
    ),
    "page": (PAGE.format("utf-8").encode(), FileKind.HTML),
    "page in gbk": (PAGE.format("gbk").encode("gbk"), FileKind.HTML),
    "page in utf-16": (PAGE.format("utf-16").encode("utf-16"), FileKind.HTML),
    "page with a doctype": (b"\n<!DOCTYPE html><title>1</title>", FileKind.HTML),
    "page as xml": (b'<?xml version="1.0"?><html xmlns="urn:h"></html>', FileKind.HTML),
    "piece of a page": ("<table><tr><td>规章</td></tr></table>".encode(), FileKind.HTML),
    "page in one file": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n",
        FileKind.MHTML,
    ),
    "spreadsheet of 2003": (XML2003.encode(), FileKind.XML2003),
    "some other xml": (b'<?xml version="1.0"?><rss/>', FileKind.UNKNOWN),
    "text": ("第二十条第（一）项\n规章 1 0 11\n".encode(), FileKind.TEXT),
    "text in gbk": ("信息内容,本年制发件数\n规章,1\n".encode("gbk"), FileKind.TEXT),
    "text in utf-16": ("规章\t1\n".encode("utf-16"), FileKind.TEXT),
    "text in utf-16 without a mark": ("规章\t1\n".encode("utf-16-le"), FileKind.TEXT),
    "text with a mark": ("规章,1".encode("utf-8-sig"), FileKind.TEXT),
    "text with stray marks from word": (("规章\x07 1\n" * 50).encode(), FileKind.TEXT),
    "text with a damaged letter": ("规章 1 0 11\n".encode() * 9 + b"\xe8\xa7\n", FileKind.TEXT),
    "page with a damaged letter": (
        PAGE.format("utf-8").encode() + b"\xff</html>",
        FileKind.HTML,
    ),
    "report": (json.dumps(REPORT).encode(), FileKind.REPORT),
    "report with a mark": (json.dumps(REPORT).encode("utf-8-sig"), FileKind.REPORT),
    "damaged report": (json.dumps(REPORT).encode()[:-5], FileKind.REPORT),
    "report nested without end": (
        b'{"version":1,"form":' + b"[" * 200_000,
        FileKind.REPORT,
    ),
    "some other json": (b'{"version": 1}', FileKind.TEXT),
    "pdf": (b"%PDF-1.7\n", FileKind.PDF),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), FileKind.PICTURE),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(20), FileKind.PICTURE),
    "webp": (b"RIFF\x10\x00\x00\x00WEBPVP8 ", FileKind.PICTURE),
    "phone picture": (b"\x00\x00\x00\x18ftypheic\x00\x00", FileKind.PICTURE),
    "bitmap": (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00", FileKind.PICTURE),
    "program": (
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\xff\xff" + bytes(range(256)),
        FileKind.UNKNOWN,
    ),
}


@pytest.mark.parametrize(("data", "kind"), FILES.values(), ids=FILES)
@pytest.mark.parametrize("name", ["年报.xlsx", "年报.doc", "年报"])
def test_content_decides_and_the_name_never(tmp_path, data, kind, name):
    path = tmp_path / name
    path.write_bytes(data)
    assert sniff(path) is kind


REFUSED = {
    "pdf": Refusal.NOT_SUPPORTED,
    "png": Refusal.NOT_SUPPORTED,
    "ofd": Refusal.NOT_SUPPORTED,
    "plain archive": Refusal.NOT_SUPPORTED,
    "presentation": Refusal.NOT_SUPPORTED,
    "program": Refusal.NOT_SUPPORTED,
    "old document": Refusal.OLD_WORD,
    "rtf": Refusal.OLD_WORD,
    "office document with a password": Refusal.PASSWORD,
    "open document with a password": Refusal.PASSWORD,
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items(), ids=REFUSED)
def test_what_has_no_reader_is_refused_by_name(tmp_path, name, code):
    path = tmp_path / "年报.xlsx"
    path.write_bytes(FILES[name][0])
    with pytest.raises(Refused) as refused:
        sniff_readable(path)
    assert refused.value.code is code


@pytest.mark.parametrize("name", ["workbook", "old workbook", "word document", "report", "text"])
def test_what_has_a_reader_goes_on(tmp_path, name):
    path = tmp_path / "年报"
    path.write_bytes(FILES[name][0])
    assert sniff_readable(path) is FILES[name][1]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", Refusal.EMPTY),
        ("a.txt", b" \r\n\t ", Refusal.EMPTY),
        ("a.txt", b"\xef\xbb\xbf", Refusal.EMPTY),
        ("a.xlsx", bytes(5_000), Refusal.CORRUPT),
        ("a.xlsx", xlsx()[:-500], Refusal.CORRUPT),
        ("a.xls", ole("Workbook")[:700], Refusal.CORRUPT),
        ("a.xls", ole("Workbook")[:20], Refusal.CORRUPT),
        ("~$a.xlsx", b"\x05admin", Refusal.LOCK_FILE),
        ("~$a.xlsx", b"", Refusal.LOCK_FILE),
        (".~a.xlsx", b"\x05admin", Refusal.LOCK_FILE),
    ],
    ids=[
        *("nothing in it", "only blanks", "only a mark", "only nulls", "workbook cut short"),
        *("old workbook cut short", "old workbook cut to its head"),
        *("owner file", "empty owner file", "owner file of WPS"),
    ],
)
def test_what_is_no_whole_file_is_refused(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        sniff(path)
    assert refused.value.code is code


@pytest.mark.parametrize("name", ["none.xlsx", "none/none.xlsx", "~$none.xlsx", "a\0b.xlsx"])
def test_what_is_not_there_is_not_found(tmp_path, name):
    with pytest.raises(Refused) as refused:
        sniff(tmp_path / name)
    assert refused.value.code is Refusal.NOT_FOUND


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Refused) as refused:
        sniff(tmp_path)
    assert refused.value.code is Refusal.NOT_FOUND
    assert "文件夹" in refused.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    with pytest.raises(Refused) as refused:
        sniff(tmp_path / "a.xlsx")
    assert refused.value.code is Refusal.NOT_FOUND


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "sharing violation"), Refusal.BUSY),
        (OSError(53, "the network path was not found"), Refusal.NOT_FOUND),
    ],
    ids=["open elsewhere", "drive gone"],
)
def test_a_file_the_system_does_not_give_is_refused(tmp_path, monkeypatch, error, code):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx())

    def fail(*_arguments, **_more):
        raise error

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(Refused) as refused:
        sniff(path)
    assert refused.value.code is code


def test_text_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2,3,4\n" * (FILE_LIMIT // 8 + 1))
    with pytest.raises(Refused) as refused:
        sniff(path)
    assert refused.value.code is Refusal.TOO_BIG


def test_a_big_file_of_a_kind_we_do_not_read_is_still_named(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(FILE_LIMIT))
    assert sniff(path) is FileKind.PDF
