"""Files that cannot be used, made here and now, by the code they are refused with.

Most were sound exports of the seed report a moment before: `sound` gives their bytes by ending.
"""

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from nianbao.core.checker import RuleBook
from nianbao.core.report import Change, Particulars, Report
from nianbao.io.export import export
from nianbao.io.report_json import write_report
from nianbao.io.report_reading import parse_report

Sound = Mapping[str, bytes]
Maker = Callable[[Path, Sound], object]

SEED = Path(__file__).parents[1] / "samples" / "seed.nianbao"
OLD_WORKBOOK = SEED.parent / "import" / "B01_Excel97-2003.xls"
OTHER_WORKBOOK = SEED.parent / "sheets" / "kinds.xls"
ENDINGS = (".docx", ".xlsx", ".html")
BOMB = 90 * 1024 * 1024
DTD = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">'


def sound_files(book: RuleBook) -> Sound:
    """Write the seed report, and a blank one, in each format."""
    report, blank = Report(book.form.id), Report(book.form.id)
    report.apply(
        parse_report(SEED.read_text(encoding="utf-8"), "", {book.form.id: book.form}).change
    )
    blank.apply(Change(particulars=Particulars(organ="某局", year=2024)))
    whole = {ending: export(ending, book, report).data for ending in ENDINGS}
    blanks = {f"blank{e}": export(e, book, blank, draft=True).data for e in ENDINGS}
    return {**whole, **blanks, ".nianbao": write_report(report, book.form).encode()}


# How files are made


def holding(data: bytes | Callable[[Sound], bytes]) -> Maker:
    """Write these bytes, or what is made of the sound files."""

    def make(path: Path, sound: Sound) -> None:
        path.write_bytes(data if isinstance(data, bytes) else data(sound))

    return make


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a container of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Take a container apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a container, or put it in."""
    parts = parts_of(data)
    return zipped({**parts, name: change(parts.get(name, b""))})


def without_part(data: bytes, name: str) -> bytes:
    """Take one part out of a container."""
    return zipped({key: part for key, part in parts_of(data).items() if key != name})


def declaring(declaration: bytes) -> Callable[[bytes], bytes]:
    """Put a document type definition behind the XML declaration."""

    def change(part: bytes) -> bytes:
        head = part.find(b"?>") + 2 if part.startswith(b"<?xml") else 0
        return part[:head] + declaration + part[head:]

    return change


def cut(data: bytes) -> bytes:
    """Cut a file off in its middle."""
    return data[: len(data) // 2]


def patched(data: bytes, marker: bytes, offset: int, new: bytes) -> bytes:
    """Write over bytes behind the last place of a marker."""
    at = data.rindex(marker) + offset
    return data[:at] + new + data[at + len(new) :]


def marked_as_encrypted(data: bytes) -> bytes:
    """Set the flag of a password on every part of a container."""
    changed = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(magic, at + 4)
    return bytes(changed)


def ole(*streams: str) -> bytes:
    """Make a container of the nineties with empty streams of these names."""
    free, last = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, right: int = free, child: int = free) -> bytes:
        letters = (name + "\0").encode("utf-16-le")
        head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
        return (head + struct.pack("<III", free, right, child)).ljust(128, b"\0")

    entries = [entry("Root Entry", 5, child=1)]
    for number, name in enumerate(streams, start=1):
        entries.append(entry(name, 2, right=free if number == len(streams) else number + 1))
    entries += [bytes(128)] * (-len(entries) % 4)
    sectors = len(entries) // 4
    table = [0xFFFFFFFD, *range(2, sectors + 1), last]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return header + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + b"".join(entries)


def xls(*, password: bool = False) -> bytes:
    """Give a report in a workbook of Excel 97; with the record that says it is encrypted."""
    data = OLD_WORKBOOK.read_bytes()
    beginning = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    return data[: beginning + 20] + b"\x2f\x00" + data[beginning + 22 :] if password else data


def workbook(rows: list[list[object]]) -> bytes:
    """Make a workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(content: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    """Make an OpenDocument spreadsheet."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zipped(parts, zipfile.ZIP_STORED)


def two_reports(sound: Sound) -> bytes:
    """Put two web pages of different reports into one."""
    page = sound[".html"].decode()
    other = page.replace("2024年", "2023年").replace(">1<", ">8<").replace(">0<", ">3<")
    return (page + other).encode()


def report(**keys: object) -> bytes:
    """Make a report file with these keys besides the least."""
    least = {"version": 1, "form": "2021", "organ": "某局", "year": 2024, "cells": {}, "text": {}}
    return json.dumps({**least, **keys}).encode()


# The files


def big(path: Path, _sound: Sound) -> None:
    """Make a file over the limit without writing it: most of it is a hole."""
    path.write_bytes(b"PK\x03\x04")
    os.truncate(path, 31 * 1024 * 1024)


def folder(path: Path, _sound: Sound) -> None:
    """Make a folder of that name."""
    path.mkdir()


def pipe(path: Path, _sound: Sound) -> None:
    """Make a pipe that nobody writes to."""
    os.mkfifo(path)


def broken_link(path: Path, _sound: Sound) -> None:
    """Make a link that leads nowhere."""
    path.symlink_to(path.with_name("没有"))


def nothing(_path: Path, _sound: Sound) -> None:
    """Make nothing."""


WORD, SHEET, BOOK = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"
WIDE = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
     b'<row r="1">' + b"<c><v>1</v></c>" * 1_100_000 + b"</row></sheetData></worksheet>"
)  # fmt: skip
XML2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>%s'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
MAIL = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    b"Content-Type: text/html; charset=utf-8\n\n%s\n--b--\n"
)

BAD_FILES: Mapping[str, Mapping[str, tuple[str, Maker]]] = {
    "E_EMPTY": {
        "no byte": ("空.xlsx", holding(b"")),
        "an empty report": ("空.nianbao", holding(b"")),
        "white space": ("空.txt", holding(b" \r\n\t ")),
        "a byte order mark": ("空.csv", holding(b"\xef\xbb\xbf")),
    },
    "E_BLANK": {
        "docx": ("空表.docx", holding(lambda sound: sound["blank.docx"])),
        "xlsx": ("空表.xlsx", holding(lambda sound: sound["blank.xlsx"])),
        "html": ("空表.html", holding(lambda sound: sound["blank.html"])),
    },
    "E_NOT_SUPPORTED": {
        "png": ("年报.docx", holding(b"\x89PNG\r\n\x1a\n" + bytes(64))),
        "jpeg": ("年报.xlsx", holding(b"\xff\xd8\xff\xe0" + bytes(64))),
        "pdf": ("年报.pdf", holding(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")),
        "ofd": ("年报.ofd", holding(zipped({"OFD.xml": b"<a/>"}))),
        "zip": ("年报.zip", holding(lambda sound: zipped({"年报.xlsx": sound[".xlsx"]}))),
        "7z": ("年报.7z", holding(b"7z\xbc\xaf\x27\x1c" + bytes(64))),
        "rar": ("年报.rar", holding(b"Rar!\x1a\x07\x00" + bytes(64))),
        "gzip": ("年报.gz", holding(b"\x1f\x8b\x08" + bytes(64))),
        "a program": ("年报.exe", holding(b"MZ\x90\x00\x03" + bytes(59) + b"PE\x00\x00" * 99)),
        "a presentation": (
            "年报.pptx",
            holding(zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"})),
        ),
        "an old presentation": ("年报.ppt", holding(ole("PowerPoint Document"))),
        "some other xml": ("年报.xml", holding(b'<?xml version="1.0"?><rss/>')),
        "a report of a newer program": ("年报.nianbao", holding(report(version=99))),
        "a report on an unknown form": ("年报.nianbao", holding(report(form="1999"))),
    },
    "E_PASSWORD": {
        "xlsx or docx, by Excel or Word": (
            "年报.xlsx",
            holding(ole("EncryptionInfo", "EncryptedPackage")),
        ),
        "docx": ("年报.docx", holding(ole("EncryptedPackage", "EncryptionInfo", "\x06DataSpaces"))),
        "xls": ("年报.xls", holding(xls(password=True))),
        "xlsx, packed with a password": (
            "年报.xlsx",
            holding(lambda sound: marked_as_encrypted(sound[".xlsx"])),
        ),
        "docx, packed with a password": (
            "年报.docx",
            holding(lambda sound: marked_as_encrypted(sound[".docx"])),
        ),
        "ods": ("年报.ods", holding(ods(b"?", b"<manifest><encryption-data/></manifest>"))),
    },
    "E_CORRUPT": {
        "xlsx cut off": ("年报.xlsx", holding(lambda sound: cut(sound[".xlsx"]))),
        "docx cut off": ("年报.docx", holding(lambda sound: cut(sound[".docx"]))),
        "a wrong checksum": (
            "年报.xlsx",
            holding(
                lambda sound: patched(
                    zipped(parts_of(sound[".xlsx"]), zipfile.ZIP_STORED), b"<sheetData>", 4, b"X"
                )
            ),
        ),
        "xlsx whose XML is none": (
            "年报.xlsx",
            holding(lambda sound: with_part(sound[".xlsx"], BOOK, lambda part: part[:-9])),
        ),
        "docx whose XML is none": (
            "年报.docx",
            holding(lambda sound: with_part(sound[".docx"], WORD, lambda part: part[:-9])),
        ),
        "xlsx without a sheet": (
            "年报.xlsx",
            holding(lambda sound: without_part(sound[".xlsx"], BOOK)),
        ),
        "ods whose XML is none": ("年报.ods", holding(ods(b"<office:document-content>"))),
        "xls cut off": ("年报.xls", holding(cut(xls()))),
        "zeros": ("年报.nianbao", holding(bytes(512))),
        "a report cut off": ("年报.nianbao", holding(lambda sound: cut(sound[".nianbao"]))),
        "a report that is no UTF-8": (
            "年报.nianbao",
            holding(lambda sound: sound[".nianbao"].replace("局".encode(), b"\xe5\xff\xb1")),
        ),
        "a report of wrong types": ("年报.nianbao", holding(report(cells=[]))),
        "a report without a version": ("年报.nianbao", holding(report(version=None))),
        "a report nested without end": (
            "年报.nianbao",
            holding(b'{"version": 1, "form": ' + b"[" * 60_000),
        ),
    },
    "E_TOO_BIG": {
        "a file of 31 MB": ("年报.xlsx", big),
        "a bomb": (
            "年报.xlsx",
            holding(lambda sound: with_part(sound[".xlsx"], SHEET, lambda _: bytes(BOMB))),
        ),
        "a bomb in a docx": (
            "年报.docx",
            holding(lambda sound: with_part(sound[".docx"], WORD, lambda _: bytes(BOMB))),
        ),
        "many members": (
            "年报.xlsx",
            holding(zipped({f"{number}.xml": b"" for number in range(3_100)})),
        ),
        "a million filled cells": (
            "年报.xlsx",
            holding(lambda sound: with_part(sound[".xlsx"], SHEET, lambda _: WIDE)),
        ),
        "elements nested without end": (
            "年报.docx",
            holding(lambda sound: with_part(sound[".docx"], WORD, lambda _: b"<a>" * 9_999)),
        ),
        "a web page nested without end": ("年报.html", holding(b"<table><tr><td>" * 9_999)),
        "a text of 9 MB": ("年报.txt", holding("规章 1\n".encode() * 1_100_000)),
    },
    "E_UNSAFE": {
        **{
            f"a definition in {part}": (
                f"年报{ending}",
                holding(lambda s, e=ending, p=part: with_part(s[e], p, declaring(DTD))),
            )
            for ending, part in (
                (".xlsx", BOOK),
                (".xlsx", SHEET),
                (".xlsx", "xl/sharedStrings.xml"),
                (".xlsx", "xl/styles.xml"),
                (".xlsx", "xl/_rels/workbook.xml.rels"),
                (".xlsx", "_rels/.rels"),
                (".docx", WORD),
                (".docx", "word/styles.xml"),
                (".docx", "word/_rels/document.xml.rels"),
                (".docx", "_rels/.rels"),
            )
        },
        "a definition elsewhere": (
            "年报.docx",
            holding(lambda sound: with_part(sound[".docx"], WORD, declaring(OUTSIDE))),
        ),
        "ods": ("年报.ods", holding(ods(DTD + b"<a/>"))),
        "xml of 2003": ("年报.xml", holding(XML2003 % DTD)),
        "a web page": ("年报.html", holding(DTD + b"<html><table></table></html>")),
        "a web page in one file": (
            "年报.mht",
            holding(MAIL % (DTD + b"<html><table></table></html>")),
        ),
    },
    "E_OLD_WORD": {
        "doc": ("年报.doc", holding(ole("WordDocument", "1Table"))),
        "doc called docx": ("年报.docx", holding(ole("WordDocument", "1Table"))),
        "rtf": ("年报.doc", holding(b"{\\rtf1\\ansi 1}")),
        "xml of Word 2003": (
            "年报.xml",
            holding(b'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:w"/>'),
        ),
    },
    "E_LOCK_FILE": {
        "of Excel": ("~$年报.xlsx", holding(b"\x05clerk")),
        "of Word": ("~$报.docx", holding(b"\x05clerk")),
        "of WPS": (".~年报.docx", holding(b"\x05clerk")),
        "of LibreOffice": (".~lock.年报.ods#", holding(b",clerk;")),
    },
    "E_NO_TABLES": {
        "a text": ("说明.txt", holding("这不是年报。".encode())),
        "a web page": ("说明.html", holding("<html><p>这不是年报</p></html>".encode())),
        "a workbook of something else": (
            "库存.xlsx",
            holding(workbook([["品名", "数量"], ["铅笔", 12], ["橡皮", 3]])),
        ),
        "an empty workbook": ("新建.xlsx", holding(workbook([]))),
        "an old workbook of something else": ("库存.xls", holding(OTHER_WORKBOOK.read_bytes())),
        "some other json": ("设置.json", holding(b'{"version": 1}')),
    },
    "E_CHOOSE": {"two years in one page": ("年报.html", holding(two_reports))},
    "E_NOT_FOUND": {
        "nothing": ("没有.xlsx", nothing),
        "no folder": ("没有/年报.xlsx", nothing),
        "a folder": ("年报", folder),
        "a pipe": ("年报.xlsx", pipe),
        "a link that leads nowhere": ("年报.nianbao", broken_link),
        "a name too long": (f"{'年' * 300}.xlsx", nothing),
    },
}
"""Code → what is the matter → the file's name, and what makes it."""
