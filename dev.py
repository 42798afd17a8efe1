"""Set the program up in .venv and run it from a checkout. Nothing is needed but Python.

    python3 dev.py start [FILE]         set up whatever is missing, then open the program
    python3 dev.py test [PYTEST ARGS]   set up whatever is missing, then run every check and test

On Windows: `py dev.py start` and `py dev.py test`.
Kept readable for Python 3.8, so that an old Python is refused with a sentence, not a traceback.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = BIN / ("python" + EXE)
STAMP = VENV / "set-up-by-dev.txt"

# What each command installs, and what that makes current: dev.txt holds all of runtime.txt.
REQUIREMENTS = {"start": ("runtime.txt",), "test": ("dev.txt", "runtime.txt")}

# Debian packages. Without any Chinese font, text has the wrong width and layout tests lie.
QT_PACKAGES = (
    "libgl1 libegl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3 fonts-wqy-microhei"
)
WINDOW_PACKAGES = (
    "libwayland-cursor0 libwayland-egl1 libxcb-cursor0 libxcb-icccm4 libxcb-image0"
    " libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
CHECKS = (
    "ruff check, ruff format --check, mypy src dev.py, lint-imports --no-logo,"
    " pytest --numprocesses auto --dist loadfile"
)

NO_WINDOW = 69  # EX_UNAVAILABLE: whoever called must not take this for a program that ran
WITHOUT_A_WINDOW = """
The program is set up, but no window can be opened here: {reason}
The work itself needs no display:
    {nianbao} read INPUT -o REPORT.nianbao
    {nianbao} check REPORT.nianbao
    {nianbao} export REPORT.nianbao -o REPORT.docx
"""


def say(text: str) -> None:
    """Print at once, so that it stands before the output of the next program."""
    print(text, flush=True)


def run(*command: str | Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run a program in full view and return its exit code; a signal counts as in shells."""
    code = subprocess.run(command, env=env, cwd=cwd, check=False).returncode  # noqa: S603
    return code if code >= 0 else 128 - code


def refusal(version: tuple[int, ...], bits: int) -> str | None:
    """Say why this Python will not do, or None if it will."""
    if (3, 11) <= version[:2] <= (3, 13) and bits == 64:  # noqa: PLR2004
        return None
    return (
        "dev.py needs a 64-bit Python 3.11, 3.12 or 3.13; "
        f"this is a {bits}-bit Python {'.'.join(map(str, version))}.\n"
        "Install one, then name it: python3.13 dev.py ...  (on Windows: py -3.13 dev.py ...)"
    )


def missing_packages(wanted: Iterable[str], listing: str) -> list[str]:
    """Pick the packages that are neither installed nor provided by an installed one."""
    present = set()
    for line in listing.splitlines():
        name, status, provides = line.split("\t")
        if status == "installed":
            present |= {name, *(offer.split()[0] for offer in provides.split(",") if offer.strip())}
    return [name for name in wanted if name not in present]


def install_system_packages(packages: str) -> None:
    """Bring in Debian packages if any is missing; where that cannot be done, say what to type."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    wanted = packages.split()
    if sys.base_prefix == "/usr" and not importlib.util.find_spec("ensurepip"):
        wanted.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    query = ("dpkg-query", "-W", "-f", "${Package}\t${db:Status-Status}\t${Provides}\n")
    missing = missing_packages(wanted, subprocess.check_output(query, text=True))  # noqa: S603
    if not missing:
        return
    root = os.access("/var/lib/dpkg", os.W_OK)
    sudo = ["sudo"] if sys.stdin and sys.stdin.isatty() else ["sudo", "-n"]
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if root or shutil.which("sudo"):
        say("dev.py: installing system packages: " + " ".join(missing))
        apt = [*([] if root else sudo), "env", "DEBIAN_FRONTEND=noninteractive"]
        run(*apt, "apt-get", "update", "--quiet")
        if run(*apt, *install, "--quiet", "--option", "DPkg::Lock::Timeout=300") == 0:
            return
    say("dev.py: system packages are missing; please type:\n    sudo " + " ".join(install))


def fingerprint(python: str, *files: Path) -> str:
    """Sum up what an installation is made from: the Python, and what the files say."""
    digest = hashlib.sha256(python.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def set_up(command: str) -> None:
    """Make .venv hold what the command needs; if it does already, only the stamp is read."""
    python = f"{platform.python_version()} {sys.base_prefix} {ROOT}"
    files = [ROOT / "requirements" / name for name in REQUIREMENTS[command]]
    empty_venv = fingerprint(python)
    filled = [fingerprint(python, ROOT / "pyproject.toml", file) for file in files]
    stamp = STAMP.read_text("utf-8").split() if STAMP.exists() and PYTHON.exists() else []
    if filled[0] in stamp:
        return
    if empty_venv not in stamp:
        say("dev.py: making .venv")
        if run(sys.executable, "-m", "venv", "--clear", VENV):
            sys.exit("dev.py: .venv could not be made, see above")
    STAMP.write_text(empty_venv, "utf-8")  # should pip stop half-way, nothing else is certain
    say(f"dev.py: installing {files[0].name} (the first time some 100 MB)")
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check")
    pinned = ("--require-hashes", "--only-binary", ":all:", "--requirement", files[0])
    if run(*pip, *pinned) or run(*pip, "--no-build-isolation", "--no-deps", "--editable", "."):
        sys.exit("dev.py: pip could not install everything, see above")
    STAMP.write_text("\n".join([empty_venv, *filled]), "utf-8")


def display_problem(env: Mapping[str, str], system: str = sys.platform) -> str | None:
    """Say why no window can be opened, without asking Qt; None if one might be."""
    ways = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if system != "linux" or any(env.get(way) for way in ways):
        return None
    return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"


def qt_problem() -> str | None:
    """Try Qt in a child process, because where Qt finds no way to draw it aborts its process."""
    probe = (PYTHON, "-c", "from PySide6.QtGui import QGuiApplication as A; A([])")
    tried = subprocess.run(probe, capture_output=True, check=False)  # noqa: S603
    return f"Qt says\n{tried.stderr.decode(errors='replace')}" if tried.returncode else None


def start(arguments: list[str]) -> int:
    """Open the program, or tell how to work without a window."""
    install_system_packages(f"{QT_PACKAGES} {WINDOW_PACKAGES}")
    set_up("start")
    if reason := display_problem(os.environ) or qt_problem():
        nianbao = subprocess.list2cmdline([BIN / "nianbao"])
        say(WITHOUT_A_WINDOW.format(reason=reason, nianbao=nianbao))
        return NO_WINDOW
    return run(PYTHON, "-m", "nianbao", *arguments, cwd=Path.cwd())


def test(arguments: list[str]) -> int:
    """Run every check, whatever the others say, then sum up; the arguments go to pytest."""
    install_system_packages(QT_PACKAGES)
    set_up("test")
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    failed, summary = False, ""
    for check in CHECKS.split(", "):
        say(f"\n== {check}")
        tool, *options = check.split()
        begun = time.monotonic()
        code = run(BIN / (tool + EXE), *options, *(arguments if tool == "pytest" else ()), env=env)
        failed = failed or code != 0
        result = f"FAILED, exit code {code}" if code else "ok"
        summary += f"\n   {check:<44} {time.monotonic() - begun:6.1f} s   {result}"
    say("\n== summary" + summary)
    return int(failed)


def main(arguments: list[str]) -> int:
    """Do what the first argument says and return the exit code."""
    if problem := refusal(tuple(sys.version_info[:3]), 64 if sys.maxsize > 2**32 else 32):
        sys.exit(problem)
    command, *rest = arguments or ["help"]
    if command not in REQUIREMENTS:
        print(__doc__)
        return 0 if command in {"help", "-h", "--help"} else 2
    return start(rest) if command == "start" else test(rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
