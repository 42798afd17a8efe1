"""The Linux program's folder and what was made of it, as the gate looks at them."""

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from common.program import program_version
from linux.contents import Contents
from linux.elf import Binary, read_all


class Skipped(Exception):  # noqa: N818  an answer, no error
    """The check could not be made; the message says what is missing."""


@dataclass(frozen=True)
class Dist:
    """The program's folder, and what was made of it."""

    out: Path
    contents: Contents
    release: bool = False

    @property
    def folder(self) -> Path:
        """The program as it will lie in /opt."""
        return self.out / "nianbao"

    @cached_property
    def files(self) -> list[Path]:
        """Every file in it."""
        return sorted(path for path in self.folder.rglob("*") if not path.is_dir())

    @cached_property
    def binaries(self) -> dict[Path, Binary]:
        """What each library and program in it says of itself."""
        return read_all(self.folder)

    @cached_property
    def control(self) -> dict[str, str]:
        """What the .deb says of itself."""
        deb = self.out / f"nianbao_{program_version()}_amd64.deb"
        if not deb.is_file():
            raise Skipped(f"there is no {deb.name}")
        told = subprocess.run(  # noqa: S603
            ["dpkg-deb", "--field", deb],  # noqa: S607
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return dict(re.findall(r"^([\w-]+): (.*)$", told.stdout, re.MULTILINE))

    def named(self, path: Path) -> str:
        """Name a file as seen from the program's folder."""
        return path.relative_to(self.folder).as_posix()
