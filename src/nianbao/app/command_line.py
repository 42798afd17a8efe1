"""What was typed on the command line → the window, or one of the commands.

Nothing here takes long to load: without a command the window opens, and nobody waits for what
it does not need.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nianbao.io.problems import Refused

UNUSABLE: Final = 2
"""Exit status for input or arguments that cannot be used; the commands have their own."""

COMMANDS: Final = ("read", "start", "check", "export", "review", "rollup")
"""The first words that are no file for the window."""


class WrongArguments(Exception):  # noqa: N818  an answer to whoever typed it
    """The arguments make no sense; the message says so in one sentence."""


def run(arguments: Sequence[str]) -> int:
    """Do what was typed; return the exit status. Never raises for bad input."""
    _speak_utf8()
    try:
        if not arguments:
            return _window(None)
        if (
            len(arguments) == 1
            and not arguments[0].startswith("-")
            and arguments[0] not in COMMANDS
        ):
            return _window(Path(arguments[0]))
        from nianbao.app.typed import run_typed  # noqa: PLC0415  not for the window

        return run_typed(arguments)
    except (Refused, WrongArguments) as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE


def _window(path: Path | None) -> int:
    gc.disable()  # until everything is in its place: nothing that is loaded now is garbage
    from nianbao.app.window import open_window  # noqa: PLC0415  Qt is loaded only for a window

    return open_window(path)


def _speak_utf8() -> None:
    """Print Chinese as UTF-8 whatever the console's code page; what cannot be shown is marked."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
