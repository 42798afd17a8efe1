"""The look, in one place: colours, distances and the style sheet.

Fusion on every system, so that what was tested is what the clerk sees. Light colours only for
now; a state is never told by colour alone.
"""

from typing import Final

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

ACCENT: Final = QColor("#1f5fa8")
INK: Final = QColor("#1d2733")
FAINT: Final = QColor("#5b6876")
LINE: Final = QColor("#c9d1da")
PAPER: Final = QColor("#ffffff")
DESK: Final = QColor("#f3f5f8")
LABEL: Final = QColor("#eaeff5")
COMPUTED: Final = QColor("#f1f4f8")
LOCKED: Final = QColor("#e6f1e8")
BROKEN: Final = QColor("#fde3e1")
BROKEN_INK: Final = QColor("#a3160f")
DOUBTFUL: Final = QColor("#fff4d6")
WARN_INK: Final = QColor("#7a5200")
DONE_INK: Final = QColor("#1a6b35")
SELECTED: Final = QColor("#d6e5f7")

GAP: Final = 8
"""Pixels between things that belong together; twice that between things that do not."""

STYLE: Final = f"""
QMainWindow, QWidget#desk {{ background: {DESK.name()}; }}
QLabel#pageTitle {{ font-size: 16px; font-weight: 600; color: {INK.name()}; }}
QLabel[faint="true"] {{ color: {FAINT.name()}; }}
QLabel[group="true"] {{ font-weight: 600; color: {INK.name()}; }}
QFrame[card="true"] {{
    background: {PAPER.name()}; border: 1px solid {LINE.name()}; border-radius: 6px;
}}
QListView {{ background: {PAPER.name()}; border: 1px solid {LINE.name()}; border-radius: 6px;
    outline: 0; padding: 2px; }}
QListWidget::item, QTreeView::item {{ padding: 4px 6px; color: {INK.name()}; }}
QListWidget::item:selected, QTreeView::item:selected {{ background: {SELECTED.name()};
    color: {INK.name()}; }}
QTreeView {{ background: {PAPER.name()}; border: 1px solid {LINE.name()}; border-radius: 6px;
    outline: 0; padding: 2px; }}
QTreeView QHeaderView::section {{ background: {LABEL.name()}; color: {FAINT.name()}; border: 0;
    padding: 4px 6px; }}
QTableView {{ background: {PAPER.name()}; border: 1px solid {LINE.name()};
    gridline-color: {LINE.name()}; selection-background-color: {SELECTED.name()};
    selection-color: {INK.name()}; }}
QTableView QLabel#corner {{ background: {LABEL.name()}; color: {FAINT.name()};
    border-right: 1px solid {LINE.name()}; border-bottom: 1px solid {LINE.name()};
    padding: 0 4px; }}
QTableView QLineEdit {{ border: 2px solid {ACCENT.name()}; border-radius: 0; padding: 0; }}
QLineEdit, QPlainTextEdit {{
    background: {PAPER.name()}; border: 1px solid {LINE.name()}; border-radius: 4px;
    padding: 3px 6px; selection-background-color: {ACCENT.name()};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {ACCENT.name()}; }}
QLineEdit[finding="solid"] {{ border-bottom: 2px solid {BROKEN_INK.name()}; }}
QLineEdit[finding="dashed"] {{ border-bottom: 2px dashed {WARN_INK.name()}; }}
QLineEdit[finding="dotted"] {{ border-bottom: 2px dotted {ACCENT.name()}; }}
QPlainTextEdit[quotation="true"] {{ background: {DESK.name()}; border: 0; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: 0; padding: 0; }}
QPushButton {{ background: {PAPER.name()}; border: 1px solid {LINE.name()}; border-radius: 4px;
    padding: 5px 14px; color: {INK.name()}; }}
QPushButton:hover {{ border-color: {ACCENT.name()}; }}
QPushButton:focus {{ border: 1px solid {ACCENT.name()}; }}
QPushButton:disabled {{ color: #8a94a0; background: {DESK.name()}; }}
QPushButton[primary="true"] {{ background: {ACCENT.name()}; color: white;
    border-color: {ACCENT.name()}; }}
QPushButton[primary="true"]:hover {{ background: #174c88; }}
QPushButton[primary="true"]:disabled {{ background: #b9c6d6; border-color: #b9c6d6; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 3px 8px; }}
QToolButton:hover {{ background: {SELECTED.name()}; }}
QStatusBar {{ background: {PAPER.name()}; border-top: 1px solid {LINE.name()}; }}
QStatusBar::item {{ border: 0; }}
QMenuBar {{ background: {PAPER.name()}; border-bottom: 1px solid {LINE.name()}; }}
"""


def dress(app: QApplication) -> None:
    """Give the whole program its look."""
    style = QStyleFactory.create("Fusion")
    app.setStyle(style)
    palette = QPalette(style.standardPalette())
    for role, colour in (
        (QPalette.ColorRole.Window, DESK),
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.AlternateBase, DESK),
        (QPalette.ColorRole.Button, PAPER),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.PlaceholderText, FAINT),
        (QPalette.ColorRole.Highlight, ACCENT),
        (QPalette.ColorRole.HighlightedText, PAPER),
        (QPalette.ColorRole.ToolTipBase, PAPER),
        (QPalette.ColorRole.ToolTipText, INK),
    ):
        palette.setColor(role, colour)
    app.setPalette(palette)
    app.setStyleSheet(STYLE)
