"""The command line: what it does, what it prints, how it ends. Most cases run in this process."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nianbao
from nianbao.app import typed
from nianbao.app.command_line import COMMANDS, run

SEED = Path(__file__).parents[1] / "samples" / "seed.nianbao"
DONE, TO_FIX, UNUSABLE = 0, 1, 2

REPORT_KEYS = [
    *("version", "form", "scope", "organ", "organ_kind", "year", "title", "preamble"),
    *("cells", "unread", "text", "processing_fee", "signature", "previous", "sources"),
    "justifications",
]
FINDING_KEYS = [
    *("rule", "severity", "cells", "section", "sentence", "message"),
    *("left", "right", "difference", "fix"),
]
TOTAL = "t4.review.total"


@pytest.fixture
def command(capsys):
    """Run the command line; give exit status, standard output and standard error."""

    def command(*arguments):
        status = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return command


@pytest.fixture
def changed(tmp_path):
    """Write the seed report with some of its keys and cells changed."""

    def changed(*, cells=None, **keys):
        plain = json.loads(SEED.read_text(encoding="utf-8"))
        plain["cells"].update(cells or {})
        plain.update(keys)
        path = tmp_path / "年报.nianbao"
        path.write_text(json.dumps(plain), encoding="utf-8")
        return path

    return changed


def seed_cells():
    return json.loads(SEED.read_text(encoding="utf-8"))["cells"]


def sentence(said):
    """The one sentence on standard error, which must be one."""
    assert said.endswith("。\n")
    assert said.count("\n") == 1
    assert said.count("。") == 1
    assert re.search(r"[\u4e00-\u9fff]", said)
    return said


# read


def test_read_prints_the_report(command):
    status, out, err = command("read", SEED)
    plain = json.loads(out)
    assert (status, err) == (DONE, "")
    assert list(plain)[: len(REPORT_KEYS)] == REPORT_KEYS
    assert plain["problems"] == []
    assert plain["cells"] == seed_cells()


def test_read_writes_what_it_would_print(command, tmp_path):
    out = tmp_path / "读入.nianbao"
    out.write_text("an old file", encoding="utf-8")
    _, printed, _ = command("read", SEED)
    assert command("read", SEED, "-o", out) == (DONE, "", "")
    assert out.read_text(encoding="utf-8") == printed


def test_read_says_every_problem_in_the_file_and_on_standard_error(command, changed):
    path = changed(cells={"t3.9.natural": 1, "t3.2.other": "六", TOTAL: 3})
    status, out, err = command("read", path)
    problems = json.loads(out)["problems"]
    assert status == DONE
    assert {tuple(problem) for problem in problems} == {
        ("code", "cell", "place", "as_read", "message")
    }
    assert {problem["cell"] for problem in problems} == {"t3.2.other", None, TOTAL}
    assert err.splitlines() == [problem["message"] for problem in problems]


def test_read_leaves_out_half_a_character_of_a_broken_program_and_says_so(
    command, changed, tmp_path
):
    out = tmp_path / "读入.nianbao"
    status, _, err = command("read", changed(organ="\ud800局"), "-o", out)
    assert status == DONE
    assert json.loads(out.read_bytes())["organ"] == "局"
    assert "“机关名称”里有残缺的半个字符（U+D800），已经去掉" in err


# check


def test_check_of_a_right_report(command):
    assert command("check", SEED) == (DONE, "没有发现问题。\n", "")
    status, out, _ = command("check", SEED, "--json")
    assert (status, json.loads(out)) == (DONE, {"findings": [], "blank": 0})


def test_check_tells_a_finding_completely(command, changed):
    path = changed(cells={"t4.review.upheld": 11})
    status, out, _ = command("check", path, "--json")
    plain = json.loads(out)
    assert (status, list(plain)) == (TO_FIX, ["findings", "blank"])
    [finding] = plain["findings"]
    assert list(finding) == FINDING_KEYS
    assert "表四" in finding.pop("message")
    assert finding == {
        "rule": "R20",
        "severity": "must_fix",
        "cells": [f"t4.review.{c}" for c in ("upheld", "corrected", "other", "pending", "total")],
        "section": "4",
        "sentence": None,
        "left": 11,
        "right": 0,
        "difference": 11,
        "fix": {TOTAL: 11},
    }


@pytest.mark.parametrize(
    ("cells", "status", "rules", "blank"),
    [
        pytest.param({}, DONE, [], 0, id="right"),
        pytest.param({"t2.rules.made": None}, DONE, ["R05"], 1, id="a blank: to be explained"),
        pytest.param({"t2.rules.made": "六"}, TO_FIX, ["R04"], 0, id="unreadable: to be fixed"),
        pytest.param({TOTAL: 1}, TO_FIX, ["R46", "R20"], 0, id="a wrong sum: to be fixed"),
        pytest.param({"t2.fees.amount": "-1"}, TO_FIX, ["R04"], 0, id="less than no money"),
    ],
)
def test_check_ends_with_1_only_when_something_must_be_fixed(
    command, changed, cells, status, rules, blank
):
    path = changed(cells=cells)
    ended, out, _ = command("check", path, "--json")
    plain = json.loads(out)
    found = [finding["rule"] for finding in plain["findings"]]
    assert (ended, found, plain["blank"]) == (status, rules, blank)
    assert command("check", path)[0] == status


def test_check_prints_a_line_for_each_finding(command, changed):
    _, out, _ = command("check", changed(cells={TOTAL: 1, "t2.rules.made": None}))
    denied, explain, must_fix = out.splitlines()
    assert denied.startswith("[必须改] 总体情况：文中写“没有因政府信息公开引起的行政复议")
    assert explain.startswith("[需说明] 表二")
    assert must_fix.startswith("[必须改] 表四")


def test_check_takes_last_year_beside_it(command):
    status, out, _ = command("check", SEED, "--previous", SEED, "--json")
    assert status in (DONE, TO_FIX)
    assert list(json.loads(out)) == ["findings", "blank"]


# export


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".DOCX"])
def test_export_of_a_right_report(command, tmp_path, ending):
    out = tmp_path / f"年报{ending}"
    assert command("export", SEED, "-o", out) == (DONE, "", "")
    assert out.read_bytes().startswith((b"PK", b"<!DOCTYPE html>"))


def test_a_workbook_is_read_back_with_the_same_200_numbers(command, tmp_path):
    out = tmp_path / "年报.xlsx"
    command("export", SEED, "-o", out)
    status, printed, _ = command("read", out)
    plain = json.loads(printed)
    assert status == DONE
    assert plain["cells"] == seed_cells()
    assert plain["unread"] == {}
    assert [p for p in plain["problems"] if p["cell"]] == []


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({TOTAL: 1}, id="something must be fixed"),
        pytest.param({"t2.rules.made": None}, id="something must be explained"),
    ],
)
@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html"])
def test_the_gate_keeps_the_official_document_shut(command, changed, tmp_path, cells, ending):
    path, out = changed(cells=cells), tmp_path / f"年报{ending}"
    out.write_bytes(b"an old document")
    status, printed, err = command("export", path, "-o", out)
    assert (status, printed) == (TO_FIX, "")
    assert "--draft" in err
    assert out.read_bytes() == b"an old document"

    status, _, _ = command("export", path, "-o", out, "--draft")
    assert status == DONE
    assert out.read_bytes().startswith((b"PK", b"<!DOCTYPE html>"))


def test_a_reason_in_the_file_opens_the_gate(command, changed, tmp_path):
    reason = {
        "rule": "R05",
        "cells": ["t2.rules.made"],
        "values": [None],
        "reason": "无规章制定权",
        "at": "2025-01-21",
    }
    path = changed(cells={"t2.rules.made": None}, justifications=[reason])
    assert command("export", path, "-o", tmp_path / "年报.docx")[0] == DONE


# What cannot be used


INPUTS = {
    "missing": ("没有.xlsx", None, "E_NOT_FOUND"),
    "empty": ("空.nianbao", b"", "E_EMPTY"),
    "white": ("空白.txt", b" \r\n\t ", "E_EMPTY"),
    "zeroes": ("断电.nianbao", b"\x00" * 512, "E_CORRUPT"),
    "text": ("说明.txt", "这不是年报。".encode(), r"E_\w+"),
    "random": ("乱码.xlsx", hashlib.shake_256(b"2021").digest(4096), "E_NOT_SUPPORTED"),
    "pdf": ("年报.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "E_NOT_SUPPORTED"),
    "picture": ("年报.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "E_NOT_SUPPORTED"),
    "half a zip": ("年报.xlsx", b"PK\x03\x04" + b"\x00" * 40, "E_CORRUPT"),
    "owner file": ("~$年报.xlsx", b"\x05clerk", "E_LOCK_FILE"),
    "cut off": ("年报.nianbao", b'{"version": 1, "form": "2021", "cells": {"t3.1', r"E_\w+"),
    "newer": ("年报.nianbao", b'{"version": 99, "form": "2021", "cells": {}}', "E_NOT_SUPPORTED"),
    "wrong type": ("年报.nianbao", b'{"version": 1, "form": "2021", "cells": []}', "E_CORRUPT"),
    "deep": ("年报.nianbao", b'{"version": 1, "cells": ' + b"[" * 60_000, r"E_\w+"),
    "folder": ("年报", "folder", "E_NOT_FOUND"),
}


@pytest.fixture(params=INPUTS)
def unusable(request, tmp_path):
    """A file that no command can use, and the code it is refused with."""
    name, content, code = INPUTS[request.param]
    path = tmp_path / name
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path, code


@pytest.mark.parametrize("words", [["read"], ["check", "--json"], ["export", "-o", "导出.docx"]])
def test_an_unusable_file_is_refused_with_one_sentence(command, unusable, words, monkeypatch):
    path, code = unusable
    monkeypatch.chdir(path.parent)
    status, out, err = command(words[0], path, *words[1:])
    assert (status, out) == (UNUSABLE, "")
    assert re.match(rf"\[{code}\] ", sentence(err))
    assert f"“{path.name}”" in err
    assert not Path("导出.docx").exists()


def test_an_unusable_last_year_is_refused_too(command, unusable):
    path, code = unusable
    status, out, err = command("check", SEED, "--previous", path)
    assert (status, out) == (UNUSABLE, "")
    assert re.match(rf"\[{code}\] ", sentence(err))


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["read", SEED, "-o", "没有/年报.nianbao"], id="read into a missing folder"),
        pytest.param(["export", SEED, "-o", "没有/年报.docx"], id="export into a missing folder"),
        pytest.param(["export", SEED, "-o", "年报.exe"], id="an ending that is none of ours"),
        pytest.param(["export", SEED, "-o", "年报"], id="no ending"),
        pytest.param(["export", SEED, "-o", f"{'年' * 300}.docx"], id="a name too long"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_sentence(command, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    status, out, err = command(*arguments)
    assert (status, out) == (UNUSABLE, "")
    assert sentence(err).startswith("[E_WRITE] “年")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        pytest.param(["read"], "INPUT", id="read what?"),
        pytest.param(["check"], "INPUT", id="check what?"),
        pytest.param(["export", "a.nianbao"], "-o", id="export to where?"),
        pytest.param(["read", "a", "b"], "b", id="one file too many"),
        pytest.param(["read", "a", "--colour"], "--colour", id="an unknown option"),
        pytest.param(["read", "a", "--year"], "--year", id="which year?"),
        pytest.param(["read", "a", "--year", "去年"], "--year", id="no year"),
        pytest.param(["check", "a", "--json=x"], "", id="a value too many"),
        pytest.param(["--colour"], "--colour", id="an unknown option alone"),
        pytest.param(["-"], "", id="a dash"),
        pytest.param(["a.nianbao", "b.nianbao"], "", id="two files for one window"),
    ],
)
def test_arguments_that_make_no_sense_are_answered_in_chinese(command, arguments, named):
    status, out, err = command(*arguments)
    assert (status, out) == (UNUSABLE, "")
    assert named in sentence(err)
    words = err.replace("nianbao --help", "").replace(named, "")
    assert not re.search(r"[A-Za-z]{2,}", words)


# As a program of its own


def program(*arguments, **settings):
    """Start `python -m nianbao`; every warning is an error."""
    source = str(Path(nianbao.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-W", "error", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": source, **settings},
    )


def test_the_version():
    ended = program("-m", "nianbao", "--version")
    assert ended.returncode == DONE
    assert ended.stdout.split() == [b"nianbao", nianbao.__version__.encode()]


def test_chinese_is_printed_as_utf_8_whatever_the_console():
    ended = program("-m", "nianbao", "read", SEED, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ended.returncode, ended.stderr) == (DONE, b"")
    assert json.loads(ended.stdout.decode("utf-8"))["cells"] == seed_cells()


def test_a_refusal_is_all_there_is_to_see(tmp_path):
    path = tmp_path / "年报.xlsx"
    path.write_bytes(b"%PDF-1.7")
    ended = program("-m", "nianbao", "check", path, PYTHONIOENCODING="gbk")
    assert (ended.returncode, ended.stdout) == (UNUSABLE, b"")
    assert sentence(ended.stderr.decode("utf-8").replace("\r\n", "\n")).startswith("[E_NOT_SUPP")


WITHOUT_A_SCREEN = """
import sys
from nianbao.app import typed
from nianbao.app.command_line import COMMANDS, run
seed, folder = sys.argv[1:]
assert run(["read", seed, "-o", folder + "/a.nianbao"]) == 0
assert run(["check", seed, "--json"]) == 0
assert run(["export", seed, "-o", folder + "/a.docx"]) == 0
assert run(["export", seed, "-o", folder + "/a.xlsx"]) == 0
assert run(["read", folder + "/a.xlsx"]) == 0
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))])
"""


def test_qt_is_loaded_for_none_of_these(tmp_path):
    ended = program("-c", WITHOUT_A_SCREEN, SEED, tmp_path)
    assert (ended.returncode, ended.stderr) == (DONE, b"")
    assert ended.stdout.split()[-1] == b"[]"


def test_every_command_is_known_before_anything_of_it_is_loaded():
    _, commands = typed._parsers()
    assert commands == set(COMMANDS)
