"""A file is written whole or not at all; whatever goes wrong, the old one is as it was."""

import errno
import os
import sys
from pathlib import Path

import pytest

from nianbao.io import atomic
from nianbao.io.atomic import TRIES, write_whole
from nianbao.io.problems import Refusal, Refused

OLD, NEW = b"old report", "新的年报".encode()


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "年报.docx"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def pauses(monkeypatch):
    """Wait for nothing, and tell how often and how long was to be waited."""
    told = []
    monkeypatch.setattr(atomic.time, "sleep", told.append)
    return told


@pytest.fixture
def failing(monkeypatch):
    """Make one step of writing fail, as a disk or another program would make it fail."""

    def fail(owner, step, error, times=10**6):
        real = getattr(owner, step)
        left = [times]

        def instead(*args, **kwargs):
            left[0] -= 1
            if left[0] < 0:
                return real(*args, **kwargs)
            raise error

        monkeypatch.setattr(owner, step, instead)

    return fail


def refusal(path, data=NEW):
    with pytest.raises(Refused) as caught:
        write_whole(path, data)
    assert caught.value.code is Refusal.WRITE
    assert f"“{path.name}”" in caught.value.message
    return caught.value.message


def test_a_new_file_is_written(tmp_path):
    path = tmp_path / "年报.docx"
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("data", [NEW, b"", b"\r\n\n\x00", bytes(range(256)) * 5000])
def test_an_old_file_is_replaced_whole(target, data):
    write_whole(target, data)
    assert target.read_bytes() == data
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("owner", "step", "error", "words"),
    [
        pytest.param(
            *(atomic.os, "fsync", OSError(errno.ENOSPC, "full"), "磁盘已满"),
            id="the disk is full",
        ),
        pytest.param(
            *(atomic.os, "fsync", OSError(errno.EDQUOT, "quota"), "磁盘已满"),
            id="the quota is used up",
        ),
        pytest.param(
            *(atomic.os, "fsync", OSError(errno.EIO, "broken"), "磁盘或网络盘出错"),
            id="the disk is broken",
        ),
        pytest.param(
            *(atomic.os, "open", PermissionError(errno.EACCES, "no"), "不许写入"),
            id="the folder is read-only",
        ),
        pytest.param(
            *(atomic.os, "open", OSError(errno.EROFS, "no"), "磁盘或网络盘出错"),
            id="the disk is read-only",
        ),
        pytest.param(
            *(Path, "replace", PermissionError(errno.EACCES, "busy"), "别的程序打开着"),
            id="another program has it open",
        ),
        pytest.param(
            *(Path, "replace", OSError(errno.EIO, "gone"), "磁盘或网络盘出错"),
            id="the network drive fails at the last moment",
        ),
    ],
)
def test_whatever_goes_wrong_the_old_file_stays_and_nothing_is_left(
    target, failing, owner, step, error, words
):
    failing(owner, step, error)
    assert words in refusal(target)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_what_a_killed_program_left_beside_the_file_goes_with_the_next_writing(target):
    left, fresh, other = (
        target.with_name(name)
        for name in (f".{target.name}.0123abcd.tmp", f".{target.name}.4567cdef.tmp", ".x.0.tmp")
    )
    for path in (left, fresh, other):
        path.write_bytes(b"half")
    for path in (left, other):
        os.utime(path, (10**9, 10**9))
    write_whole(target, NEW)
    assert target.read_bytes() == NEW
    assert sorted(target.parent.iterdir()) == sorted([target, fresh, other])


def test_an_end_in_the_middle_leaves_the_old_file_and_no_neighbour(target, failing):
    failing(atomic.os, "fsync", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, NEW)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("busy", range(TRIES))
def test_who_holds_the_file_for_a_moment_is_waited_for(target, failing, pauses, busy):
    failing(Path, "replace", PermissionError(errno.EACCES, "busy"), busy)
    write_whole(target, NEW)
    assert target.read_bytes() == NEW
    assert len(pauses) == busy


def test_nobody_is_waited_for_longer_than_a_second(target, failing, pauses):
    failing(Path, "replace", PermissionError(errno.EACCES, "busy"))
    refusal(target)
    assert 0 < sum(pauses) < 1


@pytest.mark.parametrize(
    "lock",
    ["~$年报.docx", "~$报.docx", "~$.docx", ".~lock.年报.docx#"],
    ids=["Excel", "Word, one character cut", "Word, two characters cut", "LibreOffice"],
)
def test_the_program_that_has_it_open_is_named_by_its_owner_file(target, failing, lock):
    (target.parent / lock).write_bytes(b"")
    failing(Path, "replace", PermissionError(errno.EACCES, "busy"))
    message = refusal(target)
    assert "Word" in message
    assert lock in message


def test_an_owner_file_alone_does_not_stop_the_writing(target):
    (target.parent / "~$年报.docx").write_bytes(b"")
    write_whole(target, NEW)
    assert target.read_bytes() == NEW


def test_a_folder_of_that_name_is_told_apart(tmp_path, pauses):
    folder = tmp_path / "年报.docx"
    folder.mkdir()
    assert "文件夹" in refusal(folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert pauses == []


def test_a_folder_is_not_waited_for_where_it_counts_as_busy(tmp_path, failing, pauses):
    (tmp_path / "年报.docx").mkdir()
    failing(Path, "replace", PermissionError(errno.EACCES, "as Windows says it"))
    assert "文件夹" in refusal(tmp_path / "年报.docx")
    assert pauses == []


def test_a_missing_folder_is_named(tmp_path):
    assert str(tmp_path / "没有") in refusal(tmp_path / "没有" / "年报.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_told_like_a_missing_folder(target):
    assert "没有" in refusal(target / "年报.docx")
    assert target.read_bytes() == OLD


def test_a_name_that_is_too_long_is_told(tmp_path):
    assert "文件名太长" in refusal(tmp_path / f"{'年' * 300}.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_that_the_disk_takes_is_written(tmp_path):
    path = tmp_path / f"{'年' * 80}.docx"
    write_whole(path, NEW)
    assert path.read_bytes() == NEW


def test_a_long_name_does_not_hinder_telling_why(tmp_path, failing):
    failing(Path, "replace", PermissionError(errno.EACCES, "busy"))
    assert "别的程序打开着" in refusal(tmp_path / f"{'年' * 83}.docx")


@pytest.mark.skipif(os.name != "posix", reason="permissions as bits are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_old_permissions_are_kept(target, mode):
    target.chmod(mode)
    write_whole(target, NEW)
    assert target.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name != "posix", reason="permissions as bits are of POSIX")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"")
    write_whole(tmp_path / "年报.docx", NEW)
    assert (tmp_path / "年报.docx").stat().st_mode == other.stat().st_mode


needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@needs_links
def test_a_link_is_followed_and_stays_a_link(target, tmp_path):
    folder = tmp_path / "桌面"
    folder.mkdir()
    link = folder / "快捷.docx"
    link.symlink_to(target)
    write_whole(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert list(folder.iterdir()) == [link]


@needs_links
def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path):
    link = tmp_path / "快捷.docx"
    link.symlink_to(tmp_path / "年报.docx")
    write_whole(link, NEW)
    assert (tmp_path / "年报.docx").read_bytes() == NEW


@needs_links
def test_a_link_to_itself_is_refused_in_words(tmp_path):
    link = tmp_path / "快捷.docx"
    link.symlink_to(link)
    assert "链接" in refusal(link)
