"""Going to a place of the report: the page it is on, and the characters or cells there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nianbao.core.finding import TextPlace
from nianbao.ui.change_places import ChangePlace
from nianbao.ui.pages.cover_page import CoverPage
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow


def show_text(window: "MainWindow", place: TextPlace, *, focus: bool) -> None:
    """Select characters of the narrative or the lead, with the focus there or where it is."""
    window.steps.go_to(place.section)
    page = window.page
    if isinstance(page, TextPage):
        page.show_place(place, focus=focus)
    elif isinstance(page, CoverPage):
        page.preamble.select_place(place)
        if focus:
            page.preamble.setFocus(Qt.FocusReason.OtherFocusReason)


def show_change(window: "MainWindow", place: ChangePlace) -> None:
    """Go to what was changed; a page already there keeps its caret if nothing names another."""
    if place.text is not None:
        show_text(window, place.text, focus=True)
        return
    window.steps.go_to(place.step)
    page = window.page
    if isinstance(page, TablePage) and place.cells:
        grid = page.grid
        here = grid.grid.field(grid.currentIndex())
        if here is None or here.id not in place.cells:
            grid.setCurrentIndex(grid.grid.place(place.cells[0]))
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
    elif not page.isAncestorOf(QApplication.focusWidget() or page):
        page.setFocus(Qt.FocusReason.OtherFocusReason)
