"""Which palette the clerk wants: the system's, or one of ours. Remembered, changed at once."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication

from nianbao.ui import theme
from nianbao.ui.theme.palettes import CONTRAST, DARK, LIGHT, Palette

KEY: Final = "look"


class Choice(StrEnum):
    """What can be chosen."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


PALETTES: Final = {Choice.LIGHT: LIGHT, Choice.DARK: DARK, Choice.CONTRAST: CONTRAST}
SCHEMES: Final = {
    Choice.LIGHT: Qt.ColorScheme.Light,
    Choice.DARK: Qt.ColorScheme.Dark,
    Choice.CONTRAST: Qt.ColorScheme.Dark,
}
"""What the frame of the window, which is the system's, is asked to look like."""


class Look(QObject):
    """Dresses the program as chosen; `changed` tells that the choice is another.

    The choice is kept in a file, if one is named.
    """

    changed = Signal()

    def __init__(self, app: QApplication, file: Path | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._file = file
        self.choice = _held(file) if file is not None and file.exists() else Choice.SYSTEM
        if self.choice is not Choice.SYSTEM:
            self._frame()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._on_system)

    def choose(self, choice: Choice) -> None:
        """Look otherwise from now on."""
        if choice != self.choice:
            self.choice = choice
            if self._file is not None:
                _settings(self._file).setValue(KEY, choice.value)
            self._frame()
            self._dress()
            self.changed.emit()

    def _frame(self) -> None:
        """Ask the system for a frame of the window that goes with the rest."""
        if self.choice is Choice.SYSTEM:
            self._app.styleHints().unsetColorScheme()
        else:
            self._app.styleHints().setColorScheme(SCHEMES[self.choice])

    def _dress(self) -> None:
        theme.dress(self._app, self._palette())

    def _palette(self) -> Palette[str]:
        if self.choice is not Choice.SYSTEM:
            return PALETTES[self.choice]
        return system_palette(self._app.styleHints().colorScheme(), sys.platform)

    def _on_system(self, _scheme: Qt.ColorScheme) -> None:
        if self.choice is Choice.SYSTEM:
            theme.dress(self._app, self._palette())


def _settings(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)


def _held(file: Path) -> Choice:
    """Read the choice; whatever else the file holds stands for the usual one."""
    held = str(_settings(file).value(KEY, ""))
    return Choice(held) if held in set(Choice) else Choice.SYSTEM


def system_palette(scheme: Qt.ColorScheme, platform: str) -> Palette[str]:
    """Say what the system wants; `platform` is named as in `sys.platform`.

    Windows says "unknown" for one thing only, that high contrast is on; others where they
    cannot tell.
    """
    if scheme == Qt.ColorScheme.Dark:
        return DARK
    contrast = scheme == Qt.ColorScheme.Unknown and platform == "win32"
    return CONTRAST if contrast else LIGHT
