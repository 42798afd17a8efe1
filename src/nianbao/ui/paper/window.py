"""The window with the report as it comes out on paper; it follows the clerk's work.

A window of its own, not a part of the main one: table three needs the whole width of a small
screen, and a second screen may show the pages all the time.
"""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from nianbao.ui import theme
from nianbao.ui.paper.making import LaidOut
from nianbao.ui.paper.sheets import Sheets
from nianbao.ui.paper.tools import PreviewTools
from nianbao.ui.paper.view import Fit, PaperView
from nianbao.ui.paper.watching import PageMaker
from nianbao.ui.session import Session

OFFICIAL: Final = "没有要处理的问题，打印和导出的就是这样。"
DRAFT: Final = "还有 {} 处要处理，现在打印和导出的是带水印的草稿。"
ENGINE: Final = (
    "页面由本程序按导出的 Word 文档排出，字号、行数、表格与文档一致；"
    "个别行可能与 Word、WPS 断得不同，分页以 Word、WPS 打开为准。"
)
REPLACED: Final = "这台电脑没有{}，这里用相近的字体显示。"
UNKNOWN: Final = "本单位的模板里有些设置这里显示不出来，请以 Word、WPS 打开的样子为准。"
BEFORE: Final = "正在排版……"
_WIDTH: Final = 760
_ABOVE_TEXT: Final = 400
"""Twips shown above a heading that was gone to."""


class PreviewWindow(QWidget):
    """Pages of the report at hand, made anew while it changes."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("previewWindow")
        self.setWindowTitle("预览")
        self._session = session
        self._main = window
        self._sheets: Sheets | None = None
        self._section = ""
        self.maker = PageMaker(session, self)
        self.view = PaperView(self)
        self.tools = PreviewTools(self.view, self)
        self.printing = self.tools.printing
        self.exporting = self.tools.exporting
        self.state = QLabel(BEFORE, self, wordWrap=True)
        self.state.setProperty("group", True)
        self.note = QLabel(ENGINE, self, wordWrap=True)
        self.note.setProperty("faint", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.tools)
        layout.addWidget(self.state)
        layout.addWidget(self.view, stretch=1)
        layout.addWidget(self.note)
        self._add_keys()
        self.maker.made.connect(self._show)
        self.maker.failed.connect(self._on_failed)

    def open(self, section: str) -> None:
        """Show the pages, at the heading of a section if it has one."""
        if not self.isVisible():
            self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.follow(section)

    def follow(self, section: str) -> None:
        """Go to where a section begins, as soon as there are pages."""
        self._section = section
        if self._sheets is not None and self.isVisible():
            self._go_to_section(self._sheets)

    def showEvent(self, event: QShowEvent) -> None:
        """Make pages from now on."""
        super().showEvent(event)
        self.maker.want()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Make no more pages; the pages at hand stay for the next time."""
        self.maker.leave()
        super().closeEvent(event)

    def _place(self) -> None:
        """Stand at the right of the screen, as high as the main window."""
        main = self._main.frameGeometry()
        free = self.screen().availableGeometry()
        width = min(_WIDTH, free.width())
        top = max(main.top(), free.top())
        height = min(main.height(), free.bottom() - top + 1)
        right = min(main.right(), free.right())
        self.setGeometry(QRect(max(free.left(), right - width + 1), top, width, height))

    def _add_keys(self) -> None:
        view = self.view
        for key, act in (
            (QKeySequence.StandardKey.ZoomIn, lambda: view.step_zoom(1)),
            ("Ctrl+=", lambda: view.step_zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: view.step_zoom(-1)),
            ("Ctrl+0", lambda: view.set_zoom(Fit.WIDTH)),
            ("Ctrl+9", lambda: view.set_zoom(Fit.PAGE)),
            ("PgUp", lambda: view.turn(-1)),
            ("PgDown", lambda: view.turn(1)),
            ("Ctrl+Home", lambda: view.go_to_page(1)),
            ("Ctrl+End", lambda: view.go_to_page(view.count)),
            (QKeySequence.StandardKey.Print, self.printing.emit),
            ("F7", self.close),
            ("Esc", self.close),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _show(self, laid: LaidOut) -> None:
        """Show new pages where the old ones were."""
        first = self._sheets is None
        self._sheets = laid.sheets
        self.view.show_pages(laid)
        obstacles = len(self._session.obstacles())
        if laid.draft:
            self._say(DRAFT.format(obstacles), "warn_ink")
        else:
            self._say(OFFICIAL, "")
        self.note.setText(_note(laid))
        if first:
            self._go_to_section(laid.sheets)

    def _on_failed(self, words: str) -> None:
        """Say why there are no new pages; the old ones stay."""
        self._say(words, "broken_ink")

    def _say(self, words: str, tone: str) -> None:
        self.state.setText(words)
        theme.set_tone(self.state, tone)

    def _go_to_section(self, sheets: Sheets) -> None:
        titles = {section.id: section.title for section in self._session.form.sections}
        title = titles.get(self._section)
        for mark in sheets.landmarks:
            if mark.words == title:
                area = sheets.pages[mark.page].type_area
                height = area[1] + mark.top - _ABOVE_TEXT if mark.top else 0
                self.view.go_to_page(mark.page + 1, height)
                return
        self.view.go_to_page(1)


def _note(laid: LaidOut) -> str:
    """Say what the pages are made with, and what may look otherwise elsewhere."""
    words = [ENGINE]
    lacking = "、".join(f"“{name}”" for name in sorted(laid.faces.replaced) if name)
    if lacking:
        words.append(REPLACED.format(lacking))
    if laid.sheets.unknown:
        words.append(UNKNOWN)
    return "".join(words)
