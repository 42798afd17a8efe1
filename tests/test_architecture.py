"""The house's own rules, checked on its source: layers, sizes, single ways in."""

import ast
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nianbao

SOURCE = Path(nianbao.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400

ALONE = """
import importlib, sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError(name + " is walled off")
sys.meta_path.insert(0, Wall())
for name in {names!r}:
    importlib.import_module(name)
"""
QT = ("PySide6", "shiboken6")
LIBRARIES = ("docx", "openpyxl", "lxml")
FOR_TESTS_ALONE = ("docx", "openpyxl", "html5lib", "xlsxwriter", "python_calamine")


def modules_of(layer):
    package = [str(SOURCE / layer)]
    found = [m.name for m in pkgutil.walk_packages(package, f"nianbao.{layer}.")]
    return [f"nianbao.{layer}", *found]


def in_source(name):
    return str(name.relative_to(SOURCE))


@pytest.mark.parametrize(
    ("layer", "blocked"),
    [("core", (*QT, *LIBRARIES)), ("io", (*QT, *FOR_TESTS_ALONE))],
    ids=["core: the standard library alone", "io: without Qt and what only tests need"],
)
def test_a_layer_loads_without_what_it_must_not_know(layer, blocked):
    names = modules_of(layer)
    assert len(names) > 5
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE.format(blocked=blocked, names=names)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
    )
    assert (ended.returncode, ended.stderr.decode()) == (0, "")


def test_no_module_is_too_long_to_read():
    sizes = {in_source(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_every_module_says_what_it_is_for():
    silent = [p for p in MODULES if not ast.get_docstring(ast.parse(p.read_bytes()))]
    assert [in_source(path) for path in silent] == []


def test_there_is_one_undo_command():
    found = [
        f"{in_source(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ClassDef)
        and any("QUndoCommand" in ast.unparse(base) for base in node.bases)
    ]
    assert len(found) == 1


def test_one_module_knows_where_the_programs_own_data_lies():
    words = re.compile(r"__file__|importlib[._]resources|pkg_resources")
    assert [in_source(p) for p in MODULES if words.search(p.read_text(encoding="utf-8"))] == [
        str(Path("io", "paths.py"))
    ]


def test_nobody_reaches_into_a_report():
    inside = re.compile(r"report\._[a-z]")
    assert [in_source(p) for p in MODULES if inside.search(p.read_text(encoding="utf-8"))] == []


def test_no_test_waits_by_the_clock():
    """A test waits for a signal or a condition, never for time to pass."""
    waiting = re.compile(r"qtbot\.wait" + r"\(|time\.sleep" + r"\(|processEvents" + r"\(")
    scripts = {"benchmarks", "soak.py"}  # run by themselves, for as long as one likes
    tests = (path for path in TESTS.rglob("*.py") if not scripts & set(path.parts))
    found = [path for path in tests if waiting.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(TESTS)) for path in found] == []
