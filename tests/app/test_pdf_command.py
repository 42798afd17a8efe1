"""`nianbao export … -o OUT.pdf`: the only export that loads Qt, through the same gate."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

import nianbao
from nianbao.app.command_line import run

SEED = Path(__file__).parents[1] / "samples" / "seed.nianbao"
DONE, TO_FIX, UNUSABLE = 0, 1, 2

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def broken(tmp_path):
    """The seed report with a total that does not add up."""
    plain = json.loads(SEED.read_text(encoding="utf-8"))
    plain["cells"]["t3.1.total"] = 77
    path = tmp_path / "年报.nianbao"
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def pages(path):
    return len(pypdfium2.PdfDocument(path.read_bytes()))


def marked(path):
    page = pypdfium2.PdfDocument(path.read_bytes())[0]
    return "草稿" in page.get_textpage().get_text_range()


def test_a_right_report_becomes_a_pdf(tmp_path, capsys):
    out = tmp_path / "年报.pdf"
    assert run(["export", str(SEED), "-o", str(out)]) == DONE
    assert capsys.readouterr() == ("", "")
    assert (pages(out), marked(out)) == (4, False)


def test_a_wrong_one_is_refused_and_leaves_the_old_file(broken, tmp_path, capsys):
    out = tmp_path / "年报.pdf"
    out.write_bytes(b"old")
    assert run(["export", str(broken), "-o", str(out)]) == TO_FIX
    assert "--draft" in capsys.readouterr().err
    assert out.read_bytes() == b"old"


def test_a_draft_of_it_bears_the_mark(broken, tmp_path):
    out = tmp_path / "年报.PDF"
    assert run(["export", str(broken), "-o", str(out), "--draft"]) == DONE
    assert marked(out)


def test_a_file_that_cannot_be_written_is_named(tmp_path, capsys):
    out = tmp_path / "no" / "folder" / "年报.pdf"
    assert run(["export", str(SEED), "-o", str(out)]) == UNUSABLE
    assert "年报.pdf" in capsys.readouterr().err


def test_an_unknown_ending_is_answered_with_those_there_are(tmp_path, capsys):
    assert run(["export", str(SEED), "-o", str(tmp_path / "年报.doc")]) == UNUSABLE
    assert ".pdf" in capsys.readouterr().err


LOADED = """
import sys
from nianbao.app.command_line import run
status = run(sys.argv[1:])
print("PySide6" in sys.modules, status)
"""


@pytest.mark.parametrize(("ending", "loads"), [(".docx", False), (".pdf", True)])
def test_qt_is_loaded_for_a_pdf_alone_and_needs_no_screen(tmp_path, ending, loads):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["PYTHONPATH"] = str(Path(nianbao.__file__).parents[1])
    out = tmp_path / f"年报{ending}"
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOADED, "export", str(SEED), "-o", str(out)],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert (ended.stdout.decode().strip(), ended.stderr.decode()) == (f"{loads} 0", "")
    assert out.stat().st_size > 5000


WINDOW = """
import sys
import nianbao.app.furnishing
late = ("PySide6.QtPrintSupport", "nianbao.io.paper", "nianbao.ui.paper.layout")
print([name for name in late if name in sys.modules])
"""


def test_the_window_loads_nothing_of_pages_before_they_are_wanted():
    environment = {**os.environ, "PYTHONPATH": str(Path(nianbao.__file__).parents[1])}
    ended = subprocess.run(
        [sys.executable, "-c", WINDOW], capture_output=True, check=True, env=environment
    )
    assert ended.stdout.decode().strip() == "[]"
