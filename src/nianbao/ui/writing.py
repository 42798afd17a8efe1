"""Writes what leaves the window: aside, and asking again as long as it cannot be written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nianbao.io.problems import Refused
from nianbao.ui import dialogs
from nianbao.ui.long_work import done_aside


def written(
    parent: QWidget,
    target: Path,
    write: Callable[[Path], object],
    elsewhere: Callable[[Path], Path | None],
) -> Path | None:
    """Write to a file or folder, and give where it is in the end; None where it is given up.

    `write` raises Refused where it cannot write; `elsewhere` asks for another target, and gives
    None where the clerk thinks better of it.
    """
    while True:
        try:
            done_aside(parent, f"正在写“{target.name}”", partial(write, target), may_stop=False)
        except Refused as refused:
            answer = dialogs.ask_retry(parent, refused.message)
            if answer is dialogs.Retry.CANCEL:
                return None
            if answer is dialogs.Retry.ELSEWHERE:
                target = elsewhere(target) or target
        else:
            return target
