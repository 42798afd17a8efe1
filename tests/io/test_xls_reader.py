"""An .xls or .et is read as it is, however old, and however little of it is in order."""

import datetime as dt
import random
import struct
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.io.open_file import read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets import xls
from nianbao.io.sheets.tokens import BIFF5, BIFF8, BIFF12, spelled_out
from nianbao.io.sheets.xls import read_xls
from nianbao.io.workbook import CellError, Merge, SheetCell

SAMPLES = Path(__file__).parents[1] / "samples"
KINDS = SAMPLES / "sheets" / "kinds.xls"

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
STREAM_SIZE = 4096
"""Smaller streams are kept in another way."""

BOF, EOF, BOUNDSHEET, FILEPASS, SUPBOOK = 0x809, 0x0A, 0x85, 0x2F, 0x1AE
CODEPAGE, XF, SST, NUMBER, LABEL, LABELSST, BLANK = 0x42, 0xE0, 0xFC, 0x203, 0x204, 0xFD, 0x201
MULRK, FORMULA, SHRFMLA, HLINK, CONTINUE = 0xBD, 0x06, 0x4BC, 0x1B8, 0x3C
BIFF_5, BIFF_8 = 0x500, 0x600
WORKBOOK, WORKSHEET = 0x05, 0x10


def record(code, data=b""):
    return struct.pack("<HH", code, len(data)) + data


def beginning(version, kind):
    return record(BOF, struct.pack("<HHHHII", version, kind, 0x0DBB, 0x07CC, 0, 0))


def number(row, column, value=1.0):
    return record(NUMBER, struct.pack("<HHHd", row, column, 0, value))


SHARED_TEXT = record(LABELSST, struct.pack("<HHHi", 0, 0, 0, 7))


def formula(row, column, tokens, result=b"\x00" * 8):
    data = struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, len(tokens))
    return record(FORMULA, data + tokens)


def biff(*sheets, version=BIFF_8, before=b"", names=("表一", "表二"), kind=0):
    """Write a stream of sheets, each given by its records."""
    style = record(XF, bytes(20 if version == BIFF_8 else 16))
    entries = [
        (bytes([len(name), 1]) + name.encode("utf-16-le"))
        if version == BIFF_8
        else bytes([len(name.encode("gbk"))]) + name.encode("gbk")
        for name in names[: len(sheets)]
    ]
    start = beginning(version, WORKBOOK) + before + style
    offset = len(start) + sum(10 + len(entry) for entry in entries) + 4
    bodies = []
    for entry, cells in zip(entries, sheets, strict=True):
        start += record(BOUNDSHEET, struct.pack("<IBB", offset, 0, kind) + entry)
        bodies.append(beginning(version, WORKSHEET) + cells + record(EOF))
        offset += len(bodies[-1])
    return start + record(EOF) + b"".join(bodies)


def ole(stream, name="Workbook"):
    """Put a stream into a container: allocation table, directory, stream."""
    stream = stream.ljust(STREAM_SIZE, b"\x00")
    sectors = -(-len(stream) // 512)
    table = [0xFFFFFFFD, END, *range(3, sectors + 2), END]
    parts = [ole_entry("Root Entry", 5, child=1), ole_entry(name, 2, start=2, size=len(stream))]
    directory = b"".join(parts).ljust(512, b"\x00")
    return (
        ole_header(directory_at=1)
        + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
        + directory
        + stream.ljust(512 * sectors, b"\x00")
    )


def ole_header(directory_at, small_table_at=END):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\x00")
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6).ljust(20, b"\x00")
    head += struct.pack("<IIIIII", 1, directory_at, 0, STREAM_SIZE, small_table_at, 1)
    head += struct.pack("<II", END, 0) + struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    return head


def ole_entry(name, kind, child=FREE, start=0, size=0):
    letters = (name + "\0").encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    head += struct.pack("<III", FREE, FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)[:12]


@pytest.fixture
def read(tmp_path):
    """Read a file of these bytes; a mere stream is put into a container."""

    def read_bytes(data):
        path = tmp_path / "年报.xls"
        path.write_bytes(data if data.startswith(b"\xd0\xcf\x11\xe0") else ole(data))
        return read_xls(path)

    return read_bytes


def refusal_of(read, data):
    with pytest.raises(Refused) as refused:
        read(data)
    return refused.value.code


# Values


@pytest.fixture(scope="module")
def kinds():
    return read_xls(KINDS).sheets[0]


@pytest.mark.parametrize(
    ("place", "value", "shown"),
    [
        ((0, 0), "规章", None),
        ((0, 1), Decimal(12), None),
        ((0, 2), Decimal("96171.6"), None),
        ((0, 3), Decimal("-1.5"), None),
        ((0, 4), Decimal(25), "25件"),
        ((0, 5), Decimal(1234567), "1,234,567"),
        ((0, 6), Decimal(5), ""),
        ((1, 0), dt.datetime(2025, 1, 2), "1月2日"),  # noqa: DTZ001
        ((1, 1), dt.datetime(2025, 1, 2, 8, 30), "2025-01-02 08:30"),  # noqa: DTZ001
        ((1, 2), dt.time(12, 30), "12:30"),
        ((1, 3), True, None),
        ((1, 4), CellError("#REF!"), None),
        ((1, 5), "１２", None),
        ((1, 6), "本年制发件数", None),
        ((2, 0), "上\n下", None),
    ],
)
def test_a_cell_holds_what_was_typed_and_what_was_seen(kinds, place, value, shown):
    assert kinds.cells[place] == SheetCell(value, shown=shown)
    assert type(kinds.cells[place].value) is type(value)


def test_cells_with_a_format_alone_or_an_empty_text_hold_nothing(kinds):
    assert (10, 0) not in kinds.cells
    assert (12, 2) not in kinds.cells


def test_dates_may_be_counted_from_1904():
    cell = read_xls(SAMPLES / "sheets" / "from_1904.xls").sheets[0].cells[0, 0]
    assert cell == SheetCell(dt.datetime(2020, 1, 1), shown="2020-01-01")  # noqa: DTZ001


def test_merges_and_what_is_hidden_are_known(kinds):
    assert kinds.merges == (Merge(5, 0, 6, 3),)
    assert kinds.hidden_rows == {8}
    assert kinds.hidden_columns == {9, 10}
    assert kinds.cells[8, 0].value == Decimal(8)
    assert [(sheet.name, sheet.hidden) for sheet in read_xls(KINDS).sheets] == [
        ("表一", False),
        ("底稿", True),
    ]


def test_nothing_is_printed(capsys, read):
    read_xls(KINDS)
    assert refusal_of(read, biff(SHARED_TEXT))
    assert capsys.readouterr() == ("", "")


# Formulas


@pytest.mark.parametrize(
    ("column", "text"), [(5, "SUM(B4:E4)"), (6, "B4+C4-(D4-E4)"), (8, "SUM(B4,C4:D4,-E4)")]
)
def test_a_sum_whose_result_was_not_saved_is_spelled_out(kinds, column, text):
    assert kinds.cells[3, column] == SheetCell(None, text)


def test_of_other_formulas_only_the_result_is_known(kinds):
    assert kinds.cells[3, 7] == SheetCell("", "?")


def test_a_shared_formula_is_spelled_out_for_each_cell(read):
    shared = b"\x2d" + struct.pack("<HHHH", 0, 0, 0xC0FC, 0xC0FF) + b"\x19\x10\x00\x00"
    points_at_it = b"\x01" + struct.pack("<HH", 1, 4)
    body = (
        formula(1, 4, points_at_it, struct.pack("<d", 6))
        + record(SHRFMLA, struct.pack("<HHBBBBH", 1, 2, 4, 4, 0, 2, len(shared)) + shared)
        + formula(2, 4, points_at_it, struct.pack("<d", 7))
    )
    assert read(biff(body)).sheets[0].cells == {
        (1, 4): SheetCell(Decimal(6), "SUM(A2:D2)"),
        (2, 4): SheetCell(Decimal(7), "SUM(A3:D3)"),
    }


@pytest.mark.parametrize(
    ("tokens", "layout", "text"),
    [
        (b"\x44\x01\x00\x02\xc0\x44\x02\x00\x02\xc0\x04", BIFF8, "C2-C3"),
        (b"\x44\x01\xc0\x02\x44\x02\xc0\x02\x03", BIFF5, "C2+C3"),
        (b"\x44\x01\x00\x00\x00\x02\xc0\x1e\x05\x00\x03", BIFF12, "C2+5"),
        (b"\x25" + struct.pack("<HHHH", 0, 4, 1, 1) + b"\x22\x01\x04\x00", BIFF8, "SUM(B1:B5)"),
        (b"\x25" + struct.pack("<HHHH", 0, 4, 1, 1) + b"\x22\x01\x05\x00", BIFF8, "?"),
        (b"\x44\x01\x00", BIFF8, "?"),
        (b"\x03", BIFF8, "?"),
        (b"\x1e\x01\x00\x1e\x01\x00", BIFF8, "?"),
        (b"\x3a\x00\x00\x01\x00\x02\xc0", BIFF8, "?"),
        (b"", BIFF8, "?"),
        (b"\x1e\x01\x00" + b"\x15" * 5_000, BIFF8, "?"),
    ],
)
def test_only_plain_sums_are_spelled_out(tokens, layout, text):
    assert spelled_out(tokens, layout) == text


# Files that are not quite in order


def test_a_file_of_excel_95_is_chinese_even_if_it_does_not_say_so(read):
    words = "规章".encode("gbk")
    label = record(LABEL, struct.pack("<HHHH", 0, 0, 0, len(words)) + words)
    book = read(ole(biff(label + number(0, 1, 7), version=BIFF_5), name="Book"))
    assert book.sheets[0].name == "表一"
    assert book.sheets[0].cells == {(0, 0): SheetCell("规章"), (0, 1): SheetCell(Decimal(7))}


def test_a_code_page_counts_only_where_there_is_no_unicode(read):
    nonsense = record(CODEPAGE, struct.pack("<H", 1))
    assert read(biff(number(0, 0), before=nonsense)).sheets[0].cells
    assert refusal_of(read, biff(number(0, 0), before=nonsense, version=BIFF_5)) == Refusal.CORRUPT


def test_records_of_no_use_may_hold_nonsense(read):
    body = number(0, 0) + record(HLINK, b"\xff" * 7) + record(0x1B0, b"") + number(0, 1)
    assert len(read(biff(body)).sheets[0].cells) == 2


def test_a_chart_inside_a_sheet_is_passed_over(read):
    chart = beginning(BIFF_8, 0x20) + number(0, 5) + record(EOF)
    assert list(read(biff(number(0, 0) + chart + number(1, 0))).sheets[0].cells) == [(0, 0), (1, 0)]


def test_a_small_stream_lies_in_a_stream_of_its_own(read):
    stream = biff(number(0, 0))
    small = -(-len(stream) // 64)
    table = [0xFFFFFFFD, END, END, END]
    entries = ole_entry("Root Entry", 5, child=1, start=3, size=small * 64)
    entries += ole_entry("Workbook", 2, start=0, size=len(stream))
    data = (
        ole_header(directory_at=1, small_table_at=2)
        + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
        + entries.ljust(512, b"\x00")
        + struct.pack(f"<{small}I", *range(1, small), END).ljust(512, b"\xff")
        + stream.ljust(512, b"\x00")
    )
    assert read(data).sheets[0].cells


def test_cells_too_far_out_are_noticed_not_kept():
    book = read_xls(SAMPLES / "sheets" / "far.xls")
    assert list(book.sheets[0].cells) == [(0, 0)]
    assert "IV65536" in book.remarks[0]


def test_links_to_other_files_are_never_followed(read):
    elsewhere = record(SUPBOOK, struct.pack("<HHB", 1, 5, 0) + b"a.xls")
    assert "链接" in read(biff(number(0, 0), before=elsewhere)).remarks[0]


# Refusals


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (biff(number(0, 0), before=record(FILEPASS, bytes(6))), Refusal.PASSWORD),
        (biff(number(0, 0))[:-4], Refusal.CORRUPT),
        (biff(number(0, 0), kind=2), Refusal.CORRUPT),
        (biff(number(0, 0), version=0x400), Refusal.CORRUPT),
        (beginning(BIFF_8, WORKBOOK), Refusal.CORRUPT),
        (b"", Refusal.CORRUPT),
        (b"\xff" * 5_000, Refusal.CORRUPT),
        (biff(record(NUMBER, b"\x00")), Refusal.CORRUPT),
        (biff(record(MULRK, struct.pack("<HHHIH", 0, 0, 0, 0, 0xFFFF))), Refusal.CORRUPT),
        (biff(struct.pack("<HH", NUMBER, 0xFFFF) + bytes(14)), Refusal.CORRUPT),
        (biff(SHARED_TEXT), Refusal.CORRUPT),
        (biff(SHARED_TEXT, before=record(SST, struct.pack("<iI", 1, 2**31))), Refusal.CORRUPT),
        (biff(SHARED_TEXT, before=record(SST, struct.pack("<iI", 1, 2**30))), Refusal.CORRUPT),
        (biff(SHARED_TEXT, before=record(SST, b"\x7f" * 40)), Refusal.CORRUPT),
        (biff(record(NUMBER, struct.pack("<HHHd", 0, 0, 0xFFF0, 1))), Refusal.CORRUPT),
    ],
)
def test_a_file_is_refused_with_its_own_code(read, data, code):
    assert refusal_of(read, ole(data)) == code


def test_sheets_may_not_lie_in_the_same_place(read):
    data = biff(number(0, 0), number(1, 0))
    first = data.index(record(BOUNDSHEET, b"")[:2])
    second = data.index(record(BOUNDSHEET, b"")[:2], first + 2)
    same = data[: second + 4] + data[first + 4 : first + 8] + data[second + 8 :]
    assert refusal_of(read, same) == Refusal.CORRUPT


def test_more_cells_than_a_report_can_have_are_refused(read, monkeypatch):
    monkeypatch.setattr(xls, "CELL_LIMIT", 3)
    assert read(biff(b"".join(number(0, column) for column in range(3)))).sheets
    four = biff(b"".join(number(0, column) for column in range(4)))
    assert refusal_of(read, four) == Refusal.TOO_BIG


def test_more_sheets_than_a_report_can_have_are_refused(read, monkeypatch):
    monkeypatch.setattr(xls, "SHEET_LIMIT", 1)
    assert refusal_of(read, biff(number(0, 0), number(0, 0))) == Refusal.TOO_BIG


def test_empty_formatted_cells_do_not_count(read, monkeypatch):
    monkeypatch.setattr(xls, "CELL_LIMIT", 1)
    blanks = b"".join(record(BLANK, struct.pack("<HHH", 0, at, 0)) for at in range(200))
    assert list(read(biff(number(0, 0) + blanks)).sheets[0].cells) == [(0, 0)]


def test_sectors_that_follow_each_other_in_a_circle_do_not_hold_the_program_up(read):
    data = bytearray(ole(biff(b"".join(number(0, column) for column in range(100)))))
    assert len(read(bytes(data)).sheets[0].cells) == 100
    struct.pack_into("<I", data, 512 + 4 * 3, 2)
    assert refusal_of(read, bytes(data)) == Refusal.CORRUPT


def test_no_damage_gets_past_the_reader(read):
    chance = random.Random(20250121)  # noqa: S311  damage, no secrets
    sound = KINDS.read_bytes()
    for _ in range(400):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.choice((0, 0xFF, chance.randrange(256)))
        with suppress(Refused):
            read(bytes(data[: chance.choice((len(data), chance.randrange(8, len(data))))]))


# The whole way


def test_our_own_workbook_saved_as_xls_by_libreoffice_comes_back_whole(book, seed_report):
    imported = read_any(SAMPLES / "sheets" / "seed.xls", {"2021": book})
    assert {cell: imported.change.cells[cell] for cell in book.form.fields} == {
        cell: seed_report.entry(cell) for cell in book.form.fields
    }
    assert imported.problems == ()
