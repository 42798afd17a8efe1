"""What a clerk or a foreign file says stays words in every document: no formula, markup or link.

The threats are listed in `docs/threats.md`.
"""

import datetime as dt
import re
from dataclasses import replace

import html5lib
import pytest
from bad_files import parts_of
from lxml import etree

from nianbao.core.report import Change, Passage, Unread
from nianbao.io.export import export
from nianbao.io.review import write_review
from nianbao.io.web.export import paste_fragment

CELL = "t3.1.natural"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

FORMULAS = ["=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "=cmd|' /C calc'!A0", "＝1+1", '=HYPERLINK("http://127.0.0.1")']  # fmt: skip  # noqa: E501
MARKUP = [
    "<script>alert(1)</script>",
    '"><img src="file:///x" onerror="alert(1)">',
    "</title><iframe src=//127.0.0.1></iframe>",
    "<style>@import url(//127.0.0.1/a.css)</style>",
    "&lt;b&gt;&#60;script&#62;",
    "<!-- --><a href='javascript:alert(1)'>",
    "]]><w:instrText>DDEAUTO</w:instrText>",
]


@pytest.fixture
def saying(form, seed_report):
    """Put the same words into every place of the seed report that takes words."""

    def saying(words):
        told = seed_report.particulars
        signature = replace(told.signature, organ=words)
        particulars = replace(told, organ=words, title=words, preamble=words, signature=signature)
        reasons = tuple(replace(one, reason=words) for one in seed_report.justifications)
        text = {section: (Passage(words, f"{words}\n{words}"),) for section in ("1", "5", "6")}
        seed_report.apply(
            Change(
                cells={CELL: Unread(words)},
                text=text,
                particulars=particulars,
                justifications=reasons,
            )
        )
        return seed_report

    return saying


def roots(package):
    """Parse every XML part of a package."""
    parts = parts_of(package).items()
    return {n: etree.fromstring(p) for n, p in parts if n.endswith((".xml", ".rels"))}


def tags(root):
    return [element.tag for element in root.iter()]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_words_become_a_formula_in_the_workbook(book, saying, words):
    plain = roots(export(".xlsx", book, saying("某局"), draft=True).data)
    report = roots(export(".xlsx", book, saying(words), draft=True).data)
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

    def formulas(parts):
        found = [(name, f.text) for name, root in parts.items() for f in root.iter(f"{namespace}f")]
        return sorted(found)

    assert formulas(report) == formulas(plain)
    kept = "".join(report["xl/sharedStrings.xml"].itertext())
    assert words.strip() in kept
    for name, root in report.items():
        if name.startswith("xl/worksheets/"):
            for cell in root.iter(f"{namespace}c"):
                value = cell.findtext(f"{namespace}v") or ""
                assert cell.get("t") == "s" or re.fullmatch(r"-?\d*\.?\d*", value)


@pytest.mark.parametrize("words", FORMULAS[:-1])
def test_what_looks_like_a_formula_is_kept_from_becoming_one_when_it_is_edited(book, saying, words):
    """A cell with such words says with its style that it holds text (the quote prefix)."""
    parts = roots(export(".xlsx", book, saying(words), draft=True).data)
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    texts = ["".join(si.itertext()) for si in parts["xl/sharedStrings.xml"]]
    formats = parts["xl/styles.xml"].find(f"{namespace}cellXfs")
    seen = 0
    for name, root in parts.items():
        for cell in root.iter(f"{namespace}c") if name.startswith("xl/worksheets/") else ():
            if cell.get("t") == "s" and texts[int(cell.findtext(f"{namespace}v"))] == words:
                style = formats[int(cell.get("s", "0"))]
                seen += 1
                assert style.get("quotePrefix") == "1" or style.get("numFmtId") == "49"
    assert seen


@pytest.mark.parametrize("words", MARKUP)
@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_no_words_become_markup_in_an_office_document(book, saying, words, ending):
    plain = roots(export(ending, book, saying("某局"), draft=True).data)
    report = roots(export(ending, book, saying(words), draft=True).data)
    assert report.keys() == plain.keys()
    new = {tag for name in report for tag in tags(report[name])}
    new -= {f"{{{W}}}br"}  # a long title is parted
    assert new <= {tag for name in plain for tag in tags(plain[name])}
    assert words in "".join("".join(root.itertext()) for root in report.values())


@pytest.mark.parametrize("words", MARKUP)
def test_no_words_become_markup_in_the_review(book, saying, words):
    report = saying(words)
    parts = roots(write_review(book, report, book.check(report), dt.date(2025, 1, 1), ()))
    joined = "".join("".join(root.itertext()) for root in parts.values())
    assert words in joined
    assert not [tag for root in parts.values() for tag in tags(root) if "instrText" in str(tag)]


@pytest.mark.parametrize("words", [*MARKUP, *FORMULAS])
@pytest.mark.parametrize("what", ["the page", "the piece to paste"])
def test_no_words_become_markup_on_the_web(book, saying, words, what):
    def page(report):
        if what == "the page":
            return export(".html", book, report, draft=True).data.decode()
        return paste_fragment(book.form, report)

    plain = html5lib.parse(page(saying("某局")), namespaceHTMLElements=False)
    report = html5lib.parse(page(saying(words)), namespaceHTMLElements=False)
    assert tags(report) == tags(plain)
    shown = "".join(report.itertext())
    assert words.strip() in shown
    for element in report.iter():
        if isinstance(element.tag, str):
            assert element.tag not in {"script", "img", "iframe", "object", "embed", "link", "base"}
            wrong = re.compile(r"on\w+|src|href|action|formaction|background")
            assert not [name for name in element.attrib if wrong.fullmatch(name)]
            assert "url(" not in element.get("style", "")
    assert (
        "@import" not in "".join(s.text or "" for s in report.iter("style")) or "@import" in words
    )


# What a package holds


OUTWARD = {"hyperlink", "altChunk", "attachedTemplate"}


@pytest.mark.parametrize("ending", [".docx", ".xlsx", "review"])
def test_a_written_package_holds_no_program_and_points_nowhere_else(book, seed_report, ending):
    if ending == "review":
        data = write_review(book, seed_report, [], dt.date(2025, 1, 1), ())
    else:
        data = export(ending, book, seed_report, draft=True).data
    program = re.compile(r"vba|macro|embed|activex|external|ole|\.bin", re.IGNORECASE)
    assert not [name for name in parts_of(data) if program.search(name)]
    parts = roots(data)
    for name, root in parts.items():
        for element in root.iter():
            assert element.get("TargetMode") != "External", name
            assert "macroEnabled" not in (element.get("ContentType") or "")
            assert etree.QName(element).localname not in {
                "hyperlink",
                "altChunk",
                "attachedTemplate",
            }
