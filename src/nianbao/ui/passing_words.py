"""Words that pass over the line at the bottom, for as long as it takes to notice and read them."""

from typing import Final

from PySide6.QtWidgets import QMainWindow

NOTICED_MS: Final = 5_000
READ_MS: Final = 250
"""For each sign: slower than anybody reads."""


def say(window: QMainWindow, words: str) -> None:
    """Let some words pass over the line at the bottom of a window."""
    window.statusBar().showMessage(words, shown_ms(words))


def shown_ms(words: str) -> int:
    """Tell how long words are to be seen, in milliseconds."""
    return NOTICED_MS + READ_MS * len(words)
