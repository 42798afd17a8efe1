"""The office's own list of words: what a clerk may write, what is skipped, where it lies."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from nianbao.app import books
from nianbao.core.report import Change, Passage
from nianbao.io.office_words import (
    MOST_BYTES,
    MOST_LINES,
    MOST_NAMED,
    TEMPLATE,
    OfficeWords,
    office_words_path,
    parse_office_words,
    read_office_words,
    with_office_words,
    write_template,
)
from nianbao.io.problems import Refused

LINES = [
    ("甲乙=甲丙", {"甲乙": "甲丙"}, ()),
    ("甲乙＝甲丙", {"甲乙": "甲丙"}, ()),
    ("甲乙→甲丙", {"甲乙": "甲丙"}, ()),
    ("甲乙 => 甲丙", {"甲乙": "甲丙"}, ()),
    ("　甲乙 = 甲丙　", {"甲乙": "甲丙"}, ()),
    ("甲乙", {"甲乙": ""}, ()),
    ("甲乙=", {"甲乙": ""}, ()),
    ("!甲乙丙", {}, ("甲乙丙",)),
    ("！ 甲乙丙", {}, ("甲乙丙",)),
    ("# 甲乙=甲丙", {}, ()),
    ("＃甲乙=甲丙", {}, ()),
    ("", {}, ()),
    ("　", {}, ()),
    ("甲乙=甲丙\n甲乙=甲丙", {"甲乙": "甲丙"}, ()),
    ("甲乙=甲乙丙", {"甲乙": "甲乙丙"}, ()),
]

BAD_LINES = [
    ("甲=乙", "不到两个字"),
    ("=甲乙", "不到两个字"),
    ("!甲", "不到两个字"),
    ("甲乙=甲丙=甲丁", "不止一个等号"),
    ("甲乙=甲乙", "两边一样"),
    ("甲" * 41, "太长"),
    ("甲乙=" + "丙" * 41, "太长"),
    ("甲乙\x00丙=丁", "看不懂"),
]


@pytest.mark.parametrize(("line", "words", "exceptions"), LINES)
def test_a_line(line, words, exceptions):
    assert parse_office_words(line) == OfficeWords(words, exceptions)


@pytest.mark.parametrize(("line", "why"), BAD_LINES)
def test_a_bad_line_is_skipped_and_named(line, why):
    office = parse_office_words(f"甲乙丙=丁\n\n{line}\n戊己=庚\n")
    assert office.words == {"甲乙丙": "丁", "戊己": "庚"}
    (problem,) = office.problems
    assert problem.startswith("词语表第 3 行")
    assert why in problem
    assert problem.endswith("已跳过。")


def test_the_first_of_two_corrections_stands():
    office = parse_office_words("甲乙=丙\n甲乙=丁")
    assert office.words == {"甲乙": "丙"}
    assert "第 2 行" in office.problems[0]


def test_many_bad_lines_are_counted():
    office = parse_office_words("甲\n" * (MOST_NAMED + 5))
    assert len(office.problems) == MOST_NAMED + 1
    assert "还有 5 行" in office.problems[-1]


def test_no_more_lines_than_the_limit():
    office = parse_office_words("".join(f"甲乙{n}=丙\n" for n in range(MOST_LINES + 10)))
    assert len(office.words) == MOST_LINES
    assert f"前面 {MOST_LINES} 行" in office.problems[0]


# The file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_notepad_writes(tmp_path, encoding, end):
    path = tmp_path / "词语表.txt"
    path.write_bytes(end.join(["# 说明", "行政审批居=行政审批局", "我处室", ""]).encode(encoding))
    assert read_office_words(path) == OfficeWords({"行政审批居": "行政审批局", "我处室": ""})


def test_a_missing_file_is_no_problem(tmp_path):
    assert read_office_words(tmp_path / "none" / "词语表.txt") == OfficeWords()


def test_an_empty_file_is_no_problem(tmp_path):
    path = tmp_path / "词语表.txt"
    path.write_bytes(b"")
    assert read_office_words(path) == OfficeWords()


def test_a_folder_of_that_name_is_as_good_as_nothing(tmp_path):
    assert read_office_words(tmp_path) == OfficeWords()


def test_a_file_that_is_no_text_is_named(tmp_path):
    path = tmp_path / "词语表.txt"
    path.write_bytes(bytes(range(1, 32)) * 100)
    office = read_office_words(path)
    assert not office.words
    assert "不是文本文件" in office.problems[0]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="whoever may read everything sees no refusal"
)
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = tmp_path / "词语表.txt"
    path.write_text("甲乙=丙", encoding="utf-8")
    path.chmod(0)
    assert "打不开" in read_office_words(path).problems[0]


def test_of_a_huge_file_only_whole_lines_within_the_limit(tmp_path):
    path = tmp_path / "词语表.txt"
    line = "# " + "说" * 300 + "\n"
    path.write_text("甲乙=丙\n" + line * (2 * MOST_BYTES // len(line.encode())), encoding="utf-8")
    office = read_office_words(path)
    assert office.words == {"甲乙": "丙"}
    assert "太长" in office.problems[0]


def test_the_words_for_the_clerk_have_full_width_punctuation():
    for line, _ in BAD_LINES:
        for problem in parse_office_words(line).problems:
            assert problem.endswith("。")
            assert not set(problem) & set(",.;:?!()")


# The template


def test_the_template_explains_and_asks_for_nothing(tmp_path):
    path = tmp_path / "年报助手" / "词语表.txt"
    write_template(path)
    assert read_office_words(path) == OfficeWords()
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == TEMPLATE.count("\n")


def test_the_examples_of_the_template_are_right():
    lines = [line.lstrip("#") for line in TEMPLATE.splitlines() if line[1:2].strip()]
    office = parse_office_words("\n".join(lines[-3:]))
    assert office.problems == ()
    assert (len(office.words), len(office.exceptions)) == (2, 1)


def test_the_template_replaces_nothing(tmp_path):
    path = tmp_path / "词语表.txt"
    path.write_text("甲乙=丙", encoding="utf-8")
    write_template(path)
    assert read_office_words(path).words == {"甲乙": "丙"}


def test_a_template_that_cannot_be_written_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused, match="E_WRITE"):
        write_template(tmp_path / "file" / "词语表.txt")


# Where it lies


@pytest.mark.parametrize(
    ("platform", "environment", "home", "path"),
    [
        (
            "win32",
            {"APPDATA": "C:\\Users\\u\\AppData\\Roaming"},
            PureWindowsPath("C:\\Users\\u"),
            "C:\\Users\\u\\AppData\\Roaming\\年报助手\\词语表.txt",
        ),
        (
            "win32",
            {},
            PureWindowsPath("C:\\Users\\u"),
            "C:\\Users\\u\\AppData\\Roaming\\年报助手\\词语表.txt",
        ),
        ("linux", {}, PurePosixPath("/home/u"), "/home/u/.config/nianbao/词语表.txt"),
        (
            "linux",
            {"XDG_CONFIG_HOME": "/etc/u"},
            PurePosixPath("/home/u"),
            "/etc/u/nianbao/词语表.txt",
        ),
        (
            "linux",
            {"XDG_CONFIG_HOME": "relative"},
            PurePosixPath("/home/u"),
            "/home/u/.config/nianbao/词语表.txt",
        ),
    ],
)
def test_where_the_file_lies(platform, environment, home, path):
    assert str(office_words_path(platform, environment, home)) == path


# In the checks


def found(book, report, *paragraphs):
    report.apply(Change(text={"1": (Passage("", "\n".join(paragraphs)),)}))
    return sorted(
        (finding.rule, finding.place.begin, finding.rewording.new if finding.rewording else "")
        for finding in book.check(report)
        if finding.rule in {"R60", "R65"}
    )


def test_the_office_s_words_are_looked_for(book, seed_report):
    told = with_office_words(book, parse_office_words("审批居=审批局\n我处室"))
    assert found(told, seed_report, "审批居答复。", "由我处室答复。") == [
        ("R65", 0, "审批局"),
        ("R65", 8, ""),
    ]
    assert found(book, seed_report, "审批居答复。", "由我处室答复。") == []


def test_the_office_s_correction_goes_before_the_program_s(book, seed_report):
    told = with_office_words(book, parse_office_words("布署=安排"))
    assert found(told, seed_report, "作出布署。") == [("R65", 2, "安排")]


def test_an_exception_silences_every_rule_on_words_inside_it(book, seed_report):
    told = with_office_words(book, parse_office_words("!布署中心\n！甲,乙"))
    assert found(told, seed_report, "由布署中心作出布署，甲,乙二人,在场。") == [
        ("R60", 15, "，"),
        ("R65", 7, "部署"),
    ]


def test_a_correction_that_has_the_word_in_it_is_not_reported_again(book, seed_report):
    told = with_office_words(book, parse_office_words("公示=公示牌"))
    assert found(told, seed_report, "设立公示牌，张贴公示。") == [("R65", 8, "公示牌")]


def test_latin_words_are_whole_words(book, seed_report):
    told = with_office_words(book, parse_office_words("OA=办公系统"))
    assert found(told, seed_report, "使用OA和BOARD。") == [("R65", 2, "办公系统")]


def test_without_words_the_book_is_the_same(book):
    assert with_office_words(book, OfficeWords()) is book


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Let the user's own files lie in a folder of the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    path = books.words_file()
    path.parent.mkdir(parents=True)
    return path


def test_every_book_has_the_office_s_words(own_folder, seed_report, caplog):
    own_folder.write_text("审批居=审批局\n甲\n", encoding="utf-8")
    told = books.all_books()["2021"]
    assert found(told, seed_report, "审批居答复。") == [("R65", 0, "审批局")]
    assert [record.message for record in caplog.records] == list(books.office_words().problems)
    assert "第 2 行" in caplog.text


def test_an_ill_file_does_not_stop_the_program(own_folder, caplog):
    own_folder.write_bytes(bytes(range(1, 32)) * 100)
    assert "2021" in books.all_books()
    assert "不是文本文件" in caplog.text


def test_a_user_without_a_home_has_no_words(monkeypatch):
    def homeless():
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert books.words_file() is None
    assert books.office_words() == OfficeWords()
