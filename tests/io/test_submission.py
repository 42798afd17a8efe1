"""The folder for submission: every document under the office's name, all of them or none."""

import hashlib
import os
import re
import stat
from pathlib import Path

import pytest

from nianbao.core.report import Particulars
from nianbao.io.problems import Refusal, Refused
from nianbao.io.submission import (
    LIST_NAME,
    PatternError,
    check_list,
    submission_name,
    write_submission,
)

TITLE = "某市某局2024年政府信息公开工作年度报告"
TOLD = Particulars(organ="某市某局", year=2024)
NEW = {"年报.docx": b"new word", "年报.html": b"new page"}


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{标题}", TITLE),
        ("{年份}_{机关}_年报", "2024_某市某局_年报"),
        ("报送/{年份}:年报", "报送2024年报"),
        ("CON", "_CON"),
        ("", "政府信息公开工作年度报告"),
    ],
)
def test_the_names_follow_the_pattern_of_the_office(pattern, name):
    assert submission_name(pattern, TITLE, TOLD) == name


def test_what_a_title_holds_in_braces_is_no_pattern():
    assert submission_name("{标题}", "{机关}报告", TOLD) == "{机关}报告"


@pytest.mark.parametrize("pattern", ["{organ}", "{年 份}", "{年份", "年份}"])
def test_another_word_in_braces_is_told(pattern):
    with pytest.raises(PatternError, match=re.escape("只能是 {标题}、{机关}、{年份}")):
        submission_name(pattern, TITLE, TOLD)


def test_the_list_can_be_checked_by_anyone():
    lines = check_list(NEW).decode("utf-8-sig").splitlines()
    listed = [line for line in lines if not line.startswith("#")]
    assert listed == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in NEW.items()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class TestWriting:
    def test_into_a_folder_that_is_not_there_yet(self, tmp_path):
        write_submission(tmp_path / "报送" / "年报", NEW)
        assert contents(tmp_path / "报送" / "年报") == {**NEW, LIST_NAME: check_list(NEW)}

    def test_again_into_the_same_folder_beside_what_others_keep_there(self, tmp_path):
        write_submission(tmp_path, {"年报.docx": b"old word", "年报.pdf": b"old pdf"})
        (tmp_path / "盖章扫描件.pdf").write_bytes(b"scan")
        write_submission(tmp_path, NEW)
        held = {"盖章扫描件.pdf": b"scan", "年报.pdf": b"old pdf", LIST_NAME: check_list(NEW)}
        assert contents(tmp_path) == {**NEW, **held}

    def test_one_that_cannot_be_replaced_leaves_all_as_they_were(self, tmp_path, monkeypatch):
        write_submission(tmp_path, {"年报.docx": b"old word", "年报.html": b"old page"})
        before = contents(tmp_path)
        replace = Path.replace

        def held_open(path, target):
            if path.name == "年报.html" and path.parent == tmp_path:
                raise PermissionError
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", held_open)
        with pytest.raises(Refused, match=r"年报\.html.*打开着") as refused:
            write_submission(tmp_path, NEW)
        assert refused.value.code is Refusal.WRITE
        assert contents(tmp_path) == before

    def test_a_full_disk_is_met_before_anything_is_moved(self, tmp_path, monkeypatch):
        write_submission(tmp_path, {"年报.docx": b"old word"})
        before = contents(tmp_path)
        monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(Refused, match="磁盘已满"):
            write_submission(tmp_path, NEW)
        assert contents(tmp_path) == before

    def test_a_folder_made_for_nothing_goes_again(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(Refused):
            write_submission(tmp_path / "报送", NEW)
        assert not list(tmp_path.iterdir())

    def test_a_file_where_the_folder_should_be(self, tmp_path):
        (tmp_path / "报送").write_bytes(b"")
        with pytest.raises(Refused, match="报送"):
            write_submission(tmp_path / "报送", NEW)

    @pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
    def test_no_document_is_readable_to_fewer_than_any_other_file(self, tmp_path):
        write_submission(tmp_path, NEW)
        (tmp_path / "other").write_bytes(b"")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert len(modes) == 1
