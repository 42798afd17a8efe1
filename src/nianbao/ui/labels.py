"""Words beside what they explain. Loaded for the first picture of the window: keep it light."""

from PySide6.QtWidgets import QLabel, QWidget


def faint_note(words: str, parent: QWidget) -> QLabel:
    """Make a label of less weight, on as many lines as its words need."""
    label = QLabel(words, parent, wordWrap=True)
    label.setProperty("faint", True)
    return label
