"""Work that may take long is done in a thread of its own, so that the window stays alive.

The work is a function without side effects: it gives an answer and touches nothing the window
shows. So there is nothing to undo when the clerk does not wait for it: the answer is dropped.
"""

import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from nianbao.ui import dialogs
from nianbao.ui.wait_dialog import WaitDialog

Answer = TypeVar("Answer")

UNSEEN_SECONDS: Final = 0.3
"""How long the window waits without a word: a dialog that only flashes up disturbs."""

NOT_WAITED: Final = "已取消，年报和文件都保持原样"


class StoppedError(Exception):
    """The clerk did not want to wait any longer; everything is as it was."""


class Work(Generic[Answer]):
    """One piece of work, at work from the start. Its thread knows nothing of Qt."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        self._work = work
        self._answers: list[Answer] = []
        self._error: BaseException | None = None
        self._over = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def is_over(self, seconds: float = 0) -> bool:
        """Tell whether the work is over, waiting for it at most so long."""
        return self._over.wait(seconds)

    def answer(self) -> Answer:
        """Give what came out once it is over; raises what the work raised."""
        if self._error is not None:
            raise self._error
        return self._answers[0]

    def _run(self) -> None:
        try:
            self._answers.append(self._work())
        except BaseException as error:  # noqa: BLE001  raised again where it can be dealt with
            self._error = error
        self._over.set()


def done_aside(
    parent: QWidget, words: str, work: Callable[[], Answer], *, may_stop: bool = True
) -> Answer:
    """Do some work aside and give what it gives; `words` say what is being done.

    Work that is over at once is not seen. For longer work a dialog says how long it has taken,
    and keeps the clerk from changing what is worked on. Raises what the work raises, and
    StoppedError where the clerk does not wait.
    """
    at_work = Work(work)
    if not at_work.is_over(UNSEEN_SECONDS):
        dialog = WaitDialog(words, at_work.is_over, parent, may_stop=may_stop)
        if not dialogs.wait_for(dialog):
            raise StoppedError
    return at_work.answer()
