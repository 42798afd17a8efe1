"""Brings in the wheels that a lock names, each checked against its sum, and unpacks them."""

import subprocess
import sys
import zipfile
from pathlib import Path

from common.problem import BuildError

_ANY = ("--no-deps", "--only-binary=:all:", "--implementation=cp")
FOR_WINDOWS = (*_ANY, "--platform=win_amd64", "--python-version=3.12")
GLIBC_OF_WHEELS = ("2_28", "2_26", "2_24", "2_17", "2_12")
"""The oldest systems of today that wheels are made for, none newer than UOS 20 (glibc 2.28)."""


def for_linux(python: str) -> tuple[str, ...]:
    """Say to pip what is wanted on 64-bit Intel, for a Python such as 3.12."""
    platforms = [f"--platform=manylinux_{version}_x86_64" for version in GLIBC_OF_WHEELS]
    return (*_ANY, *platforms, "--platform=manylinux2014_x86_64", f"--python-version={python}")


def fetch(
    lock: Path, folder: Path, *, offline: bool, wanted: tuple[str, ...] = FOR_WINDOWS
) -> None:
    """Have pip put the wheels of a lock into a folder; what is there and right is kept.

    Which index is asked is pip's own business, told by its configuration. Raises
    CalledProcessError, after pip has said why: a wheel is not to be had or is not the one locked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source = ("--no-index",) if offline else ()
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download")
    locked = ("--require-hashes", "--requirement", str(lock))
    # Wheels that are there already are found and checked first, and not fetched again.
    where = ("--find-links", str(folder), "--dest", str(folder))
    subprocess.run([*pip, *wanted, *source, *locked, *where], check=True)  # noqa: S603


def locked_wheels(lock: Path, folder: Path) -> list[Path]:
    """Find the file of each wheel that a lock names; raises BuildError."""
    found = []
    for name, version in locked_versions(lock).items():
        stem = f"{name.replace('-', '_')}-{version}-"
        wheels = [w for w in folder.glob("*.whl") if w.name.lower().startswith(stem)]
        if len(wheels) != 1:
            raise BuildError(f"{len(wheels)} wheels of {name} {version} in {folder}")
        found += wheels
    return found


def locked_versions(lock: Path) -> dict[str, str]:
    """Give the version of each project that a lock names."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    pins = [line.split()[0].partition("==")[::2] for line in lines if line[:1].isalnum()]
    return dict(pins)


def unpack(wheels: list[Path], folder: Path) -> None:
    """Unpack wheels side by side. Their names were checked when pip took them for wheels."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)
