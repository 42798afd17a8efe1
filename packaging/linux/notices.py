"""Adds to the licences those of what only the Linux program is made of."""

import shutil
from pathlib import Path

from common.notices import FOLDER, put_notices
from common.problem import BuildError
from common.program import LOCKS, program_version
from common.wheels import locked_versions
from linux.contents import HERE, Contents
from linux.host import HostPython

TOOLS_ONLY = ("altgraph", "packaging", "pyinstaller-hooks-contrib", "setuptools")
"""Locked for building; nothing of them is shipped."""

_DEBIAN = Path("/usr/share/doc")


def put_linux_notices(site: Path, python: HostPython, target: Path, contents: Contents) -> None:
    """Put the licences of every part beside the program; raises BuildError when one is missing."""
    versions = {"nianbao": program_version(), "Python": python.version}
    versions |= locked_versions(LOCKS / "linux.lock")
    shipped = {name: version for name, version in versions.items() if name not in TOOLS_ONLY}
    put_notices(site, python.library, target, shipped)
    folder = target / FOLDER
    shutil.copyfile(HERE / "NOTICE.txt", folder / "NOTICE.txt")
    (told,) = site.glob("pyinstaller-*.dist-info")
    shutil.copyfile(told / "licenses" / "COPYING.txt", folder / "PyInstaller-COPYING.txt")
    for package in contents.borrowed.values():
        copyright_ = _DEBIAN / package / "copyright"
        if not copyright_.is_file():
            raise BuildError(f"no {copyright_}: {package} must come from its Debian package")
        shutil.copyfile(copyright_, folder / f"{package}.txt")
