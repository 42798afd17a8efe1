"""What the program keeps for one user is for that user alone."""

import os
import stat
from pathlib import Path

import pytest

from nianbao.io.own_folder import make_own
from nianbao.io.recent import Recent
from nianbao.io.versions import Versions
from nianbao.ui.journals import Journals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps profiles to their user")


def others_may_enter(folder: Path) -> bool:
    return bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)


def test_a_new_folder_is_closed_to_others(tmp_path):
    make_own(tmp_path / "a" / "nianbao")
    assert not others_may_enter(tmp_path / "a" / "nianbao")


def test_one_that_is_there_stays_as_it_is(tmp_path):
    folder = tmp_path / "nianbao"
    folder.mkdir(mode=0o755)
    make_own(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_versions_journals_and_recent_files_lie_in_such_folders(tmp_path):
    own, report = tmp_path / "nianbao", tmp_path / "年报.nianbao"
    report.write_bytes(b"{}")
    Recent(own / "recent.json").add(report)
    Versions(own / "versions").keep(report, b"{}")
    journals = Journals(own)
    journals.claim()
    journals.close()
    [version] = (own / "versions").rglob("*.nianbao")
    assert not any(others_may_enter(folder) for folder in (own, version.parent))
    assert not others_may_enter(own / "journals")
