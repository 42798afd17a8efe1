"""A page saved into one file is read without its pictures, whoever saved it."""

import base64
import quopri

import pytest

from nianbao.io.documents.mht import PART_LIMIT, read_mht
from nianbao.io.foreign import READERS
from nianbao.io.problems import Refusal, Refused
from nianbao.io.sniff import sniff_readable

TABLE = "<html><title>{}</title><table><tr><td>规章<td>{}<tr><td>行政许可<td>4</table></html>"


def part(data, *, kind="text/html", encoding="quoted-printable", extra=""):
    coded = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{extra}\r\n"
    return b"------MB\r\n" + head.encode() + coded + b"\r\n"


@pytest.fixture
def saved(tmp_path):
    """Save parts into one file."""

    def save(*parts, first="From: <Saved by Blink>\r\n"):
        head = (
            f'{first}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";'
            '\r\n\tboundary="----MB"\r\n\r\n'
        )
        path = tmp_path / "年报.mht"
        path.write_bytes(head.encode() + b"".join(parts) + b"------MB--\r\n")
        return path

    return save


def values(sheet):
    return [cell.value for _, cell in sorted(sheet.cells.items())]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("letters", ["utf-8", "gb18030"])
def test_a_page_is_read_however_it_is_packed(saved, encoding, letters):
    path = saved(part(TABLE.format("", 3).encode(letters), encoding=encoding))
    assert values(read_mht(path).sheets[0]) == ["规章", "3", "行政许可", "4"]


def test_it_is_known_by_its_content(saved):
    path = saved(part(TABLE.format("", 3).encode()))
    assert READERS[sniff_readable(path)] is read_mht


def test_word_and_excel_name_no_sender(saved):
    path = saved(part(TABLE.format("", 3).encode()), first="")
    assert READERS[sniff_readable(path)](path).sheets


def test_pictures_and_styles_are_left_alone(saved):
    page = part(TABLE.format("", 3).encode())
    path = saved(part(b"a{}", kind="text/css"), page, part(b"\x89PNG", kind="image/png"))
    assert len(read_mht(path).sheets) == 1


def test_every_page_that_holds_something_is_a_sheet(saved):
    frame = part(b"<html><frameset><frame src=sheet001.htm></frameset></html>")
    pages = (part(TABLE.format("", number).encode()) for number in (3, 5))
    book = read_mht(saved(frame, *pages))
    assert [(sheet.name, values(sheet)[1]) for sheet in book.sheets] == [
        ("正文", "3"),
        ("正文2", "5"),
    ]


def test_a_file_without_a_page_has_no_tables(saved):
    with pytest.raises(Refused) as refused:
        read_mht(saved(part(b"\x89PNG", kind="image/png")))
    assert refused.value.code is Refusal.NO_TABLES


def test_too_many_parts_are_refused(saved):
    with pytest.raises(Refused) as refused:
        read_mht(saved(*[part(b"")] * (PART_LIMIT + 1)))
    assert refused.value.code is Refusal.TOO_BIG


def test_parts_within_parts_without_end_are_refused(saved):
    nested = part(b"", kind='multipart/mixed; boundary="----MB"')
    with pytest.raises(Refused) as refused:
        read_mht(saved(*[nested] * 100))
    assert refused.value.code is Refusal.TOO_BIG
