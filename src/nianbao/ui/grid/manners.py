"""How the clerk likes the grids: where Enter goes, what of last year is shown. Remembered."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

ENTER_RIGHT, LAST_YEAR, DIFFERENCE = "enter_right", "last_year", "difference"


class GridManners(QObject):
    """The choices for all grids of the window; `changed` tells that one of them is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = {ENTER_RIGHT: False, LAST_YEAR: True, DIFFERENCE: False}
        self._kept: QSettings | None = None

    def keep_in(self, file: Path) -> None:
        """Take the choices from a file, if it is there, and write later ones into it."""
        self._kept = QSettings(str(file), QSettings.Format.IniFormat, self)
        for name, usual in self._chosen.items():
            self._chosen[name] = self._kept.value(name, usual, type=bool) is True
        self.changed.emit()

    def choose(self, name: str, *, on: bool) -> None:
        """Make a choice. Raises KeyError for one that there is not."""
        if self._chosen[name] is not on:
            self._chosen[name] = on
            if self._kept is not None:
                self._kept.setValue(name, on)
            self.changed.emit()

    def chosen(self, name: str) -> bool:
        """Tell what was chosen. Raises KeyError for a choice that there is not."""
        return self._chosen[name]

    @property
    def enter_right(self) -> bool:
        """Tell whether Enter goes right, not down."""
        return self._chosen[ENTER_RIGHT]

    @property
    def shows_last_year(self) -> bool:
        """Tell whether last year's number stands in the cell, small."""
        return self._chosen[LAST_YEAR]

    @property
    def shows_difference(self) -> bool:
        """Tell whether the difference to last year stands in the cell, small."""
        return self._chosen[DIFFERENCE]
