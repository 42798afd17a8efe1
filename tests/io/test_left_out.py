"""Characters no report may hold are taken out where a file comes in, and named with their place."""

import io
import json

import docx
import pytest
from docx_parts import named

from nianbao.app.books import all_books
from nianbao.core.clean_text import Removed
from nianbao.core.report import Change, Passage
from nianbao.io.left_out import place_name, told
from nianbao.io.open_file import read_any, read_clipboard
from nianbao.io.word.export import write_docx

LEAST = {"version": 1, "form": "2021", "organ": "某局", "year": 2024, "cells": {}, "text": {}}


@pytest.fixture(scope="module")
def books():
    return all_books()


def left_out(imported):
    return [
        (problem.place, problem.as_read)
        for problem in imported.problems
        if problem.code == "character_left_out"
    ]


def own_file(folder, **given):
    path = folder / "年报.nianbao"
    path.write_text(json.dumps({**LEAST, **given}), encoding="utf-8")
    return path


def test_a_report_file_is_cleaned_when_it_is_opened(tmp_path, books):
    text = {"1": [{"heading": "（一）\x00", "body": "甲\r\n乙\ud83d\u202e"}]}
    path = own_file(tmp_path, text=text, preamble="\ufeff引言", organ="某\x08局")
    imported = read_any(path, books)
    assert imported.change.text["1"] == (Passage("（一）", "甲\n乙"),)
    assert imported.change.particulars.preamble == "引言"
    assert imported.change.particulars.organ == "某局"
    assert left_out(imported) == [
        ("一、总体情况", "U+0000"),
        ("一、总体情况", "U+000D"),
        ("一、总体情况", "U+D83D"),
        ("一、总体情况", "U+202E"),
        ("机关名称", "U+0008"),
        ("开头一段", "U+FEFF"),
    ]


def test_the_clerk_reads_what_was_taken_out_and_that_nothing_else_was(form):
    assert told(form, Removed("5", "\u202e")) == (
        "“五、存在的主要问题及改进情况”里有改变文字方向的符号（U+202E），"
        "已经去掉，其余文字没有改动。"
    )


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("t3.1.total", "表三“一、本年新收政府信息公开申请数量”“总计”"),
        ("number", "发文字号"),
        ("signature", "落款"),
        ("elsewhere", "elsewhere"),
    ],
)
def test_places_have_official_names(form, place, name):
    assert place_name(form, place) == name


def test_emoji_rare_and_private_characters_come_in_as_they_are(tmp_path, books):
    body = "𠮷田😀👩‍💻\ue000葛\U000e0100“”——"
    imported = read_any(own_file(tmp_path, text={"1": [{"heading": "", "body": body}]}), books)
    assert imported.change.text["1"] == (Passage("", body),)
    assert left_out(imported) == []


def test_a_word_file_of_others_is_cleaned_when_it_is_imported(tmp_path, books, form, seed_report):
    document = docx.Document(io.BytesIO(write_docx(form, seed_report).data))
    last = next(p for p in document.paragraphs if p.style.name == "Body Text" and "申请" in p.text)
    last.runs[0].text = "公\u200b开\u202e信息"
    document.save(tmp_path / "去年.docx")
    imported = read_any(tmp_path / "去年.docx", books)
    everything = "".join(p.body for parts in imported.change.text.values() for p in parts)
    everything += imported.change.particulars.preamble
    assert "公开信息" in everything
    assert {code for _, code in left_out(imported)} == {"U+200B", "U+202E"}


def test_a_report_copied_in_another_program_is_cleaned(books, form, seed_report):
    named(seed_report, preamble="")
    head = "".join(f"<p>{s.title}</p><p>坏\u202e字</p>" for s in form.sections[:1])
    table = next(t for t in form.tables if t.id == "t4")
    numbers = "".join("<td>0</td>" for _ in table.fields)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td colspan="{c.width}" rowspan="{c.height}">{c.label}</td>'
            for c in table.cells
            if c.top == row
        )
        + "</tr>"
        for row in range(table.head_rows)
    )
    page = f"<html><body>{head}<table>{rows}<tr>{numbers}</tr></table></body></html>"
    imported = read_clipboard(page, None, books)
    words = "".join(p.body for parts in imported.change.text.values() for p in parts)
    assert "\u202e" not in words
    assert ("一、总体情况", "U+202E") in left_out(imported)


def test_nothing_is_said_of_a_clean_file(tmp_path, books, form, seed_report):
    seed_report.apply(Change(text={"6": (Passage("", "无。"),)}))
    (tmp_path / "年报.docx").write_bytes(write_docx(form, seed_report).data)
    assert left_out(read_any(tmp_path / "年报.docx", books)) == []
