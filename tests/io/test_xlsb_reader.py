"""An .xlsb is read record by record; nothing computed, nothing guessed, nothing lost."""

import datetime as dt
import io
import random
import struct
import zipfile
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.io.open_file import read_any
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sheets import xlsb
from nianbao.io.sheets.xls import read_xls
from nianbao.io.sheets.xlsb import read_xlsb
from nianbao.io.workbook import CellError, Merge, SheetCell

SAMPLES = Path(__file__).parents[1] / "samples"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ROW, BLANK, PACKED, ERROR, BOOL, REAL, TEXT, SHARED_TEXT = range(8)
SUM_TEXT, SUM_REAL, SUM_BOOL, SUM_ERROR, RICH_TEXT = 8, 9, 10, 11, 62
STRING, FORMAT, STYLE, COLUMNS, SETTINGS, SHEET, MERGE = 19, 44, 47, 60, 153, 156, 176
SHARED_FORMULA, BEGIN_STYLES, END_STYLES, BEGIN_OTHER_STYLES = 427, 617, 618, 626
FAR_ROW = 1_048_575


def record(kind, data=b""):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(data)
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number, *cells, flags=0, height=300):
    return record(ROW, struct.pack("<IIHBBBI", number, 0, height, 0, flags, 0, 0)) + b"".join(cells)


def cell(kind, column, content=b"", style=0):
    return record(kind, struct.pack("<II", column, style) + content)


def real(column, value, style=0):
    return cell(REAL, column, struct.pack("<d", value), style)


def summed(kind, column, content, tokens, more=b""):
    return cell(kind, column, content + struct.pack("<HI", 0, len(tokens)) + tokens + more)


def pointers(*each):
    inside = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for name, kind, target in each
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def parts_of(sheet=b"", *, state=0, settings=0, strings=(), formats=(), **changes):
    """List the parts of a small whole workbook; `formats` are codes, one a style."""
    styles = b"".join(
        record(FORMAT, struct.pack("<H", 164 + n) + wide(code)) for n, code in enumerate(formats)
    )
    styles += record(BEGIN_OTHER_STYLES) + record(STYLE, struct.pack("<HH", 0, 14))
    styles += record(BEGIN_STYLES, bytes(4)) + record(STYLE, struct.pack("<HH", 0, 0))
    styles += b"".join(record(STYLE, struct.pack("<HH", 0, 164 + n)) for n in range(len(formats)))
    book = record(SETTINGS, struct.pack("<I", settings))
    book += record(SHEET, struct.pack("<II", state, 1) + wide("rId1") + wide("表一"))
    parts = {
        "_rels/.rels": pointers(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": pointers(
            ("rId1", "worksheet", "worksheets/sheet1.bin"),
            ("rId2", "styles", "styles.bin"),
            ("rId3", "sharedStrings", "sharedStrings.bin"),
        ),
        "xl/styles.bin": styles + record(END_STYLES),
        "xl/sharedStrings.bin": b"".join(record(STRING, b"\0" + wide(text)) for text in strings),
        "xl/worksheets/sheet1.bin": sheet,
    }
    return parts | changes


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def read(tmp_path):
    def zip_and_read(parts):
        path = tmp_path / "年报.xlsb"
        path.write_bytes(zipped(parts))
        return read_xlsb(path)

    return zip_and_read


def refusal_of(read, parts):
    with pytest.raises(Refused) as refused:
        read(parts)
    return refused.value.code


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (real(0, 96171.600000000006), Decimal("96171.6")),
        (real(0, 12), Decimal(12)),
        (cell(PACKED, 0, struct.pack("<I", 7 << 2 | 2)), Decimal(7)),
        (cell(PACKED, 0, struct.pack("<i", -7 << 2 | 2)), Decimal(-7)),
        (cell(PACKED, 0, struct.pack("<I", 750 << 2 | 3)), Decimal("7.5")),
        (cell(PACKED, 0, struct.pack("<d", 0.5)[4:]), Decimal("0.5")),
        (cell(TEXT, 0, wide("规章")), "规章"),
        (cell(RICH_TEXT, 0, b"\x01" + wide("规章") + bytes(12)), "规章"),
        (cell(TEXT, 0, wide("上\r\n下")), "上\n下"),
        (cell(SHARED_TEXT, 0, struct.pack("<I", 1)), "行政许可"),
        (cell(BOOL, 0, b"\x01"), True),
        (cell(ERROR, 0, b"\x17"), CellError("#REF!")),
        (cell(ERROR, 0, b"\x99"), CellError("#ERROR!")),
    ],
)
def test_a_cell_holds_what_was_typed(read, written, value):
    sheet = read(parts_of(row(0, written), strings=("规章", "行政许可"))).sheets[0]
    assert sheet.cells == {(0, 0): SheetCell(value)}
    assert type(sheet.cells[0, 0].value) is type(value)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ('0"件"', Decimal(45659), "45659件"),
        ("#,##0", Decimal(45659), "45,659"),
        (";;;", Decimal(45659), ""),
        ('m"月"d"日"', dt.datetime(2025, 1, 2), "1月2日"),  # noqa: DTZ001
    ],
)
def test_a_number_is_also_known_as_it_was_seen(read, code, value, shown):
    sheet = read(parts_of(row(0, real(0, 45659, style=1)), formats=(code,))).sheets[0]
    assert sheet.cells[0, 0] == SheetCell(value, shown=shown)


def test_dates_may_be_counted_from_1904(read):
    parts = parts_of(row(0, real(0, 1, style=1)), formats=("yyyy-mm-dd",), settings=1)
    assert read(parts).sheets[0].cells[0, 0].shown == "1904-01-02"


def test_empty_cells_hold_nothing(read):
    sheet = read(parts_of(row(0, cell(BLANK, 0), cell(TEXT, 1, wide(""))))).sheets[0]
    assert sheet.cells == {}


def test_merges_and_what_is_hidden_are_known(read):
    hidden_columns = record(COLUMNS, struct.pack("<IIIIH", 2, 3, 2304, 0, 1))
    narrow_column = record(COLUMNS, struct.pack("<IIIIH", 5, 5, 0, 0, 0))
    merge = record(MERGE, struct.pack("<IIII", 0, 1, 0, 3))
    rows = row(4, real(0, 1), flags=0x10) + row(6, real(0, 1), height=0)
    sheet = read(parts_of(hidden_columns + narrow_column + rows + merge, state=2)).sheets[0]
    assert sheet.hidden
    assert sheet.hidden_rows == {4, 6}
    assert sheet.hidden_columns == {2, 3, 5}
    assert sheet.merges == (Merge(0, 0, 1, 3),)


# Formulas

TOTAL = b"\x25" + struct.pack("<IIHH", 0, 0, 0xC000, 0xC002) + b"\x19\x10\x00\x00"
UNREADABLE = b"\x17\x00"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (summed(SUM_REAL, 3, struct.pack("<d", 6), TOTAL), SheetCell(Decimal(6), "SUM(A1:C1)")),
        (summed(SUM_TEXT, 3, wide(""), TOTAL), SheetCell(None, "SUM(A1:C1)")),
        (summed(SUM_TEXT, 3, wide(""), UNREADABLE), SheetCell("", "?")),
        (summed(SUM_TEXT, 3, wide("有"), UNREADABLE), SheetCell("有", "?")),
        (summed(SUM_BOOL, 3, b"\x00", UNREADABLE), SheetCell(False, "?")),
        (summed(SUM_ERROR, 3, b"\x07", TOTAL), SheetCell(CellError("#DIV/0!"), "SUM(A1:C1)")),
    ],
)
def test_a_formula_has_its_saved_result_and_its_text_if_it_is_a_sum(read, written, expected):
    assert read(parts_of(row(0, written))).sheets[0].cells == {(0, 3): expected}


def test_a_shared_formula_is_spelled_out_for_each_cell(read):
    tokens = b"\x2d" + struct.pack("<IIHH", 0, 0, 0xFFFD, 0xFFFF) + b"\x19\x10\x00\x00"
    points_at_it = b"\x01" + struct.pack("<I", 1)
    column = struct.pack("<II", 4, 3)
    kept = record(SHARED_FORMULA, struct.pack("<IIIII", 1, 2, 3, 3, len(tokens)) + tokens)
    first = summed(SUM_REAL, 3, struct.pack("<d", 6), points_at_it, column)
    second = summed(SUM_REAL, 3, struct.pack("<d", 7), points_at_it, column)
    cells = read(parts_of(row(1, first + kept) + row(2, second))).sheets[0].cells
    assert [cells[at, 3].formula for at in (1, 2)] == ["SUM(A2:C2)", "SUM(A3:C3)"]


# What is left aside


def test_cells_too_far_out_are_noticed_not_kept(read):
    far = row(FAR_ROW, real(0, 1)) + row(0, real(0, 1), real(16_383, 1))
    book = read(parts_of(far))
    assert list(book.sheets[0].cells) == [(0, 0)]
    assert "A1048576" in book.remarks[0]


def test_macros_links_and_charts_are_said_and_left(read):
    links = {
        "xl/_rels/workbook.bin.rels": pointers(
            ("rId1", "chartsheet", "worksheets/sheet1.bin"),
            ("rId2", "externalLink", "a.bin"),
            ("rId3", "vbaProject", "b.bin"),
        )
    }
    book = read(parts_of(row(0, real(0, 1)), **links))
    assert book.sheets == ()
    assert len(book.remarks) == 3


# Refusals


@pytest.mark.parametrize(
    "sheet",
    [
        row(0, real(0, 1))[:-1],
        row(0, real(0, 1)) + b"\x05",
        b"\x05\xff\xff\xff\xff",
        record(ROW, b"\x00"),
        row(0, cell(SHARED_TEXT, 0, struct.pack("<I", 7))),
        row(0, cell(TEXT, 0, struct.pack("<I", 0x7FFFFFFF))),
        row(0, record(REAL, b"\x00")),
        row(0, cell(SUM_REAL, 0, bytes(8))),
        record(MERGE, b"\x00"),
        row(0, real(0, 1), real(0, 2)),
    ],
)
def test_broken_records_are_damage(read, sheet):
    assert refusal_of(read, parts_of(sheet)) == Refusal.CORRUPT


@pytest.mark.parametrize("part", ["xl/workbook.bin", "xl/worksheets/sheet1.bin"])
def test_a_missing_part_is_damage(read, part):
    parts = parts_of()
    del parts[part]
    assert refusal_of(read, parts) == Refusal.CORRUPT


def test_a_workbook_without_sheets_is_damage(read):
    assert refusal_of(read, parts_of(**{"xl/workbook.bin": b""})) == Refusal.CORRUPT


def test_more_than_a_report_can_have_is_refused(read, monkeypatch):
    monkeypatch.setattr(xlsb, "CELL_LIMIT", 3)
    three = [real(column, 1) for column in range(3)]
    assert read(parts_of(row(0, *three))).sheets
    assert refusal_of(read, parts_of(row(0, *three, real(3, 1)))) == Refusal.TOO_BIG
    monkeypatch.setattr(xlsb, "SHEET_LIMIT", 0)
    assert refusal_of(read, parts_of()) == Refusal.TOO_BIG


def test_a_zip_bomb_is_refused(read):
    assert refusal_of(read, parts_of(bytes(20 * 1024 * 1024))) == Refusal.TOO_BIG


def test_a_document_type_definition_is_refused(read):
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><Relationships/>'
    parts = parts_of(**{"xl/_rels/workbook.bin.rels": bomb})
    assert refusal_of(read, parts) == Refusal.UNSAFE


def test_no_damage_gets_past_the_reader(read):
    chance = random.Random(20250121)  # noqa: S311  damage, no secrets
    sheet = row(0, real(0, 45659, style=1), cell(SHARED_TEXT, 1, struct.pack("<I", 0)))
    sheet += row(1, summed(SUM_REAL, 3, struct.pack("<d", 6), TOTAL), cell(TEXT, 4, wide("规章")))
    sheet += record(MERGE, struct.pack("<IIII", 0, 1, 0, 3))
    sound = parts_of(sheet, strings=("规章",), formats=('m"月"d"日"',))
    binary = [name for name in sound if name.endswith(".bin")]
    for _ in range(400):
        name = chance.choice(binary)
        data = bytearray(sound[name])
        for _ in range(chance.choice((1, 3, 10))):
            data[chance.randrange(len(data))] = chance.choice((0, 0xFF, chance.randrange(256)))
        with suppress(Refused):
            read(sound | {name: bytes(data[: chance.choice((len(data), chance.randrange(300)))])})


# The whole way


def test_a_report_comes_in_whole(tmp_path, book, seed_report):
    """The cells of the report as LibreOffice saved it, written as .xlsb."""
    sheets = read_xls(SAMPLES / "sheets" / "seed.xls").sheets
    bodies = []
    for sheet in sheets:
        body = b""
        for number in sorted({place[0] for place in sheet.cells}):
            body += row(
                number,
                *(
                    real(column, float(held.value))
                    if isinstance(held.value, Decimal)
                    else cell(TEXT, column, wide(str(held.value)))
                    for (at, column), held in sorted(sheet.cells.items())
                    if at == number
                ),
            )
        merges = (struct.pack("<IIII", it.top, it.bottom, it.left, it.right) for it in sheet.merges)
        bodies.append(body + b"".join(record(MERGE, merge) for merge in merges))
    names = [f"worksheets/sheet{number}.bin" for number in range(len(sheets))]
    parts = parts_of() | {f"xl/{name}": body for name, body in zip(names, bodies, strict=True)}
    parts["xl/workbook.bin"] = b"".join(
        record(SHEET, struct.pack("<II", 0, 1) + wide(name) + wide(sheet.name))
        for name, sheet in zip(names, sheets, strict=True)
    )
    parts["xl/_rels/workbook.bin.rels"] = pointers(*((name, "worksheet", name) for name in names))
    parts["[Content_Types].xml"] = (
        '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        "</Types>"
    )
    path = tmp_path / "年报.xlsb"
    path.write_bytes(zipped(parts))
    cells = read_any(path, {"2021": book}).change.cells
    assert {cell: cells[cell] for cell in book.form.fields} == {
        cell: seed_report.entry(cell) for cell in book.form.fields
    }
