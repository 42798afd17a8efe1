"""Says which files of the Qt wheel the program needs: what it imports, with all that those want."""

from pathlib import Path

from common.problem import BuildError
from common.program import imported_modules
from linux.contents import Contents
from linux.elf import read_elf


def wanted_of_qt(site: Path, source: Path, contents: Contents) -> set[str]:
    """Name them as seen from `site`, where the wheels lie unpacked; raises BuildError."""
    modules = imported_modules(source)
    if refused := modules - contents.qt_allowed:
        raise BuildError(f"contents.toml does not allow {', '.join(sorted(refused))}")
    qt = site / "PySide6" / "Qt"
    roots = [site / "PySide6" / f"{name}.abi3.so" for name in sorted(modules)]
    roots += [qt / "plugins" / name for name in contents.plugins]
    roots.append(site / "shiboken6" / "Shiboken.abi3.so")
    if missing := [str(path) for path in roots if not path.is_file()]:
        raise BuildError(f"not in the Qt wheel: {', '.join(missing)}")
    folders = (qt / "lib", site / "PySide6", site / "shiboken6")
    libraries = {path.name: path for folder in folders for path in folder.glob("lib*.so*")}
    found = set(roots)
    open_ends = list(roots)
    while open_ends:
        for name in read_elf(open_ends.pop()).needed & libraries.keys():
            if libraries[name] not in found:
                found.add(libraries[name])
                open_ends.append(libraries[name])
    return {path.relative_to(site).as_posix() for path in found}
