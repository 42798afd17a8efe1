"""The piece to paste into a content system: its looks and its numbers survive what is cut."""

import re

import pytest
from web_access import elements, faults, parsed_piece
from web_reading import read_back, same

from nianbao.core.report import Report
from nianbao.io.open_file import read_clipboard
from nianbao.io.web.export import paste_fragment


def test_the_piece_brings_its_looks_along_and_nothing_of_a_page(form, seed_report):
    piece = paste_fragment(form, seed_report)
    tree = parsed_piece(piece)
    assert faults(tree) == []
    assert elements(tree, "html", "head", "body", "style", "meta", "title", "h1", "main") == []
    assert "class=" not in piece
    for cell in elements(tree, "th", "td"):
        assert "border:1px solid" in cell.get("style")


def test_the_golden_piece(form, seed_report, golden):
    golden(paste_fragment(form, seed_report), "web-piece.html")


CONTENT_SYSTEMS = {
    "keeps everything": "",
    "throws ids and classes away": r' (?:id|class|headers|role|tabindex|aria-\w+)="[^"]*"',
    "throws styles away too": r' (?:id|class|headers|scope|style|role|tabindex|aria-\w+)="[^"]*"',
    "knows no groups of rows": r"</?(?:thead|tbody|colgroup|col|caption|div)\b[^>]*>",
}


@pytest.mark.parametrize("thrown", CONTENT_SYSTEMS.values(), ids=CONTENT_SYSTEMS)
def test_what_a_content_system_leaves_of_the_piece_still_holds_the_report(
    book, seed_report, tmp_path, thrown
):
    left = re.sub(thrown, "", paste_fragment(book.form, seed_report)) if thrown else None
    piece = left or paste_fragment(book.form, seed_report)
    site = f"<!DOCTYPE html><html><body><h1>政务公开</h1>{piece}</body></html>"
    same(read_back(book, tmp_path / "栏目.html", site.encode()), seed_report)


def test_a_table_without_any_styles_still_has_lines(form, seed_report):
    for table in elements(parsed_piece(paste_fragment(form, seed_report)), "table"):
        assert table.get("border") == "1"


def test_the_piece_can_be_pasted_into_the_program_again(book, seed_report):
    piece = paste_fragment(book.form, seed_report)
    imported = read_clipboard(piece, None, {book.form.id: book})
    again = Report(book.form.id)
    again.apply(imported.change)
    assert dict(again.entries) == dict(seed_report.entries)
