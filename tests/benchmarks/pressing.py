"""Presses the same keys in two windows, a block in each in turn, and waits until all is painted."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from desks import Desk
from measured import Effort, Pair
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from timing import typical, unhindered

Keys = Iterator[Callable[[], object]]
"""Makes ready for each key, and gives what presses it."""

Kind = Callable[[Desk, range], Keys]
"""Gives the keys to be pressed in a window, so many of them."""

BLOCK, BARE_BLOCK = 2, 8
"""Keys pressed in our window before it is the other's turn, and in the bare one, where they are
quicker. Even numbers, as some keys go there and back."""


class Press(NamedTuple):
    """Seconds from the key to the painted result: the processor's, and all, waiting included.

    What other programs took meanwhile is in neither.
    """

    worked: float
    felt: float


def in_blocks(effort: Effort, desks: tuple[Desk, Desk], keys: Kind) -> Pair:
    """Press the keys block by block in each window in turn; the first blocks do not count."""
    begin = time.thread_time()
    for desk in desks:
        block(desk, keys, BLOCK)
    once = time.thread_time() - begin
    gc.collect()
    gc.freeze()  # as the program does when it has started
    pressed: tuple[list[Press], list[Press]] = ([], [])
    for _ in range(effort.rounds(once)):
        for desk, presses, length in zip(desks, pressed, (BLOCK, BARE_BLOCK), strict=True):
            presses.append(block(desk, keys, length))
    gc.unfreeze()
    ours, floor = (typical([press.worked for press in each]) * 1e3 for each in pressed)
    return Pair(ours, floor, worst=max(press.felt for press in pressed[0]) * 1e3)


def block(desk: Desk, keys: Kind, length: int) -> Press:
    """Press some keys in a window that has the focus; give their mean, and the worst felt."""
    desk.window.activateWindow()
    settle()
    painted = Painted(desk.window)
    pressed = []
    for key in keys(desk, range(length)):
        settle()
        pressed.append(press(lambda key=key: (key(), desk.after_key()), painted))
    painted.stop()
    worked, felt = zip(*pressed, strict=True)
    return Press(statistics.mean(worked), max(felt))


def press(key: Callable[[], object], painted: "Painted") -> Press:
    """Press a key, and wait until the window has painted all of it."""
    painted.times = 0
    felt, worked = unhindered(), time.thread_time()
    key()
    settle()
    pressed = Press(time.thread_time() - worked, unhindered() - felt)
    if not painted.times:
        raise RuntimeError("the key changed nothing that is seen")
    return pressed


class Painted(QObject):
    """Counts how often a window is painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.times = 0
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.UpdateRequest
        return False

    def stop(self) -> None:
        """Count no longer."""
        self._window.removeEventFilter(self)


def settle() -> None:
    """Let everything that is under way come to an end."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
