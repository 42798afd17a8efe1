"""Zip containers are opened within limits, and never unpacked to disk."""

import io
import zipfile

import pytest

from nianbao.io import archive as archive_module
from nianbao.io.archive import Archive, open_archive
from nianbao.io.problems import Refusal, Refused
from nianbao.io.source import FILE_LIMIT

DIRECTORY_FLAGS, DIRECTORY_METHOD, DIRECTORY_SIZE = 8, 10, 24
"""Where these stand in an entry of the directory."""


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """Make the bytes of a container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as container:
        for name, data in parts:
            container.writestr(name, data)
    return buffer.getvalue()


def patched(data, marker, offset, change):
    """Change some bytes behind the first place of a marker."""
    start = data.index(marker) + offset
    return data[:start] + change + data[start + len(change) :]


def refusal_of(data, name="a.xml"):
    """Open a container, read one part, and give the code of the refusal."""
    with pytest.raises(Refused) as refused:
        Archive(data, "x.xlsx").read(name)
    return refused.value.code


def test_a_part_is_found_whatever_its_case_and_slashes():
    archive = Archive(zipped([("XL\\Sheets/Sheet1.xml", b"<a/>")]), "x.xlsx")
    assert archive.read("xl/sheets/sheet1.XML") == b"<a/>"
    assert "xl/sheets/sheet1.xml" in archive
    assert archive.names == ("xl/sheets/sheet1.xml",)


def test_a_part_comes_in_pieces_of_bearable_size():
    data = bytes(range(256)) * 1_000
    pieces = list(Archive(zipped([("a.xml", data)]), "x.xlsx").chunks("a.xml"))
    assert b"".join(pieces) == data
    assert len(pieces) > 1


def test_two_parts_can_be_read_in_turns():
    archive = Archive(zipped([("a", b"1" * 200_000), ("b", b"2" * 200_000)]), "x.xlsx")
    pairs = list(zip(archive.chunks("a"), archive.chunks("b"), strict=True))
    assert {(one[:1], other[:1]) for one, other in pairs} == {(b"1", b"2")}


def test_folders_are_no_parts():
    assert Archive(zipped([("xl/", b""), ("xl/a", b"1")]), "x.xlsx").names == ("xl/a",)


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "xl/../../a.xml", "/etc/a.xml", "C:/a.xml", "xl\\..\\a.xml", "a\nb.xml"],
)
def test_a_member_that_reaches_outside_is_set_aside(name, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(zipped([(name, b"1"), ("good.xml", b"2")]))
    archive = open_archive(path)
    assert len(archive.odd_names) == 1
    assert archive.names == ("good.xml",)
    assert [file.name for file in tmp_path.iterdir()] == ["x.xlsx"]


def test_a_member_without_a_name_is_set_aside():
    data = zipped([("zz", b"1"), ("good.xml", b"2")]).replace(b"zz", b"\0z")
    archive = Archive(data, "x.xlsx")
    assert archive.odd_names == ("",)
    assert archive.names == ("good.xml",)


CONTAINERS = {
    "cut short": zipped([("a.xml", b"<a/>" * 500)])[:-40],
    "cut to its magic": b"PK\x03\x04",
    "no container at all": b"hello",
    "another part's name in the directory": patched(
        zipped([("a.xml", b"<a/>")]), b"PK\x01\x02", 46, b"b"
    ),
    "a damaged byte": patched(zipped([("a.xml", b"<a/>")], zipfile.ZIP_STORED), b"<a/>", 1, b"b"),
    "a directory that says less than there is": patched(
        zipped([("a.xml", b"x" * 900)]), b"PK\x01\x02", DIRECTORY_SIZE, b"\x05\x00\x00\x00"
    ),
    "a directory that says more than there is": patched(
        zipped([("a.xml", b"x" * 900)]), b"PK\x01\x02", DIRECTORY_SIZE, b"\x00\x08\x00\x00"
    ),
    "an unknown way of packing": patched(
        zipped([("a.xml", b"x")]), b"PK\x01\x02", DIRECTORY_METHOD, b"\x0c\x00"
    ),
    "the part missing": zipped([("b.xml", b"x")]),
    "a part twice": zipped([("a.xml", b"1"), ("A.xml", b"2")]),
}


@pytest.mark.parametrize("data", CONTAINERS.values(), ids=CONTAINERS)
def test_a_damaged_container_is_refused(data):
    assert refusal_of(data) is Refusal.CORRUPT


def test_a_part_with_a_password_is_refused():
    data = patched(zipped([("a.xml", b"x")]), b"PK\x01\x02", DIRECTORY_FLAGS, b"\x01\x00")
    assert refusal_of(data) is Refusal.PASSWORD


def test_a_part_that_lies_about_its_size_is_never_unpacked_beyond_it():
    data = zipped([("a.xml", bytes(3_000_000))])
    data = patched(data, b"PK\x01\x02", DIRECTORY_SIZE, b"\x0a\x00\x00\x00")
    pieces = []
    with pytest.raises(Refused):
        pieces.extend(Archive(data, "x.xlsx").chunks("a.xml"))
    assert sum(map(len, pieces)) <= 10


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at(tmp_path):
    path = tmp_path / "x.xlsx"
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    with pytest.raises(Refused) as refused:
        open_archive(path)
    assert refused.value.code is Refusal.TOO_BIG


def test_three_thousand_members_are_the_most():
    Archive(zipped([(str(n), b"") for n in range(3_000)]), "x.xlsx")
    with pytest.raises(Refused) as refused:
        Archive(zipped([(str(n), b"") for n in range(3_001)]), "x.xlsx")
    assert refused.value.code is Refusal.TOO_BIG


def test_a_directory_far_too_long_is_not_even_listed(monkeypatch):
    data = zipped([(str(n), b"") for n in range(6_001)])
    monkeypatch.setattr(archive_module.zipfile, "ZipFile", None)
    with pytest.raises(Refused) as refused:
        Archive(data, "x.xlsx")
    assert refused.value.code is Refusal.TOO_BIG


@pytest.mark.parametrize(
    ("limit", "value", "sizes"),
    [
        ("PART_LIMIT", 1_000, [1_001]),
        ("TOTAL_LIMIT", 1_000, [600, 600]),
        ("RATIO_FREE", 1_000, [900_000]),
    ],
)
def test_what_unpacks_too_big_is_refused_by_its_directory(monkeypatch, limit, value, sizes):
    data = zipped([(str(n), bytes(size)) for n, size in enumerate(sizes)])
    Archive(data, "x.xlsx")
    monkeypatch.setattr(archive_module, limit, value)
    with pytest.raises(Refused) as refused:
        Archive(data, "x.xlsx")
    assert refused.value.code is Refusal.TOO_BIG


def test_a_bomb_with_the_real_limits_is_refused():
    data = zipped([("xl/media/pad.xml", bytes(9 * 1024 * 1024))])
    with pytest.raises(Refused) as refused:
        Archive(data, "x.xlsx")
    assert refused.value.code is Refusal.TOO_BIG
