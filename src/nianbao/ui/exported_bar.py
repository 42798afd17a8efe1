"""What was exported last, and the ways to it: nobody has to look for a file just made."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from nianbao.ui import dialogs, theme
from nianbao.ui.elided_label import ElidedLabel
from nianbao.ui.theme.icons import icon


class ExportedBar(QFrame):
    """Stands below the page after an export until it is put away; it takes no focus away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exportedBar")
        self.setProperty("card", True)
        self._path = Path()
        self.words = ElidedLabel(self)
        self.open_document = QPushButton("打开文档(&O)", self)
        self.open_folder = QPushButton("打开所在文件夹(&D)", self)
        self.put_away = QToolButton(self)
        self.put_away.setIcon(icon("close"))
        self.put_away.setToolTip("关闭（Esc）")
        self.put_away.setAccessibleName("关闭导出提示")
        self.open_document.clicked.connect(lambda: self._open(self._path))
        self.open_folder.clicked.connect(lambda: self._open(self._path.parent))
        self.put_away.clicked.connect(self.hide)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        layout.addWidget(self.words, stretch=1)
        for widget in (self.open_document, self.open_folder, self.put_away):
            layout.addWidget(widget)
        self.hide()

    def show_file(self, path: Path) -> None:
        """Offer the ways to a file that was just written."""
        self._path = path
        self.words.setText(f"已导出“{path.name}”")
        self.show()

    def _open(self, path: Path) -> None:
        if not dialogs.open_outside(path):
            words = f"请在文件夹里双击打开：\n{path}"
            dialogs.warn(self.window(), f"“{path.name}”没有打开", words)
