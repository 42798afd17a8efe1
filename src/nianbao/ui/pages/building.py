"""Builds the page of a step and ties what it asks for to the window."""

from typing import TYPE_CHECKING, TypeAlias

from nianbao.core.form import Section
from nianbao.ui.pages.check_page import CheckPage
from nianbao.ui.pages.cover_page import CoverPage
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.sections import CHECK, COVER

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

Page: TypeAlias = CoverPage | TextPage | TablePage | CheckPage


def build_page(step: str, window: "MainWindow") -> Page:
    """Build the page of a step."""
    if step == COVER:
        return _cover(window)
    if step == CHECK:
        return _check(window)
    section = window.session.form.section(step)
    page = _table(section, window) if section.table else _text(section, window)
    page.setObjectName(f"sectionPage{step}")
    return page


def _cover(window: "MainWindow") -> CoverPage:
    page = CoverPage(window.session, window)
    page.beginnings.starting.connect(window.deeds["Start"])
    page.beginnings.importing.connect(window.deeds["Import"])
    page.beginnings.opening.connect(window.deeds["Open"])
    page.beginnings.nothing.connect(window.deeds["ZeroReport"])
    page.explaining.connect(lambda finding: window.files.explain(window, finding))
    page.to_cells.connect(window.show_cells)
    return page


def _table(section: Section, window: "MainWindow") -> TablePage:
    page = TablePage(section, window.session, window)
    page.explaining.connect(lambda finding: window.files.explain(window, finding))
    return page


def _text(section: Section, window: "MainWindow") -> TextPage:
    page = TextPage(section, window.session, window)
    page.explaining.connect(lambda finding: window.files.explain(window, finding))
    page.to_cells.connect(window.show_cells)
    page.linking.connect(window.deeds["InsertLink"])
    return page


def _check(window: "MainWindow") -> CheckPage:
    page = CheckPage(window.session, window)
    page.jumped.connect(window.show_finding)
    page.to_cells.connect(window.show_cells)
    page.explaining.connect(lambda finding: window.files.explain(window, finding))
    page.word.connect(window.deeds["ExportWord"])
    page.draft.connect(window.deeds["ExportDraft"])
    page.excel.connect(window.deeds["ExportExcel"])
    page.review.connect(window.deeds["ExportReview"])
    page.whole.connect(window.deeds["ExportAll"])
    page.preview.connect(window.deeds["Preview"])
    return page
