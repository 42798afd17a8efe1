"""What the Windows package weighs, against what was promised; it is built beforehand or absent."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from measured import Effort, Limit, Pair, Row

from nianbao import __version__

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "windows"
CONTENTS = ROOT / "packaging" / "win" / "contents.toml"


def rows(_effort: Effort) -> Iterator[Row]:
    """Weigh the installer and what it installs."""
    gate = tomllib.loads(CONTENTS.read_text(encoding="utf-8"))["gate"]
    yield weighed("installer", BUILT / f"nianbao-{__version__}-setup.exe", gate)
    yield weighed("installed", BUILT / "nianbao", gate)


def weighed(what: str, path: Path, gate: dict[str, int]) -> Row:
    """Give the size of a file or folder; none where it was not built."""
    most = gate[f"{what}_megabytes"]
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    megabytes = sum(each.stat().st_size for each in files) / 1e6
    sizes = {1: Pair(megabytes, most)} if files else {}
    return Row(f"{what}: size", f"the {most} MB promised", "MB", sizes, Limit(ratio=1))
