"""The journal: nothing half read, nothing put into a strange file, nothing thrown away."""

import datetime as dt
import errno
import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.core.report import Change, Justification, Passage, Report, Source, Unread
from nianbao.core.restoring import change_into
from nianbao.io import journal as journal_module
from nianbao.io.journal import Binding, Journal
from nianbao.io.journal_reading import Belonging, UnreadableError, read_journal
from nianbao.io.merge_patch import patch_between, patched
from nianbao.io.own_folder import this_users_folder
from nianbao.io.recent import MOST as MOST_RECENT
from nianbao.io.recent import Recent
from nianbao.io.report_json import plain_report, report_text
from nianbao.io.report_reading import parse_report
from nianbao.io.saved_file import Outcome, fingerprint, save_over, sha256
from nianbao.io.versions import MOST, Versions

CHANGES = (
    Change(cells={"t3.1.natural": 7, "t2.fees.amount": Decimal("1.50")}),
    Change(cells={"t3.1.natural": None, "t4.review.upheld": Unread("六")}),
    Change(text={"1": (Passage("（一）", "一段话\n又一段"),), "5": ()}),
    Change(sources={"t3.2.natural": Source("去年.xlsx", "表三!B4", "3", carried=True)}),
    Change(sources={"t3.2.natural": None}, settled=frozenset({"一句话。"})),
    Change(justifications=(Justification("R01", (), (), "确实如此", "2025-01-05"),)),
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "journals" / "a-1.journal"


@pytest.fixture
def keep(form, file):
    """Keep changes of a report in a journal, one after the other; give journal and report."""

    def run(report, changes=CHANGES, binding=None):
        journal = Journal(file, binding or Binding(), plain_report(report, form))
        for change in changes:
            report.apply(change)
            journal.keep(plain_report(report, form))
        return journal

    return run


def said_alike(report, other):
    return not change_into(report, other)


class TestTheWayBack:
    def test_every_kind_of_change_comes_back(self, keep, seed_report, form, file):
        told = seed_report.particulars
        keep(seed_report, (*CHANGES, Change(particulars=replace(told, organ="某局", year=2025))))
        found = read_journal(file)
        assert said_alike(found.report(form), seed_report)
        assert found.changes == 7

    def test_what_was_undone_does_not_come_back(self, keep, seed_report, form, file):
        journal = keep(seed_report, CHANGES[:1])
        back = seed_report.apply(Change(cells={"t3.1.natural": 99}))
        journal.keep(plain_report(seed_report, form))
        seed_report.apply(back)
        journal.keep(plain_report(seed_report, form))
        assert read_journal(file).report(form).value("t3.1.natural") == 7

    def test_before_the_first_change_there_is_no_file(self, keep, report, file):
        journal = keep(report, ())
        assert not file.exists()
        assert not journal.begun

    def test_the_end_of_the_program_loses_nothing(self, keep, report, form, file):
        """What was written is in the system's hands: it is read here past an open handle."""
        for change in CHANGES:
            journal = keep(report, (change,))
            assert said_alike(read_journal(file).report(form), report)
            journal.close()

    def test_half_a_character_does_no_harm(self, keep, report, form, file):
        keep(report, (Change(text={"1": (Passage("", "坏字\ud800"),)}),))
        assert read_journal(file).report(form).text["1"][0].body == "坏字\ud800"

    def test_a_long_journal_is_begun_anew(self, keep, report, form, file, monkeypatch):
        monkeypatch.setattr(journal_module, "MOST_BYTES", 20_000)
        changes = [Change(text={"1": (Passage("", "字" * 3_000 + str(n)),)}) for n in range(30)]
        keep(report, changes)
        assert file.stat().st_size < 50_000
        found = read_journal(file)
        assert said_alike(found.report(form), report)
        assert found.changes == 30


class TestWhatIsTorn:
    def test_at_every_byte_of_the_last_line(self, keep, report, form, file):
        keep(report)
        whole = file.read_bytes()
        *_, last, _ = whole.split(b"\n")
        before = Report(form.id)
        for change in CHANGES[:-1]:
            before.apply(change)
        start = len(whole) - len(last) - 1
        for end in range(start, len(whole) + 1):
            file.write_bytes(whole[:end])
            found = read_journal(file).report(form)
            complete = end >= len(whole) - 1
            assert said_alike(found, report if complete else before), end

    def test_what_stands_behind_a_torn_line_is_left_out(self, keep, report, form, file):
        keep(report)
        lines = file.read_bytes().split(b"\n")
        lines[3] = b"\x00" * len(lines[3])
        file.write_bytes(b"\n".join(lines))
        found = read_journal(file)
        assert found.changes == 2
        assert found.report(form).entry("t4.review.upheld") == Unread("六")

    @pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"[]\n", b"{}\n", b"\xff\xfe", b"{"])
    def test_what_is_no_journal_is_refused(self, file, content):
        file.parent.mkdir()
        file.write_bytes(content)
        with pytest.raises(UnreadableError) as refused:
            read_journal(file)
        assert not refused.value.newer

    def test_at_every_byte_of_the_head_and_many_of_the_report(self, keep, report, file):
        """These two are put in place in one step; whatever a disk makes of them, no traceback."""
        keep(report, CHANGES[:1])
        whole = file.read_bytes()
        head = whole.index(b"\n") + 2
        for end in (*range(head), *range(head, len(whole) - 1, 17), len(whole) - 2):
            file.write_bytes(whole[:end])
            with pytest.raises(UnreadableError):
                read_journal(file)

    @pytest.mark.parametrize(
        ("version", "newer"), [(2, True), (99, True), (0, False), ("1", False)]
    )
    def test_another_version(self, keep, report, file, version, newer):
        keep(report)
        head, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
        head = json.dumps(json.loads(head) | {"journal": version}) + "\n"
        file.write_text("".join([head, *rest]), encoding="utf-8")
        with pytest.raises(UnreadableError) as refused:
            read_journal(file)
        assert refused.value.newer is newer


class TestTheFileItBelongsTo:
    @pytest.fixture
    def saved(self, tmp_path, seed_report, form):
        path = tmp_path / "年报.nianbao"
        path.write_text(report_text(plain_report(seed_report, form)), encoding="utf-8")
        return path

    @pytest.fixture
    def binding(self, saved):
        return Binding(saved, fingerprint(saved))

    def test_it_goes_on_from_the_file_as_it_was(self, keep, seed_report, binding, file):
        keep(seed_report, binding=binding)
        assert read_journal(file).belonging() is Belonging.GOES_ON

    def test_a_file_written_by_somebody_else_is_strange(
        self, keep, seed_report, binding, saved, file
    ):
        keep(seed_report, binding=binding)
        saved.write_text("{}", encoding="utf-8")
        assert read_journal(file).belonging() is Belonging.STRANGE

    def test_a_file_that_is_gone_is_missing(self, keep, seed_report, binding, saved, file):
        keep(seed_report, binding=binding)
        saved.unlink()
        assert read_journal(file).belonging() is Belonging.MISSING

    def test_stopped_between_saving_and_noting_it(
        self, keep, seed_report, binding, saved, file, form
    ):
        journal = keep(seed_report, CHANGES[:2], binding=binding)
        data = report_text(plain_report(seed_report, form)).encode()
        journal.about_to_save(sha256(data))
        saved.write_bytes(data)
        assert read_journal(file).belonging() is Belonging.SAVED
        seed_report.apply(CHANGES[2])
        journal.keep(plain_report(seed_report, form))
        assert read_journal(file).belonging() is Belonging.GOES_ON

    def test_what_was_about_to_be_saved_is_known_after_beginning_anew(
        self, keep, seed_report, binding, saved, file, form, monkeypatch
    ):
        journal = keep(seed_report, CHANGES[:2], binding=binding)
        data = report_text(plain_report(seed_report, form)).encode()
        journal.about_to_save(sha256(data))
        monkeypatch.setattr(journal_module, "MOST_BYTES", 0)
        seed_report.apply(CHANGES[2])
        journal.keep(plain_report(seed_report, form))
        saved.write_bytes(data)
        assert read_journal(file).belonging() is Belonging.GOES_ON

    def test_bound_anew_it_counts_from_the_saving_on(self, keep, seed_report, binding, file):
        journal = keep(seed_report, binding=binding)
        journal.bind(Binding(binding.path, "0" * 64), 1)
        found = read_journal(file)
        assert (found.changes, found.hashes) == (1, ("0" * 64,))


class TestAFullDisk:
    @pytest.fixture
    def disk(self, monkeypatch):
        """A disk that takes only so many bytes more."""
        real = os.write
        room = {"bytes": 10**9}

        def write(handle, data):
            taken = min(len(data), room["bytes"])
            if not taken:
                raise OSError(errno.ENOSPC, "no space left on device")
            room["bytes"] -= taken
            return real(handle, bytes(data[:taken]))

        monkeypatch.setattr(journal_module.os, "write", write)
        return room

    def test_the_journal_of_before_stays_good(self, keep, report, form, file, disk):
        journal = keep(report, CHANGES[:2])
        disk["bytes"] = 5
        report.apply(CHANGES[2])
        with pytest.raises(OSError, match="space"):
            journal.keep(plain_report(report, form))
        assert read_journal(file).report(form).entry("t4.review.upheld") == Unread("六")
        assert journal.behind

    def test_as_soon_as_there_is_room_everything_is_kept(self, keep, report, form, file, disk):
        journal = keep(report, CHANGES[:2])
        disk["bytes"] = 5
        report.apply(CHANGES[2])
        with pytest.raises(OSError, match="space"):
            journal.keep(plain_report(report, form))
        with pytest.raises(OSError, match="space"):
            journal.catch_up()
        disk["bytes"] = 10**9
        journal.catch_up()
        assert not journal.behind
        assert said_alike(read_journal(file).report(form), report)
        assert [path.name for path in file.parent.iterdir()] == [file.name]


class TestWritingOverTheFile:
    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "年报.nianbao"
        path.write_bytes(b"old")
        return path

    def test_what_is_known_is_written_over_and_handed_on_first(self, path):
        seen = []
        saved = save_over(path, b"new", sha256(b"old"), seen.append)
        assert (saved.outcome, saved.sha256) == (Outcome.WRITTEN, sha256(b"new"))
        assert path.read_bytes() == b"new"
        assert seen == [b"old"]

    def test_what_another_wrote_is_left_alone_even_at_the_same_time_and_size(self, path):
        facts = path.stat()
        path.write_bytes(b"odd")
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        assert save_over(path, b"new", sha256(b"old"), print).outcome is Outcome.CHANGED
        assert path.read_bytes() == b"odd"

    def test_a_new_time_alone_is_no_change(self, path):
        os.utime(path, (0, 0))
        assert save_over(path, b"new", sha256(b"old"), print).outcome is Outcome.WRITTEN

    def test_a_file_taken_away_is_not_made_anew(self, path):
        path.unlink()
        assert save_over(path, b"new", sha256(b"old"), print).outcome is Outcome.GONE
        assert not path.exists()

    def test_a_drive_that_is_gone(self, path):
        gone = path.parent / "Z" / "年报.nianbao"
        saved = save_over(gone, b"new", sha256(b"old"), print)
        assert saved.outcome is Outcome.FAILED
        assert "网络盘" in saved.words

    def test_a_drive_that_fails_while_it_is_read(self, path, monkeypatch):
        def fail(self):
            raise OSError(errno.EIO, "input/output error")

        monkeypatch.setattr(Path, "read_bytes", fail)
        assert save_over(path, b"new", None, print).outcome is Outcome.FAILED


class TestVersions:
    @pytest.fixture
    def path(self, tmp_path):
        return tmp_path / "年报.nianbao"

    @pytest.fixture
    def versions(self, tmp_path, path):
        """Keep some states of the file."""
        kept = Versions(tmp_path / "versions")

        def keep(*states):
            for state in states:
                path.write_bytes(state)
                kept.keep(path, state)
            return kept.of(path)

        return keep

    def test_the_last_ten_the_newest_first(self, versions):
        found = versions(*(b"%d" % n for n in range(MOST + 5)))
        assert [version.file.read_bytes() for version in found] == [
            b"%d" % n for n in range(MOST + 4, 4, -1)
        ]

    def test_the_same_state_is_kept_once(self, versions):
        assert len(versions(b"a", b"a", b"a")) == 1

    def test_a_clock_set_back_changes_no_order(self, versions, path):
        versions(b"first")
        path.write_bytes(b"second")
        os.utime(path, (0, 0))
        Versions(path.parent / "versions").keep(path, b"second")
        newest, oldest = Versions(path.parent / "versions").of(path)
        assert newest.file.read_bytes() == b"second"
        assert newest.at.year == 1970
        assert oldest.at.date() >= dt.date(2024, 1, 1)

    def test_files_do_not_share(self, versions, tmp_path):
        versions(b"a")
        assert Versions(tmp_path / "versions").of(tmp_path / "另一份.nianbao") == []

    def test_without_room_saving_goes_on(self, tmp_path, path):
        path.write_bytes(b"a")
        (tmp_path / "versions").touch()
        Versions(tmp_path / "versions").keep_if_possible(path, b"a")


class TestRecent:
    def test_the_last_one_first_each_once_eight_at_most(self, tmp_path):
        recent = Recent(tmp_path / "own" / "recent.json")
        for number in (*range(12), 5):
            recent.add(tmp_path / f"{number}.nianbao")
        names = [path.stem for path in recent.paths()]
        assert names == ["5", "11", "10", "9", "8", "7", "6", "4"]
        assert len(names) == MOST_RECENT
        recent.forget(tmp_path / "9.nianbao")
        assert len(recent.paths()) == 7

    @pytest.mark.parametrize("content", [b"", b"{}", b'[1, null, "a"]', b"\xff", b"[" * 5000])
    def test_whatever_the_file_holds_nothing_raises(self, tmp_path, content):
        file = tmp_path / "recent.json"
        file.write_bytes(content)
        assert [str(path) for path in Recent(file).paths()] in ([], ["a"])

    def test_where_it_cannot_be_written_nothing_raises(self, tmp_path):
        (tmp_path / "own").touch()
        Recent(tmp_path / "own" / "recent.json").add(tmp_path / "a")


PLAIN = st.recursive(
    st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2) | st.none(),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), PLAIN, max_size=4)


def without_null(plain):
    """Nothing at a key and null are the same."""
    if not isinstance(plain, dict):
        return plain
    return {key: without_null(value) for key, value in plain.items() if value is not None}


@given(OBJECTS, OBJECTS)
def test_a_patch_leads_from_any_object_to_any_other(old, new):
    assert without_null(patched(old, patch_between(old, new))) == without_null(new)


@given(OBJECTS)
def test_nothing_changed_is_an_empty_patch(plain):
    assert patch_between(plain, plain) == {}


def test_going_back_to_a_state_is_one_change(form, seed_report):
    report = Report(form.id)
    back = report.apply(change_into(report, seed_report))
    assert said_alike(report, seed_report)
    report.apply(back)
    assert not report.entries
    assert not report.text


def test_a_report_file_is_what_its_journal_holds(seed_report, form):
    """A journal is read with the reader of report files: they never go apart."""
    text = report_text(plain_report(seed_report, form))
    other = Report(form.id)
    other.apply(parse_report(text, "a.nianbao", {form.id: form}).change)
    assert said_alike(other, seed_report)


def test_tests_write_to_a_folder_of_their_own(own_folder, tmp_path_factory):
    assert own_folder == this_users_folder()
    assert own_folder.is_relative_to(tmp_path_factory.getbasetemp())
