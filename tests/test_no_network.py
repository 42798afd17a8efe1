"""Nothing of this program reaches for a network: not in its words, and not while it works."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NETWORK = (
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "asyncio",
    "requests",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
)
IMPORTED = re.compile(
    rf"^\s*(?:from|import)\s+(?:{'|'.join(map(re.escape, NETWORK))})(?:[\s.,]|$)", re.MULTILINE
)

WATCHED = """
import sys
reached = []
def hear(event, given):
    if event.startswith(("socket.", "ftplib.", "http.", "smtplib.", "urllib.")):
        reached.append((event, given[1:]))
sys.addaudithook(hear)
from nianbao.app.command_line import run
status = run(sys.argv[1:])
print(status, reached)
"""


def test_no_module_imports_what_reaches_for_a_network():
    modules = (ROOT / "src").rglob("*.py")
    assert [p for p in modules if IMPORTED.search(p.read_text(encoding="utf-8"))] == []


def test_the_window_does_not_even_load_what_reaches_for_one():
    look = f"import nianbao.app.furnishing, sys; print([m for m in {NETWORK} if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", look], text=True).strip() == "[]"


@pytest.mark.parametrize(
    "command",
    [
        ("--self-test",),
        ("export", "{seed}", "-o", "{out}/年报.docx"),
        ("export", "{seed}", "-o", "{out}/年报.xlsx"),
        ("export", "{seed}", "-o", "{out}/年报.html"),
        ("export", "{seed}", "-o", "{out}/年报.pdf"),
        ("review", "{seed}", "-o", "{out}/核对.docx"),
        ("check", "{seed}"),
    ],
    ids=lambda command: command[-1].rpartition(".")[2],
)
def test_no_command_opens_a_socket(command, tmp_path):
    places = {"seed": ROOT / "tests" / "samples" / "seed.nianbao", "out": tmp_path}
    words = [word.format(**places) for word in command]
    told = subprocess.check_output([sys.executable, "-c", WATCHED, *words], text=True)
    assert told.splitlines()[-1].endswith(" []")
