"""Makes the two forms in which the program is handed out: the installer, and a plain .zip."""

import os
import subprocess
import tempfile
import zipfile
from pathlib import Path

from win.contents import HERE

_ONE_DATE = (1980, 1, 1, 0, 0, 0)


def make_installer(
    source: Path, out: Path, version: str, epoch: int, *, quick: bool = False
) -> None:
    """Run NSIS over the program's folder; the same folder gives the same bytes.

    A quick one is larger; it is for tests.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "put.nsh").write_text(putting_of(source), "utf-8-sig")
        Path(folder, "remove.nsh").write_text(removal_of(source), "utf-8-sig")
        told = {"VERSION": version, "LISTS": folder, "OUT": out.resolve()}
        defined = [f"-D{name}={value}" for name, value in told.items()]
        defined += ["-DQUICK"] if quick else []
        subprocess.run(  # noqa: S603
            ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, "installer.nsi"],  # noqa: S607
            check=True,
            cwd=HERE,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"},
        )


def putting_of(source: Path) -> str:
    """Say for NSIS where each file goes; left to itself it takes them in any order."""
    lines = []
    for folder in [source, *sorted(path for path in source.rglob("*") if path.is_dir())]:
        lines.append(f'SetOutPath "$INSTDIR{_below(source, folder)}"')
        lines += [f'File "{path.resolve()}"' for path in sorted(folder.iterdir()) if path.is_file()]
    return "\n".join(lines) + "\n"


def removal_of(source: Path) -> str:
    """Say for NSIS how to take away each file, and each folder that is empty then."""
    found = sorted(source.rglob("*"), reverse=True)
    files = [f'Delete "$INSTDIR{_below(source, path)}"' for path in found if path.is_file()]
    folders = [f'RMDir "$INSTDIR{_below(source, path)}"' for path in found if path.is_dir()]
    return "\n".join([*files, *folders]) + "\n"


def _below(source: Path, path: Path) -> str:
    return "".join(f"\\{part}" for part in path.relative_to(source).parts)


def make_zip(source: Path, out: Path, top: str) -> None:
    """Pack the program's folder; the same folder gives the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{top}/{path.relative_to(source).as_posix()}", _ONE_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes(), compresslevel=9)
