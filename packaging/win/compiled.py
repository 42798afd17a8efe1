"""Compiles Python sources ahead, so that the program starts fast and never writes byte code.

    python3.12 packaging/win/compiled.py SOURCE TARGET [NAME ...]

Run by the Python whose byte code the program understands. Every .py below SOURCE that is named on
standard input, one a line, is written to TARGET as .pyc. Nothing of this machine gets into them:
no path, no time; they are never compared with a source.
"""

import importlib.util
import sys
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path


def main(source: Path, target: Path, names: list[str]) -> None:
    """Compile each file; a syntax error ends the build."""
    for name in names:
        text = (source / name).read_bytes()
        code = compile(text, name, "exec", dont_inherit=True, optimize=0)
        unchecked = _code_to_hash_pyc(code, importlib.util.source_hash(text), False)
        place = target / f"{name}c"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(unchecked)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdin.read().split("\n"))
