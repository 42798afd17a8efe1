"""The report as a PDF and on a printer: the pages as laid out, as large as on paper."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from nianbao.core.report import Change, Passage
from nianbao.ui import dialogs
from nianbao.ui.paper import printing
from nianbao.ui.paper.making import all_endings, laid_out, make_document
from nianbao.ui.paper.printing import print_pages

pytestmark = pytest.mark.usefixtures("qapp")

A4 = (595, 842)  # points


def pdf(data):
    return pypdfium2.PdfDocument(data)


def words(page):
    return re.sub(r"\s", "", page.get_textpage().get_text_range())


def size_of(page):
    return tuple(round(side) for side in page.get_size())


def ink_box(page):
    """Give the ends of all letters in points: left, bottom, right, top."""
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    boxes = [box for box in boxes if box[2] > box[0]]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@pytest.fixture
def seed_pdf(book, seed_report):
    return make_document(".pdf", book, seed_report).data


def test_a_pdf_is_one_of_the_documents():
    assert all_endings()[-1] == ".pdf"
    assert ".docx" in all_endings()


def test_it_has_the_pages_of_the_layout_on_a4(seed_pdf):
    pages = list(pdf(seed_pdf))
    assert len(pages) == 4
    assert {size_of(page) for page in pages} == {A4}


def test_its_words_can_be_found_and_copied(book, seed_report, seed_pdf):
    laid = laid_out(book, seed_report)
    for sheet, page in zip(laid.sheets.pages, pdf(seed_pdf), strict=True):
        found = words(page)
        for line in (*sheet.lines, *sheet.around):
            assert re.sub(r"\s", "", line.text) in found


@pytest.mark.parametrize("radical", "⼯⼈⺠⽉⽇⾏⻔")
def test_no_letter_is_taken_for_one_that_only_looks_the_same(seed_pdf, radical):
    assert not any(radical in words(page) for page in pdf(seed_pdf))


def test_its_fonts_are_within(seed_pdf):
    fonts = seed_pdf.count(b"/FontDescriptor ")
    assert fonts
    assert len(re.findall(rb"/FontFile[23]? ", seed_pdf)) == fonts


def test_its_title_is_the_reports(seed_pdf):
    title = pdf(seed_pdf).get_metadata_dict()["Title"]
    assert title == "赣州经济技术开发区企业服务和工信局2024年政府信息公开工作年度报告"


def test_letters_stand_where_the_layout_has_them(form, book, report):
    """Qt has letters apart as wide as the resolution makes them; a full line tells."""
    report.apply(Change(text={"1": (Passage("", "国" * 2000),)}))
    page = pdf(make_document(".pdf", book, report).data)[1]
    left, _, right, _ = ink_box(page)
    margin_left, width = 26 * 72 / 25.4, 156 * 72 / 25.4
    assert left == pytest.approx(margin_left, abs=2)
    assert right == pytest.approx(margin_left + width, abs=4)


def test_a_draft_bears_its_mark(book, seed_report):
    official = pdf(make_document(".pdf", book, seed_report).data)
    draft = pdf(make_document(".pdf", book, seed_report, draft=True).data)
    for plain, marked in zip(official, draft, strict=True):
        assert "草稿" not in words(plain)
        assert "草稿" in words(marked)


def test_signs_no_font_of_the_document_has_are_drawn_with_another(book, report):
    report.apply(Change(text={"1": (Passage("", "国😀国"),)}))
    page = pdf(make_document(".pdf", book, report).data)[0]
    assert "国" in words(page)


def test_what_was_left_out_is_told(book, report):
    report.apply(Change(particulars=replace(report.particulars, organ="某\u0007局")))
    remarks = make_document(".pdf", book, report).remarks
    assert remarks == make_document(".docx", book, report).remarks


# printing


@pytest.fixture
def printed(monkeypatch, tmp_path, qtbot, book, seed_report):
    """Print to a file, as the clerk chooses in the dialog."""
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415  beside its only use

    parent = QWidget()
    qtbot.addWidget(parent)
    out = tmp_path / "printed.pdf"

    def print_(choose=lambda printer: None):
        def ask(dialog):
            dialog.printer().setOutputFileName(str(out))
            choose(dialog.printer())
            return True

        monkeypatch.setattr(dialogs, "ask_printer", ask)
        assert print_pages(laid_out(book, seed_report), parent)
        return pdf(out.read_bytes())

    return print_


def test_pages_are_printed_as_large_as_they_are(printed, seed_pdf):
    paper = list(printed())
    assert {size_of(page) for page in paper} == {A4}
    for page, drawn in zip(paper, pdf(seed_pdf), strict=True):
        assert ink_box(page) == pytest.approx(ink_box(drawn), abs=1)


def test_only_the_pages_asked_for_are_printed(printed):
    paper = list(printed(lambda printer: printer.setFromTo(2, 3)))
    assert [words(page)[-3:] for page in paper] == ["—2—", "—3—"]


def test_nothing_is_printed_when_the_clerk_thinks_better_of_it(monkeypatch, qtbot, book, report):
    monkeypatch.setattr(dialogs, "ask_printer", lambda _: False)
    assert not print_pages(laid_out(book, report), None)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_named(monkeypatch, tmp_path, book, report):
    said = []
    monkeypatch.setattr(dialogs, "warn", lambda _, title, words: said.append((title, words)))

    def ask(dialog):
        dialog.printer().setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
        return True

    monkeypatch.setattr(dialogs, "ask_printer", ask)
    assert not print_pages(laid_out(book, report), None)
    assert said[0][0] == "没有打印成"


def test_windows_without_a_printer_says_so(monkeypatch, book, report):
    said = []
    monkeypatch.setattr(printing.sys, "platform", "win32")
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinters", list)
    monkeypatch.setattr(dialogs, "warn", lambda _, title, words: said.append(f"{title}：{words}"))
    assert not print_pages(laid_out(book, report), None)
    assert said == ["没有找到打印机：请先在系统里添加打印机；也可以导出 PDF，换一台电脑打印。"]
