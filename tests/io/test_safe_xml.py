"""XML is walked through without following or expanding anything."""

import pytest

from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import DEPTH_LIMIT, NAME_LIMIT, is_true, local, parse


def events_of(*chunks):
    """Walk through a document and list what is called back."""
    events = []
    parse(
        chunks,
        "x.xlsx",
        {"c": lambda attributes: events.append(("start", dict(attributes)))},
        {"v": lambda text: events.append(("text", text))},
    )
    return events


EXPECTED = [("start", {"r": "A1"}), ("text", "5&6")]


@pytest.mark.parametrize(
    "chunks",
    [
        [b'<row><c r="A1"><v>5&amp;6</v></c></row>'],
        [b'<row><c r="A', b'1"><v>5&a', b"mp;6</v></c></row>"],
        [b'<x:row xmlns:x="urn:a"><x:c r="A1"><x:v>5&amp;6</x:v></x:c></x:row>'],
        [b'<row><c r="A1">\n  <f/>  <v>5&amp;6</v>\n</c></row>'],
        [b"\xef\xbb\xbf<row><c r='A1'><v><![CDATA[5&6]]></v></c></row>"],
        ['<?xml version="1.0"?><row><c r="A1"><v>5&amp;6</v></c></row>'.encode("utf-16")],
        [b'<?xml version="1.0" encoding="UTF-8"?><row><c r="A1"><v>5&#38;6</v></c></row>'],
    ],
    ids=["plain", "in pieces", "prefixed", "spaced", "cdata", "utf-16", "declared"],
)
def test_one_document_reads_the_same_in_every_spelling(chunks):
    assert events_of(*chunks) == EXPECTED


LAUGHS = b'<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;">]><a>&m;</a>'


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (LAUGHS, Refusal.UNSAFE),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', Refusal.UNSAFE),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>', Refusal.UNSAFE),
        (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/p"> %p;]><a/>', Refusal.UNSAFE),
        (b"<!DOCTYPE a><a/>", Refusal.UNSAFE),
        (LAUGHS.decode().encode("utf-16"), Refusal.UNSAFE),
        (b"<a><b></a>", Refusal.CORRUPT),
        (b"<a>", Refusal.CORRUPT),
        (b"", Refusal.CORRUPT),
        (b"<a/><b/>", Refusal.CORRUPT),
        (b"<a>&unknown;</a>", Refusal.CORRUPT),
        (b"<a>\x00</a>", Refusal.CORRUPT),
        (b"<a>\xff</a>", Refusal.CORRUPT),
        ('<?xml version="1.0" encoding="GBK"?><a>年</a>'.encode("gbk"), Refusal.CORRUPT),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', Refusal.CORRUPT),
        (b"<a>" * (DEPTH_LIMIT + 1), Refusal.TOO_BIG),
        (b"<a>" + b"".join(b"<n%d/>" % n for n in range(NAME_LIMIT + 1)), Refusal.TOO_BIG),
    ],
    ids=[
        *("entities in entities", "external entity", "external definition", "parameter entity"),
        *("bare doctype", "utf-16 entities", "wrong nesting", "cut short", "nothing", "two roots"),
        *("undeclared entity", "null", "bad utf-8", "gbk", "unknown encoding", "too deep"),
        "too many names",
    ],
)
def test_what_is_unsafe_or_broken_is_refused(document, code):
    with pytest.raises(Refused) as refused:
        events_of(document)
    assert refused.value.code is code


@pytest.mark.parametrize("prefix", ["r", "rel", "ns0"])
def test_a_prefixed_attribute_is_found_by_its_local_name(prefix):
    assert local({"sheetId": "7", "xml:id": "no", f"{prefix}:id": "rId1"}, "id") == "rId1"


def test_an_absent_attribute_is_none():
    assert local({"sheetId": "7", "id": "1"}, "id") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("true", True), ("0", False), ("false", False), (None, False)],
)
def test_truth_is_read_as_office_programs_write_it(written, meant):
    assert is_true(written) is meant
