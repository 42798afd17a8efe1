"""Make the Windows program, its installer and its .zip, on Linux or on Windows.

    python3 packaging/build_win.py

makes build/windows/nianbao/ (the program), nianbao-VERSION-setup.exe and nianbao-VERSION.zip, with
sums of both beside them. The same sources give the same bytes. It needs a CPython 3.12, makensis
(Debian: nsis) and a compiler for Windows (gcc-mingw-w64-x86-64); what goes in stands in
packaging/win/contents.toml, which files of others in packaging/lock.

    --runtime DIR   take Python from the unpacked official embeddable package (python-3.12.*-embed-
                    amd64.zip) instead of the carrier's wheel, its library included
    --python PATH   the CPython 3.12 that compiles, and whose library is shipped without --runtime
    --release       refuse a library that is not of the very version of the signed files
    --wheels DIR    where wheels are kept, and looked for before they are fetched
    --offline       fetch nothing
    --no-installer  stop when the program's folder is complete
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from common.notices import put_notices
from common.problem import BuildError, NoToolsError
from common.program import LOCKS, ROOT, USUAL_EPOCH, program_version, put_program
from common.wheels import fetch, locked_versions, locked_wheels, unpack
from win.contents import Contents, read_contents
from win.host import HostPython, find_python
from win.installer import make_installer, make_zip
from win.launcher import LAUNCHERS, make_launcher
from win.qt import put_qt
from win.runtime import put_library, put_runtime, put_search_path

OUT = ROOT / "build" / "windows"

README = """年报助手 {version}

双击 nianbao.exe 打开。不需要安装，不需要管理员权限，不连接网络。
需要 64 位的 Windows 10（1809 或更新）或 Windows 11。

双击 .nianbao 文件就能打开、开始菜单里的图标：请用安装程序。
命令行：nianbao-console.exe --help
许可与第三方声明：licences 文件夹。
"""


def main(arguments: list[str]) -> int:
    """Build everything; give the exit status, with a sentence where something is missing."""
    typed = _parser().parse_args(arguments)
    contents = read_contents()
    try:
        _tools(installer=typed.installer)
        python = find_python(contents.version.rpartition(".")[0], typed.python)
        _same_version(python, contents, typed)
        build(typed, contents, python)
    except BuildError as problem:
        print(f"build_win.py: {problem}", file=sys.stderr)
        return problem.status
    except subprocess.CalledProcessError as failed:
        print(f"build_win.py: {failed.cmd[0]} failed, see above", file=sys.stderr)
        return 1
    return 0


def build(typed: argparse.Namespace, contents: Contents, python: HostPython) -> None:
    """Make the folder, the .zip and the installer."""
    begun = time.monotonic()
    version = program_version()
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", USUAL_EPOCH))
    work, target = typed.out / "unpacked", typed.out / "nianbao"
    for folder in (work, target):
        shutil.rmtree(folder, ignore_errors=True)
    target.mkdir(parents=True)
    site = _unpacked("program.lock", typed, work)
    runtime = typed.runtime or _unpacked("runtime.lock", typed, work) / "deploy_libs"

    put_runtime(runtime, target, contents)
    if typed.runtime:
        archive = f"python{contents.short}.zip"
        shutil.copyfile(runtime / archive, target / archive)
    else:
        put_library(python, target, contents)
    put_search_path(target, contents.short, ("lib", "app"))
    put_qt(site, ROOT / "src", target, contents)
    _put_packages(site, target, contents)
    _put_program(target)
    for folder in ("lib", "app"):
        _compile_all(target / folder, python)
    for launcher in LAUNCHERS:
        make_launcher(launcher, target, version, f"python{contents.short}.dll")
    versions = {"nianbao": version, **locked_versions(LOCKS / "program.lock")}
    if typed.runtime:
        versions["Python"] = f"{python.version.rpartition('.')[0]}, official embeddable package"
    else:
        versions |= {"Python": contents.version, "Python's library": python.version}
    put_notices(site, typed.runtime or python.library, target, versions)
    _put_readme(target, version)
    _settle(target, epoch)
    shutil.rmtree(work)
    files = [path for path in target.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    _say(f"{target}: {len(files)} files, {size / 1e6:.1f} MB", begun)
    if typed.installer:
        _hand_out(typed.out, target, version, epoch)


def _hand_out(out: Path, target: Path, version: str, epoch: int) -> None:
    """Make the two forms for handing out, and list their sums."""
    made = {f"nianbao-{version}.zip": make_zip, f"nianbao-{version}-setup.exe": make_installer}
    sums = ""
    for name in made:
        begun = time.monotonic()
        place = out / name
        if name.endswith(".zip"):
            make_zip(target, place, f"nianbao-{version}")
        else:
            make_installer(target, place, version, epoch)
        digest = hashlib.sha256(place.read_bytes()).hexdigest()
        sums += f"{digest}  {name}\n"
        _say(f"{name}: {place.stat().st_size / 1e6:.1f} MB, {digest}", begun)
    (out / f"nianbao-{version}.sha256").write_text(sums, "utf-8", newline="\n")


def _unpacked(lock: str, typed: argparse.Namespace, work: Path) -> Path:
    fetch(LOCKS / lock, typed.wheels, offline=typed.offline)
    folder = work / Path(lock).stem
    unpack(locked_wheels(LOCKS / lock, typed.wheels), folder)
    return folder


def _put_packages(site: Path, target: Path, contents: Contents) -> None:
    for name, patterns in contents.packages.items():
        for pattern in patterns:
            found = sorted(site.glob(pattern))
            if not found:
                raise BuildError(f"{name}: nothing fits {pattern}")
            for path in found:
                place = target / "lib" / path.relative_to(site)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)


def _put_program(target: Path) -> None:
    """Copy the program, and what starts its window."""
    put_program(target / "app" / "nianbao")
    shutil.copyfile(
        Path(__file__).parent / "win" / "start_window.py", target / "app" / "start_window.py"
    )


def _compile_all(folder: Path, python: HostPython) -> None:
    """Put byte code in the place of each source."""
    sources = sorted(folder.rglob("*.py"))
    python.compile(folder, folder, [path.relative_to(folder).as_posix() for path in sources])
    for path in sources:
        path.unlink()


def _put_readme(target: Path, version: str) -> None:
    text = README.format(version=version)
    (target / "说明.txt").write_text(text, encoding="utf-8-sig", newline="\r\n")


def _settle(target: Path, epoch: int) -> None:
    """Give every file the same time and rights, whoever built it."""
    for path in sorted(target.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (epoch, epoch))


def _same_version(python: HostPython, contents: Contents, typed: argparse.Namespace) -> None:
    if typed.runtime or python.version == contents.version:
        return
    words = (
        f"the library of Python {python.version} would be shipped with the signed files of"
        f" {contents.version}. For a release use Python {contents.version} (--python), or the"
        " official embeddable package (--runtime)"
    )
    if typed.release:
        raise BuildError(words)
    print(f"build_win.py: for tests only: {words}.", file=sys.stderr)


def _tools(*, installer: bool) -> None:
    wanted = {"x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
    wanted["x86_64-w64-mingw32-windres"] = "binutils-mingw-w64-x86-64"
    if installer:
        wanted["makensis"] = "nsis"
    missing = sorted({package for tool, package in wanted.items() if not shutil.which(tool)})
    if missing:
        raise NoToolsError(f"missing programs; on Debian: apt-get install {' '.join(missing)}")


def _say(text: str, begun: float) -> None:
    print(f"{text} ({time.monotonic() - begun:.0f} s)", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runtime", type=Path, help="unpacked official embeddable package")
    parser.add_argument("--python", type=Path, help="the CPython 3.12 that compiles")
    parser.add_argument("--release", action="store_true", help="refuse mixed versions of Python")
    parser.add_argument("--wheels", type=Path, default=OUT / "wheels", help="where wheels are kept")
    parser.add_argument("--offline", action="store_true", help="fetch nothing")
    parser.add_argument("--out", type=Path, default=OUT, help="where everything is made")
    parser.add_argument(
        "--no-installer", dest="installer", action="store_false", help="only the program's folder"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
