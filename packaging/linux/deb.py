"""Makes the .deb. What it depends on is worked out from what its files want."""

import os
import subprocess
from pathlib import Path

from linux.contents import Contents, matches
from linux.elf import Binary

_CONTROL = """Package: nianbao
Version: {version}
Architecture: amd64
Maintainer: The nianbao authors
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: editors
Priority: optional
Description: 年报助手：填写、核对、导出政府信息公开工作年度报告
 按国办公开办函〔2021〕30号规定的格式填写，核对勾稽关系，导出 Word 文档。
 不连接网络。卸载时保留年报和个人设置。
"""
_C_LIBRARY = "libc6"
_FONTS = "fonts-noto-cjk | fonts-wqy-microhei | fonts-arphic-uming"


def make_deb(root: Path, out: Path, control: str, epoch: int) -> None:
    """Pack what lies below `root`; the same files give the same bytes."""
    folder = root / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(control, "utf-8")
    folder.chmod(0o755)
    (folder / "control").chmod(0o644)
    subprocess.run(  # noqa: S603
        # xz with one thread: what several make depends on how many there are.
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", root, out],  # noqa: S607
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
    )


def control_of(root: Path, version: str, read: dict[Path, Binary], contents: Contents) -> str:
    """Write what dpkg must know; `read` holds the libraries and programs below `root`."""
    size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir())
    needed, wanted = packages(read, contents)
    oldest = ".".join(map(str, max(told.glibc for told in read.values())))
    needed = {f"{_C_LIBRARY} (>= {oldest})" if name == _C_LIBRARY else name for name in needed}
    return _CONTROL.format(
        version=version,
        kilobytes=-(-size // 1024),
        depends=", ".join(sorted(needed)),
        recommends=", ".join([*sorted(wanted), _FONTS]),
    )


def packages(read: dict[Path, Binary], contents: Contents) -> tuple[set[str], set[str]]:
    """Name the packages that the program cannot do without, and those that it can."""
    needed: set[str] = set()
    wanted: set[str] = set()
    for path, told in read.items():
        found = {contents.system[name] for name in told.needed & contents.system.keys()}
        (wanted if matches(path.name, contents.optional) else needed).update(found)
    return needed, wanted - needed
