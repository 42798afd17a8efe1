"""The menu of the reports that were open last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from nianbao.io.recent import Recent


class RecentMenu(QMenu):
    """Lists the files by name; `open_file` opens one, if it is still there.

    Nobody looks at that before a file is chosen: a drive that is gone would keep the menu waiting.
    """

    def __init__(
        self, recent: Recent, open_file: Callable[[Path], object], window: QMainWindow
    ) -> None:
        super().__init__(window)
        self.setToolTipsVisible(True)
        self._recent = recent
        self._open = open_file
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
            entry.triggered.connect(lambda _=False, path=path: self._open(path))
        if not paths:
            self.addAction("还没有打开过年报").setEnabled(False)
