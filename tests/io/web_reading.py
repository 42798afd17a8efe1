"""What the program reads back from a page that it wrote."""

from dataclasses import replace

from nianbao.core.report import Report
from nianbao.io.open_file import read_any

NOT_PRINTED = {"organ_kind": None, "processing_fee": None}
"""What a page does not print and so cannot give back."""


def read_back(book, path, content):
    path.write_bytes(content)
    imported = read_any(path, {book.form.id: book})
    again = Report(book.form.id)
    again.apply(imported.change)
    return again


def same(one, other):
    assert dict(one.entries) == dict(other.entries)
    assert dict(one.text) == dict(other.text)
    told = replace(other.particulars, **NOT_PRINTED)
    assert one.particulars == told
