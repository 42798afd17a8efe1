"""The few words in the status bar on whether what was typed is safe."""

from PySide6.QtWidgets import QLabel, QMainWindow

from nianbao.ui import theme
from nianbao.ui.keeping import Keeper
from nianbao.ui.passing_words import say


class KeptLabel(QLabel):
    """Shows how things stand; where something is wrong, the whole sentence passes by once."""

    def __init__(self, keeper: Keeper, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("kept")
        self._window = window
        self._shown: bool | None = None
        keeper.told.connect(self._show)
        self._show(*keeper.words)

    def _show(self, few: str, sentence: str) -> None:
        self.setText(few)
        self.setAccessibleName(f"保存情况：{few}")
        self.setToolTip(sentence)
        ill = bool(sentence)
        if ill is not self._shown:
            self._shown = ill
            theme.set_tone(self, "broken_ink" if ill else "faint")
        if ill:
            say(self._window, sentence)
