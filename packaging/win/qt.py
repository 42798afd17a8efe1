"""Picks of the Qt wheel only what the program's own imports need, with all that those need."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from common.problem import BuildError
from common.program import imported_modules
from win.contents import Contents
from win.pe import read_program_file

_BINDING = ("__init__.py", "_config.py", "_git_pyside_version.py")
_GLUE = ("__init__.py", "_config.py", "_git_shiboken_module_version.py", "Shiboken.pyd")


def put_qt(site: Path, source: Path, target: Path, contents: Contents) -> None:
    """Copy what is needed to target/lib, the C++ runtime beside the program; raises BuildError."""
    modules = imported_modules(source)
    if refused := modules - contents.qt_allowed:
        raise BuildError(f"contents.toml does not allow {', '.join(sorted(refused))}")
    qt, glue = site / "PySide6", site / "shiboken6"
    roots = [qt / f"{name}.pyd" for name in sorted(modules)]
    roots += [qt / "plugins" / name for name in contents.plugins]
    libraries = {path.name.lower(): path for path in (*glue.glob("*.dll"), *qt.glob("*.dll"))}
    needed = set(_closure([*roots, glue / "Shiboken.pyd"], libraries))
    kept = [path for path in needed if path.name.lower() not in contents.shared_runtime]
    kept += [qt / name for name in _BINDING] + [glue / name for name in _GLUE]
    kept += [qt / "translations" / name for name in contents.translations]
    for path in {*roots, *kept}:
        place = target / "lib" / path.relative_to(site)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    for name in contents.shared_runtime:
        shutil.copyfile(qt / name, target / name)


def _closure(roots: list[Path], libraries: dict[str, Path]) -> Iterator[Path]:
    """Follow what each file imports, as far as it lies in the wheel."""
    seen: set[str] = set()
    open_ends = list(roots)
    while open_ends:
        wanted = read_program_file(open_ends.pop()).imports.keys() & libraries.keys()
        for name in wanted - seen:
            seen.add(name)
            open_ends.append(libraries[name])
            yield libraries[name]
