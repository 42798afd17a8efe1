"""The row over the pages: which page, how large, and the ways out."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from nianbao.ui import theme
from nianbao.ui.paper.view import STEPS, Fit, PaperView
from nianbao.ui.theme.icons import icon

FITS: Final = {"适合宽度": Fit.WIDTH, "整页": Fit.PAGE}


class PreviewTools(QWidget):
    """Turns and sizes the pages of a view; `printing` and `exporting` ask for the way out."""

    printing = Signal()
    exporting = Signal()

    def __init__(self, view: PaperView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.number = QSpinBox(self)
        self.number.setAccessibleName("页码")
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setKeyboardTracking(False)  # two figures are one page
        self.count = QLabel(self)
        self.size_choice = QComboBox(self)
        self.size_choice.setAccessibleName("显示比例")
        for words, fit in FITS.items():
            self.size_choice.addItem(words, fit)
        for step in STEPS:
            self.size_choice.addItem(f"{step}%", step)
        self._lay_out()
        view.paged.connect(self._on_paged)
        view.zoomed.connect(self.show_size)
        self.number.valueChanged.connect(view.go_to_page)
        self.size_choice.activated.connect(self._choose_size)
        self.show_size()

    def show_size(self) -> None:
        """Say how large the pages are."""
        zoom = self._view.zoom
        at = self.size_choice.findData(zoom)
        self.size_choice.setCurrentIndex(at)
        if at < 0:
            self.size_choice.setPlaceholderText(f"{self._view.percent}%")

    def _on_paged(self, page: int) -> None:
        self.number.blockSignals(True)
        self.number.setRange(1, self._view.count)
        self.number.setValue(page)
        self.number.blockSignals(False)
        self.count.setText(f"/ {self._view.count} 页")

    def _choose_size(self, at: int) -> None:
        self._view.set_zoom(self.size_choice.itemData(at))

    def _lay_out(self) -> None:
        pdf = QPushButton("导出 PDF(&F)…", self)
        pdf.clicked.connect(self.exporting)
        paper = QPushButton("打印(&P)…", self)
        paper.setProperty("primary", True)
        paper.clicked.connect(self.printing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tool("back", "上一页（PgUp）", lambda: self._view.turn(-1)))
        layout.addWidget(self.number)
        layout.addWidget(self.count)
        layout.addWidget(self._tool("next", "下一页（PgDn）", lambda: self._view.turn(1)))
        layout.addSpacing(2 * theme.GAP)
        layout.addWidget(
            self._tool("remove", "缩小（Ctrl+减号）", lambda: self._view.step_zoom(-1))
        )
        layout.addWidget(self.size_choice)
        layout.addWidget(self._tool("add", "放大（Ctrl+加号）", lambda: self._view.step_zoom(1)))
        layout.addStretch(1)
        layout.addWidget(pdf)
        layout.addWidget(paper)

    def _tool(self, picture: str, words: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setToolTip(words)
        button.setAccessibleName(words.partition("（")[0])
        button.clicked.connect(act)
        return button
