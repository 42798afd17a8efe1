"""What every package knows of the program: where its sources lie, its version, its imports."""

import ast
import re
import shutil
from pathlib import Path

from common.problem import BuildError

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "packaging" / "lock"
USUAL_EPOCH = 1767225600
"""2026-01-01; the time of all files, so that nothing depends on when they were made."""


def program_version() -> str:
    """Find the version in the one place where it stands."""
    text = (ROOT / "src/nianbao/__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([0-9.]+)"$', text, re.MULTILINE)
    if not found:
        raise BuildError("src/nianbao/__init__.py tells no version")
    return found[1]


def put_program(package: Path) -> None:
    """Copy the program as a wheel has it: forms and resources inside the package."""
    shutil.copytree(ROOT / "src/nianbao", package, ignore=shutil.ignore_patterns("__pycache__"))
    for data in ("forms", "resources"):
        shutil.copytree(ROOT / data, package / data)


def imported_modules(source: Path) -> set[str]:
    """Find the Qt modules that the sources below a folder import, wherever they do it."""
    found = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            parts = [name.split(".") for name in names]
            found |= {p[1] for p in parts if p[0] == "PySide6" and len(p) > 1}
    return {name for name in found if name.startswith("Qt")}
