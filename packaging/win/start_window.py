"""What nianbao.exe runs: the program, where nobody would see what it prints.

A program with a window has no standard output. What it would have said there is kept, and shown
when the program ends without having opened a window. Once it is open, the window speaks itself.
"""

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

UNUSABLE = 2
"""The exit status of the command line for what cannot be used."""

_ERROR_SIGN = 0x10
_TO_THE_FRONT = 0x10000


class Heard:
    """Takes what is printed."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self._parts: list[str] = []

    def write(self, text: str) -> int:
        """Keep a text."""
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def told(self) -> str:
        """Give all of it."""
        return "".join(self._parts).strip()


def main() -> int:
    """Run the program; say in a box why it could not start."""
    printed, complained = Heard(), Heard()
    sys.stdout = sys.stdout or printed
    sys.stderr = sys.stderr or complained
    # The window puts its own in this place as soon as there is something to save.
    sys.excepthook = _did_not_start
    from nianbao.__main__ import main as run  # noqa: PLC0415  a damaged program is told too

    status = run()
    if status == UNUSABLE and (words := complained.told()):
        _say(words)
    return status


def _did_not_start(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    place = _log("".join(traceback.format_exception(kind, error, trace)))
    written = f"\n\n原因已写入：\n{place}\n请把这个文件交给单位的信息技术人员。" if place else ""
    _say(f"年报助手没有能够打开。请重新安装后再试，已保存的年报不受影响。{written}")


def _log(text: str) -> Path | None:
    folder = Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "nianbao"
    place = folder / "启动失败.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return place


def _say(words: str) -> None:
    import ctypes  # noqa: PLC0415  not needed by a program that starts

    sign = _ERROR_SIGN | _TO_THE_FRONT
    # Not by attribute: no other system has it.
    getattr(ctypes, "WinDLL")("user32").MessageBoxW(None, words, "年报助手", sign)  # noqa: B009


if __name__ == "__main__":
    sys.exit(main())
