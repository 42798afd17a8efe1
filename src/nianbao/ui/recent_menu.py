"""The menu of the reports that were open last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from nianbao.io.problems import Refusal, Refused
from nianbao.io.recent import Recent
from nianbao.ui import dialogs


class RecentMenu(QMenu):
    """Lists the files by name; `open_file` opens one.

    Whether a file is there is looked at when it is chosen: a drive that is gone would keep the
    menu waiting.
    """

    def __init__(
        self, recent: Recent, open_file: Callable[[Path], object], window: QMainWindow
    ) -> None:
        super().__init__(window)
        self.setToolTipsVisible(True)
        self._recent = recent
        self._open = open_file
        self._window = window
        self.aboutToShow.connect(self._fill)

    def under(self, action: QAction | None) -> None:
        """Hang the menu on an entry of another menu, if there is one."""
        if action is not None:
            action.setMenu(self)

    def _fill(self) -> None:
        self.clear()
        paths = self._recent.paths()
        for number, path in enumerate(paths, 1):
            name = path.name.replace("&", "&&")
            entry = self.addAction(f"&{number} {name}")
            entry.setToolTip(str(path))
            entry.triggered.connect(lambda _=False, path=path: self._choose(path))
        if not paths:
            self.addAction("还没有打开过年报").setEnabled(False)

    def _choose(self, path: Path) -> None:
        try:
            there = path.exists()
        except OSError:
            there = False
        if there:
            self._open(path)
            return
        refused = Refused(Refusal.NOT_FOUND, path.name, f"原来在 {path.parent}")
        dialogs.warn(self._window, "最近打开的年报找不到了", refused.message)
        self._recent.forget(path)
