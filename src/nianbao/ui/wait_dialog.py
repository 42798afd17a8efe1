"""The dialog shown while something takes its time: what is being done, and for how long."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui import theme

WIDTH: Final = 420
LOOK_MS: Final = 30
"""How often it is looked whether the work is over: sooner than a person could tell."""
SECOND_MS: Final = 1000
MINUTE: Final = 60
STOPPABLE: Final = "不想等可以取消，年报和文件都保持原样。"
UNSTOPPABLE: Final = "请稍候，这一步不能中断。"


class WaitDialog(QDialog):
    """Keeps the window from being used while work goes on; closes by itself when it `is_over`.

    Where it `may_stop`, Esc and the button give up waiting: then it is rejected.
    """

    def __init__(
        self, words: str, is_over: Callable[[], bool], parent: QWidget, *, may_stop: bool
    ) -> None:
        super().__init__(parent)
        self._is_over = is_over
        self.setWindowTitle("请稍候")
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, may_stop)
        self._may_stop = may_stop
        self.words = QLabel(f"{words}……", self, wordWrap=True)
        self.words.setProperty("group", True)
        self.bar = QProgressBar(self, minimum=0, maximum=0, textVisible=False)
        self.bar.setAccessibleName(words)
        self.taken = QLabel(self)
        self.taken.setProperty("faint", True)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._look.start()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * theme.GAP,) * 4)
        layout.setSpacing(theme.GAP)
        for widget in (self.words, self.bar, self.taken):
            layout.addWidget(widget)
        if may_stop:
            buttons = QDialogButtonBox(self)
            stop = buttons.addButton("取消(&C)", QDialogButtonBox.ButtonRole.RejectRole)
            stop.setAccessibleDescription(STOPPABLE)
            buttons.rejected.connect(self.reject)
            layout.addWidget(buttons)
        self.setFixedWidth(WIDTH)
        self.say_taken(self._clock.elapsed() // SECOND_MS)

    def reject(self) -> None:
        """Give up waiting, where that can be done."""
        if self._may_stop:
            super().reject()

    def _on_look(self) -> None:
        """Close when the work is over; say how long it has taken."""
        if self._is_over():
            self._look.stop()
            self.accept()
        else:
            self.say_taken(self._clock.elapsed() // SECOND_MS)

    def say_taken(self, seconds: int) -> None:
        """Say how long it has taken, and what the clerk can do."""
        hint = STOPPABLE if self._may_stop else UNSTOPPABLE
        self.taken.setText(f"{_span(seconds)}{hint}")


def _span(seconds: int) -> str:
    """Say how long it has taken; nothing within the first second."""
    minutes, rest = divmod(seconds, MINUTE)
    if minutes:
        return f"已经用了 {minutes} 分 {rest} 秒。"
    return f"已经用了 {rest} 秒。" if rest else ""
