"""Puts the licences of everything that is shipped beside the program."""

import shutil
from pathlib import Path

from common.problem import BuildError
from common.program import ROOT

FOLDER = "licences"
_OURS = Path(__file__).parents[1] / "licences"


def put_notices(site: Path, python: Path, target: Path, versions: dict[str, str]) -> None:
    """Copy our notices, the licence files of the wheels and Python's own; list the versions.

    `python` is the folder of its library or of its embeddable package. Raises BuildError when a
    part comes without a licence.
    """
    folder = target / FOLDER
    shutil.copytree(_OURS, folder)
    shutil.copyfile(ROOT / "LICENSE", folder / "nianbao-LICENSE.txt")
    shutil.copyfile(_python_licence(python), folder / "Python-LICENSE.txt")
    for name in ("lxml", "xlrd"):
        (told,) = site.glob(f"{name}-*.dist-info")
        found = [path for path in told.rglob("LICENSE*") if path.is_file()]
        if not found:
            raise BuildError(f"no licence in {told.name}")
        for path in found:
            shutil.copyfile(path, folder / f"{name}-{path.stem}.txt")
    lines = "".join(f"{name} {version}\n" for name, version in sorted(versions.items()))
    (folder / "VERSIONS.txt").write_text(lines, "utf-8", newline="\n")


def _python_licence(folder: Path) -> Path:
    # On Windows it stands beside the library's folder.
    for place in (folder / "LICENSE.txt", folder.parent / "LICENSE.txt"):
        if place.is_file():
            return place
    raise BuildError(f"no LICENSE.txt of Python in {folder}")
