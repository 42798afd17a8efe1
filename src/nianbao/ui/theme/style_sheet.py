"""The style sheet of the whole program, in the colours of a palette and the user's type size."""

from typing import Final

from nianbao.ui.theme.palettes import Palette

TITLE: Final = 1.4
"""How much larger than running text the title of a page is; there is no third size."""

TONES: Final = ("faint", "accent", "broken_ink", "warn_ink", "done_ink")


def style_sheet(palette: Palette[str], points: float) -> str:
    """Write the style sheet; `points` is the size of running text."""
    p = palette
    tones = "\n".join(f'QLabel[tone="{name}"] {{ color: {getattr(p, name)}; }}' for name in TONES)
    return f"""
QMainWindow, QDialog, QWidget#desk {{ background: {p.desk}; }}
QLabel, QToolTip {{ qproperty-textFormat: PlainText; }}
QLabel#pageTitle {{ font-size: {points * TITLE:.1f}pt; font-weight: 600; color: {p.ink}; }}
QLabel[faint="true"] {{ color: {p.faint}; }}
QLabel[group="true"] {{ font-weight: 600; color: {p.ink}; }}
{tones}
QFrame[card="true"] {{ background: {p.paper}; border: 1px solid {p.line}; border-radius: 8px; }}
QFrame[card="true"][tone="broken_ink"] {{ border-left: 4px solid {p.broken_ink}; }}
QFrame[card="true"][tone="warn_ink"] {{ border-left: 4px solid {p.warn_ink}; }}
QFrame[card="true"][tone="accent"] {{ border-left: 4px solid {p.accent}; }}
QFrame[card="true"][tone="done_ink"] {{ border-left: 4px solid {p.done_ink}; }}
QScrollArea {{ background: transparent; }}

QListView, QTreeView {{ background: {p.paper}; border: 1px solid {p.line}; border-radius: 8px;
    outline: 0; padding: 3px; }}
QListWidget::item, QTreeView::item {{ padding: 5px 6px; color: {p.ink}; border-radius: 4px; }}
QListWidget::item:hover, QTreeView::item:hover {{ background: {p.hover}; }}
QListWidget::item:selected, QTreeView::item:selected {{ background: {p.selected};
    color: {p.ink}; }}
QTreeView::indicator:unchecked, QTableView::indicator:unchecked {{ width: 12px; height: 12px;
    border: 1px solid {p.edge}; background: {p.paper}; }}
QTreeView QHeaderView::section {{ background: {p.label}; color: {p.faint}; border: 0;
    border-bottom: 1px solid {p.line}; padding: 5px 6px; }}
QTableView {{ background: {p.paper}; border: 1px solid {p.line}; gridline-color: {p.line};
    selection-background-color: {p.selected}; selection-color: {p.ink}; }}
QTableView QLabel#corner {{ background: {p.label}; color: {p.faint};
    border-right: 1px solid {p.line}; border-bottom: 1px solid {p.line}; padding: 0 4px; }}
QTableView QLineEdit, QTableView QLineEdit:focus {{ border: 2px solid {p.accent};
    border-radius: 0; padding: 0; }}

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{
    background: {p.paper}; color: {p.ink}; border: 1px solid {p.line};
    border-bottom: 1px solid {p.edge}; border-radius: 5px; padding: 4px 8px;
    selection-background-color: {p.accent}; selection-color: {p.accent_ink};
    placeholder-text-color: {p.faint};
}}
QPlainTextEdit {{ padding: 2px 6px; }}
QComboBox {{ padding-left: 10px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 1px solid {p.accent}; border-bottom: 2px solid {p.accent}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {p.dim};
    background: {p.desk}; }}
QLineEdit[finding="solid"] {{ border-bottom: 2px solid {p.broken_ink}; }}
QLineEdit[finding="dashed"] {{ border-bottom: 2px dashed {p.warn_ink}; }}
QLineEdit[finding="dotted"] {{ border-bottom: 2px dotted {p.accent}; }}
QPlainTextEdit[quotation="true"] {{ background: {p.desk}; border: 0; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: 0; padding: 0;
    background: transparent; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ width: 8px; height: 4px;
    background: {_arrow(p.faint, down=True)}; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 22px; border-radius: 3px; }}
QSpinBox::up-button:hover, QSpinBox::down-button:hover {{ background: {p.hover}; }}
QSpinBox::up-arrow {{ width: 8px; height: 4px; background: {_arrow(p.faint, down=False)}; }}
QSpinBox::down-arrow {{ width: 8px; height: 4px; background: {_arrow(p.faint, down=True)}; }}
QComboBox QAbstractItemView {{ background: {p.paper}; color: {p.ink};
    border: 1px solid {p.edge}; border-radius: 0; padding: 2px; outline: 0;
    selection-background-color: {p.selected}; selection-color: {p.ink}; }}

QPushButton {{ background: {p.paper}; border: 1px solid {p.line};
    border-bottom: 1px solid {p.edge}; border-radius: 5px; padding: 4px 14px; color: {p.ink}; }}
QPushButton:hover {{ background: {p.hover}; border-color: {p.accent}; }}
QPushButton:pressed, QPushButton:checked {{ background: {p.selected}; }}
QPushButton:focus {{ border: 2px solid {p.accent}; padding: 3px 13px; }}
QPushButton:disabled {{ color: {p.dim}; background: {p.desk}; border-color: {p.line}; }}
QPushButton[primary="true"] {{ background: {p.accent}; color: {p.accent_ink};
    border-color: {p.accent}; }}
QPushButton[primary="true"]:hover {{ background: {p.accent_over};
    border-color: {p.accent_over}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {p.ink}; }}
QPushButton[primary="true"]:disabled {{ background: {p.desk}; color: {p.dim};
    border-color: {p.line}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px 6px;
    color: {p.ink}; }}
QToolButton:hover {{ background: {p.hover}; border-color: {p.line}; }}
QToolButton:focus {{ border: 1px solid {p.accent}; }}

QStatusBar {{ background: {p.paper}; border-top: 1px solid {p.line}; color: {p.ink}; }}
QStatusBar::item {{ border: 0; }}
QMenuBar {{ background: {p.paper}; border-bottom: 1px solid {p.line}; padding: 0 4px; }}
QMenuBar::item {{ padding: 2px 9px; border-radius: 4px; color: {p.ink}; }}
QMenuBar::item:selected {{ background: {p.selected}; }}
QToolTip {{ background: {p.paper}; color: {p.ink}; border: 1px solid {p.edge};
    padding: 4px 6px; }}
QFrame#dropLine {{ background: {p.accent}; border-radius: 1px; }}
QDockWidget {{ color: {p.ink}; }}
QTextBrowser {{ background: {p.paper}; border: 1px solid {p.line}; border-radius: 8px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {p.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover {{ background: {p.faint}; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _arrow(colour: str, *, down: bool) -> str:
    """Draw a small triangle as a gradient around its tip: a picture could not change colour."""
    tip, begin, end = (1, 0.1762, 0.3238) if down else (0, 0.6762, 0.8238)
    return (
        f"qconicalgradient(cx:0.5, cy:{tip}, angle:0, stop:0 transparent,"
        f" stop:{begin - 0.0001:.4f} transparent, stop:{begin} {colour}, stop:{end} {colour},"
        f" stop:{end + 0.0001:.4f} transparent, stop:1 transparent)"
    )
