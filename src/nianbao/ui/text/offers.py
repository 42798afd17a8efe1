"""The menu of what can be done about findings: each said in full, its offers below it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from nianbao.core.finding import Finding
from nianbao.ui import theme
from nianbao.ui.findings import TONES

WIDTH: Final = 420
"""Pixels of the words above the offers."""

Add = Callable[[QMenu, Finding], None]


def offers_about(parent: QWidget, findings: Sequence[Finding], add: Add) -> QMenu:
    """Make a menu that says each finding, followed by what `add` offers about it."""
    menu = QMenu(parent)
    for finding in findings:
        label = QLabel(finding.message, menu, wordWrap=True)
        theme.set_tone(label, TONES[finding.severity])
        label.setContentsMargins(*(theme.GAP, theme.GAP // 2) * 2)
        label.setFixedWidth(WIDTH)
        words = QWidgetAction(menu)
        words.setDefaultWidget(label)
        words.setText(finding.message)
        words.setEnabled(False)
        menu.addAction(words)
        add(menu, finding)
    return menu
